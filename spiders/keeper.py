"""What becomes of an answer: the page it is, archived once a run, whole or as "unchanged"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from scrapy.http import Response

from spiders.health import Health
from spiders.page import Page
from spiders.thrift import Thrift
from spiders.urls import canonical
from spiders.warc import Entry
from spiders.writer import Writer


class Keeper:
    """Archives the pages of a crawl, and counts them."""

    def __init__(self, writer: Writer, health: Health, thrift: Thrift, clock: Callable[[], datetime]) -> None:
        self.writer = writer
        self.health = health
        self.thrift = thrift
        self.clock = clock
        self.archived: dict[str, str] = {}
        """Address to the digest of the body of what was archived; "" for what is not kept."""
        self.unchanged: dict[str, Entry] = {}
        """Pages that are as the archive has them."""
        self._spared: dict[str, tuple[Entry, int]] = {}

    def page(self, response: Response) -> Page:
        """Return an answer as a page."""
        asked: str = response.meta.get("asked", response.url)
        fetched = response.meta.get("recorded_at") or self.clock()
        headers: dict[str, str] = {}
        for name, values in response.headers.items():
            text = ", ".join(value.decode("latin-1") for value in values)
            headers[name.decode("latin-1").lower()] = text[:4000]
        url = canonical(response.url) or response.url
        return Page(url, response.body, response.status, headers, fetched, asked if asked != url else None)

    def source(self, response: Response) -> None:
        """Archive a robots.txt or sitemap, so that the run can be replayed."""
        page = self.page(response)
        if page.url not in self.archived:
            self.archived[page.url] = self.writer.write(page, source=True)

    def keep(self, page: Page, *, unchanged: Entry | None = None) -> bool:
        """Archive a page, once a run; tells whether it was new. `unchanged` is the copy that one without body is of."""
        if page.url in self.archived:
            return False
        copy = unchanged or self.unchanged.get(page.url)
        if copy is not None:
            self.archived[page.url] = copy.digest
            self.writer.revisit(page)
            self.health.page_unchanged(copy.size)
            return True
        self.archived[page.url] = self.writer.write(page)
        if 200 <= page.status < 300:
            self.thrift.check(page)
            self.health.page_kept(page.url, len(page.body))
        return True

    def answered(self, page: Page, *, start: bool) -> bool:
        """Tell whether the page is there; counts where it led, and counts and keeps that it is gone."""
        if page.requested_url:
            self.health.redirected(page.requested_url, page.url)
        if 200 <= page.status < 300:
            return True
        if page.status in (404, 410):
            self.keep(page)
        self.health.answered_badly(page.requested_url or page.url, page.status, start=start)
        return False

    def spare(self, url: str, copy: Entry, depth: int) -> None:
        """Note that a page was not asked for, because its sitemap says that it is as the copy has it."""
        self.archived[url] = copy.digest
        self._spared[url] = copy, depth
        self.writer.revisit(Page(url, b"", fetched_at=self.clock()), answered=self.thrift.answered(url))
        self.health.page_spared(copy.size)

    def taken_back(self) -> list[tuple[str, int]]:
        """Return the pages that must be asked for after all, with their depth: the sitemap turned out to lie."""
        if self.thrift.trusts_lastmod:
            return []
        back = [(url, depth) for url, (_, depth) in self._spared.items()]
        for url, (copy, _) in self._spared.items():
            del self.archived[url]
            self.health.page_spared(copy.size, times=-1)
        self._spared.clear()
        return back
