"""How much two records agree, in the sense of Fellegi and Sunter: a weight per outcome of each feature.

Weights are bits (log2 of how much likelier an outcome is within a course than between courses). They
are summed onto `PRIOR`; the score is the probability that both records show one course. A veto
overrules every weight: it says in words what makes them two courses.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal

import msgspec
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from normalize.matching.titles import Title
from normalize.matching.traits import Traits, audience_of, likely_typo, same_page
from normalize.matching.words import opposed

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
    "variant": {"same": 1.0, "none": 0.0, "broken off": -3.5, "one-sided": -13.0},
    "price": {"equal": 3.0, "equal but for VAT": 2.5, "near": 0.5, "unknown": 0.0, "differs": -0.7},
    "dates": {"shared": 5.0, "unknown": 0.0, "differ": -0.7},
    "place": {"shared": 1.7, "unknown": 0.0, "differs": -0.5},
    "duration": {"equal": 1.0, "unknown": 0.0, "differs": -2.0},
    "level": {"equal": 0.5, "unknown": 0.0, "differs": -4.0},
}  # fmt: skip
"""Feature → outcome → bits. The title's pattern of left-over words is one joint feature."""
FEATURES = tuple(WEIGHTS)
LONG_NAME = 8
"""Letters from which a name one slip away from another may be that other."""
GLUED = 94
"""Likeness, of 100, from which titles with another number of words differ in their spaces only."""
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
    outcome: Literal["merged", "unsure", "apart"] = "merged" if chance >= MERGED else "unsure"
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


def _page(a: Traits, b: Traits) -> str:
    if same_page(a, b):
        return "same address"
    if not (a.twins or b.twins) or a.language == b.language:
        return "another"
    return "another" if a.twins.isdisjoint(b.urls) and b.twins.isdisjoint(a.urls) else "language twin"


def _sets(a: frozenset[str] | frozenset[float], b: frozenset[str] | frozenset[float], same: str, other: str) -> str:
    if not a or not b:
        return "unknown"
    return same if not a.isdisjoint(b) else other


def _organiser(a: Traits, b: Traits) -> str:
    named = a.organiser in b.mentions or b.organiser in a.mentions
    if not a.organiser or not b.organiser:
        return "named" if named else "unknown"
    if a.organiser == b.organiser:
        return "same"
    if named:
        return "named"
    if similar_names(a, b):
        return "similar"
    return "another name" if _page(a, b) == "language twin" else "another"


def similar_names(a: Traits, b: Traits) -> bool:
    """Tell whether one name is the other's beginning, or a slip of the pen away from it."""
    one, two = a.organiser_words, b.organiser_words
    both = min(len(one), len(two))
    if both and one[:both] == two[:both] and len(one[0]) > 2:
        return True
    left, right = a.organiser, b.organiser
    if min(len(left), len(right)) < 8 or abs(len(left) - len(right)) > 1:
        return False
    return OSA.distance(left, right, score_cutoff=1) <= 1


def _variant(one: Traits, other: Traits) -> str:
    a, b = one.title, other.title
    if a.numbers == b.numbers and a.parts == b.parts and a.letters == b.letters and a.levels == b.levels:
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


def title_pattern(a: Title, b: Title, foreign: bool) -> str:  # noqa: PLR0911 - a pattern a line reads best flat
    """Return how two titles relate, by the words that are left over on either side."""
    if a.empty or b.empty:
        return "missing"
    if a.tokens == b.tokens:
        if a.cut or b.cut:
            return "equal but broken off"
        return "spelling" if a.mended or b.mended else "equal"
    left, right = _leftover(a.tokens, b.tokens)
    slips = _pair_off(left, right, foreign)
    if left and right and not foreign:
        plainly = _leftover(a.plain, b.plain)
        _pair_off(*plainly, foreign)
        left, right = min((left, right), plainly, key=lambda pair: len(pair[0]) + len(pair[1]))
    shared = len(a.tokens) - len(left)
    if not left and not right:
        return "spelling" if not foreign else "translated"
    if (a.cut and not left) or (b.cut and not right):
        return "breaks off" if shared else "other words"
    if left and right and len(a.tokens) != len(b.tokens) and fuzz.ratio(a.joined, b.joined, score_cutoff=GLUED):
        return "spelling"
    if not left or not right:
        extra = len(left) + len(right)
        return "a word more" if extra == 1 and shared else "words more" if shared else "other words"
    if foreign:
        return "partly translated" if shared else "other language"
    return "a word differs" if len(left) == len(right) == 1 and shared - slips >= 1 else "other words"


def _leftover(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[str], list[str]]:
    return [word for word in a if word not in b], [word for word in b if word not in a]


def _pair_off(left: list[str], right: list[str], foreign: bool) -> int:
    """Take away the pairs of left-over words that are one word misspelled, or cognates; return how many."""
    taken = 0
    if len(left) * len(right) > 400:
        return 0
    for word in list(left):
        for other in right:
            if word[0] == other[0] and _alike(word, other, foreign):
                left.remove(word)
                right.remove(other)
                taken += 1
                break
    return taken


@lru_cache(maxsize=1 << 16)
def _alike(word: str, other: str, foreign: bool) -> bool:
    if (word[-1] == "." and other.startswith(word[:-1])) or (other[-1] == "." and word.startswith(other[:-1])):
        return True
    if foreign and word[:5] == other[:5] and min(len(word), len(other)) >= 5:
        return True
    if not (likely_typo(word) and likely_typo(other)):
        return False
    return OSA.distance(word, other, score_cutoff=1) <= 1 and not opposed(word, other)


def find_vetoes(a: Traits, b: Traits) -> list[str]:
    """Return in words what makes two records two courses; empty where nothing does."""
    found = []
    one, two = a.title, b.title
    for what, left, right in (
        ("part", one.parts, two.parts),
        ("number", one.numbers, two.numbers),
        ("letter", one.letters, two.letters),
    ):
        if left and right and not (left <= right or right <= left):
            found.append(f"another {what}: {_both(left, right)}")
    if any(x.levels and y.parts and not x.parts and not y.levels for x, y in ((one, two), (two, one))):
        found.append("a step beside a numbered part")
    if one.levels and two.levels and one.levels.isdisjoint(two.levels):
        found.append(f"another step: {_both(one.levels, two.levels)}")
    if ("refresher" in one.levels) != ("refresher" in two.levels) and not (one.cut or two.cut):
        found.append("a refresher beside the full course")
    if one.exam != two.exam:
        found.append("an examination only beside the course")
    if one.tokens == two.tokens and one.compounds and two.compounds and one.compounds != two.compounds:
        found.append("the same words in another compound")
    if a.level and b.level and a.level.isdisjoint(b.level):
        found.append(f"another level of education: {_both(a.level, b.level)}")
    if one.tokens != two.tokens and _page(a, b) == "another":
        left, right = audience_of(frozenset(one.tokens)), audience_of(frozenset(two.tokens))
        if left and right and left.isdisjoint(right):
            found.append(f"for others: {_both(left, right)}")
    return found


Measure = Callable[[Traits, Traits], str]
MEASURES: dict[str, Measure] = {
    "page": _page,
    "organiser": _organiser,
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

APART = ("a word differs", "other words")
"""Patterns of titles in one language that no cluster holds."""


def conflict(a: Traits, b: Traits) -> bool:
    """Tell whether two records may never share a cluster, however they came near each other."""
    if same_page(a, b):
        return False
    if not may_match(a, b) or find_vetoes(a, b):
        return True
    one, two = a.title, b.title
    if one.tokens == two.tokens or a.language != b.language or _page(a, b) == "language twin":
        return False
    return title_pattern(one, two, False) in APART


def may_match(a: Traits, b: Traits) -> bool:
    """Tell, more cheaply than `weigh`, whether two records could be one course at all."""
    one, two = a.title, b.title
    if not (
        (one.numbers and two.numbers and one.numbers.isdisjoint(two.numbers))
        or (one.parts and two.parts and one.parts.isdisjoint(two.parts))
        or (one.letters and two.letters and one.letters.isdisjoint(two.letters))
        or (one.levels and two.levels and one.levels.isdisjoint(two.levels))
        or (a.organiser != b.organiser and _organiser(a, b).startswith("another"))
    ):
        return True
    return same_page(a, b) or not (a.urls.isdisjoint(b.twins) and b.urls.isdisjoint(a.twins))


def _both(one: frozenset[str], two: frozenset[str]) -> str:
    return " / ".join(sorted(", ".join(sorted(items)) for items in (one, two)))
