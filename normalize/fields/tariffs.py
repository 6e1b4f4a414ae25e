"""What the course costs: every tariff, and what an ordinary participant pays."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

import msgspec

from normalize.course import Price
from normalize.fields import prose
from normalize.fields.amounts import Tariff, own_tariffs
from normalize.fields.fee_tables import table_tariffs
from normalize.fields.offered import embedded_prices, named_by_offers
from normalize.fields.price_tiers import tiers_of
from normalize.fields.vat_remarks import with_vat
from normalize.fields.witness import Witness
from normalize.fields.witnesses import MAX_WORDS, witnesses
from normalize.page.text import fold, sentences
from normalize.page.view import View
from normalize.values.price_choice import ordinary_price
from normalize.values.price_totals import TOTAL, total_of
from normalize.values.price_words import EXTRA, PART, PRICE_NAME, SPECIAL_TARIFF, TARIFF
from normalize.values.prices import read_prices
from normalize.values.words import plain

ROW = re.compile(r"([^€£$;.\d]{3,60}?)(:?)\s+(?:[€£$]|EUR\b|GBP\b)?\s*(?=\d)")
"""What stands before a tariff, on its line, and whether a colon ends it."""
PAYS = re.compile(r"\b(?:betaa?l|pay)\w*\b", re.IGNORECASE)
"""Behind a name in a sentence, and not on a line of a list."""
VAGUE = re.compile(
    r"\b(?:vanaf|from|nu|now|slechts|only|was|voor|for|plus|excl\w*|incl\w*|totaal|total)\b", re.IGNORECASE
)
"""Before an amount: no name of whose it is."""
SHORTEST = 2
"""Letters of a name, more than which it has."""
NAME = re.compile(r"[^€\d]*")
"""What stands before an amount."""
MOST = 20
"""Blocks that may hold a total."""
ROWS = 20
"""Lines before a total that may hold its parts."""
PART_NAME = re.compile(r"\b(?:module|deel|part|blok|level|niveau|jaar|year) ?(?:\d|[a-f]\b|i{1,3}\b)")
"""The name of a part, in a title."""


def read_price(view: View) -> tuple[list[Price], Price | None, Witness | None]:
    """Find every tariff, what an ordinary participant pays, and the words."""
    if any(prose.speaks_of("no_offer", title) for title in view.titles):
        return [], None, None
    found = table_tariffs(view) or next((read for tier in view.once(tiers_of) if (read := _tariffs(tier))), [])
    if not found and view.thing:
        found = [(price, Witness(price.text, view.thing.syntax)) for price in embedded_prices(view)]
    found = found or [(Price(amount=0.0, text=t), Witness(t, "heading")) for t in view.titles if _is_free(t)]
    if not found:
        return [], None, None
    own = [(price, witness) for price, witness in found if witness.method != "text" or not witness.side]
    found = _added_up(view, own_tariffs(view, own or found))  # beside the content: other courses
    if not found:
        return [], None, None
    if len(found) == 1 and not found[0][0].label and found[0][0].amount:
        found += [one for one in _tariffs(_told(view)) if one[0].label and _is_tariff_of(one[0], found[0][0])]
    prices = with_vat(_of_whole(_named(named_by_offers([price for price, _ in found], view)), view), view)
    chosen = ordinary_price(prices)
    at = prices.index(chosen) if chosen in prices else 0
    return prices, chosen, found[at][1]


def _added_up(view: View, found: list[Tariff]) -> list[Tariff]:
    """Name the parts of a price that the page adds up itself: the course costs what they come to."""
    said = (n for n, b in enumerate(view.blocks) if b.zone == "main" and TOTAL.search(b.text[:MAX_WORDS].lower()))
    for n in islice(said, MOST):
        block = view.blocks[n]
        words = " ".join(b.text[:MAX_WORDS] for b in view.blocks[n : n + 1 + (not re.search(r"\d", block.text))])
        total = total_of("\n".join([*(b.text[:MAX_WORDS] for b in view.blocks[max(0, n - ROWS) : n]), words]))
        if total is not None:
            whole = next(
                (p for p, _ in found if p.amount == total), msgspec.structs.replace(found[0][0], text=words[:400])
            )
            parts = [(_called(price), witness) for price, witness in found if price.amount != total]
            return [*parts, (msgspec.structs.replace(whole, amount=total, label=None), Witness(words, "text"))]
    return found


def _called(part: Price) -> Price:
    """Label a part of a price by what stands before it."""
    name = NAME.match(part.text)
    return msgspec.structs.replace(part, label=part.label or (name and name[0].strip(" :*-")) or part.text)


def _is_free(title: str) -> bool:
    return prose.speaks_of("free_title", title)


def _told(view: View) -> list[Witness]:
    """Return the sentences of the content on what some pay, where the price itself stands under a label or alone."""
    told = [w for w in witnesses(view, "price") if w.method == "text" and not w.side]
    whose = [w for w in told if TARIFF.search(plain(w.text))]
    return [w for w in whose if not prose.speaks_of("other_price", w.text) or prose.speaks_of("pays", w.text)]


def _is_tariff_of(tariff: Price, price: Price) -> bool:
    """Tell whether an amount may be what some pay instead of a price: it says whose it is, and is not far off."""
    whose = TARIFF.search(plain(tariff.label or ""))
    near = price.amount / 3 <= tariff.amount < price.amount and tariff.currency == price.currency
    return bool(whose) and near and not (PART.search(plain(tariff.text)) or EXTRA.search(plain(tariff.label or "")))


def _of_whole(prices: list[Price], view: View) -> list[Price]:
    """Take the part that a page is on off what its prices are called ("Module 1 kost", on "Puppycursus (module 1)")."""
    part = next((found[0] for title in view.titles if (found := PART_NAME.search(plain(title)))), None)
    if part is None:
        return prices
    own = re.compile(rf"\W*{re.escape(part)}(?: (?:kost|kosten|bedraagt|costs?|is))?\W*")
    return [msgspec.structs.replace(p, label=None) if own.fullmatch(plain(p.label or "-")) else p for p in prices]


def _named(prices: list[Price]) -> list[Price]:
    """Label tariffs with the names before them, where one of them has a label or all are named by people."""
    called = [_name_before(price) for price in prices]
    some = any(price.label for price in prices)
    whose = [
        price.label or (name if _is_people(name) or (some and alone) else "")
        for price, (name, _, alone) in zip(prices, called, strict=True)
    ]
    if len(prices) > 1 and all(whose):
        return [msgspec.structs.replace(p, label=name) for p, name in zip(prices, whose, strict=True)]
    if not some:
        return prices
    told = [price.label or (name if colon else None) for price, (name, colon, _) in zip(prices, called, strict=True)]
    return [msgspec.structs.replace(p, label=name or None) for p, name in zip(prices, told, strict=True)]


def _name_before(price: Price) -> tuple[str, bool, bool]:
    """Return the name before an amount on its line, "" for none; whether a colon parts them; whether nothing does."""
    row = ROW.match(price.text)
    name = row[1].rpartition(": ")[2].strip(" *") if row else ""
    is_name = len(name) > SHORTEST and not PRICE_NAME.search(plain(name)) and not PAYS.search(name)
    if row is None or not is_name:
        return "", False, False
    whole = name == row[1].strip(" *")
    return name, bool(row[2] and whole), whole and name[:1].isupper() and not VAGUE.search(name)


def _is_people(name: str) -> bool:
    return prose.speaks_of("people", name)


def _tariffs(tier: list[Witness]) -> list[Tariff]:
    """Read the tariffs of witnesses of one weight, each amount once."""
    found: list[Tariff] = []
    for witness in tier:
        label = witness.label.rstrip(" :")
        words = "\n".join(
            " ".join(s for s in sentences(line) if not prose.speaks_of("extra_price", s))
            for line in witness.text.split("\n")
        )
        read = (read_prices(f"{label}: {words}") if label else []) or read_prices(words)
        for price in read if _is_column(witness) else map(_without(label), read):
            told = price.amount or price.label or witness.method != "text"
            if not told and not prose.speaks_of("free", witness.text):
                continue
            known = {(p.amount, p.label) for p, _ in found}
            if (price.amount, price.label) not in known and (price.label or price.amount not in dict(known)):
                found.append((price, witness))
    return found


def _is_column(witness: Witness) -> bool:
    """Tell whether the head of a column says whose tariffs stand in it ("Early bird", "Regular")."""
    return witness.method == "table" and bool(TARIFF.search(plain(witness.label)))


def _without(label: str) -> Callable[[Price], Price]:
    """Take the words of the page's label off the label of a tariff."""
    start = fold(label) + " "

    def cut_off(price: Price) -> Price:
        words = price.label or ""
        if label and fold(words).startswith(start):
            rest = words[len(label) :].lstrip(" :")
            words = rest or (words if TARIFF.search(plain(label)) else "")
        else:
            rest = words
        if rest and SPECIAL_TARIFF.search(plain(label)):
            return msgspec.structs.replace(price, label=f"{label}: {rest}")  # early birds: members and others
        rest = re.sub(r"^(?:per \w+|p\.?p\.?)\s*", "", words)
        whose = rest != words and TARIFF.search(plain(rest))  # "per deelnemer voor leden"
        kept = None if (prose.speaks_of("no_tariff", words) and not whose) or not words else words
        return price if kept == price.label else msgspec.structs.replace(price, label=kept)

    return cut_off
