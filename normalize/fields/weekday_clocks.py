"""Times of day that a page gives for each weekday ("vrijdag 10.00 - 18.00 uur, zaterdag 9.00 - 15.30 uur")."""

from __future__ import annotations

import re
from datetime import date

from normalize.course import Day, Session
from normalize.fields import prose
from normalize.fields.days import CLOCK, WEEKDAY, clocked, has_clock, has_day
from normalize.fields.sameness import span_of
from normalize.page.view import View
from normalize.values.date_words import WEEKDAYS
from normalize.values.moments import moment_of
from normalize.values.times import find_times
from normalize.values.words import plain

LONGEST = 200
"""Characters of a line that are looked at."""
LEAST = 2
"""Weekdays with times of their own."""
_NAMES = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
NAMED = re.compile(rf"\b({_NAMES})s?\b\W*(?:(?:is |zijn )?(?:van|from|om|at) )?$")
"""Right before times of day: the weekday that they are of."""


UNTIL = re.compile(
    rf"\b({_NAMES})s?\b\W*(?:only )?(?:(?:we |wij |it )?(?:stop(?:pen)?|ends?|finish|eindig\w*) (?:we |wij )?(?:at|om)"
    r"|until|till|tot|t/m)(?: ca\.?| circa)? $"
)
"""Right before a time of day: on that weekday it ends then."""


def clocks_by_weekday(text: str) -> dict[int, tuple[str, str]]:
    """Return the times that a line gives for each weekday, 0 for Monday; none where one weekday has several."""
    words = plain(text[:LONGEST])
    found: dict[int, tuple[str, str]] = {}
    for one in find_times(words):
        named = NAMED.search(words[max(0, one.at - 20) : one.at])
        if named and one.end:
            day = WEEKDAYS[named[1]]
            if found.setdefault(day, (one.start, one.end)) != (one.start, one.end):
                return {}
    return found


def _but_for(text: str) -> tuple[tuple[str, str], dict[int, str]] | None:
    """Return the times of all days, and until when it is on weekdays that end otherwise ("9-17 uur, vr tot 15 uur")."""
    words = plain(text[:LONGEST])
    pair: list[tuple[str, str]] = []
    until: dict[int, str] = {}
    for one in find_times(words):
        named = UNTIL.search(words[max(0, one.at - 35) : one.at])
        if one.end and not pair:
            pair.append((one.start, one.end))
        elif named and not one.end:
            until[WEEKDAYS[named[1]]] = one.start
        else:
            return None
    return (pair[0], until) if pair and until else None


def fill(view: View, sessions: list[Session]) -> None:
    """Give days without times those of their weekdays, where one line of the page tells them of every weekday."""
    days = [s for s in sessions if s.start and s.precision == "day"]
    if not days or any("T" in f"{s.start}{s.end}" for s in sessions):
        return
    lines = [
        text
        for text in (*(s.text for s in view.under("times", "sessions")), *(s.text for s in view.once(clocked)))
        if len(text) <= LONGEST and has_clock(text) and WEEKDAY.search(text) and not has_day(CLOCK.sub(" ", text))
    ]
    told = [_of_days(text) for text in lines if prose.may_speak_of("told_times", _to_last_time(text))]
    told = [clocks for n, clocks in enumerate(told) if len(clocks) >= LEAST and clocks not in told[:n]]
    if len(told) != 1:
        return
    [clocks] = told
    for session in days:
        first, last = span_of(session)
        begin, end = clocks.get(_weekday(first)), clocks.get(_weekday(last))
        if begin and end and all(_weekday(day.date) in clocks for day in session.days):
            session.start, session.end = moment_of(first, begin[0]), moment_of(last, end[1])
            session.days = [
                Day(date=day.date, start=clocks[_weekday(day.date)][0], end=clocks[_weekday(day.date)][1])
                for day in session.days
            ]


def _of_days(text: str) -> dict[int, tuple[str, str]]:
    """Return the times that a line gives for weekdays, all of them where it names only those that end otherwise."""
    apart = _but_for(text)
    if apart is None:
        return clocks_by_weekday(text)
    (begin, end), until = apart
    return {day: (begin, until.get(day, end)) for day in range(7)}


def _to_last_time(text: str) -> str:
    """Return a line up to the last time of day in it: what is done after that is no lesson."""
    times = find_times(plain(text[:LONGEST]))
    return text[: times[-1].end_at] if times else text


def tells_by_weekday(text: str) -> bool:
    """Tell whether a line gives times for several weekdays apart."""
    return bool(WEEKDAY.search(text)) and len(_of_days(text)) >= LEAST


def _weekday(day: str) -> int:
    return date.fromisoformat(day[:10]).weekday()
