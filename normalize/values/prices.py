"""Tariffs and VAT remarks, from words."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.course import Price, Vat


def read_prices(text: str) -> list[Price]:
    """Read every tariff of a course that a text names, in the order of the text."""
    return []


def ordinary_price(prices: Sequence[Price]) -> Price | None:
    """Choose what an ordinary participant pays for the whole course."""
    return None


def read_vat(text: str) -> Vat | None:
    """Read a remark on VAT, also where it stands without an amount; None where there is none."""
    return None
