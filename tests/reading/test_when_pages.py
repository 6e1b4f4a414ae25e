"""When a course is and how long it takes, on whole small pages where more is dated than the course: `when_pages.toml`.

The notation of `wanted` is that of `test_when.py`; the pages are seen on 20 November 2026.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from normalize.course import Course, Session
from normalize.read import read_page
from spiders.page import Page

SEEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
HTML = "<html lang=nl><head><title>{}</title></head><body>{}</body></html>"
PAGES = tomllib.loads(Path(__file__).with_name("when_pages.toml").read_text("utf-8"))["page"]


def found(course: Course) -> dict[str, str]:
    """Write what was read in the notation of the pages."""
    length, runs = course.duration, course.sessions
    return {
        "sessions": " ".join(map(span, runs)) or "none",
        "days": " ".join(day.date for run in runs for day in run.days) or "none",
        "clocks": " ".join(f"{day.start}-{day.end}" for run in runs for day in run.days) or "none",
        "start": course.start,
        "until": " ".join(run.enrol_until or "-" for run in runs) or "none",
        "duration": f"{length.value:g} {length.unit}" if length else "none",
    }


def span(run: Session) -> str:
    """Write a run as its start, or start/end where it has another end; times to the minute, without the offset."""
    start, end = ((moment or "")[:16] for moment in (run.start, run.end))
    return (f"{start}/{end}" if end and end != start else start) or "?"


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_when_pages(page: dict[str, str]) -> None:
    whole = HTML.format(page["title"], page["body"]).encode()
    shown = Page("https://www.voorbeeld.example/cursus/celkweek", whole, fetched_at=SEEN)
    course, *others = read_page(shown, as_course=True).courses
    assert not others
    read = found(course)
    asked = dict(fact.split(" ", 1) for fact in page["wanted"].split("; "))
    assert {name: read[name] for name in asked} == asked
