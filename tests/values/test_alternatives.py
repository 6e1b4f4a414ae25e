"""Patterns with their alternatives merged answer as they did before."""

import re

import pytest

from normalize.fields.cards import ENROLS
from normalize.fields.days import DAY
from normalize.values.alternatives import asked, merged
from normalize.values.date_roles import NO_COURSE_AFTER, NO_COURSE_BEFORE
from normalize.values.start_words import ANY_TIME

WRITTEN = [
    (r"vier|vijf|vijftien", r"vi(?:er|jf(?:tien|))"),
    (r"\bles\b|\blessen\b|\w*cursus", r"\bles(?:\b|sen\b)|\w*cursus"),
    (r"(?:een|twee|drie) dagen|(?:een|twee|drie) weken", r"(?:een|twee|drie) (?:dagen|weken)"),
    (r"(?<=in|op) (a|ab)", r"(?<=in|op) (a|ab)"),
    (r"[ab|c]x|[ab|c]y", r"[ab|c](?:x|y)"),
    (r"a{1,2}b|a{1,2}c|ab", r"a{1,2}(?:b|c)|ab"),
    (r"\(x\)|\(y\)", r"\((?:x\)|y\))"),
    (r"dag", r"dag"),
    (r"", r""),
]
WORDS = [
    "", "vier", "vijftien", "vij", "les", "lessen", "lesje", "basiscursus", "twee weken", "twee maanden", "3 mei 2027",
    "laatst gewijzigd op ", "gepubliceerd op", "start: ", "aanmelden voor ", "geen les op", "de examendatum is ",
    "doorlopend", "doorlopend onderwijs", "start direct", "op elk moment", "Schrijf je in", "meld u aan", "Boeken",
    "volgeboekt", "1e kwartaal", "oct 5", "Sept. 12th", "12-3-2027", "12/3", "de 3e of mei", "gesloten",
    ", register for",
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "expected"), WRITTEN)
def test_written(pattern: str, expected: str) -> None:
    assert merged(pattern) == expected


@pytest.mark.parametrize("pattern", [row for row, _ in WRITTEN] + [NO_COURSE_BEFORE.pattern, ANY_TIME.pattern])
def test_same_answers(pattern: str) -> None:
    before, after = re.compile(pattern), asked(re.compile(pattern))
    assert [bool(before.search(words)) for words in WORDS] == [bool(after.search(words)) for words in WORDS]


def test_answers_are_told_apart() -> None:
    """Of the patterns above each has words for yes and for no, or the test could not fail."""
    for pattern in (NO_COURSE_BEFORE, NO_COURSE_AFTER, ANY_TIME, ENROLS, DAY):
        assert {bool(pattern.search(words)) for words in WORDS} == {True, False}
