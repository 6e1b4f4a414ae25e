"""The way to a page as its breadcrumbs show it: as data, or as links above the content."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from normalize.page.addresses import absolute
from normalize.page.text import tidied, tidy
from normalize.page.view import View

MAX_CRUMBS = 8
"""Steps of a way that are looked at."""
LONGEST = 120
"""Characters of a step."""
_SEEN = (
    './/*[contains(translate(concat(@class, " ", @id), "BCK", "bck"), "breadcrumb")'
    ' or contains(@class, "kruimel") or contains(translate(@aria-label, "BC", "bc"), "breadcrumb")'
    ' or contains(translate(@aria-label, "K", "k"), "kruimel")]'
)


class Crumb(NamedTuple):
    """A step on the way to a page."""

    text: str
    """Its words."""
    here: bool
    """Whether it is the page itself: it leads nowhere, or here."""


def read_crumbs(view: View) -> list[Crumb]:
    """Return the way to the page, from the first step on; empty where it shows none."""
    return next(_as_data(view), None) or _as_seen(view)


def _as_data(view: View) -> Iterator[list[Crumb]]:
    for thing in view.embedded.of("BreadcrumbList"):
        steps = [item for item in thing.many("itemListElement")[:MAX_CRUMBS] if isinstance(item, dict)]
        found = []
        for step in steps:
            item = step.get("item")
            name = step.get("name") or (item.get("name") if isinstance(item, dict) else None)
            address = item.get("@id") or item.get("url") if isinstance(item, dict) else item
            if isinstance(name, str) and name.strip():
                found.append(Crumb(tidy(name, LONGEST), _is_here(view, address)))
        if found:
            yield found


def _as_seen(view: View) -> list[Crumb]:
    """Read the links of an element that calls itself breadcrumbs, and the words after the last of them."""
    for element in islice(view.root.xpath(_SEEN), 3):
        links = [a for a in islice(element.iter("a"), MAX_CRUMBS) if tidied(a.itertext(), LONGEST)]
        found = [Crumb(tidied(a.itertext(), LONGEST), _is_here(view, a.get("href"))) for a in links]
        pieces = [tidy(text, LONGEST).strip(" >»›/|–—-·•\\→") for text in islice(element.itertext(), 60)]
        last = next((piece for piece in reversed(pieces) if len(piece) > 1), "")
        if found and last and last not in found[-1].text:
            found.append(Crumb(last, here=True))
        if found:
            return found
    return []


def _is_here(view: View, address: object) -> bool:
    """Tell whether a step leads nowhere, or to the page itself."""
    goal = absolute(view.url, address) if isinstance(address, str) and address.strip() else None
    return goal is None or goal.partition("#")[0].rstrip("/") == view.url.partition("#")[0].rstrip("/")
