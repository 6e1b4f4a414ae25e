"""Freshness as tables: runs and pages on one side, status, code and words on the other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.course import Course, Freshness, Organisation, Reason, Session, SessionStatus, Start
from normalize.freshness import PageState, end_of, judge

TODAY = date(2027, 4, 1)
ENDS = [
    ("2027-03", date(2027, 3, 31)),
    ("2028-02", date(2028, 2, 29)),
    ("2027-21", date(2027, 5, 31)),
    ("2027-22", date(2027, 8, 31)),
    ("2027-23", date(2027, 11, 30)),
    ("2027-24", date(2028, 2, 29)),
    ("2027", date(2027, 12, 31)),
    ("2027-03-15", date(2027, 3, 15)),
    ("2027-03-15T09:00:00+01:00", date(2027, 3, 15)),
    ("2027-03-15T23:30:00+00:00", date(2027, 3, 16)),
    ("2027-03-15T09:00", date(2027, 3, 15)),
    ("2027-02-30", None),
    ("2027-13", None),
    ("2027-25", None),
    ("0000", None),
    ("9999-24", None),
    ("9999-12-31T23:59:00-10:00", None),
    ("8 september", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "day"), ENDS)
def test_end_of(text: str, day: date | None) -> None:
    assert end_of(text) == day


def course(
    *runs: Session,
    start: Start = "dated",
    reasons: tuple[Reason, ...] = (),
    url: str = "https://lab.example/c",
    title: str = "Celkweek",
) -> Course:
    return Course(
        url=url,
        title=title,
        provider=Organisation(id="lab", name="Lab"),
        sessions=list(runs),
        start=start,
        freshness=Freshness(reasons=list(reasons)),
    )


def run(start: str | None, end: str | None = None, text: str = "", status: SessionStatus | None = None) -> Session:
    return Session(start=start, end=end, text=text, status=status)


SEEN = PageState(found="seen", first_seen="2026-01-02", last_seen="2027-03-31", last_changed="2026-05-05")
MISSING = PageState(found="missing", last_seen="2027-03-20")
NOTICE = Reason(code="withdrawn_notice", text="wordt niet meer aangeboden")
CLASH = Reason(code="conflict_price", text="€ 100 / € 120")
OPEN_NOTE = Reason(code="year_in_path", text="/2019/")
PAST = run("2026-11-03", "2026-11-05", "3 t/m 5 november 2026")
EARLIER = run("2025-11-03", None, "3 november 2025")
TO_COME = run("2027-06-01", None, "1 juni 2027")
BUSY = run("2027-03-30", "2027-04-02")
FULL = run("2027-09-01", None, "1 sept", "full")
CLOSED = Session(start="2027-05-03", text="3 mei", enrol_until="2027-03-31")
CLOSES = Session(start="2027-05-03", text="3 mei", enrol_until="2027-04-01")
DEAD = PageState(dead_links=("https://lab.example/inschrijven: HTTP 404, 4 dagen sinds 2027-03-20",))
OLD = PageState(last_changed="2025-04-01")
CASES: list[tuple[str, Course, PageState, str, list[tuple[str, str]]]] = [
    ("to come", course(PAST, TO_COME), SEEN, "current", []),
    ("in progress", course(BUSY), SEEN, "current", [("in_progress", "2027-03-30 - 2027-04-02")]),
    ("its last day is today", course(run("2027-03-01", "2027-04-01")), SEEN,
     "current", [("in_progress", "2027-03-01 - 2027-04-01")]),
    ("it begins today", course(run("2027-04-01")), SEEN, "current", [("starting_soon", "2027-04-01")]),
    ("it begins in two weeks", course(TO_COME, run("2027-04-15")), SEEN, "current", [("starting_soon", "2027-04-15")]),
    ("it begins in two weeks and a day", course(run("2027-04-16")), SEEN, "current", []),
    ("it begins some day of this month", course(run("2027-04")), SEEN, "current", []),
    ("the one that begins soon is full", course(run("2027-04-08", status="full"), TO_COME), SEEN, "current", []),
    ("cancelled soon", course(run("2027-04-08", status="cancelled"), TO_COME), SEEN, "current", []),
    ("soon, but on request too", course(run("2027-04-08"), start="on_request"), SEEN, "current", []),
    ("a dead link", course(start="on_request"), DEAD, "current", [("dead_link", DEAD.dead_links[0])]),
    ("a dead link of a page that is gone", course(), PageState(found="gone", status=404, dead_links=DEAD.dead_links),
     "withdrawn", [("page_gone", "HTTP 404")]),
    ("in progress, and one to come", course(BUSY, TO_COME), SEEN, "current", []),
    ("past", course(EARLIER, PAST), SEEN, "expired", [("all_runs_past", "3 t/m 5 november 2026")]),
    ("past in any order", course(PAST, EARLIER), SEEN, "expired", [("all_runs_past", "3 t/m 5 november 2026")]),
    ("past without words", course(run("2027-03")), SEEN, "expired", [("all_runs_past", "2027-03")]),
    ("spring is not over", course(run("2027-21")), SEEN, "current", []),
    ("winter is", course(run("2026-24")), SEEN, "expired", [("all_runs_past", "2026-24")]),
    ("this year", course(run("2027")), SEEN, "current", []),
    ("past but on request", course(PAST, start="on_request"), SEEN, "current", []),
    ("past but any time", course(PAST, start="any_time"), SEEN, "current", []),
    ("no dates", course(start="unknown"), SEEN, "undated", []),
    ("no year", course(run(None, None, "8 september")), SEEN, "undated", []),
    ("one past, one without year", course(PAST, run(None, None, "8 september")), SEEN, "undated", []),
    ("only a cancelled run to come", course(PAST, run("2027-09-01", None, "1 sept", "cancelled")), SEEN,
     "expired", [("all_runs_past", "3 t/m 5 november 2026")]),
    ("all cancelled", course(run("2027-09-01", None, "1 sept", "cancelled")), SEEN,
     "expired", [("all_runs_cancelled", "1 sept")]),
    ("full is current", course(run("2027-09-01", None, "1 sept", "full")), SEEN, "current", [("full", "1 sept")]),
    ("one full, one open", course(FULL, TO_COME), SEEN, "current", []),
    ("full, but on request too", course(FULL, start="on_request"), SEEN, "current", []),
    ("enrolment closed", course(CLOSED), SEEN, "current", [("enrolment_closed", "3 mei")]),
    ("enrolment closes today", course(CLOSES), SEEN, "current", []),
    ("an old year in its address", course(start="unknown", url="https://lab.example/2019/c"), SEEN,
     "undated", [("past_year", "/2019/c")]),
    ("an old year in its title", course(start="unknown", title="Celkweek 2025-2026"), SEEN,
     "undated", [("past_year", "Celkweek 2025-2026")]),
    ("this year in its title", course(start="unknown", title="Celkweek 2026-2027"), SEEN, "undated", []),
    ("an old year in a dated course", course(TO_COME, url="https://lab.example/2019/c"), SEEN, "current", []),
    ("unchanged for years", course(start="unknown"), OLD, "undated", [("unchanged_for_long", "since 2025-04-01")]),
    ("unchanged, but dated", course(TO_COME), OLD, "current", []),
    ("notice", course(TO_COME, reasons=(NOTICE,)), SEEN,
     "withdrawn", [("withdrawn_notice", "wordt niet meer aangeboden")]),
    ("gone", course(TO_COME), PageState(found="gone", status=410), "withdrawn", [("page_gone", "HTTP 410")]),
    ("gone before missing before conflicting", course(TO_COME, reasons=(CLASH,)), PageState(found="gone", status=404),
     "withdrawn", [("page_gone", "HTTP 404")]),
    ("missing", course(TO_COME, reasons=(CLASH,)), MISSING,
     "missing", [("not_found_at_last_crawl", "last seen 2027-03-20")]),
    ("missed twice", course(TO_COME), PageState(found="missing", missed=2, last_seen="2027-03-20"),
     "missing", [("not_found_at_last_crawl", "last seen 2027-03-20")]),
    ("missed three times", course(TO_COME), PageState(found="missing", missed=3, last_seen="2027-03-20"),
     "withdrawn", [("not_found_for_long", "3 crawls, last seen 2027-03-20")]),
    ("leads to a list", course(TO_COME), PageState(found="gone", why="leads to https://lab.example/"),
     "withdrawn", [("page_redirected", "leads to https://lab.example/")]),
    ("a soft 404", course(TO_COME), PageState(found="gone", why='says "Niet gevonden"'),
     "withdrawn", [("page_says_not_found", 'says "Niet gevonden"')]),
    ("a notice outlives the page", course(reasons=(NOTICE,)), MISSING,
     "withdrawn", [("withdrawn_notice", "wordt niet meer aangeboden")]),
    ("conflicting", course(PAST, reasons=(OPEN_NOTE, CLASH)), SEEN,
     "conflicting", [("conflict_price", "€ 100 / € 120")]),
    ("other reasons are no conflict", course(TO_COME, reasons=(OPEN_NOTE,)), SEEN, "current", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "state", "status", "reasons"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_judge(given: Course, state: PageState, status: str, reasons: list[tuple[str, str]]) -> None:
    verdict = judge(given, today=TODAY, state=state)
    assert (verdict.status, [(reason.code, reason.text) for reason in verdict.reasons]) == (status, reasons)


def test_days_come_from_the_state() -> None:
    verdict = judge(course(TO_COME), today=TODAY, state=SEEN)
    assert (verdict.first_seen, verdict.last_seen, verdict.last_changed) == ("2026-01-02", "2027-03-31", "2026-05-05")


anything = st.one_of(st.none(), st.text(max_size=30), st.dates().map(str), st.datetimes().map(str))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.builds(lambda a, b, c: Session(start=a, end=b, text=c), anything, anything, st.text(max_size=20))),
    st.sampled_from(["dated", "on_request", "any_time", "unknown"]),
    st.sampled_from(["seen", "missing", "gone"]),
    st.dates(),
)
def test_judge_never_raises(runs: list[Session], start: Any, found: Any, today: date) -> None:
    verdict = judge(course(*runs, start=start), today=today, state=PageState(found=found))
    assert verdict.status in ("current", "undated", "expired", "withdrawn", "missing")
    assert verdict.reasons or verdict.status in ("current", "undated")
