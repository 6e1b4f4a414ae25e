"""Addresses that a page names, made whole."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

PLAIN = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?(?:/[\w%+,=~/-]*(?:\.\w+)?)?(?:\?[\w%+,=&.~/-]+)?"
)
"""An address that is whole, and as it would be written."""
BELOW = re.compile(r"/(?:[\w%+,=~-]+/)*[\w%+,=~-]*(?:\.\w+)?(?:\?[\w%+,=&.~/-]+)?")
"""An address within the site, from its root, and as it would be written."""
SITE = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?(?=[/?#]|$)")
"""The site that an address is on."""


def absolute(base: str, href: str) -> str | None:
    """Return an address made absolute; None for one that is no web address."""
    if PLAIN.fullmatch(href):
        return href
    if BELOW.fullmatch(href) and (site := SITE.match(base)):
        return site[0] + href
    try:
        address = urljoin(base, href.strip())
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def may_be_canonical(address: str, url: str) -> bool:
    """Refuse a canonical address that is another host, or the home page of a page that is none."""
    here, there = urlsplit(url), urlsplit(address)
    same_host = (here.hostname or "").removeprefix("www.") == (there.hostname or "").removeprefix("www.")
    return same_host and (there.path.strip("/") != "" or here.path.strip("/") == "")
