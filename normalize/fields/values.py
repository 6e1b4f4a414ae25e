"""Fields that are values: the prices. Words are found here, values made elsewhere."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from normalize.course import Price
from normalize.fields import prose
from normalize.fields.amounts import own_tariffs
from normalize.fields.elsewhen import after_others, is_of_else, names_other
from normalize.fields.offered import embedded_prices
from normalize.fields.vat_remarks import with_vat
from normalize.fields.witness import Witness
from normalize.page.document import Block
from normalize.page.statements import Statement
from normalize.page.text import fold, sentences
from normalize.page.view import Sentence, View
from normalize.values.price_choice import ordinary_price
from normalize.values.price_conditions import with_question
from normalize.values.price_words import (
    EXAM_ONLY,
    EXTRA,
    FULL_TARIFF,
    NO_PRICE,
    PART,
    PART_BEFORE,
    PRICE_NAME,
    TARIFF,
)
from normalize.values.prices import read_prices
from normalize.values.words import plain

T = TypeVar("T")
ROW = re.compile(r"([^:€;.]{3,50}):\s")
"""What stands before a tariff, on its line."""
TOLD_BY_ROW = (TARIFF, PART_BEFORE, FULL_TARIFF, EXAM_ONLY, NO_PRICE)
"""What the head of a row may say of the amount in it, beside whose it is."""
BESIDE_HEAD = re.compile(
    r"(?:extra |bijkomende |overige |additional |other )?(?:reis|verblijfs?|reis- en verblijfs?|materiaal|boeken|hotel|"
    r"overnachtings?|parkeer|verzend|annulerings|travel|accommodation|shipping|parking|cancellation)"
    r" ?-?(?:kosten|costs?|tarieven|fees?|expenses)\b"
)
"""A heading over costs beside the price, folded plainly."""
PART_NAME = re.compile(r"\b(?:module|deel|part|blok|level|niveau|jaar|year) ?(?:\d|[a-f]\b|i{1,3}\b)")
"""The name of a part, in a title."""
LINE = 90
"""A line that names one tariff has fewer characters."""
MOST = 8
"""Tariffs in a list, at most."""
MAX_WORDS = 1500
"""Characters handed to a value module at once."""


def witnesses(view: View, name: str) -> Iterator[Witness]:
    """Yield the words on a field, the best witness first: under its label, then in prose."""
    for statement in view.under(name):
        yield Witness(
            statement.text[:MAX_WORDS],
            statement.method,
            statement.meaning.year,
            statement.label,
            statement.zone == "side",
        )
    if view.part:
        for block in view.blocks:
            yield Witness(block.text[:MAX_WORDS], "text")
    for sentence in prose.on(view, name):
        if name == "price" and _is_of_another(view, sentence):
            continue
        block = view.blocks[sentence.block]
        words = with_question(sentence.text, block.text) if name == "price" else sentence.text
        yield Witness(words[: prose.MAX_SENTENCE], "text", side=block.zone == "side")


def _is_of_another(view: View, sentence: Sentence) -> bool:
    """Tell whether a sentence stands among other things, or is on a course that builds on this one."""
    at = sentence.block
    return is_of_else(view, at) or at in view.once(after_others) or names_other(view, sentence.text)


def first(view: View, name: str, read: Callable[[str], T | None]) -> tuple[T, Witness] | None:
    """Return the first witness that holds a value, with that value."""
    for witness in witnesses(view, name):
        value = read(witness.text)
        if value:
            return value, witness
    return None


def read_price(view: View) -> tuple[list[Price], Price | None, Witness | None]:
    """Find every tariff, what an ordinary participant pays, and the words."""
    if any(prose.speaks_of("no_offer", title) for title in view.titles):
        return [], None, None
    found = next((found for tier in view.once(tiers_of) if (found := _tariffs(tier))), [])
    if not found and view.thing:
        found = [(price, Witness(price.text, view.thing.syntax)) for price in embedded_prices(view)]
    found = found or [(Price(amount=0.0, text=t), Witness(t, "heading")) for t in view.titles if _is_free(t)]
    if not found:
        return [], None, None
    own = [(price, witness) for price, witness in found if witness.method != "text" or not witness.side]
    found = own_tariffs(view, own or found)  # beside the content: other courses
    if not found:
        return [], None, None
    if len(found) == 1 and not found[0][0].label and found[0][0].amount:
        found += [one for one in _tariffs(_told(view)) if one[0].label and _is_tariff_of(one[0], found[0][0])]
    prices = with_vat(_of_whole(_named([price for price, _ in found]), view), view)
    chosen = ordinary_price(prices)
    at = prices.index(chosen) if chosen in prices else 0
    return prices, chosen, found[at][1]


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
    """Label a tariff with the name that stands before it, where it stands among others that have one."""
    if not any(price.label for price in prices):
        return prices
    rows = [ROW.match(price.text) if price.label is None else None for price in prices]
    names = [row[1].strip(" *") if row and not PRICE_NAME.search(plain(row[1])) else None for row in rows]
    return [msgspec.structs.replace(p, label=p.label or name) for p, name in zip(prices, names, strict=True)]


def tiers_of(view: View) -> list[list[Witness]]:
    """Return the witnesses on the price by weight."""
    return list(price_tiers(view))


def price_tiers(view: View) -> Iterator[list[Witness]]:
    """Yield the witnesses on the price by weight: labelled or alone on a line, in a section, in prose.

    A section that holds a price alone on a line weighs as much as that line, and is read as a whole.
    """
    labelled = view.under("price")
    lines = [] if view.part else prose.lines(view, "price_line")
    lines = [n for n in lines if not any(_is_on_else(head) for head in view.heads(n))]
    lines = [n for n in lines if n not in view.once(after_others)]
    sections = [s for s in labelled if s.method == "heading"]
    told = {n for s in labelled for n in s.blocks}
    alone = [Witness(_beside(view, n), "text", side=view.blocks[n].zone == "side") for n in lines if n not in told]
    if len({w.text for w in alone if not TARIFF.search(plain(w.text))}) > 2:
        alone = []  # several prices without a word: cards of other offers
    strong = [s for s in labelled if s.method in ("label", "table")]
    holding = [s for s in sections if any(not set(one.blocks).isdisjoint(s.blocks) for one in strong)]
    holding += [s for s in sections if s not in holding and not set(lines).isdisjoint(s.blocks)]
    held = {n for s in holding for n in s.blocks}
    strong = [*holding, *(s for s in strong if held.isdisjoint(s.blocks))]
    yield [_priced(view, s) for s in labelled if s.method == "rule"]
    yield [_priced(view, s) for s in strong] + alone
    yield [Witness(b.text, "label") for b in view.blocks if b.tag == "option" and "€" in b.text]
    yield [_priced(view, s) for s in sections]
    yield [Witness(s.text, "text") for s in prose.on(view, "own_free")[:1]]
    yield [w for w in witnesses(view, "price") if w.method == "text"]
    yield [Witness(s.text[: prose.MAX_SENTENCE], "text") for s in prose.on(view, "bare_price")]


def _is_on_else(head: str) -> bool:
    """Tell whether a heading is on what somebody earns, or on costs beside the price ("Reiskosten")."""
    return prose.speaks_of("salary", head) or bool(BESIDE_HEAD.match(plain(head)))


def _priced(view: View, statement: Statement) -> Witness:
    """Return what stands under a price's label, each tariff on one line with whose it is."""
    words = statement.text
    if statement.row and len(statement.blocks) == 1:
        words = _beside(view, statement.blocks[0])
    elif _is_row(view, statement):
        words = "\n".join(_under_heads(view, statement))
    elif statement.method in ("heading", "label") and len(statement.lines) > 1:
        words = "\n".join(_paired(_rows(view, statement)))
    elif statement.method == "label" and len(statement.lines) == 1:
        words = "\n".join([words, *_further(view, statement.blocks[-1])])
    zone = statement.zone == "side"
    return Witness(words[:MAX_WORDS], statement.method, statement.meaning.year, statement.label, zone)


def _is_row(view: View, statement: Statement) -> bool:
    """Tell whether a statement is the amounts in one row of a table."""
    rows = {(view.blocks[n].cell or (0, n))[:2] for n in statement.blocks}
    return len(statement.blocks) > 1 and len(rows) == 1 and all(re.search(r"\d", line) for line in statement.lines)


def _under_heads(view: View, statement: Statement) -> list[str]:
    """Return the amounts of a row, each behind the head of its column where that says whose it is."""
    cells = [view.blocks[n].cell or (0, 0, 0) for n in statement.blocks]
    heads = {b.cell[2]: b.text for b in view.blocks if b.cell and b.cell[:2] == (cells[0][0], 0)}
    own = [heads.get(cell[2], "") if cell[1] else "" for cell in cells]
    pairs = zip(own, statement.lines, strict=True)
    return [f"{head.rstrip(' :')}: {line}" if _is_whose(head) else line for head, line in pairs]


def _further(view: View, at: int) -> list[str]:
    """Return the tariffs in the list items behind the price, or behind the tariff, that is labelled in one."""
    after = itertools.takewhile(lambda b: b.tag == "li" and _is_tariff(b.text), view.blocks[at + 1 : at + 1 + MOST])
    return [block.text for block in after if view.blocks[at].tag == "li"]


def _is_tariff(words: str) -> bool:
    """Tell whether a short line says whose tariff it names."""
    return len(words) < LINE and prose.speaks_of("price", words) and bool(TARIFF.search(plain(words)))


def _rows(view: View, statement: Statement) -> list[str]:
    """Return the lines of a statement, the cells of one row as one line."""
    rows: dict[tuple[int, int], str] = {}
    for n, line in zip(statement.blocks, statement.lines, strict=False):
        cell = view.blocks[n].cell
        key = cell[:2] if cell else (-1, n)
        rows[key] = f"{rows[key].rstrip(' :')}: {line}" if key in rows else line
    return list(rows.values())


def _paired(lines: list[str]) -> list[str]:
    """Put whose tariff it is before its amount, where the two stand on lines of their own."""
    paired: list[str] = []
    for line in lines:
        if paired and _is_whose(paired[-1]) and prose.speaks_of("price_line", line):
            paired[-1] = f"{paired[-1].rstrip(' :')}: {line}"
        else:
            paired.append(line)
    return paired


def _is_whose(words: str) -> bool:
    """Tell whether a short line says nothing but whose tariff follows."""
    short = len(words) < 50 and "€" not in words and not words.endswith(".")
    return short and (bool(TARIFF.search(plain(words))) or prose.speaks_of("people_line", words))


def _beside(view: View, at: int) -> str:
    """Return an amount with what stands before it in its row, or on the line above, where that says whose it is."""
    block = view.blocks[at]
    if block.tag == "dd" and at and view.blocks[at - 1].tag == "dt" and len(view.blocks[at - 1].text) < LINE:
        return f"{view.blocks[at - 1].text.rstrip(' :')}: {block.text}"
    near = [b for b in view.blocks[max(0, at - 5) : at] if not b.level or b is view.blocks[at - 1]]
    row = [b.text for b in near if b.cell and block.cell and b.cell[:2] == block.cell[:2]]
    if row and len(row[0]) < LINE and not PRICE_NAME.search(plain(row[0])) and not re.search(r"\d", row[0]):
        return f"{row[0].rstrip(' :')}: {block.text}"
    if row and len(row[0]) < LINE and any(kind.search(plain(f"{row[0]}: ")) for kind in TOLD_BY_ROW):
        return f"{row[0].rstrip(' :')}: {block.text}"
    head = _head_of(view, block)
    if _is_whose(head) and not any(map(_is_whose, row)):
        return f"{head.rstrip(' :')}: {block.text}"
    above = row[0] if row else near[-1].text if near and not block.cell else ""
    return f"{above.rstrip(' :')}: {block.text}" if _is_whose(above) else block.text


def _head_of(view: View, block: Block) -> str:
    """Return the head of the column in which an amount stands, "" where it stands in none."""
    if block.cell is None or not block.cell[1]:
        return ""
    table, _, column = block.cell
    return next((b.text for b in view.blocks if b.cell == (table, 0, column)), "")


def _tariffs(tier: list[Witness]) -> list[tuple[Price, Witness]]:
    """Read the tariffs of witnesses of one weight, each amount once."""
    found: list[tuple[Price, Witness]] = []
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
        rest = re.sub(r"^(?:per \w+|p\.?p\.?)\s*", "", words)
        whose = rest != words and TARIFF.search(plain(rest))  # "per deelnemer voor leden"
        kept = None if (prose.speaks_of("no_tariff", words) and not whose) or not words else words
        return price if kept == price.label else msgspec.structs.replace(price, label=kept)

    return cut_off
