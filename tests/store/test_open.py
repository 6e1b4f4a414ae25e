"""Opening: new, known, newer, unreachable and nonsensical databases."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from store import Store, StoreError
from store.engine import open_database
from tests.store.conftest import DAY, Nights, at, make_course


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "not a database address"),
        ("lloket.db", "not a database address"),
        ("mysql://x/y", "mysql is not supported"),
        ("oracle+made_up://x", "oracle is not supported"),
        ("sqlite://", "in memory"),
        ("sqlite:///:memory:", "in memory"),
        ("postgresql://nobody:secret@127.0.0.1:1/nothing", "127.0.0.1"),
        ("postgresql+asyncpg://nobody:secret@127.0.0.1:1/nothing", "127.0.0.1"),
        ("postgresql://nobody:secret@127.0.0.1:1/nothing?nonsense=1", "nonsense"),
        ("postgresql://x.invalid/nothing", "x.invalid"),
    ],
)
def test_a_bad_or_unreachable_address_is_one_line_without_password(url: str, words: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(url)
    line = str(caught.value)
    assert words in line
    assert "\n" not in line
    assert "secret" not in line
    assert "Background on this error" not in line


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Geen database. " * 1000)
    with pytest.raises(StoreError, match="file is not a database"):
        Store.open(f"sqlite:///{file}")
    assert file.read_text().startswith("Geen database")


def test_a_folder_or_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="unable to open database file"):
        Store.open(f"sqlite:///{tmp_path}")
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"exists|Not a directory"):
        Store.open(f"sqlite:///{tmp_path / 'file' / 'lloket.db'}")


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'a' / 'b %20 c' / 'lloket.db'}") as store:
        assert store.runs() == []


def test_reopening_finds_what_was_kept(url: str) -> None:
    with Store.open(url) as store:
        Nights(store).refresh([make_course(1)])
    with Store.open(url) as store:
        assert [one.course.title for one in store.readings()] == ["Cursus 1"]


def test_a_database_of_a_newer_program_is_not_touched(url: str) -> None:
    Store.open(url).close()
    database = open_database(url)
    with database.write() as connection:
        connection.execute(sa.text("update alembic_version set version_num = '9999'"))
    database.close()
    with pytest.raises(StoreError, match=r"made by a newer lloket \(schema 9999\)"):
        Store.open(url)


def test_a_database_with_other_tables_of_these_names_is_not_touched(url: str, tmp_path: Path) -> None:
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(sa.text("create table run (speed integer)"))
        connection.execute(sa.text("insert into run values (7)"))
    with pytest.raises(StoreError, match="already exists"):
        Store.open(url)
    with engine.begin() as connection:
        assert connection.execute(sa.text("select speed from run")).scalar_one() == 7
        assert sa.inspect(connection).get_table_names() == ["run"]
    engine.dispose()


OPENER = """
import sys
from store import Store
sys.stdin.readline()
with Store.open(sys.argv[1]) as store:
    print(store.runs())
"""


def test_processes_that_make_the_database_at_once_all_succeed(url: str) -> None:
    arguments = [sys.executable, "-c", OPENER, url]
    openers = [
        subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for one in openers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    assert [one.communicate(timeout=60) for one in openers] == [("[]\n", "")] * 4


def test_it_opens_from_another_directory(url: str, tmp_path: Path) -> None:
    arguments = [sys.executable, "-P", "-c", OPENER, url]
    done = subprocess.run(arguments, cwd=tmp_path, input="\n", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


def test_the_connection_is_set_up_as_it_must_be(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'lloket.db'}")
    with database.read() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    database.close()
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 30000}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # psycopg on a cursor that was cut off
def test_a_connection_lost_is_one_line_and_the_next_call_works(postgresql_server: str) -> None:
    with Store.open(postgresql_server) as store:
        readings = store.readings()
        Nights(store).refresh([make_course(number) for number in range(3000)])
        next(readings)
        other = sa.create_engine(postgresql_server.replace("postgresql:", "postgresql+psycopg:"))
        with other.begin() as connection:
            lost = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lloket'"
            connection.execute(sa.text(lost))
        other.dispose()
        with pytest.raises(StoreError, match=r"^[^\n]+$"):
            list(readings)
        gc.collect()
        assert store.runs()[0].started == at(DAY)
