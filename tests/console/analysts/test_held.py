"""What views hold is kept until it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from console.analysts.held import Held
from store import Store, needs
from tests.console.analysts.conftest import OFFERS, TODAY, publish, visit
from tests.store.conftest import at

LATER = TODAY + timedelta(days=1)


def test_a_view_is_counted_once_until_something_changes(lived: Store) -> None:
    held = Held(lived.database)
    first = held.view("analysis_coverage")
    assert held.view("analysis_coverage") is first
    assert held.view("analysis_level") is not first
    assert held.view("analysis_coverage") is first


def upload(store: Store) -> None:
    needs.replace(store.database, [("Lassen", None, 3, "")], who="anna", now=at(LATER))


CHANGES: list[Callable[[Store], None]] = [
    lambda store: visit(store, "kadelab", LATER, 7),
    lambda store: publish(store, OFFERS[:2], LATER),
    upload,
    lambda store: needs.name(store.database, {"Lassen": "safety"}),
]


@pytest.mark.parametrize("change", CHANGES, ids=["visit", "publish", "upload", "name"])
def test_what_changes_a_view_is_seen_at_once(lived: Store, change: Callable[[Store], None]) -> None:
    needs.replace(lived.database, [("Lassen", None, 2, "")], who="anna", now=at(TODAY))
    held = Held(lived.database)
    first = [held.view(name) for name in ("analysis_coverage", "analysis_demand", "analysis_visit")]
    change(lived)
    again = [held.view(name) for name in ("analysis_coverage", "analysis_demand", "analysis_visit")]
    assert [one.rows for one in first] != [one.rows for one in again]
