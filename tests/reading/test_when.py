"""When a course is and how long it takes, in the many ways that pages say it: the rows of `when.txt`.

A row is `what is to be read || the page's words`, seen on 20 November 2026 under the title "Cursus Celkweek".
Only what is named is looked at; `none` where nothing may be read, `?` for a run whose year the page leaves open.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from normalize.course import Course, Session
from normalize.read import read_page
from spiders.page import Page

SEEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
HTML = "<html lang=nl><head><title>Cursus Celkweek</title></head><body><main><h1>Cursus Celkweek</h1>{}</main></body>"
LINES = Path(__file__).with_name("when.txt").read_text("utf-8").splitlines()
ROWS = [tuple(line.split(" || ", 1)) for line in LINES if line and not line.startswith("#")]


def found(course: Course) -> dict[str, str]:
    """Write what was read in the notation of the rows."""
    length = course.duration
    runs = course.sessions
    return {
        "sessions": " ".join(map(span, runs)) or "none",
        "days": " ".join(day.date for run in runs for day in run.days) or "none",
        "enrol": next((run.enrol_until for run in runs if run.enrol_until), "none"),
        "start": course.start,
        "duration": f"{length.value:g} {length.unit}" if length else "none",
        "hours": f"{length.hours:g}" if length and length.hours else "none",
    }


def span(run: Session) -> str:
    """Write a run as its start, or start/end where it has another end; times to the minute, without the offset."""
    start, end = ((moment or "")[:16] for moment in (run.start, run.end))
    return (f"{start}/{end}" if end and end != start else start) or "?"


@pytest.mark.parametrize(("wanted", "html"), ROWS, ids=[html[:60] for _, html in ROWS])
def test_when(wanted: str, html: str) -> None:
    page = Page("https://www.voorbeeld.example/cursus/celkweek", HTML.format(html).encode(), fetched_at=SEEN)
    read = found(read_page(page, as_course=True).courses[0])
    asked = dict(fact.split(" ", 1) for fact in wanted.split("; "))
    assert {name: read[name] for name in asked} == asked
