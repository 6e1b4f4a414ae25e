"""Parts of a page that are alike and describe something each: its cards, rows and segments, in groups."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from normalize.fields.clean_titles import clean_title
from normalize.fields.line_lists import listed_lines
from normalize.fields.list_card import Card, heading_above
from normalize.fields.names import column_heads, find_name, heads_of_names, is_label, may_name, words_of
from normalize.fields.segments import find_segments
from normalize.fields.witness import Witness
from normalize.page.elements import HEADINGS, SKIPPED
from normalize.page.text import fold, tidied
from normalize.page.view import View
from normalize.page.zones import is_elsewhere, kind_of

CARDS = frozenset(("li", "div", "article", "section", "tr", "a", "details", "p", "figure", "table"))
LEAST_SHARE = 0.6
"""Share of the members of a group that must be cards."""
MAX_CARDS = 300
"""Cards read of a page."""
MAX_CHARS = 4000
"""A card has no more text."""
MAX_HEADS = 3
"""A card has no more headings of the level of its first, or above it."""
MAX_PARTS = 10
"""A card has no more headings."""
FIRST_ROWS = 6
"""Rows of a table that tell what it is."""
NUMBERED = re.compile(r"[-_]\d+$")


def alike(view: View, elements: list[HtmlElement], *, linked: bool = False) -> list[list[Card]]:
    """Gather elements that are alike and describe something each; `linked`: and all lead to a page of their own."""
    kinds: dict[tuple[object, ...], list[HtmlElement]] = defaultdict(list)
    families: dict[tuple[object, ...], list[HtmlElement]] = defaultdict(list)
    for element in elements:
        tag = str(element.tag)
        parent = element.getparent() if tag in CARDS or "-" in tag else None
        if parent is None or (tag == "tr" and not _may_describe(element)) or (tag == "table" and _is_list(element)):
            continue
        holder: object = _columns(element) if tag == "tr" else parent.tag
        nested = tag == "li" and next(parent.iterancestors("li", "main"), parent).tag == "li"
        kind = _kind(element)
        kinds[tag, kind, holder, _kind(parent), nested].append(element)
        if " " in element.get("class", "").strip():  # which may name or dress each ("post-123 topic-x", "card blue")
            families[tag, kind.partition(" ")[0], _kind(parent)].append(element)
    families = {key: members for key, members in families.items() if len(set(map(_kind, members))) > 1}
    found = []
    for members in (*kinds.values(), *families.values()):
        if not 2 <= len(members) <= 4 * MAX_CARDS:
            continue
        cards = _cards(view, members[:MAX_CARDS], linked=linked)
        if len({fold(card.title.text) for card in cards}) >= 2:
            elsewhere = is_elsewhere(heading_above(cards[0].element))
            found.append([replace(card, elsewhere=elsewhere) for card in cards] if elsewhere else cards)
    return sorted(found, key=lambda cards: (-len({c.title.text for c in cards}), -sum(len(c.text) for c in cards)))


def _columns(row: HtmlElement) -> object:
    """Return what rows have in common that are of one table, or of tables as wide under a heading each."""
    table = next(row.iterancestors("table"), None)
    first = next(table.iter("tr"), None) if table is not None else None
    headed = first is not None and any(cell.tag == "th" for cell in first)
    return table if headed or table is None else (_kind(table), len(row))


def _is_list(table: HtmlElement) -> bool:
    """Tell whether the rows of a table may be courses, and not the table one: no caption and no heads name it."""
    rows = [row for row in islice(table.iter("tr"), FIRST_ROWS) if len(row) > 2]
    if len(rows) < 2 or table.find("caption") is not None:
        return False
    return not column_heads(rows[1]) or bool(heads_of_names(rows[1]))


def _may_describe(row: HtmlElement) -> bool:
    """Tell whether a row may describe a thing: no head among the rows (a month, a town), no label with its value."""
    return len(row) > 2 or (len(row) == 2 and not (row[0].tag == "th" and row[1].tag == "td"))


def _cards(view: View, members: list[HtmlElement], *, linked: bool) -> list[Card]:
    """Look at the members of a group; none where too few of them are cards, seen as soon as too many are not."""
    cards: list[Card] = []
    allowed = (1 - LEAST_SHARE) * len(members)
    if linked and sum(not _leads(member) for member in members) > allowed:
        return []
    for at, member in enumerate(members):
        card = _card(view, member)
        if card and linked and not card.linked:
            return []
        if card:
            cards.append(card)
        elif at + 1 - len(cards) > allowed:
            return []
    return cards


def _leads(element: HtmlElement) -> bool:
    """Tell whether an element holds a link or stands within one."""
    return next(element.iter("a"), None) is not None or next(element.iterancestors("a"), None) is not None


def _kind(element: HtmlElement) -> str:
    """Return an element's classes without those that number it ("post-123")."""
    return _without_numbers(element.get("class", ""))


@lru_cache(maxsize=4096)
def _without_numbers(names: str) -> str:
    return " ".join(name for name in names.split() if name.isalpha() or not NUMBERED.search(name)) if names else ""


def in_lines(view: View) -> list[Card]:
    """Gather the courses of a list that only its lines part."""
    return [
        Card(view, element, Witness(name, "text"), tidied(element.itertext(), MAX_CHARS, " "), href, segment=True)
        for name, element, href in listed_lines(view)
    ]


def segmented(view: View, content: list[HtmlElement]) -> list[list[Card]]:
    """Gather headings and terms with what follows them, where they tell something of a course."""
    found = []
    for members in islice(find_segments(content), 4):
        cards = [replace(card, segment=True) for segment, _ in members if (card := _card(view, segment))]
        if len({fold(card.title.text) for card in cards}) >= 2 and not is_elsewhere(heading_above(members[0][1])):
            found.append(cards)
    return found


def content_of(root: HtmlElement, passed: tuple[str, ...]) -> Iterator[HtmlElement]:
    """Yield the elements of the content, without menus and the kinds of part that are passed over."""
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        tag = element.tag
        if tag in SKIPPED or tag == "footer":
            walker.skip_subtree()
            continue
        names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"[:400]
        named = len(names) > 2 and tag not in ("html", "body", "main")
        if named and kind_of(names) in passed and not (_holds_list(element, names) or _holds_content(element)):
            walker.skip_subtree()
        else:
            yield element


def _holds_list(element: HtmlElement, names: str) -> bool:
    """Tell whether what is named after its pager is the list itself ("posts load-more-pagination")."""
    return "pagination" in names and next(element.iter("h2", "h3", "h4"), None) is not None


def _holds_content(element: HtmlElement) -> bool:
    """Tell whether an element holds the main content, whatever it is called ("dialog-off-canvas-main-canvas")."""
    return element.tag != "main" and next(element.iter("main"), None) is not None


def _ends_card(element: HtmlElement) -> bool:
    """Tell whether an element is a button with nothing behind it, and so opens no part of its card."""
    holder = element.getparent()
    headed = holder is not None and str(holder.tag) in HEADINGS
    return element.tag == "button" and element.getnext() is None and not headed


def _card(view: View, element: HtmlElement) -> Card | None:
    """Look at one member of a group as a page; None where it has no title or is no card."""
    bare = not len(element) and element.tag != "a"
    if bare and not any(sign.isdigit() for sign in element.text or ""):  # no date, no price: no course by itself
        return None
    inner = list(islice(element.iter("a", *HEADINGS), 30))
    heads = [e for e in inner if e.tag != "a" and words_of(e) and not _ends_card(e)]
    links = [e for e in inner if e.tag == "a" and e.get("href") and words_of(e)]
    if (
        sum(str(head.tag) <= str(heads[0].tag) for head in heads) > MAX_HEADS
        or len(heads) > MAX_PARTS
        or len(links) > 8
    ):
        return None
    text = tidied(element.itertext(), MAX_CHARS + 1, " ")
    if not 15 <= len(text) <= MAX_CHARS:
        return None
    head, name = find_name(element, heads, links, text)
    if not name or not may_name(name) or is_label(name):
        return None
    title = clean_title(name, view)
    if not title:
        return None
    around = (head, *head.iter("a"), *head.iterancestors("a")) if head is not None else ()
    link = next((e for e in (element, *around, *links) if e.get("href")), None)
    href = link.get("href") if link is not None else None
    return Card(view, element, Witness(title, "heading" if heads else "text"), text, href)
