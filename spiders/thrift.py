"""What is not asked for, or only where it changed, and whether server and sitemap deserve that trust."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from datetime import date, datetime

from scrapy import Request

from spiders.content import main_hash
from spiders.copies import Copies
from spiders.health import Health
from spiders.page import Page
from spiders.sitemaps import Sitemap
from spiders.warc import Entry, payload_digest

SAMPLE = 50
"""Of so many pages one is fetched though it may be unchanged."""
ALIKE = 10
"""So many pages that all changed at one moment tell when the sitemap was made, not when they changed."""
CONDITIONS = ("If-None-Match", "If-Modified-Since")
"""Request headers that ask for a page only where it changed."""
CODED = re.compile(r"[-;](?:gzip|br|deflate|zstd)(?=\"$)")
"""What servers put behind the ETag of a packed answer, and may leave out of a 304."""


class Thrift:
    """Knows what the archive has and what the site says of it."""

    def __init__(self, copies: Copies | None, health: Health, *, day: date, trusts_lastmod: bool) -> None:
        self.copies = copies
        self.health = health
        self.day = day
        self.trusts_lastmod = trusts_lastmod
        self._changed: dict[str, datetime] = {}

    def learn(self, sitemap: Sitemap) -> None:
        """Take in when pages changed, unless all did at the same time."""
        if len(sitemap.changed) < ALIKE or len(set(sitemap.changed.values())) > 1:
            self._changed |= sitemap.changed

    def conditions(self, url: str) -> dict[str, str]:
        """Return the request headers that ask for a page only where it changed; {} where it is wanted in any case."""
        return {} if self.copies is None or not self._saves(url) else self.copies.validators(url)

    def spared(self, url: str) -> Entry | None:
        """Return the copy of a page that need not be asked for; None where it must be."""
        if self.copies is None or not self.trusts_lastmod or not self._is_old(url) or not self._saves(url):
            return None
        return self.copies.entry(url)

    def answered(self, url: str) -> datetime | None:
        """Return when the server last answered for a page."""
        return self.copies.answered(url) if self.copies else None

    def unchanged(self, request: Request | None) -> Entry | None:
        """Return the copy that a request asks about; None where it asks about none that is known."""
        if request is None or self.copies is None:
            return None
        given = ((name, request.headers.get(name)) for name in CONDITIONS)
        sent = {name: value.decode("latin-1") for name, value in given if value is not None}
        return self.copies.entry(request.url) if sent and sent == self.copies.validators(request.url) else None

    def confirmed(self, request: Request | None, headers: Mapping[str, str]) -> Entry | None:
        """Return the copy that an answer says is unchanged; None where it is not the copy that was asked about."""
        return self.unchanged(request) if request is not None and is_same(request, headers) else None

    def same(self, page: Page) -> Entry | None:
        """Return the copy whose body is the very same as the page's; None where there is none."""
        entry = self.copies.entry(page.url) if self.copies is not None else None
        same = entry is not None and entry.size == len(page.body) and entry.digest == payload_digest(page.body)
        return entry if same else None

    def copy(self, url: str) -> Page | None:
        """Return the archive's copy of a page."""
        return self.copies.get(url) if self.copies else None

    def check(self, page: Page) -> None:
        """Trust validators or sitemap no longer where a page changed and they did not."""
        entry = self.copies.entry(page.url) if self.copies is not None else None
        if self.copies is None or entry is None:
            return
        given = {"If-None-Match": page.headers.get("etag"), "If-Modified-Since": page.headers.get("last-modified")}
        known = self.copies.validators(page.url)
        same_tags = bool(known) and {name: value for name, value in given.items() if value} == known
        old = self.trusts_lastmod and self._is_old(page.url)
        if not (same_tags or old) or not self._differs(page):
            return
        if old:
            self.health.lastmod_lied(page.url)
            self.trusts_lastmod = False
        if same_tags:
            self.health.lied(page.url)
            self.copies = None

    def _differs(self, page: Page) -> bool:
        copy = None if self.same(page) else self.copy(page.url)
        return copy is not None and main_hash(copy.body) != main_hash(page.body)

    def _is_old(self, url: str) -> bool:
        changed = self._changed.get(url)
        answered = self.answered(url) if changed is not None else None
        return changed is not None and answered is not None and changed <= answered

    def _saves(self, url: str) -> bool:
        """Tell whether a page may be left where it is; one in SAMPLE is fetched in any case, another one every day."""
        return not self.health.full and zlib.crc32(f"{self.day} {url}".encode()) % SAMPLE != 0


def is_same(request: Request, headers: Mapping[str, str]) -> bool:
    """Tell whether a "not modified" is about the copy that was asked about, as far as its headers name one.

    The headers' names are in lower case.
    """
    tag, modified = ((request.headers.get(name) or b"").decode("latin-1") for name in CONDITIONS)
    if tag:
        return _weak(headers.get("etag") or tag) == _weak(tag)
    return (headers.get("last-modified") or modified) == modified


def _weak(tag: str) -> str:
    """Return an ETag without what makes no difference to a weak comparison (RFC 9110 section 8.8.3.2)."""
    return CODED.sub("", tag.strip().removeprefix("W/"))
