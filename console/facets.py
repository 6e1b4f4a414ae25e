"""What a list can be narrowed by: a table of facets, each reading its values from a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from console.stems import fold
from console.words import DURATION_BANDS, PRICE_BANDS, STARTS
from exports.clean import cut
from exports.shown import AUDIENCES, DELIVERIES, LEVELS, TONGUES, date_words
from exports.words import Pair
from normalize.course import Course, Duration, Session

Value = tuple[str, Pair]
"""A value as it stands in an address, and what it is called."""
PLACE_CHARS = 60
"""A longer place is an address or a sentence: of no use to narrow by."""
PRICES = {"upto250": 250.0, "upto500": 500.0, "upto1000": 1000.0, "upto2500": 2500.0}
"""Upper ends of the price bands."""
DAYS = {"hour": 1 / 8, "half_day": 1 / 2, "day": 1.0, "session": 1.0}
"""Units that are counted in days of the course; a meeting is at most one."""
WEEKS = {"week": 1.0, "month": 4.35, "year": 52.0}
"""Units that tell how long it goes on."""


class Facet(NamedTuple):
    """A row of the table."""

    name: str
    """In addresses."""
    read: Callable[[Course, date, dict[str, Pair]], Iterable[Value]]
    """The values of a record, given the day of the publication and the labels of its topics."""
    order: tuple[str, ...] | None = None
    """Values in the order of their own; None where the most frequent come first."""
    chronological: bool = False
    """Whether the values sort by themselves."""


def price_band(course: Course) -> str | None:
    """Return the band of what an ordinary participant pays, as the page states it; None where it is not known."""
    if course.price is None or course.price.currency != "EUR":
        return None
    if course.price.amount == 0:
        return "free"
    return next((band for band, most in PRICES.items() if course.price.amount <= most), "more")


def duration_band(duration: Duration | None) -> str | None:
    """Return the band of a length; None where it is not known."""
    if duration is None:
        return None
    if duration.unit in DAYS:
        days = duration.value * DAYS[duration.unit]
        ends = {"half_day": 0.5, "day": 1.0, "days": 5.0}
        return next((band for band, most in ends.items() if days <= most), "many_days")
    weeks = duration.value * WEEKS[duration.unit]
    ends = {"days": 1.0, "weeks": 13.0, "months": 52.0}
    return next((band for band, most in ends.items() if weeks <= most), "years")


def upcoming(course: Course, today: date) -> list[Session]:
    """Return the runs that start on a known day or month from today on and are not cancelled, the earliest first."""
    known = [
        run
        for run in course.sessions
        if run.start and run.precision in ("day", "month") and run.status != "cancelled"
        and run.start[:10] >= today.isoformat()[: len(run.start[:10])]
    ]  # fmt: skip
    return sorted(known, key=lambda run: run.start or "")


def _months(course: Course, today: date, _topics: dict[str, Pair]) -> Iterator[Value]:
    for month in {(run.start or "")[:7] for run in upcoming(course, today)}:
        yield month, (date_words(month, "nl"), date_words(month, "en"))
    if course.start in STARTS:
        yield course.start, STARTS[course.start]


def _places(course: Course, _today: date, _topics: dict[str, Pair]) -> Iterator[Value]:
    for place in {course.location, *(run.location for run in course.sessions)}:
        if place and len(place) <= PLACE_CHARS and fold(place):
            yield "-".join(fold(place)), (place, place)


def _one(code: str | None, table: dict[str, Pair]) -> list[Value]:
    return [(code, table[code])] if code else []


FACETS = (
    Facet("topic", lambda course, _, topics: [(code, topics[code]) for code in course.topics if code in topics]),
    Facet("provider", lambda course, *_: [(course.provider.id, (cut(course.provider.name, 80),) * 2)]),
    Facet("audience", lambda course, *_: [(code, AUDIENCES[code]) for code in course.audiences]),
    Facet("level", lambda course, *_: _one(course.level, LEVELS), tuple(LEVELS)),
    Facet("delivery", lambda course, *_: _one(course.delivery, DELIVERIES)),
    Facet("language", lambda course, *_: [(code, TONGUES.get(code, (code, code))) for code in course.languages]),
    Facet("price", lambda course, *_: _one(price_band(course), PRICE_BANDS), tuple(PRICE_BANDS)),
    Facet("duration", lambda course, *_: _one(duration_band(course.duration), DURATION_BANDS), tuple(DURATION_BANDS)),
    Facet("month", _months, chronological=True),
    Facet("place", _places),
)
"""Every facet, in the order in which a page shows them."""
