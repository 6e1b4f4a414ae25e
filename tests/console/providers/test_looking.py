"""A page of a provider read now: only its own, only public ones, as politely as a crawl, and nothing kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from lxml import html

from console.providers import looking
from exports.words import LANGUAGES, Language
from normalize.course import Price
from store import accounts
from tests.console.conftest import AT, Room
from tests.console.providers.conftest import enter, full

COURSE = """<!doctype html><html lang="nl"><head><title>Cursus Celkweek | Kadelab</title></head><body><main>
<h1>Cursus Celkweek</h1><p>In deze cursus leer je cellen kweken: zaaien, tellen en invriezen. {}</p>
<h2>Voor wie</h2><p>Analisten in het lab</p><p>Prijs: € 695 excl. btw</p><p>Duur: 2 dagen</p>
<p>Startdatum: 12 maart 2027</p></main></body></html>"""
HOSTILE = "&lt;script&gt;alert(1)&lt;/script&gt;"
REGISTRY = """\
[[provider]]
id = "kadelab"
name = "Kadelab Opleidingen"
website = "{url}/"
same_as = ["http://intern.example/", "http://169.254.169.254/"]
private_network = {private}
delay = 0
description_chars = 60
"""


class Site(BaseHTTPRequestHandler):
    """A site with a course, and what may go wrong with one."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answer."""
        type(self).asked.append(self.path)
        if self.path == "/robots.txt":
            self._say(200, "User-agent: *\nDisallow: /geheim", "text/plain")
        elif self.path == "/weg":
            self.send_response(302)
            self.send_header("Location", "http://evil.example:1/cursus")
            self.end_headers()
        elif self.path == "/naar":
            self.send_response(302)
            self.send_header("Location", "/cursus/celkweek")
            self.end_headers()
        elif self.path == "/traag":
            time.sleep(8)
        elif self.path == "/fout":
            self._say(500, "stuk")
        elif self.path == "/stil":
            self._say(200, COURSE.replace("<head>", '<head><meta name="robots" content="noindex">'))
        elif self.path in ("/cursus/celkweek", "/geheim/cursus"):
            self._say(200, COURSE.format(HOSTILE))
        else:
            self._say(200, "<html><title>Bezoek</title><body><h1>Een kijkje</h1><p>Bel ons.</p></body></html>")

    def _say(self, status: int, body: str, kind: str = "text/html; charset=utf-8") -> None:
        sent = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Site.asked.clear()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(desk: Room) -> Iterator[str]:
    """A site of Kadelab's on this machine, which the registry permits."""
    with serving() as url:
        desk.desk.registry.write_text(REGISTRY.format(url=url, private="true"), encoding="utf-8")
        yield url


def look(desk: Room, url: str, language: Language = "nl", **more: str) -> tuple[int, html.HtmlElement, str]:
    client, csrf = enter(desk, "provider", "kadelab")
    at = {"nl": "/aanbieder/kadelab/pagina", "en": "/en/provider/kadelab/page"}[language]
    answer = client.post(at, data={"url": url, "csrf": csrf} | more)
    document = html.document_fromstring(answer.content)
    return answer.status_code, document, " ".join(document.cssselect("main")[0].text_content().split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_shown_as_it_would_be_published(desk: Room, site: str, language: Language) -> None:
    place = LANGUAGES.index(language)
    before = sorted(str(path) for path in desk.desk.registry.parent.rglob("*") if "console" not in str(path))
    status, document, words = look(desk, f"{site}/naar", language)
    assert status == 200
    assert document.cssselect("article h2")[0].text_content() == "Cursus Celkweek"
    assert ("Nog niet eerder gezien", "Not seen at this address")[place] in words
    rows = {row[0].text_content(): " ".join(row[1].text_content().split()) for row in document.cssselect("tbody tr")}
    assert rows[("Prijs", "Price")[place]] == ("€ 695 (excl. btw)", "€ 695 (excl. VAT)")[place]
    assert rows[("Omschrijving", "Description")[place]].startswith("In deze cursus leer je cellen kweken")
    assert len(rows[("Omschrijving", "Description")[place]]) <= 61
    assert ("Voor wie", "For whom")[place] in rows
    assert ("niet gevonden", "not found")[place] in rows[("Toelatingseisen", "Entry requirements")[place]]
    assert '"coursePrerequisites"' in document.cssselect(".block code")[1].text_content()
    assert not document.cssselect("script:not([src]), article img")
    assert Site.asked == ["/robots.txt", "/naar", "/cursus/celkweek"]
    after = sorted(str(path) for path in desk.desk.registry.parent.rglob("*") if "console" not in str(path))
    assert after == before
    assert list(desk.store.readings(["kadelab"])) == []


def test_it_is_held_against_what_the_last_visit_read(desk: Room, site: str) -> None:
    run = desk.store.start_run("kadelab", now=AT, today=AT.date())
    known = full("c1", "Cursus Celkweek", url=f"{site}/cursus/celkweek", price=Price(amount=600.0, vat="excluded"))
    desk.store.record_run(
        run, now=AT, today=AT.date(), state="good", cause=None, detail=None, stats={}, pages=[], gone={},
        courses=[known],
    )  # fmt: skip
    _, _, words = look(desk, f"{site}/cursus/celkweek")
    assert "Anders dan bij het laatste bezoek" in words
    assert "Prijs: € 600 (excl. btw) → € 695 (excl. btw)" in words


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/geheim/cursus", "robots.txt staat het bezoek niet toe"),
        ("/weg", "de site verwijst naar een andere site"),
        ("/fout", "de server meldt een fout"),
        ("/contact", "Op deze pagina is geen cursus gevonden"),
        ("/stil", "vraagt zoekmachines om haar niet op te nemen"),
    ],
)
def test_what_comes_in_between_is_said_in_words(desk: Room, site: str, path: str, said: str) -> None:
    status, _, words = look(desk, f"{site}{path}")
    assert status == 200
    assert said in words
    assert path in Site.asked or path == "/geheim/cursus"
    assert "/geheim/cursus" not in Site.asked


def test_a_page_that_is_too_slow_is_given_up(desk: Room, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "SECONDS", 4.0)
    _, _, words = look(desk, f"{site}/traag")
    assert "kwam niet op tijd" in words


def test_who_comes_when_others_look_is_told_to_wait(desk: Room, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "WAIT", 0.1)
    monkeypatch.setattr(looking, "_free", threading.BoundedSemaphore(1))
    with looking._free:
        _, _, words = look(desk, f"{site}/cursus/celkweek")
    assert "kijkt net andere pagina's na" in words
    assert Site.asked == []


FOREIGN = [
    "https://elders.example/", "http://127.0.0.1:9/", "http://localhost/", "http://[::1]/", "file:///etc/passwd",
    "gopher://127.0.0.1/", "http://kadelab@evil.example/", "//evil.example", "http://2130706433/", "", "javascript:1",
    "http://169.254.169.254.evil.example/", "{site}.evil.example/", "{site}@evil.example/", "http://evil.example#{site}",
    "http://evil.example\\@127.0.0.1/", "http://intern.example:8080/",
]  # fmt: skip


@pytest.mark.parametrize("url", FOREIGN)
def test_an_address_that_is_not_theirs_is_never_asked(desk: Room, site: str, url: str) -> None:
    status, document, _ = look(desk, url.format(site=site))
    assert status == 400
    assert "hoort niet bij uw geregistreerde site" in document.cssselect("[role=alert]")[0].text_content()
    assert Site.asked == []


@pytest.mark.parametrize("url", ["{site}/cursus/celkweek", "http://169.254.169.254/latest/meta-data/"])
def test_a_registered_host_on_a_private_network_is_not_asked(desk: Room, site: str, url: str) -> None:
    desk.desk.registry.write_text(REGISTRY.format(url=site, private="false"), encoding="utf-8")
    _, _, words = look(desk, url.format(site=site))
    assert "besloten netwerk" in words
    assert Site.asked == []


def test_it_can_be_read_as_a_course_all_the_same(desk: Room, site: str) -> None:
    _, document, _ = look(desk, f"{site}/contact", as_course="1")
    assert document.cssselect("article.read")
    assert document.cssselect("[name=as_course][checked]")


def test_a_provider_may_look_now_and_then(desk: Room, site: str) -> None:
    for _ in range(desk.desk.checks.most):
        desk.desk.checks.take("kadelab", desk.now)
    status, _, words = look(desk, f"{site}/cursus/celkweek")
    assert status == 429
    assert "te vaak" in words
    assert Site.asked == []


def test_what_was_looked_at_is_in_the_log(desk: Room, site: str) -> None:
    look(desk, "https://elders.example/x")
    assert [entry.subject for entry in accounts.deeds(desk.store.database)] == ["https://elders.example/x"]
