"""Decisions bind matching: by table, and on random records and rulings."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.course import Course, Organisation, Price, Session
from normalize.match import Contradiction, Matching, Ruling, match_all
from normalize.matching.rulings import Bound, follow, places_of, plain_key


def page(name: str, title: str, by: str = "Rijnlab Nascholing", **given: Any) -> Course:
    """A record at https://school.example/<name>."""
    return Course(
        url=f"https://school.example/{name}",
        title=title,
        provider=Organisation(id="school", name=by),
        page_language=given.get("language", "nl"),
        price=Price(amount=given.get("euro", 495)),
        sessions=[Session(start=given.get("on", "2027-05-03"))],
    )


def key(name: str) -> str:
    return f"school https://school.example/{name}"


def matched(courses: list[Course], *rulings: Ruling) -> Matching:
    return match_all(courses, keys=[f"school {course.url}" for course in courses], rulings=rulings)


def groups(courses: list[Course], *rulings: Ruling) -> list[str]:
    names = [course.url.rpartition("/")[2] for course in courses]
    return sorted("".join(sorted(names[n] for n in cluster)) for cluster in matched(courses, *rulings).clusters)


def merge(number: int, left: str, right: str) -> Ruling:
    return Ruling(number, "merge", frozenset(map(key, left)), frozenset(map(key, right)))


def split(number: int, left: str, right: str) -> Ruling:
    return Ruling(number, "split", frozenset(map(key, left)), frozenset(map(key, right)))


A, B = page("a", "Celkweek"), page("b", "Cursus celkweek")
C = page("c", "Celkweek in de praktijk", "Maasdal", on="2027-09-01")
ONE, TWO = page("1", "Celkweek deel 1"), page("2", "Celkweek deel 2")
TYPO = page("t", "Immunologische diagnostik in het lab")
RIGHT = page("r", "Immunologische diagnostiek in het lab")

RULED: list[tuple[str, list[Course], list[Ruling], list[str]]] = [
    ("nobody decided", [A, B, C], [], ["ab", "c"]),
    ("a split parts records that are alike beyond doubt", [A, B, C], [split(1, "a", "b")], ["a", "b", "c"]),
    ("a split parts records that score", [TYPO, RIGHT], [split(1, "t", "r")], ["r", "t"]),
    ("a merge joins what no word joins", [A, B, C], [merge(1, "a", "c")], ["abc"]),
    ("a merge overrules a veto", [ONE, TWO], [merge(1, "1", "2")], ["12"]),
    ("a merge over a page between", [A, ONE, TWO, C], [merge(1, "1", "c"), merge(2, "c", "2")], ["12c", "a"]),
    ("a page that is gone decides nothing", [A, C], [merge(1, "x", "c"), split(2, "a", "y")], ["a", "c"]),
    ("a split of one page from all the others", [A, B, page("d", "Celkweek 2027")], [split(1, "d", "ab")], ["ab", "d"]),
    ("no third page joins both sides of a split", [A, B, page("d", "Celkweek (Leiden)"), RIGHT],
     [split(1, "a", "b"), merge(2, "a", "d")], ["ad", "b", "r"]),
]  # fmt: skip


@pytest.mark.parametrize(("courses", "rulings", "expected"), [row[1:] for row in RULED], ids=[row[0] for row in RULED])
def test_rulings_bind(courses: list[Course], rulings: list[Ruling], expected: list[str]) -> None:
    assert groups(courses, *rulings) == expected
    assert groups(courses[::-1], *rulings[::-1]) == expected


def test_a_contradiction_is_told_and_joins_nothing() -> None:
    rulings = [split(1, "a", "b"), merge(2, "a", "c"), merge(3, "c", "b")]
    found = matched([A, B, C], *rulings)
    assert sorted(found.clusters) == [[0, 2], [1]]
    (told,) = found.contradictions
    assert (told.ruling, told.against) == (3, (1,))


def test_a_page_on_both_sides_of_a_split_is_told() -> None:
    assert matched([A, C], split(4, "ab", "ac")).contradictions == [Contradiction(4, (4,), key("a"))]


def test_a_new_title_changes_no_decision() -> None:
    assert groups([page("a", "Iets heel anders"), C], merge(1, "a", "c")) == ["ac"]
    assert groups([page("a", "Celkweek 2028"), B], split(1, "a", "b")) == ["a", "b"]


@pytest.mark.parametrize("url", ["http://school.example/a/", "https://www.school.example/a?utm_source=nieuwsbrief"])
def test_another_writing_of_an_address_is_that_address(url: str) -> None:
    moved = Course(url=url, title="Celkweek", provider=A.provider)
    assert matched([moved, B], split(1, "a", "b")).clusters == [[0], [1]]


def test_a_decision_follows_a_page_that_moved_twice_and_in_a_circle() -> None:
    moved = {key("a"): key("new"), key("new"): key("newer"), key("newer"): key("a")}
    (ruling,) = follow([split(1, "a", "b")], moved)
    assert ruling.left == {key("a"), key("new"), key("newer")}
    assert groups([page("newer", "Celkweek"), B], ruling) == ["b", "newer"]


def test_a_page_and_its_old_reading_may_be_told_apart() -> None:
    """The old address leads to what staff say is another course."""
    (ruling,) = follow([split(1, "a", "b")], {key("a"): key("b"), key("b"): key("new")})
    assert ruling.left == {key("a")}
    assert ruling.right == {key("b"), key("new")}


def test_a_decision_outlives_the_name_of_its_registry_entry() -> None:
    courses = [page("a", "Celkweek"), B]
    keys = [f"renamed {course.url}" for course in courses]
    assert match_all(courses, keys=keys, rulings=[split(1, "a", "b")]).clusters == [[0], [1]]


def test_what_was_decided_is_not_asked_again() -> None:
    short, long = page("s", "Risicomanagement"), page("l", "Risicomanagement voor HR")
    twin = page("e", "Risk management", language="en")
    (asked,) = matched([short, long]).unsure
    assert asked.comparison.outcome == "unsure"
    assert {asked.first, asked.second} == {0, 1}
    assert matched([short, long], split(1, "s", "l")).unsure == []
    assert matched([short, long], merge(1, "s", "l")).unsure == []
    assert matched([short, long, twin], split(1, "s", "l")).unsure == []  # nor for a page that joined one side later


def test_what_clusters_refuse_is_asked() -> None:
    """Two parts and a title that broke off before its number: it can be either."""
    open_ = page("o", "Celkweek in het laborato…")
    one, two = page("1", "Celkweek in het laboratorium deel 1"), page("2", "Celkweek in het laboratorium deel 2")
    found = matched([one, two, open_])
    assert len(found.clusters) == 2
    (asked,) = found.unsure
    assert asked.comparison.outcome == "merged"


NAMES = "abcdefgh"
TITLES = ["Celkweek", "Celkweek deel 1", "Celkweek deel 2", "Celkweken", "Celkweek in de zorg", "Radiologie", ""]
decided = st.lists(
    st.tuples(st.booleans(), st.sets(st.sampled_from(NAMES), min_size=1, max_size=3), st.sampled_from(NAMES)),
    max_size=5,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TITLES), min_size=2, max_size=8), decided, st.randoms(use_true_random=False))
def test_rulings_hold_on_random_records(
    titles: list[str], decided: list[tuple[bool, set[str], str]], chance: Any
) -> None:
    courses = [page(name, title) for name, title in zip(NAMES, titles, strict=False)]
    rulings = [
        (merge if joins else split)(n, "".join(sorted(left - {right})) or "z", right)
        for n, (joins, left, right) in enumerate(decided, 1)
    ]
    before = matched(courses)
    found = matched(courses, *rulings)
    cluster_of = {n: cluster[0] for cluster in found.clusters for n in cluster}
    place = {f"school {course.url}": n for n, course in enumerate(courses)}
    told = {one.ruling for one in found.contradictions}
    for ruling in rulings:
        left, right = ({cluster_of[place[one]] for one in side if one in place} for side in (ruling.left, ruling.right))
        if ruling.kind == "split":
            assert left.isdisjoint(right)
        elif ruling.number not in told:
            assert len(left | right) <= 1
    shuffled = list(range(len(courses)))
    chance.shuffle(shuffled)
    again = matched([courses[n] for n in shuffled], *rulings[::-1])
    assert sorted(sorted(shuffled[n] for n in cluster) for cluster in again.clusters) == found.clusters
    assert {one.ruling for one in again.contradictions} == told
    assert matched(courses) == before  # undone, all is as it was


def test_no_rulings_mark_nothing() -> None:
    bound = Bound([], places_of([key("a")], []))
    assert (bound.marks, bound.merges, bound.contradictions) == ({}, [], [])
    assert plain_key("school https://www.school.example/a/") == "school.example/a"
