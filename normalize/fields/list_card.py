"""A part of a page that describes something by itself: a card, a row, a segment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from lxml.html import HtmlElement

from normalize.fields.carried import things_named
from normalize.fields.days import YEAR
from normalize.fields.names import column_heads, is_label, words_of
from normalize.fields.places import TOWN, only_towns
from normalize.fields.witness import Witness
from normalize.page.addresses import absolute
from normalize.page.document import Block, Document
from normalize.page.elements import HEADINGS
from normalize.page.embedded import Embedded
from normalize.page.statements import part_lines
from normalize.page.text import fold, tidied
from normalize.page.view import View
from normalize.page.walk import read_document
from normalize.values.date_words import MONTHS, WEEKDAYS
from normalize.values.dates import read_dates

LEVELS = 6
"""Elements around a card in which the heading above it is looked for."""
BEFORE = 12
"""Elements before each of these that are looked at."""
MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})\.?", re.IGNORECASE)
"""The head of a column of days."""
NUMBERS = re.compile(r"\d{1,2}(?: ?(?:[-–&+,/]|en|and) ?\d{1,2}){0,5}")
"""Days of that month."""
MONTH_HEAD = re.compile(rf"{MONTH.pattern} 20\d\d", re.IGNORECASE)
"""A heading over the days of one month."""
DAY_ALONE = re.compile(rf"(?:(?:{'|'.join(WEEKDAYS)})\.? )?{NUMBERS.pattern}", re.IGNORECASE)
"""A line of days under it."""


@dataclass
class Card:
    """A part of a page that describes something by itself."""

    page: View
    """The page."""
    element: HtmlElement
    """The part."""
    title: Witness
    """What it is called."""
    text: str
    """All its words."""
    href: str | None
    """Where its first link goes, as it is written."""
    segment: bool = False
    """Whether no element holds it: a heading with what follows."""
    elsewhere: bool = False
    """Whether it stands under a heading that begins something else ("Bekijk ook")."""

    @cached_property
    def linked(self) -> bool:
        """Whether it leads to a page of its own."""
        return self._address is not None

    @cached_property
    def url(self) -> str:
        """The page that it leads to; where it leads nowhere, this page with the title as fragment."""
        here = self.page.url.partition("#")[0]
        return self._address or f"{here}#{fold(self.title.text).replace(' ', '-')[:80]}"

    @cached_property
    def _address(self) -> str | None:
        address = absolute(self.page.url, self.href) if self.href is not None else None
        own = address and address.partition("#")[0] != self.page.url.partition("#")[0]
        return address if own else None

    @cached_property
    def place(self) -> str:
        """The town in a part of its line, or in the heading above it, where it names none itself."""
        if TOWN.search(self.text):
            parts = (words_of(part) for part in islice(self.element.iter("span", "em", "i", "small", "strong"), 20))
            return next((words for words in parts if only_towns(words)), "")
        above = heading_above(self.element)
        return above if only_towns(above) else ""

    @cached_property
    def view(self) -> View:
        """The part, seen as a page of its own."""
        document = _row(self.element) if self.element.tag == "tr" else read_document(self.element, part=True)
        own = fold(self.title.text)
        dated = any(sign.isdigit() for sign in own) and bool(read_dates(self.title.text).sessions)
        document.blocks = part_lines([block for block in document.blocks if dated or fold(block.text) != own])
        above = heading_above(self.element)
        if self.place:
            document.blocks.append(Block(f"Locatie: {self.place}", "p"))
        years, month = set(YEAR.findall(above)), MONTH.match(above)
        for block in document.blocks if len(years) == 1 else ():  # "Maart 2027", above the days
            block.year = block.year or int(min(years))
            if month and MONTH_HEAD.fullmatch(above) and DAY_ALONE.fullmatch(block.text):
                block.text = f"{block.text} {month[0]}"
        page = self.page
        document.margin = page.document.margin
        embedded = Embedded(things_named(page, self.title.text)[:1])
        return View(self.url, self.element, document, embedded, "", page.seen, language=page.language, part=True)

    @cached_property
    def kicker(self) -> str:
        """The short lines about its title."""
        return " / ".join(block.text for block in self.view.chips[:3])


def heading_above(element: HtmlElement) -> str:
    """Find the heading that an element stands under, "" where it is soon not found."""
    for holder in islice(chain((element,), element.iterancestors()), LEVELS):
        for before in islice(holder.itersiblings(preceding=True), BEFORE):
            heads = [e for e in islice(before.iter(), 40) if e.tag in HEADINGS] if isinstance(before.tag, str) else []
            if heads and not (before.tag == element.tag and before.get("class") == element.get("class")):
                return words_of(heads[-1])
    return ""


def _row(row: HtmlElement) -> Document:
    """Read a table's row with the heads of its columns."""
    heads = column_heads(row)
    blocks = []
    for number, cell in enumerate(c for c in row if c.tag in ("td", "th")):
        words = tidied(cell.itertext(), 600, " ")
        head = heads[number].rstrip(":") if number < len(heads) else ""
        if MONTH.fullmatch(head) and NUMBERS.fullmatch(words):
            blocks.append(Block(f"Datum: {words} {head}", "td"))
        elif words and not (head and is_label(head)) and next(cell.iter("br"), None) is not None:
            blocks += read_document(cell, part=True).blocks
        elif words:
            blocks.append(Block(f"{head}: {words}" if head else words, "td"))
    return Document(blocks)
