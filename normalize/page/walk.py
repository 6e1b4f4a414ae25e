"""One walk through a page's tree: from elements to blocks."""

from __future__ import annotations

from itertools import islice

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct

from normalize.page.document import Block, Document
from normalize.page.elements import (
    DATED,
    HEADINGS,
    INLINE,
    MAX_OPTIONS,
    OPENS,
    SECTIONS,
    SKIPPED,
    TAB,
    ZONED,
)
from normalize.page.grid import HOLDERS, Grid, parts_of
from normalize.page.headings import Headings
from normalize.page.icons import label_of_cell, label_of_drawing, label_of_icon, label_of_line
from normalize.page.labels import read_label
from normalize.page.lines import Inline, Lines
from normalize.page.struck import is_struck
from normalize.page.text import fold, tidied
from normalize.page.zones import Zone, kind_of, may_be_lead

MAX_BLOCKS = 6000
"""Blocks kept of a page; what comes after is left."""
MAIN_CHARS = 200
"""Text that the element marked as main must hold before what lies outside counts as beside it."""

PARTS = frozenset(("div", "section", "article", "ul", "p"))
"""What a button may open that stands right before it."""


class Inside(Struct, gc=False):
    """What is to be undone when a block element ends."""

    tag: str
    zoned: bool
    main: bool
    section: bool
    headings: Headings
    blocks: int


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


class _Walk(Lines):
    """The state of one walk."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.table_count = 0
        self.parts: dict[HtmlElement, str] = {}
        self.title_holders: frozenset[HtmlElement] = frozenset()

    def run(self, root: HtmlElement, apart: frozenset[HtmlElement]) -> None:
        first = next(root.iter("h1"), None)
        self.title_holders = frozenset(first.iterancestors()) if first is not None else frozenset[HtmlElement]()
        entered: list[Inside | Inline | None] = []
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                undo = None if apart and element in apart else self.begin(element)
                entered.append(undo)
                if undo is None:
                    walker.skip_subtree()
                elif words := element.text:
                    self.see(words)
                continue
            done = entered.pop()
            if type(done) is Inside:
                self.leave(done)
            elif type(done) is Inline:
                self.leave_inline(done)
            if words := element.tail:
                self.see(words)
        self.flush()

    def begin(self, element: HtmlElement) -> Inside | Inline | None:
        """Begin any element; None where it is to be passed over."""
        tag = (self.parts.get(element) if self.parts else "") or str(element.tag)
        if tag.endswith("-icon"):
            self.see_label(label_of_icon(dict(element.items())))
            return None
        if len(self.blocks) < MAX_BLOCKS and (tag not in SKIPPED or _is_no_menu(element, tag)):
            return self.enter_inline(element, tag) if tag in INLINE else self.enter(element, tag)
        if tag == "svg":
            self.see_label(label_of_drawing(element))
        elif tag == "select":
            self.see_options(element)
        return None

    def enter(self, element: HtmlElement, tag: str) -> Inside | None:
        """Begin an element that is a block; None where it is to be passed over."""
        if tag == "br":
            if self.tags[-1] == "h1":  # a title on two lines
                self.see(" ")
            else:
                self.flush()
            return None
        own = dict(element.items())
        role = own.get("role", "")
        if self.remembers(element, tag, own) or (own and is_struck(element, tag, own)):
            return None
        zone = self.zone_of(element, tag, own) if own or tag in ZONED else self.zones[-1]
        if zone is None:
            return None
        if self.buffer:
            self.flush()
        main = tag == "main" or role == "main"
        zoned = zone != self.zones[-1]
        tab = self.tabs.opening(element) if self.tabs.words else ""
        section = zoned or tag in SECTIONS or role == "tabpanel" or bool(tab)
        entered = Inside(tag, zoned, main, section, self.headings, len(self.blocks))
        if zoned:
            self.begin_zone(zone)
        self.in_main += main
        self.count += 1
        self.tags.append(tag)
        self.numbers.append(self.count)
        if tag == "table" or (tag in HOLDERS and len(element) > 1 and self.begin_grid(element)):
            entered.tag = "table"
            self.table_count += 1
            self.tables.append(Grid(self.table_count))
        elif self.tables:
            self.enter_cell(tag, own)
        self.icon = self.icon or (label_of_line(element, own["class"]) if "class" in own else "")
        if tab:
            self.begin_panel(tab)
        return entered

    def remembers(self, element: HtmlElement, tag: str, own: dict[str, str]) -> bool:
        """Tell whether an element is a tab, or a button, that is kept for the panel that it may open."""
        role = own.get("role", "")
        if role == "tablist":
            return self.tabs.remember_numbered(element)
        if role != "tab" and (tag != "button" or self.opens(element)):
            return False
        if role == "tab" or "id" in own:
            self.tabs.remember(element)
        return True

    def begin_zone(self, zone: Zone) -> None:
        """Let a zone begin; what stands beside the content is not in the part before it that is on something else."""
        self.zones.append(zone)
        if zone == "side":
            self.headings = self.headings.own(self.numbers)

    def begin_grid(self, element: HtmlElement) -> bool:
        """Tell whether an element is a table by its looks, and keep what its parts stand for."""
        parts = parts_of(element) if not self.parts else {}
        self.parts.update(parts)
        return bool(parts)

    def enter_cell(self, tag: str, own: dict[str, str]) -> None:
        """Count the rows and cells of a table."""
        if tag == "tr":
            self.tables[-1].begin_row()
        elif tag in ("td", "th"):
            self.tables[-1].begin_cell(own)
            if own and not self.icon:
                self.icon = label_of_cell(own)

    def begin_panel(self, tab: str) -> None:
        """Let the panel of a tab begin with the tab's words as its heading."""
        if fold(tab) != fold(self.blocks[-1].text if self.blocks else ""):
            self.headings = self.headings.above(TAB)
            self.blocks.append(Block(tab, "tab", self.zone_here(), self.in_main > 0, self.headings.words, TAB))
            self.headings = self.headings.below(TAB, tab, self.numbers[-1])

    def opens(self, element: HtmlElement) -> bool:
        """Tell whether a button opens a part of the page, and so heads it."""
        if self.tags[-1] in HEADINGS or element.get("aria-controls") or element.get("aria-expanded"):
            return True
        names = " ".join((*element.keys(), element.get("class", "")[:200]))
        return (
            bool(OPENS.search(names))
            or _takes_turns(element)
            or (not _is_in_row(element) and set(read_label(tidied(element.itertext(), 80)).fields) - {"other"} != set())
        )

    def leave(self, entered: Inside) -> None:
        """End an element that is a block."""
        if self.buffer:
            self.flush()
        self.tags.pop()
        self.numbers.pop()
        if entered.zoned:
            self.zones.pop()
        self.in_main -= entered.main
        if entered.tag == "table" and self.tables:
            self.tables.pop()
            self.parts = {}
        if entered.section:
            only_a_heading = len(self.blocks) - entered.blocks == 1 and self.blocks[-1].level
            if not only_a_heading:
                self.headings = entered.headings

    def zone_of(self, element: HtmlElement, tag: str, own: dict[str, str]) -> Zone | None:
        """Tell in which zone an element puts what it holds, by its attributes; None to pass it over."""
        now = self.zones[-1]
        kind = ""
        if own and tag not in ("body", "html", "main"):
            names = f"{own.get('class', '')} {own.get('id', '')} {own.get('role', '')}"
            kind = kind_of(names[:400]) if len(names) > 2 else ""
            if kind in ("skip", "footer", "teaser") and element in self.title_holders:
                kind = ""
            if kind == "teaser" and next(element.iter("a"), None) is None and may_be_lead(names[:400]):
                kind = ""
            if kind == "skip":
                if "tab" in names:  # a menu of tabs
                    self.tabs.remember_menu(element)
                return None
        if kind == "footer" or (tag == "footer" and "article" not in self.tags and "section" not in self.tags):
            return "margin"
        if now == "main" and (kind == "side" or tag == "aside"):
            return "side"
        if tag == "blockquote" and now != "margin" and next(element.iter("cite"), None) is not None:
            return "teaser"  # somebody else's words
        return "teaser" if kind == "teaser" and now != "margin" else now

    def see_options(self, element: HtmlElement) -> None:
        """Keep the choices of a list of dates: for some courses the only place that names them."""
        choices = [tidied(option.itertext(), 200) for option in islice(element.iter("option"), MAX_OPTIONS)]
        kept = [choice for choice in choices if DATED.search(choice)]
        if kept:
            self.flush()
            headings = self.headings.words
            self.blocks += [Block(c, "option", self.zone_here(), self.in_main > 0, headings) for c in kept]


def _is_no_menu(element: HtmlElement, tag: str) -> bool:
    """Tell whether what is passed over is read after all: what calls itself a menu and leads nowhere."""
    return tag == "nav" and next(element.iter("a", "button"), None) is None


def _is_in_row(button: HtmlElement) -> bool:
    """Tell whether a button stands right beside another one: a tab, and no heading."""
    return any(other is not None and other.tag == "button" for other in (button.getprevious(), button.getnext()))


def _takes_turns(button: HtmlElement) -> bool:
    """Tell whether a button stands right before a part of the page that another button follows, or the other way."""
    part = button.getnext()
    if part is None or part.tag not in PARTS:
        return False
    before = button.getprevious()
    others = (part.getnext(), before.getprevious() if before is not None and before.tag == part.tag else None)
    return any(other is not None and other.tag == "button" for other in others)
