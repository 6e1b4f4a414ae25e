"""Leases: who may work on what. A crash frees one when its time is over; a late holder is fenced off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from store.engine import Database
from store.errors import Locked
from store.tables import lease


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on `name`, until its time is over and another took it."""

    name: str
    """What it is for."""
    holder: str
    """Who has it, in words: host and process."""
    token: int
    """Grows with every taker: the fence."""
    seconds: float
    """How long it holds without being renewed."""
    database: Database
    """Where it is kept."""

    def renew(self, now: datetime) -> None:
        """Hold it for `seconds` more; raises Locked where another took it over."""
        with self.database.write() as connection:
            check(connection, self)
            until = now + timedelta(seconds=self.seconds)
            connection.execute(sa.update(lease).where(lease.c.name == self.name).values(until=until))


@contextmanager
def hold(
    database: Database, name: str, *, holder: str, now: datetime, seconds: float, is_dead: Callable[[str], bool]
) -> Iterator[Lease]:
    """Hold a lease; raises Locked where another has it that is not known to be dead."""
    taken = _take(database, name, holder=holder, now=now, seconds=seconds, is_dead=is_dead)
    try:
        yield taken
    finally:
        _free(database, taken)


def last_taken(database: Database, name: str) -> datetime | None:
    """Return when a lease was taken last; None where it never was."""
    with database.read() as connection:
        since: datetime | None = connection.scalar(sa.select(lease.c.since).where(lease.c.name == name))
    return since


def check(connection: Connection, held: Lease | None) -> None:
    """Raise Locked where another took over the lease since; None needs no lease."""
    if held is None:
        return
    row = connection.execute(sa.select(lease).where(lease.c.name == held.name)).one()
    if row.token != held.token or row.holder is None:
        raise Locked(held.name, row.holder or "nobody (it was given up)", row.since)


def _take(
    database: Database, name: str, *, holder: str, now: datetime, seconds: float, is_dead: Callable[[str], bool]
) -> Lease:
    with database.write() as connection:
        row = connection.execute(sa.select(lease).where(lease.c.name == name)).one_or_none()
        if row is not None and row.holder is not None and row.until > now and not is_dead(row.holder):
            raise Locked(name, row.holder, row.since)
        token = 1 if row is None else row.token + 1
        values = {"holder": holder, "token": token, "since": now, "until": now + timedelta(seconds=seconds)}
        if row is None:
            connection.execute(sa.insert(lease).values(name=name, **values))
        else:
            connection.execute(sa.update(lease).where(lease.c.name == name).values(**values))
    return Lease(name, holder, token, seconds, database)


def _free(database: Database, held: Lease) -> None:
    with database.write() as connection:
        ours = (lease.c.name == held.name) & (lease.c.token == held.token)
        connection.execute(sa.update(lease).where(ours).values(holder=None))
