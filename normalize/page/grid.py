"""Where the cells of a table stand: rows and columns, with cells over several of either.

After the table model of the HTML standard (https://html.spec.whatwg.org/multipage/tables.html#forming-a-table).
"""

from __future__ import annotations

from collections.abc import Mapping

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
