"""Where the numbers on a page do not add up: lessons by hours, days that are numbered beyond the course's length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from normalize.course import Course, Duration
from normalize.fields import prose
from normalize.fields.instances import iso_date
from normalize.page.sought import sought
from normalize.page.view import View
from normalize.values.durations import read_duration

Pairs = Iterator[tuple[str, str]]
"""The two sides of contradictions."""
_NUM = (
    r"(?:\d{1,3}(?:[.,]5)?|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
)
_OF_TIME = r"(?:les|klok|contact|studie)?(?:uur|uren|hours?|hrs)"
HOURS = sought(("uur", "uren", "hour", "hrs"))
"""One of these stands wherever hours do."""
PRODUCT = re.compile(
    rf"\b({_NUM}) ?(?:x|×|maal|keer|times|(?:[\w-]*(?:lessen|avonden|middagen|ochtenden|dagen|dagdelen|bijeenkomsten"
    r"|sessies|webinars|weken)|lessons|evenings|sessions|meetings|classes|days|weeks)(?: van| à| a| of| x|,)?"
    rf"(?: elk| each)?) ?({_NUM})[ -]?({_OF_TIME})\b\W{{1,3}}"
    rf"(?:dus |oftewel |ofwel |is |= ?|so |or |(?:in )?totaal |in total |samen |together |a total of |total of |of )+"
    rf"(?:van |of |is )?({_NUM}) ?({_OF_TIME})\b(?! (?:per|zelf|thuis|huiswerk|voorber|self|home|prep))",
    re.IGNORECASE,
)
"""So many lessons of so many hours, and how many hours that makes."""
UNITS = {"dag": "day", "day": "day", "cursusdag": "day", "lesdag": "day", "trainingsdag": "day", "les": "session",
         "lesson": "session", "bijeenkomst": "session", "sessie": "session", "session": "session", "avond": "session",
         "evening": "session", "week": "week"}  # fmt: skip
"""What the parts of a course are called that are numbered, and in which unit they count."""
NUMBERED = re.compile(rf"\W{{0,3}}({'|'.join(UNITS)}) (\d{{1,2}})(?!\d|[.,/]\d| ?(?:%|euro|uur|x\b))", re.IGNORECASE)
"""Begins a line with the number of a part."""
BESIDE = re.compile(
    r"zelfstud|thuis|huiswerk|voorber|online|e-?learning|studiebelasting|self|home|prepar|study|\bper\b|ongeveer|circa|±"
    r"|minimaal|maximaal|about|approx|lesuur|lesuren|punt|x\b|×|week|dag",
    re.IGNORECASE,
)
"""Words by which a length in hours is not that of the meeting, or only about."""
MOST_HOURS = 8
"""Hours of a meeting: a longer course has more than one."""
SLACK = 0.3
"""Hours by which a length may be rounded up."""
BREAKS = 1.5
"""Hours of breaks, at least, that a length may leave out."""
MOST = 16
"""Parts that are counted: higher numbers are something else's."""


def does_not_add_up(view: View) -> Pairs:
    """Compare what a sentence makes of so many lessons of so many hours with what they are."""
    if not any(PRODUCT.search(sentence.text[: prose.MAX_SENTENCE]) for sentence in view.holding(HOURS)):
        return  # which costs less to tell than what each sentence speaks of
    for sentence in prose.on(view, "duration"):
        for found in PRODUCT.finditer(sentence.text[: prose.MAX_SENTENCE]):
            count, each, whole = (_number(found[n]) for n in (1, 2, 4))
            same = found[3].lower()[:3] == found[5].lower()[:3] or "les" in (found[3] + found[5]).lower()
            if count and each and whole and same and whole < count * each:
                yield found[0], f"{found[1]} × {found[2]} = {count * each:g}"


def numbered(view: View, own: Duration, *, sure: bool) -> Pairs:
    """Compare the length of a course with the highest number of the days, lessons or weeks of its programme."""
    if own.unit not in UNITS.values() or not sure:
        return
    told: dict[int, str] = {}
    for block in view.blocks:
        found = NUMBERED.match(block.text) if len(block.text) < prose.MAX_SENTENCE else None
        if found and UNITS[found[1].lower()] == own.unit and not prose.speaks_of("beside_days", block.text):
            told.setdefault(int(found[2]), block.text)
    count = max(told, default=0)
    if own.value < count <= MOST and len(told) == count:
        yield own.text, told[count]


def hours_between(course: Course, own: Duration, chosen: str) -> Pairs:
    """Compare a length in hours with the hours of the runs: it may be shorter by the breaks, longer by nothing."""
    if own.unit != "hour" or BESIDE.search(chosen) or course.delivery == "blended":
        return
    for run in course.sessions:
        begin, end = iso_date(run.start), iso_date(run.end)
        if not begin or not end or "T" not in begin or "T" not in end or begin[:10] != end[:10] or run.days:
            return
        spent = (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds() / 3600
        if own.value > MOST_HOURS or -SLACK <= spent - own.value <= max(BREAKS, own.value / 2):
            return
    if course.sessions:
        yield chosen, course.sessions[0].text


def _number(words: str) -> float | None:
    """Read a number, in figures or in words."""
    length = read_duration(f"{words} uur") or read_duration(f"{words} hours")
    return length.value if length else None
