"""Readers, writers and crashes at the same time."""

from __future__ import annotations

import gc
import multiprocessing
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from normalize.course import Course
from store import Store, StoreError, engine, runs
from tests.store.conftest import DAY, Nights, at, make_course

ROOT = Path(__file__).parents[2]
NEXT = DAY + timedelta(days=1)


def test_a_reader_sees_one_snapshot_while_a_writer_saves(store: Store, nights: Nights) -> None:
    nights.refresh([make_course(number) for number in range(2500)])
    nights.publish([make_course(number, id=f"c{number:05}") for number in range(2500)])
    offers, readings = store.offers(), store.readings()
    old = [next(offers).title, next(readings).course.title]
    began = time.monotonic()
    nights.refresh([make_course(number, title="Nieuw") for number in range(2500)], day=NEXT)
    nights.publish([make_course(number, id=f"c{number:05}", title="Nieuw") for number in range(2000)], day=NEXT)
    assert time.monotonic() - began < 20
    assert "Nieuw" not in {*old, *(one.title for one in offers), *(one.course.title for one in readings)}
    assert Counter(one.title for one in store.offers()) == {"Nieuw": 2000}
    assert Counter(one.course.title for one in store.readings()) == {"Nieuw": 2500}


def test_all_that_is_read_in_one_transaction_is_of_one_moment(store: Store, nights: Nights) -> None:
    nights.refresh([make_course(1)])
    with store._database.read() as connection:
        before = runs.statuses(connection)
        nights.refresh([], day=NEXT)
        assert runs.statuses(connection) == before
    assert store.statuses() != before


def test_a_reader_may_stop_half_way(store: Store, nights: Nights) -> None:
    nights.refresh([make_course(number) for number in range(2500)])
    for _ in range(30):  # more than the pool has connections
        assert next(store.readings()).course.title == "Cursus 0"
    gc.collect()
    nights.refresh([make_course(1)], day=NEXT)


WRITER = """
import sys
from datetime import date, datetime, UTC
from store import Store
url, who = sys.argv[1:]
with Store.open(url) as store:
    sys.stdin.readline()
    for second in range(30):
        now = datetime(2026, 11, 22, 5, 0, second, tzinfo=UTC)
        run = store.start_run(who, now=now, today=date(2026, 11, 22))
        store.finish_run(run, now=now, state="good", cause=None, detail=None, stats={})
        store.decide("hide", who, {}, who=who, why="", now=now)
"""


def test_writers_wait_for_each_other_and_lose_nothing(url: str) -> None:
    with Store.open(url) as store:
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, url, who], cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE
            )
            for who in ("a", "b", "c")
        ]
        said = [one.communicate(b"go\n", timeout=60)[1] for one in writers]
        assert said == [b"", b"", b""]
        assert Counter(one.who for one in store.decisions()) == {"a": 30, "b": 30, "c": 30}
        assert Counter(run.provider for run in store.runs(limit=1000)) == {"a": 30, "b": 30, "c": 30}
        assert store.check_integrity() == []


def refresh_for_ever(url: str, ready: Event) -> None:
    """Runs in a process that is killed."""
    with Store.open(url) as store:
        nights = Nights(store)
        ready.set()
        for night in range(1, 1000):
            courses = [make_course(number, id=f"c{number:04}", title=f"Nacht {night}") for number in range(400)]
            nights.refresh(courses, day=DAY + timedelta(days=night))
            nights.publish(courses, day=DAY + timedelta(days=night))


def test_kill_9_at_any_moment_leaves_the_database_whole(url: str) -> None:
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    moments = random.Random(20261122)
    left_open = 0
    for _ in range(10):
        ready = processes.Event()
        child = processes.Process(target=refresh_for_ever, args=(url, ready))
        child.start()
        assert ready.wait(60)
        time.sleep(moments.uniform(0.02, 0.4))
        child.kill()
        child.join()
        with Store.open(url) as store:
            assert store.check_integrity() == []
            assert len({one.course.title for one in store.readings()}) <= 1, "a mixture of two nights"
            assert len({one.title for one in store.offers()}) <= 1, "a mixture of two nights"
            left_open += len(store.abandon_runs(now=at(DAY, 23)))
    assert left_open > 0, "no kill hit a run: the moments are wrong"
    with Store.open(url) as store:
        assert Nights(store).refresh([make_course(1)], day=DAY + timedelta(days=2000)) is not None
        assert nights_kept(store) == {"Cursus 1"}


def nights_kept(store: Store) -> set[str]:
    """Titles of the courses that their site has."""
    return {one.course.title for one in store.readings() if one.state == "seen"}


def test_a_full_disk_is_one_line_and_keeps_what_was_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'lloket.db'}"
    with Store.open(url) as store:
        nights = Nights(store)
        nights.refresh([make_course(number) for number in range(50)])
        with store._database._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 10}")
        with pytest.raises(StoreError, match="database or disk is full"):
            nights.refresh([make_course(number, title="Nieuw" * 50) for number in range(500)], day=NEXT)
        assert {one.course.title[:6] for one in store.readings()} == {"Cursus"}
        assert [run.state for run in store.runs()] == ["open", "good"]
        assert store.check_integrity() == []
    with Store.open(url) as store:
        assert len(store.abandon_runs(now=at(NEXT))) == 1
        Nights(store).refresh([make_course(number, title="Nieuw" * 50) for number in range(500)], day=NEXT)
        assert len(list(store.readings())) == 500


def test_a_failing_transaction_leaves_nothing(store: Store, nights: Nights) -> None:
    nights.refresh([make_course(1)])

    def breaks() -> Iterator[Course]:
        yield make_course(2)
        raise ZeroDivisionError

    run = store.start_run("meerpolder", now=at(NEXT), today=NEXT)
    with pytest.raises(ZeroDivisionError):
        store.record_run(
            run,
            now=at(NEXT),
            today=NEXT,
            state="good",
            cause=None,
            detail=None,
            stats={},
            pages=[],
            courses=breaks(),
            gone={},
        )
    assert nights.states() == {"Cursus 1": ("seen", None, 0)}
    assert store.runs()[0].state == "open"


def test_a_connection_lost_while_writing_leaves_nothing(
    postgresql_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(postgresql_server) as store:
        nights = Nights(store)
        before = list(store.readings(["verbroken"]))
        finish = runs.finish

        def cut(connection: Connection, *arguments: Any, **named: Any) -> None:
            process = connection.scalar(sa.select(sa.func.pg_backend_pid()))
            with psycopg.connect(postgresql_server, autocommit=True) as other:
                other.execute("select pg_terminate_backend(%s)", [process])
            finish(connection, *arguments, **named)

        monkeypatch.setattr(runs, "finish", cut)
        with pytest.raises(StoreError, match=r"^[^\n]+$"):
            nights.refresh([make_course(1)], provider="verbroken")
        monkeypatch.undo()
        assert list(store.readings(["verbroken"])) == before == []
        assert len(store.abandon_runs(now=at(DAY, 6), provider="verbroken")) == 1
        nights.refresh([make_course(1)], provider="verbroken")
        assert len(list(store.readings(["verbroken"]))) == 1


def test_a_writer_that_waits_too_long_says_so(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT_SECONDS", 1)
    with Store.open(url) as one, Store.open(url) as other:
        with (
            one._database.write(),
            pytest.raises(StoreError, match="another process was writing for more than 1 seconds"),
        ):
            other.start_run("meerpolder", now=at(DAY), today=DAY)
        other.start_run("meerpolder", now=at(DAY), today=DAY)


def test_threads_share_a_store(store: Store) -> None:
    def work(number: int) -> int:
        provider = f"p{number}"
        Nights(store).refresh([make_course(one) for one in range(50)], provider=provider)
        return sum(1 for _ in zip(store.readings([provider]), store.readings([provider]), strict=True))

    with ThreadPoolExecutor(20) as threads:
        assert list(threads.map(work, range(20))) == [50] * 20
