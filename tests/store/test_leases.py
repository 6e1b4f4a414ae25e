"""Leases: one holder at a time, freed by a crash, a late holder fenced off."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from store import Locked, Store, StoreError
from store.holder import is_dead, this_process
from tests.store.conftest import DAY, Nights, at, make_course

NOW = at(DAY)
ROOT = Path(__file__).parents[2]


def test_a_second_one_is_told_who_holds_it_and_since_when(store: Store) -> None:
    with store.lease("refresh", holder="nacht op a", now=NOW, seconds=60):
        with pytest.raises(Locked, match="refresh is in use by nacht op a since 2026-11-22 05:00:00 UTC") as caught:
            store.lease("refresh", holder="b", now=NOW + timedelta(seconds=59), seconds=60).__enter__()
        assert (caught.value.name, caught.value.holder, caught.value.since) == ("refresh", "nacht op a", NOW)
        with store.lease("another", holder="b", now=NOW, seconds=60):
            pass
    with store.lease("refresh", holder="b", now=NOW, seconds=60):
        pass


def test_it_is_freed_when_the_work_fails(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.lease("refresh", holder="a", now=NOW, seconds=60):
        raise ZeroDivisionError
    with store.lease("refresh", holder="b", now=NOW, seconds=60):
        pass


def test_renewing_holds_it_longer(store: Store) -> None:
    with store.lease("refresh", holder="a", now=NOW, seconds=60) as lease:
        lease.renew(NOW + timedelta(seconds=50))
        with pytest.raises(Locked):
            store.lease("refresh", holder="b", now=NOW + timedelta(seconds=100), seconds=60).__enter__()


def test_who_lost_it_can_neither_renew_nor_write_nor_free(store: Store, nights: Nights) -> None:
    late = NOW + timedelta(seconds=61)
    with (
        store.lease("refresh", holder="a", now=NOW, seconds=60) as lost,
        store.lease("refresh", holder="b", now=late, seconds=60) as held,
    ):
        with pytest.raises(Locked, match="in use by b"):
            lost.renew(late)
        run = store.start_run("meerpolder", now=late, today=DAY, lease=held)
        with pytest.raises(Locked):
            store.start_run("meerpolder", now=late, today=DAY, lease=lost)
        with pytest.raises(Locked):
            nights.refresh([make_course(1)], lease=lost)
        with pytest.raises(Locked):
            store.save_offers([(make_course(1, id="c1"), [])], now=late, today=DAY, retired={}, lease=lost)
        with pytest.raises(Locked):
            store.finish_run(run, now=late, state="good", cause=None, detail=None, stats={}, lease=lost)
        assert (list(store.readings()), list(store.offers())) == ([], [])
        nights.refresh([make_course(1)], lease=held)
        held.renew(late)
    with store.lease("refresh", holder="c", now=NOW, seconds=60), pytest.raises(StoreError):
        held.renew(late)


def test_who_lost_it_does_not_free_it_at_the_end(store: Store) -> None:
    late = NOW + timedelta(seconds=61)
    lost = store.lease("refresh", holder="a", now=NOW, seconds=60)
    lost.__enter__()
    with store.lease("refresh", holder="b", now=late, seconds=60):
        lost.__exit__(None, None, None)
        with pytest.raises(Locked, match="in use by b"):
            store.lease("refresh", holder="c", now=late, seconds=60).__enter__()


def test_a_holder_that_gave_up_may_not_write(store: Store, nights: Nights) -> None:
    with store.lease("refresh", holder="a", now=NOW, seconds=60) as held:
        pass
    with pytest.raises(Locked, match="given up"):
        nights.refresh([make_course(1)], lease=held)


CONTENDER = """
import sys
from datetime import datetime
from store import Locked, Store
url, who, now = sys.argv[1:]
with Store.open(url) as store:
    sys.stdin.readline()
    try:
        with store.lease("refresh", holder=who, now=datetime.fromisoformat(now), seconds=60):
            print("held", flush=True)
            sys.stdin.readline()
    except Locked as error:
        print(error, flush=True)
"""


def contender(url: str, who: str) -> subprocess.Popen[str]:
    """Another process that takes the lease when told, and gives it up when told."""
    arguments = [sys.executable, "-c", CONTENDER, url, who, NOW.isoformat()]
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_of_two_processes_one_is_locked_out_until_a_crash_is_over(url: str) -> None:
    with Store.open(url) as store:  # made at once by both: see test_open
        both = [contender(url, who) for who in ("a", "b")]
        for one in both:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        said = [one.stdout.readline().strip() for one in both if one.stdout is not None]
        assert sorted(word.split()[0] for word in said) == ["held", "refresh"]
        for one in both:
            os.kill(one.pid, 9)
            one.communicate()
        with pytest.raises(Locked):
            store.lease("refresh", holder="c", now=NOW + timedelta(seconds=59), seconds=60).__enter__()
        with store.lease("refresh", holder="c", now=NOW + timedelta(seconds=60), seconds=60):
            pass


TAKER = """
import sys
from datetime import UTC, datetime
from store import Store
from store.holder import this_process
store = Store.open(sys.argv[1])
with store.lease("refresh", holder=this_process(), now=datetime(2026, 11, 22, 5, tzinfo=UTC), seconds=3600):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_holder_that_died_on_this_machine_loses_it_at_once(url: str) -> None:
    with (
        Store.open(url) as store,
        subprocess.Popen(
            [sys.executable, "-c", TAKER, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
        ) as other,
    ):
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Locked):
            store.lease("refresh", holder=this_process(), now=NOW, seconds=60, is_dead=is_dead).__enter__()
        other.kill()
        other.wait()
        with store.lease("refresh", holder=this_process(), now=NOW, seconds=60, is_dead=is_dead):
            pass


@pytest.mark.parametrize("holder", ["", "night on a", "elsewhere/12345678 pid 1 2", " pid x"])
def test_who_can_not_be_judged_is_not_dead(holder: str) -> None:
    assert not is_dead(holder)


def test_this_process_is_not_dead() -> None:
    assert not is_dead(this_process())
