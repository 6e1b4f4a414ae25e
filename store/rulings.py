"""What people decided of matching, as matching wants it; the questions it leaves; the addresses that moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from normalize.amend import KINDS as AMENDMENTS
from normalize.amend import Amendment, Ask
from normalize.assemble import Doubt
from normalize.match import Contradiction, Ruling
from normalize.matching.model import BY_HAND, Weights
from normalize.matching.rulings import follow, opposing
from normalize.matching.weights import Fitted
from store.content import URL_CHARACTERS, clean
from store.decisions import decide, decisions
from store.engine import execute_many
from store.errors import StoreError
from store.records import Decision
from store.tables import moved, question

KINDS: tuple[Literal["merge", "split"], ...] = ("merge", "split")


def rulings(connection: Connection) -> list[Ruling]:
    """Return the merges and splits that hold, with each page also under the addresses it moved to."""
    taken = [
        Ruling(one.id, kind, frozenset(one.value["left"]), frozenset(one.value["right"]))
        for kind in KINDS
        for one in decisions(connection, kind, undone=False)
    ]
    return follow(sorted(taken, key=lambda ruling: ruling.number), moves(connection)) if taken else []


def rule(
    connection: Connection,
    kind: Literal["merge", "split"],
    left: Sequence[str],
    right: Sequence[str],
    *,
    who: str,
    why: str,
    now: datetime,
) -> int:
    """Keep a merge or split of two records, each given by its member keys, and return its number.

    Raises StoreError where a decision that holds says the opposite, or there is nothing to decide.
    """
    if not left or not right or set(left) & set(right):
        raise StoreError("a decision is about two records with pages of their own")
    ruling = Ruling(0, kind, frozenset(map(clean, left)), frozenset(map(clean, right)))
    (followed,) = follow([ruling], moves(connection))
    if against := opposing(followed, rulings(connection)):
        named = ", ".join(map(str, against))
        raise StoreError(f"decision {named} says the opposite: undo it first (lloket matches undo {against[0]})")
    value = {"left": sorted(ruling.left), "right": sorted(ruling.right)}
    return decide(connection, kind, min(ruling.left), value, who=who, why=why, now=now)


def weights_of(taken: Sequence[Decision]) -> Weights:
    """Return the weights of the last decision about them that holds; where there is none, the program's own."""
    return msgspec.convert(taken[-1].value, Fitted).ready() if taken else BY_HAND


def amendments(connection: Connection) -> list[Amendment]:
    """Return what people decided of single courses, with each page also under the addresses it moved to."""
    new = moves(connection)
    return [
        Amendment(one.id, kind, one.subject, _followed(one.value.get("members", ()), new), one.value)
        for kind in AMENDMENTS
        for one in decisions(connection, kind, undone=False)
    ]


def _followed(keys: Iterable[str], new: Mapping[str, str]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend([new[key]] if key in new else [])
    return frozenset(found)


def record_moves(connection: Connection, provider: str, run: str, redirects: Mapping[str, str]) -> None:
    """Remember the addresses of a provider that answered with a redirect, and where to."""
    rows = [
        {"provider": provider, "url": clean(old), "into": clean(new), "run": run}
        for old, new in sorted(redirects.items())
        if old != new and max(len(url.encode(errors="replace")) for url in (old, new)) <= URL_CHARACTERS
    ]
    gone = sa.delete(moved).where(moved.c.provider == provider, moved.c.url == sa.bindparam("of_url"))
    execute_many(connection, gone, ({"of_url": row["url"]} for row in rows))
    execute_many(connection, sa.insert(moved), rows)


def moves(connection: Connection) -> dict[str, str]:
    """Return old member key to new."""
    query = sa.select(moved).order_by(moved.c.provider, moved.c.url)
    return {f"{row.provider} {row.url}": f"{row.provider} {row.into}" for row in connection.execute(query)}


def save_questions(
    connection: Connection, doubts: Iterable[Doubt], contradictions: Iterable[Contradiction], asks: Iterable[Ask] = ()
) -> None:
    """Make these the questions that are left to people."""
    found: list[tuple[str, object]] = [("contradiction", one) for one in contradictions]
    found += [("ask", one) for one in asks]
    found += [("unsure", one) for one in doubts]
    connection.execute(sa.delete(question))
    rows = (
        {"number": number, "kind": kind, "value": msgspec.to_builtins(value)}
        for number, (kind, value) in enumerate(found, 1)
    )
    execute_many(connection, sa.insert(question), rows)


def asks(connection: Connection) -> list[Ask]:
    """Return the corrections whose pages give something new since."""
    return [msgspec.convert(value, Ask) for value in _questions(connection, "ask")]


def doubts(connection: Connection) -> list[Doubt]:
    """Return the pairs that the last publication was not sure of, the likeliest first."""
    return [msgspec.convert(value, Doubt) for value in _questions(connection, "unsure")]


def contradictions(connection: Connection) -> list[Contradiction]:
    """Return the decisions that the last publication could not carry out."""
    return [msgspec.convert(value, Contradiction) for value in _questions(connection, "contradiction")]


def _questions(connection: Connection, kind: str) -> list[object]:
    query = sa.select(question.c.value).where(question.c.kind == kind).order_by(question.c.number)
    return list(connection.execute(query).scalars())
