"""Times of day of runs, told apart from their days."""

from __future__ import annotations

from normalize.course import Day, Session
from normalize.fields import told
from normalize.fields.meetings import moment_of
from normalize.fields.sameness import span_of
from normalize.page.view import View
from normalize.values.dates import read_dates


def times_beside(view: View, sessions: list[Session]) -> None:
    """Give runs on one day the times that stand on a line with that day elsewhere on the page."""
    days = {s.start: s for s in sessions if s.start and s.precision == "day" and s.end in (None, s.start)}
    if not days or len(days) != len(sessions) or any("T" in day for day in days):
        return
    pairs: dict[str, set[tuple[str, str]]] = {}
    for words in told.timed_lines(view):
        for session in read_dates(words, year=int(next(iter(days))[:4]), seen=view.seen).sessions:
            if session.start and session.end and "T" in session.start and session.start[:10] == session.end[:10]:
                pairs.setdefault(session.start[:10], set()).add((session.start, session.end))
    for day, session in days.items():
        if len(pairs.get(day, ())) == 1:
            [(session.start, session.end)] = pairs[day]


def told_times(view: View, sessions: list[Session]) -> None:
    """Give runs without times those that a sentence gives for the meetings, where the page gives only one pair."""
    days = [s for s in sessions if s.start and s.precision == "day"]
    if not days or any("T" in moment for s in days for moment in (s.start, s.end) if moment):
        return
    pairs = {read_dates(words).times for words in told.told_times(view)}
    pair = pairs.pop() if len(pairs) == 1 else None
    if pair is None or pair[1] is None or pair[1] <= pair[0]:
        return
    for session in days:
        first, last = span_of(session)
        session.start, session.end = moment_of(first, pair[0]), moment_of(last, pair[1])
        session.days = [Day(date=day.date, start=day.start or pair[0], end=day.end or pair[1]) for day in session.days]
