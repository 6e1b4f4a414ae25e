"""From words to blocks: the line at hand is gathered piece by piece, and kept as a block where it ends."""

from __future__ import annotations

import re

from lxml.html import HtmlElement
from msgspec import Struct
from msgspec.structs import replace

from normalize.page.document import Block
from normalize.page.elements import (
    BOLD,
    CENTS,
    EUROS,
    GLUE,
    HEADINGS,
    ITEMS,
    PARTED,
    PATH,
    QUOTED,
    QUOTES,
    SEAM,
)
from normalize.page.facts import MAX_ROW, facts_in, is_label
from normalize.page.forms import asks
from normalize.page.grid import Grid
from normalize.page.headings import Headings
from normalize.page.icons import cut_sign, label_of_icon, label_of_ligature
from normalize.page.labels import read_label
from normalize.page.leaves import PARTED as NUMBERED
from normalize.page.struck import STRUCK, is_struck
from normalize.page.tabs import Tabs
from normalize.page.text import fold, tidy
from normalize.page.zones import Zone

MAX_TEXT = 4000
"""Characters kept of one block."""
STAMP = re.compile(r"20[0-4]\d(?=-)")
"""The year of a moment in ISO 8601."""


class Inline(Struct, gc=False):
    """What is to be known when an inline element ends."""

    tag: str
    at: int


class Lines:
    """The blocks of a page, and the line at hand with where it stands."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.zones: list[Zone] = ["main"]
        self.in_main = 0
        self.headings = Headings()
        self.tags: list[str] = ["", "", "", "body"]  # padded: the innermost three can always be asked for
        self.numbers: list[int] = [0]
        self.tables: list[Grid] = []
        self.tabs = Tabs()
        self.buffer: list[str] = []
        self.begin_line()

    def begin_line(self) -> None:
        """Forget the line at hand."""
        self.buffer.clear()
        self.begun: int | None = None
        self.leads: list[str] = []
        self.bold = False
        self.icon = ""
        self.href = ""
        self.year: int | None = None

    # elements within a line ---------------------------------------------------------------

    def enter_inline(self, element: HtmlElement, tag: str) -> Inline | None:
        """Begin a part of a line; None where it is to be passed over."""
        own = dict(element.items())
        if own and (own.get("role") == "tab" or (tag == "a" and "toggle" in " ".join(own))):
            self.tabs.remember(element)
            return None
        if tag == "label" and asks(element):
            return None
        if (own or tag in STRUCK) and is_struck(element, tag, own):
            return None
        if tag in ("img", "i", "span"):
            if own:
                written = label_of_ligature(element, own["class"]) if "class" in own else None
                self.see_label(label_of_icon(own) if written is None else written)
                if written is not None:
                    return None
        elif tag == "sup" and CENTS.fullmatch(element.text or "") and EUROS.search("".join(self.buffer[-4:])):
            self.buffer.append(",")
        elif tag == "time":
            stamp = STAMP.match(own.get("datetime", ""))
            self.year = int(stamp[0]) if stamp else self.year
        elif tag == "a":
            self.href = self.href or own.get("href", "")
        if tag in GLUE and self.buffer and self.buffer[-1][-1:].isdigit():
            self.buffer.append(SEAM)
        return Inline(tag, len(self.buffer))

    def leave_inline(self, entered: Inline) -> None:
        """End a part of a line, which may be what the line begins with, or the label of the next value in it."""
        at = entered.at
        words = tidy("".join(self.buffer[at:]), 120) if len(self.buffer) > at else ""
        if words and len(words) < 60:
            if self.begun is None or self.begun >= at:
                self.leads.append(words)
                self.bold = self.bold or entered.tag in BOLD
            elif self.is_next_label(words, at, bold=entered.tag in BOLD):
                self.part(at, words)
                self.bold = entered.tag in BOLD
        if entered.tag in GLUE:
            self.buffer.append(SEAM)

    def is_next_label(self, words: str, at: int, *, bold: bool) -> bool:
        """Tell whether an element in the midst of a line is the label of the next value."""
        if bold and self.bold and words[:1].isupper() and self.leads and is_label(self.leads[0]):
            return is_label(words)  # "<b>Duur</b> 4 dagen <b>Locatie</b> Leiden" in one paragraph
        if words.endswith(":"):
            return bool(read_label(words).fields)
        apart = self.buffer[at - 1] == SEAM or not self.buffer[at - 1].strip()
        return apart and is_label(words) and len(words) > 3

    def part(self, at: int, label: str) -> None:
        """End the block before a label in its midst."""
        rest = self.buffer[at:]
        del self.buffer[at:]
        self.flush()
        self.buffer.extend(rest)
        self.begun = 0
        self.leads.append(label)

    def see_label(self, label: str) -> None:
        """Keep the words of an icon before the line."""
        if not self.icon and self.begun is None:
            self.icon = label

    # text ---------------------------------------------------------------------------------

    def see(self, words: str) -> None:
        """Take words of the block at hand; preformatted text keeps its lines."""
        if self.tags[-1] != "pre":
            if self.begun is None:
                if not self.buffer and not words.strip(" \n\t"):
                    return  # what lies between two blocks
                if words.strip(" \n\t\xa0•·-"):
                    self.begun = len(self.buffer)
            self.buffer.append(words)
            return
        for line in words.split("\n"):
            self.buffer.append(line)
            self.flush()

    def flush(self) -> None:
        """End the line at hand."""
        if not self.buffer:
            return
        words = "".join(self.buffer)
        glued = SEAM in words
        parted = NUMBERED.sub(" ", PARTED.sub(" ", words)).replace(SEAM, "") if glued else words
        text = "" if words.isspace() else tidy(parted, MAX_TEXT)
        sign, text = cut_sign(text) if text else ("", "")
        self.icon = self.icon or sign
        if not text:  # a sign by itself speaks of the next line
            self.buffer.clear()
            self.begun = None
            return
        level = self.level()
        if level:
            self.headings = self.headings.above(level)
        block = self.block_of(text, level)
        if level:
            self.headings = self.headings.below(level, text, self.heading_holder())
        facts = facts_in(words) if glued and not level and len(text) < MAX_ROW else []
        if facts:
            self.blocks += [replace(block, text=fact, lead="", strong=False) for fact in facts]
        else:
            self.blocks.append(block)
        self.begin_line()

    def level(self) -> int:
        """Return the level of the heading that the line is, 0 where it is none."""
        tags = self.tags
        return HEADINGS.get(tags[-1]) or HEADINGS.get(tags[-2]) or HEADINGS.get(tags[-3]) or 0

    def heading_holder(self) -> int:
        """Return the number of the element in which the heading of the line at hand stands."""
        depth = next((n for n in (1, 2, 3) if self.tags[-n] in HEADINGS), 0)
        return self.numbers[-depth - 1] if len(self.numbers) > depth else 0

    def block_of(self, text: str, level: int) -> Block:
        """Make a block of the line at hand, which has these words."""
        own = fold(text) if self.leads or self.icon else ""
        leads = [lead for lead in self.leads if fold(lead) != own] if self.leads else self.leads
        table = self.tables[-1] if self.tables and self.tables[-1].column >= 0 else None
        tag, item = self.holder()
        return Block(
            text,
            tag,
            "teaser" if text[0] in QUOTES and QUOTED.fullmatch(text) else self.zone_here(),
            self.in_main > 0,
            self.headings.words,
            level,
            max(leads, key=len) if leads else "",
            self.bold and len(leads) < len(self.leads),
            self.icon if self.icon and fold(self.icon) != own else "",
            (table.number, table.row, table.column) if table else None,
            "th" in self.tags[-3:],
            tuple(self.numbers[-PATH:]),
            item,
            self.href,
            self.year,
            table.rows if table else 1,
        )

    def holder(self) -> tuple[str, int]:
        """Return the element that holds the block: the nearest list item with its number, else any but a div and 0."""
        tags = self.tags
        if not ITEMS.isdisjoint(tags[-4:]):
            back = next(back for back in (1, 2, 3, 4) if tags[-back] in ITEMS)
            return tags[-back], self.numbers[-back]
        return tags[-1] if tags[-1] != "div" else next(tag for tag in reversed(tags) if tag != "div"), 0

    def zone_here(self) -> Zone:
        """Tell in which zone the line stands."""
        zone = self.zones[-1]
        return "teaser" if self.headings.elsewhere and zone in ("main", "side") else zone
