"""Where two places of a page name the run of the course, each on other days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from normalize.course import Course, Duration, Session
from normalize.fields import claims, prose
from normalize.fields.conflicts_sides import NEAR, Pairs, days_between, days_in, is_of_others
from normalize.fields.days import LINE, WEEKDAY
from normalize.fields.runs import Runs
from normalize.page.view import View
from normalize.values.dates import left_over

START = re.compile(
    r"\W*(?:eerstvolgende |first |upcoming )?(?:start\w*|begin\w*|aanvang\w*"
    r"|eerste (?:\w*dag|\w*bijeenkomst|\w*les|\w*avond)|first (?:day|session|meeting|class))\W*"
    r"(?:datum|date|cursus|opleiding|training|course|op|on)?\W*$",
    re.IGNORECASE,
)
"""A label of the one day on which a course starts."""
DAY = re.compile(
    r"\W*(?:start ?|eerste |first |eerstvolgende |next )?(?:(?:cursus|les|trainings?|workshop)?(?:datum|data|dag)"
    r"|dates?|day|wanneer|when|sessie|session|bijeenkomst|les|meeting|start|starts|begint|begins)\W*",
    re.IGNORECASE,
)
"""A label of the day on which a course is."""
HEADED = re.compile(r"(?:\w{2,9}dag |\w{3,6}day,? )?\d{1,2} [a-z]{3,9}(?: 20\d\d)?\W{1,3}\w", re.IGNORECASE)
"""A line that begins with its day."""
SLIP = 21
"""Days, at most, that one is off who names another day by mistake."""
YEAR = 365
MEETINGS = 3
"""Days from which on a list of them is that of all meetings."""


def programme(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the only run of several days with those that head its programme, weekday first: as many, all others."""
    ranged = [session for session in course.sessions if session.end and session.precision == "day"]
    run = ranged[0] if len(ranged) == 1 else None
    if run is None or not run.start or not run.end:
        return
    heads = [b.text for b in view.blocks if len(b.text) < LINE and WEEKDAY.match(b.text) and b.text not in run.text]
    heads = [words for words in heads if left_over(words) == ()]
    days = [day for words in heads for day in days_in(words, view, int(run.start[:4]))]
    apart = all(0 < abs(days_between(day, run.start)) <= NEAR for day in days)
    if len(days) > 1 and len(days) == days_between(run.start, run.end) + 1 and apart and not _within(run, days):
        yield run.text, heads[0]


def day_by_day(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the days of a run with those that begin the lines of its programme: as many, and all the same but one."""
    run = next((session for session in course.sessions if len(session.days) > 1), None)
    if run is None or not run.start:
        return
    heads = [b.text for b in view.blocks if HEADED.match(b.text) and b.text not in run.text and not b.cell]
    told = {day[:10]: words for words in heads for day in days_in(words, view, int(run.start[:4]))[:1]}
    own = {day.date for day in run.days}
    other, missing = sorted(told.keys() - own), sorted(own - told.keys())
    if len(told) == len(own) and len(other) == len(missing) == 1 and abs(days_between(other[0], missing[0])) <= SLIP:
        yield run.text, told[other[0]]


def _within(run: Session, days: list[str]) -> bool:
    return any((run.start or "")[:10] <= day[:10] <= (run.end or "")[:10] for day in days)


def starts(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare two labels for the day on which the course starts: of other names, or one of them beside the content."""
    named = [s for s in view.under("sessions") if not s.row and len(s.lines) == 1 and START.match(s.label)]
    if len(course.sessions) != 2 or len(named) != 2 or len({(s.zone, s.label) for s in named}) != 2:
        return
    days = [days_in(s.text, view, None) for s in named]
    if len(days[0]) == len(days[1]) == 1 and 0 < abs(days_between(days[0][0], days[1][0])) <= NEAR:
        yield named[0].text, named[1].text


def twice(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare two labels for the day of a course that takes one: of other names, or one of them beside the content."""
    named = [s for s in view.under("sessions") if not s.row and len(s.lines) == 1 and DAY.fullmatch(s.label)]
    if len(course.sessions) != 2 or len(named) != 2 or len({(s.zone, s.label) for s in named}) != 2:
        return
    first, second = course.sessions
    days = [days_in(s.text, view, None) for s in named]
    told = [day[0][:10] for day in days if len(day) == 1]
    brief = _is_brief(course.duration) and not _are_listed(view, first, second)
    if brief and sorted(told) == [(run.start or "")[:10] for run in course.sessions] and _is_slip(told[0], second):
        yield named[0].text, named[1].text


def listed(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the day under a label for the start with the first of the days that other places list as all days."""
    days = [session for session in course.sessions if session.start and session.precision == "day"]
    alone = [session for session in days if not session.end and not session.days]
    groups = [session for session in days if len(session.days) >= MEETINGS]
    if len(alone) != 1 or not groups or len(days) != len(groups) + 1:
        return
    first = alone[0]
    named = (s.text for s in view.under("sessions") if START.match(s.label))
    labelled = any(first.text in words or words in first.text for words in named)
    group = min(groups, key=lambda run: abs(days_between(first.start or "", run.start or "")))
    length = course.duration
    counted = length is not None and length.unit in ("day", "session") and len(groups) == 1
    whole = not counted or (length is not None and length.value == len(group.days))
    if labelled and whole and 0 < days_between(first.start or "", group.start or "") <= NEAR:
        yield first.text, group.text


def differing_ends(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare two runs that begin at the same moment and of which each is told at a place of its own."""
    if len(course.sessions) != 2:
        return
    one, two = course.sessions
    same = one.start and one.start == two.start and one.precision == two.precision == "day"
    apart = one.end and two.end and one.end[:10] != two.end[:10] and one.location in (None, two.location)
    if same and apart and not any(one.text in block.text and two.text in block.text for block in view.blocks):
        yield one.text, two.text


def first_meeting(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the start of the only run with the day that a sentence gives the start or the first meeting."""
    run = course.sessions[0] if len(course.sessions) == 1 else None
    if run is None or not run.start or run.precision != "day" or run.status == "full":
        return
    starting = (s for s in prose.told(view, "own_date") if prose.speaks_of("starts", s.text))
    for sentence in (*prose.told(view, "first_meeting"), *starting):
        days = days_in(sentence.text, view, int(run.start[:4]))
        if len(days) == 1 and 0 < abs(days_between(days[0], run.start)) <= NEAR:
            yield run.text, sentence.text


def claimed(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the run with the days that sentences and headings claim for the course, in whatever words.

    A course on one day has no other day, unless the words speak of something else; a longer one has but one start.
    """
    dated = [run for run in course.sessions if run.start and run.precision == "day" and run.status != "full"]
    if not 0 < len(dated) == len(course.sessions) <= 2 or (len(dated) == 2 and _are_listed(view, *dated)):
        return
    brief = _is_brief(course.duration) and not any(map(_lasts, dated))
    for words in _claims(view, "own_day" if brief else "own_start"):
        others = [run for run in dated if run.text not in words]
        days = days_in(words, view, int((others[0].start or "")[:4])) if len(others) == 1 else []
        if len(days) == 1 and _is_slip(days[0], others[0]):
            yield others[0].text, words


def pressed(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the only run with the day on a button to enrol: of the same weekday, else it may be the last one."""
    run = course.sessions[0] if len(course.sessions) == 1 else None
    if run is None or not run.start or run.precision != "day" or run.status == "full":
        return
    for words, day in claims.buttons(view):
        days = days_in(day, view, int(run.start[:4]))
        if len(days) == 1 and 0 < abs(apart := days_between(days[0], run.start)) <= SLIP and apart % 7 == 0:
            yield run.text, words


def _are_listed(view: View, one: Session, two: Session) -> bool:
    """Tell whether two runs stand together, or one of them is no day: two runs, and not one that is told twice."""
    together = any(one.text in block.text and two.text in block.text for block in view.blocks)
    elsewhere = one.location and two.location and one.location != two.location
    return together or bool(elsewhere) or _lasts(one) or _lasts(two)


def _lasts(run: Session) -> bool:
    """Tell whether a run ends on a later day than that on which it begins."""
    return run.end is not None and run.end[:10] != (run.start or "")[:10]


def _is_slip(day: str, run: Session) -> bool:
    """Tell whether a day may be a mistake for the first of a run: a few weeks off, or the same day of another month."""
    apart = abs(days_between(day, run.start or day))
    return 0 < apart <= SLIP or (day[8:10] == (run.start or "")[8:10] and 0 < apart <= NEAR) or abs(apart - YEAR) <= 2


def _is_brief(length: Duration | None) -> bool:
    """Tell whether a course is over on the day on which it begins, as far as is known."""
    if length is None:
        return True
    return length.unit in ("hour", "half_day") or (length.unit in ("day", "session") and length.value == 1)


def _claims(view: View, name: str) -> Iterator[str]:
    """Yield the sentences, headings, answers and summaries that speak of the field, not of other days."""
    yield from claims.answers(view, "sessions")
    yield from (words for words in claims.summaries(view) if prose.speaks_of(name, words))
    at = ((s.block, s.text) for s in prose.told(view, name))
    heads = (
        (n, block.text) for n, block in enumerate(view.blocks) if block.level > 1 and prose.speaks_of(name, block.text)
    )
    for n, words in chain(at, heads):
        if view.blocks[n].zone != "side" and not is_of_others(view, n):
            yield words
