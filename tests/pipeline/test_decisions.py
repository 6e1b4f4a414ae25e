"""What people decide survives refreshes, reading again and a new address, and can be undone."""

import json
from pathlib import Path
from typing import Any

from tests.pipeline.conftest import COURSE, TITLES, Site, courses, entry, lloket


def by_title(cwd: Path) -> dict[str, dict[str, Any]]:
    return {course["title"]: course for course in courses(cwd)}


def do(cwd: Path, *arguments: str) -> str:
    done = lloket(cwd, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_decisions_hold_until_undone(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    do(tmp_path, "refresh")
    first = by_title(tmp_path)
    priced, hidden, pinned = (first[title] for title in TITLES[:3])
    do(tmp_path, "correct", priced["id"], "price", "€ 99 incl. btw", "--who", "Anna", "--why", "gebeld")
    do(tmp_path, "hide", hidden["url"], "--who", "Anna")
    do(tmp_path, "correct", pinned["id"], "location", "Delft", "--until-change")
    for verb in ("export", "refresh", "read"):
        do(tmp_path, verb)
        now = by_title(tmp_path)
        assert (now[TITLES[0]]["price"]["amount"], now[TITLES[0]]["price"]["vat"]) == (99, "included")
        assert now[TITLES[0]]["evidence"]["price"]["method"] == "correction"
        assert TITLES[1] not in now
        assert now[TITLES[2]]["location"] == "Delft"
    do(tmp_path, "refresh", "--today", "2026-11-22")
    Site.course = COURSE.replace("</dl>", "<dt>Locatie</dt><dd>Leiden</dd></dl>")
    Site.answers = {"/cursussen/0": (301, "", "/cursus/een"), "/cursus/een": (200, COURSE.format(title=TITLES[0]), "")}
    do(tmp_path, "refresh")
    now = by_title(tmp_path)
    assert now[TITLES[0]]["price"]["amount"] == 99  # at its new address
    assert now[TITLES[2]]["location"] == "Leiden"
    asked = lloket(tmp_path, "decisions", "--lang", "nl")
    assert (asked.returncode, "de pagina geeft nu iets anders voor location" in asked.stdout) == (1, True)
    kept = json.loads(do(tmp_path, "decisions", "--json"))
    assert [(one["kind"], one["who"], one["why"]) for one in kept[:1]] == [("correct", "Anna", "gebeld")]
    for number in (1, 2):
        do(tmp_path, "undo", str(number))
    do(tmp_path, "export")
    now = by_title(tmp_path)
    assert now[TITLES[0]]["price"]["amount"] == 450
    assert now[TITLES[1]]["id"] == hidden["id"]
    again = lloket(tmp_path, "undo", "1")
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert lloket(tmp_path, "hide", "nobody").returncode == 2
    assert lloket(tmp_path, "correct", priced["id"], "price", "duur").returncode == 2
