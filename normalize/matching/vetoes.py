"""What makes two records two courses, whatever else agrees; in words."""

from __future__ import annotations

from normalize.matching.relations import organisers, pages, title_pattern
from normalize.matching.titles import Title
from normalize.matching.traits import Traits, audience_of, same_page

FIRST_STEPS = frozenset({"intro", "basic"})
"""Two names of where a series begins: an organiser may give both, or one under either name."""
_ONE_FIRST_STEP = frozenset(frozenset({step}) for step in FIRST_STEPS)
APART = ("a word differs", "other words")
"""Patterns of titles in one language that no cluster holds."""


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
    if one.levels and two.levels and one.levels.isdisjoint(two.levels) and not first_steps(one, two):
        found.append(f"another step: {_both(one.levels, two.levels)}")
    if ("refresher" in one.levels) != ("refresher" in two.levels) and not (one.cut or two.cut):
        found.append("a refresher beside the full course")
    if one.exam != two.exam:
        found.append("an examination only beside the course")
    if one.tokens == two.tokens and one.compounds and two.compounds and one.compounds != two.compounds:
        found.append("the same words in another compound")
    if a.level and b.level and a.level.isdisjoint(b.level):
        found.append(f"another level of education: {_both(a.level, b.level)}")
    if one.tokens != two.tokens and pages(a, b) == "another":
        left, right = audience_of(frozenset(one.tokens)), audience_of(frozenset(two.tokens))
        if left and right and left.isdisjoint(right):
            found.append(f"for others: {_both(left, right)}")
    return found


def first_steps(one: Title, two: Title) -> bool:
    """Tell whether one is called an introduction where the other is called a basic course: a person must look."""
    return (
        bool(one.levels and two.levels) and one.levels.isdisjoint(two.levels) and one.levels | two.levels <= FIRST_STEPS
    )


def conflict(a: Traits, b: Traits) -> bool:
    """Tell whether two records may never share a cluster, however they came near each other."""
    if same_page(a, b):
        return False
    if not may_match(a, b) or find_vetoes(a, b):
        return True
    one, two = a.title, b.title
    if first_steps(one, two):
        return True
    if one.tokens == two.tokens or a.language != b.language or pages(a, b) == "language twin":
        return False
    return title_pattern(one, two, False) in APART


def may_match(a: Traits, b: Traits) -> bool:
    """Tell, more cheaply than `weigh`, whether two records could be one course at all."""
    one, two = a.title, b.title
    if not (
        (one.numbers and two.numbers and one.numbers.isdisjoint(two.numbers))
        or (one.parts and two.parts and one.parts.isdisjoint(two.parts))
        or (one.letters and two.letters and one.letters.isdisjoint(two.letters))
        or (one.levels and two.levels and one.levels.isdisjoint(two.levels) and not first_steps(one, two))
        or (a.organiser != b.organiser and organisers(a, b).startswith("another"))
    ):
        return True
    if same_page(a, b):
        return True
    return bool(a.twins or b.twins) and not (a.urls.isdisjoint(b.twins) and b.urls.isdisjoint(a.twins))


def _both(one: frozenset[str], two: frozenset[str]) -> str:
    return " / ".join(sorted(", ".join(sorted(items)) for items in (one, two)))
