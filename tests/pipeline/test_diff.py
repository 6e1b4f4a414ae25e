"""What each run changed is told, also of a run that waits, and stays told."""

import json
from pathlib import Path
from typing import Any

from tests.pipeline.conftest import COURSE, TITLES, Site, entry, lloket


def diff(cwd: Path, *runs: str) -> list[tuple[str, str]]:
    done = lloket(cwd, "diff", *runs, "--json")
    assert done.returncode == 0, done.stderr
    (answer,) = json.loads(done.stdout)
    return [(one["kind"], one["title"]) for one in answer["differences"]]


def runs(cwd: Path) -> list[str]:
    told: list[dict[str, Any]] = json.loads(lloket(cwd, "runs", "list", "--json").stdout)
    return [run["id"] for run in told]


def test_nights_of_a_site(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    everything = sorted(("new", title) for title in TITLES)
    nights: list[tuple[dict[str, Any], int, list[tuple[str, str]]]] = [
        ({}, 0, everything),
        ({}, 0, []),
        ({"titles": TITLES[:5]}, 0, [("vanished", TITLES[5])]),
        ({"titles": [*TITLES, "Pipetteren"]}, 0, [("new", "Pipetteren"), ("returned", TITLES[5])]),
        (
            {"course": COURSE.replace("12 maart", "13 april")},
            0,
            sorted(("changed", t) for t in [*TITLES, "Pipetteren"]),
        ),
        ({"titles": TITLES[:2]}, 1, sorted(("vanished", t) for t in [*TITLES[2:], "Pipetteren"])),
    ]
    for number, (faults, status, expected) in enumerate(nights):
        for name, value in faults.items():
            setattr(Site, name, value)
        assert lloket(tmp_path, "refresh", "--today", f"2026-11-{number + 1:02}").returncode == status
        assert sorted(diff(tmp_path)) == expected
    held, april, back, lost, same, first = runs(tmp_path)
    assert diff(tmp_path, same) == []
    assert diff(tmp_path, lost) == [("vanished", TITLES[5])]
    assert sorted(diff(tmp_path, lost, back)) == [("new", "Pipetteren"), ("returned", TITLES[5])]
    assert sorted(diff(tmp_path, first, april)) == sorted(
        [("new", "Pipetteren"), *(("changed", title) for title in TITLES)]
    )
    assert lloket(tmp_path, "runs", "accept", held).returncode == 0
    assert sorted(diff(tmp_path, "good")) == sorted(("vanished", t) for t in [*TITLES[2:], "Pipetteren"])
    told = lloket(tmp_path, "diff", back, april, "--lang", "nl").stdout
    assert "Data: − 12 maart 2027; + 13 april 2027" in told
    assert lloket(tmp_path, "diff", "nobody").returncode == 2
