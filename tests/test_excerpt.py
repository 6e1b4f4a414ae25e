import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.excerpt import excerpt

ROWS = [
    ("One. Two. Three.", 100, "One. Two. Three."),
    ("  white \n space  ", 100, "white space"),
    ("One. Two. Three.", 10, "One. Two."),
    ("De prijs is € 1.250. Meer", 21, "De prijs is € 1.250."),
    ("A long first sentence without an end in sight", 20, "A long first…"),
    ("Hi. A long second sentence without an end", 30, "Hi. A long second sentence…"),
    ("Onafgebrokenwoordzonderspaties", 10, "Onafgebro…"),
    ("Some text", 0, None),
    ("", 10, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "limit", "expected"), ROWS)
def test_excerpt(text: str, limit: int, expected: str | None) -> None:
    assert excerpt(text, limit) == expected


@given(st.text(max_size=400), st.integers(0, 300))
def test_never_longer_than_permitted(text: str, limit: int) -> None:
    assert len(excerpt(text, limit) or "") <= limit
