"""A remark on VAT that stands apart from the prices: elsewhere on the page, or above a list for all that is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from normalize.course import Course, Price, Vat
from normalize.fields import prose
from normalize.page.view import View
from normalize.values.price_words import PRICE_NAME
from normalize.values.prices import read_vat
from normalize.values.words import plain

LONGEST = 600
"""A block that holds such a remark has fewer characters."""
NAMES = ("btw", "vat", " tax", "gst")
"""Words for VAT, of which it holds one."""

STARRED = re.compile(r"(?:prijs|prijzen|kosten|tarief|price|fee|costs?|€ ?[\d.,]+(?:,?-)?) ?\*", re.IGNORECASE)
"""A head or an amount to which a note with a star belongs."""


def with_vat(prices: list[Price], view: View) -> list[Price]:
    """Fill in a remark on VAT that stands elsewhere on the page."""
    if all(price.vat != "unknown" or not price.amount for price in prices):
        return prices
    vat = _remark(block.text for block in (*view.blocks, *view.document.margin))
    return _filled(prices, vat) if vat else prices


def with_vat_of_all(courses: list[Course], view: View) -> list[Course]:
    """Fill in what a list says on VAT of all its prices ("Alle prijzen zijn exclusief btw")."""
    if all(price.vat != "unknown" for course in courses for price in course.prices):
        return courses
    starred = any(STARRED.search(block.text) for block in view.blocks)
    heads = (block.text for block in view.blocks if block.level and PRICE_NAME.search(plain(block.text)))
    vat = _remark(heads) or _remark(
        s.text for s in view.sentences if prose.speaks_of("all_prices", s.text) or (starred and s.text.startswith("*"))
    )
    for course in courses if vat else ():
        chosen = course.prices.index(course.price) if course.price in course.prices else None
        course.prices = _filled(course.prices, vat)
        course.price = course.price if chosen is None else course.prices[chosen]
    return courses


def _remark(texts: Iterable[str]) -> Vat | None:
    """Return what the first text that says anything of VAT says of it."""
    for text in texts:
        if len(text) < LONGEST and any(name in text.lower() for name in NAMES):
            vat = read_vat(text)
            if vat and vat != "unknown":
                return vat
    return None


def _filled(prices: list[Price], vat: Vat | None) -> list[Price]:
    if vat is None:
        return prices
    return [msgspec.structs.replace(p, vat=vat) if p.vat == "unknown" and p.amount else p for p in prices]
