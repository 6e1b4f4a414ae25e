"""Times of day that the page tells of the meetings, of all of them or of some apart, given to the runs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from normalize.course import Day, Session
from normalize.fields import prose
from normalize.fields.days import clocked, has_clock, has_day, is_of_open_day
from normalize.fields.elsewhen import is_of_else
from normalize.fields.sameness import span_of
from normalize.page.sought import sought
from normalize.page.view import View
from normalize.values.hours import LONGEST, NUMBERED, SORT, Clocks, Hours, read_hours
from normalize.values.moments import moment_of
from normalize.values.times import find_times
from normalize.values.worded_times import HINT
from normalize.values.words import plain

WEEK = 7
"""Days at most that a run without days of its own is counted through."""
HEADING = 60
"""Characters of a heading over a day at most."""
_WORDED = re.compile(HINT.pattern, re.IGNORECASE)
_IN_WORDS = sought(("half", "kwart", "quarter", "noon", " uur"))
"""One of these stands where that does."""
_CLOCK_FIGURES = re.compile(r"\d{1,2}[.:]\d\d")
Told = tuple[tuple[Clocks, ...], ...]
"""The times of every day of every run."""


def fill(view: View, sessions: list[Session], *, begins: bool = False) -> None:
    """Give runs without times those that labels, else sentences, tell of their days, where they agree.

    Those from when until when; with `begins` also those that have no end.
    """
    days = [s for s in sessions if s.start and s.precision == "day"]
    if not days or any("T" in f"{s.start}{s.end}" for s in sessions) or any(d.start for s in days for d in s.days):
        return
    found = _agreed(days, view.once(_labelled)) or _agreed(days, view.once(_spoken))
    if not begins and found and any(end is None for clocks in found for _, end in clocks):
        return
    for session, clocks in zip(days, found or (), strict=False):
        first, last = span_of(session)
        session.start = moment_of(first, clocks[0][0])
        if clocks[-1][1]:
            session.end = moment_of(last, clocks[-1][1])
        if len(session.days) == len(clocks):
            session.days = [
                Day(date=d.date, start=begin, end=end) for d, (begin, end) in zip(session.days, clocks, strict=True)
            ]


def _agreed(days: list[Session], texts: Iterable[str]) -> Told | None:
    """Return the times that all texts give, the fullest of them; None where two differ."""
    read: list[Told] = []
    for hours in filter(None, map(read_hours, dict.fromkeys(texts))):
        given = _given(days, hours)
        if given and given not in read:
            read.append(given)
    read.sort(key=lambda given: sum(pair.count(None) for clocks in given for pair in clocks))
    fullest = read[0] if read else None
    return fullest if fullest and all(_fits(given, fullest) for given in read) else None


def _fits(barer: Told, fuller: Told) -> bool:
    """Tell whether times leave open, but contradict nothing."""
    pairs = [pair for some, others in zip(barer, fuller, strict=True) for pair in zip(some, others, strict=True)]
    return all(clock in (None, other) for own, others in pairs for clock, other in zip(own, others, strict=True))


def _given(days: list[Session], hours: Hours) -> Told | None:
    """Return the times of each day of each run; None where it can't be told which, or when a run begins.

    Where a day within a run is left open, the end of the run must be told.
    """
    given = tuple(_of_run(session, hours) for session in days)
    return given if all(map(_is_told, given)) else None


def _is_told(clocks: tuple[Clocks, ...]) -> bool:
    return bool(clocks and clocks[0][0]) and bool(clocks[-1][1] or all(begin for begin, _ in clocks))


def _of_run(run: Session, hours: Hours) -> tuple[Clocks, ...]:
    """Return the times of each day of a run, of the first and the last where the others are not known."""
    dates = [date.fromisoformat(day) for day in ([d.date for d in run.days] or span_of(run))]
    length = (dates[-1] - dates[0]).days + 1
    if not run.days:
        dates = [dates[0] + timedelta(n) for n in range(length)] if 0 < length <= WEEK else dates
    numbers = [number for number in hours.numbered if number > 0]
    counted = len(dates) if run.days or length <= WEEK else 0
    if numbers and not counted:
        return ()
    blocks = _in_blocks(dates, max(numbers)) if numbers and max(numbers) < counted and not any(hours.every) else None
    if numbers and not blocks and (max(numbers) > counted or (not any(hours.every) and max(numbers) < counted)):
        return ()
    size = max(numbers) if blocks else len(dates)
    return tuple(hours.of(n % size + 1, size, day.weekday()) for n, day in enumerate(dates))


def _in_blocks(dates: list[date], size: int) -> bool:
    """Tell whether days come in blocks of so many that follow each other."""
    starts = [n for n, day in enumerate(dates) if not n or day - dates[n - 1] != timedelta(1)]
    return starts == list(range(0, len(dates), size)) and len(dates) % size == 0


def _labelled(view: View) -> list[str]:
    """Return what stands under labels of times, and what labels of days and lengths say of times without a date."""
    found: list[str] = []
    for statement in view.under("times", "sessions", "duration"):
        timed = "times" in statement.meaning.fields
        if not statement.row and (timed or len(statement.lines) == 1):
            text = f"{statement.label.rstrip(' :')}: {statement.text}"[:LONGEST]
            if _is_timed(text) and prose.may_speak_of("hours", text):
                found.append(text)
    return found


def _spoken(view: View) -> list[str]:
    """Return what paragraphs say of times of the meetings, and of no date; nothing where one is on a sort of them."""
    found = _agenda(view)
    near = {sentence.block for sentence in (*view.once(clocked), *view.holding(_IN_WORDS))}
    for at, group in groupby((s for s in view.sentences if s.block in near), key=lambda sentence: sentence.block):
        texts = [s.text for s in group if _is_timed(s.text) and prose.may_speak_of("hours", s.text)]
        told = view.blocks[at].zone != "side" and any(prose.speaks_of("hours", text) for text in texts)
        if told and not (is_of_else(view, at) or is_of_open_day(view, at)):
            found.append(" ".join(texts)[:LONGEST])
    return found if not any(SORT.search(plain(text)) and find_times(plain(text)) for text in found) else []


def _agenda(view: View) -> list[str]:
    """Return what the lines over the days of a programme say of times ("Day 1 (9:30 - 17:00)"), as one text.

    They are headings, or begin with the day in bold.
    """
    short = [b for b in view.blocks if (b.level > 1 or b.lead) and len(b.text) < HEADING and has_clock(b.text)]
    heads = [b.text for b in short if NUMBERED.search(plain(b.text if b.level else b.lead)) and _is_timed(b.text)]
    return [". ".join(heads)[:LONGEST]] if len(heads) > 1 else []


def _is_timed(text: str) -> bool:
    """Tell whether a text names times of day and no day."""
    return bool(has_clock(text) or _WORDED.search(text)) and not has_day(_CLOCK_FIGURES.sub(" ", text))
