"""What becomes of an offer whose page goes, in any of the ways in which pages go, and comes back."""

from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.conftest import TITLES, Site, courses, entry, lloket

LAST = TITLES[-1]
URL = f"/cursussen/{len(TITLES) - 1}"
SOFT = "<html lang=nl><title>Pagina niet gevonden | Goede School</title><h1>Pagina niet gevonden</h1></html>"


def night(cwd: Path, day: int) -> dict[str, Any]:
    """Refresh, and return the last course."""
    assert lloket(cwd, "refresh", "--today", f"2026-11-{day:02}").returncode == 0
    return next(course for course in courses(cwd) if course["title"] == LAST)


def verdict(course: dict[str, Any]) -> tuple[str, list[str]]:
    return course["freshness"]["status"], [reason["code"] for reason in course["freshness"]["reasons"]]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((404, "weg", ""), "page_gone"),
        ((410, "weg", ""), "page_gone"),
        ((301, "", "/cursussen"), "page_redirected"),
        ((302, "", "/"), "page_redirected"),
        ((200, SOFT, ""), "page_says_not_found"),
    ],
    ids=["404", "410", "to the list", "to the home page", "soft 404"],
)
def test_a_page_that_is_certainly_gone(address: str, tmp_path: Path, answer: tuple[int, str, str], code: str) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    before = night(tmp_path, 1)
    Site.answers = {URL: answer}
    gone = night(tmp_path, 2)
    assert verdict(gone) == ("withdrawn", [code])
    Site.answers = {}
    back = night(tmp_path, 3)
    assert (verdict(back), back["id"]) == (("current", []), before["id"])
    assert back["freshness"]["first_seen"] == "2026-11-01"


def test_a_page_that_nothing_links_to_is_missing_and_after_three_good_runs_withdrawn(
    address: str, tmp_path: Path
) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    before = night(tmp_path, 1)
    Site.titles = TITLES[:-1]
    assert verdict(night(tmp_path, 2)) == ("missing", ["not_found_at_last_crawl"])
    for _ in range(3):  # reading again is no further time that it was missed
        assert lloket(tmp_path, "read", "--today", "2026-11-02").returncode == 0
    Site.closed = True  # nor is a run that is held back
    assert lloket(tmp_path, "refresh", "--today", "2026-11-03").returncode == 1
    Site.closed = False
    assert verdict(night(tmp_path, 3)) == ("missing", ["not_found_at_last_crawl"])
    assert verdict(night(tmp_path, 4)) == ("withdrawn", ["not_found_for_long"])
    Site.titles = list(TITLES)
    back = night(tmp_path, 5)
    assert (verdict(back), back["id"]) == (("current", []), before["id"])
