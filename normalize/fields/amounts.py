"""Amounts of a page that are, or are no, tariffs of its course by what stands elsewhere on it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from normalize.course import Course, Price
from normalize.fields import prose
from normalize.fields.witness import Witness
from normalize.page.sought import sought
from normalize.page.view import View
from normalize.values.price_words import EXTRA, PART, PART_BEFORE, TARIFF
from normalize.values.prices import read_prices
from normalize.values.words import plain

Tariff = tuple[Price, Witness]
"""A tariff and the words that tell it."""
SALARY = re.compile(
    r"salaris|salary|\bbruto\b|\bgross\b|\bloon\b|maandloon|scholarship|\bbeurs\b|stipend", re.IGNORECASE
)
"""In a sentence: its amounts are what somebody gets."""
_PAY = sought(("salaris", "salary", "bruto", "gross", "loon", "scholarship", "beurs", "stipend"))
"""In lower case: one of these stands in such a sentence."""
FIGURE = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+|\d{3,6}")
"""An amount, as it is written."""
MONTHLY = re.compile(
    r"\d ?,?-? ?[-–—] ?(?:€|eur)? ?\d[\d.,]*(?:,-)? ?(?:bruto |gross )?(?:per|a|p/) ?(?:month"
    r"|maand)\b",
    re.IGNORECASE,
)
"""What one earns: from so much to so much a month."""
BY_THE_HOUR = re.compile(r"(?:/|\bper |\ban )\s?(?:h|hr|hour|uur|nacht|night)\b", re.IGNORECASE)
"""Rates that belong to an instrument, a room or a bed, where the course has tariffs of its own."""
TO_ENROL = re.compile(r"\b(inschrij(?:f|vings)(?:geld|kosten)):? {0,2}(?:€|\d)", re.IGNORECASE)
"""Right before an amount: it is what one pays to enrol."""
YEAR = re.compile(r"\b20\d\d\b")
"""Beside a price: it is that of this year."""
LISTED = 2
"""Tariffs in a list, each with whose it is, beside which an amount in a sentence is that of something else."""
SENTENCE = 9
"""Words of an amount's own line, from which on it is a sentence."""
NEAR = 2.0
"""How many times as much, or as little, the course may cost by what another part of its page says."""


def own_tariffs(view: View, found: list[Tariff]) -> list[Tariff]:
    """Leave out amounts that the page calls a salary elsewhere, and rates by the hour beside those for the course."""
    found = [one for one in found if not MONTHLY.search(one[1].text)]
    paid = {figure for words in _salaries(view) for figure in FIGURE.findall(words)}
    kept = [one for one in found if one[1].label or paid.isdisjoint(FIGURE.findall(one[0].text))] if paid else found
    hourly = [one for one in kept if BY_THE_HOUR.search(one[0].text)]
    kept = [one for one in kept if one not in hourly] if len(hourly) < len(kept) else kept
    kept = _with_enrolment_apart(kept)
    if len([price for price, _ in kept if price.label and not _is_sentence(price.text)]) < LISTED:
        return kept
    return [one for one in kept if one[0].label or not _is_sentence(one[0].text)]


def _with_enrolment_apart(found: list[Tariff]) -> list[Tariff]:
    """Name what is paid to enrol by that, where a higher tariff without a condition stands beside it."""
    plainly = [price.amount for price, _ in found if price.label is None]
    apart = []
    for price, witness in found:
        fee = TO_ENROL.search(price.text) if price.label is None and price.amount < max(plainly) else None
        apart.append((replace(price, label=fee[1]) if fee else price, witness))
    return apart


def _is_sentence(words: str) -> bool:
    """Tell whether an amount stands in a sentence that does not say that the course costs it."""
    return len(words.split()) > SENTENCE and not prose.speaks_of("course_costs", words)


def _salaries(view: View) -> list[str]:
    return [sentence.text for sentence in view.holding(_PAY) if SALARY.search(sentence.text)]


def section_tariffs(view: View, course: Course) -> list[Price]:
    """Return the tariffs with what the section on costs says, where one price, or that of a part, stands by itself.

    That of a year comes before the price that was known, any other behind it.
    """
    own = course.price
    parts = bool(course.prices) and all(PART.match(price.label or "") for price in course.prices)
    alone = own is not None and bool(own.amount) and not own.label and len({p.amount for p in course.prices}) == 1
    if not (parts or alone):
        return course.prices
    told = [words for s in view.under("price") if s.method == "heading" for words in s.lines]
    told = [w for w in told if prose.speaks_of("course_costs", w) and not prose.speaks_of("extra_price", w)]
    named = [price for words in told for price in read_prices(words)]
    if own is None or not alone:
        return [*course.prices, *(price for price in named if price.label is None)]  # what all parts cost
    further = [price for price in named if _is_near(price, own)]
    ahead = any(YEAR.search(words) for words in told)
    return [*further, *course.prices] if ahead else [*course.prices, *further]


def _is_near(tariff: Price, price: Price) -> bool:
    """Tell whether an amount may be what the same course costs, or costs some."""
    label = plain(tariff.label or "")
    whole = not any(one.search(label) for one in (PART, PART_BEFORE, EXTRA)) and not PART.search(plain(tariff.text))
    whose = not label or label.endswith("?") or TARIFF.search(label)
    near = price.amount / NEAR <= tariff.amount <= price.amount * NEAR and tariff.currency == price.currency
    return bool(whose) and whole and near and tariff.amount != price.amount
