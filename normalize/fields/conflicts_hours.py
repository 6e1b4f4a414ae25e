"""Where a page contradicts itself about the hours, the weekday and the end of enrolment of a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from normalize.course import Course
from normalize.fields import prose, told
from normalize.fields.conflicts_sides import Pairs, clock
from normalize.fields.runs import Runs
from normalize.page.view import View
from normalize.values.date_words import WEEKDAYS
from normalize.values.dates import read_dates

WEEKLY = re.compile(
    r"\b((?:maan|dins|woens|donder|vrij|zater|zon)dag)(?:en|s|avond|middag|ochtend|morgen)?(?:en)?\b", re.IGNORECASE
)
"""The weekday of the lessons."""
LESSON_DAY = re.compile(
    r"(?:les|cursus|trainings?|vaste )?(?:dag|avond)(?: van de (?:les|week))?\W+"
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:avond|middag|ochtend)?",
    re.IGNORECASE,
)
"""A label with the weekday of the lessons."""
CLOCK = re.compile(r"(?<!\d)(\d{1,2})[.:](\d\d)(?!\d)")
"""A time of day: hours and minutes."""
SHORT = 40
"""Characters of such a line, at most."""


def deadline(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the day up to which one enrols for a run with its last day."""
    length = course.duration
    brief = length is None or length.unit in ("hour", "half_day") or (length.unit == "day" and length.value == 1)
    for run in course.sessions:
        last = run.end or (run.start if brief else None)
        if run.enrol_until and last and run.precision == "day" and run.enrol_until[:10] > last[:10]:
            yield run.text, f"→ {run.enrol_until}"


def weekday(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the first day of the only run with the weekday that the lessons are said to be on."""
    run = course.sessions[0] if len(course.sessions) == 1 else None
    if run is None or run.start is None or run.precision != "day":
        return
    said = [sentence.text for sentence in prose.told(view, "lesson_day")]
    said += [words for words in _labelled(view) if not said]
    named = {day.lower() for words in said for day in WEEKLY.findall(words)}
    if len(named) == 1 and WEEKDAYS[named.pop()] != date.fromisoformat(run.start[:10]).weekday():
        yield run.text, said[0]


def _labelled(view: View) -> Iterator[str]:
    """Yield the weekday that stands under a label of its own."""
    for label, beside in pairwise(view.blocks):
        apart = label.text if label.tag in ("dt", "th", "strong") or label.text[-1:] == ":" else ""
        words = f"{apart} {beside.text}" if apart else beside.text
        if len(words) < SHORT and LESSON_DAY.fullmatch(words):
            yield words


def times(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the times of day of a run on one day with those that a sentence gives the whole course."""
    run = course.sessions[0] if len(course.sessions) == 1 else None
    start, end = clock(run.start if run else None), clock(run.end if run else None)
    if run is None or not start or not end or (run.start or "")[:10] != (run.end or "")[:10]:
        return
    for sentence in prose.told(view, "own_times"):
        hours = read_dates(sentence.text[: told.MAX_TOLD]).times
        clocks = [f"{int(hour):02}:{minute}" for hour, minute in CLOCK.findall(sentence.text[: told.MAX_TOLD])]
        hours = (clocks[0], clocks[1]) if len(clocks) == 2 and not (hours and hours[1]) else hours
        if hours and hours[1] and hours != (start, end):
            yield run.text, sentence.text
    for sentence in prose.told(view, "own_date"):
        for named in read_dates(sentence.text[: told.MAX_TOLD], seen=view.seen).sessions:
            same_day = (named.start or "")[:10] == (run.start or "")[:10]
            if same_day and clock(named.end) and (clock(named.start), clock(named.end)) != (start, end):
                yield run.text, sentence.text
