"""The same seven facts in every form in which pages write label and value: the rows of `forms.toml`."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from string import Template
from typing import Any

import pytest

from normalize.course import Course
from normalize.read import read_page
from spiders.page import Page

FORMS = tomllib.loads(Path(__file__).with_name("forms.toml").read_text("utf-8"))["form"]
FACTS = {
    "Startdatum": "12 maart 2027",
    "Duur": "4 dagdelen",
    "Kosten": "€ 695,- (btw-vrij)",
    "Locatie": "Leiden",
    "Toelatingseisen": "Afgeronde mbo-4 opleiding in een laboratoriumrichting",
    "Doelgroep": "Analisten en laboratoriummedewerkers",
    "Taal": "Nederlands",
}
READ = {
    "title": "Cursus Celkweek",
    "starts": ["2027-03-12"],
    "duration": (4, "half_day"),
    "price": (695, "exempt"),
    "location": "Leiden",
    "entry_requirements": FACTS["Toelatingseisen"],
    "audience": FACTS["Doelgroep"],
    "languages": ["nl"],
}
HTML = """<!doctype html><html lang=nl><head><title>Cursus Celkweek - Voorbeeld Academie</title></head><body>
<nav><a href="/">Home</a> <a href="/cursussen">Cursussen</a></nav><main><h1>Cursus Celkweek</h1>
<p>In deze cursus leer je dierlijke cellen kweken onder steriele omstandigheden. Je oefent met zaaien en tellen.</p>
{}<p><a href="/aanmelden">Meld je aan</a></p></main>
<footer>© 2026 Voorbeeld Academie, Dorpsstraat 1, 1234 AB Utrecht</footer></body></html>"""


def body(form: dict[str, str]) -> str:
    """Write the facts in a form."""

    def all_of(each: str) -> str:
        rows = enumerate(FACTS.items())
        written = (Template(each).substitute(k=k, K=k.upper(), v=v, n=n) for n, (k, v) in rows)
        return form.get("sep", "").join(written) if each else ""

    parts = (form.get("before"), all_of(form["each"]), form.get("middle"), all_of(form.get("second", "")))
    return "".join(part or "" for part in (*parts, form.get("after")))


def facts(course: Course) -> dict[str, Any]:
    """Return what was read, in the notation of `READ`."""
    length, price = course.duration, course.price
    return {
        "title": course.title,
        "starts": [session.start for session in course.sessions],
        "duration": (length.value, length.unit) if length else None,
        "price": (price.amount, price.vat) if price else None,
        "location": course.location,
        "entry_requirements": course.entry_requirements,
        "audience": course.audience,
        "languages": course.languages,
    }


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["name"])
def test_form(form: dict[str, str]) -> None:
    seen = datetime(2026, 11, 22, 12, tzinfo=UTC)
    page = Page("https://www.voorbeeld.example/cursussen/celkweek", HTML.format(body(form)).encode(), fetched_at=seen)
    courses = read_page(page).courses
    assert [facts(course) for course in courses] == [READ]


NOTHING_OF: list[tuple[str, str, object]] = [
    # (what stands on the page, field that must stay open or hold the second)
    ("<div><p>Vier keer</p><p>Kosten</p></div><div><p>Locatie</p><p>Leiden</p></div>", "location", "Leiden"),
    ("<dl><dt>TOELATINGSEISEN</dt></dl><p>Neem uw laptop mee.</p>", "entry_requirements", None),
    ("<p>Data – de grondstof van deze tijd</p><p>Start - up je loopbaan</p>", "starts", []),
    ("<ul><li>Kosten</li><li>Locatie</li><li>Doelgroep</li></ul><p>Analisten gevraagd</p>", "audience", None),
    ("<div><h3>Leiden</h3><p>Doelgroep</p></div><div><h3>Analisten</h3><p>Lees meer</p></div>", "audience", None),
    ("<p>EUROPEES PLATFORM</p><p>LOCATIEMANAGEMENT 2027</p>", "location", None),
]


@pytest.mark.parametrize(("words", "field", "value"), NOTHING_OF)
def test_no_form(words: str, field: str, value: object) -> None:
    page = Page("https://www.voorbeeld.example/cursussen/celkweek", HTML.format(words).encode())
    assert facts(read_page(page, as_course=True).courses[0])[field] == value
