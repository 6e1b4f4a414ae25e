"""Tables that put courses side by side, a column each, turned so that each has a row of its own."""

from __future__ import annotations

from copy import deepcopy
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from normalize.fields.names import is_label
from normalize.page.text import tidied

TABLES = 20
"""Tables that are looked at."""
ROWS, COLUMNS = 40, 12
"""Rows and columns of one, at most."""
LEAST = 2
"""Courses side by side, and labels before their facts, at least."""
LONGEST = 120
"""Characters of a head that are looked at."""


def turned(root: HtmlElement) -> HtmlElement:
    """Return a page with a row for each course of the tables that have a column for each; itself where none does."""
    tables = [n for n, table in enumerate(islice(root.iter("table"), TABLES)) if _cells(table)]
    if not tables:
        return root
    whole = deepcopy(root)
    found = list(islice(whole.iter("table"), TABLES))
    for table in [found[n] for n in tables]:
        _turn(table, _cells(table))
    return whole


def _cells(table: HtmlElement) -> list[list[HtmlElement]]:
    """Return the cells of a table whose first column is labels and whose first row is names, [] for another."""
    rows = [row for row in islice(table.iter("tr"), ROWS + 1) if len(row)]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    wide = {len(row) for row in cells}
    if not LEAST < len(cells) <= ROWS or len(wide) != 1 or not LEAST < min(wide) <= COLUMNS:
        return []
    heads = [tidied(cell.itertext(), LONGEST) for cell in cells[0][1:]]
    labels = [tidied(row[0].itertext(), LONGEST) for row in cells[1:]]
    names = all(heads) and len(set(heads)) == len(heads) and not any(map(is_label, heads))
    told = sum(map(is_label, labels)) if len(set(labels)) == len(labels) else 0
    return cells if names and told >= LEAST and 2 * told > len(labels) else []


def _turn(table: HtmlElement, cells: list[list[HtmlElement]]) -> None:
    """Put the columns of a table in the place of its rows."""
    for child in list(table):
        table.remove(child)
    for column in zip(*cells, strict=True):
        row = etree.SubElement(table, "tr")
        for cell in column:
            cell.tag = "th" if column[0] is cells[0][0] else "td"
            row.append(cell)
