"""Dates and times of a course's runs, from words.

The text is cut into items (`date_items`), each gets a year where there is evidence for one
(`date_years`), what it is for (`date_units`),
and they are put together to runs (`date_runs`). What is one run and what are several:

- a range is one run;
- days that share one month word ("9, 16 en 23 mei"), days that follow each other on the calendar, and
  three or more in one list that are a week or two apart, are days of one run; such a run goes on in the next month
  where its pace does;
- where the text names parts ("dag 1", "Block A", "lesdagen"), all its days are days of one run;
- anything else is a run of its own: dates each with their own month, alternatives ("of"), lines, and
  whatever a text calls start dates.

A quarter is kept as the range of its months (precision month). An academic year is the two years it spans.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise

import msgspec

from normalize.course import Day, Session, Start
from normalize.values.alternatives import asked
from normalize.values.date_atoms import Item
from normalize.values.date_items import find_items, slashed
from normalize.values.date_runs import make_sessions
from normalize.values.date_times import attach_times, join_times
from normalize.values.date_units import Unit, find_units
from normalize.values.date_words import BESIDE_DATES, RECURRING, TO_BE_ANNOUNCED, WEEKDAYS
from normalize.values.date_years import settle_years
from normalize.values.moments import AMSTERDAM, moment_of
from normalize.values.start_words import ANY_TIME, NO_START, ON_REQUEST
from normalize.values.times import find_times
from normalize.values.words import REMEMBERED, fold, plain

_ANY_TIME = asked(ANY_TIME)
_MOMENT = (
    r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_MOMENTS = re.compile(rf"{_MOMENT}(?:\s*(?:/|--|\s-\s)\s*{_MOMENT})?|20[0-9]{{6}}")

_EXCEPTED = re.compile(
    r"[(](?:niet op|niet in|behalve|m\.?u\.?v|uitgezonderd|met uitzondering van|except|not on|geen les|no class)\b"
    r"[^()]{0,120}[)]"
)
"""What brackets except."""


class Dates(msgspec.Struct, kw_only=True):
    """What a text says about when a course is given."""

    sessions: list[Session] = []
    """Each run, in the order of the text."""
    start: Start = "unknown"
    """dated; on_request; any_time; unknown."""
    enrol_until: str | None = None
    """ISO 8601 date: last day to enrol for all the runs, the latest of several; a lone run holds it too."""
    notes: list[str] = []
    """Codes: `year_missing`, `year_from_context`, `year_from_weekday`, `weekday_mismatch`,
    `end_before_start`, `announced_count_differs`, `invalid_date`, `recurring`, `to_be_announced`."""
    times: tuple[str, str | None] | None = None
    """Times of day (HH:MM) in a text that names no date: of use to who found the date elsewhere."""


def read_dates(text: str, *, year: int | None = None, seen: date | None = None) -> Dates:
    """Read the runs that a text names.

    `year` is one that stands in the label, the heading or the sentence before. `seen` is the day the
    page was fetched, used only to choose between years that a weekday fits. Deadlines, publication
    and law dates are no runs. A day without a year has no `start`; its words are in `text`.
    """
    read = _read(fold(text), year, seen)
    fresh = [msgspec.structs.replace(session, days=[*session.days]) for session in read.sessions]
    return msgspec.structs.replace(read, sessions=fresh, notes=[*read.notes])


@lru_cache(maxsize=REMEMBERED)
def _read(literal: str, year: int | None, seen: date | None) -> Dates:
    moments = _MOMENTS.fullmatch(literal)
    folded = _local(moments) if moments else literal
    words = slashed(plain(folded))
    if "(" in words:
        words = _EXCEPTED.sub(lambda found: " " * len(found[0]), words)
    times = find_times(words)
    found = find_items(folded, words, times)
    items = _valid(found)
    notes = settle_years(items, year, seen)
    items = _valid(items)
    if len(items) < len(found):
        notes.append("invalid_date")
    used = attach_times(items, times, words)
    units = find_units(items, words)
    sessions = make_sessions(units, folded, words, notes)
    _close(units)
    if moments:
        for session in sessions:
            session.text = literal
    enrol_until = _enrol(units, sessions, words, notes)
    if any(session.start is None for session in sessions):
        notes.append("year_missing")
    if RECURRING.search(words):
        notes.append("recurring")
    if TO_BE_ANNOUNCED.search(words) and not sessions:
        notes.append("to_be_announced")
    left = [one for one in times if one not in used and not one.seconds]
    if len(left) == 2 and not items and (whole := join_times(left[0], left[1], words)) is not left[0]:
        left = [whole]
    return Dates(
        sessions=sessions,
        start="dated" if sessions else _start(words),
        enrol_until=enrol_until,
        notes=list(dict.fromkeys(notes)),
        times=(left[0].start, left[0].end) if len(left) == 1 and not items else None,
    )


@lru_cache(maxsize=REMEMBERED)
def read_times(text: str) -> tuple[str, str | None] | None:
    """Read the time of day of a text that names no date; None where it names a date, no time, or several."""
    times = find_times(plain(fold(text)))
    if not _MOMENTS.fullmatch(fold(text)) and sum(not one.seconds for one in times) not in (1, 2):
        return None
    return read_dates(text).times


@lru_cache(maxsize=REMEMBERED)
def left_over(text: str) -> tuple[str, ...] | None:
    """Return the words of a short text that name no day and no time of day; None where it names no date."""
    folded = fold(text, 200)
    words = plain(folded)
    times = find_times(words)
    items = find_items(folded, words, times)
    if not items:
        return None
    for at, end in [(item.at, item.end) for item in items] + [(one.at, one.end_at) for one in times]:
        words = words[:at] + " " * (end - at) + words[end:]
    named = re.findall(r"[a-z0-9]+", words)
    return tuple(word for word in named if word not in BESIDE_DATES and word not in WEEKDAYS)


def _valid(items: list[Item]) -> list[Item]:
    """Leave out the days that the calendar lacks, with the end of a range that began on one."""
    kept: list[Item] = []
    began = True
    for item in items:
        if item.valid() and (began or item.link != "range"):
            kept.append(item)
        began = item.valid()
    return kept


def _local(moments: re.Match[str]) -> str:
    """Write one or two ISO 8601 moments as dates with Dutch clock times; midnight is no time but the want of one."""
    parts = []
    for one in re.split(r"\s*(?:/|--|\s-\s)\s*", moments[0]):
        try:
            at = datetime.fromisoformat(one.replace(" ", "T"))
            at = at.astimezone(AMSTERDAM) if at.tzinfo else at
        except (ValueError, OverflowError):
            return moments[0]
        if len(one) > 8 and re.search(r"[T ]00:00", one):
            parts.append(one[:10])
        else:
            parts.append(at.strftime("%Y-%m-%d" if at.hour == at.minute == 0 else "%Y-%m-%d %H:%M"))
    return " - ".join(parts)


def _start(words: str) -> Start:
    """Tell how a course without dates starts."""
    if _ANY_TIME.search(words):
        return "any_time"
    for match in ON_REQUEST.finditer(words):
        if not NO_START.search(words[max(0, match.start() - 40) : match.start()]):
            return "on_request"
    return "unknown"


def _close(units: list[Unit]) -> None:
    """Give the run before it the end that a date names ("start in oktober 2027, afsluiting in juni 2028")."""
    for before, unit in pairwise(units):
        session = before.session
        if unit.role != "end" or session is None or session.start is None:
            continue
        last = unit.last.date()
        if session.days and last is not None and last.isoformat() > session.days[-1].date:
            session.days = [*session.days, Day(date=last.isoformat())]  # "dag 1 …, dag 2 …, slotdag …"
            session.end = last.isoformat()
        if session.end is not None:
            if last and "T" in session.end and session.start[:10] == session.end[:10] < last.isoformat():
                session.end = moment_of(last.isoformat(), session.end[11:16])  # the times of each meeting
            continue
        if unit.last.kind == before.first.kind and unit.last.kind in ("day", "month") and unit.last.year is not None:
            end = f"{unit.last.year}-{unit.last.month:02}" + (f"-{unit.last.day:02}" if unit.last.day else "")
            session.end = end if end > session.start[: len(end)] else None
            if session.end and last and unit.last.times and "T" in session.start:
                session.end = moment_of(last.isoformat(), unit.last.times.end or unit.last.times.start)


def _enrol(units: list[Unit], sessions: list[Session], words: str, notes: list[str]) -> str | None:
    """Give a last day to enrol to the run it stands behind, or return it where it is of all."""
    closings = [(position, unit) for position, unit in enumerate(units) if unit.role == "enrol"]
    general: list[str] = []
    for position, unit in closings:
        before = next((other for other in reversed(units[:position]) if other.role == "course"), None)
        nearest = before or next((other for other in units[position:] if other.role == "course"), None)
        if (unit.last.year is None or unit.last.carried) and nearest and nearest.first.year is not None:
            unit.last.year = nearest.first.year - (unit.last.order() > nearest.first.order())
            notes.append("year_from_context")
        day = unit.last.date()
        if day is None:
            continue
        same_line = before is not None and "\n" not in words[before.last.end : unit.first.at]
        alone = same_line and _runs_on_line(units, unit, words) == 1
        if before and before.session and (alone or len(closings) > 1) and len(sessions) > 1:
            before.session.enrol_until = day.isoformat()
        else:
            general.append(day.isoformat())
    if general and len(sessions) == 1:
        sessions[0].enrol_until = max(general)
    return max(general, default=None)


def _runs_on_line(units: list[Unit], unit: Unit, words: str) -> int:
    """Count the runs that stand on the same line."""
    start, end = words.rfind("\n", 0, unit.first.at), words.find("\n", unit.first.at)
    end = len(words) if end < 0 else end
    return sum(start < other.first.at < end and other.role == "course" for other in units)
