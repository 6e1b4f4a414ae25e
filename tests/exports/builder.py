"""Made-up offers and a publication for the tests of the exports."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from exports.publication import ProviderView, Publication, Recent
from normalize.course import (
    Completeness,
    Course,
    Day,
    Duration,
    Evidence,
    Freshness,
    Organisation,
    Price,
    Reason,
    Session,
    Source,
    completeness,
)

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)

PROVIDERS = [
    ProviderView(
        id="kadelab",
        name="Kadelab Opleidingen",
        website="https://www.kadelab.example/",
        last_run=AT,
        last_run_state="complete",
        last_good_run=TODAY,
        pages=41,
    ),
    ProviderView(
        id="hs-merel",
        name="Hogeschool de Merel",
        website="https://www.merel.example/",
        last_run=AT,
        last_run_state="failed",
        cause="timeout",
        detail="https://www.merel.example/ gave no answer within 30 seconds",
        last_good_run=date(2026, 11, 18),
        pages=0,
    ),
    ProviderView(id="stilte", name="Stilte & Zonen", website="https://stilte.example/", enabled=False),
]


def course(number: int = 1, **changes: Any) -> Course:
    """Return a well-filled offer; `changes` replace fields."""
    url = f"https://www.kadelab.example/cursus/{number}"
    title = f"GMP in de praktijk {number}"
    words = {"price": "€ 1.450 excl. btw", "duration": "2 dagen", "audience": "Voor QC-medewerkers"}
    fields: dict[str, Any] = {
        "id": f"c{number:06}",
        "url": url,
        "title": title,
        "titles": {"nl": title, "en": f"GMP in practice {number}"},
        "provider": Organisation(id="kadelab", name="Kadelab Opleidingen", url="https://www.kadelab.example/"),
        "description": "Twee dagen oefenen met GMP-regels. Met een excursie.",
        "page_language": "nl",
        "languages": ["nl"],
        "audience": "Voor QC-medewerkers",
        "audiences": ["employee"],
        "entry_requirements": "Mbo werk- en denkniveau",
        "level": "hbo",
        "delivery": "onsite",
        "topics": ["gmp"],
        "price": Price(amount=1450.0, vat="excluded", text=words["price"]),
        "prices": [
            Price(amount=1450.0, vat="excluded", text=words["price"]),
            Price(amount=1305.5, vat="excluded", text="leden € 1.305,50", label="leden"),
        ],
        "duration": Duration(value=2.0, unit="day", text=words["duration"]),
        "sessions": [
            Session(start="2027-03-10", end="2027-03-11", location="Leiden", status="open", text="10 en 11 maart 2027"),
            Session(
                start="2027-05-12T09:00:00+02:00", end="2027-05-12T17:00:00+02:00", location="Leiden", text="12 mei"
            ),
            Session(start="2027-22", precision="season", text="zomer 2027"),
        ],
        "start": "dated",
        "location": "Leiden",
        "certificate": "Bewijs van deelname",
        "freshness": Freshness(
            status="current", first_seen="2026-10-01", last_seen="2026-11-22", last_changed="2026-11-20"
        ),
        "sources": [
            Source(provider="kadelab", url=url, title=title, page_language="nl", last_seen="2026-11-22"),
        ],
        "evidence": {name: Evidence(text=text, method="label", url=url) for name, text in words.items()},
    }
    made = Course(**(fields | changes))
    made.completeness = completeness(made)
    return made


def poor(number: int) -> Course:
    """Return an offer of which nearly nothing is known, found at Hogeschool de Merel."""
    url = f"https://www.merel.example/{number}"
    merel = Organisation(id="hs-merel", name="Hogeschool de Merel")
    made = Course(id=f"c{number:06}", url=url, title="Celkweek", provider=merel)
    made.sources = [Source(provider="hs-merel", url=url, title="Celkweek")]
    made.completeness = completeness(made)
    return made


def offers() -> list[Course]:
    """Return a small, varied set, sorted by id."""
    listed = Source(provider="hs-merel", url="https://www.merel.example/gmp", title="GMP (extern)")
    meetings = [Day(date="2027-04-06", start="19:00", end="21:30"), Day(date="2027-04-20")]
    return [
        course(1),
        course(2, sources=[*course(2).sources, listed]),
        course(
            3,
            freshness=Freshness(
                status="conflicting",
                reasons=[Reason(code="conflict_price", text="€ 900 ≠ € 950")],
                first_seen="2026-11-01",
            ),
        ),
        course(
            4,
            freshness=Freshness(
                status="expired", reasons=[Reason(code="all_runs_past", text="3 mei 2025")], last_seen="2026-11-22"
            ),
            sessions=[Session(start="2025-05-03", text="3 mei 2025", status="cancelled")],
        ),
        course(5, sessions=[Session(start="2027-04-06", end="2027-04-20", days=meetings)], price=None, prices=[]),
        poor(6),
        course(7, sessions=[], start="on_request", completeness=Completeness()),
    ]


def publication(**changes: Any) -> Publication:
    """Return the publication's facts; `changes` replace fields."""
    fields: dict[str, Any] = {
        "run": "2026-11-22T0500",
        "generated_at": AT,
        "today": TODAY,
        "providers": PROVIDERS,
        "recent": [Recent("c000003", "changed", AT, "prijs"), Recent("c000001", "new", AT, "")],
    }
    return Publication(**(fields | changes))


def plain(value: bytes) -> Any:
    """Read JSON strictly."""
    return json.loads(value)
