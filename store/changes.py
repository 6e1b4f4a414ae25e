"""The change feed's side of the store: the number of each offer's last change, and all offers in that order.

A number is given once, grows from change to change, and moves only when what is published of the offer
does. Each save begins on a page of its own, so that a page, once it was published, gains nothing: who
has read it needs only what comes after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import count

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from store.content import join
from store.engine import execute_many
from store.records import Change, Changes, Ending
from store.tables import change, decision, offer, retired

PAGE = 500
"""Numbers on a page: a change stands on page `number // PAGE`."""
ENDED: dict[str, Ending] = {"expired": "expired", "withdrawn": "withdrawn"}
"""Freshness status with which an offer is no longer one."""


def record(connection: Connection, changes: Changes, *, now: datetime) -> None:
    """Give each offer that a save changed its new number."""
    born = [*changes.new]
    moved = sorted({*changes.changed, *changes.vanished, *changes.returned} - {*born})
    if not (born or moved):
        return
    last = connection.scalar(sa.select(sa.func.max(change.c.number)))
    numbers = count(PAGE if last is None else (last // PAGE + 1) * PAGE)
    execute_many(connection, sa.insert(change), [{"offer": id, "number": next(numbers), "at": now} for id in born])
    renumber = sa.update(change).where(change.c.offer == sa.bindparam("of_offer"))
    execute_many(connection, renumber, [{"of_offer": id, "number": next(numbers), "at": now} for id in moved])


def stream(connection: Connection) -> Iterator[Change]:
    """Yield each offer there ever was at its last change, in the order of the numbers."""
    into = {row.offer: row.into for row in connection.execute(sa.select(retired))}
    hiding = sa.select(decision.c.subject).where(decision.c.kind == "hide", decision.c.undone.is_(None))
    hidden = set(connection.scalars(hiding))
    query = (
        sa.select(change.c.number, change.c.at, offer.c.id, offer.c.content, offer.c.vanished)
        .join(offer, offer.c.id == change.c.offer)
        .order_by(change.c.number)
    )
    with connection.execute(query) as rows:
        for row in rows:
            if row.vanished is not None:
                heir = _heir(row.id, into)
                ending: Ending = "merged" if heir else "hidden" if row.id in hidden else "unpublished"
                yield Change(row.number, row.at, row.id, None, ending, heir)
                continue
            course = join(row.content)
            ended = ENDED.get(course.freshness.status)
            yield Change(row.number, row.at, row.id, None if ended else course, ended, None)


def _heir(id: str, into: Mapping[str, str]) -> str | None:
    """Return the offer in which an id went up in the end, over several steps."""
    heir, passed = into.get(id), {id}
    while heir is not None and heir in into and heir not in passed:
        passed.add(heir)
        heir = into[heir]
    return heir
