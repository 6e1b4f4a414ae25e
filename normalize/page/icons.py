"""Labels that pages do not write but draw: by an icon, a sign before a line, or only in the names of an element."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

from normalize.page.elements import DATA_LABELS, INLINE
from normalize.page.labels import ICONS
from normalize.page.text import tidy

LONGEST = 60
"""Characters of a label."""
FIRST_SIGN = "\u2300"
"""Signs that stand for a label come behind this one."""
TICKS = frozenset("✓✔☑✅➜➔➤▸►▶")
"""Signs before an item that say no more than that it is one."""
PLACED = re.compile(
    r"(?:^|[ _-])(?:events?|course|cursus|agenda|training|opleiding|session|activity|activiteit|evenement|tribe|meta)"
    r"(?:[_-]{1,2}\w{1,20})?[_-]{1,2}(?:location|venue|locatie|plaats|place)(?: |$)|(?:^| )p-location(?: |$)"
)
"""In the class of an element that holds nothing but the place of an event."""
FONTS = frozenset(
    (
        "fa", "fas", "far", "fal", "icon", "icons", "bi", "dashicons", "glyphicon", "material", "ico", "lucide",
        "feather", "bx", "ti", "ri", "mdi", "tabler", "heroicon", "uil", "las", "la", "ph", "pi",
    )
)  # fmt: skip
"""In the class of an icon."""
NAMED = ("data-lucide", "data-feather", "data-icon", "icon")
"""Attributes that say which icon is drawn in their place."""
LIGATURES = re.compile(r"\bmaterial-(?:icons|symbols)\b")
"""In the class of an element whose text is the name of the icon that is drawn for it ("calendar_today")."""
DRAWN = re.compile(r"icon|\.svg\b", re.IGNORECASE)
"""In the address of an image that is an icon."""


def label_of_icon(own: dict[str, str]) -> str:
    """Return the words of an icon with these attributes, else the label that its class stands for, "" for neither."""
    words = own.get("aria-label") or own.get("alt") or own.get("title") or ""
    return tidy(words or icon_label(own.get("class", "")[:100]) or _drawn_label(own), LONGEST)


def _drawn_label(own: dict[str, str]) -> str:
    """Return the label that the name of an icon stands for, as an attribute or the file of its drawing gives it."""
    named = next(filter(None, map(own.get, NAMED)), "")
    drawn = own.get("src", own.get("href", own.get("{http://www.w3.org/1999/xlink}href", own.get("xlink:href", ""))))
    file = drawn.rpartition("/")[2] if DRAWN.search(drawn) or drawn.startswith("#") else ""
    return icon_label(f"icon {named or file}"[:100]) if named or file else ""


def label_of_drawing(svg: HtmlElement) -> str:
    """Return the label that a drawing stands for: by its own names, or by those of the drawing that it uses."""
    used = next(svg.iter("use"), None)
    return label_of_icon(dict(svg.items())) or (label_of_icon(dict(used.items())) if used is not None else "")


def label_of_ligature(element: HtmlElement, names: str) -> str | None:
    """Return the label of an icon that is written as its name, "" for an unknown one; None for what is no icon."""
    return icon_label(f"icon {element.text or ''}") if LIGATURES.search(names) else None


def label_of_cell(own: dict[str, str]) -> str:
    """Return the head of its column that a cell with these attributes keeps, "" for none."""
    return tidy(next(filter(None, map(own.get, DATA_LABELS)), ""), LONGEST)


def label_of_line(element: HtmlElement, names: str) -> str:
    """Return the label that an element's class stands for, where it holds a single line; "" for none."""
    label = icon_label(names[:100])
    return label if label and all(not isinstance(e.tag, str) or e.tag in INLINE for e in element) else ""


def cut_sign(text: str) -> tuple[str, str]:
    """Part the sign that a line begins with from its words, as the label that it stands for; "" for no such sign."""
    label = ICONS.get(text[0], "") if text[0] > FIRST_SIGN else ""
    ticked = text[0] in TICKS and len(text) > 1  # by itself it says yes
    return (label, text[1:].lstrip("\ufe0f ")) if label or ticked else ("", text)


@lru_cache(maxsize=1024)
def icon_label(names: str) -> str:
    """Return the label that an element's class stands for, "" for none ("fa fa-map-marker": locatie)."""
    if PLACED.search(names.lower()):
        return "locatie"
    words = re.split(r"[^a-z]+", names.lower())
    return next((ICONS[word] for word in words if word in ICONS), "") if not FONTS.isdisjoint(words) else ""
