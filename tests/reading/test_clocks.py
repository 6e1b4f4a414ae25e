"""Times of day that a page tells apart from its dates, and those of something else: the rows of `clocks.txt`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from normalize.course import Session
from normalize.read import read_page
from spiders.page import Page

SEEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
HTML = "<html lang=nl><head><title>Cursus Celkweek</title></head><body><main><h1>Cursus Celkweek</h1>{}</main></body>"
LINES = Path(__file__).with_name("clocks.txt").read_text("utf-8").splitlines()
ROWS = [tuple(line.split(" || ", 1)) for line in LINES if line and not line.startswith("#")]


def span(run: Session) -> str:
    """Write a run as its start, or start/end where it has another end; times to the minute, without the offset."""
    start, end = ((moment or "")[:16] for moment in (run.start, run.end))
    return (f"{start}/{end}" if end and end != start else start) or "?"


@pytest.mark.parametrize(("wanted", "html"), ROWS, ids=[html[:60] for _, html in ROWS])
def test_clocks(wanted: str, html: str) -> None:
    page = Page("https://www.voorbeeld.example/cursus/celkweek", HTML.format(html).encode(), fetched_at=SEEN)
    runs = read_page(page, as_course=True).courses[0].sessions
    read = {"sessions": " ".join(map(span, runs)), "days": " ".join(day.date for run in runs for day in run.days)}
    asked = dict(fact.split(" ", 1) for fact in wanted.split("; "))
    assert {name: read[name] for name in asked} == asked
