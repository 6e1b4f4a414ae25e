"""A second refresh asks for what changed, reads what changed, and is never fooled for long."""

import json
from pathlib import Path
from typing import Any

import pytest

from spiders.archive import Archive
from spiders.content import main_hash
from tests.pipeline.conftest import COURSE, TITLES, Site, courses, entry, lloket

PAGES = len(TITLES) + 1
"""The home page and the courses."""


def refresh(cwd: Path, *arguments: str, day: int = 22) -> dict[str, Any]:
    done = lloket(cwd, "refresh", "--today", f"2026-11-{day:02}", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    (result,) = json.loads(done.stdout)["providers"]
    crawl: dict[str, Any] = result["crawl"]
    return crawl


def read(cwd: Path) -> int:
    runs = json.loads(lloket(cwd, "runs", "list", "--limit", "1", "--json").stdout)
    count: int = runs[0]["stats"]["read"]
    return count


@pytest.fixture
def here(address: str, tmp_path: Path) -> Path:
    Site.validators = True
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    first = refresh(tmp_path)
    assert (first["full"], first["unchanged"], read(tmp_path)) == (True, 0, first["pages"])
    return tmp_path


def test_what_is_unchanged_is_neither_fetched_nor_read(here: Path) -> None:
    before = courses(here)
    second = refresh(here)
    assert second["bytes"] < second["saved"]
    assert second["unchanged"] >= PAGES - 1  # one may be the sample that is fetched all the same
    assert (second["full"], read(here)) == (False, 0)
    assert courses(here) == before
    pages = {page.url for page in Archive(here / "data/pages").pages("good")}
    assert len(pages) >= PAGES


def test_what_changed_is_seen(here: Path) -> None:
    Site.titles = [*TITLES[:5], "Pipetteren"]
    refresh(here)
    assert {course["title"] for course in courses(here) if course["freshness"]["status"] == "current"} == set(
        Site.titles
    )
    assert read(here) > 0


def test_full_asks_for_all(here: Path) -> None:
    full = refresh(here, "--full")
    assert (full["full"], full["unchanged"]) == (True, 0)


def test_a_server_that_always_says_unchanged_is_found_out_after_ten_days_at_most(here: Path) -> None:
    Site.lies = True
    Site.course = COURSE.replace("450", "495")
    assert refresh(here, day=30)["full"] is False
    for day, lying in (("2026-12-02", True), ("2026-12-03", False)):
        done = lloket(here, "refresh", "--today", day, "--json")
        crawl = json.loads(done.stdout)["providers"][0]["crawl"]
        assert (crawl["full"], crawl["lying"]) == (True, lying)
        assert {course["price"]["amount"] for course in courses(here)} == {495}


def test_pages_that_stay_unchanged_are_not_forgotten_by_age(here: Path) -> None:
    refresh(here)
    archive = Archive(here / "data/pages")
    seen = {page.url: page.fetched_at for page in archive.pages("good")}
    last = max(when for when in seen.values() if when is not None)
    archive.prune("good", today=last.date(), days=30)
    assert {page.url for page in archive.pages("good")} == seen.keys()


SAME = [
    (b"<p>Les</p><!-- served by 7 -->", b"<p>Les</p><!-- served by 9 -->"),
    (b"<script nonce='a'>var t=1</script><p>Les</p>", b"<script nonce='b'>var t=2</script><p>Les</p>"),
    (
        b'<form><input type="hidden" name="_token" value="a"></form>',
        b'<form><input type="hidden" name="_token" value="b"></form>',
    ),
    (b'<meta name="csrf-token" content="a"><p>x', b'<meta name="csrf-token" content="b"><p>x'),
    (b'<a href="/c?PHPSESSID=abc">x</a>', b'<a href="/c?PHPSESSID=def">x</a>'),
    (b"<p>a  b</p>", b"<p>a\n b</p>"),
]
OTHER = [
    (b"<p>450</p>", b"<p>495</p>"),
    (
        b'<script type="application/ld+json">{"price":1}</script>',
        b'<script type="application/ld+json">{"price":2}</script>',
    ),
    (b'<a href="/c?id=1">x</a>', b'<a href="/c?id=2">x</a>'),
    (b"<script>" + b"1" * 6000 + b"</script>", b"<script>" + b"2" * 6000 + b"</script>"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_no_reader_sees_is_no_change(one: bytes, other: bytes) -> None:
    assert main_hash(one) == main_hash(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_a_reader_may_see_is_a_change(one: bytes, other: bytes) -> None:
    assert main_hash(one) != main_hash(other)
