"""The change feed: strictly ordered, replayable from nothing, a number moves only when its offer does."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
import sqlalchemy as sa
from alembic import command

from normalize.course import Course, Freshness
from store import Change, Store
from store.changes import PAGE
from store.engine import migration_config, open_database
from tests.store.conftest import DAY, Nights, at, make_course

NEXT = DAY + timedelta(days=1)


def offered(number: int, **fields: object) -> Course:
    return make_course(number, id=f"c{number}", **fields)


def told(store: Store) -> dict[str, tuple[int, str | None]]:
    return {change.offer: (change.number // PAGE, change.ending) for change in store.changes()}


def numbers(store: Store) -> dict[str, int]:
    return {change.offer: change.number for change in store.changes()}


def test_each_save_begins_a_page_of_its_own(store: Store, nights: Nights) -> None:
    nights.publish([offered(1), offered(2), offered(3)])
    assert told(store) == {"c1": (1, None), "c2": (1, None), "c3": (1, None)}
    nights.publish([offered(1), offered(2, title="Anders"), offered(3), offered(4)], day=NEXT)
    assert told(store) == {"c1": (1, None), "c3": (1, None), "c4": (2, None), "c2": (2, None)}
    assert [change.at for change in store.changes()] == [at(DAY, 6)] * 2 + [at(NEXT, 6)] * 2


def test_a_number_moves_only_when_its_offer_does(store: Store, nights: Nights) -> None:
    nights.publish([offered(1), offered(2)])
    before = numbers(store)
    nights.publish([offered(1, freshness=Freshness(last_seen="2026-11-23")), offered(2)], day=NEXT)
    assert numbers(store) == before
    nights.publish([offered(1), offered(2, title="Anders")], day=NEXT, hour=8)
    assert numbers(store)["c1"] == before["c1"]
    assert numbers(store)["c2"] > before["c2"]


@pytest.mark.parametrize(("status", "ending"), [("expired", "expired"), ("withdrawn", "withdrawn"), ("missing", None)])
def test_an_offer_ends_when_it_is_past_or_withdrawn(
    store: Store, nights: Nights, status: str, ending: str | None
) -> None:
    nights.publish([offered(1)])
    nights.publish([offered(1, freshness=Freshness(status=status))], day=NEXT)  # type: ignore[arg-type]
    (change,) = store.changes()
    assert change.ending == ending
    assert (change.course is None) is (ending is not None)


def test_an_offer_that_left_says_why(store: Store, nights: Nights) -> None:
    nights.publish([offered(number) for number in range(1, 6)])
    nights.publish([offered(1), offered(2), offered(5)], day=NEXT, c3="c2")
    store.decide("hide", "c4", {}, who="Noor", why="proefpagina", now=at(NEXT))
    nights.publish([offered(1)], day=NEXT, hour=8, c2="c1", c3="c2")
    ended = {change.offer: (change.ending, change.into) for change in store.changes() if change.ending}
    assert ended == {
        "c2": ("merged", "c1"),
        "c3": ("merged", "c1"),  # by way of c2
        "c4": ("hidden", None),
        "c5": ("unpublished", None),
    }


def test_an_offer_that_returns_comes_after_its_end(store: Store, nights: Nights) -> None:
    nights.publish([offered(1), offered(2)])
    nights.publish([offered(1)], day=NEXT)
    gone = numbers(store)["c2"]
    nights.publish([offered(1), offered(2)], day=NEXT, hour=8)
    assert numbers(store)["c2"] > gone
    assert told(store)["c2"] == (3, None)


def test_a_clock_that_goes_back_does_not_turn_the_order(store: Store, nights: Nights) -> None:
    nights.publish([offered(1)], day=NEXT)
    nights.publish([offered(1), offered(2)], day=DAY)
    assert [change.offer for change in store.changes()] == ["c1", "c2"]


def replay(held: dict[str, Course], changes: list[Change], after: int) -> int:
    """What a reader does who knows all up to a number."""
    for change in changes:
        if change.number > after:
            assert change.number > after
            after = change.number
            if change.course is None:
                held.pop(change.offer, None)
            else:
                held[change.offer] = change.course
    return after


def test_who_follows_and_who_begins_anew_hold_the_same(store: Store, nights: Nights) -> None:
    choice = random.Random(6)
    followed: dict[str, Course] = {}
    after = 0
    for night in range(20):
        offers = [
            offered(
                number,
                title=f"Cursus {choice.randrange(3)}",
                freshness=Freshness(status=choice.choice(["current", "expired"])),
            )
            for number in range(30)
            if choice.random() > 0.2
        ]
        nights.publish(offers, day=DAY + timedelta(days=night))
        after = replay(followed, list(store.changes()), after)
        anew: dict[str, Course] = {}
        replay(anew, list(store.changes()), 0)
        assert anew == followed == {one.id: one for one in store.offers() if one.freshness.status == "current"}
    assert store.check_integrity() == []


def test_more_than_a_page_in_one_save(store: Store, nights: Nights) -> None:
    nights.publish([offered(number) for number in range(PAGE + 2)])
    nights.publish([offered(number) for number in range(PAGE + 3)], day=NEXT)
    assert sorted({page for page, _ in told(store).values()}) == [1, 2, 3]
    assert len(set(numbers(store).values())) == PAGE + 3


def test_a_store_from_before_is_numbered_in_the_order_of_its_changes(url: str) -> None:
    with Store.open(url) as store:
        nights = Nights(store)
        nights.publish([offered(1), offered(2), offered(3)])
        nights.publish([offered(1, title="Anders"), offered(3)], day=NEXT)
    database = open_database(url)
    with database.write() as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        assert "change" not in sa.inspect(connection).get_table_names()
    database.close()
    with Store.open(url) as store:
        assert [(change.number, change.offer) for change in store.changes()] == [(500, "c3"), (501, "c1"), (502, "c2")]
        assert store.check_integrity() == []
        Nights(store).publish([offered(1), offered(3)], day=NEXT, hour=9)
        assert numbers(store)["c1"] == 2 * PAGE


def test_an_offer_without_its_number_is_found(url: str) -> None:
    with Store.open(url) as store:
        Nights(store).publish([offered(1)])
        database = open_database(url)
        with database.write() as connection:
            connection.execute(sa.text("delete from change"))
        database.close()
        assert store.check_integrity() == ["offer: c1 is missing from the change feed"]
