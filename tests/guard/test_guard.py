"""The guard as a table: what was known, what was found, and the verdict with its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from normalize.course import Course, Organisation, Price, Session
from normalize.guard import Findings, Profile, Verdict, judge_run
from spiders.registry import Provider

SCHOOL = Provider(id="school", name="School", website="https://school.example/")
GOOD = Verdict("good")


def course(number: int, **fields: Any) -> Course:
    values: dict[str, Any] = {
        "url": f"https://school.example/{number}", "title": f"Cursus {number}",
        "provider": Organisation(id="school", name="School"), "price": Price(amount=100 + number),
        "description": f"Over {number}", "sessions": [Session(start=f"2027-03-{number % 27 + 1:02}")],
    }  # fmt: skip
    return Course(**(values | fields))


def some(numbers: Iterable[int], **fields: Any) -> dict[str, Course]:
    return {one.url: one for one in (course(number, **fields) for number in numbers)}


def findings(
    courses: dict[str, Course], pages: int = 50, notices: tuple[str, ...] = (), gone: Iterable[int] = ()
) -> Findings:
    named = {f"https://school.example/{number}": 404 for number in gone}
    return Findings(courses=courses, pages=pages, notices=notices, gone=named)


KNOWN = some(range(40))
PAST = [findings(KNOWN).profile(KNOWN)]
CLOSED = ("Onderhoud",)


def dearer(factor: float) -> dict[str, Course]:
    return {url: course(n, price=Price(amount=(100 + n) * factor)) for n, url in enumerate(KNOWN)}


def later(days: int) -> dict[str, Course]:
    return some(range(27)) | {
        f"https://school.example/{n}": course(n, sessions=[Session(start=f"2027-05-{n % 27 + 1 + days:02}")])
        for n in range(40)
    }


MAY = {
    f"https://school.example/{n}": course(n, sessions=[Session(start=f"2027-05-{n % 27 + 1:02}")]) for n in range(40)
}
CASES: list[tuple[str, Findings, dict[str, Course], str, str | None, str]] = [
    ("all as it was", findings(KNOWN), KNOWN, "good", None, ""),
    ("the first run", findings(KNOWN), {}, "good", None, ""),
    ("nothing the first time", findings({}), {}, "good", None, ""),
    ("the list emptied", findings({}), KNOWN, "held", "list_emptied", "no courses where 40 were known, on 50 pages"),
    ("closed", findings({}, 1, CLOSED), KNOWN, "held", "maintenance", '1 pages say "Onderhoud"'),
    ("half of its pages", findings(some(range(20)), 25), KNOWN, "held", "collapsed", "20 of the 40 known courses"),
    ("a quarter", findings(some(range(30))), KNOWN, "held", "collapsed", "10 of the 40 known courses were not found"),
    ("an eighth", findings(some(range(35))), KNOWN, "good", None, ""),
    ("a quarter that is gone", findings(some(range(30)), gone=range(30, 40)),
     KNOWN, "held", "collapsed", "10 of the 40"),
    ("the only course is gone", findings({}, gone=[0]), some([0]), "good", None, ""),
    ("the only course is not found", findings({}), some([0]), "held", "list_emptied", "where 1 were known"),
    ("without prices", findings(some(range(40), price=None)), KNOWN, "held", "fields_lost",
     "price fell from 100% to 0% of 40 courses"),
    ("two without prices", findings(KNOWN | some(range(2), price=None)), KNOWN, "good", None, ""),
    ("without dates and text", findings(some(range(40), sessions=[], description=None)), KNOWN, "held", "fields_lost",
     "description fell from 100% to 0%, dates fell"),
    ("every page has the same title", findings(some(range(40), title="Cookies", description="Accepteer")), KNOWN,
     "held", "all_alike", "100% of the 40 courses"),
    ("a new title for all", findings({u: course(n, title=f"Les {n}") for n, u in enumerate(KNOWN)}), KNOWN,
     "held", "all_changed", "40 of 40 titles changed at once, such as 'Cursus 0' to 'Les 0'"),
    ("a new price list", findings(dearer(1.05)), KNOWN, "good", None, ""),
    ("cents taken for euros", findings(dearer(100)), KNOWN, "held", "all_changed", "by a factor of 100.00"),
    ("all a day later", findings(later(1)), MAY, "held", "all_changed", "the dates of 40 courses all moved by +1 days"),
    ("a new season", findings(MAY), KNOWN, "good", None, ""),
    ("ten more", findings(some(range(50))), KNOWN, "good", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "known", "state", "cause", "words"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_verdict(found: Findings, known: dict[str, Course], state: str, cause: str | None, words: str) -> None:
    past = [findings(known).profile(known)] if known else []
    verdict = judge_run(GOOD, found, known, past, SCHOOL)
    assert (verdict.state, verdict.cause) == (state, cause), verdict
    assert words in (verdict.detail or "")


def test_what_a_crawl_says_of_itself_stands() -> None:
    failed, half = Verdict("failed", "host_down", "x"), Verdict("incomplete", "pages_failed", "y")
    assert judge_run(failed, findings({}), KNOWN, PAST, SCHOOL) == failed
    assert judge_run(half, findings(some(range(10))), KNOWN, PAST, SCHOOL) == half
    unpriced = judge_run(half, findings(some(range(40), price=None)), KNOWN, PAST, SCHOOL)
    assert (unpriced.state, unpriced.cause) == ("held", "fields_lost")


def test_a_provider_that_always_swings_may_swing() -> None:
    swinging = [Profile(pages=50, failed=0, courses=40, filled={"price": 0.3}, alike=0.0, vanished=0.4), *PAST]
    found = findings(some(range(26)) | some(range(10), price=None))
    assert judge_run(GOOD, found, KNOWN, PAST, SCHOOL).state == "held"
    assert judge_run(GOOD, found, KNOWN, swinging, SCHOOL).state == "good"


def test_a_slow_drain_is_seen_against_the_best_of_the_last_runs() -> None:
    known = some(range(18))
    verdict = judge_run(GOOD, findings(some(range(17))), known, [findings(known).profile(known), *PAST], SCHOOL)
    assert (verdict.state, verdict.cause) == ("held", "collapsed")
    assert "one of the last 2 runs found 40" in (verdict.detail or "")


def test_the_floors_of_the_registry() -> None:
    floor, asking = replace(SCHOOL, min_courses=10), replace(SCHOOL, review=True)
    assert judge_run(GOOD, findings(some(range(9))), {}, [], floor).cause == "too_few"
    assert judge_run(GOOD, findings(some(range(10))), {}, [], floor).state == "good"
    assert judge_run(GOOD, findings(KNOWN), {}, [], asking).cause == "review"
    assert judge_run(GOOD, findings(KNOWN), KNOWN, PAST, asking).state == "good"
