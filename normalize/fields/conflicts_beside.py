"""Where a title, a summary, a line, a button, an answer or a label names another day than the course's only run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from normalize.course import Course, Session
from normalize.fields import claims, only_day, prose
from normalize.fields.conflicts_edges import FORMER
from normalize.fields.conflicts_runs import SLIP, START, YEAR
from normalize.fields.conflicts_sides import NEAR, Pairs, days_between, days_in, is_of_others
from normalize.fields.days import has_day
from normalize.fields.runs import Runs
from normalize.page.text import fold
from normalize.page.view import View

BEFORE = re.compile(
    r"\b(?:vóór|tot|t/m|uiterlijk|before|until|till|by|vroegboek\w*|early|korting|deadline|sluit\w*|clos\w*|verleng\w*)\b"
    r"|\b(?:vervolg\w*|follow-up|info\w*|open (?:dag|avond|day)|kennismak\w*|intake|proefles\w*|examen|exam"
    r"|module|deel|part|groep|group)\b",
    re.IGNORECASE,
)
"""In words with a day that is another than that of the course."""
QUOTES = "“”„‘’\"'«»"
WHEN = re.compile(r"(?:cursus|training|les)?(?:datum|data|dag)|wanneer|when|dates?|course dates?|aanvang|eerste lesdag")
"""A label of the day of the course."""


def beside(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the only run that is told elsewhere with the day that each of these names."""
    dated = [run for run in course.sessions if run.start and run.precision == "day" and run.status != "full"]
    if not 0 < len(dated) == len(course.sessions) <= 2:
        return
    year = int((dated[0].start or "")[:4])
    for words, block in _said(view, alone=len(dated) == 1):
        others = [run for run in dated if block < 0 or run.text not in words]
        days = days_in(words, view, year) if len(others) == 1 else []
        if len(days) == 1 and _is_another(days[0], others[0]):
            yield others[0].text, words


def _is_another(day: str, run: Session) -> bool:
    """Tell whether a day may be a mistake for the first of a run, and is none of the run's."""
    first, last = (run.start or "")[:10], (run.end or run.start or "")[:10]
    if first <= day[:10] <= last or any(day[:10] == one.date for one in run.days):
        return False
    apart = abs(days_between(day, first))
    return apart <= SLIP or abs(apart - YEAR) <= SLIP or (day[8:10] == first[8:10] and apart <= NEAR)


def _said(view: View, *, alone: bool) -> Iterator[tuple[str, int]]:
    """Yield what names one day of the course beside its text, with its block, -1 for none; `alone`: it has one run."""
    under = {n for statement in view.statements for n in statement.blocks}
    for claim in claims.claims(view):
        told = claim.field in ("", "sessions") and has_day(claim.words) and not BEFORE.search(claim.words)
        if not told or FORMER.search(claim.words) or (claim.block >= 0 and is_of_others(view, claim.block)):
            continue
        if claim.place == "line" and (not alone or claim.words.endswith(".") or claim.words[0] in QUOTES):
            continue  # another run, a sentence, or somebody's words
        if claim.place == "line" and claim.block in under:
            continue  # its label says what it is
        if claim.place in ("button", "answer") or prose.may_speak_of("own_date", claim.words):
            yield claim.words, claim.block
    labelled = [s for s in view.under("sessions") if not s.row and len(s.lines) == 1 and s.blocks]
    counts = Counter(fold(s.label) for s in labelled)
    for statement in labelled:
        known = START.match(statement.label) or WHEN.fullmatch(fold(statement.label))
        if known and counts[fold(statement.label)] == 1 and not is_of_others(view, statement.blocks[0]):
            yield statement.text, statement.blocks[0]
    facts = only_day.day_of_facts(view) if alone else []
    if len({day for day, _ in facts}) == 1 and not is_of_others(view, facts[0][1]):
        yield facts[0]
