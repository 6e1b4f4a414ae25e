"""JSON endpoints behind listing pages: where a page names them, and which pages their answers lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import html as lxml_html

from spiders.urls import join

MAX_JSON = 8 * 1024 * 1024
MAX_NODES = 300_000
ATTRIBUTES = (
    "data-url", "data-endpoint", "data-api", "data-api-url", "data-api-endpoint", "data-source", "data-feed",
    "data-ajax-url", "data-ajax", "data-fetch", "data-fetch-url", "data-load-more", "data-load-more-url",
    "data-more-url", "data-next", "data-next-url", "data-next-page", "data-results-url", "data-search-url",
    "data-list-url", "data-json", "data-json-url", "data-href", "data-src-json", "data-remote", "hx-get",
    "data-hx-get", "ic-get-from", "up-href",
)  # fmt: skip
"""Attributes in which pages name what they load afterwards."""
WEAK = {"data-href", "data-url", "data-source", "data-remote"}
"""Those of them that also hold other things: they count only where the address looks like data."""
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
HOLE = re.compile(r"\$\{[^}]{0,60}\}|\{\{?[^}]{0,60}\}\}?")


@dataclass(slots=True)
class Endpoint:
    """An address on the provider's own host that gives data, and how its slugs become pages."""

    url: str
    templates: tuple[str, ...] = ()


def endpoints(tree: lxml_html.HtmlElement, url: str) -> list[Endpoint]:
    """Return the endpoints a page names in attributes and inline scripts, at most 30."""
    scripts = [
        script.text[:500_000] for script in islice(tree.iter("script"), 100) if script.text and not script.get("src")
    ]
    templates = tuple(dict.fromkeys([*_templates(tree), *(t for text in scripts for t in _script_templates(text))]))[
        :10
    ]
    named: dict[str, None] = {}
    for address in (*_from_attributes(tree), *(a for text in scripts for a in _from_script(text))):
        link = join(url, _fill(address))
        if link and link != url and len(named) < 30:
            named.setdefault(link)
    return [Endpoint(link, templates) for link in named]


def _from_attributes(tree: lxml_html.HtmlElement) -> Iterator[str]:
    for name in ATTRIBUTES:
        for element in islice(tree.iterfind(f".//*[@{name}]"), 100):
            value = (element.get(name) or "").strip()[:500]
            if name in WEAK and element.tag == "a":
                continue
            if value.startswith(("/", "http", "?", "./")) and (
                name not in WEAK or DATA_ADDRESS.search(value.partition("#")[0])
            ):
                yield value
    for link in islice(tree.iterfind(".//link[@type]"), 50):
        if (
            (link.get("type") or "").lower() == "application/json"
            and "alternate" in (link.get("rel") or "")
            and link.get("href")
        ):
            yield link.get("href") or ""


def _from_script(text: str) -> Iterator[str]:
    for match in islice(CALLS.finditer(text), 50):
        if match[2].startswith(("/", "http", "./", "?")):
            yield match[2]
    for match in islice(NAMED.finditer(text.replace("\\/", "/")), 200):
        if match[2].startswith(("/", "http")) and DATA_ADDRESS.search(match[2]):
            yield match[2]


def _templates(tree: lxml_html.HtmlElement) -> Iterator[str]:
    for element in islice(tree.iter(), 20_000):
        if isinstance(element.tag, str):
            for name, value in element.attrib.items():
                if str(name).startswith("data-") and len(value) < 400 and PLACE.search(value) and "/" in value:
                    yield str(value)


def _script_templates(text: str) -> Iterator[str]:
    for match in islice(TEMPLATE.finditer(text), 10):
        yield match[2]
    for match in islice(JOINED.finditer(text), 10):
        yield f"{match[2]}{{{match[3].lower()}}}{match[5] or ''}"


def _fill(address: str) -> str:
    """Put the first page in the place a script would put a number."""
    return HOLE.sub("1", address.replace("&amp;", "&"))
