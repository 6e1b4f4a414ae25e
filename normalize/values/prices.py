"""Tariffs and VAT remarks, from words.

An amount counts as a price when a currency stands beside it, or the Dutch ",-". What stands around
it, in the same sentence and up to the neighbouring amounts, says whose tariff it is (the label),
whether it holds VAT, and whether it is a price of a course at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from normalize.course import Price, Vat
from normalize.values.price_words import (
    EXAM_ONLY,
    EXTRA,
    FREE,
    FREE_OTHER,
    FULL_TARIFF,
    NO_PRICE,
    NO_PRICE_AFTER,
    NO_PRICE_DIRECTLY_BEFORE,
    PART,
    TARIFF,
    VAT_AFTER,
    VAT_BEFORE,
    VAT_NAME,
    VAT_WHOLE,
    WHOLE_COURSE,
)
from normalize.values.words import fold, plain, quote

_CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "euro's": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "$": "USD",
    "usd": "USD",
    "us$": "USD",
    "chf": "CHF",
}
_NUMBER = r"(?:[0-9]{1,3}(?:[.,' ][0-9]{3})+(?![0-9])|[0-9]{1,7})(?:[.,] ?[0-9]{2}(?![0-9]))?"
_DASH = r"(?:[.,] ?[-=]{1,2}(?![0-9]))"
_MONEY = re.compile(
    rf"(?P<before>€|\beuro?(?![a-z])|us\$|\$|£|\busd\b|\bgbp\b|\bchf\b) ?(?P<first>{_NUMBER}){_DASH}?"
    rf"(?: ?(?:euro(?:s|'s)?|eur|€)(?![a-z0-9]))?"
    rf"|(?<![0-9.,])(?P<second>{_NUMBER}){_DASH}? ?(?P<after>€(?: ?[0-9]{{2}}(?![0-9.,€]))?|euro(?:s"
    rf"|'s)?(?![a-z])|eur(?![a-z])|\$|£|usd\b|gbp\b|chf\b)"
    rf"|(?<![0-9.,])(?P<third>{_NUMBER}){_DASH}"
)
_BARE = re.compile(rf"(?:{_NUMBER})(?: ?[(]?(?:ex|incl?)[a-z.]* ?(?:btw|vat)[)]?)?")
_STOP = re.compile(r"\n|[;!?|•]|\.(?= [a-z(])")


def _amount(words: str) -> float | None:
    """Read a number in Dutch or English notation: the last separator before two digits holds the decimals."""
    digits = words.replace(" ", "").replace("'", "")
    whole, cents = digits, "0"
    if match := re.fullmatch(r"(.*)[.,]([0-9]{2})", digits):
        whole, cents = match[1], match[2]
    whole = re.sub(r"[.,]", "", whole)
    return float(f"{whole}.{cents}") if whole.isdigit() else None


def read_vat(text: str) -> Vat | None:
    """Read a remark on VAT, also where it stands without an amount; None where there is none or where they differ."""
    remarks = set(_vat_remarks(plain(fold(text))))
    return remarks.pop() if len(remarks) == 1 else None


def _vat_remarks(words: str) -> list[Vat]:
    """Return what each remark on VAT in plain text says."""
    remarks: list[Vat] = []
    previous = 0
    for name in VAT_NAME.finditer(words):
        before = words[max(previous, name.start() - 60) : name.start()]
        after = words[name.end() : name.end() + 40]
        remark = _nearest(before, VAT_BEFORE) or _first(after, VAT_AFTER)
        if behind := _first(after[:24], VAT_AFTER):
            remark = behind if not re.search(r"\b(?:in|ex)(?:cl?|k)\w*\.?\W{0,3}(?:[0-9]+ ?%)?\W*$", before) else remark
        if remark:
            remarks.append(remark)
        previous = name.end()
    for vat, mark in VAT_WHOLE.items():
        if mark.search(words):
            remarks.append(vat)
    return remarks


def _nearest(before: str, table: dict[Vat, re.Pattern[str]]) -> Vat | None:
    """Return the remark whose word stands last in the text."""
    found: list[tuple[int, Vat]] = [
        (match.end(), vat) for vat, pattern in table.items() for match in pattern.finditer(before)
    ]
    return max(found)[1] if found else None


def _first(after: str, table: dict[Vat, re.Pattern[str]]) -> Vat | None:
    """Return the remark whose word stands first in the text, within the sentence."""
    after = re.split(r"[.;\n]", after, maxsplit=1)[0]
    found: list[tuple[int, Vat]] = [
        (match.start(), vat) for vat, pattern in table.items() if (match := pattern.search(after))
    ]
    return min(found)[1] if found else None


def read_prices(text: str) -> list[Price]:
    """Read every tariff of a course that a text names, in the order of the text.

    Left out: fees for cancelling, paperwork, an examination or accreditation alone, deposits, savings
    and struck-out prices, fines, salaries, budgets, subsidies. Costs on top ("+ € 800 verplichte
    arrangementkosten") are a tariff of their own, with those words as their label. A remark on VAT
    counts for the amount it follows; one that stands apart counts for all.
    """
    folded = fold(text)
    words = plain(folded)
    matches = list(islice(_MONEY.finditer(words), 60)) or [
        m for m in [_BARE.fullmatch(words)] if m and re.search(r"[.,][0-9]{2,3}\b", words)
    ]
    remarks = _vat_remarks(words)
    common: Vat = remarks[0] if len(set(remarks)) == 1 else "unknown"
    prices: list[Price] = []
    for position, match in enumerate(matches):
        left = matches[position - 1].end() if position else 0
        right = matches[position + 1].start() if position + 1 < len(matches) else len(words)
        before, after = _before(words[left : match.start()], first=not position), _after(words[match.end() : right])
        amount = _match_amount(match)
        if amount is None or _is_no_price(before, after):
            continue
        start, end = match.start() - len(before), match.end() + len(after)
        own = _vat_remarks(after) or _vat_remarks(before)
        prices.append(
            Price(
                amount=amount,
                currency=_match_currency(match),
                vat=own[0] if own else common,
                text=quote(folded, start, end).strip(" ,/(+"),
                label=_label(before, after, folded[start:end]),
            )
        )
    return _unique(prices) or _read_free(folded, words)


def ordinary_price(prices: Sequence[Price]) -> Price | None:
    """Choose what an ordinary participant pays for the whole course; None where only special or part tariffs are named.

    A tariff without a condition comes first, then the regular one (non-members, standard, industry),
    then the one "from" which it starts.
    """
    for price in prices:
        if price.label is None:
            return price
    for price in prices:
        if FULL_TARIFF.search(label := plain(price.label or "")) and not PART.search(label):
            return price
    return next((price for price in prices if plain(price.label or "") in ("vanaf", "from", "starting at")), None)


def _match_amount(match: re.Match[str]) -> float | None:
    groups = match.groupdict()
    number = groups.get("first") or groups.get("second") or groups.get("third") or match[0].split(" ")[0]
    after = groups.get("after") or ""
    if cents := re.search(r"[0-9]{2}$", after):  # "35€ 99"
        number = f"{number},{cents[0]}"
    return _amount(number)


def _match_currency(match: re.Match[str]) -> str:
    groups = match.groupdict()
    mark = (groups.get("before") or groups.get("after") or "€").strip("0123456789 ")
    return _CURRENCIES[mark]


def _before(words: str, *, first: bool) -> str:
    """Return what stands before an amount in its sentence, from the last comma where another amount precedes."""
    stops = list(_STOP.finditer(words))
    if stops:
        return words[stops[-1].end() :]
    if first:
        return words
    cut = max(words.rfind(","), words.rfind("/"), words.rfind(")"), words.rfind("+"))
    return words[cut + 1 :] if cut >= 0 else re.sub(r"^.*?(?=\b(?:en|and|of|or)\b)", "", words, count=1)


def _after(words: str) -> str:
    """Return what stands behind an amount in its sentence, before what belongs to the next one."""
    stop = _STOP.search(words)
    words = words[: stop.start()] if stop else words
    depth_end = words.find(")") if "(" in words[:3] else -1
    if depth_end >= 0:
        return words[: depth_end + 1]
    return re.split(r" [/+] |,(?= ?[a-z]*[^,]*:)", words, maxsplit=1)[0]


def _is_no_price(before: str, after: str) -> bool:
    """Tell whether the words around an amount make it something else than a price of a course."""
    direct = re.split(r",", after, maxsplit=1)[0]
    if NO_PRICE.search(before) or NO_PRICE_DIRECTLY_BEFORE.search(before) or NO_PRICE_AFTER.search(direct):
        return True
    exam = EXAM_ONLY.search(before) or re.match(
        r"^\W{0,3}(?:(?:voor|for|het|the|de) )*(?:(?:her)?exam|accredit|herkans|resit)", direct
    )
    return bool(exam) and not WHOLE_COURSE.search(before)


def _label(before: str, after: str, literal: str) -> str | None:
    """Return whose tariff it is or on what condition, in the page's words; None for the ordinary one."""
    behind = literal[len(literal) - len(after) :] if after else ""
    if part := PART.match(after):
        return behind[: part.end()].strip(" (,")
    for pattern in (TARIFF, EXTRA):
        inside = re.sub(r"\b(?:in|ex)cl[^,;)]*", lambda m: " " * len(m[0]), after)
        if pattern.search(inside[:60]):
            return _trim(behind)
        if pattern.search(before[-60:]):
            return _trim(literal[: len(before)])
    return None


def _trim(words: str) -> str:
    """Return a label without the punctuation and linking words around it, 80 characters at most."""
    words = re.sub(
        r"^\W*(?:(?:voor|for|en|and|of|or|if|is|bedraagt|kost)\b\W*)*|[\W_]*$", "", words, flags=re.IGNORECASE
    )
    words = re.sub(r"\W*(?:betalen|betaal je|is|zijn|bedraagt|bedragen|kost|kosten)$", "", words, flags=re.IGNORECASE)
    return words.replace("\n", " ")[:80].strip()


def _unique(prices: list[Price]) -> list[Price]:
    """Drop tariffs that are named twice."""
    kept: dict[tuple[float, str, str | None], Price] = {}
    for price in prices:
        kept.setdefault((price.amount, price.currency, price.label), price)
    return list(kept.values())


def _read_free(folded: str, words: str) -> list[Price]:
    """Return a price of nothing where a text without amounts says that the course is free."""
    for match in FREE.finditer(words):
        start = max((stop.end() for stop in _STOP.finditer(words, 0, match.start())), default=0)
        stop = _STOP.search(words, match.end())
        end = stop.start() if stop else len(words)
        before, after = words[start : match.start()], words[match.end() : end]
        bare = (
            match[0] != "free"
            or not before.strip(" :(-")
            or re.search(r"\b(?:is|are|fee|price|cost|costs|for)\W*$", before)
        )
        if bare and not FREE_OTHER.match(after) and not NO_PRICE.search(before) and not VAT_NAME.search(after[:12]):
            label = (
                _trim(folded[match.end() : end])
                if re.match(r" (?:voor|for) ", after) and TARIFF.search(after)
                else None
            )
            return [Price(amount=0.0, vat="unknown", text=quote(folded, start, end), label=label or None)]
    return []
