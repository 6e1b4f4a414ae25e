"""Values in sentences (`values.txt`), in the forms of real sites (`layouts.txt`), or both (`timetables.txt`);
lengths and prices that are, and are not, the course's (`amounts.txt`).

A row is `what is to be read || the page's words`, as in `when.txt`; texts and places need only hold the words given.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from normalize.course import Course, Day, Session
from normalize.read import read_page
from spiders.page import Page

SEEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
HTML = "<html lang=nl><head><title>Cursus Celkweek</title></head><body><main><h1>Cursus Celkweek</h1>{}</main></body>"
LINES = [line for name in ("values", "layouts", "timetables", "amounts")
         for line in Path(__file__).with_name(f"{name}.txt").read_text("utf-8").splitlines()]  # fmt: skip
PARTLY = ("location", "requirements", "audience", "certificate", "description")
ROWS = [tuple(line.split(" || ", 1)) for line in LINES if line and not line.startswith("#")]


def found(course: Course) -> dict[str, str]:
    """Write what was read in the notation of the rows."""
    length, price, runs = course.duration, course.price, course.sessions
    return {
        "sessions": " ".join(map(span, runs)) or "none",
        "places": ", ".join(run.location or "?" for run in runs) or "none",
        "seats": " ".join(run.status or "?" for run in runs) or "none",
        "days": " ".join(day.date for run in runs for day in run.days) or "none",
        "clocks": " ".join(clock(day) for run in runs for day in run.days) or "none",
        "enrol": next((run.enrol_until for run in runs if run.enrol_until), "none"),
        "start": course.start,
        "duration": f"{length.value:g} {length.unit}" if length else "none",
        "hours": f"{length.hours:g}" if length and length.hours else "none",
        "price": f"{price.amount:g}" if price else "none",
        "vat": price.vat if price else "none",
        "prices": " ".join(f"{amount:g}" for amount in sorted({one.amount for one in course.prices if one.amount})),
        "tariffs": " ".join(f"{amount:g}" for amount in sorted({one.amount for one in course.prices})),
        "whose": ", ".join(one.label or "-" for one in course.prices) or "none",
        "delivery": course.delivery or "none",
        "certificate": course.certificate or "none",
        "description": course.description or "none",
        "languages": " ".join(course.languages) or "none",
        "level": course.level or "none",
        "location": course.location or "none",
        "requirements": course.entry_requirements or "none",
        "audience": course.audience or "none",
    }


def clock(day: Day) -> str:
    """Write a meeting day with its times."""
    return f"{day.date}T{day.start}/{day.end}" if day.start else day.date


def span(run: Session) -> str:
    """Write a run as its start, or start/end where it has another end; times to the minute, without the offset."""
    start, end = ((moment or "")[:16] for moment in (run.start, run.end))
    return (f"{start}/{end}" if end and end != start else start) or "?"


@pytest.mark.parametrize(("wanted", "html"), ROWS, ids=[html[:60] for _, html in ROWS])
def test_values(wanted: str, html: str) -> None:
    page = Page("https://www.voorbeeld.example/cursus/celkweek", HTML.format(html).encode(), fetched_at=SEEN)
    read = found(read_page(page, as_course=True).courses[0])
    asked = dict(fact.split(" ", 1) for fact in wanted.split("; "))
    for name in PARTLY:
        if asked.get(name, "none") != "none" and asked[name].lower() in read[name].lower():
            read[name] = asked[name]
    assert {name: read[name] for name in asked} == asked
