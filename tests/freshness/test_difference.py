"""Two moments of a provider, and what is said to have changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from exports.difference_words import lines
from normalize.course import Course, Duration, Organisation, Price, Session, Source
from normalize.difference import Moment, Standing, differences
from normalize.freshness import PageState

DAY, LATER = date(2027, 3, 1), date(2027, 4, 1)


def course(**fields: Any) -> Course:
    values: dict[str, Any] = {
        "url": "https://lab.example/c", "title": "Celkweek", "provider": Organisation(id="lab", name="Lab"),
        "price": Price(amount=450, vat="excluded"), "sessions": [Session(start="2027-03-12")],
    }  # fmt: skip
    return Course(**(values | fields))


MISSING, GONE = PageState(found="missing"), PageState(found="gone", status=404)
MAY = [Session(start="2027-05-12")]
CASES: list[tuple[str, Standing | None, Standing, list[str]]] = [
    ("new", None, Standing(course(), PageState()), ["Nieuw: 1", "  Celkweek  https://lab.example/c"]),
    ("as it was", Standing(course(sessions=MAY), PageState()), Standing(course(sessions=MAY), PageState()),
     ["Er is niets veranderd."]),
    ("other evidence", Standing(course(sessions=MAY), PageState()),
     Standing(course(sessions=MAY, sources=[Source(provider="x", url="y", title="z")]), PageState()),
     ["Er is niets veranderd."]),
    ("expired", Standing(course(), PageState()), Standing(course(), PageState()),
     ["Verouderd of weer actueel: 1", "  Celkweek  https://lab.example/c", "      actueel → voorbij"]),
    ("moved", Standing(course(), PageState()), Standing(course(sessions=MAY), PageState()),
     ["Gewijzigd: 1", "  Celkweek  https://lab.example/c", "      Data: − 12 maart 2027; + 12 mei 2027"]),
    ("dearer and longer", Standing(course(sessions=MAY), PageState()),
     Standing(course(sessions=MAY, price=Price(amount=495), duration=Duration(value=2, unit="day")), PageState()),
     ["Gewijzigd: 1", "  Celkweek  https://lab.example/c",
      "      Prijs: € 450 (excl. btw) → € 495 (btw niet vermeld)", "      Duur: (niets) → 2 dagen"]),
    ("vanished", Standing(course(), PageState()), Standing(course(), MISSING),
     ["Verdwenen: 1", "  Celkweek  https://lab.example/c", "      actueel → niet teruggevonden"]),
    ("vanished for good", Standing(course(), PageState()), Standing(course(), GONE),
     ["Verdwenen: 1", "  Celkweek  https://lab.example/c", "      actueel → vervallen"]),
    ("returned", Standing(course(sessions=MAY), GONE), Standing(course(sessions=MAY), PageState()),
     ["Teruggekeerd: 1", "  Celkweek  https://lab.example/c", "      vervallen → actueel"]),
]  # fmt: skip


@pytest.mark.parametrize(("then", "now", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_in_words(then: Standing | None, now: Standing, words: list[str]) -> None:
    url = now.course.url
    found = differences(Moment(DAY, {url: then} if then else {}), Moment(LATER, {url: now}))
    assert list(lines(found, "nl")) == words
