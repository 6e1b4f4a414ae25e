"""The links of a page, and how much each looks like a course page. Fast and forgiving: one lxml tree a page."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from spiders.urls import is_page_number, join

MAX_LINKS = 3000
"""How many links of one page are looked at."""

LEFT_ALONE = re.compile(
    r"/(?:log-?(?:in|out)|inloggen|uitloggen|aanmelden-bij|sign-?(?:in|up)|registreren|register|mijn-?(?:account|omgeving)"
    r"|my-?account|account|winkelwagen|winkelmand|cart|basket|checkout|afrekenen|wp-(?:admin|login|content|includes)|xmlrpc"
    r"|cgi-bin|cdn-cgi|wachtwoord|password|print|share|delen)(?:[/.?]|$)"
    r"|[?&](?:add-to-cart|add_to_wishlist|action=(?:login|logout|register)|replytocom|share|print|ical|outlook-ical|download"
    r"|attachment_id|preview|redirect_to|returnurl)(?:=|&|$)"
    r"|/comments?/feed|/trackback|/embed/?$|/feed/?$|/amp/?$",
    re.IGNORECASE,
)
"""Addresses a crawler has no business with."""
ASSETS = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|zip|rar|7z|gz|tar|exe|dmg|apk|jpe?g|png|gif|svg|webp|avif|bmp|tiff?|ico|mp[34]"
    r"|m4[av]|mov|avi|webm|ogg|wav|css|m?js|map|woff2?|ttf|eot|vcf|epub|csv|txt|bib|ris)$",
    re.IGNORECASE,
)
"""Files that are no pages."""
CALENDAR_FILE = re.compile(r"(?:\.ics|/ical/?|/ics/?)$|[?&]ical=1", re.IGNORECASE)
NEXT_TEXT = re.compile(
    r"\s*(?:[«»‹›<>→]+|\d{1,4}|volgende(?: pagina)?|next(?: page)?|ouder|older(?: posts)?|meer|more"
    r"|(?:laad|toon|bekijk) meer|(?:load|show|view) more|meer laden|meer tonen)\s*[«»‹›<>→]*\s*$",
    re.IGNORECASE,
)
"""What stands on a link to another page of the same list."""
CLICKABLE = etree.XPath("//*[@data-href or @data-link or @data-url or @onclick]|//option[starts-with(@value, '/')]")
"""Elements other than anchors that lead somewhere."""
LOCATION = re.compile(r"location(?:\.href)?\s{0,5}=\s{0,5}[\"']([^\"'\s]{1,500})[\"']|(?!)")
ASIDE = {"nav", "header", "footer", "aside"}
ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|footer|header|breadcrumbs?|cookie|social|sidebar)", re.IGNORECASE
)
SKIPPED_SCHEME = re.compile(
    r"\s*(?:mailto|tel|sms|javascript|data|file|ftp|whatsapp|callto|skype|about|blob):|\s*#", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a page gives it."""

    url: str
    """Canonical address."""
    text: str
    """What stands on it, at most 200 characters."""
    main: bool = True
    """Whether it stands in the page's own content, outside menus and footers."""
    page: bool = False
    """Whether it leads to another page of the same list."""


@dataclass(slots=True)
class Found:
    """What a page leads to."""

    links: list[Link] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    """The same page in other languages: address to language, in lower case (hreflang)."""
    feeds: list[str] = field(default_factory=list)
    """RSS and Atom feeds it names."""
    calendars: list[str] = field(default_factory=list)
    """ICS files it names."""
    canonical: str = ""
    """What it says its own address is; "" where it says nothing."""
    nofollow: bool = False
    """Whether it asks not to follow its links."""


def parse(body: bytes, encoding: str | None = None) -> lxml_html.HtmlElement | None:
    """Return the tree of an HTML page, None for what has none. `encoding` is what the HTTP header says."""
    if not looks_like_html(body):
        return None
    try:
        known = codecs.lookup(encoding).name if encoding else None
    except (LookupError, ValueError):
        known = None
    parser = lxml_html.HTMLParser(encoding=known, remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(body, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def looks_like_html(body: bytes) -> bool:
    """Tell markup from garbage: a tag near the beginning, and few control characters."""
    head = body[:4096]
    control = sum(head.count(bytes([code])) for code in (0, 1, 2, 3, 4, 5, 6, 7, 14, 15, 16, 17, 18, 19, 20))
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True  # UTF-16, in which every other byte is a zero
    if control * 20 > max(len(head), 200):
        return False
    return re.search(rb"<\s{0,3}(?:!doctype|[a-z!?])", body[:65536], re.IGNORECASE) is not None


def read(tree: lxml_html.HtmlElement, url: str) -> Found:
    """Return what a page leads to."""
    found = Found()
    base_tag = next(iter(tree.iter("base")), None)
    base = join(url, base_tag.get("href") or "") if base_tag is not None and base_tag.get("href") else url
    base = base or url
    for meta in tree.iter("meta"):
        if (meta.get("name") or "").lower() == "robots" and re.search(
            r"nofollow|none", meta.get("content") or "", re.IGNORECASE
        ):
            found.nofollow = True
    _read_head(tree, base, found)
    if not found.nofollow:
        for element in islice(tree.iter("a", "area"), MAX_LINKS):
            _read_anchor(element, base, url, found)
        for element in islice(tree.iter("iframe", "frame"), 20):
            if source := join(base, element.get("src") or ""):
                found.links.append(Link(source, (element.get("title") or "")[:200]))
        found.links.extend(_clickable(tree, base))
        found.links.extend(Link(link, "") for link in _json_ld(tree, base))
    return found


def is_page(url: str) -> bool:
    """Tell whether an address may lead to a page, and is none that a crawler should leave alone."""
    parts = urlsplit(url)
    return not (ASSETS.search(parts.path) or LEFT_ALONE.search(parts.path + (f"?{parts.query}" if parts.query else "")))


def _read_head(tree: lxml_html.HtmlElement, base: str, found: Found) -> None:
    for element in islice(tree.iter("link"), 300):
        rel = (element.get("rel") or "").lower().split()
        target = join(base, element.get("href") or "")
        if not target:
            continue
        kind = (element.get("type") or "").lower()
        if "canonical" in rel:
            found.canonical = found.canonical or target
        elif "next" in rel:
            found.links.append(Link(target, "", page=True))
        elif "alternate" in rel and element.get("hreflang"):
            found.alternates.setdefault(target, (element.get("hreflang") or "").strip().lower())
        elif "alternate" in rel and ("rss" in kind or "atom" in kind):
            found.feeds.append(target)
        elif "alternate" in rel and kind == "text/calendar":
            found.calendars.append(target)


def _read_anchor(element: lxml_html.HtmlElement, base: str, url: str, found: Found) -> None:
    href = element.get("href")
    if not href or SKIPPED_SCHEME.match(href):
        return
    rel = (element.get("rel") or "").lower()
    target = join(base, href)
    if not target or target == url:
        return
    if CALENDAR_FILE.search(target):
        found.calendars.append(target)
        return
    if "nofollow" in rel:
        return
    text = " ".join((element.text_content() or element.get("title") or element.get("aria-label") or "")[:400].split())[
        :200
    ]
    same_list = urlsplit(target).path == urlsplit(url).path or is_page_number(target)
    page = "next" in rel.split() or (
        is_page_number(target) and ((same_list and bool(NEXT_TEXT.match(text))) or not text)
    )
    found.links.append(Link(target, text, main=_in_main(element), page=page))


def _clickable(tree: lxml_html.HtmlElement, base: str) -> Iterator[Link]:
    """Yield the links of cards, rows and menus that a script makes clickable."""
    for element in islice(CLICKABLE(tree), MAX_LINKS):
        names = ("data-href", "data-link", "data-url", "value")
        value = next((text for name in names if (text := element.get(name))), "")
        if not value and (match := LOCATION.search((element.get("onclick") or "")[:500])):
            value = match[1]
        if value.startswith(("/", "http")) and (target := join(base, value)):
            yield Link(target, " ".join(element.text_content()[:400].split())[:200], main=_in_main(element))


def _in_main(element: lxml_html.HtmlElement) -> bool:
    """Tell whether an element stands in the page's own content."""
    for parent in islice(element.iterancestors(), 30):
        tag = parent.tag
        if tag in ("main", "article"):
            return True
        if tag in ASIDE or parent.get("role") in ("navigation", "banner", "contentinfo"):
            return False
        names = f"{parent.get('class') or ''} {parent.get('id') or ''}"[:300]
        if tag not in ("body", "html") and ASIDE_NAMES.search(names):
            return False
    return True


def _json_ld(tree: lxml_html.HtmlElement, base: str) -> Iterator[str]:
    """Yield the addresses that the page's JSON-LD gives as `url`, `@id` or `item`."""
    for script in islice(tree.iter("script"), 200):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = (script.text or "")[:1_000_000]
        try:
            nodes: list[object] = [json.loads(text)]
        except (ValueError, RecursionError):
            nodes = [{"url": value} for value in re.findall(r'"(?:url|@id|item)"\s*:\s*"([^"\s]{1,500})"', text)]
        for key, value in walk(nodes, 50_000):
            if key in ("url", "@id", "item") and not value.startswith("#") and (link := join(base, value)):
                yield link


def walk(nodes: list[object], limit: int) -> Iterator[tuple[str, str]]:
    """Yield every (key, text) of decoded JSON, at most `limit` nodes, without recursion.

    The items of a list have the key of their list.
    """
    stack: list[tuple[str, object]] = [("", node) for node in reversed(nodes)]
    while stack and limit > 0:
        limit -= 1
        key, node = stack.pop()
        if isinstance(node, str):
            yield key, node
        elif isinstance(node, dict):
            stack.extend((str(name), value) for name, value in reversed(node.items()))
        elif isinstance(node, list):
            stack.extend((key, value) for value in reversed(node))
