"""Which of a course's tariffs an ordinary participant pays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.course import Price
from normalize.values.price_words import (
    EXTRA,
    FULL_TARIFF,
    LOWEST,
    MEMBERS,
    NO_MEMBERS,
    NO_SPECIAL_ONE,
    PART,
    PART_BEFORE,
    PRIVATE_TARIFF,
    REGULAR_TARIFF,
    SPECIAL_TARIFF,
)
from normalize.values.words import plain

EARLY = re.compile(r"\bearly|\bvroeg")
"""Not everybody is in time for it."""


def ordinary_price(prices: Sequence[Price]) -> Price | None:
    """Choose what an ordinary participant pays for the whole course; None where only special or part tariffs are named.

    A tariff without a condition comes first, then the regular one (non-members, standard), then what a
    private person pays, then what others pay in full (industry, external participants), then the one
    "from" which it starts, then the only one that is neither a discount nor a part, then the highest of those for
    different people ("artsen € 195, verpleegkundigen € 145").
    """
    plainly = [price for price in prices if price.label is None]
    if plainly:
        return next((price for price in plainly if price.amount), plainly[0])
    labels = [plain(price.label or "") for price in prices]
    whole = [n for n, label in enumerate(labels) if not any(one.search(label) for one in (PART, PART_BEFORE, EXTRA))]
    usual = [n for n in whole if NO_SPECIAL_ONE.match(labels[n]) or not SPECIAL_TARIFF.search(labels[n])]
    kinds = (
        (usual, NO_SPECIAL_ONE),
        (usual, REGULAR_TARIFF),
        (usual, PRIVATE_TARIFF),
        (usual, FULL_TARIFF),
        ([n for n in whole if not EARLY.search(labels[n])], FULL_TARIFF),
        (whole, FULL_TARIFF),
    )
    full = [n for few, kind in kinds for n in few if kind.search(labels[n])]
    if full and MEMBERS.search(labels[full[0]]):  # the regular tariff of members, beside that of others
        full = [n for n in full if NO_MEMBERS.search(labels[n])] + full
    lowest = [n for n, label in enumerate(labels) if LOWEST.search(label)]
    only = usual if len({prices[n].amount for n in usual}) == 1 else []
    dearest = sorted(usual, key=lambda n: -prices[n].amount)
    return next((prices[n] for n in (*full, *lowest, *only, *dearest)), None)
