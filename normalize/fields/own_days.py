"""The meeting days of a run, where another place of the page than that of the run lists them."""

from __future__ import annotations

import re

from normalize.course import Day, Duration, Session
from normalize.fields import prose, told, when
from normalize.fields.days import LINE, PROGRAMME, has_day, year_above
from normalize.fields.meetings import unite_parts
from normalize.fields.sameness import span_of
from normalize.fields.witness import Witness
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.date_words import PARTS
from normalize.values.dates import left_over, read_dates
from normalize.values.moments import moment_of
from normalize.values.words import plain

ITEM = re.compile(
    r"\W*(?:\w{2,9}\.? )?\d{1,2}(?:st|nd|rd|th|e)? (?:of )?[a-z]{3,9}\.?(?: 20\d\d)?(?=\s*[:–-])", re.IGNORECASE
)
"""The day with which an item begins that tells what is done on it."""
OWN = re.compile(r"(?:datum|date|wanneer|when|dag|day|datum en tijd|date and time|datum tijd|date time)")
"""Labels of the one day on which something is."""
OTHERS = re.compile(r"\b(?:andere|overige|volgende|vervolg\w*|other|further|remaining|following) \w", re.IGNORECASE)
"""Says that the days behind it are not all."""


def is_one_of_season(view: View, words: str) -> bool:
    """Tell whether a label gives as the page's own day one of the days in a table, and not its first."""
    listed = {day.date for run in read_dates(words, seen=view.seen).sessions for day in run.days or []}
    listed |= {(run.start or "")[:10] for run in read_dates(words, seen=view.seen).sessions}
    own = [s for s in view.under("sessions") if not s.row and OWN.fullmatch(fold(s.label)) and len(s.text) < LINE]
    days = {(run.start or "")[:10] for s in own for run in read_dates(s.text, seen=view.seen).sessions if not run.end}
    return len(days) == 1 and days < listed and min(listed) not in days


def fill_from_programme(view: View, sessions: list[Session]) -> None:
    """Fill in the meeting days of the only run from the programme: its table, or its headings."""
    dated = [s for s in sessions if s.start and s.precision == "day"]
    if len(dated) != 1 or dated[0].days or not dated[0].end:
        return
    run, (first, last) = dated[0], span_of(dated[0])
    lines = [s.text for s in view.under("sessions") if when.is_programme(view, s)]
    lines += [b.text for b in view.blocks if b.level and PROGRAMME.search(b.text) and re.search(r"\d", b.text)]
    for words, _, _ in view.once(told.told_of):
        begins = str(int(first[8:])) in words
        for session in read_dates(words, year=int(first[:4]), seen=view.seen).sessions if begins else ():
            if session.days and span_of(session) == (first, last):
                run.days = session.days
                return
    days: dict[str, Day] = {}
    for line in lines[:60]:
        for session in read_dates(line[:300], year=int(first[:4]), seen=view.seen).sessions:
            day = (session.start or "")[:10]
            if session.precision == "day" and first <= day <= last and not session.end:
                days[day] = Day(date=day)
    if len(days) >= 2:
        run.days = [days[day] for day in sorted(days)]


def fill_from_list(view: View, sessions: list[Session], duration: Duration | None) -> None:
    """Let a run of which a label gives the first day take the days that a paragraph lists from that day on.

    Where nothing beside the days says what they are, there must be as many as the course has.
    """
    starts = {(session.start or "")[:10] for session in sessions}
    for run in sessions if len(starts) == len(sessions) else ():
        if not run.start or run.precision != "day" or run.days or run.end or (run.status and len(sessions) == 1):
            continue
        for words in told.listings(view):
            listed = _listed(view, words, int(run.start[:4]), duration)
            if listed is None or (listed.start or "")[:10] != run.start[:10]:
                continue
            if len(starts & {day.date for day in listed.days}) == 1:
                first = run.start if "T" in run.start else listed.start
                run.start, run.end, run.days = first, listed.end, listed.days
                break


def _listed(view: View, words: str, year: int, duration: Duration | None) -> Session | None:
    """Read a paragraph as the days of one run."""
    bare = left_over(words) == ()
    dates = read_dates(words, year=year, seen=view.seen)
    listed = unite_parts(dates.sessions) if bare or PARTS.search(plain(words)) else dates.sessions
    if len(listed) != 1 or not listed[0].days:
        return None
    counted = duration is not None and duration.unit in ("day", "session") and duration.value == len(listed[0].days)
    return listed[0] if counted or not bare else None


def fill_from_items(view: View, sessions: list[Session]) -> None:
    """Let the only run, of which a label gives the first day, take the days with which the items of a list begin."""
    run = sessions[0] if len(sessions) == 1 else None
    if run is None or not run.start or run.precision != "day" or run.days or run.end:
        return
    group: list[str] = []
    for block in [*view.blocks, None]:
        begun = ITEM.match(block.text) if block is not None and block.tag == "li" and not block.level else None
        if begun:
            group.append(begun[0])
            continue
        listed = (
            read_dates("\n".join(group), year=int(run.start[:4]), seen=view.seen).sessions if len(group) > 1 else []
        )
        days = sorted({(session.start or "")[:10] for session in listed if session.precision == "day"})
        if len(days) == len(group) > 1 and days[0] == run.start[:10]:
            run.days = [Day(date=day) for day in days]
            run.end = days[-1]
            return
        group = []


def fill_from_range(view: View, sessions: list[Session]) -> None:
    """Give the only run, of which a label gives the first day, the last day that a sentence tells with it."""
    run = sessions[0] if len(sessions) == 1 else None
    if (
        run is None
        or not run.start
        or run.precision != "day"
        or run.days
        or (run.end or run.start)[:10] != run.start[:10]
    ):
        return
    items = [b.text[: prose.MAX_SENTENCE] for b in view.blocks if has_day(b.text[:LINE])] if view.part else []
    for words in (*told.listings(view), *items):
        for session in read_dates(words, year=int(run.start[:4]), seen=view.seen).sessions:
            first, last = span_of(session)
            if first == run.start[:10] < last and session.precision == "day":
                run.end = moment_of(last, run.end[11:16] if run.end and "T" in run.end else None)
                return


def add_first(view: View, sessions: list[Session]) -> None:
    """Add the first day of the only run, where the page lists its other days and says elsewhere when it starts."""
    run = sessions[0] if len(sessions) == 1 else None
    if run is None or not run.days or not run.start:
        return
    for words in told.openings(view):
        for session in read_dates(words, year=int(run.start[:4]), seen=view.seen).sessions:
            day = (session.start or "")[:10]
            if session.precision == "day" and day and day < run.start[:10] and run.start[:7] <= _months_on(day):
                run.start, run.end = session.start, run.end or run.start
                run.days = [Day(date=day), *run.days]
                return


def share_hours(sessions: list[Session]) -> None:
    """Give the first day of a run, told apart from the others without times, the hours that all of those have."""
    for run in sessions:
        hours = {(day.start, day.end) for day in run.days[1:]}
        if len(run.days) > 2 and run.days[0].start is None and len(hours) == 1 and "T" not in (run.start or "T"):
            begin, end = hours.pop()
            if begin and end:
                run.days[0] = Day(date=run.days[0].date, start=begin, end=end)
                run.start = moment_of(run.days[0].date, begin)


def _months_on(day: str) -> str:
    """Return the month after that of a day, as ISO 8601."""
    year, month = int(day[:4]), int(day[5:7])
    return f"{year + month // 12}-{month % 12 + 1:02}"


def programme_run(view: View) -> tuple[list[Session], Witness] | None:
    """Take the dated rows of a programme for the days of the only run, where the page names none elsewhere."""
    rows = [s for s in view.under("sessions") if when.is_programme(view, s)]
    chosen = {s.row for s in view.under("location", "price")} & {s.row for s in rows}
    days: dict[str, Session] = {}
    for row in [] if chosen else rows[:60]:
        for session in read_dates(row.text[:300], year=year_above(view, row.blocks[0]), seen=view.seen).sessions:
            if session.precision != "day" or session.start is None or session.end:
                return None
            days.setdefault(session.start[:10], session)
    if len(days) > 1:
        return unite_parts([days[day] for day in sorted(days)]), Witness(rows[0].text, "table")
    return None
