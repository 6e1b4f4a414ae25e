"""What `lloket matches` looks up: an id or address, the pages behind it, two records side by side."""

from __future__ import annotations

import getpass
from dataclasses import dataclass

from rich.markup import escape
from rich.table import Table

from commands.options import WrongUse
from exports.words import Pair
from normalize.course import Course
from normalize.matching.rulings import plain_key
from store import Store

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


@dataclass(frozen=True, slots=True)
class Subject:
    """What a person named."""

    named: str
    """As typed."""
    offer: str
    """Id of the published record it is, or is a page of."""
    keys: tuple[str, ...]
    """Member keys of all pages of that record, sorted."""
    own: tuple[str, ...]
    """Those at the address that was named; all of them where an id was."""
    retired: bool = False
    """Whether an id was named that went into `offer`."""


class Look:
    """The store as people name things in it."""

    def __init__(self, store: Store) -> None:
        """Look up in this store."""
        self._store = store
        self.offer_of = store.member_ids()
        """Member key to offer id."""

    def subject(self, named: str) -> Subject:
        """Return what an id or address stands for; raises WrongUse where nothing bears it."""
        if "://" in named:
            own = tuple(key for key in sorted(self.offer_of) if _address(key) == _address(f" {named}"))
            if not own:
                raise WrongUse(f"no page at {named} is known")
            offer = self.offer_of[own[0]]
            return Subject(named, offer, self._members(offer), own)
        into = self._store.retired_into(named)
        keys = self._members(into or named)
        if not keys:
            raise WrongUse(f"'{named}' is no id of a course, nor an address (https://…)")
        return Subject(named, into or named, keys, keys, retired=into is not None)

    def courses(self, subject: Subject) -> list[tuple[str, Course]]:
        """Return the pages of a record as they were read, with their keys."""
        providers = {key.partition(" ")[0] for key in subject.keys}
        found = {one.key: one.course for one in self._store.readings(providers)}
        return [(key, found[key]) for key in subject.keys if key in found]

    def title(self, key: str) -> str:
        """Return the title of the published record that a page belongs to."""
        offer = self._store.offer(self.offer_of.get(key, ""))
        return "" if offer is None else offer.title

    def _members(self, offer: str) -> tuple[str, ...]:
        return tuple(sorted(key for key, id in self.offer_of.items() if id == offer))


def _address(key: str) -> str:
    return plain_key(key).partition(" ")[2]


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
