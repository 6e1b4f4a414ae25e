"""What people on the park ask for, as staff uploaded it: demand, beside the supply that was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from store.content import clean
from store.engine import Database, execute_many
from store.tables import need


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A row of the upload."""

    topic: str
    """In the uploader's words."""
    code: str | None
    """The topic of the topic list that they were matched to; None where none was."""
    asked: int
    """How many people ask for it."""
    note: str
    """"" where there is none."""
    uploaded_by: str
    uploaded: datetime


def replace(
    database: Database, rows: Iterable[tuple[str, str | None, int, str]], *, who: str, now: datetime
) -> None:  # fmt: skip
    """Make these, each a topic in words, its code, a number and a note, the needs; those before are forgotten."""
    by = {"uploaded_by": clean(who), "uploaded": now}
    made = [
        {"topic": clean(topic), "code": code, "asked": asked, "note": clean(note)} | by
        for topic, code, asked, note in rows
    ]
    with database.write() as connection:
        connection.execute(sa.delete(need))
        execute_many(connection, sa.insert(need), made)


def needs(database: Database) -> list[Need]:
    """Return the needs, in the order of the upload."""
    query = sa.select(*[need.c[name] for name in Need.__slots__]).order_by(need.c.id)
    with database.read() as connection:
        return [Need(**row._mapping) for row in connection.execute(query)]


def name(database: Database, codes: Mapping[str, str]) -> None:
    """Say by hand which topic is meant: an uploader's words to its code."""
    with database.write() as connection:
        for words, code in codes.items():
            connection.execute(sa.update(need).where(need.c.topic == words).values(code=code))
