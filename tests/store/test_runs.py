"""Runs: how they start, end and are left behind."""

from datetime import date

import pytest

from store import Store, StoreError
from tests.store.conftest import DAY, Nights, at, make_course


def test_run_ids_sort_by_time_and_are_unique_within_a_second(store: Store) -> None:
    first = store.start_run("meerpolder", now=at(DAY), today=DAY)
    second = store.start_run("meerpolder", now=at(DAY), today=DAY)
    later = store.start_run("meerpolder", now=at(DAY, 6), today=DAY)
    assert first == "20261122T050000Z-meerpolder"
    assert first < second < later
    assert [run.id for run in store.runs()] == [later, second, first]


def test_runs_of_one_provider_are_the_newest_first_and_limited(store: Store) -> None:
    ids = [store.start_run(one, now=at(DAY, hour), today=DAY) for hour, one in enumerate(["a", "b", "a", "a"])]
    assert [run.id for run in store.runs("a", limit=2)] == [ids[3], ids[2]]


def test_a_run_keeps_how_it_ended(store: Store) -> None:
    run = store.start_run("meerpolder", now=at(DAY), today=DAY)
    stats: dict[str, object] = {"requests": 12, "none": None, "text": "a\x00b", "list": []}
    store.finish_run(run, now=at(DAY, 6), state="failed", cause="host_down", detail="geen\ud800 antwoord", stats=stats)
    (kept,) = store.runs("meerpolder")
    assert (kept.state, kept.cause, kept.detail) == ("failed", "host_down", "geen antwoord")
    assert kept.stats == {"requests": 12, "none": None, "text": "ab", "list": []}
    assert (kept.started, kept.finished, kept.today) == (at(DAY), at(DAY, 6), DAY)
    assert kept.recorded is None


def test_a_run_ends_once(store: Store, nights: Nights) -> None:
    nights.refresh([make_course(1)])
    (run,) = store.runs()
    with pytest.raises(StoreError, match="has ended already"):
        store.finish_run(run.id, now=at(DAY), state="good", cause=None, detail=None, stats={})
    with pytest.raises(StoreError, match="no run"):
        store.finish_run("19700101T000000Z-x", now=at(DAY), state="good", cause=None, detail=None, stats={})


def test_runs_left_open_are_abandoned_once(store: Store) -> None:
    first = store.start_run("a", now=at(DAY), today=DAY)
    second = store.start_run("b", now=at(DAY), today=DAY)
    assert store.abandon_runs(now=at(DAY, 6), provider="b") == [second]
    assert store.abandon_runs(now=at(DAY, 7)) == [first]
    assert store.abandon_runs(now=at(DAY, 8)) == []
    assert {(run.state, run.cause) for run in store.runs()} == {("failed", "interrupted")}


def test_statuses_tell_the_last_run_and_the_last_good_one(store: Store, nights: Nights) -> None:
    nights.refresh([make_course(1), make_course(2)], day=date(2026, 11, 1))
    nights.refresh([make_course(1)], day=date(2026, 11, 2))
    nights.refresh([], day=date(2026, 11, 3), state="failed")
    store.start_run("aarzel", now=at(DAY), today=DAY)
    new, old = store.statuses()
    assert (new.provider, new.last_run.state, new.last_good, new.seen) == ("aarzel", "open", None, 0)
    assert (old.provider, old.last_run.state, old.last_good) == ("meerpolder", "failed", date(2026, 11, 2))
    assert (old.seen, old.missing, old.gone) == (1, 1, 0)


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="time zone"):
        store.start_run("a", now=at(DAY).replace(tzinfo=None), today=DAY)
