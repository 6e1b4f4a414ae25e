"""`changes/`: the change feed as pages of OpenActive RPDE 1.0, made of static files.

Each page leads to the next by its path; the last holds nothing and leads to itself, until the next
publication fills it. An offer stands in the feed once, at its last change. A page that was filled gains
nothing any more, so who read it goes on where it leads. `index.json` is the first page, under a name
that stays.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

import msgspec

from exports.clean import Offer, clean_text
from exports.exporter import Target
from store import Change
from store.changes import PAGE

KEPT = timedelta(days=90)
"""How long a page stays of which nothing is left: who comes back within it needs not begin again."""
FIRST = 1
"""The page on which numbers begin."""


class ChangePages:
    """The pages of the change feed."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._target, self._file, self._media_type = target, file, media_type
        self._publisher = target.publication.publisher
        self._since = target.publication.generated_at - KEPT

    def feed(self, offer: Offer) -> None:
        """Ignore it: the store tells the changes in their own order."""

    def finish(self) -> None:
        """Write all pages."""
        filled: tuple[int, list[bytes]] | None = None
        first: bytes | None = None
        count, reached = 0, FIRST
        for number, changes in groupby(self._target.changes(), lambda change: change.number // PAGE):
            held = list(changes)
            if filled:
                written = self._write(filled[0], number, filled[1])
                first, count = (first, count) if first else (written, len(filled[1]))
            if held[0].at >= self._since:
                for empty in range(reached, number):
                    self._write(empty, number, [])
            filled, reached = (number, [item(change) for change in held]), number + 1
        if filled:
            written = self._write(filled[0], reached, filled[1])
            first, count = (first, count) if first else (written, len(filled[1]))
        last = self._write(reached, reached, [])
        self._target.write(self._file.format(page="index"), self._media_type, [first or last], count)

    def _write(self, number: int, following: int, items: list[bytes]) -> bytes:
        """Write a page and return it."""
        path = self._file.format(page=name(following))
        address = self._publisher.address
        page = {
            "next": f"{address}{path}" if address else path.rpartition("/")[2],
            "license": self._publisher.licence,
            "items": [msgspec.Raw(one) for one in items],
        }
        written = msgspec.json.encode(page) + b"\n"
        self._target.write(self._file.format(page=name(number)), self._media_type, [written], len(items))
        return written


def name(number: int) -> str:
    """Return the name of a page, without its ending."""
    return f"{number:06}"


def item(change: Change) -> bytes:
    """Return a change as an RPDE item: the record as in `courses.ndjson`, or a tombstone with its reason."""
    told: dict[str, object] = {
        "state": "deleted" if change.course is None else "updated",
        "kind": "Course",
        "id": clean_text(change.offer),
        "modified": change.number,
        "modified_at": change.at,
    }
    if change.course is not None:
        return msgspec.json.encode(told | {"data": msgspec.Raw(Offer.of(change.course).json)})
    told["reason"] = change.ending
    if change.into:
        told["merged_into"] = clean_text(change.into)
    return msgspec.json.encode(told)
