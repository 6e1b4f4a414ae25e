"""Where a page gives its course two fees: one that costs and none, the same with VAT and without, another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from normalize.course import Course, Price
from normalize.fields import claims, prose
from normalize.fields.witness import Witness
from normalize.page.view import View
from normalize.values.price_words import REGULAR_TARIFF
from normalize.values.prices import read_prices
from normalize.values.words import plain

Pairs = Iterator[tuple[str, str]]
"""The two sides of contradictions."""
BETWEEN = re.compile(r"\s*[|·•]\s*")
"""What parts the facts on a line."""
FREE_FACT = re.compile(
    r"gratis(?: toegang| deelname)?|(?:toegang|deelname|entree|prijs|kosten):? (?:gratis|geen)|kosteloos"
    r"|free(?: admission| of charge)?|(?:price|fee|costs?):? free",
    re.IGNORECASE,
)
"""A fact about the title by which all pay nothing."""
COUNTS = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
          "twaalf": 12, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}  # fmt: skip
"""Numbers of lessons in words."""
_SUM = r"(\d[\d.,]{0,9})(?:,-)?"
LESSONS_TIMES = re.compile(
    r"\b(\d{1,2}|[a-z]{3,6}) (?:[\w-]{0,12}(?:lessen|avonden|middagen|ochtenden|dagen)|bijeenkomsten|sessies|lessons"
    rf"|evenings|sessions|classes) (?:van|à|a|voor|of|at|x) (?:€|euro) ?{_SUM}"
    r"(?: (?:per|a|each)(?: (?:les|avond|dag|keer|lesson|evening|session))?)?"
    rf",? (?:dus |= ?|is |in |samen |totaal |total |together )+(?:€|euro) ?{_SUM}(?![\d.,]*\d)",
    re.IGNORECASE,
)
"""So many lessons at so much each, and what that makes."""
VAT_FACTORS = ((1.21, 1.0, 0.003), (1.09, 0.6, 0.0))
"""Prices that differ by Dutch VAT agree; how far, in money and as a share, they may be off. The low rate is seldom that
of a course, and many prices were raised by as much."""


def agree(one: float, two: float, *, exempt: bool = False) -> bool:
    """Tell whether two prices are one, the VAT apart; no VAT is paid on a course that is exempt from it."""
    low, high = sorted((one, two))
    factors = () if exempt else VAT_FACTORS
    return high - low < 0.02 or any(
        abs(high - low * factor) <= max(least, share * high) for factor, least, share in factors
    )


def is_rival(one: float, two: float) -> bool:
    """Tell whether an amount may be the price of the same course: neither twice the other nor half of it."""
    return bool(one and two) and 0.5 <= one / two <= 2


OTHER_OFFER = re.compile(
    r"\b(?:\d{1,3} ?(?:min|sec)\w*|uitslag|\w*scan|\w*check|zelftest|quiz|download|e-?book|brochure|whitepaper)\b",
    re.IGNORECASE,
)
"""Beside a fact: what is free is something that a site gives away to draw visitors."""


def said_free(view: View, own: Price, course: Course) -> Pairs:
    """Compare a price with the title, or a fact about it, by which all pay nothing."""
    if any(price.label and not REGULAR_TARIFF.search(plain(price.label)) for price in course.prices):
        return
    chips = (chip.text for chip in view.chips if not (chip.cell or OTHER_OFFER.search(chip.text)))
    facts = (fact for chip in chips for fact in BETWEEN.split(chip))
    yield from ((own.text, fact) for fact in facts if FREE_FACT.fullmatch(fact))
    head = claims.first_heading(view)
    if prose.speaks_of("free_title", head):
        yield own.text, head


def lessons_times_fee(view: View) -> Pairs:
    """Compare what a sentence makes of so many lessons at so much each with what they cost."""
    for sentence in (sentence for sentence in view.sentences if "€" in sentence.text):
        for found in LESSONS_TIMES.finditer(sentence.text[: prose.MAX_SENTENCE]):
            count = COUNTS.get(found[1].lower()) or (int(found[1]) if found[1].isdigit() else 0)
            each, whole = (read_prices(f"€ {found[n]}") for n in (2, 3))
            if count and each and whole and abs(count * each[0].amount - whole[0].amount) >= 1:
                yield found[0], f"{count} × {each[0].text}"


def other_vat(spoken: list[tuple[Price, Witness]]) -> Pairs:
    """Compare what two places say of VAT on the same amount: one that it is within it, another that it is not."""
    told: dict[tuple[float, str], str] = {}
    amounts: dict[str, set[float]] = defaultdict(set)
    for price, witness in spoken:
        amounts[witness.text].add(price.amount)
    for price, witness in spoken:
        if price.amount and not price.label and len(amounts[witness.text]) == 1:
            told.setdefault((price.amount, price.vat), witness.text)
    for (amount, vat), words in told.items():
        other = told.get((amount, "included")) if vat == "excluded" else None
        if other and other != words:
            yield words, other
