"""The views that analysts ask: what each tells, column by column, and their rows.

The SQL stands in the migrations (v0007 and later); a test holds the two and docs/analysis.md together. Days are
texts in ISO 8601, shares run from 0 to 1, and what is not known is null.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa

from normalize.course import COMPARED
from store.engine import Database
from store.tables import change, need, run

OFFERS = "published offers"
AVAILABLE = "those of them that are neither past nor withdrawn"


class View(NamedTuple):
    """A view of the database."""

    about: str
    """What a row of it is."""
    columns: dict[str, str]
    """Column to its meaning, in the view's order."""


class Rows(NamedTuple):
    """What a view holds now."""

    view: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    """Sorted, nulls first."""

    def dicts(self) -> list[dict[str, Any]]:
        """Return each row by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


_GIVES = {
    "organisation": "who gives it", "audience": "for whom it is", "price": "a price", "duration": "how long it takes",
    "dates": "dates, or that it starts at any time or on request", "entry_requirements": "what one needs to enter",
}  # fmt: skip
_STANDS = {
    "current": "current", "undated": "without dates", "conflicting": "contradicting itself", "expired": "all past",
    "missing": "not found again", "withdrawn": "withdrawn",
}  # fmt: skip

VIEWS: dict[str, View] = {
    "analysis_coverage": View(
        "A provider, as it stands now.",
        {
            "provider": "registry id of the provider whose site it is",
            "found": "course pages that its last visits found",
            "not_found_again": "course pages that were found before and not at the last visit",
            "published": "published offers found at its site; one found at two sites counts for both",
            "available": AVAILABLE,
            "comparable": "published offers that give all six compared values",
            "shared": "published offers that are found at another provider's site too",
            **{name: f"published offers that give {_GIVES[name]}" for name in COMPARED},
            **{f"is_{name}": f"published offers that are {words}" for name, words in _STANDS.items()},
        },
    ),
    "analysis_total": View(
        "All published offers together, each counted once; a single row.",
        {
            "published": "how many there are",
            "available": AVAILABLE,
            "comparable": "published offers that give all six compared values",
            **{name: f"published offers that give {_GIVES[name]}" for name in COMPARED},
            **{f"is_{name}": f"published offers that are {words}" for name, words in _STANDS.items()},
        },
    ),
    "analysis_visit": View(
        "A visit to a provider that counted, the last of its day.",
        {
            "provider": "registry id",
            "day": "the day that it was judged on",
            "found": "course pages found",
            "pages": "pages read",
            **{name: f"share of those course pages that give {_GIVES[name]}" for name in COMPARED[1:]},
        },
    ),
    "analysis_published": View(
        "A day on which something was visited or published, a provider and a freshness status.",
        {
            "day": "the day",
            "provider": "registry id of a provider whose site holds the offers",
            "status": "freshness status: current, undated, conflicting, expired, missing or withdrawn",
            "offers": "offers that were published with that status at the end of the day; never 0. An offer that "
            "vanished and returned counts as published in between; vanishing is dated in UTC",
        },
    ),
    "analysis_published_total": View(
        "A day on which something was visited or published, and a freshness status.",
        {
            "day": "the day",
            "status": "freshness status",
            "offers": "offers that were published with that status at the end of the day, each counted once; never 0",
        },
    ),
    "analysis_topic_provider": View(
        "A topic and a provider whose site holds courses on it.",
        {
            "topic": "code of the topic list; none for offers that are on none of it",
            "provider": "registry id",
            "offers": f"{OFFERS} on the topic found at its site; one on two topics counts for both",
            "available": AVAILABLE,
        },
    ),
    "analysis_topic": View(
        "A topic of published offers.",
        {
            "topic": "code of the topic list; none for offers that are on none of it",
            "offers": f"{OFFERS} on it",
            "available": AVAILABLE,
            "providers": "providers whose sites hold an available one",
            "dated": "available offers with dates",
            "on_request": "available offers that start on request",
            "any_time": "available offers that start at any time",
        },
    ),
    "analysis_price": View(
        "A band of prices and what the pages say of VAT.",
        {
            "band": "free; upto250, upto500, upto1000, upto2500 (euros, upper end included), more; other_currency; "
            "none where the page names no price",
            "place": "place of the band in that order, from 1",
            "vat": "included, excluded, exempt or unknown, of the price as the page states it",
            "offers": f"{OFFERS} whose ordinary price lies in it, as pages state them: VAT is not evened out",
            "available": AVAILABLE,
        },
    ),
    "analysis_duration": View(
        "A band of lengths.",
        {
            "band": "half_day (at most), day, days (to five, or a week), many_days; weeks (to 13), months (to 52 "
            "weeks) and years where the page tells how long it goes on; none where it names no length",
            "place": "place of the band in that order, from 1",
            "offers": f"{OFFERS} of that length; 8 hours and one meeting count for a day",
            "available": AVAILABLE,
        },
    ),
    "analysis_level": View(
        "A level.",
        {
            "level": "code of the record (mbo2 … post_academic); none where the page states no level",
            "offers": f"{OFFERS} of that level",
            "available": AVAILABLE,
        },
    ),
    "analysis_overlap": View(
        "Two providers that have something in common.",
        {
            "provider": "registry id of the one",
            "other": "registry id of the other, later in the alphabet",
            "offers": f"{OFFERS} that are found at both sites and were joined into one",
            "topics": "topics on which both have an available offer",
        },
    ),
    "analysis_start": View(
        "A start of available offers on a topic.",
        {
            "topic": "code of the topic list",
            "start": "day (with its time where the page gives one), month, season or year, as in the record",
            "exactness": "which of these it is: day, month, season or year",
            "status": "open, full, cancelled, or unknown where the page does not say",
            "runs": "runs that start then; of an offer on two topics, for both",
        },
    ),
    "analysis_demand": View(
        "A line of the needs that were uploaded last, beside the supply on its topic.",
        {
            "words": "the topic in the uploader's words",
            "topic": "code of the topic list that they were matched to; null where none was",
            "asked": "how many people ask for it",
            "note": "the uploader's remark",
            "available": "published offers on that topic that are neither past nor withdrawn",
            "on_request": "those of them that start on request",
            "any_time": "those of them that start at any time",
        },
    ),
    "analysis_offer": View(
        "A published offer, its record taken apart.",
        {
            "offer": "its id",
            "title": "its title",
            "url": "its page",
            "organisation": "id of the organisation that gives it",
            "status": "freshness status",
            "available": "1 where it is neither past nor withdrawn, else 0",
            "level": "code of its level",
            "delivery": "code of how it is given",
            "start_kind": "dated, on_request, any_time or unknown",
            "price": "what an ordinary participant pays, as the page states it",
            "currency": "ISO 4217",
            "vat": "included, excluded, exempt or unknown",
            "duration": "how many units it takes",
            "duration_unit": "hour, half_day, day, session, week, month or year",
            "duration_hours": "its length in hours, where the page lets it be known",
            **{f"has_{name}": f"1 where its page gives {_GIVES[name]}, else 0" for name in COMPARED},
            "first_seen": "day on which it was first found",
            "last_seen": "day on which it was last found",
            "last_changed": "day on which its content last changed",
        },
    ),
    "analysis_offer_provider": View(
        "A published offer and a provider whose site holds it.",
        {"offer": "id of the offer", "provider": "registry id"},
    ),
    "analysis_offer_topic": View(
        "A published offer and a topic that it is on.",
        {"offer": "id of the offer", "topic": "code of the topic list"},
    ),
    "analysis_offer_run": View(
        "A run of a published offer.",
        {
            "offer": "id of the offer",
            "start": "when it starts, as in the record",
            "exactness": "how exact that is: day, month, season or year",
            "status": "open, full or cancelled, where the page says so",
        },
    ),
    "analysis_span": View(
        "A time during which an offer was published with one status, for each provider whose site held it.",
        {
            "offer": "id of the offer",
            "provider": "registry id",
            "status": "freshness status",
            "since": "the first day",
            "until": "the first day after; null where it is so still",
        },
    ),
}
"""Every view by its name; those that pages show first, those that they are made of last."""


def rows(database: Database, name: str) -> Rows:
    """Return what a view holds now."""
    columns = tuple(VIEWS[name].columns)
    query: sa.Select[*tuple[Any, ...]] = sa.select(*[sa.column(column) for column in columns]).select_from(
        sa.table(name)
    )
    with database.read() as connection:
        found = [tuple(row) for row in connection.execute(query)]
    return Rows(name, columns, sorted(found, key=lambda row: [(value is not None, value) for value in row]))


State = tuple[object, ...]
"""What the views are made of, told so that it can be compared."""


def state(database: Database) -> State:
    """Return what changes with every run that ends or is judged, publication and upload of needs: in no time."""
    counted = sa.select(run.c.state, sa.func.count(), sa.func.max(run.c.finished)).group_by(run.c.state)
    others = (
        sa.select(sa.func.max(change.c.number)),
        sa.select(sa.func.max(need.c.uploaded)),
        sa.select(sa.func.count(need.c.code)),
    )
    with database.read() as connection:
        runs = sorted((row.state, *map(str, row[1:])) for row in connection.execute(counted))
        return (*runs, *(connection.scalar(query) for query in others))
