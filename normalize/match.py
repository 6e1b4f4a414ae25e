"""Matching: which records show one and the same course.

`match` clusters many records, `match_all` also tells what it is not sure of and heeds what people
decided, `compare` explains one pair, `match_file` serves the command line.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import msgspec

from normalize.course import Course
from normalize.matching.engine import Entry, entries_of, settle, uncollected
from normalize.matching.memory import Memory
from normalize.matching.model import BY_HAND, Comparison, Weights, explain
from normalize.matching.pairing import Pairing
from normalize.matching.records import MatchError, Stack
from normalize.matching.rulings import Bound, Contradiction, Ruling
from normalize.matching.traits import Traits, learn, read_traits, url_key

__all__ = [
    "Comparison", "Contradiction", "MatchError", "Matching", "Pair", "Ruling", "Weights", "compare", "compare_among",
    "match", "match_all", "match_file",
]  # fmt: skip

NO_LINKS: Mapping[str, set[str]] = {}


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


def compare(a: Course, b: Course) -> Comparison:
    """Return how two records compare: every feature and weight, vetoes in words, the outcome."""
    return compare_among((a, b), [0], [1]).comparison


def compare_among(
    courses: Sequence[Course],
    left: Sequence[int],
    right: Sequence[int],
    links: Mapping[str, set[str]] = NO_LINKS,
    weights: Weights = BY_HAND,
) -> Pair:
    """Return the likeliest pair of these records, with the spelling and the names that all of them teach.

    `left` and `right` hold positions, at least one each.
    """
    vocabulary, twins = learn(courses), twins_of(links)
    traits = {n: read_traits(courses[n], vocabulary, twins.get(courses[n].url, frozenset())) for n in {*left, *right}}
    found = []
    for n, m in product(left, right):
        first, second = sorted((traits[n], traits[m]), key=lambda one: one.key)
        found.append(Pair(n, m, explain(first, second, weights)))
    return max(found, key=lambda pair: (pair.comparison.outcome != "apart", pair.comparison.score))


def match(courses: Sequence[Course], links: Mapping[str, set[str]] = NO_LINKS) -> list[list[int]]:
    """Return clusters of positions, each sorted, ordered by their first; the same for any order of input.

    `links`: address to the addresses of its twins in other languages.
    """
    return match_all(courses, links).clusters


def match_all(
    courses: Sequence[Course],
    links: Mapping[str, set[str]] = NO_LINKS,
    *,
    keys: Sequence[str] = (),
    rulings: Iterable[Ruling] = (),
    memory: Memory | None = None,
    weights: Weights = BY_HAND,
) -> Matching:
    """Return the clusters as `match` does, under what people decided, with the pairs left in doubt.

    `keys`: the member key of each record, each another, by which `rulings` name it and `memory`, which is
    brought up to date, knows it again. The result is the same whatever the memory holds.
    """
    twins = twins_of(links)
    bound = Bound(keys, rulings)
    with uncollected():
        if memory is not None:
            if memory.pairing.by != weights:
                memory.pairing = Pairing(weights)
            traits = memory.traits(courses, keys, twins)
            return _match(traits, [memory.read[key].stamp for key in keys], memory.pairing, bound, keys)
        vocabulary = learn(courses)
        traits = [read_traits(course, vocabulary, twins.get(course.url, frozenset())) for course in courses]
        return _match(traits, range(len(traits)), Pairing(weights), bound, keys)


def _match(
    traits: Sequence[Traits], stamps: Sequence[int], pairing: Pairing, bound: Bound, keys: Sequence[str]
) -> Matching:
    entries = entries_of(traits, bound.marks, stamps, pairing.kept)
    return _matching(entries, pairing, bound, keys)


def twins_of(links: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """Return each address with the keys of its twins in other languages."""
    return {url: frozenset(map(url_key, others)) for url, others in links.items()}


def _matching(entries: Sequence[Entry], pairing: Pairing, bound: Bound, keys: Sequence[str]) -> Matching:
    settled = settle(entries, pairing.update(entries), bound, keys)
    joined = {n for group in settled.clusters for n in group}
    groups = [*settled.clusters, *([n] for n in range(len(entries)) if n not in joined)]
    unsure = [
        Pair(
            entries[first].members[0],
            entries[second].members[0],
            explain(entries[first].traits, entries[second].traits, pairing.by),
        )
        for first, second in settled.doubts
    ]
    clusters = sorted(sorted(n for entry in group for n in entries[entry].members) for group in groups)
    return Matching(clusters, unsure, settled.contradictions)


def match_file(lines: Iterable[str], weights: Weights = BY_HAND) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "cluster"}` for each record of an NDJSON file, in the order of the input.

    Any subset of the record's fields will do, unknown ones are ignored; a record without `id` gets
    its line number. A cluster is named by the position of its first record, counted from 0.
    Raises MatchError with the line number for a line that is no JSON object or holds a field of
    another kind.
    """
    stack = Stack(lines)
    with uncollected():
        entries = _entries_of_file(stack)
        found = _matching(entries, Pairing(weights), Bound((), ()), ())
    cluster_of = array("l", bytes(8 * len(stack.names)))
    for cluster in found.clusters:
        for position in cluster:
            cluster_of[position] = cluster[0]
    for name, number in zip(stack.names, cluster_of, strict=True):
        yield {"id": name, "cluster": number}


def _entries_of_file(stack: Stack) -> list[Entry]:
    """Return the records grouped; what was read of each is let go of."""
    vocabulary = learn(stack.fill())
    traits = [read_traits(course, vocabulary) for course in stack.courses()]
    stack.forget()
    return entries_of(traits, {}, range(len(traits)), {})
