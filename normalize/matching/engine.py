"""From traits to clusters: records that are alike beyond doubt as one entry, entries compared, clusters made."""

from __future__ import annotations

import gc
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec

from normalize.matching.cluster import Clusters
from normalize.matching.model import MERGED, UNSURE, Comparison, Weights, explain, weigh
from normalize.matching.rulings import NO_MARKS, Bound, Contradiction, Marks
from normalize.matching.traits import Traits, same_page
from normalize.matching.vetoes import conflict, find_vetoes, may_match

MERGED_BITS = math.log2(MERGED / (1 - MERGED))
UNSURE_BITS = math.log2(UNSURE / (1 - UNSURE))

Scored = tuple[float, int, int]
"""Bits for two entries being one course, and their positions, the smaller first."""


@dataclass(slots=True)
class Entry:
    """Records that are one course beyond doubt."""

    traits: Traits
    """Their traits united."""
    members: list[int]
    """Their positions or numbers, the first in the order of `Traits.key` first."""
    marks: Marks = NO_MARKS
    """The splits that all of them take part in."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What the comparisons come to."""

    clusters: list[list[int]]
    """Positions of entries; entries that stand alone are left out."""
    doubts: list[tuple[int, int]]
    """Pairs of entries that a person should look at, the likeliest first; one for two clusters."""
    contradictions: list[Contradiction]
    """Rulings that could not be carried out."""


class Pair(msgspec.Struct, frozen=True):
    """Two records and how they compare."""

    first: int
    """Position of the one."""
    second: int
    """Position of the other."""
    comparison: Comparison
    """Every feature, weight and veto, and what comes of them."""


class Matching(msgspec.Struct, frozen=True):
    """What matching finds."""

    clusters: list[list[int]]
    """Positions, each cluster sorted, ordered by their first."""
    unsure: list[Pair]
    """At most one for two clusters, the likeliest first; none that a person decided.

    The outcome is "merged" where the two would be one but for another member of their clusters."""
    contradictions: list[Contradiction]
    """Decisions that can't all hold."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python's collector of cycles rest: matching makes millions of objects, and no cycles."""
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


def entries_of(traits: Sequence[Traits], marks: Mapping[int, Marks]) -> list[Entry]:
    """Return the records grouped, in an order that does not depend on theirs."""
    if marks:
        order = sorted(range(len(traits)), key=lambda n: (traits[n].key, sorted(marks.get(n, ()))))
    else:
        order = sorted(range(len(traits)), key=lambda n: traits[n].key)
    groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for position in order:
        groups[(*(signature(traits[position]) or (position,)), marks.get(position, NO_MARKS))].append(position)
    return [Entry(united([traits[n] for n in group]), group, marked) for (*_, marked), group in groups.items()]


def evidence(a: Traits, b: Traits, by: Weights) -> float | None:
    """Return the bits for a pair that may match and is merged or unsure; None for one that is apart."""
    if not may_match(a, b):
        return None
    bits = weigh(a, b, by, UNSURE_BITS)
    if bits is None or (find_vetoes(a, b) and not same_page(a, b)):
        return None
    return bits


def settle(
    entries: Sequence[Entry], scored: Iterable[Scored], bound: Bound, keys: Sequence[str] | Mapping[int, str]
) -> Settled:
    """Carry out the rulings, join the pairs best first, and tell which are left in doubt."""
    ordered = sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2]))
    clusters = Clusters(conflict)
    entry_of = {}
    if bound.merges:
        entry_of = {position: n for n, entry in enumerate(entries) for position in entry.members}
    ruled = {entry_of[position] for _, group in bound.merges for position in group}
    for n in sorted({n for _, *pair in ordered for n in pair} | ruled):
        clusters.add(n, entries[n].traits, entries[n].marks)
    contradictions = list(bound.contradictions)
    for number, group in bound.merges:
        found = sorted({entry_of[position] for position in group})
        for n in found[1:]:
            if forbidding := clusters.bind(found[0], n):
                contradictions.append(Contradiction(number, forbidding, keys[entries[n].members[0]]))
    refused = [pair for pair in ordered if pair[0] < MERGED_BITS or not clusters.join(pair[1], pair[2])]
    doubts: dict[tuple[int, int], tuple[int, int]] = {}
    for _, first, second in refused:
        one, two = clusters.find(first), clusters.find(second)
        if one != two and not clusters.parted(one, two):
            doubts.setdefault((min(one, two), max(one, two)), (first, second))
    return Settled([sorted(group) for group in clusters.members.values()], list(doubts.values()), contradictions)


def found_among(entries: Sequence[Entry], settled: Settled, by: Weights) -> Matching:
    """Return what was settled in positions of records."""
    joined = {n for group in settled.clusters for n in group}
    groups = [*settled.clusters, *([n] for n in range(len(entries)) if n not in joined)]
    unsure = [
        Pair(
            entries[first].members[0], entries[second].members[0],
            explain(entries[first].traits, entries[second].traits, by),
        )
        for first, second in settled.doubts
    ]  # fmt: skip
    clusters = sorted(sorted(n for entry in group for n in entries[entry].members) for group in groups)
    return Matching(clusters, unsure, settled.contradictions)


def signature(traits: Traits) -> tuple[Any, ...]:
    """Return what records share that are one course beyond doubt; nothing where there is none."""
    title = traits.title
    if title.empty:
        return ("page", traits.url) if traits.url else ()
    if title.cut or not traits.organiser:
        return (traits.key, traits.url)
    return (
        traits.organiser,
        title.tokens,
        title.compounds,
        title.numbers,
        title.parts,
        title.letters,
        title.levels,
        title.exam,
        traits.level,
    )


def united(members: Sequence[Traits]) -> Traits:
    """Return the traits of several records as one."""
    first = members[0]
    if len(members) == 1:
        return first
    languages = {member.language for member in members}
    return Traits(
        url=first.url,
        title=first.title,
        organiser=first.organiser,
        organiser_words=first.organiser_words,
        language=first.language if len(languages) == 1 else None,
        level=first.level,
        prices=frozenset().union(*(member.prices for member in members)),
        dates=frozenset().union(*(member.dates for member in members)),
        places=frozenset().union(*(member.places for member in members)),
        hours=frozenset().union(*(member.hours for member in members)),
        mentions=frozenset().union(*(member.mentions for member in members)),
        others=frozenset().union(*(member.urls for member in members)) - {first.url},
        twins=frozenset().union(*(member.twins for member in members)),
        key=first.key,
    )
