"""The part of the store that holds what waits for people, and what they decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from normalize.amend import Amendment, Ask
from normalize.assemble import Doubt
from normalize.course import Course
from normalize.match import Contradiction, Ruling
from store import decisions, leases, rulings, staging
from store.engine import Database
from store.leases import Lease
from store.records import Decision, Recorded


class Decided:
    """Runs held back, decisions, rulings and questions: a part of `Store`."""

    _database: Database

    def accept_run(self, run: str, *, who: str, why: str, now: datetime, lease: Lease | None = None) -> Recorded:
        """Let a held run count from now on; raises StoreError where it is not held."""
        with self._database.write() as connection:
            leases.check(connection, lease)
            recorded = staging.accept(connection, run)
            decisions.decide(connection, "accept", run, {}, who=who, why=why, now=now)
        return recorded

    def reject_run(self, run: str, *, who: str, why: str, now: datetime, lease: Lease | None = None) -> None:
        """Throw away what a held run found; raises StoreError where it is not held."""
        with self._database.write() as connection:
            leases.check(connection, lease)
            staging.reject(connection, run)
            decisions.decide(connection, "reject", run, {}, who=who, why=why, now=now)

    def held_courses(self, run: str) -> dict[str, Course]:
        """Return what a held run found, by address; raises StoreError where it is not held."""
        with self._database.read() as connection:
            return staging.courses(connection, run)

    def decide(self, kind: str, subject: str, value: Mapping[str, object], *, who: str, why: str, now: datetime) -> int:
        """Keep what a person decided and return its number."""
        with self._database.write() as connection:
            return decisions.decide(connection, kind, subject, value, who=who, why=why, now=now)

    def undo(self, decision: int, *, who: str, now: datetime) -> None:
        """Undo a decision; raises StoreError where there is none or it is undone already."""
        with self._database.write() as connection:
            decisions.undo(connection, decision, who=who, now=now)

    def decisions(self, kind: str | None = None, *, undone: bool = False) -> list[Decision]:
        """Return the decisions that hold, or also the undone ones, in the order in which they were taken."""
        with self._database.read() as connection:
            return decisions.decisions(connection, kind, undone=undone)

    def rule(
        self,
        kind: Literal["merge", "split"],
        left: Sequence[str],
        right: Sequence[str],
        *,
        who: str,
        why: str,
        now: datetime,
    ) -> int:
        """Keep that two records, each given by its member keys, are one course or two; return the decision's number.

        Raises StoreError where a decision that holds says the opposite.
        """
        with self._database.write() as connection:
            return rulings.rule(connection, kind, left, right, who=who, why=why, now=now)

    def rulings(self) -> list[Ruling]:
        """Return the merges and splits that hold, as matching wants them."""
        with self._database.read() as connection:
            return rulings.rulings(connection)

    def amendments(self) -> list[Amendment]:
        """Return what people decided of single courses."""
        with self._database.read() as connection:
            return rulings.amendments(connection)

    def save_questions(
        self, doubts: Iterable[Doubt], contradictions: Iterable[Contradiction], asks: Iterable[Ask] = ()
    ) -> None:
        """Make these the questions that are left to people."""
        with self._database.write() as connection:
            rulings.save_questions(connection, doubts, contradictions, asks)

    def asks(self) -> list[Ask]:
        """Return the corrections whose pages gave something new by the last publication."""
        with self._database.read() as connection:
            return rulings.asks(connection)

    def doubts(self) -> list[Doubt]:
        """Return the pairs that the last publication was not sure of, the likeliest first."""
        with self._database.read() as connection:
            return rulings.doubts(connection)

    def contradictions(self) -> list[Contradiction]:
        """Return the decisions that the last publication could not carry out."""
        with self._database.read() as connection:
            return rulings.contradictions(connection)
