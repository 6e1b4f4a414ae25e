"""Runs that wait for a person: what they found lies apart until it is accepted, and is then recorded as if it were new.

A provider has at most one such run: what a later run found takes the place of what waits.
"""

from __future__ import annotations

from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from normalize.course import Course
from store import readings
from store.content import join
from store.errors import StoreError
from store.readings import Found
from store.records import Recorded, Run
from store.rulings import record_moves
from store.runs import one
from store.tables import held, run

Worth = Literal["good", "incomplete"]


def stage(connection: Connection, opened: Run, found: Found, *, worth: Worth) -> None:
    """Keep what a held run found; `worth` is what the run counts for once it is accepted."""
    text = msgspec.json.encode(found).decode()
    connection.execute(sa.insert(held).values(run=opened.id, worth=worth, found=text))


def staged(connection: Connection, name: str) -> tuple[Run, Worth, Found]:
    """Return a held run and what it found; raises StoreError where it does not wait."""
    waiting = one(connection, name)
    row = connection.execute(sa.select(held).where(held.c.run == name)).one_or_none()
    if row is None or waiting.state != "held":
        raise StoreError(f"run {name} is not held back ({waiting.state})")
    return waiting, row.worth, msgspec.json.decode(row.found, type=Found)


def accept(connection: Connection, name: str) -> Recorded:
    """Record what a held run found: it counts from now on."""
    waiting, worth, found = staged(connection, name)
    recorded = readings.record(connection, waiting, today=waiting.today, whole=worth == "good", found=found)
    record_moves(connection, waiting.provider, name, found.moves)
    values = {"state": worth, "recorded": recorded, "stats": {**waiting.stats, "accepted": True}}
    connection.execute(sa.update(run).where(run.c.id == name).values(**values))
    connection.execute(sa.delete(held).where(held.c.run == name))
    return recorded


def reject(connection: Connection, name: str) -> None:
    """Throw away what a held run found."""
    staged(connection, name)
    connection.execute(sa.update(run).where(run.c.id == name).values(state="rejected"))
    connection.execute(sa.delete(held).where(held.c.run == name))


def supersede(connection: Connection, later: Run) -> None:
    """Throw away what waits of this provider, because a later run ended with something in its hands."""
    waiting = sa.select(run.c.id).where(run.c.provider == later.provider, run.c.state == "held", run.c.id != later.id)
    for name in list(connection.scalars(waiting)):
        reject(connection, name)


def courses(connection: Connection, name: str) -> dict[str, Course]:
    """Return the courses that a held run found, by address; raises StoreError where it does not wait."""
    _, _, found = staged(connection, name)
    return {url: join(content.text, content.seen) for url, content in found.contents.items()}
