"""Where the cells of a table stand: rows and columns, with cells over several of either.

After the table model of the HTML standard (https://html.spec.whatwg.org/multipage/tables.html#forming-a-table).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from lxml.html import HtmlElement

from normalize.page.labels import read_label
from normalize.page.text import tidied

MOST = 50
"""Rows or columns that one cell may cover."""


class Grid:
    """A table that is being walked through, and the cell at hand."""

    def __init__(self, number: int) -> None:
        self.number = number
        """The table's own."""
        self.row = -1
        """Row at hand; -1 before the first."""
        self.column = -1
        """Column at hand; -1 before the row's first cell."""
        self.rows = 1
        """Rows that the cell at hand covers."""
        self._after = 0
        self._taken: dict[int, int] = {}

    def begin_row(self) -> None:
        """Go to the next row."""
        self.row += 1
        self.column = -1
        self._after = 0
        self._taken = {column: left - 1 for column, left in self._taken.items() if left > 1}

    def begin_cell(self, own: Mapping[str, str]) -> None:
        """Go to the next cell, which has these attributes: the first column that no cell from above covers."""
        column = self._after
        while column in self._taken:
            column += 1
        width = _count(own.get("colspan")) if own else 1
        self.rows = _count(own.get("rowspan")) if own else 1
        self.column = column
        self._after = column + width
        if self.rows > 1:
            self._taken.update(dict.fromkeys(range(column, self._after), self.rows))


def _count(words: str | None) -> int:
    """Read how many rows or columns a cell covers; 1 for what is no such number."""
    return min(max(int(words), 1), MOST) if words and words.isascii() and words.isdigit() and len(words) < 4 else 1


HOLDERS = frozenset(("div", "ul", "ol", "section"))
"""Elements that a table may be made of which is not marked up as one."""
ARIA = {"row": "tr", "cell": "td", "gridcell": "td", "columnheader": "th", "rowheader": "th"}
"""Roles of the parts of a table (WAI-ARIA 1.2), and the elements they stand for."""
WIDEST = 10
"""Columns of such a table."""
LOOKED = 4
"""Rows whose cells are counted."""
HEAD = 40
"""Characters of a column's head."""
LEAST = 2
"""Heads of columns that are known labels, and rows."""


def parts_of(element: HtmlElement) -> dict[HtmlElement, str]:
    """Tell of what looks like a table and is none in the mark-up what its parts stand for; {} for anything else.

    It is one by its ARIA roles, or by rows with as many cells each of which the first holds known labels.
    """
    if element.get("role") in ("table", "grid"):
        parts = ((part, ARIA.get(part.get("role", ""))) for part in islice(element.iter(), MOST * MOST))
        named = {part: tag for part, tag in parts if tag}
        if "tr" in named.values():
            return named
    rows = _rows(element)
    if len(rows) < LEAST:
        return {}
    width = len(rows[0])
    if not LEAST <= width <= WIDEST or any(len(row) != width for row in rows[:LOOKED]):
        return {}
    heads = [tidied(head.itertext(), HEAD + 1) for head in rows[0]]
    if any(len(head) > HEAD for head in heads) or sum(map(_is_label, heads)) < LEAST:
        return {}
    cells = {cell: "td" for row in rows[1:] for cell in row}
    return {**dict.fromkeys(rows, "tr"), **dict.fromkeys(rows[0], "th"), **cells}


def _rows(element: HtmlElement) -> list[HtmlElement]:
    """Return the children of an element, those of its body in place of it where a head and a body stand apart."""
    if len(element) == LEAST and len(element[0]) == 1 and len(element[1]) and len(element[0][0]) == len(element[1][0]):
        return [element[0][0], *element[1]]
    return list(islice(element, MOST * 4)) if len(element) >= LEAST and len(element[0]) >= LEAST else []


def _is_label(words: str) -> bool:
    meaning = read_label(words.rstrip(":"))
    return bool(meaning.fields) and meaning.exact
