"""The only day to come that a page names at all, beside other facts of its course or more than once."""

from __future__ import annotations

from collections.abc import Iterator

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


def _dated_lines(view: View) -> Iterator[tuple[int, list[str], int]]:
    """Yield the lines that name a day: the block, the parts that are nothing but days, how many parts there are."""
    for n, block in enumerate(view.blocks):
        if len(block.text) <= LONGEST and has_day(block.text):
            parts = [part for part in PARTS_OF_LINE.split(block.text) if part]
            days = [part for part in parts if len(part) < LINE and has_day(part) and left_over(part) == ()]
            yield n, days, len(parts)


def day_of_facts(view: View) -> list[tuple[str, int]]:
    """Find the days that stand on lines of facts ("23 maart 2027 · Leiden · € 295"), each with its block."""
    return [(day, n) for n, days, count in _dated_lines(view) if count > 1 for day in days]


def only_day(view: View) -> tuple[list[Session], Witness] | None:
    """Find that day, where it stands on a line of facts or on two lines; None where there is another, or none."""
    if view.seen is None:
        return None
    found: dict[tuple[str, str | None], tuple[Session, Witness, int]] = {}
    for n, days, count in _dated_lines(view):
        if not days or is_of_else(view, n) or is_publication(view, view.blocks[n].text):
            return None  # a day in other words: which one it is takes a reader
        for day in days:
            for session in read_dates(day, seen=view.seen).sessions:
                key = (session.start or "")[:10], session.end
                told = found[key][2] if key in found else 0
                found[key] = session, Witness(day, "text"), told + count
    if len(found) != 1:
        return None
    session, witness, told = next(iter(found.values()))
    later = session.precision == "day" and (session.start or "")[:10] >= view.seen.isoformat()
    return ([session], witness) if later and told >= LEAST else None
