"""All that offers are made from and what was made of it, as one digest: where it is the same, nothing is to be done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from hashlib import blake2b

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from store.tables import decision, member, moved, offer, question, reading, retired, watched
from store.watched import DEAD_AFTER


def digest(connection: Connection, providers: Collection[str]) -> str:
    """Return what stands for the readings of these providers, what people decided, and the offers made of them."""
    hashed = blake2b(digest_size=16)
    for query in _queries(providers):
        for row in connection.execute(query):
            hashed.update(repr(tuple(row)).encode(errors="backslashreplace"))
        hashed.update(b"\n")
    return hashed.hexdigest()


def _queries(providers: Collection[str]) -> Iterator[sa.Select[tuple[object, ...]]]:
    """Yield all rows in a fixed order, but for the long texts of which a hash stands beside them."""
    for table in (reading, member, decision, moved, watched, offer, retired, question):
        query = sa.select(*(column for column in table.c if column.name != "content"))
        if table is reading:
            query = query.where(reading.c.provider.in_(sorted(providers)))
        elif table is watched:
            query = query.where(watched.c.failures >= DEAD_AFTER)
        yield query.order_by(*table.primary_key)
