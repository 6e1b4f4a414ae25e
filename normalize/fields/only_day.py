"""The only day to come that a page names at all, beside other facts of its course or more than once."""

from __future__ import annotations

from normalize.course import Session
from normalize.fields.dated_lines import PARTS_OF_LINE
from normalize.fields.days import LINE, has_day, is_publication
from normalize.fields.elsewhen import is_of_else
from normalize.fields.witness import Witness
from normalize.page.view import View
from normalize.values.dates import left_over, read_dates

LONGEST = 300
"""Characters of a line of facts."""
LEAST = 2
"""Facts on a line, or lines, that make it the course's day."""


def days_among(parts: list[str]) -> list[str]:
    """Return the parts of a line of facts that are nothing but days."""
    return [part for part in parts if len(part) < LINE and has_day(part) and left_over(part) == ()]


def day_of_facts(view: View) -> list[tuple[str, int]]:
    """Find the days that stand on lines of facts ("23 maart 2027 · Leiden · € 295"), each with its block."""
    found = []
    for n, block in enumerate(view.blocks):
        if len(block.text) <= LONGEST and has_day(block.text):
            parts = [part for part in PARTS_OF_LINE.split(block.text) if part]
            found += [(day, n) for day in days_among(parts) if len(parts) > 1]
    return found


def only_day(view: View) -> tuple[list[Session], Witness] | None:
    """Find that day, where it stands on a line of facts or on two lines; None where there is another, or none."""
    if view.seen is None:
        return None
    found: dict[tuple[str, str | None], tuple[Session, Witness, int]] = {}
    for n, block in enumerate(view.blocks):
        if len(block.text) > LONGEST or not has_day(block.text):
            continue
        parts = [part for part in PARTS_OF_LINE.split(block.text) if part]
        days = days_among(parts)
        if not days or is_of_else(view, n) or is_publication(view, block.text):
            return None  # a day in other words: which one it is takes a reader
        for day in days:
            for session in read_dates(day, seen=view.seen).sessions:
                key = (session.start or "")[:10], session.end
                told = found[key][2] if key in found else 0
                found[key] = session, Witness(day, "text"), told + len(parts)
    if len(found) != 1:
        return None
    session, witness, told = next(iter(found.values()))
    later = session.precision == "day" and (session.start or "")[:10] >= view.seen.isoformat()
    return ([session], witness) if later and told >= LEAST else None
