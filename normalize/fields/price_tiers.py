"""Where a page tells prices, by weight: under labels, alone on a line, in a section, in prose."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from normalize.fields import prose
from normalize.fields.days import FIGURE
from normalize.fields.elsewhen import after_others
from normalize.fields.witness import Witness
from normalize.fields.witnesses import MAX_WORDS, witnesses
from normalize.page.document import Block
from normalize.page.statements import Statement
from normalize.page.view import View
from normalize.values.price_words import EXAM_ONLY, FULL_TARIFF, NO_PRICE, PART_BEFORE, PRICE_NAME, TARIFF
from normalize.values.words import plain

TOLD_BY_ROW = (TARIFF, PART_BEFORE, FULL_TARIFF, EXAM_ONLY, NO_PRICE)
"""What the head of a row may say of the amount in it, beside whose it is."""
BESIDE_HEAD = re.compile(
    r"(?:extra |bijkomende |overige |additional |other )?(?:reis|verblijfs?|reis- en verblijfs?|materiaal|boeken|hotel|"
    r"overnachtings?|parkeer|verzend|annulerings|travel|accommodation|shipping|parking|cancellation)"
    r" ?-?(?:kosten|costs?|tarieven|fees?|expenses)\b"
)
"""A heading over costs beside the price, folded plainly."""
SMALL = re.compile(r"\b(?:kleine|small)\b.{0,20}\b(?:groep|group)", re.IGNORECASE)
"""Says how one learns, not who pays."""
LINE = 90
"""A line that names one tariff has fewer characters."""
INCOMPANY = re.compile(r"\bin-?(?:company|house)\b", re.IGNORECASE)
"""Says that a price, or a form, is that for a company's own people."""
BOTH = re.compile(r"[,/|]|\b(?:of|or|en|and|ook|also|mogelijk|possible|beschikbaar|available)\b", re.IGNORECASE)
"""Beside it: the line tells how it can be followed, and not whose price comes next."""
NAME = 50
"""Characters of what a card begins with."""
CARD = 4
"""Blocks of a card before its price, at most."""
MOST = 8
"""Tariffs in a list, at most."""


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
    lines = [n for n in lines if n not in told]
    names = _card_names(view, lines)
    worded = [(n, f"{names[n]}: {view.blocks[n].text}" if n in names else _beside(view, n)) for n in lines]
    worded = [(n, _for_company(view, n, words)) for n, words in worded]
    alone = [Witness(words, "text", side=view.blocks[n].zone == "side") for n, words in worded]
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
    beside = prose.speaks_of("salary", head) or prose.speaks_of("else_asked", head)
    return beside or bool(BESIDE_HEAD.match(plain(head)))


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
    words = _for_company(view, statement.blocks[0], words) if statement.blocks else words
    return Witness(words[:MAX_WORDS], statement.method, statement.meaning.year, statement.label, zone)


def _for_company(view: View, at: int, words: str) -> str:
    """Put the heading before each amount under it that is the price for a company of its own people."""
    head = next((head for head in view.heads(at)[-1:] if INCOMPANY.search(head) and len(head) < NAME), "")
    if not head or BOTH.search(head):
        return words
    return "\n".join(f"{head}: {line}" if FIGURE.search(line) else line for line in words.split("\n"))


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
    return [f"{head.rstrip(' :')}: {line}" if is_whose(head) else line for head, line in pairs]


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
        if paired and is_whose(paired[-1]) and prose.speaks_of("price_line", line):
            paired[-1] = f"{paired[-1].rstrip(' :')}: {line}"
        else:
            paired.append(line)
    return paired


def is_whose(words: str) -> bool:
    """Tell whether a short line says nothing but whose tariff follows."""
    short = len(words) < 50 and "€" not in words and not (words.endswith(".") or SMALL.search(words))
    short = short and not (INCOMPANY.search(words) and BOTH.search(words))
    return short and (bool(TARIFF.search(plain(words))) or prose.speaks_of("people_line", words))


def _card_names(view: View, lines: list[int]) -> dict[int, str]:
    """Return what each card of a row begins with that hold a price each, by the block of the price."""
    names: dict[int, str] = {}
    row: list[int] = []
    for n in [n for n in lines if not view.blocks[n].cell]:
        if len(row) > 1 and _shared(view, row[-1], n) != _shared(view, *row[:2]):
            names |= _names_in(view, row)
            row = []
        row.append(n)
    return names | _names_in(view, row)


def _shared(view: View, one: int, other: int) -> tuple[int, ...]:
    """Return the path of the element that holds two blocks."""
    pairs = zip(view.blocks[one].path, view.blocks[other].path, strict=False)
    return tuple(a for a, b in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _names_in(view: View, row: list[int]) -> dict[int, str]:
    """Return the first line of each card of one row; {} where those are no names."""
    shared = len(_shared(view, *row[:2])) if len(row) > 1 else 0
    names: dict[int, str] = {}
    for n in row if shared else ():
        card = view.blocks[n].path[: shared + 1]
        head = next((b for b in view.blocks[max(0, n - CARD) : n] if b.path[: shared + 1] == card), None)
        if head is None or len(head.text) > NAME or "€" in head.text or head.text.endswith((".", "?", "!")):
            return {}
        names[n] = head.text.rstrip(" :*")
    return names if len(set(names.values())) == len(names) else {}


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
    if is_whose(head) and not any(map(is_whose, row)):
        return f"{head.rstrip(' :')}: {block.text}"
    above = row[0] if row else near[-1].text if near and not block.cell else ""
    return f"{above.rstrip(' :')}: {block.text}" if is_whose(above) else block.text


def _head_of(view: View, block: Block) -> str:
    """Return the head of the column in which an amount stands, "" where it stands in none."""
    if block.cell is None or not block.cell[1]:
        return ""
    table, _, column = block.cell
    return next((b.text for b in view.blocks if b.cell == (table, 0, column)), "")
