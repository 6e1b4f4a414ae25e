"""Menus, teasers, news and other courses around a course, nothing of it marked as such: the rows of `around.toml`."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from normalize.course import Course
from normalize.read import read_page
from spiders.page import Page

ROWS = tomllib.loads(Path(__file__).with_name("around.toml").read_text("utf-8"))["around"]
HTML = """<!doctype html><html lang=nl><head><title>Cursus Celkweek - Voorbeeld Academie</title></head><body>{}
<div class="inhoud"><h1>Cursus Celkweek</h1>
<p>In deze cursus leer je dierlijke cellen kweken onder steriele omstandigheden. Je oefent met zaaien en tellen.</p>
<h2>Doelgroep</h2><p>Analisten en laboratoriummedewerkers.</p>
{}<p><a href="/aanmelden">Meld je aan</a></p></div>{}</body></html>"""
FACTS = """<dl><dt>Startdatum</dt><dd>12 maart 2027</dd><dt>Duur</dt><dd>4 dagdelen</dd><dt>Kosten</dt><dd>€ 695,-</dd>
<dt>Locatie</dt><dd>Leiden</dd></dl>"""
READ: tuple[object, ...] = (["2027-03-12"], 4, [695], {"Leiden"}, [])
SILENT: tuple[object, ...] = ([], None, [], frozenset[str](), [])


def facts(course: Course) -> tuple[object, ...]:
    """Return first days, length, prices, places and contradictions."""
    places = {place for place in (course.location, *(s.location for s in course.sessions)) if place}
    starts = [session.start for session in course.sessions]
    length = course.duration.value if course.duration else None
    return starts, length, [p.amount for p in course.prices], places, [r.text for r in course.freshness.reasons]


@pytest.mark.parametrize("silent", [False, True], ids=["told", "silent"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_around(row: dict[str, str], silent: bool) -> None:
    """What the page says of its course is read, and what it leaves open stays open."""
    html = HTML.format(row.get("before", ""), "" if silent else FACTS, row.get("after", ""))
    seen = datetime(2026, 11, 22, 12, tzinfo=UTC)
    page = Page("https://www.voorbeeld.example/cursussen/celkweek", html.encode(), fetched_at=seen)
    courses = read_page(page).courses
    assert [course.title for course in courses] == ["Cursus Celkweek"]
    assert courses[0].audience == "Analisten en laboratoriummedewerkers."
    assert facts(courses[0]) == (SILENT if silent else READ)
