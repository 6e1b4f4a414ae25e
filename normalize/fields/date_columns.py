"""Runs in the rows of a table whose column of days is known by what stands in it, not by its head."""

from __future__ import annotations

from collections import defaultdict

from normalize.fields.days import BRIEF, MONTH, YEAR, Words, has_day, is_time, year_above
from normalize.fields.editions import CHOICE, LESSON
from normalize.fields.elsewhen import is_of_else
from normalize.fields.places import is_place
from normalize.fields.witness import Witness
from normalize.page.labels import read_label
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.date_words import status_in

LEAST = 2
"""Rows that make a table of runs."""
MOST = 40
"""Rows of a table that are read."""
LINE = 90
"""Characters of a cell with a day, at most."""
Row = dict[int, int]
"""Column to the position of its block."""


def dated_columns(view: View) -> Words:
    """Yield the days of each row of a table on which no head says that they are the course's, but other heads do.

    So where one may choose between the rows (place, price, places left), or where the heading above is on runs.
    """
    tables: dict[int, dict[int, Row]] = defaultdict(lambda: defaultdict(dict))
    for n, block in enumerate(view.blocks):
        if block.cell:
            table, row, column = block.cell
            tables[table][row].setdefault(column, n)
    known = {s.row[0] for s in view.under("sessions", "times", "enrol_until") if s.row}
    for number, rows in tables.items():
        if number not in known and len(rows) > LEAST:
            yield from _runs(view, [rows[row] for row in sorted(rows)][:MOST])


def _runs(view: View, rows: list[Row]) -> Words:
    """Yield the rows of a table that is one of runs."""
    heads = {column: fold(view.blocks[n].text) for column, n in rows[0].items()}
    body = [row for row in rows[1:] if len(row) > 1]
    if len(body) < LEAST or any(map(LESSON.fullmatch, heads.values())) or any(map(has_day, heads.values())):
        return
    above = view.blocks[rows[1][min(rows[1])]].headings[-1:]
    on_runs = any("sessions" in read_label(head).fields for head in above)
    if not (on_runs or any(map(CHOICE.search, heads.values()))):
        return
    columns = [column for column in heads if all(column in row and _is_dated(view, row[column]) for row in body)]
    if len(columns) != 1 or any(is_of_else(view, row[columns[0]]) for row in body):
        return
    places = [column for column, head in heads.items() if "location" in read_label(head).fields]
    for row in body:
        at = row[columns[0]]
        times = [
            view.blocks[n].text for column, n in row.items() if column != columns[0] and is_time(view.blocks[n].text)
        ]
        words = ", ".join([view.blocks[at].text, *times[:1]])
        where = next((view.blocks[row[column]].text for column in places if column in row), None)
        place = where if where and is_place(where) else None
        yield words, Witness(words, "table", year_above(view, at)), place


def _is_dated(view: View, at: int) -> bool:
    """Tell whether a cell is on a day, or on a month of a year."""
    text = view.blocks[at].text
    return len(text) <= LINE and (has_day(text) or bool(MONTH.search(text) and YEAR.search(text)))


def with_status(words: str, view: View, row: tuple[int, int]) -> str:
    """Put behind the day of a row what one of its cells says of the places, whatever stands above that."""
    cells = (b.text for b in view.blocks if b.cell and b.cell[:2] == row and len(b.text) < BRIEF)
    said = next(filter(status_in, cells), "")
    if not said or said in words:
        return words
    day, line, rest = words.partition("\n")
    return f"{day}, {said}{line}{rest}"
