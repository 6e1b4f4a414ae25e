"""Migrations: from nothing to the newest schema and back, and no difference to the tables as written."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Table, Text, inspect, text

from store import Store, engine
from store.engine import migration_config, open_database
from store.revise import revise
from store.tables import metadata
from tests.store.conftest import Nights, make_course


def test_the_migrated_schema_is_that_of_the_tables(url: str) -> None:
    Store.open(url).close()
    database = open_database(url)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}
    database.close()


def test_every_migration_goes_down_and_up_again(url: str) -> None:
    database = open_database(url)
    with database.write() as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        command.upgrade(config, "head")
    database.close()
    with Store.open(url) as store:
        Nights(store).refresh([make_course(1)])
        assert store.check_integrity() == []


def test_migrations_are_one_line_from_first_to_last() -> None:
    script = ScriptDirectory.from_config(migration_config())
    assert len(script.get_heads()) == 1
    assert [revision.revision for revision in reversed(list(script.walk_revisions()))] == [
        f"{number:04}" for number in range(1, len(list(script.walk_revisions())) + 1)
    ]


def test_keys_are_compared_by_their_bytes_whatever_the_servers_locale(postgresql_server: str) -> None:
    Store.open(postgresql_server).close()
    database = open_database(postgresql_server)
    with database.read() as connection:
        rows = connection.execute(
            text(
                "select table_name, column_name, collation_name from information_schema.columns where table_schema = :s"
            ),
            {"s": "public"},
        ).all()
    database.close()
    by_bytes = {(table, column) for table, column, collation in rows if collation == "C"}
    keys = {(table.name, column.name) for table in metadata.sorted_tables for column in _text_keys(table)}
    assert keys
    assert keys <= by_bytes


def _text_keys(table: Table) -> list[Column[Any]]:
    """Columns that identify a row or point to one."""
    return [
        column for column in table.c if isinstance(column.type, Text) and (column.primary_key or column.foreign_keys)
    ]


def test_a_new_migration_is_written_from_the_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    migrations = tmp_path / "migrations"
    shutil.copytree(Path(engine.__file__).parent / "migrations", migrations)
    for old in (migrations / "versions").glob("*.py"):
        old.unlink()
    monkeypatch.setattr(engine, "_MIGRATIONS", migrations)
    written = revise("First words")
    assert written == migrations / "versions" / "v0001_first_words.py"
    assert "store.tables" not in written.read_text()
    with Store.open(f"sqlite:///{tmp_path / 'lloket.db'}") as store:
        Nights(store).refresh([make_course(1)])
        assert store.check_integrity() == []
    assert capsys.readouterr().err == ""
