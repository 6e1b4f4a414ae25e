"""All that is seen of one page, gathered once for the readers of the fields."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import TypeVar, cast
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from msgspec import Struct

from normalize.page.addresses import absolute, may_be_canonical
from normalize.page.document import Block, Document
from normalize.page.embedded import Embedded, Thing, read_embedded
from normalize.page.labels import Label
from normalize.page.leaves import with_leaves
from normalize.page.others import without_others
from normalize.page.selected import select
from normalize.page.sought import Sought, pieces_of
from normalize.page.state import Told, read_states
from normalize.page.statements import Statement, part_lines, read_statements
from normalize.page.template import NO_TEMPLATE, Template
from normalize.page.text import fold, sentences, tidied
from normalize.page.tree import markup_of, parse
from normalize.page.walk import read_document
from spiders.page import Page

Found = TypeVar("Found")
CHIP = 45
"""A fact without a label has no more characters."""
MAX_SENTENCES = 800
"""Sentences of prose that are looked at."""
COURSE_TYPES = ("Course", "EducationalOccupationalProgram", "CourseInstance", "EducationEvent", "Event", "Product")
"""schema.org types that may describe the course of a page, the most telling first."""

SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher")
"""`meta` elements that name the site."""
SITE_TYPES = ("Organization", "WebSite", "EducationalOrganization", "CollegeOrUniversity")
"""schema.org types that name the site or its owner."""


class Sentence(Struct, gc=False):
    """A sentence of the page's prose."""

    text: str
    """Its words."""
    block: int
    """Position of its block."""


@dataclass
class View:
    """One page, as its readers see it."""

    url: str
    """Canonical address, absolute."""
    root: HtmlElement
    """The tree."""
    document: Document
    """Its text."""
    embedded: Embedded
    """Its embedded data."""
    title: str
    """The words of its title element."""
    seen: date | None
    """The day it was fetched."""
    alternates: dict[str, str] = field(default_factory=dict)
    """hreflang to absolute address."""
    language: str | None = None
    """Language of its text, ISO 639-1."""
    part: bool = False
    """Whether this is a part of a page, a card in a list, and not a page of its own."""
    markup: bytes = b""
    """What the tree was made of, in UTF-8 and lower case."""
    blocks: list[Block] = field(init=False)
    """The content's blocks."""

    spoken: dict[str, list[Sentence]] = field(default_factory=dict)
    """Sentences that speak of a field, as far as they were looked for."""
    lines: dict[str, list[int]] = field(default_factory=dict)
    """Positions of the blocks that do, as far as they were looked for."""
    cleaned: dict[str, str] = field(default_factory=dict)
    """What may be titles, without what the page's site adds to them, as far as it was asked."""
    found: dict[object, object] = field(default_factory=dict)
    """What readers found on the page that are asked more than once."""

    def __post_init__(self) -> None:
        self.blocks = self.document.blocks

    def once(self, read: Callable[[View], Found]) -> Found:
        """Return what a reader finds on the page, and let it read only once."""
        if read not in self.found:
            self.found[read] = read(self)
        return cast("Found", self.found[read])

    @cached_property
    def statements(self) -> list[Statement]:
        """What stands under which label."""
        return without_others(self.blocks, read_statements(self.blocks))

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the content, without headings."""
        found = [
            Sentence(words, n)
            for n, block in enumerate(self.blocks)
            if not block.level
            for words in (sentences(block.text) if len(block.text) > 40 else [block.text])
        ]
        return found[:MAX_SENTENCES]

    @cached_property
    def _lower(self) -> tuple[str, list[int]]:
        """All sentences as one text in lower case, a line each, with the position at which each begins."""
        lines = [sentence.text.lower() for sentence in self.sentences]
        return "\n".join(lines), [0, *accumulate(len(line) + 1 for line in lines)]

    @cached_property
    def _pieces(self) -> set[int]:
        """The pieces of four letters of that text."""
        return pieces_of(self._lower[0])

    def holding(self, words: Sought | None) -> list[Sentence]:
        """Return the sentences that hold any of these words, in lower case; all where none are given.

        One search through the whole page for each word: most words stand nowhere on it.
        """
        if words is None:
            return self.sentences
        text, starts = self._lower
        found: set[int] = set()
        for word in words.possible(self._pieces):
            at = text.find(word)
            while at >= 0:
                line = bisect_right(starts, at)
                found.add(line - 1)
                at = text.find(word, starts[line])
        return [self.sentences[n] for n in sorted(found)]

    @cached_property
    def chips(self) -> list[Block]:
        """The short lines about the title, where pages put facts without a label ("mbo 4", "Leiden", "BBL")."""
        top = next((n for n, block in enumerate(self.blocks) if block.level == 1), 0)
        near = self.blocks if self.part else self.blocks[max(0, top - 4) : top + 16]
        return [block for block in near if not block.level and len(block.text) <= CHIP]

    @cached_property
    def site_names(self) -> frozenset[str]:
        """Folded names by which the site calls itself."""
        names = {fold(self.embedded.meta.get(key, "")) for key in SITE_NAMES}
        host = (urlsplit(self.url).hostname or "").removeprefix("www.")
        names |= {fold(host), fold(host.rsplit(".", 1)[0]), fold(host.split(".")[0])}
        names |= {fold(thing.text("name")) for thing in self.embedded.of(*SITE_TYPES)}
        return frozenset(name for name in names if len(name) > 1)

    @cached_property
    def in_requirements(self) -> frozenset[int]:
        """The blocks under a label of entry requirements."""
        return frozenset(n for s in self.statements if s.meaning.fields == ("entry_requirements",) for n in s.blocks)

    def heads(self, at: int) -> list[str]:
        """Return the headings above a block, without the page's own title."""
        return [head for head in self.blocks[at].headings if head not in self.titles]

    @cached_property
    def titles(self) -> frozenset[str]:
        """The headings of the first level."""
        return frozenset(block.text for block in self.blocks if block.level == 1)

    def apply(self, selectors: Mapping[str, str]) -> None:
        """Let a provider's own CSS selectors speak for their fields, instead of the page's labels."""
        for name, selector in selectors.items():
            lines = select(self.root, selector)
            if lines:
                others = [s for s in self.statements if name not in s.meaning.fields]
                self.statements[:] = [Statement("", Label((name,)), lines, "rule"), *others]
                self.__dict__.pop("_by_field", None)

    def under(self, *names: str) -> list[Statement]:
        """Return the statements on these fields, in the order of the page."""
        if len(names) == 1:
            return [*self._by_field.get(names[0], ())]
        wanted = frozenset(names)
        return [s for s in self.statements if not wanted.isdisjoint(s.meaning.fields)]

    @cached_property
    def _by_field(self) -> dict[str, list[Statement]]:
        """The statements on each field."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            for name in dict.fromkeys(statement.meaning.fields):
                found.setdefault(name, []).append(statement)
        return found

    @cached_property
    def thing(self) -> Thing | None:
        """The embedded thing that describes this page's course, where one does."""
        for kind in COURSE_TYPES:
            things = [t for t in self.embedded.of(kind) if t.depth <= 1 and t.text("name")]
            if len({t.text("name") for t in things}) == 1:
                return things[0]
        return self._told_of

    @cached_property
    def named(self) -> dict[str, list[Thing]]:
        """What the page carries along about courses, in its mark-up or a state, by folded name."""
        named: dict[str, list[Thing]] = defaultdict(list)
        for thing in (*self.embedded.of(*COURSE_TYPES), *(told.thing for told in self.told)):
            named[fold(thing.text("name"))].append(thing)
        return named

    @cached_property
    def told(self) -> list[Told]:
        """The courses that the page's state describes."""
        return [] if self.part else read_states(self.root, self.embedded.scripts, self.markup)

    @property
    def _told_of(self) -> Thing | None:
        """The course of the state that bears the page's title; on a page that shows nothing, the only one."""
        heads = {fold(block.text) for block in self.blocks if block.level == 1}
        head = f"{fold(self.title)} "
        for told in self.told:
            name = fold(told.thing.text("name"))
            if name in heads or (not heads and len(name) > 3 and head.startswith(f"{name} ")):
                return told.thing
        only = self.told[0] if len(self.told) == 1 and not self.blocks else None
        return only.thing if only and only.named else None


def look(page: Page, template: Template = NO_TEMPLATE) -> View | None:
    """Look at a page; None where it holds no text at all."""
    markup = markup_of(page)
    root = parse(markup)
    if root is None:
        return None
    document = _document(root, template)
    title = next((tidied(e.itertext(), 400, " ") for e in root.iter("title") if e.getparent() is not None), "")
    seen = page.fetched_at.date() if page.fetched_at else None
    markup = markup.lower()
    view = View(page.url, root, document, read_embedded(root, markup), title, seen, markup=markup)
    _links(view, page)
    return view


def look_past(view: View, apart: frozenset[HtmlElement], template: Template) -> View:
    """Look at a page again, past these elements."""
    return replace(view, document=_document(view.root, template, apart), spoken={}, lines={}, found={})


def _document(root: HtmlElement, template: Template, apart: frozenset[HtmlElement] = frozenset()) -> Document:
    """Read the text of a page, what is the site's template in the margin."""
    document = read_document(root, apart=apart)
    document.blocks = with_leaves(part_lines(document.blocks))
    leave_out(template, document)
    return document


def leave_out(template: Template, document: Document) -> None:
    """Move what is the site's template into the margin; to be done before anything is read."""
    if template.texts:
        document.margin += [block for block in document.blocks if template.holds(block)]
        document.blocks[:] = [block for block in document.blocks if not template.holds(block)]


def _links(view: View, page: Page) -> None:
    """Read canonical address and translations."""
    base = page.url
    for element in view.root.iter("base", "link", "body"):
        if element.tag == "body":
            break
        href = (element.get("href") or "").strip()
        if element.tag == "base":
            base = absolute(page.url, href) or base
            continue
        kinds = (element.get("rel") or "").lower().split()
        address = absolute(base, href)
        if not href or address is None:
            continue
        if "canonical" in kinds and may_be_canonical(address, page.url):
            view.url = address
        elif "alternate" in kinds and element.get("hreflang"):
            code = (element.get("hreflang") or "").lower()
            if re.fullmatch(r"[a-z]{2}(-[a-z]{2,4})?|x-default", code):
                view.alternates.setdefault(code, address)
