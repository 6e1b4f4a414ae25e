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


def without_spans(root: HtmlElement) -> HtmlElement:
    """Return a page with the cells that cover several rows repeated in each of them; the page itself where none does.

    A row then holds all that belongs to it, as the rows of a list must that are read one by one.
    """
    if next(root.iterfind(".//*[@rowspan]"), None) is None:
        return root
    whole = deepcopy(root)
    for table in islice(whole.iter("table"), TABLES):
        _repeat(list(islice(table.iter("tr"), ROWS)))
    return whole


def _repeat(rows: list[HtmlElement]) -> None:
    """Put copies of the cells of each row into the rows below that they cover."""
    for at, row in enumerate(rows):
        for column, cell in enumerate(list(row)):
            covered = cell.get("rowspan", "") if isinstance(cell.tag, str) else ""
            if covered.isascii() and covered.isdigit() and len(covered) < 4:
                del cell.attrib["rowspan"]
                for below in rows[at + 1 : at + min(int(covered), MOST)]:
                    if below.getparent() is row.getparent():
                        below.insert(column, _copy(cell))


def _copy(cell: HtmlElement) -> HtmlElement:
    copy = deepcopy(cell)
    copy.tail = None
    return copy
