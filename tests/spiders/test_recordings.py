"""Recorded real sites, replayed: what is recorded must be found from the start address alone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from spiders.archive import Archive, Recording
from spiders.crawl import crawl
from spiders.registry import load
from spiders.urls import canonical

SITES = Path(__file__).parents[3] / "shared/pages/sites"
pytestmark = pytest.mark.skipif(not SITES.is_dir(), reason="the recorded sites are not on this machine")

NOT_LINKED = 8
"""How many recorded pages of a site no other recorded page links to, at most."""
RECORDED = sorted(path.name.removesuffix(".warc.gz") for path in SITES.glob("*.warc.gz"))


@pytest.mark.parametrize("name", RECORDED)
def test_recorded_pages_are_found(name: str, tmp_path: Path) -> None:
    file = SITES / f"{name}.warc.gz"
    providers = {provider.id: provider for provider in load(SITES / "providers.toml")}
    provider = providers[name] if name in providers else providers["fourtu"]
    report = crawl(provider, run="r1", archive=tmp_path, replay=[file])
    pages = list(Archive(tmp_path).pages(provider.id, "r1"))
    assert report.state in ("complete", "incomplete")
    assert report.cause in (None, "not_recorded")
    assert report.pages == len(pages) > 0
    days = {page.fetched_at.date() for page in pages if page.fetched_at}
    assert len(days) == 1
    assert next(iter(days)).year < 2027
    recording = Recording([file])
    found = {canonical(page.url) for page in pages}
    linked = set()
    for page in pages:
        text = page.body.decode("utf-8", "replace")
        linked |= {url for url in recording.urls() if url.partition("://")[2].partition("/")[2].rstrip("/") in text}
    html = {url for url in linked if (copy := recording.get(url)) and copy.content_type == "text/html"}
    assert len(found & set(recording.urls())) == len(found)
    assert len({url for url in html - found if "page/1/" not in url and "404" not in url}) <= NOT_LINKED


def test_every_course_page_of_a_whole_site(tmp_path: Path) -> None:
    provider = next(provider for provider in load(SITES / "providers.toml") if provider.id == "orbi")
    crawl(provider, run="r1", archive=tmp_path, replay=[SITES / "orbi.warc.gz"])
    found = {page.url for page in Archive(tmp_path).pages("orbi")}
    with (SITES / "orbi_truth.tsv").open(encoding="utf-8", newline="") as file:
        wanted = {canonical(row["url"]) for row in csv.DictReader(file, delimiter="\t")}
    assert len(wanted) == 57
    assert wanted - found == set()
