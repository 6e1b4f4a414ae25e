"""Weights found from records: without labels by expectation maximisation, helped by what staff decided.

What is found is a table in the shape of `model.WEIGHTS`. It takes that one's place where a person decides so
(`lloket matches weights --use`); what either makes of labelled records is measured by
`benchmarks/matching_weights.py`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from normalize.matching.candidates import block_pairs, key_numbers, rare_words
from normalize.matching.model import BY_HAND, FEATURES, PRIOR, WEIGHTS, Weights, agreement, probability
from normalize.matching.pairing import portions
from normalize.matching.traits import Traits
from normalize.matching.vetoes import find_vetoes, may_match

Pattern = tuple[str, ...]
"""The outcome of each feature, in the order of `FEATURES`."""
NONE: Mapping[Pattern, int] = {}

LABEL = 50.0
"""How many pairs a pair counts for that a person decided."""
PSEUDO = 20.0
"""How many pairs the table's own weights count for, so that an outcome that was hardly seen keeps its weight."""
ROUNDS = 100
CLOSE = 1e-4
"""Rounds end when no weight moves by more bits."""
SHAPE = {name: set(table) for name, table in WEIGHTS.items()}
SURE = ("same address", "missing")
"""Outcomes that rule alone; such pairs teach nothing of the other features."""


class Fitted(msgspec.Struct, frozen=True):
    """Weights found from records."""

    weights: dict[str, dict[str, float]]
    """Feature → outcome → bits, as `model.WEIGHTS`."""
    prior: float
    """Bits for two records that came together by a candidate key."""
    pairs: int
    """How many pairs were looked at."""
    labelled: int
    """How many of them a person had decided."""
    seen: dict[str, dict[str, int]]
    """Feature → outcome → in how many pairs."""

    def ready(self) -> Weights:
        """Return them to match by; by the table where they are of other features than this program's."""
        shape = {name: set(table) for name, table in self.weights.items()}
        return Weights(self.weights, self.prior) if shape == SHAPE else BY_HAND


def candidate_pairs(records: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield the positions of the pairs that a candidate key brings together and no veto parts, each once."""
    frequency = Counter(token for record in records for token in set(record.title.tokens))
    order = sorted(range(len(records)), key=lambda n: records[n].key)
    ordered = [records[n] for n in order]
    seen: set[tuple[int, int]] = set()
    for blocks in portions([key_numbers(one, rare_words(one.title.tokens, frequency)) for one in ordered]):
        for pair in chain.from_iterable(block_pairs(number, block, ordered) for number, block in blocks.items()):
            a, b = ordered[pair[0]], ordered[pair[1]]
            if pair not in seen and may_match(a, b) and not find_vetoes(a, b):
                seen.add(pair)
                yield order[pair[0]], order[pair[1]]


def patterns_of(records: Sequence[Traits], pairs: Iterable[tuple[int, int]]) -> Counter[Pattern]:
    """Return how often each pattern of outcomes occurs among these pairs."""
    found = Counter(agreement(records[one], records[two]) for one, two in pairs)
    return Counter({pattern: often for pattern, often in found.items() if not set(SURE) & set(pattern)})


def fit(
    patterns: Mapping[Pattern, int], same: Mapping[Pattern, int] = NONE, other: Mapping[Pattern, int] = NONE
) -> Fitted:
    """Return the weights under which these patterns are likeliest, beginning from those of the table.

    `patterns`: of pairs that nobody judged; `same` and `other`: of those that people said are one course, or two.
    """
    weights, prior = {feature: dict(table) for feature, table in WEIGHTS.items()}, PRIOR
    for _ in range(ROUNDS):
        one: defaultdict[tuple[int, str], float] = defaultdict(float)
        two: defaultdict[tuple[int, str], float] = defaultdict(float)
        alike = apart = 0.0
        for pattern, often in patterns.items():
            bits = prior + sum(weights[name][outcome] for name, outcome in zip(FEATURES, pattern, strict=True))
            share = probability(bits)
            alike, apart = alike + often * share, apart + often * (1 - share)
            for cell in enumerate(pattern):
                one[cell] += often * share
                two[cell] += often * (1 - share)
        prior = _bits(alike + 1, apart + 1)
        for found, labels in ((one, same), (two, other)):
            for pattern, often in labels.items():
                for cell in enumerate(pattern):
                    found[cell] += LABEL * often
        newer = {name: _table(n, name, one, two) for n, name in enumerate(FEATURES)}
        moved = max(
            abs(newer[name][outcome] - bits) for name, table in weights.items() for outcome, bits in table.items()
        )
        weights = newer
        if moved < CLOSE:
            break
    seen = _seen([patterns, same, other])
    labelled = sum(same.values()) + sum(other.values())
    rounded = {name: {outcome: round(bits, 2) for outcome, bits in table.items()} for name, table in weights.items()}
    return Fitted(rounded, round(prior, 2), sum(patterns.values()) + labelled, labelled, seen)


def _table(
    n: int, name: str, one: Mapping[tuple[int, str], float], two: Mapping[tuple[int, str], float]
) -> dict[str, float]:
    """Return the bits of a feature's outcomes: how much likelier each is within a course than between two."""
    alike = sum(one.get((n, outcome), 0.0) for outcome in WEIGHTS[name])
    apart = sum(two.get((n, outcome), 0.0) for outcome in WEIGHTS[name])
    found = {}
    for outcome, bits in WEIGHTS[name].items():
        within, between = one.get((n, outcome), 0.0), two.get((n, outcome), 0.0)
        shown = _bits((within + 0.5) / (alike + 0.5), (between + 0.5) / (apart + 0.5))
        trust = (within + between) / (within + between + PSEUDO)
        found[outcome] = trust * shown + (1 - trust) * bits
    return found


def _bits(one: float, other: float) -> float:
    return math.log2(one / other)


def _seen(counted: Sequence[Mapping[Pattern, int]]) -> dict[str, dict[str, int]]:
    found = {name: dict.fromkeys(table, 0) for name, table in WEIGHTS.items()}
    for patterns in counted:
        for pattern, often in patterns.items():
            for name, outcome in zip(FEATURES, pattern, strict=True):
                found[name][outcome] += often
    return found
