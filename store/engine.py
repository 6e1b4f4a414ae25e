"""One database, two engines: the connection, its transactions and the way to its newest schema.

Writers stand in line on both engines (BEGIN IMMEDIATE on SQLite, one advisory lock on PostgreSQL), so
a transaction may read, decide and write; readers see one snapshot and are never blocked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, make_url

from store.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

BATCH = 1000
"""Rows handed to the driver at once."""

WAIT_SECONDS = 30
"""How long a writer waits for another one."""

_ADVISORY_LOCK = 0x6C6C6F6B
_MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """An open database, at the newest schema."""

    def __init__(self, engine: sa.Engine) -> None:
        """Hold a connected engine; use `open_database`."""
        self._engine = engine

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot, streamed; raises StoreError."""
        options: dict[str, Any] = {"stream_results": True, "yield_per": BATCH}
        if self.dialect == "postgresql":
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with _plain_errors(), self._engine.connect() as connection:
            yield connection.execution_options(**options)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction of the only writer: whole or not at all; raises StoreError."""
        with _plain_errors(), self._engine.connect() as connection:
            connection.execution_options(writer=True)
            with connection.begin():
                if self.dialect == "postgresql":
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
                yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def migrate(self) -> None:
        """Bring the schema to its newest revision; raises StoreError for one from a newer program."""
        with self.read() as connection:
            if _is_newest(connection):
                return
        from alembic import command  # slow to load, and seldom needed

        config = migration_config()
        with self.write() as connection:
            if not _is_newest(connection):
                config.attributes["connection"] = connection
                command.upgrade(config, "head")


def open_database(url: str) -> Database:
    """Open or create the database at an SQLAlchemy URL; raises StoreError in one line."""
    address = _address(url)
    try:
        if address.get_backend_name() == "sqlite":
            Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
        database = Database(_engine(address))
        try:
            database.migrate()
        except StoreError:
            database.close()
            raise
    except (StoreError, OSError) as error:
        raise StoreError(f"database {address.render_as_string(hide_password=True)}: {error}") from error
    return database


def execute_many(connection: Connection, statement: sa.Executable, rows: Iterable[Mapping[str, Any]]) -> None:
    """Execute a statement for each row, in batches."""
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        connection.execute(statement, batch)


def migration_config() -> Config:
    """Alembic's configuration: the migrations that lie beside this module, wherever it is installed."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except sa.exc.ArgumentError as error:
        raise StoreError(f"not a database address: {url!r} (try sqlite:///data/lloket.db)") from error
    backend = address.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise StoreError(f"{backend} is not supported: use sqlite:///FILE or postgresql://HOST/NAME")
    if address.database in (None, "", ":memory:"):
        raise StoreError("a database in memory keeps nothing: use sqlite:///FILE")
    return address.set(drivername="sqlite+pysqlite")


def _engine(address: URL) -> sa.Engine:
    return _sqlite(address) if address.get_backend_name() == "sqlite" else _postgresql(address)


def _sqlite(address: URL) -> sa.Engine:
    engine = sa.create_engine(address, max_overflow=-1, connect_args={"timeout": WAIT_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN is deferred and comes too late
        connection.execute("PRAGMA foreign_keys = ON")
        # With batched writes a commit that reaches the disk costs nothing that matters, and what staff
        # decided must survive a power cut; NORMAL would lose the last commits.
        connection.execute("PRAGMA synchronous = FULL")
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise sqlite3.OperationalError(f"write-ahead logging is not possible here (journal mode {mode})")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writer = connection.get_execution_options().get("writer", False)
        # A deferred transaction that turns to writing fails at once when another wrote meanwhile.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine


def _postgresql(address: URL) -> sa.Engine:
    query = {"connect_timeout": "10", "application_name": "lloket"} | dict(address.query)
    return sa.create_engine(address.set(query=query), max_overflow=-1, pool_pre_ping=True)


def _is_newest(connection: Connection) -> bool:
    """Tell by the names of the migrations, which are numbered as their revisions are: `v0004_….py`."""
    known = sorted(path.name[1:5] for path in (_MIGRATIONS / "versions").glob("v[0-9]*.py"))
    if not sa.inspect(connection).has_table("alembic_version"):
        return False
    current: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    if current is not None and current not in known:
        raise StoreError(f"made by a newer lloket (schema {current}): upgrade lloket")
    return current == known[-1]


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise StoreError(_words(error.orig)) from error
    except sa.exc.SQLAlchemyError as error:
        raise StoreError(" ".join(str(error).split())) from error


def _words(error: BaseException | None) -> str:
    busy = getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    if busy or getattr(error, "sqlstate", None) == "55P03":
        return f"another process was writing for more than {WAIT_SECONDS} seconds"
    return " ".join(str(error).split()) or type(error).__name__
