"""A site: what its pages share is left aside, a course on several pages is one record, the registry has its say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from normalize.read import Reading, read_page
from normalize.site import read_site
from spiders.page import Page
from spiders.registry import Provider

HOST = "https://www.zilverdijk.example"
SEEN = datetime(2026, 11, 20, 12, tzinfo=UTC)


def page(path: str, body: str, head: str = "") -> Page:
    html = f"<html lang=nl><head><meta charset=utf-8>{head}</head><body><main>{body}</main></body></html>"
    return Page(HOST + path, html.encode(), headers={"content-type": "text/html"}, fetched_at=SEEN)


def provider(**fields: str) -> Provider:
    return Provider(id="zilverdijk", name="Zilverdijk Academie", website=HOST + "/", fields=fields)


TEMPLATE = "<p>Al onze cursussen zijn bedoeld voor iedereen die graag leert en nieuwsgierig is.</p>"


def test_what_stands_on_every_page_is_no_content() -> None:
    pages = [
        page(f"/cursussen/{n}/", f"<h1>Cursus {name}</h1><p>Duur: {n} dagen</p><p>Kosten: € {n}00,-</p>{TEMPLATE}")
        for n, name in enumerate(("Pipetteren", "Celkweek", "Microscopie", "Statistiek", "Veiligheid", "Chemie"), 2)
    ]
    assert all(read_page(one).courses[0].audience for one in pages)
    readings = list(read_site(pages, provider()))
    assert [reading.kind for reading in readings] == ["course"] * 6
    assert [reading.courses[0].audience for reading in readings] == [None] * 6
    assert [reading.courses[0].duration is not None for reading in readings] == [True] * 6


def test_the_pages_of_one_course_are_one_record() -> None:
    pages = [
        page(
            "/leergang/", "<h1>Leergang Laboratoriummanagement</h1><p>Duur: 9 maanden</p><p>Deze leergang is nieuw.</p>"
        ),
        page("/leergang/toelating/", "<h1>Toelating</h1><h2>Vooropleiding</h2><p>Een afgeronde hbo-opleiding.</p>"),
        page("/leergang/kosten/", "<h1>Kosten</h1><p>Prijs: € 4.500,- exclusief btw</p><p>Start: 1 september 2027</p>"),
        page("/contact/", "<h1>Contact</h1><p>Bel of mail ons.</p>"),
    ]
    readings = {reading.url: reading for reading in read_site(pages, provider())}
    assert [reading.kind for reading in readings.values()] == ["course", "other", "other", "other"]
    course = readings[HOST + "/leergang/"].courses[0]
    assert course.entry_requirements == "Een afgeronde hbo-opleiding."
    assert course.price is not None
    assert course.price.amount == 4500
    assert [session.start for session in course.sessions] == ["2027-09-01"]
    assert course.evidence["price"].url == HOST + "/leergang/kosten/"
    assert [source.url.removeprefix(HOST) for source in course.sources] == [
        "/leergang/",
        "/leergang/toelating/",
        "/leergang/kosten/",
    ]


def read(body: str, head: str = "", **fields: str) -> Reading:
    return read_page(page("/cursus/x/", body, head), provider(**fields))


def test_selectors_of_the_registry_win() -> None:
    body = "<h1>Cursus Celkweek</h1><p>Kosten: € 100</p><b class=p>€ 250 excl. btw</b><i id=wie>Analisten</i>"
    course = read(body, price=".p", audience="#wie").courses[0]
    assert course.price is not None
    assert (course.price.amount, course.price.vat, course.audience) == (250, "excluded", "Analisten")
    assert {course.evidence[name].method for name in ("price", "audience")} == {"rule"}


def test_a_selector_that_finds_nothing_or_cannot_be_read_leaves_the_page_to_the_reader() -> None:
    for selector in (".none", "a[["):
        course = read("<h1>Cursus Celkweek</h1><p>Kosten: € 100</p><p>Duur: 2 dagen</p>", price=selector).courses[0]
        assert course.price is not None
        assert course.price.amount == 100


@pytest.mark.parametrize(
    ("robots", "noindex", "nosnippet"),
    [("noindex, follow", True, False), ("nosnippet", False, True), ("none", True, False), ("index", False, False)],
)
def test_robots_meta(robots: str, noindex: bool, nosnippet: bool) -> None:
    reading = read("<h1>Cursus</h1>", f'<meta name="robots" content="{robots}">')
    assert (reading.noindex, reading.nosnippet) == (noindex, nosnippet)


def test_canonical_and_translations() -> None:
    head = (
        '<link rel="canonical" href="/cursus/x"><link rel="alternate" hreflang="en" href="/en/course/x">'
        '<link rel="alternate" hreflang="de" href="mailto:x">'
    )
    reading = read("<h1>Cursus Celkweek</h1><p>Duur: 2 dagen</p><p>Kosten: € 5</p>", head)
    assert reading.url == HOST + "/cursus/x"
    assert reading.alternates == {"en": HOST + "/en/course/x"}


def test_a_canonical_address_elsewhere_is_not_believed() -> None:
    assert read("<h1>Cursus</h1>", '<link rel="canonical" href="https://elders.example/x">').url == HOST + "/cursus/x/"
    assert read("<h1>Cursus</h1>", f'<link rel="canonical" href="{HOST}/">').url == HOST + "/cursus/x/"


def test_no_personal_data_in_texts() -> None:
    body = "<h1>Cursus Celkweek</h1><h2>Doelgroep</h2><p>Analisten. Vragen? jan@zilverdijk.example of 071-1234567.</p>"
    course = read(body, "").courses
    text = read_page(page("/cursus/x/", body), as_course=True).courses[0].audience or ""
    assert "@" not in text
    assert "1234567" not in text
    assert len(course) <= 1
