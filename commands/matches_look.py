"""What `lloket matches` shows of records: their values, side by side."""

from __future__ import annotations

import getpass

from rich.markup import escape
from rich.table import Table

from exports.words import Pair
from normalize.course import Course

SHOWN: dict[str, Pair] = {
    "title": ("titel", "title"),
    "provider": ("aanbieder", "provider"),
    "url": ("adres", "address"),
    "language": ("taal", "language"),
    "price": ("prijs", "price"),
    "sessions": ("data", "dates"),
    "location": ("plaats", "place"),
    "duration": ("duur", "duration"),
    "level": ("niveau", "level"),
    "audience": ("voor wie", "for whom"),
    "entry_requirements": ("toelatingseisen", "entry requirements"),
    "description": ("omschrijving", "description"),
}
"""What is shown of a record, in this order."""
CELL = 300
"""The most characters of a value that are shown."""


def shown(course: Course) -> dict[str, str]:
    """Return the values of a record that tell courses apart, in words."""
    price = course.price
    return {
        "title": course.title,
        "provider": course.provider.name,
        "url": course.url,
        "language": course.page_language or "",
        "price": "" if price is None else f"{price.amount:g} {price.currency} ({price.vat})",
        "sessions": ", ".join(filter(None, dict.fromkeys(run.start or run.text for run in course.sessions[:12]))),
        "location": course.location or "",
        "duration": course.duration.text or f"{course.duration.value:g} {course.duration.unit}"
        if course.duration
        else "",
        "level": course.level or "",
        "audience": course.audience or "",
        "entry_requirements": course.entry_requirements or "",
        "description": course.description or "",
    }


def side_by_side(records: list[tuple[str, Course]], n: int) -> Table:
    """Return a table with a column per record and a row per value that any of them has."""
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("")
    for heading, _ in records:
        table.add_column(escape(heading), overflow="fold", ratio=1)
    columns = [shown(course) for _, course in records]
    for name, words in SHOWN.items():
        cells = [column[name][:CELL] for column in columns]
        if any(cells):
            table.add_row(words[n], *(escape(cell) or "–" for cell in cells))
    return table


def decider(given: str | None) -> str:
    """Return who decides: the name given, or the one that is logged in."""
    return given or getpass.getuser()
