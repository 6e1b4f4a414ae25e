"""Runs: one refresh of one provider, from its start to how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from normalize.guard import REMEMBERED, Profile
from store.content import clean
from store.errors import StoreError
from store.records import ProviderStatus, Recorded, Run, RunState
from store.tables import reading, run

_NEWEST_FIRST = run.c.id.desc()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended."""

    state: RunState
    """Good, incomplete or failed."""
    cause: str | None
    """Code of what went wrong."""
    detail: str | None
    """The same in one line of words."""
    stats: Mapping[str, object]
    """Figures of the crawl and the reading."""


def start(connection: Connection, provider: str, *, now: datetime, today: date) -> str:
    """Open a run and return its id: time, provider and, for a second one in that second, a number."""
    first = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{provider}"
    taken = set(connection.scalars(sa.select(run.c.id).where(run.c.id.startswith(first, autoescape=True))))
    name, number = first, 1
    while name in taken:
        number += 1
        name = f"{first}.{number}"
    connection.execute(
        sa.insert(run).values(id=name, provider=provider, today=today, started=now, state="open", stats={})
    )
    return name


def finish(
    connection: Connection, name: str, outcome: Outcome, *, now: datetime, recorded: Recorded | None = None
) -> None:
    """Close an open run; raises StoreError where it is not open."""
    opened(connection, name)
    connection.execute(
        sa.update(run)
        .where(run.c.id == name)
        .values(
            finished=now,
            state=outcome.state,
            cause=None if outcome.cause is None else clean(outcome.cause),
            detail=None if outcome.detail is None else clean(outcome.detail),
            stats=dict(outcome.stats),
            recorded=recorded,
        )
    )


def opened(connection: Connection, name: str) -> Run:
    """Return the run; raises StoreError where there is none or it has ended."""
    found = one(connection, name)
    if found.state != "open":
        raise StoreError(f"run {name} has ended already ({found.state})")
    return found


def one(connection: Connection, name: str) -> Run:
    """Return a run; raises StoreError where there is none."""
    row = connection.execute(sa.select(run).where(run.c.id == name)).one_or_none()
    if row is None:
        raise StoreError(f"no run {name}")
    return _run(row)


def abandon(connection: Connection, *, now: datetime, provider: str | None) -> list[str]:
    """Close what a crash left open; return the ids."""
    is_left = run.c.state == "open"
    if provider is not None:
        is_left &= run.c.provider == provider
    left = list(connection.scalars(sa.select(run.c.id).where(is_left).order_by(run.c.id)))
    connection.execute(
        sa.update(run)
        .where(is_left)
        .values(state="failed", finished=now, cause="interrupted", detail="stopped before it was done")
    )
    return left


def newest(connection: Connection, provider: str | None, limit: int) -> list[Run]:
    """Return the newest runs, the newest first."""
    query = sa.select(run).order_by(_NEWEST_FIRST).limit(limit)
    if provider is not None:
        query = query.where(run.c.provider == provider)
    return [_run(row) for row in connection.execute(query)]


def profiles(connection: Connection, provider: str) -> list[Profile]:
    """Return the newest runs of a provider that counted, in figures, the newest first.

    One that a person accepted begins a new history: what was before it is no measure any more.
    """
    counted = (run.c.provider == provider) & run.c.state.in_(("good", "incomplete"))
    query = sa.select(run.c.stats).where(counted).order_by(_NEWEST_FIRST).limit(2 * REMEMBERED)
    kept: list[Profile] = []
    for stats in connection.scalars(query):
        if "profile" in stats and len(kept) < REMEMBERED:
            kept.append(msgspec.convert(stats["profile"], Profile))
        if stats.get("accepted"):
            break
    return kept


def statuses(connection: Connection) -> list[ProviderStatus]:
    """Return how each provider that ever ran stands, sorted by id."""
    last = sa.select(sa.func.max(run.c.id)).group_by(run.c.provider)
    last_runs = connection.execute(sa.select(run).where(run.c.id.in_(last)).order_by(run.c.provider)).all()
    good = sa.select(run.c.provider, sa.func.max(run.c.today)).where(run.c.state == "good").group_by(run.c.provider)
    last_good: dict[str, date] = {row[0]: row[1] for row in connection.execute(good)}
    counted = sa.select(reading.c.provider, reading.c.state, sa.func.count()).group_by(
        reading.c.provider, reading.c.state
    )
    counts: dict[tuple[str, str], int] = {(one, state): count for one, state, count in connection.execute(counted)}
    return [
        ProviderStatus(
            provider=row.provider,
            last_run=_run(row),
            last_good=last_good.get(row.provider),
            seen=counts.get((row.provider, "seen"), 0),
            missing=counts.get((row.provider, "missing"), 0),
            gone=counts.get((row.provider, "gone"), 0),
        )
        for row in last_runs
    ]


def _run(row: Row[Any]) -> Run:
    return Run(**row._mapping)
