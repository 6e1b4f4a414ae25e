"""A run beyond its bounds changes nothing that is published until a person accepts it."""

import json
from pathlib import Path
from typing import Any

import pytest

from store import Store
from tests.pipeline.conftest import COURSE, TITLES, Site, complaints, courses, entry, lloket

FAULTS: dict[str, tuple[dict[str, Any], str, dict[str, int]]] = {
    "an empty list": ({"titles": []}, "held: list_emptied: found no courses where 6 were known", {"missing": 6}),
    "a maintenance page with status 200": ({"closed": True}, "held: maintenance: found no courses", {"missing": 6}),
    "half of its pages": ({"titles": TITLES[:3]}, "held: collapsed: 3 of the 6 known", {"missing": 3, "current": 3}),
    "pages without prices": (
        {"course": COURSE.replace("<dt>Prijs</dt><dd>€ 450,- excl. btw</dd>", "")},
        "held: fields_lost: price fell from 100% to 0% of 6 courses", {"current": 6}),
}  # fmt: skip


def states(cwd: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for course in courses(cwd):
        found[course["freshness"]["status"]] = found.get(course["freshness"]["status"], 0) + 1
    return found


@pytest.mark.parametrize(("faults", "words", "after"), FAULTS.values(), ids=FAULTS)
def test_held_back_named_nothing_lost_and_published_after_accept(
    address: str, tmp_path: Path, faults: dict[str, Any], words: str, after: dict[str, int]
) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    assert lloket(tmp_path, "refresh", "--today", "2026-11-22").returncode == 0
    before = courses(tmp_path)
    for name, value in faults.items():
        setattr(Site, name, value)
    done = lloket(tmp_path, "refresh", "--today", "2026-11-23")
    assert done.returncode == 1
    assert complaints(done)["good"].startswith(words)
    assert done.stderr.count("lloket: ") == 1
    assert courses(tmp_path) == before
    assert lloket(tmp_path, "read", "--today", "2026-11-23").returncode == 0  # the pages held back are not read
    assert courses(tmp_path) == before
    (run,) = json.loads(lloket(tmp_path, "runs", "list", "--limit", "2", "--json").stdout)[1:]
    assert run["state"] == "held"
    accepted = lloket(tmp_path, "runs", "accept", "good", "--who", "Anna", "--why", "klopt", "--today", "2026-11-23")
    assert accepted.returncode == 0, accepted.stderr
    assert states(tmp_path) == after
    if "course" in faults:
        assert {course["price"] is None for course in courses(tmp_path)} == {True}
    with Store.open(f"sqlite:///{tmp_path}/data/lloket.db") as store:
        assert store.check_integrity() == []
        (decision,) = store.decisions("accept")
        assert (decision.who, decision.why, decision.subject) == ("Anna", "klopt", run["id"])
    assert lloket(tmp_path, "refresh", "--today", "2026-11-24").returncode == 0  # the new state is what is known now


def test_rejected_it_leaves_no_trace_and_the_site_may_come_back(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    assert lloket(tmp_path, "refresh", "--today", "2026-11-22").returncode == 0
    before = courses(tmp_path)
    Site.closed = True
    assert lloket(tmp_path, "refresh", "--today", "2026-11-23").returncode == 1
    assert lloket(tmp_path, "runs", "reject", "good").returncode == 0
    again = lloket(tmp_path, "runs", "accept", "good")
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert courses(tmp_path) == before
    Site.closed = False
    assert lloket(tmp_path, "refresh", "--today", "2026-11-22").returncode == 0
    assert courses(tmp_path) == before


def test_a_later_good_run_takes_the_place_of_what_waits(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    assert lloket(tmp_path, "refresh").returncode == 0
    Site.titles = []
    assert lloket(tmp_path, "refresh").returncode == 1
    Site.titles = list(TITLES)
    assert lloket(tmp_path, "refresh").returncode == 0
    assert lloket(tmp_path, "runs", "accept", "good").returncode == 2


def test_a_first_run_waits_where_the_registry_asks_for_review(address: str, tmp_path: Path) -> None:
    more = "private_network = true\nreview = true"
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/", more))
    done = lloket(tmp_path, "refresh")
    assert (done.returncode, complaints(done)["good"].partition(":")[0]) == (1, "held")
    assert courses(tmp_path) == []
    assert lloket(tmp_path, "runs", "accept", "good").returncode == 0
    assert len(courses(tmp_path)) == len(TITLES)
    assert lloket(tmp_path, "refresh").returncode == 0
