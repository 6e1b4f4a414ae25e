"""The check of the database finds what is broken in it."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from store import Store, StoreError
from store.engine import open_database
from tests.store.conftest import Nights, make_course

DAMAGE = {
    "update reading set content = '{}'": "reading: 1 rows whose content",
    "update offer_version set content = '{}'": "offer_version: 1 rows whose content",
    "delete from reading_version": "reading: the version of meerpolder",
    "delete from offer_version": "offer: the version of c1",
    "update run set state = 'failed'": "did not end well and yet",
}


@pytest.mark.parametrize(("damage", "finding"), DAMAGE.items())
def test_damage_is_found(url: str, damage: str, finding: str) -> None:
    with Store.open(url) as store:
        nights = Nights(store)
        nights.refresh([make_course(1)])
        nights.publish([make_course(1, id="c1")])
        assert store.check_integrity() == []
        database = open_database(url)
        with database.write() as connection:
            connection.execute(sa.text(damage))
        database.close()
        found = store.check_integrity()
        assert any(finding in line for line in found), found


def test_a_torn_file_is_found(tmp_path: Path) -> None:
    file = tmp_path / "lloket.db"
    with Store.open(f"sqlite:///{file}") as store:
        Nights(store).refresh([make_course(number) for number in range(300)])
    content = bytearray(file.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    file.write_bytes(content)
    with Store.open(f"sqlite:///{file}") as store:
        try:
            found = store.check_integrity()
        except StoreError as error:
            found = [str(error)]
        assert found
