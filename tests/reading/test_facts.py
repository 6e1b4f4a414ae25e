"""Prices, lengths, runs and contradictions in the many ways that pages say them: the rows of `facts.toml`."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from normalize.course import Course, Session
from normalize.read import read_page
from spiders.page import Page

ROWS = tomllib.loads(Path(__file__).with_name("facts.toml").read_text("utf-8"))["page"]
SEEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
HTML = "<html lang=nl><head><title>Cursus Celkweek</title></head><body><main><h1>Cursus Celkweek</h1>{}</main></body>"


def facts(course: Course) -> dict[str, Any]:
    """Return what a row may ask for, in its notation."""
    price, length = course.price, course.duration
    return {
        "price": price.amount if price else "none",
        "vat": price.vat if price else "none",
        "prices": sorted({one.amount for one in course.prices}),
        "duration": f"{length.value:g} {length.unit}" if length else "none",
        "sessions": [span(session) for session in course.sessions],
        "enrol_until": next((s.enrol_until for s in course.sessions if s.enrol_until), "none"),
        "start": course.start,
        "conflict": any(reason.code.startswith("conflict") for reason in course.freshness.reasons),
    }


def span(session: Session) -> str:
    """Write a run as its start, or start/end where it has another end; times to the minute, without the offset."""
    start, end = ((moment or "")[:16] for moment in (session.start, session.end))
    return f"{start}/{end}" if end and end != start else start


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["body"][:60])
def test_facts(row: dict[str, Any]) -> None:
    body = HTML.format(row["body"]).encode()
    page = Page("https://www.voorbeeld.example/cursus/celkweek", body, fetched_at=SEEN)
    found = facts(read_page(page, as_course=True).courses[0])
    wanted = {name: value for name, value in row.items() if name != "body"}
    assert {name: found[name] for name in wanted} == wanted
