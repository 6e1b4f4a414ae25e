"""The public pages: both languages, what a course page tells, hostile words, and pages that are not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from icalendar import Calendar
from lxml import etree, html
from starlette.testclient import TestClient

from console import words
from console.app import application
from console.catalogue import Catalogue
from console.publications import Publications
from console.render import HERE, PATHS
from console.shelf import Shelf
from normalize.course import Day, Duration, Evidence, Freshness, Organisation, Price, Reason, Session, Source
from tests.console.conftest import AT, Show, costs, course, on

EVIL = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}<style>*{}</style>"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
PLAIN = [
    course(
        "c1", "GMP voor operators", price=Price(amount=100, vat="excluded", text="€ 100 excl. 21% btw"),
        sessions=[Session(start="2027-01-11", end="2027-01-12", days=[Day(date="2027-01-11"), Day(date="2027-01-12")])],
        evidence={
            "price": Evidence(text="€ 100 excl. 21% btw", method="label", url="https://www.kadelab.example/cursus/c1")
        },
    ),
    course(
        "c2", "Leidinggeven", price=costs(50, "included"), duration=Duration(value=2, unit="day"),
        freshness=Freshness(
            status="conflicting", reasons=[Reason(code="conflict_price", text="€ 50 / € 60")], last_seen="2026-11-20"
        ),
    ),
    course("c3", "Enzymen", sessions=on("2027-02-01"), start="dated"),
    course("c4", "Statistiek"),
    course("c6", "Vorig jaar", sessions=on("2025-05-01")),
    course("c5", "Vroeger", freshness=Freshness(status="expired", reasons=[Reason(code="all_runs_past")])),
]  # fmt: skip


def text(page: str) -> str:
    main = html.fromstring(page).xpath("//main")[0]
    return " ".join(main.text_content().split())


def names() -> list[tuple[str, str]]:
    tables = {name: table for name, table in vars(words).items() if name.isupper()}
    return [(name, key) for name, table in tables.items() for key in table]


@pytest.mark.parametrize(("table", "key"), names())
def test_every_word_is_there_in_both_languages(table: str, key: str) -> None:
    dutch, english = getattr(words, table)[key]
    assert dutch.strip()
    assert english.strip()
    assert not hasattr({}, key), "a template would read the dictionary's own method"


def test_every_word_is_used() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in (HERE / "templates").rglob("*.html"))
    assert {key for key in words.PAGE if not re.search(rf"\bw\.{key}\b", templates)} == set()


@pytest.mark.parametrize("name", PATHS)
def test_each_page_is_there_in_both_languages(show: Show, name: str) -> None:
    client = show(PLAIN)
    query = "?id=c1&id=c2" if name == "compare" else ""
    for address, language in zip(PATHS[name], ("nl", "en"), strict=True):
        answer = client.get(address.replace("{id}", "c1") + query)
        assert answer.status_code == 200
        if answer.headers["content-type"].startswith("text/html"):
            page = html.fromstring(answer.text)
            assert page.get("lang") == language
            (other,) = page.xpath("//a[@class='tongue']/@href")
            assert html.fromstring(client.get(other).text).get("lang") != language


def test_a_course_page_tells_what_is_known(show: Show) -> None:
    client = show(PLAIN)
    told = text(client.get("/cursus/c1").text)
    for words_shown in (
        "€ 100 (excl. btw)", "€ 121,00 met btw", "11 januari 2027 t/m 12 januari 2027", "€ 100 excl. 21% btw",
        "gezien op 22 november 2026", "staat niet op de pagina", "achter een label",
    ):  # fmt: skip
        assert words_shown in told
    assert "€ 100 (excl. VAT)" in text(client.get("/en/course/c1").text)


@pytest.mark.parametrize(
    ("id", "notice"),
    [
        ("c2", "De pagina van de aanbieder spreekt zichzelf tegen."),
        ("c2", "de pagina noemt twee prijzen: € 50 / € 60"),
        ("c5", "Alle bekende data zijn voorbij."),
        ("c5", "alle uitvoeringen zijn voorbij"),
    ],
)
def test_what_is_stale_or_conflicting_is_said_first(show: Show, id: str, notice: str) -> None:
    assert notice in text(show(PLAIN).get(f"/cursus/{id}").text)


def test_the_calendar_of_a_course(show: Show) -> None:
    client = show(PLAIN)
    days = Calendar.from_ical(client.get("/cursus/c1.ics").content).walk("VEVENT")
    assert [str(day.decoded("DTSTART")) for day in days] == ["2027-01-11", "2027-01-12"]
    assert client.get("/cursus/c4.ics").status_code == 404
    assert ".ics" in client.get("/cursus/c1").text
    for without in ("c4", "c6"):  # no days; days that are past
        assert ".ics" not in client.get(f"/cursus/{without}").text
    assert len(Calendar.from_ical(client.get("/zoek.ics?q=enzymen").content).walk("VEVENT")) == 1
    assert Calendar.from_ical(client.get("/zoek.ics?q=statistiek").content).walk("VEVENT") == []


def test_a_list_as_a_feed(show: Show) -> None:
    feed = etree.fromstring(show(PLAIN).get("/zoek.atom?q=enzymen").content)
    (link,) = feed.xpath("a:entry/a:link/@href", namespaces=ATOM)
    assert link == "http://testserver/cursus/c3"


def test_courses_side_by_side(show: Show) -> None:
    client = show(PLAIN)
    page = html.fromstring(client.get("/vergelijk?id=c1&id=c2&id=c3&id=c4&id=c5").text)
    assert page.xpath("//thead//th/a[1]/text()") == ["GMP voor operators", "Leidinggeven", "Enzymen", "Statistiek"]
    assert page.xpath("//tbody/tr/th/text()") == [
        "Organisatie", "Voor wie", "Prijs", "Duur", "Data", "Toelatingseisen"
    ]  # fmt: skip
    assert "Niet meer in het loket: weg" in text(client.get("/vergelijk?id=weg&id=c1").text)
    assert "Er is nog niets om te vergelijken" in text(client.get("/vergelijk").text)


def test_one_list_has_one_address(show: Show) -> None:
    client = show(PLAIN)
    answer = client.get("/?sort=&topic=&q=+gmp++operators&page=1", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?q=gmp+operators")
    moved = client.get("/?sort=&q=gmp", headers={"HX-Request": "true"}, follow_redirects=False)
    assert (moved.status_code, moved.headers["hx-replace-url"]) == (200, "/?q=gmp")


@pytest.mark.parametrize("query", ["?q=//evil.example", "?id=//evil.example", "?q=%0d%0aSet-Cookie:x", "?q=\\\\evil"])
def test_no_address_leads_elsewhere(show: Show, query: str) -> None:
    answer = show(PLAIN).get(f"/{query}&x=1", follow_redirects=False)
    assert answer.headers["location"].startswith("/?")
    assert "set-cookie" not in answer.headers


def test_picked_courses_stay_picked(show: Show) -> None:
    page = html.fromstring(show(PLAIN).get("/?q=enzymen&id=c1&id=c3").text)
    assert sorted(page.xpath("//input[@name='id'][@checked]/@value")) == ["c1", "c3"]


@pytest.mark.parametrize(
    "path",
    ["/cursus/weg", "/cursus/..%2f..%2fetc", "/x", "/en/x", "/?page=9", "/static/../app.py", "/static/%2e%2e/app.py"],
)
def test_what_is_not_there_is_a_page_that_says_so(show: Show, path: str) -> None:
    answer = show(PLAIN).get(path)
    assert answer.status_code == 404
    assert html.fromstring(answer.text).xpath("//h1/text()") in (
        ["Deze pagina bestaat niet"], ["This page does not exist"]
    )  # fmt: skip


def test_hostile_words_stay_words(show: Show) -> None:
    source = Source(provider="kadelab", url="javascript:alert(1)", title=EVIL, last_seen=EVIL)
    evil = course(
        "evil", EVIL, url="javascript:alert(1)", description=EVIL, audience=EVIL, entry_requirements=EVIL,
        provider=Organisation(id=EVIL, name=EVIL, url="javascript:alert(1)"), location=EVIL[:50], certificate=EVIL,
        price=Price(amount=1, text=EVIL, label=EVIL), sessions=[Session(start="2027-01-01", location=EVIL, text=EVIL)],
        freshness=Freshness(status="conflicting", reasons=[Reason(code=EVIL, text=EVIL)], last_changed=EVIL),
        sources=[source], evidence={"price": Evidence(text=EVIL, method="text", url="javascript:alert(1)")},
        languages=[EVIL], page_language=EVIL,
    )  # fmt: skip
    client = show([evil, course(EVIL, "een id vol opmaak")])
    for path in (
        "/", "/en", "/cursus/evil", "/en/course/evil", "/vergelijk?id=evil&id=weg", f"/?q={EVIL}&topic={EVIL}",
        f"/vergelijk?id={EVIL}", f"/cursus/{EVIL}", "/feeds/report/index.html",
    ):  # fmt: skip
        answer = client.get(path)
        page = html.fromstring(answer.text)
        assert [script.get("src") for script in page.iter("script")] in ([], ["/static/htmx.min.js"]), path
        assert not page.xpath("//img | //main//style | //@onerror"), path
        assert not [link for link in page.xpath("//@href | //@action") if link.lower().startswith("javascript")], path
        assert ">49<" not in answer.text
    assert EVIL in text(client.get("/cursus/evil").text)


def test_a_failure_is_a_page_that_tells_nothing(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_given: object) -> None:
        raise RuntimeError("/secret/path")

    client = show(PLAIN)
    monkeypatch.setattr(Catalogue, "search", failing)
    quiet = TestClient(client.app, raise_server_exceptions=False)
    for address, title in (("/", "Er ging iets mis"), ("/en", "Something went wrong")):
        answer = quiet.get(address)
        assert answer.status_code == 500
        assert title in answer.text
        assert "secret" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/en", "/cursus/c1", "/vergelijk", "/nope", "/static/style.css"])
def test_every_page_is_guarded(show: Show, path: str) -> None:
    headers = show(PLAIN).get(path).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_over_https_browsers_are_told_to_stay_there(tmp_path: Path) -> None:
    app = application(Shelf(Publications(tmp_path / "published"), tmp_path / "console"), clock=lambda: AT)
    for scheme, told in (("https", True), ("http", False)):
        with TestClient(app, base_url=f"{scheme}://loket.example") as client:
            assert ("strict-transport-security" in client.get("/healthz").headers) is told


def test_nothing_published_says_what_to_run(tmp_path: Path) -> None:
    nothing = Shelf(Publications(tmp_path / "published"), tmp_path / "console")
    with TestClient(application(nothing, clock=lambda: AT)) as client:
        for path, title in (("/", "Er is nog niets gepubliceerd"), ("/en/course/x", "Nothing is published yet")):
            answer = client.get(path)
            assert answer.status_code == 503
            assert title in answer.text
            assert "lloket refresh" in answer.text


def test_no_page_has_a_script_or_style_of_its_own() -> None:
    for path in (HERE / "templates").rglob("*.html"):
        template = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?! src=\"/static/)", template), path.name
