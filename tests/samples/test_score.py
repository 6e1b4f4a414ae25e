"""The score of the sample sites: perfect for the truth itself, and able to see each kind of fault."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from samples.facts import load, names
from samples.score import score
from samples.truth import Truth, records

TODAY = date(2026, 11, 22)


@pytest.fixture
def truth() -> list[Truth]:
    return records([load(n, TODAY) for n in names()], {n: f"http://{n}.example" for n in names()}, TODAY)


def published(truth: list[Truth]) -> list[dict[str, Any]]:
    """What a perfect program would publish."""
    found = {}
    for record in copy.deepcopy(truth):
        if not record["duplicate_of"]:
            found[record["key"]] = record | {"sources": [{"url": record["url"], "title": record["title"]}]}
    for record in copy.deepcopy(truth):
        if record["duplicate_of"]:
            main = found[record["duplicate_of"]]
            main["sources"].append({"url": record["url"], "title": record["title"]})
            main["sessions"] += record["sessions"]
            for field in ("audience", "entry_requirements", "price", "duration"):
                main[field] = main[field] or record[field]
    return list(found.values())


def test_the_truth_scores_full_marks(truth: list[Truth]) -> None:
    result = score(published(truth), truth)
    assert result.misses == []
    assert result.found == result.offers == len([t for t in truth if not t["duplicate_of"]])
    assert result.joined == result.joins == len([t for t in truth if t["duplicate_of"]])
    assert result.share == 1


def lose(courses: list[dict[str, Any]]) -> None:
    courses.pop()


def invent(courses: list[dict[str, Any]]) -> None:
    courses.append(courses[0] | {"url": "http://zwaluwhof.example/contact/", "title": "Contact", "sources": []})


def join(courses: list[dict[str, Any]]) -> None:
    courses[0]["sources"] += courses.pop()["sources"]


def split(courses: list[dict[str, Any]]) -> None:
    course = next(c for c in courses if c["key"] == "duinvliet/leiderschap-in-beweging")
    courses.append(course | {"sources": [course["sources"].pop()], "url": "http://duinvliet.example/nergens"})
    courses[-1]["url"] = courses[-1]["sources"][0]["url"]


def change(field: str, value: object) -> Callable[[list[dict[str, Any]]], None]:
    def fault(courses: list[dict[str, Any]]) -> None:
        next(c for c in courses if c["key"] == "zwaluwhof/gmp-basis")[field] = value

    return fault


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (lose, "not found: zwaluwhof/"),
        (invent, "no course: http://zwaluwhof.example/contact/"),
        (join, "wrongly joined: "),
        (split, "not joined: duinvliet/leadership-in-motion with duinvliet/leiderschap-in-beweging"),
        (change("price", None), "price of zwaluwhof/gmp-basis"),
        (change("price", {"amount": 514.25, "currency": "EUR", "vat": "excluded"}), "price of zwaluwhof/gmp-basis"),
        (change("duration", {"value": 2, "unit": "day"}), "duration of zwaluwhof/gmp-basis"),
        (change("sessions", []), "dates of zwaluwhof/gmp-basis"),
        (change("audience", "iedereen"), "audience of zwaluwhof/gmp-basis"),
        (change("entry_requirements", None), "entry_requirements of zwaluwhof/gmp-basis"),
        (change("provider", {"id": "x", "name": "Een ander"}), "organisation of zwaluwhof/gmp-basis"),
        (change("freshness", {"status": "expired"}), "freshness of zwaluwhof/gmp-basis"),
    ],
)
def test_each_fault_is_seen(fault: Callable[[list[dict[str, Any]]], None], words: str, truth: list[Truth]) -> None:
    courses = published(truth)
    fault(courses)
    misses = score(courses, truth).misses
    assert any(miss.startswith(words) for miss in misses)


def test_half_days_make_days(truth: list[Truth]) -> None:
    courses = published(truth)
    change("duration", {"value": 2, "unit": "half_day"})(courses)
    assert score(courses, truth).misses == []


def test_what_the_sites_hold(truth: list[Truth]) -> None:
    """The counts that the README and the issue speak of."""
    offers = [t for t in truth if not t["duplicate_of"]]
    assert 115 <= len(offers) <= 130
    statuses = {t["freshness"]["status"] for t in truth}
    assert statuses == {"current", "undated", "expired", "withdrawn", "conflicting"}
    across = [t for t in truth if t["duplicate_of"] and not t["duplicate_of"].startswith(t["site"])]
    assert len(across) >= 6
    assert sum(len(t["apart"]) for t in truth) >= 12
