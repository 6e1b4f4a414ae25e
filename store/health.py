"""How the store stands, in figures for a watchdog."""

from __future__ import annotations

import sqlalchemy as sa

from store.engine import Database
from store.tables import held, proposal, question, run


def run_counts(database: Database) -> dict[tuple[str, str], int]:
    """Return how many runs there were, by provider and state."""
    query = sa.select(run.c.provider, run.c.state, sa.func.count()).group_by(run.c.provider, run.c.state)
    with database.read() as connection:
        return {(provider, state): count for provider, state, count in connection.execute(query)}


def waiting(database: Database) -> dict[str, int]:
    """Return how much waits for staff: held-back runs, questions of matching, open proposals of providers."""
    counted = {
        "held_runs": sa.select(sa.func.count()).select_from(held),
        "questions": sa.select(sa.func.count()).select_from(question),
        "proposals": sa.select(sa.func.count()).where(proposal.c.state == "open"),
    }
    with database.read() as connection:
        return {name: connection.execute(query).scalar_one() for name, query in counted.items()}
