"""What the elements of HTML are to a reader: blocks or parts of a line, headings, things passed over."""

from __future__ import annotations

import re

SKIPPED = frozenset((
    "script", "style", "noscript", "svg", "template", "iframe", "head", "select", "option", "datalist", "input",
    "textarea", "canvas", "object", "embed", "audio", "video", "map", "math", "link", "meta", "base", "source", "track",
    "nav", "dialog",
))  # fmt: skip
"""Passed over with all they hold."""
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "picture",
))  # fmt: skip
"""Parts of a line; any other element begins a block."""
TAB = 6
"""The level of a tab's heading."""
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 6, "legend": 6, "button": 6, "caption": 6}
"""Level by element; what opens a part of the page heads it."""
SECTIONS = frozenset(("section", "article", "aside", "details", "td", "form", "main", "table"))
"""What ends a heading's part when it ends."""
ZONED = frozenset(("aside", "footer", "blockquote"))
"""What stands beside the content or closes it, whatever it is called."""
BOLD = frozenset(("b", "strong"))
GLUE = frozenset(("span", "strong", "b", "label", "em", "i", "time", "small"))
"""Elements between which pages leave out the space."""
ITEMS = frozenset(("li", "dt", "dd"))
DATA_LABELS = ("data-label", "data-title", "data-th", "data-header", "data-heading", "data-column")
"""Attributes in which the cells of a table keep the head of their column, for narrow screens."""
PATH = 30
"""Elements above a block that are remembered."""
SEAM = "\x1f"
"""Marks where one element ended, so that words that ran together can be parted."""
MAX_OPTIONS = 100
"""Choices looked at of one list."""
OPENS = re.compile(r"toggle|accordion|collaps|faq|tab\b|uitklap", re.IGNORECASE)
"""In a button's names: it opens a part of the page."""
DATED = re.compile(r"\b\d{1,2}[ /.-](?:[a-z]{3,9}\.?|\d{1,2})[ /.-]20[0-4]\d\b", re.IGNORECASE)
"""A choice that names a date."""
FACT = re.compile(r"(?!\d{1,4}$)(?:[A-ZÀ-Þ0-9€].{0,44}(?<![,:;])|gratis|kosteloos|free|online)")
"""One of a row of short facts."""
QUOTES = '“„"‘«'
QUOTED = re.compile(r"[“„\"‘«][^“„”\"»]{60,1500}[”\"’»][.,]?(?:\s*[-–—~,]?\s*[^.!?]{0,60})?")
"""A paragraph that is a quotation, with or without whose it is: what somebody found of it."""
PARTED = re.compile(rf"{SEAM}(?<=[a-zà-ÿ:)]{SEAM})(?=[A-Z0-9€])")
"""A seam at which two words are parted by a space."""

EUROS = re.compile(r"€ ?[\d.]*\d$")
CENTS = re.compile(r"\s*\d\d\s*")
"""Cents that stand raised behind the euros."""
