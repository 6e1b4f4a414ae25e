"""One provider's fault is one line and exit status 1; the others are published; nothing known is lost."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.pipeline.conftest import TITLES, Site, complaints, courses, entry, lloket


def test_the_others_are_published_and_a_line_says_why(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(
        entry("good", f"{address}/")
        + entry("silent", "http://127.0.0.1:9/")
        + entry("broken", f"{address}/broken/")
        + entry("garbage", f"{address}/garbage/")
        + entry("inside", f"{address}/inside/")
        + entry("private", f"{address}/", more="")
    )
    done = lloket(tmp_path, "refresh")
    assert done.returncode == 1
    why = complaints(done)
    assert {id: words.split(": ")[:2] for id, words in why.items()} == {
        "silent": ["failed", "host_down"],
        "broken": ["failed", "server_error"],
        "garbage": ["failed", "not_html"],
        "inside": ["failed", "redirected_elsewhere"],
        "private": ["failed", "private_address"],
    }
    assert sorted(c["title"] for c in courses(tmp_path)) == sorted(TITLES)
    assert {c["provider"]["id"] for c in courses(tmp_path)} == {"good"}


def test_a_refresh_twice_changes_nothing(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    assert lloket(tmp_path, "refresh", "--today", "2026-11-22").returncode == 0
    first = courses(tmp_path)
    done = lloket(tmp_path, "refresh", "--today", "2026-11-23", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["changes"] == {"new": [], "changed": [], "vanished": [], "returned": []}
    for course in first:
        course["freshness"]["last_seen"] = "2026-11-23"
        for source in course["sources"]:
            source["last_seen"] = "2026-11-23"
    assert courses(tmp_path) == first


def test_a_site_that_collapsed_removes_nothing_and_one_that_lost_a_page_does(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    assert lloket(tmp_path, "refresh").returncode == 0
    Site.titles = TITLES[:1]
    done = lloket(tmp_path, "refresh")
    assert done.returncode == 1
    assert complaints(done)["good"].startswith("held: collapsed: 5 of the 6 known courses were not found, 1 are left")
    assert {c["freshness"]["status"] for c in courses(tmp_path)} == {"current"}
    Site.titles = TITLES[:5]
    assert lloket(tmp_path, "refresh").returncode == 0
    states = {c["title"]: c["freshness"]["status"] for c in courses(tmp_path)}
    assert states.pop(TITLES[5]) == "missing"
    assert set(states.values()) == {"current"}
    Site.titles = list(TITLES)
    assert lloket(tmp_path, "refresh").returncode == 0
    assert {c["freshness"]["status"] for c in courses(tmp_path)} == {"current"}


def test_reading_the_archive_again_needs_no_site(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    assert lloket(tmp_path, "refresh", "--today", "2026-11-22").returncode == 0
    first, asked = courses(tmp_path), Site.asked
    done = lloket(tmp_path, "read", "--today", "2026-11-22")
    assert done.returncode == 0, done.stderr
    assert (courses(tmp_path), Site.asked) == (first, asked)
    unknown = lloket(tmp_path, "read", "--data", "elsewhere")
    assert (unknown.returncode, complaints(unknown)["good"][:22]) == (1, "failed: never_crawled:")


def test_who_leaves_the_registry_leaves_the_feeds(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    assert lloket(tmp_path, "refresh").returncode == 0
    (tmp_path / "providers.toml").write_text(entry("other", "http://127.0.0.1:9/"))
    assert lloket(tmp_path, "export").returncode == 0
    assert courses(tmp_path) == []


def test_pages_are_kept_as_long_as_a_setting_says(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    later = (datetime.now(UTC) + timedelta(days=20)).date().isoformat()
    assert lloket(tmp_path, "refresh", "--today", later).returncode == 0
    assert list((tmp_path / "data/pages/good").glob("*.warc.gz"))
    assert lloket(tmp_path, "refresh", "--today", later, "--keep-days", "11").returncode == 0
    assert not list((tmp_path / "data/pages/good").glob("*.warc.gz"))
