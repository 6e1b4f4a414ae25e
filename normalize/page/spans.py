"""Tables whose cells cover several rows, with each cell in every row that it covers."""

from __future__ import annotations

from copy import deepcopy
from itertools import islice

from lxml.html import HtmlElement

MOST = 50
"""Rows that one cell may cover."""
TABLES = 20
"""Tables that are looked at."""
ROWS = 500
"""Rows of one table that are looked at."""
COPIES = 2000
"""Cells that are repeated, at most."""
SMALL = 40
"""Elements of a cell that is repeated, at most; it has no more text than a name."""
LONGEST = 400
"""Characters of such a cell."""


def without_spans(root: HtmlElement) -> HtmlElement:
    """Return a page with the cells that cover several rows repeated in each of them; the page itself where none does.

    A row then holds all that belongs to it, as the rows of a list must that are read one by one.
    """
    if next(root.iterfind(".//*[@rowspan]"), None) is None:
        return root
    whole = deepcopy(root)
    left = COPIES
    for table in islice(whole.iter("table"), TABLES):
        left = _repeat(list(islice(table.iter("tr"), ROWS)), left)
    return whole


def _repeat(rows: list[HtmlElement], left: int) -> int:
    """Put copies of the cells of each row into the rows below that they cover; return how many more may be made."""
    for at, row in enumerate(rows):
        for column, cell in enumerate(list(row)):
            covered = cell.attrib.pop("rowspan", "") if isinstance(cell.tag, str) else ""
            count = min(int(covered), MOST) if covered.isascii() and covered.isdigit() and len(covered) < 4 else 1
            below = [other for other in rows[at + 1 : at + count] if other.getparent() is row.getparent()]
            if not below or len(below) > left or not _is_small(cell):
                continue
            left -= len(below)
            for other in below:
                other.insert(column, _copy(cell))
    return left


def _is_small(cell: HtmlElement) -> bool:
    """Tell whether a cell may be repeated: a name, and no part of the page."""
    few = sum(1 for _ in islice(cell.iter(), SMALL + 1)) <= SMALL
    return few and sum(map(len, cell.itertext())) <= LONGEST


def _copy(cell: HtmlElement) -> HtmlElement:
    copy = deepcopy(cell)
    copy.tail = None
    return copy
