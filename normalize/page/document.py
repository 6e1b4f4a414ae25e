"""A page as a person reads it: blocks of text in their order, each knowing its headings and its place."""

from __future__ import annotations

import msgspec

from normalize.page.zones import Zone


class Block(msgspec.Struct, gc=False):
    """A line or paragraph of the page; holds nothing that could hold it, so that no collector need look at it."""

    text: str
    """Whitespace folded."""
    tag: str
    """The element it stands in: p, li, h2, dt, td, div …"""
    zone: Zone = "main"
    """Where it stands."""
    in_main: bool = False
    """Whether it stands in the element that the page marks as its main part."""
    headings: tuple[str, ...] = ()
    """The headings above it, the outermost first; for a heading, itself excluded."""
    level: int = 0
    """1 to 6 for a heading, 0 for anything else."""
    lead: str = ""
    """What the block begins with in an element of its own, where that is not all of it."""
    strong: bool = False
    """Whether all of it is bold."""
    icon: str = ""
    """Words of an icon before it: alt, title or aria-label."""
    cell: tuple[int, int, int] | None = None
    """Table, row and column, for what stands in a table."""
    header: bool = False
    """Whether it stands in a header cell."""
    path: tuple[int, ...] = ()
    """Numbers of the elements that hold it, the outermost first; numbers rise through the page."""
    item: int = 0
    """Number of the list item, term or definition that it stands in, 0 for none."""
    href: str = ""
    """Where its first link goes."""
    year: int | None = None
    """The year of the `datetime` of a time element in it."""
    rows: int = 1
    """Rows of its table that the cell covers which it stands in."""


class Document(msgspec.Struct):
    """What a page shows."""

    blocks: list[Block] = []
    """The content, in reading order: zones main and side."""
    margin: list[Block] = []
    """Header, footer and teasers: no content, but they may hold a VAT remark or the provider's name."""
