"""The same four courses in every form in which pages list them: the rows of `lists.toml`.

What repeats a structure and is no list of courses stands in `no_lists.toml`.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

import pytest

from normalize.course import Course
from normalize.read import Reading, read_page
from spiders.page import Page

OTHERS = tomllib.loads(Path(__file__).with_name("no_lists.toml").read_text("utf-8"))["page"]
FORMS = tomllib.loads(Path(__file__).with_name("lists.toml").read_text("utf-8"))["form"]


class Item(NamedTuple):
    """A course of the list."""

    title: str
    date: str
    iso: str
    price: str
    amount: int
    place: str
    text: str


ITEMS = (
    Item("GMP basis", "12 maart 2027", "2027-03-12", "€ 695,-", 695, "Leiden", "Leer de beginselen van GMP."),
    Item("Cleanroom gedrag", "19 april 2027", "2027-04-19", "€ 450,-", 450, "Delft", "Werken in een schone ruimte."),
    Item("Statistiek voor analisten", "3 juni 2027", "2027-06-03", "€ 895,-", 895, "Utrecht", "Van t-toets tot ANOVA."),
    Item("Validatie van methoden", "7 september 2027", "2027-09-07", "€ 795,-", 795, "Leiden", "Doet een methode het?"),
)
HTML = """<!doctype html><html lang=nl><head><title>Cursussen - Voorbeeld Academie</title></head><body>
<nav><a href="/">Home</a> <a href="/cursussen">Cursussen</a> <a href="/contact">Contact</a></nav>
<main><h1>Onze cursussen</h1><p>Bekijk hieronder ons aanbod voor 2027.</p>{}</main>
<footer>© 2026 Voorbeeld Academie, Dorpsstraat 1, 1234 AB Utrecht</footer></body></html>"""
SHELL = "<!doctype html><html lang=nl><head><title>Cursussen - Voorbeeld Academie</title></head><body>{}</body></html>"


def read(form: dict[str, Any]) -> Reading:
    """Write the courses in a form and read them."""
    rows = [
        Template(form["each"]).substitute(item._asdict(), slug=item.title.lower().replace(" ", "-"), n=n)
        for n, item in enumerate(ITEMS, 1)
    ]
    body = form.get("before", "") + form.get("sep", "").join(rows) + form.get("after", "")
    html = (SHELL if form.get("embedded") else HTML).replace("{}", body)
    seen = datetime(2026, 11, 22, 12, tzinfo=UTC)
    return read_page(Page("https://www.voorbeeld.example/cursussen", html.encode(), fetched_at=seen))


def facts(course: Course) -> tuple[object, ...]:
    """Return what was read of a course: title, first days, price, places."""
    places = {place for place in (course.location, *(s.location for s in course.sessions)) if place}
    starts = [session.start for session in course.sessions]
    return course.title, starts, course.price.amount if course.price else None, places


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["name"])
def test_list(form: dict[str, Any]) -> None:
    reading = read(form)
    assert reading.kind == "list"
    assert [facts(course) for course in reading.courses] == [
        (form.get("prefix", "") + item.title, [item.iso], item.amount, {item.place}) for item in ITEMS
    ]


@pytest.mark.parametrize("row", OTHERS, ids=lambda row: row["name"])
def test_no_list(row: dict[str, str]) -> None:
    html = HTML.replace("Onze cursussen", row["heading"]).replace("<title>Cursussen", f"<title>{row['title']}")
    html = html.replace("<p>Bekijk hieronder ons aanbod voor 2027.</p>{}", row["body"])
    seen = datetime(2026, 11, 22, 12, tzinfo=UTC)
    reading = read_page(Page("https://www.voorbeeld.example" + row["path"], html.encode(), fetched_at=seen))
    assert (reading.kind, len(reading.courses)) == (row["kind"], int(row["kind"] == "course"))
