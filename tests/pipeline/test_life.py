"""What becomes of an offer whose page goes, in any of the ways in which pages go, and comes back."""

from pathlib import Path
from typing import Any

from tests.pipeline.conftest import TITLES, Site, courses, entry, lloket

LAST = TITLES[-1]
SOFT = "<html lang=nl><title>Pagina niet gevonden | Goede School</title><h1>Pagina niet gevonden</h1></html>"


def night_of_all(cwd: Path, day: int) -> dict[str, dict[str, Any]]:
    """Refresh, and return the courses by title."""
    assert lloket(cwd, "refresh", "--today", f"2026-11-{day:02}").returncode == 0
    return {course["title"]: course for course in courses(cwd)}


def night(cwd: Path, day: int) -> dict[str, Any]:
    """Refresh, and return the last course."""
    return night_of_all(cwd, day)[LAST]


def verdict(course: dict[str, Any]) -> tuple[str, list[str]]:
    return course["freshness"]["status"], [reason["code"] for reason in course["freshness"]["reasons"]]


GONE = {
    "404": ((404, "weg", ""), "page_gone"),
    "410": ((410, "weg", ""), "page_gone"),
    "to the list": ((301, "", "/cursussen"), "page_redirected"),
    "to the home page": ((302, "", "/"), "page_redirected"),
    "soft 404": ((200, SOFT, ""), "page_says_not_found"),
}


def test_pages_that_are_certainly_gone(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    subjects = dict(zip(("Microscopie", "Toxicologie", "Virologie", "Immunologie", "Genetica"), GONE, strict=True))
    Site.titles = [*TITLES, *subjects]
    before = night_of_all(tmp_path, 1)
    Site.answers = {f"/cursussen/{n}": GONE[way][0] for n, way in enumerate(subjects.values(), len(TITLES))}
    gone = night_of_all(tmp_path, 2)
    found = {way: verdict(gone[title]) for title, way in subjects.items()}
    assert found == {way: ("withdrawn", [code]) for way, (_, code) in GONE.items()}
    Site.answers = {}
    back = night_of_all(tmp_path, 3)
    assert {title: verdict(course) for title, course in back.items()} == dict.fromkeys(before, ("current", []))
    assert {title: course["id"] for title, course in back.items()} == {
        title: course["id"] for title, course in before.items()
    }
    assert {course["freshness"]["first_seen"] for course in back.values()} == {"2026-11-01"}


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
