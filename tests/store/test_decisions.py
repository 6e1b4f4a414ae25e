"""Decisions: kept, listed, undone, never edited."""

import pytest

from store import Store, StoreError
from tests.store.conftest import DAY, Nights, at, make_course


def test_decisions_are_numbered_kept_and_undone(store: Store) -> None:
    hidden = store.decide("hide", "c1", {}, who="Noor", why="proefpagina", now=at(DAY))
    mended = store.decide("correct", "c2", {"field": "price", "value": None}, who="Sam", why="b\x00tw", now=at(DAY, 6))
    assert hidden < mended
    assert [one.id for one in store.decisions()] == [hidden, mended]
    store.undo(hidden, who="Sam", now=at(DAY, 7))
    (kept,) = store.decisions()
    assert (kept.kind, kept.subject, kept.value) == ("correct", "c2", {"field": "price", "value": None})
    assert (kept.who, kept.why, kept.decided, kept.undone) == ("Sam", "btw", at(DAY, 6), None)
    (undone,) = store.decisions("hide", undone=True)
    assert (undone.undone, undone.undone_by) == (at(DAY, 7), "Sam")


def test_undoing_twice_or_nothing_says_so(store: Store) -> None:
    number = store.decide("hide", "c1", {}, who="Noor", why="", now=at(DAY))
    store.undo(number, who="Sam", now=at(DAY))
    with pytest.raises(StoreError, match="undone already by Sam"):
        store.undo(number, who="Noor", now=at(DAY))
    with pytest.raises(StoreError, match="no decision 77"):
        store.undo(77, who="Noor", now=at(DAY))


def test_a_refresh_leaves_decisions_alone(store: Store, nights: Nights) -> None:
    store.decide("hide", "c1", {}, who="Noor", why="", now=at(DAY))
    before = store.decisions()
    nights.refresh([make_course(1)])
    nights.publish([])
    assert store.decisions() == before
