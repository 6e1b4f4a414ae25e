"""Words that are sought on a page are found wherever they stand, and nowhere else."""

import pytest

from normalize.page.sought import pieces_of, sought

WORDS = ["€", "dag", "duur", "duren", "in overleg", "één", "cursus", "café"]
TEXTS = [
    ("", []),
    ("€", ["€"]),
    ("de duur", ["duur"]),
    ("tijdsduur: 3 dagen", ["dag", "duur"]),
    ("dit kan in overleg", ["in overleg"]),
    ("in\noverleg", []),
    ("één middag in het café", ["dag", "één", "café"]),
    ("cursu", []),
    ("cursussen", ["cursus"]),
    ("\udcff duren", ["duren"]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_possible_words(text: str, expected: list[str]) -> None:
    possible = sought(WORDS).possible(pieces_of(text))
    assert sorted(word for word in possible if word in text) == sorted(expected)
    assert len(text) > 4 or set(possible) <= {"€", "dag", *expected}
