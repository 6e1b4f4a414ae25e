"""Parts of a page that no element holds: a heading or term, and what follows it up to the next one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import islice

from lxml.html import HtmlElement

from normalize.page.elements import SKIPPED
from normalize.page.labels import read_label
from normalize.page.text import tidied

HEADS = ("h2", "h3", "h4", "h5", "dt")
"""What begins a segment."""
LEAST = 2
"""Segments below which there is no list."""
MOST = 150
"""Segments made of one place."""
FOLLOWING = 12
"""Elements after a head that are looked at."""
LONGEST = 200
"""Characters of a head."""


def find_segments(content: Iterable[HtmlElement]) -> Iterator[list[tuple[HtmlElement, HtmlElement]]]:
    """Yield the segments of each place that has several: as an element of their own, with the head where it stands."""
    places: dict[tuple[HtmlElement, str], list[tuple[HtmlElement, HtmlElement]]] = defaultdict(list)
    for element in content:
        if element.tag in HEADS:
            child = _outermost(element)
            parent = child.getparent()
            if parent is not None:
                places[parent, str(element.tag)].append((element, child))
    for (_, tag), members in places.items():
        named = [member for member in members if not _is_label(member[0])]
        if len(named) >= LEAST and 2 * len(named) > len(members):
            starts = {child for _, child in members}
            found = [(_copied(child, starts, tag), head) for head, child in named[:MOST]]
            yield [(segment, head) for segment, head in found if len(segment) > 1]


def _outermost(head: HtmlElement) -> HtmlElement:
    """Return the element that holds a head and nothing else ("<div><h3>…</h3></div>")."""
    child = head
    for holder in islice(head.iterancestors("div", "header", "span", "a"), 4):
        alone = len(holder) == 1 and not (holder.text or "").strip() and not (child.tail or "").strip()
        if not alone:
            break
        child = holder
    return child


def _copied(start: HtmlElement, starts: set[HtmlElement], tag: str) -> HtmlElement:
    """Copy a segment into an element of its own."""
    whole: HtmlElement = start.makeelement("div")
    whole.append(deepcopy(start))
    for following in islice(start.itersiblings(), FOLLOWING):
        if following in starts or (isinstance(following.tag, str) and following.tag in _above(tag)):
            break
        if isinstance(following.tag, str) and following.tag not in SKIPPED:
            whole.append(deepcopy(following))
    return whole


def _above(tag: str) -> tuple[str, ...]:
    """Return the headings that end a segment as well: those of a higher level."""
    return ("h1", *HEADS[: HEADS.index(tag)]) if tag != "dt" else ("h1", "h2", "h3")


def _is_label(head: HtmlElement) -> bool:
    words = tidied(head.itertext(), LONGEST + 1)
    meaning = read_label(words)
    return not words or len(words) > LONGEST or words.endswith("?") or bool(meaning.fields)
