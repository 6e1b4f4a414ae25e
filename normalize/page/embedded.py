"""Data that a page carries beside its text: JSON-LD in its real broken forms, microdata, RDFa Lite, Open Graph."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from lxml import etree
from lxml.html import HtmlElement

from normalize.page.text import tidied, tidy

MAX_SCRIPT = 400_000
"""Characters of a script that are read; a longer one is no description of a course."""
MAX_ITEMS = 400
"""Things taken from a page's embedded data."""
MAX_DEPTH = 12
"""Levels that nested data is followed down."""

Syntax = Literal["json-ld", "microdata", "rdfa"]

_STRING = r'"(?:[^"\\]|\\.)*"'
_COMMENT = re.compile(rf"({_STRING})|/\*.*?\*/|(?<![:\w])//[^\n]*", re.DOTALL)
_TRAILING = re.compile(rf"({_STRING})|,(?=\s*[}}\]])", re.DOTALL)
_OPENING = r"<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\["
_CLOSING = r"-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>"
_WRAPPING = re.compile(rf"^\s*(?:{_OPENING})|(?:{_CLOSING})\s*;?\s*$")


_MICRODATA = etree.XPath("descendant-or-self::*[@itemscope or @itemprop]")
_RDFA = etree.XPath("descendant-or-self::*[@typeof or @property]")


@dataclass(slots=True)
class Thing:
    """Something of schema.org that the page describes."""

    types: frozenset[str]
    """Bare type names ("Course")."""
    data: dict[str, Any]
    """Properties: texts, numbers, nested dicts with `@type`, or lists of them."""
    syntax: Syntax
    """How it was written."""
    depth: int = 0
    """0 for a thing that stands by itself."""

    def text(self, *names: str) -> str:
        """Return the first of these properties that holds words, "" where none does."""
        for name in names:
            words = as_text(self.data.get(name))
            if words:
                return words
        return ""

    def many(self, name: str) -> list[Any]:
        """Return a property's values as a list."""
        value = self.data.get(name)
        return value if isinstance(value, list) else [] if value is None else [value]


@dataclass(slots=True)
class Embedded:
    """All that a page's mark-up says."""

    things: list[Thing] = field(default_factory=list)
    """Every typed thing, also those inside others."""
    meta: dict[str, str] = field(default_factory=dict)
    """`meta` elements by lower-case name or property, the first one of each."""
    scripts: list[HtmlElement] = field(default_factory=list)
    """`script` elements that hold no JSON-LD."""

    def of(self, *types: str) -> list[Thing]:
        """Return the things of these types."""
        return [thing for thing in self.things if not thing.types.isdisjoint(types)]


def as_text(value: object) -> str:
    """Return the words of a property: a text, a thing's name, the first of a list."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("audienceType") or value.get("@id")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    text = str(value)
    if "<" in text:
        text = re.sub(r"<[^<>]{0,2000}>", " ", text)
    return tidy(html.unescape(text), 4000)


def read_embedded(root: HtmlElement, attributes: bytes) -> Embedded:
    """Read a page's embedded data; what can't be read is left. The markup in lower case tells which kinds it lacks."""
    found = Embedded()
    for element in root.iter("meta", "script"):
        if element.tag == "meta":
            name = (element.get("property") or element.get("name") or element.get("http-equiv") or "").strip().lower()
            content = element.get("content")
            if name and content and name not in found.meta:
                found.meta[name] = tidy(content, 2000)
        elif "ld+json" in (element.get("type") or ""):
            found.things += _things(loads(element.text or ""), "json-ld")
        else:
            found.scripts.append(element)
    body = next(root.iterchildren("body"), None)
    if body is not None and b"itemscope" in attributes:
        found.things += _things(list(_marked_up(_MICRODATA(body), "itemscope", "itemtype", "itemprop")), "microdata")
    if body is not None and b"typeof" in attributes:
        found.things += _things(list(_marked_up(_RDFA(body), "typeof", "typeof", "property")), "rdfa")
    del found.things[MAX_ITEMS:]
    return found


def loads(text: str) -> object:
    """Read JSON as pages have it: comments, trailing commas, raw newlines, CDATA, entities; None where it is none."""
    if not text.strip() or len(text) > MAX_SCRIPT:
        return None
    for attempt in (lambda t: t, _mended, lambda t: _mended(html.unescape(t))):
        try:
            return json.loads(attempt(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> str:
    text = _WRAPPING.sub("", _WRAPPING.sub("", text))
    text = _COMMENT.sub(lambda found: found[1] or "", text)
    return _TRAILING.sub(lambda found: found[1] or "", text)


def _things(data: object, syntax: Syntax) -> list[Thing]:
    """Flatten data into its typed things, the outermost first."""
    found: list[Thing] = []
    queue: list[tuple[object, int]] = [(data, 0)]
    while queue and len(found) < MAX_ITEMS:
        value, depth = queue.pop(0)
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, list):
            queue += [(item, depth) for item in value[:MAX_ITEMS]]
        elif isinstance(value, dict):
            kinds = value.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            types = frozenset(
                re.split(r"[/#:]", name.strip().rstrip("/"))[-1] for name in names if isinstance(name, str)
            )
            if types:
                found.append(Thing(types, value, syntax, depth))
            graph = isinstance(value.get("@graph"), list)
            queue += [(item, depth + (0 if graph else 1)) for item in value.values() if isinstance(item, (dict, list))]
    return found


def _marked_up(elements: list[HtmlElement], scope: str, kind: str, prop: str) -> Iterator[dict[str, Any]]:
    """Read the elements that carry microdata or RDFa Lite into the shape of JSON-LD."""
    made: dict[HtmlElement, dict[str, Any]] = {}
    for element in elements:
        opens = element.get(scope) is not None
        name = element.get(prop)
        thing: dict[str, Any] | None = None
        if opens:
            thing = made[element] = {"@type": (element.get(kind) or "").split()}
        owner = next((made[up] for up in element.iterancestors() if up in made), None) if name else None
        if name and owner is not None:
            value = thing if thing is not None else _value(element)
            for one in name.split()[:5]:
                _append(owner, one.rsplit(":", 1)[-1].rsplit("/", 1)[-1], value)
        elif thing is not None:
            yield thing


def _append(owner: dict[str, Any], key: str, value: object) -> None:
    """Add a value to a property, which becomes a list with its second value."""
    known = owner.get(key)
    if isinstance(known, list):
        if len(known) < MAX_ITEMS:
            known.append(value)
    else:
        owner[key] = value if known is None else [known, value]


def _value(element: HtmlElement) -> str:
    for name in ("content", "datetime"):
        if element.get(name):
            return str(element.get(name))
    if element.tag in ("a", "link"):
        words = tidied(element.itertext(), 400, " ") if element.get("itemprop") != "url" else ""
        return words or str(element.get("href") or "")
    if element.tag in ("img", "audio", "video", "iframe"):
        return str(element.get("src") or "")
    return tidied(element.itertext(), 4000, " ")
