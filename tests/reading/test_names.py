"""Names: of the course, its giver, its place, and how, in which language and on which level it is given.

What sentences say of them is in the rows of `names.toml` and `whereabouts.toml`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from normalize.course import Course
from normalize.fields.hosts import name_of_host
from normalize.page.text import fold
from normalize.read import read_page
from spiders.page import Page

TABLES = [tomllib.loads(Path(__file__).with_name(n).read_text("utf-8")) for n in ("names.toml", "whereabouts.toml")]
ROWS = [(field, *row) for table in TABLES for field, rows in table.items() for row in rows]
HTML = "<html><head><title>Cursus Celkweek</title></head><main><h1>Cursus Celkweek</h1>{}</main></html>"


def read(html: str, url: str = "https://www.example.org/x") -> Course:
    """Read a page as a course page."""
    return read_page(Page(url, html.encode(), headers={"content-type": "text/html"}), as_course=True).courses[0]


def value(course: Course, field: str) -> str:
    """Return what a row of the table asks for, "" for nothing."""
    if field == "provider":
        return course.provider.name
    return " ".join(sorted(course.languages)) if field == "languages" else getattr(course, field) or ""


@pytest.mark.parametrize(("field", "words", "wanted"), ROWS, ids=lambda w: w[:60])
def test_what_sentences_say(field: str, words: str, wanted: str) -> None:
    found = value(read(HTML.format(words if words.startswith("<") else f"<p>{words}</p>")), field)
    assert fold(wanted) in fold(found) if field == "location" and wanted else found == wanted


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.oeverlab.nl/x", "oeverlab"),
        ("https://cursus.oeverlab.nl/x", "oeverlab"),
        ("http://www.oeverlab.ac.uk/", "oeverlab"),
        ("https://oever-lab.github.io/les", "oever-lab"),
        ("http://127.0.0.1:8000/x", ""),
        ("http://localhost/x", ""),
    ],
)
def test_the_part_of_a_host_that_names_its_owner(url: str, name: str) -> None:
    assert name_of_host(url) == name


@pytest.mark.parametrize(
    ("url", "title", "words", "name"),
    [
        ("https://www.oeverlab.nl/x", "Cursus GMP", "Bij Oever Lab leer je werken volgens GMP.", "Oever Lab"),
        ("https://www.oeverlab.nl/x", "Cursus GMP", "Aan de oever lab je je aan de rust.", ""),
        ("https://www.oever.nl/x", "Cursus GMP", "Leden van Oever & Dijk krijgen korting.", "Oever & Dijk"),
        ("https://leiden.oever.nl/x", "Cursus GMP", "Oever Lab, in het hart van Leiden", "Oever Leiden"),
        ("https://www.hsoever.nl/x", "Cursus GMP", "De cursus is van Hogeschool Oever.", "Hogeschool Oever"),
        ("https://www.osd.nl/x", "Cursus GMP", "Oever School of Data geeft de cursus.", "Oever School of Data"),
        ("https://www.voorbeeld.nl/x", "Cursus GMP - May 13-16, 2026, CET", "De cursus duurt vier dagen.", ""),
        ("https://www.voorbeeld.nl/x", "Cursus GMP | Oeverlab", "De cursus duurt vier dagen.", "Oeverlab"),
    ],
)
def test_who_gives_the_course(url: str, title: str, words: str, name: str) -> None:
    body = f"<html><title>{title}</title><main><h1>Cursus GMP</h1><p>{words}</p></main></html>"
    assert read(body, url).provider.name == name
