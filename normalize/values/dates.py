"""Dates and times of a course's runs, from words.

The text is cut into items (`date_items`), each gets a year where there is evidence for one
(`date_years`), and items are put together to runs here. What is one run and what are several:

- a range is one run;
- days that share one month word ("9, 16 en 23 mei"), and days that follow each other on the calendar,
  are days of one run;
- where the text names parts ("dag 1", "Block A", "lesdagen"), all its days are days of one run;
- anything else is a run of its own: dates each with their own month, alternatives ("of"), lines, and
  whatever a text calls start dates.

A quarter is kept as the range of its months (precision month). An academic year is the two years it spans.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from normalize.course import Day, Precision, Session, SessionStatus, Start
from normalize.values.date_items import Item, find_items
from normalize.values.date_words import (
    ANY_TIME,
    DEADLINE,
    EARLY,
    ENROL,
    LIMIT,
    NO_COURSE_AFTER,
    NO_COURSE_BEFORE,
    NO_START,
    ON_REQUEST,
    OPENS,
    PART,
    PARTS,
    RECURRING,
    STARTS,
    STATUSES,
    TO_BE_ANNOUNCED,
)
from normalize.values.date_years import settle_years
from normalize.values.times import Times, find_times
from normalize.values.words import NUMBERS, fold, plain, quote

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_STOP = re.compile(r"[;|•]|[.!?](?= )|(?<!:)\n")
_COUNT = re.compile(
    rf"\b([0-9]{{1,2}}|{'|'.join(NUMBERS)}) (?:\w+ )?(?:\w*dagen|\w*bijeenkomsten|days|sessions|meetings|\w*avonden)\b"
)


class Dates(msgspec.Struct, kw_only=True):
    """What a text says about when a course is given."""

    sessions: list[Session] = []
    """Each run, in the order of the text."""
    start: Start = "unknown"
    """dated; on_request; any_time; unknown."""
    enrol_until: str | None = None
    """ISO 8601 date: last day to enrol, where the text names one that is not of a single run."""
    notes: list[str] = []
    """Codes: `year_missing`, `year_from_context`, `year_from_weekday`, `weekday_mismatch`,
    `end_before_start`, `announced_count_differs`, `invalid_date`, `recurring`, `to_be_announced`."""
    times: tuple[str, str | None] | None = None
    """Times of day (HH:MM) in a text that names no date: of use to who found the date elsewhere."""


class _Unit(msgspec.Struct):
    """A day, or a range of days, with what its clause says of it."""

    first: Item
    last: Item
    role: str = "course"
    before: str = ""
    after: str = ""

    @property
    def ranged(self) -> bool:
        return self.first is not self.last


def read_dates(text: str, *, year: int | None = None, seen: date | None = None) -> Dates:
    """Read the runs that a text names.

    `year` is one that stands in the label, the heading or the sentence before. `seen` is the day the
    page was fetched, used only to choose between years that a weekday fits. Deadlines, publication
    and law dates are no runs. A day without a year has no `start`; its words are in `text`.
    """
    folded = fold(text)
    words = plain(folded)
    if re.fullmatch(r"20[0-9]{6}", words):
        folded = words = f"{words[:4]}-{words[4:6]}-{words[6:]}"
    times = find_times(words)
    items = find_items(folded, words, times)
    notes = [] if all(item.valid() for item in items) else ["invalid_date"]
    items = [item for item in items if item.valid()]
    notes += settle_years(items, year, seen)
    if not all(item.valid() for item in items):
        notes.append("invalid_date")
        items = [item for item in items if item.valid()]
    used = _attach_times(items, times, words)
    units = _units(_without_headings(items, words), words)
    _judge(units)
    sessions = _sessions([unit for unit in units if unit.role == "course"], folded, words, notes)
    enrol_until = _enrol(units, sessions)
    if RECURRING.search(words):
        notes.append("recurring")
    if not sessions and "year_missing" in notes:
        notes.remove("year_missing")
    start = _start(words, sessions, notes)
    alone = [found for found in times if found not in used and not found.seconds] if not sessions else []
    clock = (alone[0].start, alone[0].end) if len(alone) == 1 and not items else None
    return Dates(sessions=sessions, start=start, enrol_until=enrol_until, notes=list(dict.fromkeys(notes)), times=clock)


def _start(words: str, sessions: list[Session], notes: list[str]) -> Start:
    """Tell how the course starts."""
    if TO_BE_ANNOUNCED.search(words) and not sessions:
        notes.append("to_be_announced")
    if sessions:
        return "dated"
    if ANY_TIME.search(words):
        return "any_time"
    for match in ON_REQUEST.finditer(words):
        if not NO_START.search(words[max(0, match.start() - 40) : match.start()]):
            return "on_request"
    return "unknown"


def _attach_times(items: list[Item], times: list[Times], words: str) -> list[Times]:
    """Give each pair of times to the day before it, else to the one behind; return those that were given."""
    days = [item for item in items if item.kind == "day"]
    used: list[Times] = []
    for found in times:
        before = next((item for item in reversed(days) if item.end <= found.at), None)
        after = next((item for item in days if item.at >= found.end_at), None)
        if before and found.at - before.end <= 60:
            joined = before.times and re.fullmatch(
                r"[ ,]*(?:en|and|&|/)?[ ]*(?:van |from )?", words[before.times.end_at : found.at]
            )
            if before.times is None:
                before.times = found
            elif joined and before.times.end and found.end and found.start >= before.times.end:
                before.times = Times(before.times.at, found.end_at, before.times.start, found.end, before.times.seconds)
            used.append(found)
        elif (
            after
            and after.at - found.end_at <= 60
            and after.times is None
            and not _STOP.search(words, found.end_at, after.at)
        ):
            after.times = found
            used.append(found)
    return used


def _without_headings(items: list[Item], words: str) -> list[Item]:
    """Leave out what only heads the days below it, and bare years and seasons in running text."""
    days = [item for item in items if item.kind == "day"]
    kept = []
    for item in items:
        heads = any(day.month == item.month and day.year == item.year for day in days)
        if item.kind == "month" and heads:
            continue
        if item.kind in ("season", "quarter", "academic") and days:
            continue
        if item.kind == "season" and item.year is None and not _season_alone(item, words):
            continue
        if item.kind == "year" and not re.fullmatch(
            r"(?:\w+:? )?(?:(?:in|vanaf|from|start|begin|eind|end of) )?(?:19|20)[0-9]{2}\W*", words
        ):
            continue
        if item.kind == "academic" and not _academic_alone(item, words):
            continue
        kept.append(item)
    return kept


def _season_alone(item: Item, words: str) -> bool:
    before = words[max(0, item.at - 20) : item.at]
    return len(words) <= 30 or bool(
        re.search(r"\b(?:in (?:het|de|the)|start(?:s|datum)?:?|starts in|elke?|ieder|every) $", before)
    )


def _academic_alone(item: Item, words: str) -> bool:
    before = words[max(0, item.at - 30) : item.at]
    return not words[: item.at].strip() or bool(
        re.search(r"(?:jaar|year|seizoen|season|editie|edition|start\w*|in|vak|course|cursus)[: ]*$", before)
    )


def _units(items: list[Item], words: str) -> list[_Unit]:
    """Put the two ends of every range together, and cut out the clause around each."""
    units: list[_Unit] = []
    for item in items:
        if item.link == "range" and units and not units[-1].ranged and units[-1].last.kind != "year":
            units[-1].last = item
        else:
            units.append(_Unit(item, item))
    for position, unit in enumerate(units):
        left = units[position - 1].last.end if position else 0
        right = units[position + 1].first.at if position + 1 < len(units) else len(words)
        before = words[left : unit.first.at]
        stops = list(_STOP.finditer(before))
        unit.before = before[stops[-1].end() :] if stops else before
        unit.after = words[unit.last.end : min(right, unit.last.end + 100)]
    return units


def _judge(units: list[_Unit]) -> None:
    """Give each unit its role: course, enrol (last day to enrol) or other."""
    for position, unit in enumerate(units):
        before, after = unit.before, re.split(r"[;\n|]|[.!?] ", unit.after, maxsplit=1)[0]
        previous = units[position - 1] if position else None
        inherited = previous is not None and unit.first.link in ("and", "or", "comma") and not ENROL.search(before)
        stamped = any(item.times and item.times.seconds for item in (unit.first, unit.last))
        if stamped or NO_COURSE_BEFORE.search(before) or NO_COURSE_AFTER.match(after):
            unit.role = "other"
        elif DEADLINE.search(before) or DEADLINE.search(after[:40]) or (ENROL.search(before) and (LIMIT.search(before) or (unit.ranged and OPENS.search(before)))):
            unit.role = "other" if EARLY.search(before) else "enrol"
        elif (ENROL.search(before) and OPENS.search(before) and re.search(r"open|\bvanaf\W*$|\bfrom\W*$", before)) or (not unit.ranged and re.search(
            r"\b(?:tot(?: en met)?|t/m|until|till|before|uiterlijk) (?:de |the )?$", before
        )):
            unit.role = "other"
        elif inherited and previous:
            unit.role = previous.role


def _sessions(units: list[_Unit], folded: str, words: str, notes: list[str]) -> list[Session]:
    """Put units together to runs."""
    parts = bool(PART.search(words) or PARTS.search(words))
    starts = bool(STARTS.search(words)) and not PART.search(words)
    runs: list[list[_Unit]] = []
    for unit in units:
        if runs and _same_run(runs[-1][-1], unit, parts=parts and not starts, starts=starts):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    _share_times(runs)
    sessions: list[Session] = []
    for run in runs:
        session = _session(run, folded, notes)
        session.status = _status(run)
        twin = next((other for other in sessions if _same_days(other, session)), None)
        if twin is None or session.start is None:
            sessions.append(session)
        elif twin.start and session.start and len(session.start) > len(twin.start):
            sessions[sessions.index(twin)] = session
    announced = _COUNT.search(words)
    if announced and len(sessions) == 1 and sessions[0].days:
        count = NUMBERS.get(announced[1]) or int(announced[1] if announced[1].isdigit() else 0)
        if count and count != len(sessions[0].days):
            notes.append("announced_count_differs")
    return sessions


def _same_days(one: Session, other: Session) -> bool:
    return (one.start or "")[:10] == (other.start or "")[:10] and (one.end or one.start or "")[:10] == (
        other.end or other.start or ""
    )[:10]


def _day(item: Item) -> date | None:
    return date(item.year, item.month or 1, item.day or 1) if item.kind == "day" and item.year is not None else None


def _same_run(before: _Unit, after: _Unit, *, parts: bool, starts: bool) -> bool:
    """Tell whether two neighbouring units are days of one run; see the head of this module."""
    link, first, second = after.first.link, before.last, after.first
    if first.kind != "day" or second.kind != "day" or starts or link == "or":
        return False
    if parts:
        return True
    if link not in ("and", "comma") or before.ranged or after.ranged:
        return False
    if first.shared or (second.shared and first.month == second.month):
        return True
    one, other = _day(first), _day(second)
    return one is not None and other is not None and other - one == timedelta(days=1)


def _share_times(runs: list[list[_Unit]]) -> None:
    """Give times that stand behind a list of runs to all of them ("13 februari, 4 maart, 13.00 - 17.00 uur")."""
    for position in range(len(runs) - 1, 0, -1):
        first, last = runs[position - 1][-1].last, runs[position][0].first
        if (
            last.times
            and last.times.end
            and first.times is None
            and last.link in ("and", "or", "comma")
            and last.times.at >= last.end
        ):
            for unit in runs[position - 1]:
                if unit.last.times is None:
                    unit.last.times = last.times


def _status(run: list[_Unit]) -> SessionStatus | None:
    """Read what the words around a run say of it."""
    after = re.split(r"[\n|;•]", run[-1].after, maxsplit=1)[0][:60]
    before = run[0].before[-25:]
    for status, pattern in STATUSES.items():
        if pattern.search(after) or (pattern.search(before) and len(run[0].before) <= 25):
            return status
    return None


def _session(run: list[_Unit], folded: str, notes: list[str]) -> Session:
    """Make the record of one run."""
    first, last = run[0].first, run[-1].last
    ends = [last.end, *(item.times.end_at for unit in run for item in (unit.first, unit.last) if item.times)]
    begins = [first.at, *(item.times.at for unit in run for item in (unit.first, unit.last) if item.times)]
    words = quote(folded, min(begins), max(ends))[:300]
    if first.kind != "day":
        return _vague(first, last, words, notes)
    start, end = _day(first), _day(last)
    if start is None or end is None:
        return Session(start=None, precision="day", text=words)
    if end < start:
        notes.append("end_before_start")
        return Session(start=start.isoformat(), text=words)
    return _dated(run, start, end, words, notes)


def _dated(run: list[_Unit], start: date, end: date, words: str, notes: list[str]) -> Session:
    """Make the record of a run whose days are known."""
    opening = run[0].first.times
    closing = run[-1].last.times
    pair = closing if closing and closing.end else opening if opening and opening.end else None
    begin = opening.start if opening else pair.start if pair else None
    finish = closing.end if closing and closing.end else None
    if finish is None and run[-1].ranged and closing and opening and closing is not opening:
        finish = closing.start
    if finish is None and pair and closing is None:
        finish = pair.end
    if len(run) == 1 and not run[0].ranged and begin and finish and finish <= begin:
        if finish <= "06:00" and begin >= "12:00":
            end += timedelta(days=1)
        else:
            notes.append("end_before_start")
            finish = None
    several = end > start or finish is not None
    return Session(
        start=_iso(start, begin),
        end=_iso(end, finish) if several else None,
        text=words,
        days=_days(run, pair) if len(run) > 1 and not any(unit.ranged for unit in run) else [],
    )


def _days(run: list[_Unit], shared: Times | None) -> list[Day]:
    """List the meeting days of a run, each with its own times, else those that all share."""
    own = sum(unit.first.times is not None for unit in run)
    days = []
    for unit in run:
        times = unit.first.times or (shared if own <= 1 else None)
        day = _day(unit.first)
        if day is not None:
            days.append(
                Day(date=day.isoformat(), start=times.start if times else None, end=times.end if times else None)
            )
    return days


def _iso(day: date, clock: str | None) -> str:
    if clock is None:
        return day.isoformat()
    hour, minute = map(int, clock.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=_AMSTERDAM).isoformat(timespec="minutes")


_PRECISIONS: dict[str, Precision] = {
    "month": "month",
    "quarter": "month",
    "season": "season",
    "year": "year",
    "academic": "year",
}


def _vague(first: Item, last: Item, words: str, notes: list[str]) -> Session:
    """Make the record of a run whose days the text leaves open."""
    precision = _PRECISIONS[first.kind]
    if first.year is None or last.year is None:
        return Session(start=None, precision=precision, text=words)
    start, end = _open(first), _open(last)
    if first.kind == "quarter":
        end = f"{last.year}-{(last.month or 1) + 2:02}"
    if first.kind == "academic":
        end = str(first.year + 1)
    if last.kind != first.kind:
        end = f"{last.year}-{last.month:02}" if last.kind == "day" else start
    if (last.year, end[:4]) < (first.year, start[:4]):
        notes.append("end_before_start")
        end = start
    return Session(start=start, end=end if end != start else None, precision=precision, text=words)


def _open(item: Item) -> str:
    return str(item.year) if item.kind in ("year", "academic") else f"{item.year}-{item.month:02}"


def _enrol(units: list[_Unit], sessions: list[Session]) -> str | None:
    """Give a last day to enrol to the run it stands behind, or return it where it is of all."""
    days = [day for unit in units if unit.role == "enrol" and (day := _day(unit.last))]
    if not days:
        return None
    latest = max(days).isoformat()
    if len(sessions) == 1:
        sessions[0].enrol_until = latest
    elif len(days) == len(sessions):
        for session, day in zip(sessions, days, strict=True):
            session.enrol_until = day.isoformat()
        return None
    return latest
