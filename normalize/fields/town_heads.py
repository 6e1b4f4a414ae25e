"""Runs under the town in which they are given: a line that is a town, and under it lines of days."""

from __future__ import annotations

import re
from itertools import groupby

from normalize.fields.days import BRIEF, LINE, YEAR, Words, has_day, year_above
from normalize.fields.places import TOWN
from normalize.fields.witness import Witness
from normalize.page.document import Block
from normalize.page.view import View
from normalize.values.date_words import status_in

LEAST = 2
"""Towns side by side below which nothing shows that each is that of the days under it."""
HEAD = re.compile(
    r"\W*(?:(?:(?:(?:start|cursus|les|trainings?)-? ?)?(?:data|datums?|dagen|momenten)|locatie"
    r"|(?:(?:start|course|training) ?)?dates?|location|planning|agenda|start(?:s|t)?)\b\W*)?"
    r"(?:(?:in|te|at|voor|regio)\b\W*)?\W*(?:20\d\d)?\W*",
    re.IGNORECASE,
)
"""What may stand around the town in a line that heads days."""
GLUED = re.compile(rf"({TOWN.pattern}): (?=.*\d)")
"""A town on the line of the first of its days."""
Line = tuple[int, str]
"""The number of a block, and the words of its line: of its row, in a table."""


def by_town(view: View) -> Words:
    """Yield each line of days with the town above it, where at least two towns have days of their own."""
    groups: list[tuple[str, str, list[Line]]] = []
    for n, words in _lines(view):
        town, rest = _town_of(words)
        if town:
            groups.append((town, words, [(n, rest)] if rest else []))
        elif groups and len(words) < LINE and has_day(words) and not view.blocks[n].level:
            groups[-1][2].append((n, words))
        elif groups and groups[-1][2] and len(words) < BRIEF and status_in(words):
            day, told = groups[-1][2].pop()
            groups[-1][2].append((day, f"{told} | {words}"))
        elif groups and groups[-1][2]:
            groups.append(("", "", []))  # what comes next stands under another line
    held = [(town, head, days) for town, head, days in groups if town and days]
    if len({town for town, _, _ in held}) < LEAST:
        return
    for town, head, days in held:
        years = YEAR.findall(head)
        for n, words in days:
            year = int(years[0]) if len(years) == 1 else year_above(view, n)
            yield words, Witness(words, "heading", year), town


def _town_of(words: str) -> tuple[str, str]:
    """Return the only town of a line that heads days, and the days on that line itself; "" where it has none."""
    if glued := GLUED.match(words):
        return glued[1], words[glued.end() :]
    towns = TOWN.findall(words) if len(words) < LINE else []
    alone = len(towns) == 1 and HEAD.fullmatch(TOWN.sub(" ", words))
    return (towns[0], "") if alone else ("", "")


def _lines(view: View) -> list[Line]:
    """Return the lines of the page's main part, the cells of a row as one."""
    lines = []
    numbered = [(n, block) for n, block in enumerate(view.blocks) if block.zone == "main"]
    for row, group in groupby(numbered, key=_row):
        told = list(group)
        if row is None:
            lines += [(n, block.text) for n, block in told]
        else:
            lines.append((told[0][0], " | ".join(block.text for _, block in told)))
    return lines


def _row(numbered: tuple[int, Block]) -> tuple[int, int] | None:
    cell = numbered[1].cell
    return cell[:2] if cell else None
