"""What staff decide of matching: kept with who, when and why; follows pages that moved; never two at odds."""

from __future__ import annotations

import pytest

from normalize.assemble import Doubt
from normalize.match import Contradiction, Ruling
from normalize.matching.model import Comparison, Feature
from store import Store, StoreError
from tests.store.conftest import DAY, Nights, at, make_course

A, B, C = "school https://school.example/a", "school https://school.example/b", "gids https://gids.example/c"


def test_a_ruling_is_kept_and_undone(store: Store) -> None:
    number = store.rule("merge", [B, A], [C], who="Noor", why="zelfde docent", now=at(DAY))
    assert store.rulings() == [Ruling(number, "merge", frozenset({A, B}), frozenset({C}))]
    (kept,) = store.decisions("merge")
    assert (kept.who, kept.why, kept.subject, kept.decided) == ("Noor", "zelfde docent", A, at(DAY))
    store.undo(number, who="Sam", now=at(DAY))
    assert store.rulings() == []


CONTRADICTIONS = [
    ([("merge", [A], [B])], ("split", [A], [B])),
    ([("split", [A], [B])], ("merge", [A], [B])),
    ([("merge", [A], [B]), ("merge", [B], [C])], ("split", [C], [A])),
    ([("split", [A], [C]), ("merge", [A], [B])], ("merge", [B], [C])),
    ([("merge", [A], [B])], ("split", ["school http://www.school.example/a/?utm_source=x"], [B])),
]


@pytest.mark.parametrize(("held", "refused"), CONTRADICTIONS)
def test_a_contradiction_is_told_not_guessed(
    store: Store, held: list[tuple[str, list[str], list[str]]], refused: tuple[str, list[str], list[str]]
) -> None:
    for kind, left, right in held:
        store.rule(kind, left, right, who="Noor", why="", now=at(DAY))  # type: ignore[arg-type]  # a table of words
    with pytest.raises(StoreError, match="says the opposite: undo it first"):
        store.rule(refused[0], *refused[1:], who="Sam", why="", now=at(DAY))  # type: ignore[arg-type]  # as above
    assert len(store.decisions()) == len(held)


def test_a_decision_is_about_two_records(store: Store) -> None:
    with pytest.raises(StoreError, match="two records"):
        store.rule("split", [A], [A, B], who="Noor", why="", now=at(DAY))


def test_a_ruling_follows_a_page_that_moved(store: Store, nights: Nights) -> None:
    store.rule("split", [A], [C], who="Noor", why="", now=at(DAY))
    first = {A.split()[1]: "https://school.example/new", "https://school.example/new": "x"}
    nights.refresh([make_course(1)], provider="school", moves=first)
    later = {"https://school.example/new": "https://school.example/newer"}
    nights.refresh([make_course(1)], provider="school", hour=6, moves=later)
    (ruling,) = store.rulings()
    assert ruling.left == {A, "school https://school.example/new", "school https://school.example/newer"}
    assert ruling.right == {C}


@pytest.mark.parametrize(("decision", "follows"), [("accept_run", True), ("reject_run", False), (None, False)])
def test_a_ruling_does_not_follow_what_a_run_that_is_held_back_saw(
    store: Store, nights: Nights, decision: str | None, follows: bool
) -> None:
    store.rule("split", [A], [C], who="Noor", why="", now=at(DAY))
    moves = {A.split()[1]: "https://school.example/new"}
    nights.refresh([make_course(1)], provider="school", state="held", moves=moves)
    (run,) = store.runs("school")
    if decision:
        getattr(store, decision)(run.id, who="Noor", why="", now=at(DAY))
    (ruling,) = store.rulings()
    assert ruling.left == ({A, "school https://school.example/new"} if follows else {A})


def test_questions_are_those_of_the_last_publication(store: Store) -> None:
    comparison = Comparison(0.5, [Feature("title", "a word more", -4.0)], [], "unsure")
    doubts = [Doubt(A, B, comparison), Doubt(A, C, comparison)]
    told = [Contradiction(3, (1, 2), B)]
    store.save_questions(doubts, told)
    assert (store.doubts(), store.contradictions()) == (doubts, told)
    store.save_questions([], [])
    assert (store.doubts(), store.contradictions()) == ([], [])
