"""Sitemaps and feeds: where a site itself says which pages it has."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import cast

from lxml import etree

from spiders.urls import join

MAX_ENTRIES = 50_000
"""Entries of one sitemap, as sitemaps.org permits."""

FARTHEST = timedelta(hours=12)
"""How far behind UTC a clock may stand."""


class SitemapError(ValueError):
    """A sitemap can't be trusted: cut off, packed too tight, or with a document type of its own."""


@dataclass(slots=True)
class Sitemap:
    """What a sitemap or a sitemap index holds."""

    pages: list[str] = field(default_factory=list)
    """Canonical addresses of pages, with the twins it names in other languages."""
    sitemaps: list[str] = field(default_factory=list)
    """Canonical addresses of further sitemaps."""
    changed: dict[str, datetime] = field(default_factory=dict)
    """Address to the latest moment at which the page may have changed, by its `lastmod`."""


def read_sitemap(body: bytes, url: str, *, limit: int) -> Sitemap:
    """Read a sitemap or index (sitemaps.org 0.9), plain text or XML, gzipped or not, at most `limit` bytes unpacked.

    Strict: raises SitemapError for XML that does not end with its closing root tag, or has a DTD.
    """
    data = unpack(body, limit)
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"<"):
        return _read_text(data, url)
    if re.search(rb"<!DOCTYPE|<!ENTITY", data[:10_000], re.IGNORECASE):
        raise SitemapError(f"{url}: has a document type, which no sitemap needs")
    root = _strict(data, url)
    kind = etree.QName(root).localname.lower()
    if kind not in ("urlset", "sitemapindex", "rss", "feed", "rdf"):
        raise SitemapError(f"{url}: is no sitemap: its root is <{kind[:40]}>")
    if kind in ("rss", "feed", "rdf"):
        return Sitemap(pages=_feed_links(root, url))
    found = Sitemap()
    target = found.sitemaps if kind == "sitemapindex" else found.pages
    for number, entry in enumerate(root):
        if number >= MAX_ENTRIES:
            break
        own, moment = "", None
        for node in entry:
            if not isinstance(node.tag, str):
                continue
            name = etree.QName(node).localname.lower()
            text = (node.text if name == "loc" else node.get("href") if name == "link" else None) or ""
            link = join(url, text) if text.strip().lower().startswith(("http://", "https://")) else ""
            if link:
                target.append(link)
            if name == "loc":
                own = link
            elif name == "lastmod":
                moment = latest(node.text or "")
        if own and moment is not None:
            found.changed[own] = moment
    return found


def latest(text: str) -> datetime | None:
    """Return the latest moment that a `lastmod` (W3C date-time) may mean; None where it names no day.

    A day may be any zone's, and so may a time without an offset.
    """
    text = text.strip()[:40]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
        return moment.replace(tzinfo=UTC) + (timedelta(hours=36) if len(text) <= len("2026-11-22") else FARTHEST)
    except OverflowError:
        return None


def read_feed(body: bytes, url: str) -> list[str] | None:
    """Return the pages an RSS or Atom feed links to; None where the body is no feed. Forgiving, but for a DTD."""
    if re.search(rb"<!DOCTYPE|<!ENTITY", body[:10_000], re.IGNORECASE):
        return None
    try:
        root = cast("etree._Element | None", etree.fromstring(body, _parser(recover=True)))
    except (etree.LxmlError, ValueError):
        return None
    if (
        root is None
        or not isinstance(root.tag, str)
        or etree.QName(root).localname.lower() not in ("rss", "feed", "rdf")
    ):
        return None
    return _feed_links(root, url)


def unpack(body: bytes, limit: int) -> bytes:
    """Undo gzip where there is any; raises SitemapError for more than `limit` bytes or a cut-off end."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    inflate = zlib.decompressobj(wbits=31)
    try:
        data = inflate.decompress(body, limit + 1)
    except zlib.error as error:
        raise SitemapError("is no whole gzip file") from error
    if len(data) > limit:
        raise SitemapError(f"is larger than {limit} bytes when unpacked")
    if not inflate.eof:
        raise SitemapError("ends before its gzip data does")
    return data


def _strict(data: bytes, url: str) -> etree._Element:
    try:
        return etree.fromstring(data, _parser(recover=False))
    except (etree.LxmlError, ValueError) as error:
        raise SitemapError(f"{url}: is no whole XML: {str(error)[:200]}") from error


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=recover
    )


def _read_text(data: bytes, url: str) -> Sitemap:
    lines = data[: 1000 * MAX_ENTRIES].decode("utf-8-sig", "replace").splitlines()[:MAX_ENTRIES]
    pages = [join(url, line) for line in lines if line.strip().lower().startswith(("http://", "https://"))]
    if not pages:
        raise SitemapError(f"{url}: is no sitemap: holds no addresses")
    return Sitemap(pages=[page for page in pages if page])


def _feed_links(root: etree._Element, url: str) -> list[str]:
    links: list[str] = []
    for item in root.iter():
        if not isinstance(item.tag, str) or etree.QName(item).localname.lower() not in ("item", "entry"):
            continue
        for node in item:
            if not isinstance(node.tag, str):
                continue
            name = etree.QName(node).localname.lower()
            if name == "link" and node.get("rel", "alternate") == "alternate":
                text = node.get("href") or node.text or ""
            elif name == "guid" and node.get("isPermaLink", "true") != "false":
                text = node.text or ""
            else:
                continue
            if text.strip() and (link := join(url, text)):
                links.append(link)
        if len(links) >= MAX_ENTRIES:
            break
    return list(dict.fromkeys(links))
