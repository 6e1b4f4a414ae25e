"""Looking whether links lead somewhere: what is asked, and what the answers mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from spiders.crawl import look_at
from spiders.enrol import enrolment_links
from spiders.page import Page
from spiders.registry import Provider
from tests.faults.server import FaultServer

ANSWERS: list[tuple[int, bool | None]] = [
    (200, True), (301, True), (404, False), (410, False), (500, False), (401, None), (429, None),
]  # fmt: skip


def test_what_an_answer_means(server: Any, reply: Any, tmp_path: Path) -> None:
    other = FaultServer("127.0.0.1")
    other.pages |= {"/robots.txt": reply("User-agent: *\nDisallow: /dicht", type="text/plain"), "*": "<p>vrij"}
    elsewhere = {"Location": f"{other.url}/verder"}
    for status, _ in ANSWERS:
        server.pages[f"/s{status}"] = reply("", status, elsewhere if status == 301 else {"Retry-After": "0"})
    urls = [f"{server.url}/s{status}" for status, _ in ANSWERS]
    urls += [f"{other.url}/open", f"{other.url}/dicht/1", "http://127.0.0.2:9/geheim", "http://127.0.0.1:9/weg"]
    school = Provider(id="school", name="School", website=f"{server.url}/", private_network=True, delay=0.0)
    looks = look_at(school, urls, archive=tmp_path, refused_networks=["127.0.0.2/32"])
    other.close()
    assert [looks[url].alive for url in urls] == [alive for _, alive in ANSWERS] + [True, None, None, False]
    assert set(other.paths) == {"/robots.txt", "/open"}
    assert look_at(school, [], archive=tmp_path) == {}


LINKS = [
    ('<a href="/inschrijven/1">Inschrijven</a>', ["https://e.nl/inschrijven/1"]),
    ('<a href="https://formulier.example/1">Schrijf je nu in</a>', ["https://formulier.example/1"]),
    ('<a href="/m">Meld u direct aan!</a>', ["https://e.nl/m"]),
    ('<a href="/apply">Apply now</a>', ["https://e.nl/apply"]),
    ('<a href="/n">Inschrijven nieuwsbrief</a>', []),
    ('<a href="#formulier">Aanmelden</a>', []),
    ('<a href="mailto:a@e.nl">Aanmelden</a>', []),
    ('<a href="/voorwaarden">Voorwaarden bij inschrijven</a>', []),
    ('<a href="/1">Inschrijven</a><a href="/2">Inschrijven</a><a href="/3">Inschrijven</a>',
     ["https://e.nl/1", "https://e.nl/2"]),
    ("<p>Inschrijven", []),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "found"), LINKS)
def test_where_one_enrols(markup: str, found: list[str]) -> None:
    assert enrolment_links(Page("https://e.nl/cursus", f"<html><body>{markup}</body></html>".encode())) == found
