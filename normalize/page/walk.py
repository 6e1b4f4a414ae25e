"""One walk through a page's tree: from elements to blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from normalize.page.document import Block, Document
from normalize.page.elements import (
    BOLD,
    CENTS,
    DATA_LABELS,
    DATED,
    EUROS,
    GLUE,
    HEADINGS,
    INLINE,
    ITEMS,
    MAX_OPTIONS,
    MAX_STRUCK,
    OPENS,
    PARTED,
    PATH,
    QUOTED,
    QUOTES,
    SEAM,
    SECTIONS,
    SKIPPED,
    STRUCK,
    TAB,
)
from normalize.page.facts import MAX_ROW, facts_in, is_label
from normalize.page.headings import Headings
from normalize.page.labels import icon_label, read_label
from normalize.page.leaves import PARTED as NUMBERED
from normalize.page.tabs import Tabs
from normalize.page.text import fold, tidy
from normalize.page.zones import Zone, kind_of

MAX_BLOCKS = 6000
"""Blocks kept of a page; what comes after is left."""
MAX_TEXT = 4000
"""Characters kept of one block."""
MAIN_CHARS = 200
"""Text that the element marked as main must hold before what lies outside counts as beside it."""


class Inside(NamedTuple):
    """What is to be undone when a block element ends."""

    tag: str
    zoned: bool
    main: bool
    section: bool
    headings: Headings
    blocks: int
    tail: str | None


class Inline(NamedTuple):
    """What is to be known when an inline element ends."""

    tag: str
    at: int
    tail: str | None


def read_document(root: HtmlElement, *, part: bool = False, apart: frozenset[HtmlElement] = frozenset()) -> Document:
    """Walk the tree once and return its blocks; `apart` are elements to be passed over.

    Of a part of a page (a card, called "teaser" or not) all is content.
    """
    walk = _Walk()
    walk.run(root, apart)
    document = Document()
    marked = sum(len(block.text) for block in walk.blocks if block.in_main) > MAIN_CHARS
    for block in walk.blocks:
        if part:
            block.zone = "main"
        elif marked and block.zone == "main" and not block.in_main:
            block.zone = "side"
        (document.blocks if block.zone in ("main", "side") else document.margin).append(block)
    return document


class _Walk:
    """The state of one walk."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.zones: list[Zone] = ["main"]
        self.in_main = 0
        self.headings = Headings()
        self.tags: list[str] = ["body"]
        self.numbers: list[int] = [0]
        self.count = 0
        self.tables: list[list[int]] = []
        self.table_count = 0
        self.tabs = Tabs()
        self.buffer: list[str] = []
        self.title_holders: frozenset[HtmlElement] = frozenset()
        self.reset()

    def reset(self) -> None:
        self.buffer.clear()
        self.begun: int | None = None
        self.leads: list[str] = []
        self.bold = False
        self.icon = ""
        self.href = ""
        self.year: int | None = None

    def run(self, root: HtmlElement, apart: frozenset[HtmlElement]) -> None:
        first = next(root.iter("h1"), None)
        self.title_holders = frozenset(first.iterancestors()) if first is not None else frozenset[HtmlElement]()
        stack: list[HtmlElement | Inside | Inline] = [root]
        while stack:
            element = stack.pop()
            if isinstance(element, (Inside, Inline)):  # here ends what was entered before
                if isinstance(element, Inside):
                    self.leave(element)
                else:
                    self.leave_inline(element)
                if element.tail:
                    self.see(element.tail)
                continue
            tag = "" if apart and element in apart else element.tag
            if tag and isinstance(tag, str) and len(self.blocks) < MAX_BLOCKS and _is_seen(element, tag):
                undo = self.enter_inline(element, tag) if tag in INLINE else self.enter(element, tag)
                if undo is not None:
                    stack.append(undo)
                    words = element.text
                    if words:
                        self.see(words)
                    stack.extend(reversed(element))
                    continue
            elif tag == "svg":
                self.see_icon(element)
            elif tag == "select":
                self.see_options(element)
            words = element.tail
            if words:
                self.see(words)
        self.flush()

    # elements that are blocks -------------------------------------------------------------

    def enter(self, element: HtmlElement, tag: str) -> Inside | None:
        """Begin an element; None where it is to be passed over."""
        if tag == "br":
            if self.tags[-1] == "h1":  # a title on two lines
                self.see(" ")
            else:
                self.flush()
            return None
        named = bool(element.keys())  # one question to the tree instead of five
        role = element.get("role", "") if named else ""
        if role == "tab":
            self.tabs.remember(element)
            return None
        if tag == "button" and not self.opens(element):
            return None
        zone = self.zone_of(element, tag, named=named)
        if zone is None:
            return None
        if self.buffer:
            self.flush()
        main = tag == "main" or role == "main"
        zoned = zone != self.zones[-1]
        section = zoned or tag in SECTIONS or role == "tabpanel"
        entered = Inside(tag, zoned, main, section, self.headings, len(self.blocks), element.tail)
        if entered.zoned:
            self.zones.append(zone)
        self.in_main += main
        self.count += 1
        self.tags.append(tag)
        self.numbers.append(self.count)
        if tag == "table":
            self.table_count += 1
            self.tables.append([self.table_count, -1, -1])
        elif self.tables and tag == "tr":
            self.tables[-1][1:] = [self.tables[-1][1] + 1, -1]
        elif self.tables and tag in ("td", "th"):
            self.tables[-1][2] += 1
            self.icon = self.icon or tidy(next(filter(None, map(element.get, DATA_LABELS)), ""), 60)
        if self.tabs.words:
            self.begin_panel(element)
        return entered

    def begin_panel(self, element: HtmlElement) -> None:
        """Let the panel of a tab begin with the tab's words as its heading."""
        tab = self.tabs.opening(element)
        if tab and fold(tab) != fold(self.blocks[-1].text if self.blocks else ""):
            self.headings = self.headings.above(TAB)
            self.blocks.append(Block(tab, "tab", self.zone_here(), self.in_main > 0, self.headings.words, TAB))
            self.headings = self.headings.with_all((TAB,), (tab,))

    def opens(self, element: HtmlElement) -> bool:
        """Tell whether a button opens a part of the page, and so heads it."""
        if self.tags[-1] in HEADINGS or element.get("aria-controls") or element.get("aria-expanded"):
            return True
        names = " ".join((*element.keys(), element.get("class", "")[:200]))
        return (
            bool(OPENS.search(names))
            or set(read_label(tidy("".join(element.itertext()), 80)).fields) - {"other"} != set()
        )

    def leave(self, entered: Inside) -> None:
        if self.buffer:
            self.flush()
        self.tags.pop()
        self.numbers.pop()
        if entered.zoned:
            self.zones.pop()
        self.in_main -= entered.main
        if entered.tag == "table" and self.tables:
            self.tables.pop()
        if entered.section:
            only_a_heading = len(self.blocks) - entered.blocks == 1 and self.blocks[-1].level
            if not only_a_heading:
                self.headings = entered.headings

    def zone_of(self, element: HtmlElement, tag: str, *, named: bool) -> Zone | None:
        """Tell in which zone an element puts what it holds; None to pass it over."""
        now = self.zones[-1]
        names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}" if named else ""
        kind = kind_of(names[:400]) if len(names) > 2 and tag not in ("body", "html", "main") else ""
        if kind in ("skip", "footer", "teaser") and element in self.title_holders:
            kind = ""
        if kind == "skip":
            if "tab" in names:  # a menu of tabs
                self.tabs.remember_menu(element)
            return None
        part = "article" in self.tags or "section" in self.tags
        if kind == "footer" or (tag == "footer" and not part):
            return "margin"
        if now == "main" and (kind == "side" or tag == "aside"):
            return "side"
        return "teaser" if kind == "teaser" and now != "margin" else now

    # elements within a line ---------------------------------------------------------------

    def enter_inline(self, element: HtmlElement, tag: str) -> Inline | None:
        if element.get("role") == "tab" or (tag == "a" and "toggle" in " ".join(element.keys())):
            self.tabs.remember(element)
            return None
        if tag in STRUCK and len("".join(element.itertext())) < MAX_STRUCK:
            return None
        if tag in ("img", "i", "span"):
            self.see_icon(element)
        elif tag == "sup" and CENTS.fullmatch(element.text or "") and EUROS.search("".join(self.buffer[-4:])):
            self.buffer.append(",")
        if tag == "time":
            stamp = re.match(r"20[0-4]\d(?=-)", element.get("datetime", ""))
            self.year = int(stamp[0]) if stamp else self.year
        if tag == "a":
            self.href = self.href or element.get("href", "")
        return Inline(tag, len(self.buffer), element.tail)

    def leave_inline(self, entered: Inline) -> None:
        words = tidy("".join(self.buffer[entered.at :]), 120)
        if words and len(words) < 60:
            if self.begun is None or self.begun >= entered.at:
                self.leads.append(words)
                self.bold = self.bold or entered.tag in BOLD
            elif self.is_next_label(words, entered.at, bold=entered.tag in BOLD):
                self.part(entered.at, words)
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

    def see_icon(self, element: HtmlElement) -> None:
        words = element.get("aria-label") or element.get("alt") or element.get("title") or ""
        words = words or icon_label(element.get("class", "")[:100])
        if words and not self.icon and self.begun is None:
            self.icon = tidy(words, 60)

    def see_options(self, element: HtmlElement) -> None:
        """Keep the choices of a list of dates: for some courses the only place that names them."""
        choices = [tidy("".join(option.itertext()), 200) for option in islice(element.iter("option"), MAX_OPTIONS)]
        if any(DATED.search(choice) for choice in choices):
            self.flush()
            headings = self.headings.words
            kept = [choice for choice in choices if DATED.search(choice)]
            self.blocks += [Block(c, "option", self.zone_here(), self.in_main > 0, headings) for c in kept]

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
        """End the block at hand."""
        if not self.buffer:
            return
        words = "".join(self.buffer)
        parted = NUMBERED.sub(" ", PARTED.sub(" ", words)).replace(SEAM, "") if SEAM in words else words
        text = "" if not words or words.isspace() else tidy(parted, MAX_TEXT)
        if not text:
            self.buffer.clear()
            self.begun = None
            return
        level = next((HEADINGS[tag] for tag in self.tags[:-4:-1] if tag in HEADINGS), 0)
        if level:
            self.headings = self.headings.above(level)
        leads = [lead for lead in self.leads if fold(lead) != fold(text)]
        table = self.tables[-1] if self.tables and self.tables[-1][2] >= 0 else None
        tag, item = self.holder()
        block = Block(
            text=text,
            tag=tag,
            zone="teaser" if text[0] in QUOTES and QUOTED.fullmatch(text) else self.zone_here(),
            in_main=self.in_main > 0,
            headings=self.headings.words,
            level=level,
            lead=max(leads, key=len, default=""),
            strong=self.bold and len(leads) < len(self.leads),
            icon=self.icon if self.icon and fold(self.icon) != fold(text) else "",
            cell=(table[0], table[1], table[2]) if table else None,
            header="th" in self.tags[-3:],
            path=tuple(self.numbers[-PATH:]),
            item=item,
            href=self.href,
            year=self.year,
        )
        if level:
            self.headings = self.headings.with_all((level,), (text,))
        facts = facts_in(words) if not level and len(text) < MAX_ROW else []
        if facts:
            self.blocks += [replace(block, text=fact, lead="", strong=False) for fact in facts]
        else:
            self.blocks.append(block)
        self.reset()

    def holder(self) -> tuple[str, int]:
        """Return the element that holds the block: the nearest list item with its number, else any but a div and 0."""
        for back in range(1, min(4, len(self.tags)) + 1):
            if self.tags[-back] in ITEMS:
                return self.tags[-back], self.numbers[-back]
        return next((tag for tag in reversed(self.tags) if tag != "div"), "div"), 0

    def zone_here(self) -> Zone:
        zone = self.zones[-1]
        return "teaser" if self.headings.elsewhere and zone in ("main", "side") else zone


def _is_seen(element: HtmlElement, tag: str) -> bool:
    """Tell whether an element is read: also what calls itself a menu and leads nowhere, the panel of an accordion."""
    return tag not in SKIPPED or (tag == "nav" and next(element.iter("a", "button"), None) is None)
