"""Which days are meetings of one run, and which are runs of their own, by what stands outside their list."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import msgspec

from normalize.course import Day, Duration, Session
from normalize.values.date_words import KIND, PART
from normalize.values.moments import moment_of
from normalize.values.words import plain

CLOSE = 21
"""Days between two meetings of one run, at most, where only their regularity tells."""
WEEKLY = 3
"""Meetings a week apart that are days of one run."""
LEAST = 4
"""Meetings that must follow each other so before that counts."""
LINE = 160
"""A line with a range has no more characters."""
DASH = re.compile(r"[^\w]*(?:[-–—]|until|till|to|tot|tot en met|t/m|through)[^\w]*", re.IGNORECASE)
OR = re.compile(r"\b(?:of|or|ofwel)\b", re.IGNORECASE)
"""Between days that one chooses from."""
LONGER = {"day": 2, "half_day": 3, "session": 2}
"""From how many of a unit a course takes more than one day."""
SEASON = 92
"""Days between two meetings of one run, at most."""
COUNTED = frozenset(("day", "half_day", "session"))


def unite_meetings(sessions: list[Session], duration: Duration | None) -> list[Session]:
    """Unite single days that are meetings of one run.

    Evidence: there are as many as the course is said to have days or meetings, or they follow each
    other on one weekday. Days with a status or places of their own are runs that one chooses between.
    """
    sessions = _overlapping(sessions)
    days = [s for s in sessions if s.start and s.precision == "day" and not s.days and s.end in (None, s.start[:10])]
    days += [s for s in sessions if s.start and s.end and "T" in s.end and s.end[:10] == s.start[:10] and not s.days]
    if len(days) != len(sessions) or len(days) < 2 or any(s.status for s in days):
        return sessions
    if len({s.location for s in days if s.location}) > 1:
        return sessions
    days.sort(key=lambda s: s.start or "")
    dates = [date.fromisoformat((s.start or "")[:10]) for s in days]
    counted = duration is not None and duration.unit in COUNTED and duration.value == len(days)
    gaps = [(later - earlier).days for earlier, later in pairwise(dates)]
    weekly = len(days) >= WEEKLY and set(gaps) == {7}
    regular = len(days) >= LEAST and len({day.weekday() for day in dates}) == 1 and max(gaps) <= CLOSE
    return [_one(days)] if counted or regular or weekly else sessions


def part_runs(sessions: list[Session], duration: Duration | None) -> list[Session]:
    """Part the days of a text into runs of as many as the course takes ("14 december 2026 en 11 en 25 januari 2027").

    Only where they come out even, in their order, and no pause in a run is longer than a season.
    """
    if duration is None or duration.unit not in COUNTED or duration.value < 2 or not _alike(sessions):
        return sessions
    counts = [len(s.days) or int(s.end is None or s.end[:10] == (s.start or "")[:10]) for s in sessions]
    size = duration.value
    full = size in counts or sum(counts) == size or _come_in_groups(sessions, int(size))
    if 0 in counts or not full or set(counts) == {size} or max(counts) > size:
        return sessions
    runs: list[list[Session]] = [[]]
    for session in sessions:
        if sum(len(s.days) or 1 for s in runs[-1]) >= size:
            runs.append([])
        runs[-1].append(session)
    days = [_meetings(run) for run in runs]
    return [_one(run) for run in days] if all(len(run) == size and _close(run) for run in days) else sessions


def split_single(sessions: list[Session], words: str, duration: Duration | None) -> list[Session]:
    """Part the days of a list into a run each, where the course takes one day or less and no day is numbered."""
    one = duration is not None and duration.unit in COUNTED and duration.value <= 1
    if not one or len(sessions) != 1 or len(sessions[0].days) < 2:
        return sessions
    numbered = PART.search(plain(words)) or KIND.search(plain(words))
    return sessions if numbered or any(s.status for s in sessions) else _meetings(sessions)


def _come_in_groups(sessions: list[Session], size: int) -> bool:
    """Tell whether single days come in groups of so many, with a longer pause between two groups than within one."""
    if size < 2 or len(sessions) % size or len(sessions) < 2 * size or any(s.days for s in sessions):
        return False
    dates = sorted(date.fromisoformat((s.start or "")[:10]) for s in sessions)
    gaps = [(later - earlier).days for earlier, later in pairwise(dates)]
    between = gaps[size - 1 :: size]
    return min(between) > max(gap for n, gap in enumerate(gaps, 1) if n % size)


def _close(days: list[Session]) -> bool:
    """Tell whether no two neighbours of these days are more than a season apart."""
    dates = [date.fromisoformat((day.start or "")[:10]) for day in days]
    return all((later - earlier).days <= SEASON for earlier, later in pairwise(dates))


def unite_range(sessions: list[Session], words: str) -> list[Session]:
    """Make one run of two moments with a dash between them ("October 12, 2027 @ 9 am – October 14, 2027 @ 5 pm")."""
    if len(sessions) != 2 or len(words) > LINE or any(s.days or s.end or not s.start for s in sessions):
        return sessions
    first, last = sessions
    at = words.find(last.text) if last.text and first.text in words else -1
    between = words[words.find(first.text) + len(first.text) : at] if at > 0 else ""
    if not DASH.fullmatch(between) or (first.start or "") > (last.start or "") or first.precision != last.precision:
        return sessions
    return [Session(start=first.start, end=last.start, location=first.location or last.location,
                    precision=first.precision, text=f"{first.text}{between}{last.text}")]  # fmt: skip


def unite_lines(sessions: list[Session], words: str, duration: Duration | None) -> list[Session]:
    """Unite the days on one line, where every line holds as many as the course takes, or three or more and as many."""
    lines = [line for line in words.split("\n") if line.strip()]
    if len(lines) < 2 or any(s.days and not s.start for s in sessions):
        return sessions
    if _follow_on(sessions, lines):
        return [_one(_meetings(sessions))]
    groups = [[s for s in sessions if s.text and s.text in line] for line in lines]
    groups = [group for group in groups if group]
    if not groups or sum(map(len, groups)) != len(sessions) or not all(map(_is_of_days, groups)):
        return sessions
    sizes = {sum(len(s.days) or 1 for s in group) for group in groups}
    single = not any(s.days for s in sessions)
    takes = duration.value if duration is not None and duration.unit in COUNTED and duration.value > 1 else None
    full = single and sizes == {takes}
    many = len(groups) > 1 and len(sizes) == 1 and min(sizes) >= WEEKLY and not any(map(OR.search, lines))
    return [_one(_meetings(group)) for group in groups] if full or many else sessions


def _follow_on(sessions: list[Session], lines: list[str]) -> bool:
    """Tell whether each line is a day with times of its own that follows on the one before: days of one run."""
    held = [s for line in lines for s in sessions if s.text and s.text in line and "T" in (s.start or "")]
    days = [date.fromisoformat((s.start or "")[:10]) for s in held]
    hours = {((s.start or "")[11:16], (s.end or "")[11:16]) for s in held}
    follow = all((later - earlier).days == 1 for earlier, later in pairwise(days))
    return len(held) == len(lines) == len(sessions) and follow and len(hours) > 1 and _is_of_days(sessions)


def _is_of_days(group: list[Session]) -> bool:
    """Tell whether runs are single days, or lists of them, with nothing that keeps them apart."""
    listed = all(s.days or not s.end or s.end[:10] == (s.start or "")[:10] for s in group)
    return listed and _alike(group)


def unite_parts(sessions: list[Session]) -> list[Session]:
    """Make one run of all days that a text calls its parts (theory and practice, lesson after lesson)."""
    if len(sessions) < 2 or not _alike(sessions):
        return sessions
    return [_one(_meetings(sessions))]


def _overlapping(sessions: list[Session]) -> list[Session]:
    """Unite series of days that run through each other: lessons and excursions of one course."""
    if len(sessions) < 2 or not _alike(sessions):
        return sessions
    spans = sorted(((s.start or "")[:10], (s.end or s.start or "")[:10]) for s in sessions)
    through = any(later[0] < earlier[1] for earlier, later in pairwise(spans))
    listed = all(s.days or not s.end or s.end[:10] == (s.start or "")[:10] for s in sessions)
    counts = [len(s.days) for s in sessions]
    timed = all("T" in (s.start or "") for s in sessions)
    if timed and min(counts) >= LEAST and max(counts) - min(counts) <= 1:
        return sessions  # as many meetings each, with their times: groups side by side
    if len(counts) > LEAST - 2 and min(counts) > 1 and len(set(counts)) == 1:
        return sessions  # three runs or more, of as many days each
    return [_one(_meetings(sessions))] if through and listed else sessions


def _alike(sessions: list[Session]) -> bool:
    """Tell whether nothing keeps runs apart: all dated by the day, no status, no two places."""
    places = {s.location for s in sessions if s.location}
    return len(places) < 2 and all(s.start and s.precision == "day" and not s.status for s in sessions)


def _meetings(sessions: list[Session]) -> list[Session]:
    """Take runs apart into their days, in order."""
    days = [
        Session(
            start=moment_of(day.date, day.start), end=moment_of(day.date, day.end), location=s.location, text=s.text
        )
        for s in sessions
        for day in s.days or [Day(date=(s.start or "")[:10], start=_time(s.start), end=_time(s.end))]
    ]
    return sorted({s.start: s for s in days}.values(), key=lambda s: s.start or "")


def without_times(run: Session) -> Session:
    """Return a run with its days alone."""
    days = [Day(date=day.date) for day in run.days]
    start, end = (moment[:10] if moment else None for moment in (run.start, run.end))
    return msgspec.structs.replace(run, start=start, end=end, days=days)


def _one(days: list[Session]) -> Session:
    """Make one run of its meetings."""
    first, last = days[0], days[-1]
    end = last.end or last.start or ""
    return Session(
        start=first.start,
        end=end if end[:10] != (first.start or "")[:10] else None,
        location=next((s.location for s in days if s.location), None),
        text=" … ".join(dict.fromkeys((first.text, last.text))),
        days=[Day(date=(s.start or "")[:10], start=_time(s.start), end=_time(s.end)) for s in days],
        enrol_until=next((s.enrol_until for s in days if s.enrol_until), None),
    )


def _time(moment: str | None) -> str | None:
    return moment[11:16] if moment and "T" in moment else None


def takes_days(duration: Duration | None) -> bool:
    """Tell whether a course takes more than one day."""
    if duration is None:
        return False
    least = {**LONGER, "hour": 9}.get(duration.unit, 0)
    return duration.value >= least


def open_ends(sessions: list[Session], duration: Duration | None) -> None:
    """Leave the last day open of a run that starts on the only day named and takes longer than a day."""
    longer = duration is not None and duration.unit != "hour" and takes_days(duration)
    for session in sessions:
        if longer and session.precision == "day" and not session.days and session.start and session.end:
            session.end = None if session.end[:10] == session.start[:10] else session.end
