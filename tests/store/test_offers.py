"""Offers: what is published, its versions, members and retired ids."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from normalize.course import Course, Freshness, Price, Source
from normalize.offers import Ids, assign_ids
from store import Store
from tests.store.conftest import DAY, Nights, at, make_course

NEXT = DAY + timedelta(days=1)


def offered(number: int, **fields: Any) -> Course:
    """An offer with its id."""
    return make_course(number, id=f"c{number}", **fields)


def test_an_offer_comes_back_as_it_went_in(store: Store, nights: Nights) -> None:
    days = Freshness(status="current", first_seen="2026-01-01", last_seen="2026-11-22", last_changed="2026-05-05")
    sources = [
        Source(provider="meerpolder", url="https://meerpolder.example/1", title="a", last_seen="2026-11-22"),
        Source(provider="aarzel", url="https://aarzel.example/1", title="b", last_seen="2026-11-01"),
    ]
    nights.publish([offered(1, freshness=days, sources=sources)])
    assert store.offer("c1") == offered(1, freshness=days, sources=sources)
    assert list(store.offers()) == [offered(1, freshness=days, sources=sources)]
    assert store.offer("c2") is None


def test_offers_are_sorted_by_id(store: Store, nights: Nights) -> None:
    names = ["b", "a", "C", "aa", "é", "10", "9"]
    nights.publish([make_course(1, id=name) for name in names])
    assert [course.id for course in store.offers()] == sorted(names)


def test_saving_says_what_is_new_changed_vanished_and_returned(nights: Nights) -> None:
    first = nights.publish([offered(1), offered(2), offered(3)])
    assert (first.new, first.changed, first.vanished, first.returned) == (["c1", "c2", "c3"], [], [], [])
    second = nights.publish([offered(1), offered(2, title="Anders"), offered(4)], day=NEXT)
    assert (second.new, second.changed, second.vanished, second.returned) == (["c4"], ["c2"], ["c3"], [])
    third = nights.publish([offered(1), offered(2, title="Anders"), offered(3)], day=NEXT, hour=8)
    assert (third.new, third.changed, third.vanished, third.returned) == ([], [], ["c4"], ["c3"])


def test_a_second_identical_save_changes_nothing(
    nights: Nights, dump: Callable[[], dict[str, list[tuple[Any, ...]]]]
) -> None:
    nights.publish([offered(1), offered(2)], old="c1")
    before = dump()
    assert not nights.publish([offered(1), offered(2)], day=NEXT, old="c1")
    assert dump() == before


def test_days_seen_are_no_change_but_are_kept(store: Store, nights: Nights) -> None:
    nights.publish([offered(1)])
    moved = offered(1, freshness=Freshness(last_seen="2026-11-23"))
    assert not nights.publish([moved], day=NEXT)
    assert store.offer("c1") == moved
    assert len(store.history("c1")) == 1


def test_a_status_is_a_change(nights: Nights) -> None:
    nights.publish([offered(1, freshness=Freshness(status="current"))])
    assert nights.publish([offered(1, freshness=Freshness(status="expired"))], day=NEXT).changed == ["c1"]


def test_history_tells_each_version(store: Store, nights: Nights) -> None:
    nights.publish([offered(1)])
    nights.publish([offered(1, price=Price(amount=10))], day=NEXT)
    nights.publish([], day=NEXT, hour=7)
    nights.publish([offered(1)], day=NEXT, hour=8)
    told = [
        (one.number, one.saved, one.today, one.course.price and one.course.price.amount) for one in store.history("c1")
    ]
    assert told == [(1, at(DAY, 6), DAY, 1295.0), (2, at(NEXT, 6), NEXT, 10.0), (3, at(NEXT, 8), NEXT, 1295.0)]
    assert store.history("c9") == []


def test_recent_are_the_newest_changed_first(store: Store, nights: Nights) -> None:
    nights.publish([offered(1), offered(2), offered(3)])
    nights.publish([offered(1), offered(3, title="Anders")], day=NEXT)
    told = [(one.course.id, one.changed, one.new) for one in store.recent()]
    assert told == [("c3", at(NEXT, 6), False), ("c1", at(DAY, 6), True)]
    assert [one.course.id for one in store.recent(1)] == ["c3"]


def test_a_vanished_offer_keeps_its_members_and_returns_under_its_id(store: Store, nights: Nights) -> None:
    nights.publish([offered(1), offered(2)])
    nights.publish([offered(2)], day=NEXT)
    assert store.offer("c1") is None
    assert store.member_ids() == {
        f"meerpolder {make_course(1).url}": "c1",
        f"meerpolder {make_course(2).url}": "c2",
    }


def test_merged_offers_move_their_members_and_retire_their_id(store: Store, nights: Nights) -> None:
    nights.publish([offered(1), offered(2), offered(3)])
    keys = [f"meerpolder {make_course(number).url}" for number in (1, 2, 3)]
    store.save_offers([(offered(1), keys[:2]), (offered(3), keys[2:])], now=at(NEXT), today=NEXT, retired={"c2": "c1"})
    assert store.member_ids() == dict(zip(keys, ["c1", "c1", "c3"], strict=True))
    assert store.retired_into("c2") == "c1"
    store.save_offers([(offered(3), keys)], now=at(NEXT, 7), today=NEXT, retired={"c1": "c3"})
    assert store.retired_into("c2") == "c3"
    assert store.retired_into("c3") is None
    store.save_offers([(offered(2), keys[:2]), (offered(3), keys[2:])], now=at(NEXT, 8), today=NEXT, retired={})
    assert store.retired_into("c2") is None
    assert store.retired_into("c1") == "c3"


def test_retired_ids_that_point_at_each_other_end(store: Store, nights: Nights) -> None:
    nights.publish([offered(1)], a="b", b="a")
    assert store.retired_into("a") == "b"


@pytest.mark.parametrize("fields", [{"price": Price(amount=float("inf"))}, {"title": None}])
def test_a_rejected_offer_stays_as_it_was(store: Store, nights: Nights, fields: dict[str, Any]) -> None:
    nights.publish([offered(number) for number in range(5)])
    changes = nights.publish([*(offered(number) for number in range(4)), offered(4, **fields)], day=NEXT)
    assert list(changes.rejected) == ["c4"]
    assert not changes
    assert len(list(store.offers())) == 5


def test_an_offer_needs_an_id_of_its_own(nights: Nights) -> None:
    changes = nights.publish([make_course(1), offered(2), offered(2, title="Anders")])
    assert changes.rejected == {"": "no id", "c2": "its id was given twice"}
    assert changes.new == ["c2"]


def test_the_oldest_id_survives_a_union(store: Store, nights: Nights) -> None:
    first, second = make_course(9, id="zz"), make_course(1, id="aa")
    nights.publish([first])
    nights.publish([first, second], day=DAY + timedelta(days=1))
    keys = [f"meerpolder {one.url}" for one in (second, first)]
    assert list(store.member_ids().items()) == [(keys[1], "zz"), (keys[0], "aa")]
    assert assign_ids([keys], store.member_ids()) == Ids(ids=["zz"], retired={"aa": "zz"})
