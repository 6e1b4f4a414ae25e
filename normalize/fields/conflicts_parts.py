"""Where a page contradicts itself about the part of the day: its words for it, or its programme, against its hours."""

from __future__ import annotations

import re

from normalize.course import Course, Session
from normalize.fields import claims, prose
from normalize.fields.conflicts_sides import Pairs, clock
from normalize.fields.days import ASIDE
from normalize.fields.runs import Runs
from normalize.page.sought import sought
from normalize.page.view import View

PARTS = {"ochtend": ("05:00", "12:00"), "morning": ("05:00", "12:00"), "middag": ("12:00", "18:00"),
         "afternoon": ("12:00", "18:00"), "avond": ("17:30", "24:00"), "evening": ("17:30", "24:00")}  # fmt: skip
"""From when to when a part of the day is, broadly: hours that touch it are no contradiction."""
_PART = "|".join(PARTS)
NAMED = sought(PARTS)
"""One of these stands wherever a part of the day does."""
ENTITLED = re.compile(
    rf"^\W*({_PART})-?(?:cursus|training|workshop|college|scholing|symposium|seminar|lezing|sessie|bijeenkomst)\b"
    rf"|\b(?:studie|thema|scholings|refereer|workshop|inspiratie|kennis)({_PART})\b"
    rf"|^\W*({_PART}) (?:course|workshop|class|seminar|lecture|training)\b",
    re.IGNORECASE,
)
"""The part of the day in a title."""
SPOKEN = re.compile(
    rf"^\W*(?:in|tijdens|during) (?:een|één|deze|a|one|this)(?: enkele| single)? ({_PART})(?: tijd)?"
    rf" (?:leer|ga|oefen|maak|ontdek|krijg|ben|neem|werk|bent|loop|praat|you|we)\w*"
    rf"|\b(?:deze|this) (?:[\w-]+ )?(?:workshop|training|cursus|course|masterclass) (?:duurt|beslaat|lasts|takes) "
    rf"(?:precies |exactly )?(?:een|één|a|one) ({_PART})\b",
    re.IGNORECASE,
)
"""The part of the day in a sentence on the whole course."""
ITEM = re.compile(
    r"\W{0,3}(\d{1,2})[.:](\d\d)(?!\d|[./-]\d)(?:(?: ?(?:uur|u|h|hrs)\b\.?)? ?[-–—] ?\d{1,2}[.:]\d\d)?"
    r"(?: ?(?:uur|u|h|hrs)\b)?\W{0,4}(?!(?:uur|u|h|hrs)\b)(?=[^\W\d])"
)
"""The time that begins a line of a programme."""
ITEMS = 3
"""Lines of a programme, at least."""


def part_of_day(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the hours of the runs, the same for all, with the part of the day in the title or a sentence."""
    hours = _hours(course)
    if hours is None:
        return
    run, start, end = hours
    said = [(found, words) for words in claims.titles(view) if (found := ENTITLED.search(words))]
    spoken = {s.text: found for s in view.holding(NAMED) if (found := SPOKEN.search(s.text[:200]))}
    said += [(spoken[s.text], s.text) for s in prose.on(view, "duration") if s.text in spoken] if spoken else []
    for found, words in said:
        first, last = PARTS[next(filter(None, found.groups())).lower()]
        apart = end <= first or start >= last
        if apart and not any(prose.told(view, "lesson_day")):  # it may be but one of several days
            yield run.text, words


def programme_hours(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the hours of the only run with the times that begin the lines of its programme, all before or after."""
    hours = _hours(course) if len(course.sessions) == 1 else None
    if hours is None:
        return
    run, start, end = hours
    items = [(found, block.text) for block in view.blocks if (found := ITEM.match(block.text))]
    told = [
        (f"{int(found[1]):02}:{found[2]}", words) for found, words in items if not ASIDE.match(words[found.end() :])
    ]
    if len(told) >= ITEMS and (min(told)[0] >= end or max(told)[0] <= start):
        yield run.text, told[0][1]


def _hours(course: Course) -> tuple[Session, str, str] | None:
    """Return the hours of the runs, each on one day, where they are the same."""
    told = {(clock(run.start), clock(run.end)) for run in course.sessions}
    start, end = next(iter(told)) if len(told) == 1 else (None, None)
    run = course.sessions[0] if course.sessions else None
    if run is None or not start or not end or (run.start or "")[:10] != (run.end or "")[:10]:
        return None
    return run, start, end
