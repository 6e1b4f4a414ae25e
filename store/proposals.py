"""What providers propose to staff: an offer is still correct, or a value of it should be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from store.content import clean
from store.engine import Database
from store.errors import StoreError
from store.tables import proposal

Kind = Literal["confirm", "correct"]
State = Literal["open", "accepted", "rejected"]
WORDS_CHARS = 1000
"""Of what a provider writes with a proposal, so much is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a provider asks of staff."""

    id: int
    provider: str
    """Registry id of whose offer it is about."""
    subject: str
    """Id of the offer, or address of its page."""
    kind: Kind
    value: Mapping[str, Any]
    """For a correction: field to what it should be. {} for a confirmation."""
    words: str
    """What the provider wrote with it; "" where nothing."""
    made_by: str
    made: datetime
    state: State
    settled_by: str | None
    settled: datetime | None


def propose(
    database: Database, provider: str, subject: str, kind: Kind, value: Mapping[str, Any], words: str, *, who: str,
    now: datetime,
) -> int:  # fmt: skip
    """Keep a proposal and return its number."""
    row = {
        "provider": provider, "subject": clean(subject), "kind": kind, "value": dict(value),
        "words": clean(words)[:WORDS_CHARS], "made_by": clean(who), "made": now, "state": "open",
    }  # fmt: skip
    with database.write() as connection:
        number: int = connection.execute(sa.insert(proposal).values(**row).returning(proposal.c.id)).scalar_one()
    return number


def proposals(database: Database, *, provider: str | None = None, state: State | None = None) -> list[Proposal]:
    """Return the proposals, of one provider or in one state where so asked, the oldest first."""
    query = sa.select(proposal).order_by(proposal.c.id)
    if provider is not None:
        query = query.where(proposal.c.provider == provider)
    if state is not None:
        query = query.where(proposal.c.state == state)
    with database.read() as connection:
        return [Proposal(**row._mapping) for row in connection.execute(query)]


def settle(database: Database, id: int, state: Literal["accepted", "rejected"], *, who: str, now: datetime) -> None:
    """Keep what staff made of an open proposal; raises StoreError where it is not open."""
    mine = sa.and_(proposal.c.id == id, proposal.c.state == "open")
    row = {"state": state, "settled_by": clean(who), "settled": now}
    with database.write() as connection:
        if not connection.execute(sa.update(proposal).where(mine).values(**row)).rowcount:
            raise StoreError(f"proposal {id} is not open")
