"""Recordings of one site, replayed in their order, each on its day: what moved, what expired, what is new."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

import samples
from spiders.archive import Archive
from spiders.crawl import crawl
from spiders.page import Page
from spiders.registry import load
from spiders.warc import read_at, records_of
from tests.pipeline.conftest import courses, lloket

SITES = Path(__file__).parents[3] / "shared/pages/sites"
Pages = dict[str, Page]
"""Address to page, robots.txt and sitemaps too."""


def recorded(file: Path) -> Pages:
    """The pages of a recording."""
    return {entry.url: page for entry in records_of(file) if (page := read_at(entry)) is not None}


def record(pages: Mapping[str, Page], folder: Path, day: date) -> Path:
    """Write pages as a recording of that day."""
    fetched = datetime.combine(day, time(5), UTC)
    with Archive(folder).writer("recording", f"{day}") as writer:
        for page in pages.values():
            writer.write(replace(page, fetched_at=fetched))
    return folder / "recording" / f"{day}.warc.gz"


def altered(pages: Pages, url: str, old: str, new: str) -> None:
    """Change words on a page."""
    body = pages[url].body
    assert old.encode() in body, (url, old)
    pages[url] = replace(pages[url], body=body.replace(old.encode(), new.encode()))


def moved(pages: Pages, url: str, to: str) -> None:
    """Give a page another address, to which the old one leads."""
    added(pages, url, to)
    pages[url] = replace(pages[url], status=301, body=b"", headers={"location": to, "content-type": "text/html"})


def added(pages: Pages, like: str, url: str, *words: tuple[str, str]) -> None:
    """Add a page like another, linked wherever that is."""
    slug, new_slug = (address.rstrip("/").rpartition("/")[2] for address in (like, url))
    pages[url] = replace(pages[like], url=url)
    for old, new in ((slug, new_slug), *words):
        altered(pages, url, old, new)
    link = re.compile(rf'<a\b[^>]*/{re.escape(slug)}/?["#?][^>]*>.*?</a>'.encode(), re.DOTALL)
    for page in list(pages.values()):
        if page.url != url and page.content_type == "text/html" and (found := link.search(page.body)):
            again = found[0] + b" " + found[0].replace(slug.encode(), new_slug.encode())
            pages[page.url] = replace(page, body=page.body.replace(found[0], again, 1))


def night(cwd: Path, provider: str, file: Path, day: date, *, status: int = 0) -> list[dict[str, Any]]:
    """Replay a recording on its day and return what it changed."""
    done = lloket(cwd, "refresh", provider, "--replay", str(file), "--today", day.isoformat())
    assert done.returncode == status, done.stderr
    (answer,) = json.loads(lloket(cwd, "diff", provider, "--json").stdout)
    differences: list[dict[str, Any]] = answer["differences"]
    return differences


def told(differences: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one["kind"], one["title"]) for one in differences]


def only(differences: list[dict[str, Any]], title: str) -> dict[str, Any]:
    (one,) = [one for one in differences if one["title"] == title]
    return one


def test_recordings_of_a_sample_site(tmp_path: Path) -> None:
    first, second, third = date(2027, 1, 11), date(2027, 1, 18), date(2027, 4, 1)
    with samples.serve(first) as sites:
        (tmp_path / "providers.toml").write_text(sites.registry)
        (school,) = [one for one in load(tmp_path / "providers.toml") if one.id == "wilgenrak"]
        crawl(school, run="r1", archive=tmp_path / "crawled")
    pages = recorded(tmp_path / "crawled/wilgenrak/r1.warc.gz")
    at = {url.rpartition("/")[2]: url for url in pages}
    one = record(pages, tmp_path / "recordings", first)
    altered(pages, at["cleanroom-schoonmaak"], "12 mrt. 2027", "19 mrt. 2027")
    altered(pages, at["chemisch-rekenen"], "210", "240")
    moved(pages, at["rekenen-in-de-zorg"], at["rekenen-in-de-zorg"].replace("rekenen-in-de-zorg", "medisch-rekenen"))
    added(pages, at["lab-starter"], at["lab-starter"].replace("lab-starter", "eerste-hulp"),
          ("Starten in het lab", "Eerste hulp bij proeven"))  # fmt: skip
    there = pages[at["heftruck-magazijn-farma"]]
    pages[there.url] = replace(there, status=410, body=b"weg")
    two = record(pages, tmp_path / "recordings", second)
    pages[there.url] = there
    three = record(pages, tmp_path / "recordings", third)

    assert {one["kind"] for one in night(tmp_path, "wilgenrak", one, first)} == {"new"}
    before = {course["title"]: course["id"] for course in courses(tmp_path)}
    changes = night(tmp_path, "wilgenrak", two, second)
    assert told(changes) == [
        ("new", "Eerste hulp bij proeven"), ("new", "Medisch rekenen"),
        ("changed", "Chemisch rekenen"), ("changed", "Schoonmaken in de cleanroom"),
        ("vanished", "Magazijn en koudeketen"), ("vanished", "Medisch rekenen"),
    ]  # fmt: skip
    prices = {change["field"]: (change["old"], change["new"]) for change in only(changes, "Chemisch rekenen")["fields"]}
    assert set(prices) == {"price", "prices"}
    assert [price["amount"] for price in prices["price"]] == [210, 240]
    assert only(changes, "Magazijn en koudeketen")["status"] == ["expired", "withdrawn"]
    words = lloket(tmp_path, "diff", "wilgenrak", "--lang", "nl").stdout
    assert "Data: − 12 maart 2027; + 19 maart 2027" in words
    assert "Prijs: € 210 (btw niet vermeld) → € 240 (btw niet vermeld)" in words
    after = {course["title"]: course for course in courses(tmp_path)}
    assert {title: course["id"] for title, course in after.items() if title in before} == before
    assert after["Medisch rekenen"]["freshness"]["status"] == "current"  # the same offer, at its new address

    changes = night(tmp_path, "wilgenrak", three, third)
    assert told(changes) == [
        ("returned", "Magazijn en koudeketen"),
        ("aged", "Bereidingen voor apothekersassistenten"), ("aged", "Basis laboratoriumtechnieken"),
    ]  # fmt: skip
    assert [one["status"] for one in changes[1:]] == [["current", "expired"]] * 2
    words = lloket(tmp_path, "diff", "wilgenrak", "--lang", "nl").stdout
    assert "Teruggekeerd: 1" in words
    assert words.count("actueel → voorbij") == 2
    assert night(tmp_path, "wilgenrak", three, third) == []


@pytest.mark.skipif(not SITES.is_dir(), reason="the recorded sites are not on this machine")
def test_a_recording_of_a_real_site_and_what_it_might_be_a_week_later(tmp_path: Path) -> None:
    day, later = date(2024, 3, 1), date(2024, 3, 8)
    (tmp_path / "providers.toml").write_bytes((SITES / "providers.toml").read_bytes())
    pages = recorded(SITES / "orbi.warc.gz")
    courses_at = "https://orbiopleidingen.pages.dev/onze-cursussen/"
    altered(pages, f"{courses_at}vca/vca-vol-cursus/", "199", "249")
    pages[f"{courses_at}sog/sog-heftruck-cursus/"] = replace(
        pages[f"{courses_at}sog/sog-heftruck-cursus/"], status=404, body=b"weg"
    )
    changed = record(pages, tmp_path / "recordings", later)
    first = night(tmp_path, "orbi", SITES / "orbi.warc.gz", day, status=1)  # some of its pages were not recorded
    assert {one["kind"] for one in first} == {"new"}
    assert len(first) > 40
    changes = night(tmp_path, "orbi", changed, later, status=1)
    assert told(changes) == [("changed", "VCA VOL Cursus"), ("vanished", "SOG Heftruck Cursus")]
    (price,) = [one for one in changes[0]["fields"] if one["field"] == "price"]
    assert (price["old"]["amount"], price["new"]["amount"]) == (199, 249)
    assert changes[1]["status"][1] == "withdrawn"
    words = lloket(tmp_path, "diff", "orbi", "--lang", "nl").stdout
    assert re.search(r"Prijs: € 199\b.* → € 249\b", words)
    assert "→ vervallen" in words
