"""The same page in other mark-up: what content systems make of one text."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree, html
from lxml.html import HtmlElement

AROUND = frozenset(("nav", "header", "footer", "aside", "a", "table", "li", "details"))
"""Elements within which nothing is reshaped."""


def _is_inside(element: HtmlElement) -> bool:
    return any(above.tag in AROUND for above in element.iterancestors())


def _sections(root: HtmlElement) -> list[tuple[HtmlElement, list[HtmlElement]]]:
    """Find the headings with what follows each, up to the next."""
    found = []
    for head in list(root.iter("h2", "h3")):
        after = []
        for element in head.itersiblings():
            if not isinstance(element.tag, str) or element.tag in ("h1", "h2", "h3"):
                break
            after.append(element)
        if after and not _is_inside(head):
            found.append((head, after))
    return found


Shape = Callable[[HtmlElement], None]


def folded(root: HtmlElement) -> None:
    """Make each section an item of a list that folds out."""
    for head, after in _sections(root):
        tail = head.tail
        items = html.Element("ul", {"class": "accordion"})
        head.addprevious(items)
        item = etree.SubElement(items, "li")
        head.tail = None
        item.append(head)
        panel = etree.SubElement(item, "div")
        panel.text = tail
        panel.extend(after)


def detailed(root: HtmlElement) -> None:
    """Make each section a details element."""
    for head, after in _sections(root):
        details = html.Element("details")
        summary = etree.SubElement(details, "summary")
        summary.text, summary.tail, head.tail = "".join(head.itertext()), head.tail, None
        head.addprevious(details)
        head.drop_tree()
        details.extend(after)


def gridded(root: HtmlElement) -> None:
    """Make tables with heads of columns out of divs."""
    for table in list(root.iter("table")):
        if table.find(".//table") is None and len(table.findall(".//tr[1]/th")) > 1:
            for part in table.iter("table", "thead", "tbody", "tr", "td", "th"):
                part.tag = "div"


def bare(root: HtmlElement) -> None:
    """Take the names off all elements."""
    for element in root.iter(etree.Element):
        for name in {"class", "id"} & set(element.keys()):
            del element.attrib[name]


def unmarked(root: HtmlElement) -> None:
    """Leave the page without its landmarks."""
    for element in root.iter("main", "article", "section"):
        element.tag = "div"


def divided(root: HtmlElement) -> None:
    """Make paragraphs divs."""
    for element in list(root.iter("p")):
        element.tag = "div"


def lowered(root: HtmlElement) -> None:
    """Put every heading below the title a level lower."""
    for tag, lower in (("h4", "h5"), ("h3", "h4"), ("h2", "h3")):
        for element in list(root.iter(tag)):
            element.tag = lower


def paired(root: HtmlElement) -> None:
    """Make labels with their values divs and spans."""
    for pairs in list(root.iter("dl")):
        for element in pairs.iter("dt"):
            element.tag = "span"
        for element in (pairs, *pairs.iter("dd")):
            element.tag = "div"


SHAPES: dict[str, Shape] = {
    shape.__name__: shape for shape in (folded, detailed, gridded, bare, unmarked, divided, lowered, paired)
}


def reshape(body: bytes, shape: str) -> bytes | None:
    """Return a page in another mark-up; None where that changes nothing."""
    root = html.document_fromstring(body.decode("utf-8"))
    before = html.tostring(root)
    SHAPES[shape](root)
    after = html.tostring(root)
    return None if after == before else b"<!doctype html>" + after
