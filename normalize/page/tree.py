"""From bytes to one tree: which encoding a body really has, and a parser that loses nothing."""

from __future__ import annotations

import codecs
import re
from typing import cast

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from spiders.page import Page

MAX_BYTES = 8_000_000
"""What is read of a body; the rest is left."""
SNIFF = 4096
"""Where a `meta` charset is looked for, in bytes from the start."""

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)
XML_CHARSET = re.compile(rb"^\s{0,99}<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{1,40})")
HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_TRAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]"
MOJIBAKE = re.compile(f"[\u00c2-\u00df]{_TRAIL}|[\u00e0-\u00ef]{_TRAIL}{{2}}")
DEEP = re.compile(
    rb"</?(?:div|span|font|b|i|u|em|strong|small|big|a|section|article|center|ul|ol|li|blockquote)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
CONTROL = bytes.maketrans(bytes([*range(9), 11, 12, *range(14, 32)]), b" " * 29)
"""Makes control characters spaces; on bytes, which costs a tenth of a search through the text."""
NO_CHARACTERS = ("\ufffe", "\uffff")
LATIN = {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii", "iso-8859-15"}


def markup_of(page: Page) -> bytes:
    """Return the page's body in UTF-8, without what no text may hold."""
    text = decode(page.body[:MAX_BYTES], page.headers.get("content-type", ""))
    markup = text.strip().encode("utf-8", "replace").translate(CONTROL)
    for sign in NO_CHARACTERS:
        if sign in text:  # a tenth of a search through the bytes
            markup = markup.replace(sign.encode(), b" ")
    return markup


def parse(markup: bytes) -> HtmlElement | None:
    """Return the tree of markup in UTF-8; None where it holds nothing to read."""
    if not markup or markup.isspace():
        return None
    root, complete = _tree(markup)
    if not complete:
        # libxml2 drops everything below 2,048 levels; without the wrappers nothing lies that deep
        root, _ = _tree(DEEP.sub(b"\n", markup))
    if root is not None:
        _close_head(root)
    return root


HEAD = frozenset(("base", "link", "meta", "noscript", "script", "style", "template", "title"))
"""What the head of a page may hold."""


def _close_head(root: HtmlElement) -> None:
    """Move into the body what libxml2 left in the head of a page that does not write `</head><body>`.

    HTML lets a page leave these tags out; libxml2 does not know that `main` or `section` ends the head.
    """
    head = next(root.iterchildren("head"), None)
    if head is None:
        return
    stray = next((n for n, child in enumerate(head) if isinstance(child.tag, str) and child.tag not in HEAD), None)
    if stray is None:
        return
    body = next(root.iterchildren("body"), None)
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    body.text, lead = None, body.text
    moved = list(head)[stray:]
    for position, child in enumerate(moved):
        body.insert(position, child)
    if lead:
        moved[-1].tail = (moved[-1].tail or "") + lead


def decode(body: bytes, content_type: str = "") -> str:
    """Decode a body by byte order mark, what it proves to be, and what header or `meta` declare, in this order."""
    for mark, name in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    try:
        return _unmangled(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        broken = error
    declared = _declared(body, content_type)
    if declared is None or declared in LATIN:
        declared = "cp1252"  # what browsers read these as
    if declared in ("utf-8", "utf8"):
        return _nearly_utf8(body, broken)
    try:
        return body.decode(declared, "replace")
    except (LookupError, ValueError):
        return body.decode("cp1252", "replace")


def _declared(body: bytes, content_type: str) -> str | None:
    header = HEADER_CHARSET.search(content_type)
    if header:
        return header[1].lower()
    found = META_CHARSET.search(body[:SNIFF]) or XML_CHARSET.search(body[:SNIFF])
    return found[1].decode("ascii", "replace").lower() if found else None


def _nearly_utf8(body: bytes, error: UnicodeDecodeError) -> str:
    """Decode what says to be UTF-8 and is not: a cut or slip in real UTF-8, or another encoding altogether."""
    text = body.decode("utf-8", "replace")
    good = sum(1 for sign in text[: 2 * MAX_BYTES] if sign > "\x7f" and sign != "\ufffd")
    at_the_end = error.start >= len(body) - 4
    return text if at_the_end or good > text.count("\ufffd") else body.decode("cp1252", "replace")


def _unmangled(text: str) -> str:
    """Undo UTF-8 that was once read as Windows-1252 ("CafÃ©")."""
    if "Ã" not in text and "â" not in text and "Â" not in text:
        return text

    def mend(found: re.Match[str]) -> str:
        try:
            return found[0].encode("cp1252").decode("utf-8")
        except UnicodeError:
            return found[0]

    return MOJIBAKE.sub(mend, text)


ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""Makes elements without asking Python which class each has, as lxml.html does."""


def _tree(markup: bytes) -> tuple[HtmlElement | None, bool]:
    parser = HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(ELEMENTS)
    try:
        root = etree.fromstring(markup, parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, True
    deep = any("xcessive depth" in entry.message for entry in parser.error_log)
    return cast("HtmlElement | None", root), not deep
