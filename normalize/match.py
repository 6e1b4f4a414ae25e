"""Matching: which records show one and the same course.

`match` clusters many records, `match_all` also tells what it is not sure of and heeds what people
decided, `compare` explains one pair, `match_file` serves the command line.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from normalize.course import Course
from normalize.matching.engine import Entry, Matching, Pair, entries_of, found_among, settle, uncollected
from normalize.matching.memory import Memory
from normalize.matching.model import BY_HAND, Comparison, Weights, explain
from normalize.matching.pairing import pair_all
from normalize.matching.records import MatchError, Stack
from normalize.matching.rulings import Bound, Contradiction, Ruling, places_of
from normalize.matching.traits import learn, learn_from, read_traits, url_key

__all__ = [
    "Comparison", "Contradiction", "MatchError", "Matching", "Pair", "Ruling", "Weights", "compare", "compare_among",
    "match", "match_all", "match_file",
]  # fmt: skip

NO_LINKS: Mapping[str, set[str]] = {}
NO_TWINS: frozenset[str] = frozenset()


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
    traits = {n: read_traits(courses[n], vocabulary, twins.get(courses[n].url, NO_TWINS)) for n in {*left, *right}}
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
    versions: Sequence[str] = (),
    weights: Weights = BY_HAND,
) -> Matching:
    """Return the clusters as `match` does, under what people decided, with the pairs left in doubt.

    `keys`: the member key of each record, each another, by which `rulings` name it and `memory`, which is
    brought up to date, knows it again. The result is the same whatever the memory holds. `versions`: of each record
    what changes whenever it does, "" where that is not known; the memory then need not look for itself.
    """
    twins, rulings = twins_of(links), list(rulings)
    if memory is not None:
        return memory.match(courses, keys, versions, twins, rulings, weights)
    with uncollected():
        vocabulary = learn(courses)
        traits = [read_traits(course, vocabulary, twins.get(course.url, NO_TWINS)) for course in courses]
        bound = Bound(rulings, places_of(keys, rulings))
        return _matching(entries_of(traits, bound.marks), weights, bound, keys)


def _matching(entries: list[Entry], weights: Weights, bound: Bound, keys: Sequence[str]) -> Matching:
    paired = pair_all([entry.traits for entry in entries], weights)
    return found_among(entries, settle(entries, paired.scored, bound, keys), weights)


def twins_of(links: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """Return each address with the keys of its twins in other languages."""
    return {url: frozenset(map(url_key, others)) for url, others in links.items()}


def match_file(lines: Iterable[str], weights: Weights = BY_HAND) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "cluster"}` for each record of an NDJSON file, in the order of the input.

    Any subset of the record's fields will do, unknown ones are ignored; a record without `id` gets
    its line number. A cluster is named by the position of its first record, counted from 0.
    Raises MatchError with the line number for a line that is no JSON object or holds a field of
    another kind.
    """
    stack = Stack(lines)
    with uncollected():
        found = _matching(_entries_of_file(stack), weights, Bound((), {}), ())
    cluster_of = array("l", bytes(8 * len(stack.names)))
    for cluster in found.clusters:
        for position in cluster:
            cluster_of[position] = cluster[0]
    for name, number in zip(stack.names, cluster_of, strict=True):
        yield {"id": name, "cluster": number}


def _entries_of_file(stack: Stack) -> list[Entry]:
    """Return the records grouped; what was read of each is let go of."""
    vocabulary = learn_from(stack.fill())
    traits = [read_traits(course, vocabulary) for course in stack.courses()]
    stack.forget()
    return entries_of(traits, {})
