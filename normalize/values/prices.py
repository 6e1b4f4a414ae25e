"""Tariffs and VAT remarks, from words.

An amount counts as a price when a currency stands beside it, or the Dutch ",-". What stands around
it, in the same sentence and up to the neighbouring amounts, says whose tariff it is (the label),
whether it holds VAT, and whether it is a price of a course at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from normalize.course import Price, Vat
from normalize.values.free_words import FREE, FREE_ASIDE, FREE_BEHIND, FREE_OTHER, FREE_TO
from normalize.values.money import amounts_of, currency_of, find_money
from normalize.values.price_conditions import condition_asked
from normalize.values.price_labels import label_of, trim
from normalize.values.price_words import (
    ENROLMENT,
    EXAM_BEHIND,
    EXAM_ONLY,
    NO_PRICE,
    NO_PRICE_AFTER,
    NO_PRICE_DIRECTLY_BEFORE,
    NOT_IN_IT,
    PART,
    RANGE,
    STRUCK,
    TARIFF,
    VAT_NAME,
    WHOLE_COURSE,
)
from normalize.values.vat import read_vat, vat_remarks
from normalize.values.words import REMEMBERED, fold, plain, quote

__all__ = ["read_prices", "read_vat"]

RATES = (1.21, 1.09)
"""What an amount with the tax is to one without it."""
CENT = 0.5
"""How far they may be from that, rounded."""
DEAREST = 100_000
"""What is more is a budget, a grant, the price of an instrument or a building."""
LEAST_TAXED = 20
"""Amounts below it tell too little to be compared so."""
_STOP = re.compile(
    r"\n|[;!?|•]|(?<!\bex)(?<!\bexc)(?<!\binc)(?<!excl)(?<!incl)(?<!\bca)(?<!\bmax)(?<!\bmin)(?<!\bp)(?<!b\.t\.w)"
    r"\.(?= [a-z(])"
)
_PARTED = re.compile(r"[,)+]|(?<![a-z])/")
_LINK = re.compile(r"\s+(?:worden|wordt|is|are|there is|there are)\s*$")


def read_prices(text: str) -> list[Price]:
    """Read every tariff of a course that a text names, in the order of the text.

    Left out: fees for cancelling, paperwork, an examination or accreditation alone, deposits, savings
    and struck-out prices, fines, salaries, budgets, subsidies. Costs on top ("+ € 800 verplichte
    arrangementkosten") are a tariff of their own, with those words as their label. A remark on VAT
    counts for the amount it follows; one that stands apart counts for all.
    """
    return list(_tariffs(text))


@lru_cache(maxsize=REMEMBERED)
def _tariffs(text: str) -> tuple[Price, ...]:
    folded = fold(text)
    words = plain(folded)
    matches = find_money(words) if " euro" in words or any(map(str.isdecimal, words)) else []
    if not matches:
        return tuple(_unique(_read_free(folded, words)))
    remarks = vat_remarks(words)
    common: Vat = remarks[0] if len(set(remarks)) == 1 else "unknown"
    prices: list[Price] = []
    behind = _labels_behind(words, matches)
    dropped: set[int] = set()  # positions behind an amount that is no price
    for position, match in enumerate(matches):
        left = matches[position - 1].end() if position else 0
        right = matches[position + 1].start() if position + 1 < len(matches) else len(words)
        before, after = _before(words[left : match.start()], first=not position), _after(words[match.end() : right])
        named = before
        before = "" if behind and position and not _STOP.search(words[left : match.start()]) else before
        ranged = position in dropped and RANGE.match(words[left : match.start()])
        told_again = position and words[left : match.start()].strip() == "(" and PART.match(after)
        next_amount = matches[position + 1] if position + 1 < len(matches) else None
        old = next_amount and words[match.end() : right] == " " and _is_less(next_amount, match)
        old = old and not words[next_amount.end() :].lstrip().startswith("-") if next_amount else False
        aside = (position and NOT_IN_IT.search(words[left : match.start()])) or old
        if ranged or told_again or aside or _is_no_price(named, after):
            dropped.add(position + 1)
            continue
        start, end = match.start() - len(before), match.end() + len(after)
        own = vat_remarks(after) or vat_remarks(before)
        next_one = not behind and position + 1 < len(matches) and after.lstrip().startswith(",")
        label = _range(folded, words, matches, position) or (
            label_of(before, "", folded[start : match.end()])
            if next_one
            else label_of(before, after, folded[start:end])
        )  # what stands behind a comma belongs to the amount that follows
        label = label or condition_asked(folded, match.start())
        prices += [
            Price(
                amount=amount,
                currency=currency_of(match),
                vat=own[0] if own else common,
                text=_near(folded, start, match.start(), match.end(), end),
                label=label,
            )
            for amount in amounts_of(match)
            if amount < DEAREST
        ]
    if prices and (none := FREE_TO.search(words)):
        prices.append(Price(amount=0.0, text=quote(folded, *none.span()), label=quote(folded, *none.span())))
    prices = _with_tax(prices)
    if prices and all(price.label for price in prices):
        prices = [msgspec.structs.replace(price, label=_who_enrols(price.label or "")) for price in prices]
    free = [price for price in _read_free(folded, words, matches) if price.label or not prices]
    return tuple(_unique(prices + free))


def _who_enrols(label: str) -> str | None:
    """Leave out of a label that one pays to enrol: who does is left, if anybody."""
    return ENROLMENT.sub("", label).strip(" :") or None


def _is_less(amount: re.Match[str], other: re.Match[str]) -> bool:
    """Tell whether an amount is less than the one right before it, which no longer counts then."""
    return max(amounts_of(amount), default=0) < min(amounts_of(other), default=0)


def _with_tax(prices: list[Price]) -> list[Price]:
    """Tell of an amount beside itself without the tax that it holds the tax ("€ 145,20 (€ 120 excl. btw)")."""
    without = {price.amount for price in prices if price.vat == "excluded"}
    return [
        msgspec.structs.replace(price, vat="included")
        if any(base > LEAST_TAXED and abs(price.amount - base * rate) <= CENT for base in without for rate in RATES)
        else price
        for price in prices
    ]


def _near(folded: str, start: int, begin: int, stop: int, end: int) -> str:
    """Return an amount with the words around it, some 80 characters at most on either side."""
    if begin - start > 80:
        start = folded.find(" ", begin - 80, begin) + 1 or begin
    if end - stop > 80:
        end = max(folded.rfind(" ", stop, stop + 80), stop)
    return quote(folded, start, end).strip(" ,/(+")


def _labels_behind(words: str, matches: list[re.Match[str]]) -> bool:
    """Tell whether tariffs are named behind their amounts ("€ 395 leden, € 495 niet-leden")."""
    if len(matches) < 2:
        return False
    first, second = matches[0], matches[1]
    between = words[first.end() : second.start()]
    after = re.split(r"[,;/\n]", _after(between).lstrip(" ,"), maxsplit=1)[0]
    if between.lstrip().startswith(",") and not TARIFF.search(words[matches[-1].end() :][:40]):
        return False  # "10 euro, voor studenten 5 euro"
    return not TARIFF.search(words[: first.start()]) and bool(TARIFF.search(after)) and ":" not in after


def _range(folded: str, words: str, matches: list[re.Match[str]], position: int) -> str | None:
    """Return the words of the range that an amount is one end of."""
    match = matches[position]
    if match.groupdict().get("low") or match.groupdict().get("high"):
        return quote(folded, *match.span())
    for first in (position - 1, position):
        if 0 <= first < len(matches) - 1 and RANGE.match(words[matches[first].end() : matches[first + 1].start()]):
            return quote(folded, matches[first].start(), matches[first + 1].end())
    return None


def _before(words: str, *, first: bool) -> str:
    """Return what stands before an amount in its sentence, from the last comma where another amount precedes."""
    stops = list(_STOP.finditer(words))
    if stops:
        return words[stops[-1].end() :]
    if first:
        return words
    cut = max(match.end() for match in _PARTED.finditer(words)) if _PARTED.search(words) else -1
    return words[cut:] if cut >= 0 else re.sub(r"^.*?(?=\b(?:en|and|of|or)\b)", "", words, count=1)


def _after(words: str) -> str:
    """Return what stands behind an amount in its sentence, before what belongs to the next one."""
    stop = _STOP.search(words)
    words = words[: stop.start()] if stop else words
    if (free := FREE.search(words)) and not VAT_NAME.search(words[free.end() : free.end() + 12]):
        begin = max(words.rfind(mark, 0, free.start()) for mark in ("(", " - ", ",", ":"))
        words = words[: max(begin, 0)]
    if "(" in words[:3] and ")" in words:
        return words[: words.index(")") + 1]
    if words.count("(") > words.count(")"):
        words = words[: words.rindex("(")]
    return re.split(r" [/+] |,(?= ?[a-z]*[^,]*:)", words, maxsplit=1)[0]


def _is_no_price(before: str, after: str) -> bool:
    """Tell whether the words around an amount make it something else than a price of a course."""
    direct = after.partition(",")[0]
    if NO_PRICE.search(before) or NO_PRICE_DIRECTLY_BEFORE.search(before) or NO_PRICE_AFTER.search(direct):
        return True
    if STRUCK[0].search(before) and STRUCK[1].search(after):
        return True
    direct_exam = EXAM_BEHIND.match(direct)
    exam = direct_exam or EXAM_ONLY.search(before)
    return bool(exam) and (bool(direct_exam) or not WHOLE_COURSE.search(before))


def _unique(prices: list[Price]) -> list[Price]:
    """Drop tariffs that are named twice."""
    kept: dict[tuple[float, str, str | None], Price] = {}
    for price in prices:
        kept.setdefault((price.amount, price.currency, price.label), price)
    return list(kept.values())


def _read_free(folded: str, words: str, matches: Sequence[re.Match[str]] = ()) -> list[Price]:
    """Return prices of nothing where a text says that the course is free, with whom it is free for as their label."""
    cuts = [0, *(match.end() for match in matches)]
    found: list[Price] = []
    for match in FREE.finditer(words):
        start = max([*(stop.end() for stop in _STOP.finditer(words, 0, match.start())), *_up_to(cuts, match.start())])
        start += _clause(words[start : match.start()]) if matches else 0
        stop = _STOP.search(words, match.end())
        end = stop.start() if stop else len(words)
        before, after = words[start : match.start()], words[match.end() : end]
        other = (
            FREE_OTHER.match(after)
            or FREE_ASIDE.search(before)
            or NO_PRICE.search(before)
            or VAT_NAME.search(after[:12])
        )
        if other or (match[0] == "free" and not FREE_BEHIND.search(before)):
            continue
        label = None
        if re.match(r" (?:voor|for) ", after) and TARIFF.search(after):
            label = trim(re.split(r"[,;)€0-9]", folded[match.end() : end], maxsplit=1)[0])
        elif TARIFF.search(before):
            label = trim(_LINK.sub("", folded[start : match.start()]))
        label = label or condition_asked(folded, match.start())
        price = Price(amount=0.0, text=_near(folded, start, *match.span(), end), label=label or None)
        found += [price] if label or not found else []
    return found


def _up_to(cuts: Sequence[int], position: int) -> list[int]:
    return [cut for cut in cuts if cut <= position]


def _clause(before: str) -> int:
    """Return where the last clause of the words before "free" begins, beside amounts."""
    return max(before.rfind(mark) for mark in (",", "(", "/", " - ")) + 1
