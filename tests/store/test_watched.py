"""Links that are watched: four days in a row make a dead link, one bad day never does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from spiders.job import LinkLook
from store import Store
from tests.store.conftest import DAY, Nights, make_course

PAGE = make_course(1).url
LINK = "https://inschrijven.example/1"
DEAD, ALIVE, UNKNOWN = LinkLook(False, "HTTP 404"), LinkLook(True, "HTTP 200"), LinkLook(None, "robots_forbids")
LOOKS: list[tuple[str, str, int]] = [
    ("xxxx", "dead", 4),
    ("xxx", "", 0),
    ("x", "", 0),
    ("xxxoxxx", "", 0),
    ("xx?xx", "dead", 4),
    ("xx.xx", "dead", 4),
    ("xxxxxo", "", 0),
    ("xxxxx", "dead", 5),
]


@pytest.mark.parametrize(("looks", "state", "days"), LOOKS)
def test_a_dead_link_is_dead_for_days(store: Store, looks: str, state: str, days: int) -> None:
    for day, sign in enumerate(looks):
        look = {"x": {LINK: DEAD}, "o": {LINK: ALIVE}, "?": {LINK: UNKNOWN}, ".": {}}[sign]
        store.watch("meerpolder", [(PAGE, LINK)], look, today=DAY + timedelta(days=day))
    assert [one.failures for one in store.dead_links()] == ([days] if state else [])


def test_many_looks_on_a_day_are_one(store: Store) -> None:
    for _ in range(9):
        store.watch("meerpolder", [(PAGE, LINK)], {LINK: DEAD}, today=DAY)
    assert store.dead_links() == []


def test_a_dead_link_is_told_with_its_course_and_forgotten_with_the_page(store: Store, nights: Nights) -> None:
    nights.refresh([make_course(1), make_course(2)])
    for day in range(4):
        store.watch("meerpolder", [(PAGE, LINK)], {LINK: DEAD}, today=DAY + timedelta(days=day))
    words = f"{LINK}: HTTP 404, on 4 days since {DAY.isoformat()}"
    assert [one.known.state.dead_links for one in store.readings()] == [(words,), ()]
    store.watch("meerpolder", [], {}, today=DAY + timedelta(days=4))
    assert store.dead_links() == []
