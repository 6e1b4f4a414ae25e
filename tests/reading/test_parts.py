"""One course on several pages is one record, in the ways of `parts.toml`; the pages of two courses stay two."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from normalize.fields.parts import find_parts
from normalize.site import read_site
from spiders.page import Page
from spiders.registry import Provider

SITES = tomllib.loads(Path(__file__).with_name("parts.toml").read_text("utf-8"))["site"]
HOST = "https://www.zilverdijk.example"
HTML = "<!doctype html><html lang=nl><head><title>{} | Zilverdijk Academie</title></head><body><main>{}</main></body>"
HOLDS = {
    "o": (
        "Cursus Celkweek",
        "<h1>Cursus Celkweek</h1><p>In deze cursus leer je dierlijke cellen kweken onder steriele omstandigheden.</p>"
        "<p>Duur: 4 dagdelen</p><h2>Doelgroep</h2><p>Analisten.</p>",
    ),
    "t": (
        "Toelating - Cursus Celkweek",
        "<h1>Toelating</h1><h2>Vooropleiding</h2><p>Een afgeronde mbo-4 opleiding.</p>",
    ),
    "k": ("Kosten", "<h1>Kosten</h1><p>Prijs: € 695,- exclusief btw</p><h2>Startdata</h2><p>12 maart 2027</p>"),
    "n": ("Cursus Celkweek", "<h1>Cursus Celkweek</h1><p>Zaaien en tellen in een week.</p>"),
    "w": ("Voor wie - Cursus Celkweek", "<h1>Voor wie</h1><p>Analisten.</p>"),
    "i": ("Programma - Cursus Celkweek", "<h1>Programma</h1><p>Op de eerste dag oefen je met zaaien en tellen.</p>"),
}


@pytest.mark.parametrize("site", SITES, ids=lambda site: site["name"])
def test_parts(site: dict[str, Any]) -> None:
    seen = datetime(2026, 11, 20, 12, tzinfo=UTC)
    pages = [
        Page(HOST + path, HTML.format(*HOLDS[held]).encode(), headers={"content-type": "text/html"}, fetched_at=seen)
        for path, held in site["pages"].items()
    ]
    provider = Provider(id="zilverdijk", name="Zilverdijk Academie", website=HOST + "/")
    courses = [course for reading in read_site(pages, provider) for course in reading.courses]
    assert [course.title for course in courses] == ["Cursus Celkweek"]
    course = courses[0]
    assert (course.price.amount if course.price else None, [s.start for s in course.sessions]) == (695, ["2027-03-12"])
    assert (course.entry_requirements, course.audience) == ("Een afgeronde mbo-4 opleiding.", "Analisten.")
    assert course.evidence["price"].url == HOST + next(path for path, held in site["pages"].items() if held == "k")


APART = [
    ["/cursus/kosten", "/cursus/celkweek"],
    ["/cursus/celkweek", "/cursus/celkweek-gevorderd"],
    ["/cursus/celkweek", "/cursus/celkweek/2027"],
    ["/cursus/celkweek", "/cursus/celkweek?locatie=leiden"],
    ["/cursus/project", "/cursus/project-planning"],
    ["/kosten", "/toelating"],
    ["/", "/contact"],
]


@pytest.mark.parametrize("paths", APART)
def test_no_parts(paths: list[str]) -> None:
    assert find_parts(HOST + path for path in paths) == {}
