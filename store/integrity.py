"""Whether the database is whole: the engine's own check and what must always hold."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from store.content import digest
from store.tables import change, metadata, offer, offer_version, reading, reading_version, run

SHOWN = 20
"""Findings of a kind that are listed."""


def findings(connection: Connection) -> list[str]:
    """Return what is wrong, one line each; [] for a database that is whole."""
    found = list(_engine_check(connection)) if connection.dialect.name == "sqlite" else []
    return found + list(_invariants(connection))


def _engine_check(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql(f"PRAGMA integrity_check({SHOWN})"):
        if line != "ok":
            yield f"sqlite: {line}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{row[0]}: row {row[1]} points to no row of {row[2]}"


def _invariants(connection: Connection) -> Iterator[str]:
    for table in metadata.sorted_tables:
        if "hash" not in table.c:
            continue
        wrong = 0
        for content, kept in connection.execute(sa.select(table.c.content, table.c.hash)):
            wrong += digest(content) != kept
        if wrong:
            yield f"{table.name}: {wrong} rows whose content is not what their hash says"
    version_of_reading = sa.and_(
        reading_version.c.provider == reading.c.provider,
        reading_version.c.url == reading.c.url,
        reading_version.c.run == reading.c.run,
        reading_version.c.hash == reading.c.hash,
    )
    lost = sa.select(reading.c.provider, reading.c.url).where(~sa.exists().where(version_of_reading)).limit(SHOWN)
    for provider, url in connection.execute(lost):
        yield f"reading: the version of {provider} {url} is not kept"
    version_of_offer = sa.and_(
        offer_version.c.offer == offer.c.id,
        offer_version.c.number == offer.c.version,
        offer_version.c.hash == offer.c.hash,
    )
    for (name,) in connection.execute(sa.select(offer.c.id).where(~sa.exists().where(version_of_offer)).limit(SHOWN)):
        yield f"offer: the version of {name} is not kept"
    numbered = sa.exists().where(change.c.offer == offer.c.id)
    for (name,) in connection.execute(sa.select(offer.c.id).where(~numbered).limit(SHOWN)):
        yield f"offer: {name} is missing from the change feed"
    brought = sa.exists().where(reading_version.c.run == run.c.id)
    unfit = sa.select(run.c.id).where(run.c.state.in_(("open", "failed", "held", "rejected")), brought).limit(SHOWN)
    for (name,) in connection.execute(unfit):
        yield f"run: {name} did not end well and yet brought records"
