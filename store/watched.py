"""Links that are watched: one that was dead on several days in a row is a dead link, never one that was so once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from spiders.job import LinkLook
from store.content import URL_CHARACTERS, clean
from store.engine import execute_many
from store.records import Watched
from store.tables import watched

DEAD_AFTER = 4
"""On so many days in a row a link must be dead."""


def record(
    connection: Connection, provider: str, links: Iterable[tuple[str, str]], looks: Mapping[str, LinkLook], today: date
) -> None:
    """Keep what looking at a provider's links gave; `links` are pairs of page and link, those left out are forgotten.

    A link that was not looked at, or of which nothing can be told, stays as it was; twice on a day counts once.
    """
    query = sa.select(watched).where(watched.c.provider == provider)
    known = {(row.page, row.url): dict(row._mapping) for row in connection.execute(query)}
    rows = []
    for page, url in sorted({(clean(page), clean(url)) for page, url in links}):
        if max(len(page.encode()), len(url.encode())) > URL_CHARACTERS // 2:
            continue
        old, look = known.get((page, url)), looks.get(url)
        if old is not None or look is not None:
            rows.append({"provider": provider, "page": page, "url": url} | _next(old, look, today))
    connection.execute(sa.delete(watched).where(watched.c.provider == provider))
    execute_many(connection, sa.insert(watched), rows)


def _next(old: Mapping[str, Any] | None, look: LinkLook | None, today: date) -> dict[str, Any]:
    fresh: dict[str, Any] = {"looked": today, "failures": 0, "since": None, "failed": None, "words": ""}
    before = {name: old[name] for name in fresh} if old else fresh
    if look is None or look.alive is None:
        return before
    if look.alive:
        return fresh
    again = before["failed"] is not None and before["failed"] >= today
    return {
        "looked": today, "failures": before["failures"] + (not again), "since": before["since"] or today,
        "failed": today, "words": clean(look.words)[:200],
    }  # fmt: skip


def dead(connection: Connection) -> list[Watched]:
    """Return the dead links, by provider, page and address."""
    fields = [watched.c[name] for name in Watched.__slots__]
    ordered = sa.select(*fields).order_by(watched.c.provider, watched.c.page, watched.c.url)
    return [Watched(**row._mapping) for row in connection.execute(ordered.where(watched.c.failures >= DEAD_AFTER))]
