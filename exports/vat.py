"""One canonical price on the bases that other formats ask for, where the page lets it be known.

EDU-DEX wants amounts without VAT, RIO and OOAPI with it. A rate that the page does not name is not
supposed: then only the basis that is known is given.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from normalize.course import Price

CENT = Decimal("0.01")
RATE = re.compile(r"\b(0|9|21)\s?(?:%|procent|percent|pct)")
"""A rate of VAT in the Netherlands, in the words of the price; 6 % and 19 % are past."""
NAMED = re.compile(rf"{RATE.pattern}\s?(?:btw|vat)\b|\b(?:btw|vat)\s?(?:van|of|[:(])?\s?{RATE.pattern}", re.IGNORECASE)
"""A rate that stands beside the word."""
WORDS = 300
"""Characters of a price's words that are searched."""


class Bases(NamedTuple):
    """A price with and without VAT, as far as known."""

    without: Decimal | None
    """The amount without VAT."""
    vat: Decimal | None
    """The VAT."""
    included: Decimal | None
    """The amount with VAT."""
    rate: int | None
    """Percent; 0 for a price that is exempt."""


UNKNOWN = Bases(None, None, None, None)


def bases(price: Price) -> Bases:
    """Return the price on both bases; None for what the page leaves open."""
    amount = Decimal(repr(price.amount)).quantize(CENT, ROUND_HALF_UP)
    if amount == 0:  # free is free on any basis
        return Bases(amount, amount, amount, None)
    if price.vat == "exempt":
        return Bases(amount, Decimal("0.00"), amount, 0)
    rate = _rate(price.text)
    if price.vat == "excluded":
        vat = (amount * rate / 100).quantize(CENT, ROUND_HALF_UP) if rate is not None else None
        return Bases(amount, vat, amount + vat if vat is not None else None, rate)
    if price.vat == "included":
        without = (amount * 100 / (100 + rate)).quantize(CENT, ROUND_HALF_UP) if rate is not None else None
        return Bases(without, amount - without if without is not None else None, amount, rate)
    return UNKNOWN


def _rate(words: str) -> int | None:
    """Return the one rate of VAT that the words name."""
    text = words[:WORDS]
    found = set(RATE.findall(text.casefold())) if NAMED.search(text) else set()
    return int(found.pop()) if len(found) == 1 else None
