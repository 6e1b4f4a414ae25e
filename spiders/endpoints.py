"""The data behind listing pages: which addresses a page loads it from, and how a slug in it becomes a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import html as lxml_html

from spiders.urls import join

LOADS = re.compile(
    r"(?:data-)?(?:hx-get|ic-get-from|up-href)$"
    r"|data-(?:[\w-]*-)?(?:endpoint|api|ajax|fetch|json|more|next|load|(?:api|ajax|fetch|more|next|results?|search|list|json)-?"
    r"(?:url|page|endpoint))$"
)
"""Names of attributes that hold what a page loads afterwards."""
MAX_ELEMENTS = 20_000
DATA_ADDRESS = re.compile(
    r"(?:^|[/._-])(?:api|json|ajax|rest|wp-json|graphql|odata|search|zoek(?:en)?|feed|data|fragments?)(?:[/._?-]|$)",
    re.IGNORECASE,
)
"""How the address of data looks."""
CALLS = re.compile(
    r"(?:fetch|axios(?:\.get)?|\$\.(?:get|getJSON|ajax)|jQuery\.(?:get|getJSON)|\.open\(\s{0,9}[\"']GET[\"']\s{0,9},"
    r"|new\s{1,9}URL)\s{0,9}\(?\s{0,9}"
    r"([\"'`])([^\"'`\s<>]{1,400})\1"
)
"""An address a script asks for."""
NAMED = re.compile(
    r"(?:endpoint|(?:api|ajax|data|source|feed|json|search)_?url|\burl|\bapi)"
    r"[\"']?\s{0,20}[:=]\s{0,20}([\"'`])([^\"'`\s<>]{1,400})\1",
    re.IGNORECASE,
)
"""An address a script or an inline JSON object holds under a telling name."""
TEMPLATE = re.compile(
    r"([\"'`])([^\"'`\s<>]{0,300}"
    r"(?:\$?\{\{?\s{0,5}(?:\w{1,30}\.){0,3}(?:slug|id|code|key)\s{0,5}\}?\}|/:(?:slug|id)\b|__SLUG__)"
    r"[^\"'`\s<>]{0,100})\1",
    re.IGNORECASE,
)
"""An address with a place for a slug: "/cursus/{slug}", `/cursus/${item.slug}/`."""
JOINED = re.compile(
    r"([\"'])(/[^\"'\s<>]{0,200}/)\1\s{0,9}\+\s{0,9}(?:encodeURIComponent\()?\w{1,30}(?:\.\w{1,30}){0,3}\.(slug|id|code)\b"
    r"(?:\)?\s{0,9}\+\s{0,9}([\"'])([^\"'\s<>]{0,40})\4)?",
    re.IGNORECASE,
)
"""The same put together: "/cursus/" + item.slug + "/"."""
PLACE = re.compile(
    r"\$?\{\{?\s{0,5}(?:\w{1,30}\.){0,3}(slug|id|code|key)\s{0,5}\}?\}|:(slug|id)\b|__(SLUG)__", re.IGNORECASE
)
LED = re.compile(r"\s*(?:/|http|\?|\./)")
"""How an address begins."""
HOLE = re.compile(r"\$\{[^}]{0,60}\}|\{\{?[^}]{0,60}\}\}?")


@dataclass(slots=True)
class Endpoint:
    """An address on the provider's own host that gives data, and how its slugs become pages."""

    url: str
    templates: tuple[str, ...] = ()


def endpoints(tree: lxml_html.HtmlElement, url: str) -> list[Endpoint]:
    """Return the endpoints a page names in attributes and inline scripts, at most 30."""
    scripts = [one.text[:500_000] for one in islice(tree.iter("script"), 100) if one.text and not one.get("src")]
    named: dict[str, None] = {}
    templates: dict[str, None] = {}
    for address in (*_from_attributes(tree), *(found for text in scripts for found in _from_script(text))):
        if PLACE.search(address) and not DATA_ADDRESS.search(address):
            templates.setdefault(address)
        elif (link := join(url, HOLE.sub("1", address.replace("&amp;", "&")))) and link != url:
            named.setdefault(link)
    return [Endpoint(link, tuple(templates)[:10]) for link in list(named)[:30]]


def embedded(tree: lxml_html.HtmlElement) -> list[bytes]:
    """Return the JSON a page carries in itself, as single-page frameworks do, at most 5 pieces of at most 2 MB."""
    found = [one.text for one in islice(tree.iter("script"), 200) if one.text and one.get("type") == "application/json"]
    return [text.encode("utf-8", "replace") for text in found[:5] if len(text) < 2_000_000]


def _from_attributes(tree: lxml_html.HtmlElement) -> Iterator[str]:
    """Yield addresses in attributes: under a telling name, or any `data-` whose value looks like data or a template."""
    for element in islice(tree.iter(), MAX_ELEMENTS):
        if not isinstance(element.tag, str):
            continue
        for key, text in element.items():
            value = str(text).strip() if LED.match(text) else ""
            if not value or len(value) > 500:
                continue
            name = str(key)
            telling = LOADS.match(name) is not None
            data = name.startswith("data-") and element.tag != "a" and DATA_ADDRESS.search(value.partition("#")[0])
            if telling or data or (name.startswith("data-") and PLACE.search(value)):
                yield value
        if element.tag == "link" and element.get("type") == "application/json" and element.get("rel") == "alternate":
            yield element.get("href") or ""


def _from_script(text: str) -> Iterator[str]:
    for match in islice(CALLS.finditer(text), 50):
        if match[2].startswith(("/", "http", "./", "?")):
            yield match[2]
    for match in islice(NAMED.finditer(text.replace("\\/", "/")), 200):
        if match[2].startswith(("/", "http")) and DATA_ADDRESS.search(match[2]):
            yield match[2]
    for match in islice(TEMPLATE.finditer(text), 10):
        yield match[2]
    for match in islice(JOINED.finditer(text), 10):
        yield f"{match[2]}{{{match[3].lower()}}}{match[5] or ''}"
