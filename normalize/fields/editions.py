"""Runs that each list their own meeting days: under a heading of their own, or in a column of a table."""

from __future__ import annotations

import re
from collections import defaultdict

from normalize.fields.places import TOWN
from normalize.fields.told import DAY, LESSONS, Words, year_above
from normalize.fields.witness import Witness
from normalize.page.statements import Statement
from normalize.page.view import View
from normalize.values.date_words import PART
from normalize.values.words import plain

EDITION = re.compile(
    r"\b(?:editie|edition|groep|group|uitvoering|reeks|series?|cyclus|ronde|round|lichting|cohort|run|klas|leergang"
    r"|startgroep|start|voorjaar|najaar|lente|zomer|herfst|winter|spring|summer|autumn|fall|blok|semester"
    r"|[\w-]*cursus|[\w-]*opleiding|[\w-]*training|course)\b"
)
"""In a heading above the days of one run."""
LEAST = 2
"""Runs side by side, and days in each, below which nothing shows that they are runs."""
MOST = 40
"""Rows of a table that are read."""


def editions(view: View, statement: Statement) -> Words:
    """Yield the days under each heading within a label's part, where every heading is that of one run."""
    groups: list[list[int]] = []
    for n in statement.blocks:
        if view.blocks[n].level:
            groups.append([n])
        elif groups and DAY.search(view.blocks[n].text):
            groups[-1].append(n)
    groups = [group for group in groups if len(group) > 1]
    if len(groups) < LEAST or not all(_is_edition(view, group) for group in groups):
        return
    for head, *days in groups:
        words = "\n".join(view.blocks[n].text for n in days)
        year = year_above(view, days[0]) or statement.meaning.year
        towns = TOWN.findall(view.blocks[head].text)
        yield words, Witness(words, statement.method, year, LESSONS), towns[0] if len(towns) == 1 else None


def _is_edition(view: View, group: list[int]) -> bool:
    """Tell whether a heading is that of a run, and what stands under it its meeting days."""
    head, *days = (plain(view.blocks[n].text) for n in group)
    return len(days) >= LEAST and bool(EDITION.search(head) or all(PART.match(day) for day in days))


def columns(view: View) -> Words:
    """Yield the days in each column of a table whose rows are lessons and whose columns are runs."""
    tables: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
    for n, block in enumerate(view.blocks):
        if block.cell:
            tables[block.cell[0]].setdefault(block.cell[1:], n)
    for cells in tables.values():
        rows = sorted({row for row, _ in cells})[:MOST]
        wide = sorted({column for _, column in cells} - {0})
        firsts = [view.blocks[cells[row, 0]].text if (row, 0) in cells else "" for row in rows[1:]]
        if len(rows) <= LEAST or len(wide) < LEAST or not all(PART.match(plain(first)) for first in firsts):
            continue
        told = [[cells.get((row, column)) for row in rows[1:]] for column in wide]
        if all(n is not None and DAY.search(view.blocks[n].text) for column in told for n in column):
            for column in told:
                found = [n for n in column if n is not None]
                words = "\n".join(view.blocks[n].text for n in found)
                yield words, Witness(words, "table", year_above(view, found[0]), LESSONS), None
