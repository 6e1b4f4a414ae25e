"""Days of something else: what their heading, or the line that leads to them, says that they are."""

from __future__ import annotations

import re

from normalize.fields import prose
from normalize.fields.days import FIGURE, has_day
from normalize.page.labels import read_label
from normalize.page.view import View
from normalize.values.dates import read_dates

LEAD = 160
"""Characters at the end of a leading line that are looked at."""
CARD = 120
"""Characters of a line on a card."""
LED = 12
"""Items that one line leads to, at most."""

OTHER = re.compile(
    r"\b(?:vervolg|verdiepings|gevorderden|opfris|herhalings)(?:cursus|training|opleiding|module|workshop)"
    r"|\bfollow-?up (?:course|training|programme|module|workshop)|\badvanced (?:course|training)",
    re.IGNORECASE,
)
"""Names a course that builds on another."""
OURS = re.compile(
    r"\b(?:see|check out|look at|zie|bekijk|kijk (?:dan )?(?:eens |ook )?(?:bij|naar))"
    r" (?:also |ook )?(?:our|onze|ons)\b",
    re.IGNORECASE,
)
"""Leads to another course of the same school."""


def is_of_else(view: View, at: int) -> bool:
    """Tell whether a block stands under a heading or a leading line on news, former runs, open days and the like."""
    heads = view.heads(at)
    if prose.speaks_of("aside_line", view.blocks[at].text) or any(prose.speaks_of("elsewhen", head) for head in heads):
        return True
    if view.blocks[at].zone == "side" and any(prose.speaks_of("side_agenda", head) for head in heads):
        return True
    if (lead := _lead(view, at)) is not None and prose.speaks_of("elsewhen_led", lead[-LEAD:]):
        return True
    return any(prose.speaks_of("elsewhen_cell", head) for head in _table_heads(view, at)) or _is_told_aside(view, at)


def _is_told_aside(view: View, at: int) -> bool:
    """Tell whether the cell behind a day says that it is none of the course ("Notification of acceptance")."""
    block, following = view.blocks[at], next(iter(view.blocks[at + 1 : at + 2]), None)
    if not block.cell or not following or not following.cell or block.cell[:2] != following.cell[:2]:
        return False
    beside = following.text[:CARD]
    told = has_day(block.text[:CARD]) and not FIGURE.search(beside) and read_dates(block.text).sessions
    return bool(told) and not read_dates(f"{block.text}: {beside}").sessions


def names_other(view: View, text: str) -> bool:
    """Tell whether a sentence is on another course: one that builds on this one, or one that it leads to."""
    if not FIGURE.search(text):
        return False
    if OURS.search(text):
        return True
    other = OTHER.search(text)
    return other is not None and other[0].lower() not in view.once(_first_headings)


def _first_headings(view: View) -> str:
    """Return the words of the page's headings of the first level, in lower case."""
    return " ".join(block.text.lower() for block in view.blocks if block.level == 1)


def _table_heads(view: View, at: int) -> list[str]:
    """Return what heads the column and the row of a table in which a block stands; a day heads nothing."""
    cell = view.blocks[at].cell
    if cell is None:
        return []
    heads = view.once(_edges)
    table, row, column = cell
    found = [heads.get((table, 0, column), "") if row else "", heads.get((table, row, 0), "") if column else ""]
    return [head for head in found if head and not FIGURE.search(head)]


def _edges(view: View) -> dict[tuple[int, int, int], str]:
    """Return the short texts in the first row and in the first column of every table, by cell."""
    return {b.cell: b.text for b in view.blocks if b.cell and 0 in b.cell[1:] and len(b.text) < LEAD // 2}


def after_others(view: View) -> frozenset[int]:
    """Return the blocks of cards whose headings are no deeper than the one above them ("Misschien ook interessant").

    Up to a heading above that one, one that labels a fact of the page's own course, or the end of the content.
    """
    found: set[int] = set()
    level, zone = 0, ""
    for n, block in enumerate(view.blocks):
        if block.level and prose.speaks_of("apart_heading", block.text):
            level, zone = block.level, block.zone
        elif level and block.zone != zone:
            level = 0  # what stands beside the content
        elif level and block.level and (block.level < level or read_label(block.text).fields):
            level = 0
        elif level and len(block.text) <= CARD:
            found.add(n)
        elif level:
            level = 0  # a paragraph is no card
    return frozenset(found)


def _lead(view: View, at: int) -> str | None:
    """Return the line with a colon that leads to a block, by itself or as one of several items."""
    for n in range(at - 1, max(at - LED, -1), -1):
        above = view.blocks[n]
        if above.text.endswith(":"):
            return above.text
        if above.level or above.tag != "li" or view.blocks[at].tag != "li":
            return None
    return None
