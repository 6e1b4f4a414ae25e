"""What a page strikes out: an old price, a day that was moved; told by the element, its style or its names."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

STRUCK = frozenset(("del", "s", "strike"))
"""Elements whose text no longer counts."""
NAMED = re.compile(
    r"(?:^|[\s_-])(?:line-through|strike(?:through|d)?|struck|doorgestreept|was-?price|price-?was|old-?price|price-?old"
    r"|price-?before|original-?price|van-?prijs|prijs-?van|oude-?prijs|old|was)(?:$|[\s_-])|line-through",
    re.IGNORECASE,
)
"""In the class or the style of an element that is struck out, or that holds the price of before."""
LONGEST = 60
"""Characters of what is struck out; more is the mark-up of something else."""
PIECES = 12
"""Pieces of text of which it consists, at most."""


def is_struck(element: HtmlElement, tag: str, own: dict[str, str]) -> bool:
    """Tell whether an element with these attributes is struck out; by its names only where it holds figures."""
    if tag not in STRUCK and not (own and _is_named_so(own.get("class", "")[:200], own.get("style", "")[:200])):
        return False
    words = "".join(islice(element.itertext(), PIECES))
    return len(words) < LONGEST and (tag in STRUCK or any(map(str.isdigit, words)))


@lru_cache(maxsize=1024)
def _is_named_so(names: str, style: str) -> bool:
    return NAMED.search(names) is not None or "line-through" in style.lower()
