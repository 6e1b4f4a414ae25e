"""What a course costs in all, where a text tells its parts and adds them up itself."""

from __future__ import annotations

import re

from normalize.values.money import amounts_of, find_money
from normalize.values.words import fold, plain

TOTAL = re.compile(r"\b(?:totaal\w*|totale|total|samen|altogether)\b|= ?(?:€|eur\b)?(?= ?(?:\d|$))")
"""Before an amount, in plain text: it is what the ones before it come to."""
_NEAR = 60
"""Characters before an amount in which it is called so."""
_OTHER = re.compile(
    r"\boption|\bfacultatief|\bvrijblijvend|\bif desired|\bdesgewenst|\beventue|\bcirca\b|\bca\.|\bapprox"
    r"|\b(?:personen|persons|people|deelnemers|participants)\b"
)
"""Beside a part: one need not pay it, or it is what another pays."""
_CENTS = 1.0
"""How far a sum may be from what the page makes of it, rounded."""
_LEAST, _MOST = 2, 8
"""Parts that are added up."""


def total_of(text: str) -> float | None:
    """Return the amount that a text calls the total of those before it; None for none.

    It must be their sum: what is merely called a total may be one for two people, or hold what some need not pay.
    """
    words = plain(fold(text))
    found = [(money.start(), amounts_of(money)[-1]) for money in find_money(words)]
    for n, (at, amount) in enumerate(found):
        begin = max(at - _NEAR, found[n - 1][0] if n else 0)
        if not TOTAL.search(words[begin:at]):
            continue
        for first in range(n - _LEAST, max(-1, n - _MOST), -1):
            parts = found[first:n]
            if abs(sum(part for _, part in parts) - amount) <= _CENTS:
                return None if _OTHER.search(words[max(0, parts[0][0] - _NEAR) : at]) else amount
    return None
