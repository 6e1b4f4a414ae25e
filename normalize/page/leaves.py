"""Days whose parts stand in elements of their own, as on the leaf of a calendar ("Wo", "12", "mei", "2027")."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from normalize.page.document import Block
from normalize.page.elements import SEAM
from normalize.values.alternatives import question
from normalize.values.date_words import MONTHS, WEEKDAYS

PART = 12
"""A part of a day has no more characters."""
MOST = 5
"""Parts of a day, at most: a weekday, a day, a month, a year, and what parts them."""
_MONTH = "|".join(sorted((word for word in MONTHS if len(word) > 2), key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th|e)?\.?"
_YEAR = r"20[0-4][0-9]|'[0-9]{2}"
LEAF = re.compile(
    rf"(?:(?:{_WEEKDAY})\.?,? )?(?:(?:{_DAY} (?:{_MONTH})|(?:{_MONTH})\.? {_DAY})\.?,?(?: (?:{_YEAR}))?"
    rf"|(?:{_DAY} (?:{_MONTH})|(?:{_MONTH})\.? {_DAY}) (?:{_WEEKDAY})(?: (?:{_YEAR}))?)",
    re.IGNORECASE,
)
"""What the parts of one day are together: the day and its month, with or without weekday and year."""
PIECE = question(
    rf"(?:(?:{_WEEKDAY})\.?,?|{_DAY}|(?:{_DAY} )?(?:{_MONTH})\.?,?(?: (?:{_YEAR}))?|{_YEAR})", re.IGNORECASE
)
"""Any one of them; a month may stand with the day or the year beside it."""
PARTED = re.compile(
    rf"{SEAM}(?:(?<=[0-9]{SEAM})(?=[A-Za-z]{{3}})|(?<=[A-Z]{{2}}{SEAM})(?=[0-9])|(?<=20[0-9]{{2}}{SEAM})(?=[0-9])"
    rf"|(?<=[a-z] [0-9]{SEAM})(?=[0-9]{{1,2}} [a-z]))"
)
"""A seam at which a number and its word are parted by a space ("12" and "mei", "3" and "dagen")."""


COUNTED = re.compile(
    r"(?:dagdelen|dagdeel|(?:les|cursus|college|trainings)?dagen|dag|weken|uur|uren|maanden|jaar|avonden"
    r"|bijeenkomsten|lessen|days?|weeks?"
    r"|hours?|months?|sessions?|evenings?)\b.{0,20}",
    re.IGNORECASE,
)
"""What is counted, on the line below its number."""
NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9])?")


def with_leaves(blocks: list[Block]) -> list[Block]:
    """Join the blocks that are the parts of one day to the block of that day."""
    short = [len(block.text) <= PART for block in blocks]
    if not any(one and other for one, other in pairwise(short)):
        return blocks
    joined: list[Block] = []
    at = 0
    while at < len(blocks):
        size = _size(blocks, at) if short[at] and short[at + 1 : at + 2] == [True] else 1
        if size == 1 and at + 1 < len(blocks) and _is_count(blocks[at], blocks[at + 1]):
            size = 2
        if size > 1:
            parts = blocks[at : at + size]
            year = next((part.year for part in parts if part.year), None)
            level = max(part.level for part in parts)
            joined.append(
                replace(parts[0], text=" ".join(part.text for part in parts), lead="", level=level, year=year)
            )
        else:
            joined.append(blocks[at])
        at += size
    return joined


def _size(blocks: list[Block], at: int) -> int:
    """Return how many blocks from here on are the parts of one day, 1 where they are none."""
    end = at
    while end < len(blocks) and end - at < MOST and _is_part(blocks[end], blocks[at]):
        end += 1
    for stop in range(end, at + 1, -1):
        if LEAF.fullmatch(" ".join(block.text for block in blocks[at:stop])):
            return stop - at
    return 1


def _is_count(number: Block, counted: Block) -> bool:
    """Tell whether a block is a number, and the next one what it counts ("2", "dagdelen per groep")."""
    if not number.text[:1].isdigit():
        return False
    alike = number.level == counted.level == 0 and number.cell is None and number.zone == counted.zone
    near = bool({*number.path[-3:]} & {*counted.path[-3:]})
    return alike and near and bool(NUMBER.fullmatch(number.text) and COUNTED.fullmatch(counted.text))


def _is_part(block: Block, first: Block) -> bool:
    near = len(block.path) < 2 or len(first.path) < 2 or bool({*block.path[-3:]} & {*first.path[-3:]})
    return len(block.text) <= PART and block.zone == first.zone and near and bool(PIECE.fullmatch(block.text))
