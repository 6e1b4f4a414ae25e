"""What a page says under which label: label and value in every form, and sections under their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from normalize.course import Method
from normalize.page.document import Block
from normalize.page.labels import UNKNOWN, Label, glued_label, is_titled, is_weak, read_label
from normalize.page.pairs import ends_chips, find_pairs

MAX_LINES = 40
"""Lines kept of what stands under one label."""
COLON = re.compile(
    r"(?:[•·*–»|-]\s*)?([^:|?!]{2,60}?)\s*(?::\s+|\s\|\s|:(?=[^\s\d/])|(?<=[^\W\d_]):(?=\d))(\S.*)", re.DOTALL
)
DASH = re.compile(r"(?:[•·*»]\s*)?([^:|?!–—]{2,60}?)\s(?:–|—|-{1,2}|→|»|=)\s(\S.*)", re.DOTALL)
"""A label, and its value behind a dash or an arrow."""
DASHES = re.compile("[–—→»=-]")
LABEL = 80
"""Characters within which the sign behind such a label stands."""


BEGUN = re.compile(
    r"\d|(?:jan|feb|maart|mrt|march|apr|mei|may|jun|jul|aug|sep|o[kc]t|nov|de[ck]|najaar|voorjaar|zomer|winter|spring"
    r"|autumn|fall|op\b|on\b|elk|ieder|doorlopend|in (?:overleg|het|de|the)\b|instrom|any|every"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon|mon|tues|wednes|thurs|fri|satur|sun)da)",
    re.IGNORECASE,
)
"""How a line begins that says when."""
QUESTION = re.compile(r"([^:|?!.]{2,60}\?)\s+(\S.*)", re.DOTALL)
NEXT = re.compile(r"(?:^|(?<=[|•·;.,)\s]))([A-Z][^:|•;.,\n]{2,30}?)\s?:\s")


def part_lines(blocks: list[Block]) -> list[Block]:
    """Part lines that hold several labels with their values ("Datum: 3 mei | Locatie: Leiden")."""
    parted: list[Block] = []
    for block in blocks:
        if block.text.count(":") < 2 or len(block.text) > 1000 or block.level:
            parted.append(block)
            continue
        starts = [m.start(1) for m in NEXT.finditer(block.text) if _is_label(m[1])]
        if len(starts) < 2:
            parted.append(block)
            continue
        cuts = [0, *starts, len(block.text)] if starts[0] else [*starts, len(block.text)]
        pieces = [block.text[a:b].strip(" |•·;,") for a, b in pairwise(cuts)]
        parted += [replace(block, text=piece, lead="", strong=False) for piece in pieces if piece]
    return parted


def _is_label(words: str) -> bool:
    meaning = read_label(words)
    return bool(meaning.fields) and meaning.exact


class Statement(Struct):
    """What stands under a label."""

    label: str
    """The label's own words."""
    meaning: Label
    """What it speaks of."""
    lines: list[str]
    """What stands under it, a block a line."""
    method: Method
    """label, table or heading."""
    zone: str = "main"
    """Where it stands."""
    row: tuple[int, int] | None = None
    """Table and row, for a cell of a table with column heads."""
    blocks: list[int] = []
    """Positions of the blocks that `lines` come from."""

    @property
    def text(self) -> str:
        """All lines as one text."""
        return "\n".join(self.lines)


def read_statements(blocks: list[Block]) -> list[Statement]:
    """Find every label that the page uses, with what stands under it."""
    found = list(_tables(blocks))
    celled = {n for statement in found for n in statement.blocks}
    pairs = find_pairs(blocks)
    for at, block in enumerate(blocks):
        if at in pairs:
            value, meaning = blocks[pairs[at]], read_label(block.text)
            found.append(Statement(block.text, meaning, [value.text], "label", value.zone, blocks=[pairs[at]]))
        elif block.cell is None or not (block.header or (block.icon and at in celled)):
            statement = _statement(blocks, at)
            if statement:
                found.append(statement)
    return found


def _statement(blocks: list[Block], at: int) -> Statement | None:
    """Read the statement that the block at this position begins, if it begins one."""
    block = blocks[at]
    inline = label_within(block)
    if inline and not (block.level == 1 and is_titled(inline[0])):  # a title, not what is asked of one
        label, meaning, value = inline
        return Statement(label, meaning, [value], "label", block.zone, blocks=[at])
    meaning = as_label(block, blocks[at + 1] if at + 1 < len(blocks) else None)
    if not meaning.fields or ends_chips(blocks, at):
        return None
    if block.icon and read_label(block.icon) == meaning and not read_label(block.text).fields:
        return Statement(block.icon, meaning, [block.text], "label", block.zone, blocks=[at])
    lines = list(_under(blocks, at + _heads_heading(blocks, at, meaning)))
    method: Method = "heading" if block.level or (len(lines) > 1 and block.tag not in ("dt", "li")) else "label"
    words = [blocks[n].text for n in lines]
    return Statement(block.text, meaning, words, method, block.zone, blocks=lines) if lines else None


def _heads_heading(blocks: list[Block], at: int, meaning: Label) -> bool:
    """Tell whether a label stands above the heading of its part ("Toelatingseisen", then "Kun jij starten?")."""
    if blocks[at].level or at + 1 == len(blocks) or not meaning.exact or meaning.fields == ("other",):
        return False
    return blocks[at + 1].level > 1 and not read_label(blocks[at + 1].text).fields


def as_label(block: Block, following: Block | None = None) -> Label:
    """Tell what a block labels, as a whole: a heading, a term, a line of its own, the first line of a list item."""
    if len(block.text) > 80:
        return UNKNOWN
    meaning = read_label(block.text)
    if meaning.fields:
        standing = block.level or block.strong or block.tag == "dt" or block.text.endswith((":", "?"))
        heads_item = following is not None and (block.item == following.item != 0 or _holds(block, following))
        weak = (block.tag == "li" and not heads_item) or (is_weak(block.text) and not _heads_date(meaning, following))
        button = meaning.fields == ("other",) and block.href and not block.level  # a link "Inschrijven" is none
        return meaning if not button and (standing or (meaning.exact and not weak)) else UNKNOWN
    if block.icon:
        meaning = read_label(block.icon)
        if meaning.fields and meaning.exact:
            return meaning
    return UNKNOWN


def _holds(block: Block, following: Block) -> bool:
    """Tell whether a line begins the list item that holds the next one, in a list of its own."""
    return block.tag == "li" and following.tag == "li" and following.path[: len(block.path)] == block.path


def _heads_date(meaning: Label, following: Block | None) -> bool:
    """Tell whether a common word ("start", "van") is a label after all: a short line with a number first follows."""
    short = following is not None and not following.level and len(following.text) < 70
    return "sessions" in meaning.fields and short and following is not None and bool(BEGUN.match(following.text))


def label_within(block: Block) -> tuple[str, Label, str] | None:
    """Part a block that holds both label and value; None where it doesn't."""
    return _label_in(block.text, block.lead, heading=bool(block.level))


@lru_cache(maxsize=1024)
def _label_in(text: str, lead: str, *, heading: bool) -> tuple[str, Label, str] | None:
    if lead and len(lead) < 80 and text.startswith(lead.rstrip(" :")):
        meaning = read_label(lead)
        value = text[len(lead.rstrip(" :")) :].lstrip(" :|–-\u00a0")
        if meaning.fields and value and (meaning.exact or lead.rstrip().endswith((":", "?"))):
            return lead, meaning, value
    asked = QUESTION.match(text[:600]) if "?" in text else None
    if asked and _is_label(asked[1]):
        return asked[1], read_label(asked[1]), text[asked.start(2) :]
    parted = COLON.match(text[:600]) if ":" in text or "|" in text else None
    if parted and _is_label(parted[1]):
        return parted[1], read_label(parted[1]), text[parted.start(2) :].rstrip(" |")
    dashed = DASH.match(text[:600]) if not heading and DASHES.search(text[:LABEL]) else None
    if dashed and _is_label(dashed[1]) and not is_weak(dashed[1]) and not is_titled(dashed[1]):
        return dashed[1], read_label(dashed[1]), text[dashed.start(2) :]
    glued = glued_label(text, spaced=not heading)
    return (glued[0], read_label(glued[0]), glued[1]) if glued else None


def _ends(block: Block, following: Block | None) -> bool:
    """Tell whether a block begins something new."""
    if block.level or block.tag == "dt" or label_within(block) or as_label(block, following).fields:
        return True
    short = len(block.text) < 70
    return short and (
        block.strong or (block.text.endswith(":") and block.tag in ("li", "div", "span")) or block.text.endswith("?")
    )


def _under(blocks: list[Block], at: int) -> Iterator[int]:
    """Positions of the blocks that a label at this position speaks of."""
    head = blocks[at]
    meant = set(read_label(head.text).fields)
    holder = count = 0
    for position in range(at + 1, min(at + 1 + 3 * MAX_LINES, len(blocks))):
        block = blocks[position]
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        listed = bool(head.level) and block.tag == "li" and head.text in block.headings
        beyond = holder and holder not in block.path and not listed
        if beyond or count >= MAX_LINES or (_past if head.level else _past_line)(head, block, following, count):
            return
        if head.level and _is_aside(block, meant, count):
            continue
        count += 1
        holder = holder or max(set(head.path) & set(block.path), default=0)
        yield position


def _past(head: Block, block: Block, following: Block | None, count: int) -> bool:
    """Tell whether a block lies past the part that a heading heads."""
    if block.level:
        return block.level <= head.level or bool(as_label(block).fields)
    if head.text not in block.headings:
        return True
    named = () if label_within(block) else as_label(block, following).fields
    column = block.header and "price" not in named and set(named) <= set(read_label(head.text).fields)
    return bool(named) and not column


def _is_aside(block: Block, meant: set[str], count: int) -> bool:
    """Tell whether a block within a heading's part speaks of something else: a heading, another label's value."""
    if block.level:
        return not any(sign.isdigit() for sign in block.text)
    if block.header and block.cell and not block.cell[1] and (block.cell[2] or as_label(block).fields):
        return "price" not in meant  # the head of a column
    inner = label_within(block)
    tariff = inner and "price" in meant and "€" in inner[2]  # "Overige deelnemers: € 450" among the tariffs
    return bool(inner and count and not tariff and meant.isdisjoint(inner[1].fields))


def _past_line(head: Block, block: Block, following: Block | None, count: int) -> bool:
    """Tell whether a block lies past what a label that is no heading labels."""
    other_item = head.tag in ("li", "dt") and (block.tag not in ("li", "dd") or (head.tag == "li" and count > 0))
    same_item = (head.item != 0 and head.item == block.item) or _holds(head, block)
    if not count and block.strong and not head.strong and not block.level and head.path == block.path:
        return bool(as_label(block, following).fields)  # a label in small letters over a value in bold
    other_row = bool(head.cell and block.cell and head.cell[:2] != block.cell[:2] and count)
    return _ends(block, following) or block.zone != head.zone or (other_item and not same_item) or other_row


def _tables(blocks: list[Block]) -> Iterator[Statement]:
    """Read tables: heads of rows beside their value, heads of columns above theirs."""
    tables: dict[int, dict[tuple[int, int], list[int]]] = {}
    for n, block in enumerate(blocks):
        if block.cell:
            number, row, column = block.cell
            for covered in range(row, row + block.rows):
                tables.setdefault(number, {}).setdefault((covered, column), []).append(n)
    for number, cells in tables.items():
        yield from _table(blocks, number, cells)


def _table(blocks: list[Block], number: int, cells: dict[tuple[int, int], list[int]]) -> Iterator[Statement]:
    def words(key: tuple[int, int]) -> str:
        return " ".join(blocks[n].text for n in cells.get(key, ()))

    rows = sorted({row for row, _ in cells})
    width = max(column for _, column in cells) + 1
    first = [words((rows[0], column)) for column in range(width)]
    if len(rows) == 2 and width > 1 and not any(_is_label(head) for head in first):
        below = [words((rows[1], column)) for column in range(width)]
        if all(_is_label(head) for head in below):  # a row of values over the row of their labels
            first, rows = below, rows[::-1]
    heads = [read_label(head.rstrip(":")) for head in first]
    known = sum(bool(head.fields) and head.exact for head in heads)
    named = [next((blocks[n].icon for n in cells.get((rows[-1], column), ())), "") for column in range(width)]
    if known < 2 and sum(map(_is_label, named)) >= 2 and len(rows) > 1:  # heads kept in the cells, for narrow screens
        first, heads, known = named, [read_label(name) for name in named], 2
        rows = rows if any(blocks[n].icon for n in cells.get((rows[0], 0), ())) else rows[1:]
        rows = [-1, *rows]
    header_row = all(blocks[n].header for column in range(width) for n in cells.get((rows[0], column), ()))
    if (
        len(rows) > 1
        and width > 1
        and (known >= 2 or (known and header_row and (width > 2 or not heads[1:] or heads[1].fields)))
    ):
        for row in rows[1:]:
            for column, head in enumerate(heads):
                here = cells.get((row, column), ())
                if head.fields and here:
                    zone = blocks[here[0]].zone
                    yield Statement(
                        first[column], head, [blocks[n].text for n in here], "table", zone, (number, row), list(here)
                    )
        return
    plain = any(not blocks[n].header for (_, column), here in cells.items() if column for n in here)
    for row in rows[header_row and plain and len(rows) > 1 :]:  # heads of columns are no values
        label = words((row, 0)).rstrip(" :")
        meaning = read_label(label)
        values = [n for column in range(1, width) for n in cells.get((row, column), ())]
        if meaning.fields and values and (meaning.exact or blocks[cells[row, 0][0]].header):
            yield Statement(
                label, meaning, [blocks[n].text for n in values], "table", blocks[values[0]].zone, None, values
            )
