"""Tables of fees with two heads to each amount: whose it is, and on what condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from normalize.course import Price
from normalize.fields.amounts import Tariff
from normalize.fields.price_tiers import is_whose
from normalize.fields.witness import Witness
from normalize.page.document import Block
from normalize.page.view import View
from normalize.values.prices import read_prices

BARE = re.compile(r"\d[\d.,]{0,9}\d(?:,-)?")
"""An amount whose currency stands elsewhere."""
EUROS = re.compile(r"€|\beuros?\b|\beur\b", re.IGNORECASE)
NEAR = 3
"""Blocks around a table in which the currency may stand."""
NONE = frozenset(("", "-", "–", "—", "n/a", "n.v.t.", "nvt", "x"))
"""A cell without an amount."""
LEAST = 2
"""Rows and columns of amounts."""
LONGEST = 60
"""Characters of a head."""
Cells = dict[tuple[int, int], list[Block]]


def table_tariffs(view: View) -> list[Tariff]:
    """Read the first table whose rows and columns both say whose the amounts in it are; [] for none."""
    tables: dict[int, Cells] = {}
    places: dict[int, list[int]] = {}
    for n, block in enumerate(view.blocks):
        if block.cell and block.zone == "main":
            tables.setdefault(block.cell[0], {}).setdefault(block.cell[1:], []).append(block)
            places.setdefault(block.cell[0], []).append(n)
    for number, cells in tables.items():
        begun, ended = places[number][0], places[number][-1]
        around = view.blocks[max(0, begun - NEAR) : ended + 1 + NEAR]
        found = list(_read(cells, in_euros=any(EUROS.search(block.text) for block in around)))
        if found:
            return found
    return []


def _read(cells: Cells, *, in_euros: bool) -> Iterator[Tariff]:
    """Yield the amount of each cell of a table, labelled by its row and its column."""
    words = {key: " ".join(block.text for block in blocks) for key, blocks in cells.items()}
    rows = sorted({row for row, column in words if column and row})
    columns = sorted({column for _, column in words if column})
    heads = [words.get((row, 0), "") for row in rows] + [words.get((0, column), "") for column in columns]
    if min(len(rows), len(columns)) < LEAST or not all(head and len(head) <= LONGEST for head in heads):
        return
    if not all(_mostly_whose(axis) for axis in (heads[: len(rows)], heads[len(rows) :])):
        return
    for row in rows:
        for column in columns:
            cell = words.get((row, column), "")
            price = _amount(cell, in_euros=in_euros)
            if price is None and cell.lower() not in NONE:
                return
            if price is not None:
                label = f"{words[row, 0].rstrip(' :')}, {words[0, column].rstrip(' :')}"
                yield replace(price, label=label), Witness(f"{label}: {cell}", "table")


def _mostly_whose(heads: list[str]) -> bool:
    return 2 * sum(map(is_whose, heads)) >= len(heads)


def _amount(cell: str, *, in_euros: bool) -> Price | None:
    """Read the one amount of a cell."""
    prices = read_prices(f"€ {cell}" if in_euros and BARE.fullmatch(cell) else cell)
    return prices[0] if len(prices) == 1 else None
