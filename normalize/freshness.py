"""How far a record can be trusted today: one status, with the words or the response that led to it.

The first of these that holds is the status:

1. `withdrawn`: the page answers 404 or 410 (`page_gone`), leads to a list or the home page (`page_redirected`), says
   with status 200 that it is not there (`page_says_not_found`) or that the course is no longer given
   (`withdrawn_notice`); or several good crawls in a row did not find it (`not_found_for_long`);
2. `missing`: the last good crawl did not find the page (`not_found_at_last_crawl`);
3. `conflicting`: the page contradicts itself (any reason `conflict_…` that reading left);
4. `current`: a run still to come or in progress, or a start on request or at any time. Where no run can be joined any
   more, the reason says why: every run has begun (`in_progress`), is full (`full`), or takes no more enrolments
   (`enrolment_closed`). Where one can and begins within two weeks, it says so (`starting_soon`);
5. `expired`: every run is past or cancelled (`all_runs_past`, `all_runs_cancelled`);
6. `undated`: no dates on the page. Its address or title may name a year that is past (`past_year`), or the page may
   have stayed the same for very long (`unchanged_for_long`).

A link that is watched and was dead at every look for days is told beside whatever else holds (`dead_link`), unless the
page itself is gone.

A run whose day is known without its year says nothing about today: it is neither past nor to come.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from normalize.course import Course, Freshness, Reason, Session

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
"""The zone in which a run's last day ends."""
SEASON_ENDS = {21: (5, 31), 22: (8, 31), 23: (11, 30), 24: (2, 28)}
"""EDTF season (spring 21 … winter 24) to month and day of its last day; winter ends in the next year."""
MISSED = 3
"""So many good crawls in a row that do not find a page make it withdrawn."""
LONG = timedelta(days=730)
"""A page without dates that did not change for so long is worth a look."""
SOON = timedelta(days=14)
"""A run that can be joined and begins within this time starts soon."""
TEXT_CHARS = 300
"""The longest words a reason carries."""

_YEAR = re.compile(r"(?<![\d.€])20[012]\d(?![\d.])")
_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](.{1,40}))?)?)?")


class PageState(msgspec.Struct, kw_only=True, frozen=True):
    """What the crawls know of a record's page."""

    found: Literal["seen", "missing", "gone"] = "seen"
    """Seen at the last good crawl; missing there; gone: it answered 404 or 410."""
    status: int | None = None
    """HTTP status of the last answer, where it is gone."""
    why: str | None = None
    """What else says that it is gone, in words."""
    missed: int = 0
    """Good crawls in a row that did not find it."""
    first_seen: str | None = None
    """ISO 8601 date on which a crawl first found it."""
    last_seen: str | None = None
    """ISO 8601 date on which a crawl last found it."""
    last_changed: str | None = None
    """ISO 8601 date on which its content last changed."""
    dead_links: tuple[str, ...] = ()
    """Its own page or its enrolment link, each with what the last looks of some days gave, in words."""


def judge(course: Course, *, today: date, state: PageState) -> Freshness:
    """Return the record's freshness on the given day; never raises on what a page holds.

    Reasons that reading left on the record serve `withdrawn` and `conflicting` and are kept only there.
    """
    status, reasons = _verdict(course, today, state)
    if status not in ("withdrawn", "missing"):
        reasons = [*reasons, *(Reason(code="dead_link", text=words[:TEXT_CHARS]) for words in state.dead_links)]
    return Freshness(
        status=status,
        reasons=reasons,
        first_seen=state.first_seen,
        last_seen=state.last_seen,
        last_changed=state.last_changed,
    )


Verdict = tuple[Literal["current", "undated", "expired", "withdrawn", "missing", "conflicting"], list[Reason]]


def _verdict(course: Course, today: date, state: PageState) -> Verdict:
    notices = [reason for reason in course.freshness.reasons if reason.code == "withdrawn_notice"]
    if state.found == "gone":
        return "withdrawn", [_gone(state), *notices]
    if notices:
        return "withdrawn", notices
    if state.found == "missing":
        seen = f"last seen {state.last_seen}" if state.last_seen else ""
        if state.missed >= MISSED:
            return "withdrawn", [Reason(code="not_found_for_long", text=f"{state.missed} crawls, {seen}")]
        return "missing", [Reason(code="not_found_at_last_crawl", text=seen)]
    conflicts = [reason for reason in course.freshness.reasons if reason.code.startswith("conflict_")]
    if conflicts:
        return "conflicting", conflicts
    return _by_dates(course, today, state)


def _gone(state: PageState) -> Reason:
    if state.why is None:
        return Reason(code="page_gone", text=f"HTTP {state.status}" if state.status is not None else "")
    return Reason(code="page_redirected" if state.why.startswith("leads to") else "page_says_not_found", text=state.why)


def _by_dates(course: Course, today: date, state: PageState) -> Verdict:
    given = [(run, last_day(run)) for run in course.sessions]
    dated = [(run, day) for run, day in given if day is not None]
    standing = [(run, day) for run, day in dated if run.status != "cancelled"]
    if course.start in ("on_request", "any_time"):
        return "current", []
    if ahead := [run for run, day in standing if day >= today]:
        return "current", _closed(ahead, today) or _soon(ahead, today)
    if not dated or len(dated) < len(given):
        return "undated", list(_doubts(course, today, state))
    if not standing:
        last, _ = max(dated, key=lambda pair: pair[1])
        return "expired", [Reason(code="all_runs_cancelled", text=_words(last))]
    last, _ = max(standing, key=lambda pair: pair[1])
    return "expired", [Reason(code="all_runs_past", text=_words(last))]


def _closed(ahead: Sequence[Session], today: date) -> list[Reason]:
    """Return why none of the runs that are not past can be joined; [] where one can."""
    codes = [_closed_by(run, today) for run in ahead]
    return [] if None in codes else [Reason(code=code, text=_words(ahead[0])) for code in codes[:1] if code]


def _soon(ahead: Sequence[Session], today: date) -> list[Reason]:
    """Return that the first run that can be joined begins soon; [] where it does not."""
    begins = [(day, run) for run in ahead if _closed_by(run, today) is None and (day := _exact(run.start))]
    first = min(begins, key=lambda pair: pair[0], default=None)
    soon = first is not None and first[0] - today <= SOON
    return [Reason(code="starting_soon", text=_words(first[1]))] if first is not None and soon else []


def _closed_by(run: Session, today: date) -> str | None:
    begin = _exact(run.start)
    if begin is not None and begin < today:
        return "in_progress"
    if run.status == "full":
        return "full"
    until = _exact(run.enrol_until)
    return "enrolment_closed" if until is not None and until < today else None


def _doubts(course: Course, today: date, state: PageState) -> Iterator[Reason]:
    """Yield what speaks against a page without dates."""
    path = urlsplit(course.url[:2000]).path
    for words in (course.title, *(source.title for source in course.sources), path):
        years = [int(year) for year in _YEAR.findall(words[:2000])]
        if years and max(years) < today.year:
            yield Reason(code="past_year", text=words[:TEXT_CHARS])
            break
    changed = _exact(state.last_changed)
    if changed is not None and today - changed >= LONG:
        yield Reason(code="unchanged_for_long", text=f"since {changed.isoformat()}")


def _exact(text: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date-time; None for anything less exact."""
    found = _SHAPE.fullmatch(text or "")
    return end_of(text) if text and found and found[3] else None


def _words(run: Session) -> str:
    words = run.text or " - ".join(part for part in (run.start, run.end) if part)
    return words[:TEXT_CHARS]


def last_day(run: Session) -> date | None:
    """Return the last day on which the run can still be going on; None where it can't be known.

    The latest of its end, its start and its meeting days, each taken at its own precision.
    """
    days = [end_of(text) for text in (run.end, run.start, *(day.date for day in run.days)) if text]
    return max((day for day in days if day is not None), default=None)


def end_of(text: str) -> date | None:
    """Return the last day of an ISO 8601 date or date-time, a month, an EDTF season or a year.

    None for anything else, also for a day that no calendar has.
    """
    found = _SHAPE.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 12), int(found[3] or 0)
    try:
        if found[4]:
            moment = datetime.fromisoformat(text)
            return moment.astimezone(AMSTERDAM).date() if moment.tzinfo else moment.date()
        if day:
            return date(year, month, day)
        if month in SEASON_ENDS:
            month, day = SEASON_ENDS[month]
            year += month == 2
        return date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, OverflowError):  # no such day, or one beyond the calendar
        return None
