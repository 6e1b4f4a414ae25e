"""A page of links held against the registry: whom it links that we lack, whom we list in vain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.html

from spiders.page import Page
from spiders.registry import Provider, is_web_address
from spiders.registry_edit import host_of

NO_PROVIDERS = (
    "linkedin.com", "facebook.com", "twitter.com", "x.com", "instagram.com", "youtube.com", "youtu.be", "vimeo.com",
    "whatsapp.com", "wa.me", "bsky.app", "threads.net", "tiktok.com", "pinterest.com", "google.com", "google.nl",
    "goo.gl", "apple.com", "mailchimp.com", "list-manage.com", "cookiebot.com", "w3.org", "wordpress.org",
)  # fmt: skip
"""Hosts that a page links beside its providers."""

FURNITURE = "//nav | //header | //footer | //aside | //script | //style | //*[@role='navigation']"
"""Parts of a page that hold no content of its own."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another site."""

    url: str
    """Absolute address."""
    text: str
    """What is written on it, whitespace folded, at most 120 characters."""


@dataclass(frozen=True, slots=True)
class LinkComparison:
    """What a page of links says of the registry."""

    linked: tuple[tuple[Provider, str], ...]
    """Providers that the page links, each with the address it links them by."""
    lacking: tuple[Link, ...]
    """Links to sites that the registry lacks, one a host, in the order of the page."""
    gone: tuple[Provider, ...]
    """Providers in the registry that the page does not link."""


def compare(page: Page, providers: Sequence[Provider]) -> LinkComparison:
    """Hold the links of a page against the registry; menus, headers and footers are left out.

    Where one host serves two providers, the one with the longest address that fits the link is meant.
    """
    own = host_of(page.url)
    linked: dict[str, tuple[Provider, str]] = {}
    lacking: dict[str, Link] = {}
    for link in outward_links(page):
        host = host_of(link.url)
        if not host or host == own or any(host == h or host.endswith(f".{h}") for h in NO_PROVIDERS):
            continue
        at_host = [p for p in providers if host in {h.removeprefix("www.") for h in p.hosts}]
        if not at_host:
            lacking.setdefault(host, link)
            continue
        meant = max(at_host, key=lambda p: (_shared(p, link.url), -at_host.index(p)))
        linked.setdefault(meant.id, (meant, link.url))
    gone = tuple(p for p in providers if p.id not in linked)
    return LinkComparison(tuple(linked.values()), tuple(lacking.values()), gone)


def outward_links(page: Page) -> list[Link]:
    """Return the http links of the page's own content in its order."""
    try:
        tree = lxml.html.document_fromstring(page.body or b"<html/>")
    except (lxml.etree.ParserError, ValueError):
        return []
    for element in list(tree.xpath(FURNITURE)):
        element.drop_tree()
    found = []
    for anchor in tree.iter("a"):
        try:
            url = urljoin(page.url, (anchor.get("href") or "").strip())
        except ValueError:
            continue
        if is_web_address(url):
            found.append(Link(url, " ".join(anchor.text_content().split())[:120]))
    return found


def _shared(provider: Provider, url: str) -> int:
    """Return how many characters of path the link shares with the provider's own addresses."""
    path = urlsplit(url).path
    starts = (urlsplit(u).path for u in (provider.website, *provider.start_urls))
    return max((len(start) for start in starts if path.startswith(start)), default=0)
