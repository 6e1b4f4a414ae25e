"""What people decided: kept apart from what was crawled, never edited, only undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from store.content import clean
from store.errors import StoreError
from store.records import Decision
from store.tables import decision


def decide(
    connection: Connection, kind: str, subject: str, value: Mapping[str, object], *, who: str, why: str, now: datetime
) -> int:
    """Keep a decision and return its number."""
    words = {"kind": kind, "subject": subject, "who": who, "why": why}
    row = {name: clean(text) for name, text in words.items()} | {"value": dict(value), "decided": now}
    number: int = connection.execute(sa.insert(decision).values(**row).returning(decision.c.id)).scalar_one()
    return number


def undo(connection: Connection, number: int, *, who: str, now: datetime) -> None:
    """Undo a decision; raises StoreError where there is none or it is undone already."""
    row = connection.execute(sa.select(decision).where(decision.c.id == number)).one_or_none()
    if row is None:
        raise StoreError(f"no decision {number}")
    if row.undone is not None:
        raise StoreError(f"decision {number} was undone already by {row.undone_by}")
    connection.execute(sa.update(decision).where(decision.c.id == number).values(undone=now, undone_by=clean(who)))


def decisions(connection: Connection, kind: str | None, *, undone: bool) -> list[Decision]:
    """Return the decisions that hold, or also the undone ones, in the order in which they were taken."""
    query = sa.select(decision).order_by(decision.c.id)
    if kind is not None:
        query = query.where(decision.c.kind == kind)
    if not undone:
        query = query.where(decision.c.undone.is_(None))
    return [Decision(**row._mapping) for row in connection.execute(query)]
