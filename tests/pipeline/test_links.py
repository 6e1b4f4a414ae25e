"""Between refreshes links are looked at; four days of failures are told, one is not."""

from __future__ import annotations

import json
from pathlib import Path

from tests.pipeline.conftest import COURSE, Site, courses, entry, lloket

ENROL = '<p><a href="/inschrijven/form">Schrijf je in</a></p></main>'


def look(cwd: Path, day: int) -> list[dict[str, str]]:
    done = lloket(cwd, "links", "--today", f"2026-11-{day:02}", "--json")
    assert done.returncode == 0, done.stderr
    told: list[dict[str, str]] = json.loads(done.stdout)
    return told


def dead(cwd: Path) -> set[str]:
    reasons = [reason for course in courses(cwd) for reason in course["freshness"]["reasons"]]
    return {reason["text"].partition(": ")[0] for reason in reasons if reason["code"] == "dead_link"}


def test_an_enrolment_link_that_is_dead_for_four_days(address: str, tmp_path: Path) -> None:
    Site.course = COURSE.replace("</main>", ENROL)
    Site.answers["/inschrijven/form"] = (500, "kapot", "")
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    assert lloket(tmp_path, "refresh", "--today", "2026-11-01").returncode == 0
    assert [look(tmp_path, day) for day in (2, 2, 3, 4)] == [[]] * 4
    assert dead(tmp_path) == set()
    assert {one["url"] for one in look(tmp_path, 5)} == {f"{address}/inschrijven/form"}
    assert dead(tmp_path) == {f"{address}/inschrijven/form"}
    Site.answers["/inschrijven/form"] = (200, "formulier", "")
    assert look(tmp_path, 6) == []
    assert dead(tmp_path) == set()
