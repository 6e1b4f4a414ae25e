"""Pages that contradict themselves about when and how long, and pages that do not: the rows of `contradictions.txt`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from normalize.read import read_page
from spiders.page import Page

SEEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
HTML = "<html lang=nl><head><title>{0}</title>{1}</head><body><main><h1>{0}</h1>{2}</main></body>"
LINES = Path(__file__).with_name("contradictions.txt").read_text("utf-8").splitlines()
ROWS = [tuple(line.split(" || ", 2)) for line in LINES if line and not line.startswith("#")]


def head(place: str, words: str, title: str) -> str:
    """Write what stands in the head of the page: a summary, or data of the course."""
    if place == "meta":
        return f'<meta name="description" content="{words}">'
    if place != "ld":
        return ""
    course: dict[str, object] = {"@context": "https://schema.org", "@type": "Course", "name": title}
    if words.startswith("P"):
        course["timeRequired"] = words
    else:
        moments = dict(zip(("startDate", "endDate"), words.split("/"), strict=False))
        course["hasCourseInstance"] = {"@type": "CourseInstance", **moments}
    return f'<script type="application/ld+json">{json.dumps(course)}</script>'


@pytest.mark.parametrize(("wanted", "apart", "body"), ROWS, ids=[f"{apart} {body}"[:80] for _, apart, body in ROWS])
def test_contradictions(wanted: str, apart: str, body: str) -> None:
    place, _, words = apart.partition(": ")
    title = words if place == "title" else "Training Celkweek"
    html = HTML.format(title, head(place, words, title), body).encode()
    page = Page("https://www.voorbeeld.example/cursus/celkweek", html, fetched_at=SEEN)
    [course] = read_page(page, as_course=True).courses
    found = {reason.code.split("_")[1] for reason in course.freshness.reasons if reason.code.startswith("conflict_")}
    assert found == ({wanted} if wanted != "none" else set())
