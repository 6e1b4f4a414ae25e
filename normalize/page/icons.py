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
FONTS = frozenset(("fa", "fas", "far", "fal", "icon", "icons", "bi", "dashicons", "glyphicon", "material", "ico"))
"""In the class of an icon."""


def label_of_icon(own: dict[str, str]) -> str:
    """Return the words of an icon with these attributes, else the label that its class stands for, "" for neither."""
    words = own.get("aria-label") or own.get("alt") or own.get("title") or ""
    return tidy(words or icon_label(own.get("class", "")[:100]), LONGEST)


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
