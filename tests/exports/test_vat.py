"""One price on other bases: converted where the page lets it, left open where it does not."""

from __future__ import annotations

import pytest

from exports.vat import bases
from normalize.course import Price, Vat

PRICES: list[tuple[float, Vat, str, tuple[str | None, str | None, str | None, int | None]]] = [
    # amount, VAT, words; without, VAT, with, rate
    (950.0, "exempt", "€ 950 (vrij van btw)", ("950.00", "0.00", "950.00", 0)),
    (950.0, "excluded", "€ 950 excl. btw", ("950.00", None, None, None)),
    (950.0, "excluded", "€ 950 excl. 21% btw", ("950.00", "199.50", "1149.50", 21)),
    (1149.5, "included", "€ 1.149,50 incl. 21 % btw", ("950.00", "199.50", "1149.50", 21)),
    (100.0, "included", "€ 100 incl. 9 procent BTW", ("91.74", "8.26", "100.00", 9)),
    (1149.5, "included", "€ 1.149,50 incl. btw", (None, None, "1149.50", None)),
    (950.0, "included", "€ 950 incl. btw, 21% korting", (None, None, "950.00", None)),
    (950.0, "included", "€ 950 incl. 9% of 21% btw", (None, None, "950.00", None)),
    (950.0, "excluded", "€ 950, 21% korting voor leden", ("950.00", None, None, None)),
    (950.0, "unknown", "€ 950 21% btw", (None, None, None, None)),
    (0.0, "unknown", "gratis", ("0.00", "0.00", "0.00", None)),
    (0.1 + 0.2, "exempt", "", ("0.30", "0.00", "0.30", 0)),
    (1e16, "exempt", "", ("10000000000000000.00", "0.00", "10000000000000000.00", 0)),
]


@pytest.mark.parametrize(("amount", "vat", "words", "expected"), PRICES)
def test_a_price_on_other_bases(
    amount: float, vat: Vat, words: str, expected: tuple[str | None, str | None, str | None, int | None]
) -> None:
    found = bases(Price(amount=amount, vat=vat, text=words))
    assert tuple(None if part is None else str(part) for part in found[:3]) == expected[:3]
    assert found.rate == expected[3]


def test_words_without_end_are_read_no_further_than_needed() -> None:
    assert bases(Price(amount=10.0, vat="included", text="x" * 100_000 + " 21% btw")).rate is None
