"""Times of day of runs, told apart from their days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from normalize.course import Day, Session
from normalize.fields import prose, told, when
from normalize.fields.days import LINE, WEEKDAY, clocked, has_clock, has_day, is_time, names_day
from normalize.fields.elsewhen import is_of_else
from normalize.fields.sameness import span_of
from normalize.page.statements import Statement
from normalize.page.text import fold, sentences
from normalize.page.view import View
from normalize.values.date_words import WEEKDAYS
from normalize.values.dates import read_dates, read_times
from normalize.values.hours import SORT, read_hours
from normalize.values.moments import moment_of
from normalize.values.times import find_times
from normalize.values.words import plain

BEGINS = re.compile(
    r"(?:aanvang|start|begin|aanvangs?tijd|begintijd|starttijd|start ?time|starts|starts at|start at|aanvang om)"
)
"""Labels of the time at which a meeting begins."""
ENDS = re.compile(r"(?:einde?|eindtijd|end|end ?time|ends|ends at|stop at|einde om|tot|until)")
"""Labels of the time at which it ends."""

LENGTH = re.compile(
    r"\W{0,3}(?:\d{1,2}|een|één|twee|drie|vier|vijf|zes|one|two|three|four|five|six) (?:hele |full "
    r"|losse )?(?:(?:cursus|les|trainings)?dag"
    r"|dagen|(?:cursus|les|trainings)dagen|avond|avonden|middag|middagen|ochtend|ochtenden|dagde(?:el|len)|days?"
    r"|evenings?|afternoons?"
    r"|mornings?)\b[ ,:;(|–-]{1,4}(?:(?:elk|telkens|steeds|each|van|from) )?(?:van |from )?(?=\d)",
    re.IGNORECASE,
)
"""Begins a line that is nothing but how many days there are, with their times."""
LONGEST = 300
"""Characters of a sentence in which a day and its times are looked for."""


def times_beside(view: View, sessions: list[Session]) -> None:
    """Give runs on one day the times that stand on a line with that day elsewhere on the page."""
    days = [s for s in sessions if s.start and s.precision == "day" and s.end in (None, s.start)]
    if not days or len(days) != len(sessions):
        return
    known: dict[str, set[tuple[str, str | None]]] = {}
    for words in told.timed_lines(view):
        for session in read_dates(words, year=int((days[0].start or "")[:4]), seen=view.seen).sessions:
            if session.start and "T" in session.start and (session.end or session.start)[:10] == session.start[:10]:
                known.setdefault(session.start[:10], set()).add((session.start, session.end))
    if any("T" in (s.start or "") for s in days) and len(days) > 1:
        return
    for session in days:
        start = session.start or ""
        pairs = {pair for pair in known.get(start[:10], ()) if pair[1] and ("T" not in start or pair[0] == start)}
        begins = {pair[0] for pair in known.get(start[:10], ())}
        if len(pairs) == 1 and len(begins) == 1:
            [(session.start, session.end)] = pairs
        elif len(begins) == 1 and not pairs and "T" not in start:
            [session.start] = begins


def told_times(view: View, sessions: list[Session]) -> None:
    """Give runs without times those that a sentence gives for the meetings, where the page gives only one pair."""
    days = [s for s in sessions if s.start and s.precision == "day"]
    if not days or any("T" in moment for s in days for moment in (s.start, s.end) if moment):
        return
    spoken = [words for words in told.told_times(view) if not _names_day(words)]
    if not all(is_on_weekdays(words, days) for words in spoken):
        return
    pairs = {_pair_in(words) for words in spoken} if not any(SORT.search(plain(words)) for words in spoken) else {None}
    labelled = {read_times(line) for line in _labelled(view)} or set(_beside_length(view))
    pairs = labelled if len(labelled) == 1 else pairs
    whole = {pair for pair in pairs if pair and pair[1] and pair[1] > pair[0]}
    begins = _begins(view) if not whole else set()
    known = {clock for pair in begins for clock in pair}
    begins = begins if {pair[0] for pair in pairs if pair} <= known else set()
    if len(pairs) == len(whole) == 1:
        [(begin, end)] = whole
    elif len(begins) == 1:
        [(begin, end)] = begins
    else:
        return
    for session in days:
        first, last = span_of(session)
        session.start = moment_of(first, begin)
        session.end = moment_of(last, end) if end else session.end
        session.days = [Day(date=day.date, start=day.start or begin, end=day.end or end) for day in session.days]


def is_on_weekdays(words: str, runs: list[Session]) -> bool:
    """Tell whether all runs begin and end on weekdays of which a sentence tells the times, where it names any."""
    hours = read_hours(words) if has_clock(words) and WEEKDAY.search(words) else None
    if hours is None or any(hours.every) or hours.numbered:
        return True
    named = {WEEKDAYS[word] for word in re.findall(r"[a-z]{4,}", plain(words)) if word in WEEKDAYS}
    dated = [day for run in runs if run.precision == "day" for day in span_of(run) if day]
    return {date.fromisoformat(day).weekday() for day in dated} <= named | set(hours.weekdays)


def _names_day(words: str) -> bool:
    """Tell whether words name a day, not merely a month."""
    return any(session.precision == "day" for session in read_dates(words).sessions)


def _pair_in(words: str) -> tuple[str, str | None] | None:
    """Read the times of a sentence that names no day, though it may name a month; None for several."""
    found = [one for one in find_times(plain(words)) if not one.seconds]
    return read_dates(words).times or ((found[0].start, found[0].end) if len(found) == 1 and found[0].end else None)


def times_of_days(view: View, sessions: list[Session]) -> None:
    """Give the days of the only run the times that sentences tell of each of them."""
    run = sessions[0] if len(sessions) == 1 else None
    if run is None or not run.days or "T" in f"{run.start}{run.end}" or any(day.start for day in run.days):
        return
    known: dict[str, set[tuple[str, str | None]]] = {}
    rows = [line for s in view.under("sessions") for line in when.with_rows(view, s).lines]
    for text in [t for t in (*(s.text for s in view.once(clocked)), *rows) if len(t) < LONGEST and has_clock(t)]:
        if has_day(text) and prose.may_speak_of("told_times", text):
            for told_day in read_dates(text, year=int((run.start or "")[:4]), seen=view.seen).sessions:
                first, last = span_of(told_day)
                if told_day.start and "T" in told_day.start and first == last:
                    end = told_day.end[11:16] if told_day.end and "T" in told_day.end else None
                    known.setdefault(first, set()).add((told_day.start[11:16], end))
    if not known or any(len(clocks) > 1 for clocks in known.values()):
        return
    days = []
    for day in run.days:
        begin, end = next(iter(known.get(day.date, ())), (None, None))
        days.append(Day(date=day.date, start=begin, end=end))
    _keep(run, days)


def _keep(run: Session, days: list[Day]) -> None:
    """Give a run its days with their times, and by them its begin and end."""
    run.days = days
    run.start = moment_of(days[0].date, days[0].start)
    run.end = moment_of(days[-1].date, days[-1].end)


def _beside_length(view: View) -> Iterator[tuple[str, str | None]]:
    """Yield the times beside how long a day of the course takes ("1 day, 9:00 AM - 5:00 PM")."""
    lines = [statement.lines[0] for statement in view.under("duration")]
    lines += [b.text for b in view.blocks if not b.level and len(b.text) < LINE and LENGTH.match(b.text)]
    for line in [plain(line[:LONGEST]) for line in lines]:
        found = find_times(line) if has_clock(line) and not names_day(line) else []
        if len(found) == 1 and found[0].end and re.search(r"dag|day|avond|middag|ochtend", line):
            yield found[0].start, found[0].end


def _is_weekly(statement: Statement) -> bool:
    """Tell whether a label of days names no day but a weekday and times ("Lesdag: dinsdag, 10.00 - 16.30 uur")."""
    line = statement.lines[0]
    return len(statement.lines) == 1 and bool(WEEKDAY.search(line) and has_clock(line) and not has_day(line))


def _labelled(view: View) -> list[str]:
    """Return the times that stand under a label of their own, without what follows them."""
    told = [s for s in view.under("times", "sessions") if not s.row and ("times" in s.meaning.fields or _is_weekly(s))]
    lines = [sentences(s.lines[0])[0] for s in told]
    return [line for line in lines if is_time(line)]


def _begins(view: View) -> set[tuple[str, str | None]]:
    """Find when the meetings begin, and under a label when they end ("Aanvang: 9.30 uur", "Einde: 16.30 uur")."""
    timed = [(fold(s.label), read_times(s.text)) for s in view.under("times", "sessions") if is_time(s.text)]
    starts = {times[0] for label, times in timed if times and not times[1] and BEGINS.fullmatch(label)}
    ends = {times[0] for label, times in timed if times and not times[1] and ENDS.fullmatch(label)}
    end = ends.pop() if len(ends) == 1 else None
    if starts:
        return {(begin, end if end and end > begin else None) for begin in starts}
    brief = (s for s in view.once(clocked) if len(s.text) <= told.MAX_TOLD)
    spoken = [s for s in brief if prose.speaks_of("begin_time", s.text) and not is_of_else(view, s.block)]
    return {times for s in spoken if (times := read_times(s.text))}
