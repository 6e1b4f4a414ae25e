"""Weights found from records: those that made them come back, labels count, and what is found can be matched by."""

from __future__ import annotations

import json
import pickle
import random
from collections import Counter

import pytest

from benchmarks.matching_records import records
from normalize.course import Course
from normalize.match import match_all
from normalize.matching.memory import Memory
from normalize.matching.model import BY_HAND, FEATURES, PRIOR, WEIGHTS, Weights
from normalize.matching.records import read_record
from normalize.matching.traits import learn, read_traits
from normalize.matching.weights import Fitted, Pattern, candidate_pairs, fit, patterns_of

STOCK = [(read_record(json.dumps(one), 1)[1], name) for one, name in records(1500, seed=404)]
TRUE = {"title": {"equal": (0.8, 0.05), "a word more": (0.15, 0.25), "other words": (0.05, 0.7)},
        "price": {"equal": (0.6, 0.1), "unknown": (0.2, 0.2), "differs": (0.2, 0.7)},
        "dates": {"shared": (0.5, 0.02), "unknown": (0.2, 0.2), "differ": (0.3, 0.78)},
        "place": {"shared": (0.7, 0.2), "differs": (0.3, 0.8)}}  # fmt: skip
"""Feature → outcome → how often within a course, and between two."""
USUAL = {"page": "another", "organiser": "same", "variant": "none", "duration": "unknown", "level": "unknown"}


def drawn(count: int, share: float) -> Counter[Pattern]:
    """Patterns at random, of pairs that are one course in so many cases."""
    chance = random.Random(12)
    found: Counter[Pattern] = Counter()
    for _ in range(count):
        side = 0 if chance.random() < share else 1
        outcome = dict(USUAL)
        for name, table in TRUE.items():
            outcome[name] = chance.choices(list(table), [often[side] for often in table.values()])[0]
        found[tuple(outcome[name] for name in FEATURES)] += 1
    return found


def pattern(**outcomes: str) -> Pattern:
    told = {**USUAL, "title": "equal", "price": "unknown", "dates": "unknown", "place": "unknown", **outcomes}
    return tuple(told[name] for name in FEATURES)


def test_without_labels_the_weights_that_made_the_patterns_come_back() -> None:
    found = fit(drawn(40_000, 0.1))
    for name, table in TRUE.items():
        for outcome, (within, between) in table.items():
            assert 2.0 ** found.weights[name][outcome] == pytest.approx(within / between, rel=0.25), (name, outcome)
    assert found.prior == pytest.approx(-3.17, abs=0.3)  # log2 of 0.1 to 0.9
    assert found.pairs == 40_000
    assert found.labelled == 0


def test_what_was_never_seen_keeps_its_weight() -> None:
    found = fit(drawn(5_000, 0.1))
    for name, outcome in (("level", "differs"), ("page", "language twin"), ("organiser", "another")):
        assert found.weights[name][outcome] == WEIGHTS[name][outcome]
        assert found.seen[name][outcome] == 0


def test_no_pairs_leave_the_table_as_it_is() -> None:
    assert fit({}).weights == WEIGHTS


def test_what_staff_decided_outweighs_what_pairs_look_like() -> None:
    patterns = drawn(5_000, 0.1)
    told = pattern(title="a word more")
    before = fit(patterns).weights["title"]["a word more"]
    assert fit(patterns, same={told: 40}).weights["title"]["a word more"] > before + 1
    assert fit(patterns, other={told: 40}).weights["title"]["a word more"] < before - 0.3
    assert fit(patterns, same={told: 40}, other={told: 3}).labelled == 43


def found_among(courses: list[Course]) -> Fitted:
    vocabulary = learn(courses)
    traits = [read_traits(course, vocabulary) for course in courses]
    return fit(patterns_of(traits, candidate_pairs(traits)))


def test_records_can_be_matched_by_what_they_taught() -> None:
    courses = [course for course, _ in STOCK]
    clusters = match_all(courses, weights=found_among(courses).ready()).clusters
    truth = [name for _, name in STOCK]
    given = sum(len(one) * (len(one) - 1) // 2 for one in clusters)
    right = sum(n * (n - 1) // 2 for one in clusters for n in Counter(truth[m] for m in one).values())
    true = sum(n * (n - 1) // 2 for n in Counter(truth).values())
    assert right / given > 0.985
    assert right / true > 0.95


def test_the_order_of_records_does_not_matter() -> None:
    courses = [course for course, _ in STOCK[:500]]
    assert found_among(courses) == found_among(courses[::-1])


def test_other_weights_find_the_same_from_memory_as_anew() -> None:
    courses = [course for course, _ in STOCK]
    keys = [f"p {n}" for n in range(len(courses))]
    memory, other = Memory(), found_among(courses).ready()
    assert match_all(courses, keys=keys, memory=memory) == match_all(courses)
    by_other = match_all(courses, keys=keys, memory=memory, weights=other)
    assert by_other == match_all(courses, weights=other)
    assert by_other != match_all(courses)
    assert match_all(courses, keys=keys, memory=memory) == match_all(courses)


def test_weights_of_other_features_are_not_used() -> None:
    found = fit({})
    assert found.ready() != BY_HAND
    table = {name: dict(row) for name, row in found.weights.items()}
    del table["place"]["shared"]
    assert Fitted(table, found.prior, 0, 0, {}).ready() == BY_HAND


def test_weights_are_equal_by_what_they_hold() -> None:
    assert pickle.loads(pickle.dumps(BY_HAND)) == Weights(WEIGHTS, PRIOR) == BY_HAND
    assert Weights(WEIGHTS, PRIOR + 1) != BY_HAND
