"""What people decide of matching: which pages show one course and which do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from acts.by import By
from acts.refused import Refused
from normalize.assemble import links_of
from normalize.course import Course
from normalize.match import Comparison, compare_among
from normalize.matching.rulings import Ruling, opposing, plain_key
from store import Decision, Store
from store.rulings import weights_of

KINDS = ("merge", "split", "weights")
"""Decisions about matching."""
PROBED = 20
"""How many pages of either record `explained` compares."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a person named."""

    named: str
    """As typed."""
    offer: str
    """Id of the published record it is, or is a page of."""
    keys: tuple[str, ...]
    """Member keys of all pages of that record, sorted."""
    own: tuple[str, ...]
    """Those at the address that was named; all of them where an id was."""
    retired: bool = False
    """Whether an id was named that went into `offer`."""


class Look:
    """The store as people name things in it."""

    def __init__(self, store: Store) -> None:
        """Look up in this store."""
        self._store = store
        self.offer_of = store.member_ids()
        """Member key to offer id."""

    def subject(self, named: str) -> Subject:
        """Return what an id or address stands for; raises Refused where nothing bears it."""
        if "://" in named:
            own = tuple(key for key in sorted(self.offer_of) if _address(key) == _address(f" {named}"))
            if not own:
                raise Refused("no_page_known", url=named)
            offer = self.offer_of[own[0]]
            return Subject(named, offer, self._members(offer), own)
        into = self._store.retired_into(named)
        keys = self._members(into or named)
        if not keys:
            raise Refused("no_record", named=named)
        return Subject(named, into or named, keys, keys, retired=into is not None)

    def courses(self, subject: Subject) -> list[tuple[str, Course]]:
        """Return the pages of a record as they were read, with their keys."""
        providers = {key.partition(" ")[0] for key in subject.keys}
        found = {one.key: one.course for one in self._store.readings(providers)}
        return [(key, found[key]) for key in subject.keys if key in found]

    def title(self, key: str) -> str:
        """Return the title of the published record that a page belongs to."""
        offer = self._store.offer(self.offer_of.get(key, ""))
        return "" if offer is None else offer.title

    def _members(self, offer: str) -> tuple[str, ...]:
        return tuple(sorted(key for key, id in self.offer_of.items() if id == offer))


def _address(key: str) -> str:
    return plain_key(key)


def sides(kind: Literal["merge", "split"], one: Subject, two: Subject | None) -> tuple[tuple[str, ...], ...]:
    """Return the member keys of both sides of a decision about what was named.

    Of two records: all pages of either. Within one record: the pages that were named, and with one name alone the
    rest of its record.
    """
    if two is None:
        return one.own, tuple(key for key in one.keys if key not in one.own)
    if one.offer == two.offer:
        return one.own, two.own
    return one.keys, two.keys


def rule(store: Store, kind: Literal["merge", "split"], one: Subject, two: Subject | None, by: By) -> int:
    """Decide that two records are one course or two, and return the decision's number.

    Raises Refused where a decision that holds says the opposite, or there is nothing to decide.
    """
    left, right = sides(kind, one, two)
    if not left or not right or set(left) & set(right):
        raise Refused("one_side")
    against = opposing(Ruling(0, kind, frozenset(left), frozenset(right)), store.rulings())
    if against:
        raise Refused("opposed", numbers=", ".join(map(str, against)), first=against[0])
    return store.rule(kind, left, right, who=by.who, why=by.why, now=by.at)


def undo(store: Store, number: int, *, who: str, now: datetime) -> None:
    """Undo a decision about matching; raises Refused where it is about something else."""
    if number not in {one.id for kind in KINDS for one in store.decisions(kind, undone=True)}:
        raise Refused("not_of_matching", number=number)
    store.undo(number, who=who, now=now)


@dataclass(frozen=True, slots=True)
class Explained:
    """How two records compare."""

    pages: tuple[tuple[str, Course], tuple[str, Course]]
    """The likeliest pair of their pages: key and record."""
    comparison: Comparison
    """Every feature, weight and veto, and what comes of them."""
    prior: float
    """What is held of any pair before it is looked at, in bits."""


def explained(store: Store, one: Subject, two: Subject) -> Explained:
    """Compare two records anew; raises Refused where nothing is known any more of the pages of one of them."""
    known = [stored.known for stored in store.readings()]
    position = {k.key: n for n, k in enumerate(known)}
    left, right = ([position[key] for key in side.own if key in position][:PROBED] for side in (one, two))
    if not left or not right:
        raise Refused("pages_unknown")
    by = weights_of(store.decisions("weights"))
    pair = compare_among([k.course for k in known], left, right, links_of(known), by)
    first, second = known[pair.first], known[pair.second]
    return Explained(((first.key, first.course), (second.key, second.course)), pair.comparison, by.prior)


def bearing(store: Store, *subjects: Subject) -> list[Decision]:
    """Return the decisions that hold and bear on the record, or on the pair of records."""
    wanted = [set(one.keys) for one in subjects]
    rulings = {ruling.number: ruling for ruling in store.rulings()}
    return [
        one
        for one in store.decisions()
        if one.id in rulings and all(side & (rulings[one.id].left | rulings[one.id].right) for side in wanted)
    ]
