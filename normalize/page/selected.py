"""What a provider's own CSS selectors name on a page."""

from __future__ import annotations

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from normalize.page.text import tidied


def select(root: HtmlElement, selector: str) -> list[str]:
    """Return the words of the elements that a CSS selector names; none for a selector that can't be read."""
    try:
        elements = CSSSelector(selector, translator="html")(root)
    except (SelectorError, etree.XPathError):
        return []
    words = [tidied(e.itertext(), 4000, " ") for e in elements[:50]]
    return [text for text in words if text]
