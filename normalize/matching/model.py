"""How much two records agree, in the sense of Fellegi and Sunter: a weight per outcome of each feature.

Weights are bits (log2 of how much likelier an outcome is within a course than between courses). They
are summed onto `PRIOR`; the score is the probability that both records show one course. A veto
overrules every weight: it says in words what makes them two courses.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from normalize.matching.relations import organisers, pages, title_pattern
from normalize.matching.titles import Title
from normalize.matching.traits import Traits
from normalize.matching.vetoes import find_vetoes, first_steps

PRIOR = -9.0
"""Bits for two records that came together by a candidate key."""
MERGED = 0.9
"""Score from which two records are one course."""
UNSURE = 0.3
"""Score from which a person should look."""

WEIGHTS: dict[str, dict[str, float]] = {
    "page": {"same address": 40.0, "language twin": 15.0, "another": 0.0},
    "organiser": {"same": 5.0, "similar": 2.5, "named": 3.0, "unknown": -2.0, "another": -11.0,
                  "another name": 0.0},
    "title": {
        "equal": 9.0, "spelling": 7.0, "equal but broken off": 6.5, "breaks off": 4.0,
        "a word more": -4.0, "words more": -6.0,
        "translated": 4.5, "partly translated": -1.0, "other language": -2.0, "a word differs": -6.0,
        "other words": -8.0, "missing": -20.0,
    },
    "variant": {"same": 1.0, "none": 0.0, "broken off": -3.5, "another first step": -11.0,
                "one-sided": -13.0},
    "price": {"equal": 3.0, "equal but for VAT": 2.5, "near": 0.5, "unknown": 0.0, "differs": -0.7},
    "dates": {"shared": 5.0, "unknown": 0.0, "differ": -0.7},
    "place": {"shared": 1.7, "unknown": 0.0, "differs": -0.5},
    "duration": {"equal": 1.0, "unknown": 0.0, "differs": -2.0},
    "level": {"equal": 0.5, "unknown": 0.0, "differs": -4.0},
}  # fmt: skip
"""Feature → outcome → bits. The title's pattern of left-over words is one joint feature."""
FEATURES = tuple(WEIGHTS)
VAT = 1.21
"""The Dutch general rate, as a factor."""


class Feature(msgspec.Struct, frozen=True):
    """One thing that was compared."""

    name: str
    """As in `WEIGHTS`."""
    outcome: str
    """What came of it, in words."""
    weight: float
    """Bits for (positive) or against."""


class Comparison(msgspec.Struct, frozen=True):
    """How two records compare."""

    score: float
    """Probability from 0 to 1 that both show one course, vetoes aside."""
    features: list[Feature]
    """Everything that was compared, in fixed order."""
    vetoes: list[str]
    """In words, what makes them two courses; empty where nothing does."""
    outcome: Literal["merged", "unsure", "apart"]
    """merged: one course; unsure: a person should look; apart."""


class Weights:
    """A weight per outcome of each feature: the table by hand, or one found from records (`weights.fit`)."""

    def __init__(self, table: Mapping[str, Mapping[str, float]], prior: float) -> None:
        """Take feature → outcome → bits, and the bits for two records that came together by a candidate key."""
        self.table = table
        self.prior = prior
        most = [max(table[name].values()) for name in CHEAPEST_FIRST]
        self.steps = [(MEASURES[name], table[name], sum(most[n + 1 :])) for n, name in enumerate(CHEAPEST_FIRST)]
        """What tells each outcome, its bits, and the most that the features after it can still add."""

    def __eq__(self, other: object) -> bool:
        """Tell whether both weigh alike."""
        return isinstance(other, Weights) and (self.table, self.prior) == (other.table, other.prior)

    __hash__ = None  # type: ignore[assignment]  # tables are compared, never looked up

    def __reduce__(self) -> tuple[type[Weights], tuple[Mapping[str, Mapping[str, float]], float]]:
        """Pickle the table alone."""
        return Weights, (self.table, self.prior)


def explain(a: Traits, b: Traits, by: Weights) -> Comparison:
    """Return the comparison with every feature."""
    outcomes = agreement(a, b)
    features = [
        Feature(name, outcome, by.table[name][outcome]) for name, outcome in zip(FEATURES, outcomes, strict=True)
    ]
    chance = probability(by.prior + sum(feature.weight for feature in features))
    vetoes = find_vetoes(a, b) if outcomes[0] != "same address" else []
    sure = chance >= MERGED and not first_steps(a.title, b.title)
    outcome: Literal["merged", "unsure", "apart"] = "merged" if sure else "unsure"
    if vetoes or chance < UNSURE:
        outcome = "apart"
    return Comparison(score=round(chance, 6), features=features, vetoes=vetoes, outcome=outcome)


def probability(bits: float) -> float:
    """Return the probability that bits of evidence stand for."""
    return 1 / (1 + math.exp2(-max(-1000.0, min(1000.0, bits))))


def weigh(a: Traits, b: Traits, by: Weights, floor: float = -math.inf) -> float | None:
    """Return the bits for both being one course, vetoes aside; None where they are sure to be less than `floor`."""
    total = by.prior
    for measure, table, hope in by.steps:
        total += table[measure(a, b)]
        if total + hope < floor:
            return None
    return total


def agreement(a: Traits, b: Traits) -> tuple[str, ...]:
    """Return the outcome of each feature, in the order of `FEATURES`."""
    return tuple(measure(a, b) for measure in MEASURES.values())


def _sets(a: frozenset[str] | frozenset[float], b: frozenset[str] | frozenset[float], same: str, other: str) -> str:
    if not a or not b:
        return "unknown"
    return same if not a.isdisjoint(b) else other


def _variant(one: Traits, other: Traits) -> str:
    a, b = one.title, other.title
    if a.numbers == b.numbers and a.parts == b.parts and a.letters == b.letters:
        if first_steps(a, b):
            return "another first step"
        if a.levels == b.levels:
            return "same" if a.numbers or a.parts or a.letters or a.levels else "none"
    more = _told(a) - _told(b)
    return "broken off" if (a.cut and more <= 0) or (b.cut and more >= 0) else "one-sided"


def _told(title: Title) -> int:
    return len(title.numbers) + len(title.parts) + len(title.letters) + len(title.levels)


def _price(one: Traits, other: Traits) -> str:
    a, b = one.prices, other.prices
    if not a or not b:
        return "unknown"
    if not a.isdisjoint(b):
        return "equal"
    pairs = [(min(x, y), max(x, y)) for x in a for y in b] if len(a) * len(b) <= 100 else []
    if any(abs(low * VAT - high) < 0.011 + 0.0001 * high for low, high in pairs):
        return "equal but for VAT"
    return "near" if any(low and high / low < 1.12 for low, high in pairs) else "differs"


Measure = Callable[[Traits, Traits], str]
MEASURES: dict[str, Measure] = {
    "page": pages,
    "organiser": organisers,
    "title": lambda a, b: title_pattern(a.title, b.title, a.language != b.language),
    "variant": _variant,
    "price": _price,
    "dates": lambda a, b: _sets(a.dates, b.dates, "shared", "differ"),
    "place": lambda a, b: _sets(a.places, b.places, "shared", "differs"),
    "duration": lambda a, b: _sets(a.hours, b.hours, "equal", "differs"),
    "level": lambda a, b: _sets(a.level, b.level, "equal", "differs"),
}
"""Feature → what tells its outcome, in the order of `WEIGHTS`."""


CHEAPEST_FIRST = ("page", "variant", "organiser", "price", "dates", "place", "duration", "level", "title")
"""The features in the order in which most pairs are told apart soonest."""
BY_HAND = Weights(WEIGHTS, PRIOR)
