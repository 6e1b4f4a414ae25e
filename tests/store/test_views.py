"""The analysts' views: the same rows on both engines, as documented, and no other than a count by hand gives."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from console.facets import duration_band, price_band
from normalize.course import Course, Duration, Freshness, Organisation, Price, Session, Source, completeness
from store import Store, needs
from store.views import VIEWS, rows, state
from tests.store.conftest import DAY, Nights, at, make_course

DOCUMENTED = Path(__file__).parents[2] / "docs" / "analysis.md"
MERE = "https://meerpolder.example/cursus"
VIA = "https://viaduct.example/training"


def offer(number: int, *, status: Any = "current", also: bool = False, **fields: Any) -> Course:
    """An offer of Meerpolder, `also` at Viaduct's site."""
    sources = [Source(provider="meerpolder", url=f"{MERE}/{number:04}", title="x", last_seen="2026-11-22")]
    if also:
        sources.append(Source(provider="viaduct", url=f"{VIA}/{number}", title="x", last_seen="2026-11-22"))
    freshness = Freshness(status=status, first_seen="2026-11-01", last_seen="2026-11-22", last_changed="2026-11-02")
    made = make_course(number, id=f"c{number}", freshness=freshness, sources=sources, **fields)
    made.completeness = completeness(made)
    return made


def told(store: Store, name: str) -> list[tuple[Any, ...]]:
    return rows(store.database, name).rows


OFFERS = [
    offer(1, topics=["gmp_quality", "leadership"], level="hbo", also=True, audience="Analisten"),
    offer(2, topics=["gmp_quality"], status="expired", price=None),
    offer(3, topics=[], status="conflicting", price=Price(amount=0.0, vat="unknown"), duration=Duration(
        value=2.0, unit="day"), audience="Iedereen", entry_requirements="Geen"),
    offer(4, topics=["gmp_quality"], sessions=[], start="any_time", price=Price(amount=90.0, currency="USD")),
]  # fmt: skip


@pytest.fixture
def filled(nights: Nights) -> Store:
    """A store with four offers, the first also at another provider's site."""
    nights.refresh([make_course(number) for number in range(1, 5)])
    nights.refresh([make_course(1, url=f"{VIA}/1")], provider="viaduct")
    nights.publish(OFFERS)
    return nights.store


TOLD: list[tuple[str, list[tuple[Any, ...]]]] = [
    (
        "analysis_coverage",
        [
            ("meerpolder", 4, 0, 4, 3, 1, 1, 4, 2, 3, 1, 4, 1, 2, 0, 1, 1, 0, 0),
            ("viaduct", 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0),
        ],
    ),
    ("analysis_total", [(4, 3, 1, 4, 2, 3, 1, 4, 1, 2, 0, 1, 1, 0, 0)]),
    (
        "analysis_topic_provider",
        [
            ("gmp_quality", "meerpolder", 3, 2),
            ("gmp_quality", "viaduct", 1, 1),
            ("leadership", "meerpolder", 1, 1),
            ("leadership", "viaduct", 1, 1),
            ("none", "meerpolder", 1, 1),
        ],
    ),
    (
        "analysis_topic",
        [("gmp_quality", 3, 2, 2, 1, 0, 1), ("leadership", 1, 1, 2, 1, 0, 0), ("none", 1, 1, 1, 1, 0, 0)],
    ),
    (
        "analysis_price",
        [
            ("free", 1, "unknown", 1, 1),
            ("none", 8, "unknown", 1, 0),
            ("other_currency", 7, "unknown", 1, 1),
            ("upto2500", 5, "exempt", 1, 1),
        ],
    ),
    ("analysis_duration", [("days", 3, 1, 1), ("none", 8, 3, 2)]),
    ("analysis_level", [("hbo", 1, 1), ("none", 3, 2)]),
    ("analysis_overlap", [("meerpolder", "viaduct", 1, 2)]),
    (
        "analysis_start",
        [("gmp_quality", "2027-03-04", "day", "unknown", 1), ("leadership", "2027-03-04", "day", "unknown", 1)],
    ),
    (
        "analysis_offer_topic",
        [("c1", "gmp_quality"), ("c1", "leadership"), ("c2", "gmp_quality"), ("c4", "gmp_quality")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("view", "expected"), TOLD, ids=[view for view, _ in TOLD])
def test_a_view_tells_what_a_count_by_hand_gives(filled: Store, view: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(filled, view) == expected


def test_needs_stand_beside_the_supply_on_their_topic(filled: Store) -> None:
    asked = [("GMP", "gmp_quality", 40, "voorjaar"), ("Lassen", None, 3, ""), ("Leiding\x00", "leadership", 5, "")]
    needs.replace(filled.database, asked, who="anna", now=at(DAY))
    assert told(filled, "analysis_demand") == [
        ("GMP", "gmp_quality", 40, "voorjaar", 2, 0, 1),
        ("Lassen", None, 3, "", 0, 0, 0),
        ("Leiding", "leadership", 5, "", 1, 0, 0),
    ]
    assert [(need.topic, need.code) for need in needs.needs(filled.database)][1] == ("Lassen", None)


def test_what_was_published_can_be_followed_day_by_day(nights: Nights) -> None:
    for shift, published in enumerate(
        [[offer(1), offer(2)], [offer(1), offer(2, status="expired"), offer(3)], [offer(1, also=True)], []]
    ):
        day = DAY + timedelta(days=shift)
        nights.refresh([make_course(1)], day=day)
        nights.publish(published, day=day)
    assert told(nights.store, "analysis_published") == [
        ("2026-11-22", "meerpolder", "current", 2),
        ("2026-11-23", "meerpolder", "current", 2),
        ("2026-11-23", "meerpolder", "expired", 1),
        ("2026-11-24", "meerpolder", "current", 1),
        ("2026-11-24", "viaduct", "current", 1),
    ]
    assert told(nights.store, "analysis_published_total") == [
        ("2026-11-22", "current", 2),
        ("2026-11-23", "current", 2),
        ("2026-11-23", "expired", 1),
        ("2026-11-24", "current", 1),
    ]


def visit(store: Store, day: date, hour: int, state: Any, courses: int, **filled: float) -> None:
    run = store.start_run("meerpolder", now=at(day, hour), today=day)
    store.record_run(
        run, now=at(day, hour), today=day, state=state, cause=None, detail=None, pages=[], courses=[], gone={},
        moves={}, stats={"profile": {"courses": courses, "pages": 9, "filled": filled}},
    )  # fmt: skip


def test_the_last_visit_of_a_day_that_counted_is_told(store: Store) -> None:
    visit(store, DAY, 1, "good", 10, price=0.5)
    visit(store, DAY, 2, "incomplete", 12, price=0.75, audience=1.0)
    visit(store, DAY, 3, "failed", 1)
    visit(store, DAY + timedelta(days=1), 1, "good", 0)
    assert told(store, "analysis_visit") == [
        ("meerpolder", "2026-11-22", 12, 9, 1.0, 0.75, None, None, None),
        ("meerpolder", "2026-11-23", 0, 9, None, None, None, None, None),
    ]


def test_a_run_without_figures_is_no_visit(store: Store) -> None:
    Nights(store).refresh([make_course(1)])
    assert told(store, "analysis_visit") == []


def test_the_state_moves_with_what_views_are_made_of(nights: Nights) -> None:
    states = [state(nights.store.database)]
    nights.refresh([make_course(1)])
    states.append(state(nights.store.database))
    nights.publish([offer(1)])
    states.append(state(nights.store.database))
    nights.publish([], hour=7)
    states.append(state(nights.store.database))
    needs.replace(nights.store.database, [("GMP", None, 1, "")], who="anna", now=at(DAY))
    states.append(state(nights.store.database))
    needs.name(nights.store.database, {"GMP": "gmp_quality"})
    states += [state(nights.store.database), state(nights.store.database)]
    assert len(set(states)) == len(states) - 1


def test_an_empty_store_has_empty_views(store: Store) -> None:
    assert {name: told(store, name) for name in VIEWS if told(store, name)} == {"analysis_total": [(0,) * 15]}


AMOUNTS = [0.0, 0.01, 250.0, 250.01, 500.0, 501.0, 1000.0, 1000.5, 2500.0, 2500.01, 99999.0]
LENGTHS = [
    (value, unit)
    for unit in ("hour", "half_day", "day", "session", "week", "month", "year")
    for value in (0.5, 1.0, 2.0, 5.0, 6.0, 13.0, 40.0, 41.0, 52.0)
]


def test_bands_are_those_that_visitors_narrow_by(nights: Nights) -> None:
    made = [offer(number, price=Price(amount=amount)) for number, amount in enumerate(AMOUNTS)]
    made += [
        offer(100 + number, duration=Duration(value=value, unit=unit))  # type: ignore[arg-type]  # a table of both
        for number, (value, unit) in enumerate(LENGTHS)
    ]
    nights.publish(made)
    prices = {band: n for band, n in _summed(nights.store, "analysis_price") if band != "none"}
    assert prices == Counter(price_band(one) for one in made if one.price)
    lengths = dict(_summed(nights.store, "analysis_duration"))
    assert lengths == Counter(duration_band(one.duration) or "none" for one in made)


def _summed(store: Store, view: str) -> list[tuple[str, int]]:
    summed: Counter[str] = Counter()
    for row in rows(store.database, view).dicts():
        summed[row["band"]] += row["offers"]
    return list(summed.items())


def test_hostile_text_passes_through(nights: Nights) -> None:
    title = "Cursus '%s' {a} :b \\u0000 \"é🧪\" ; drop table offer"
    nights.publish([offer(1, title=title, provider=Organisation(id="o'x", name="x"), topics=['a"b'])])
    assert told(nights.store, "analysis_offer")[0][1] == title
    assert told(nights.store, "analysis_offer_topic") == [("c1", 'a"b')]


def test_runs_are_told_as_the_record_has_them(nights: Nights) -> None:
    runs = [
        Session(start="2027-03", precision="month"), Session(start=None, text="zaterdag"),
        Session(start="2027-03-04T19:00:00+01:00", status="full"),
    ]  # fmt: skip
    nights.publish([offer(1, sessions=runs, topics=["gmp_quality"])])
    assert told(nights.store, "analysis_offer_run") == [
        ("c1", None, "day", None),
        ("c1", "2027-03", "month", None),
        ("c1", "2027-03-04T19:00:00+01:00", "day", "full"),
    ]
    assert [row[1:] for row in told(nights.store, "analysis_start")] == [
        ("2027-03", "month", "unknown", 1), ("2027-03-04T19:00:00+01:00", "day", "full", 1),
    ]  # fmt: skip


def test_every_view_and_column_is_there_and_documented(store: Store) -> None:
    written = DOCUMENTED.read_text(encoding="utf-8")
    with store.database.read() as connection:
        there = {name for name in sa.inspect(connection).get_view_names() if name.startswith("analysis_")}
        assert there == set(VIEWS)
        for name, view in VIEWS.items():
            found = connection.execute(sa.text(f"SELECT * FROM {name}"))
            assert tuple(found.keys()) == tuple(view.columns), name
            assert len(found.all()) <= 1
            assert f"### `{name}`\n\n{view.about}" in written, name
            for column, meaning in view.columns.items():
                assert f"| `{column}` | {meaning} |" in written, (name, column)
