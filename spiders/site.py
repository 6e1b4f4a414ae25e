"""The spider for any provider: from an address to the pages of its courses, and what those pages hang on."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders import answers, endpoints, likely, links, sitemaps
from spiders.archive import Recording
from spiders.facets import Facets
from spiders.frontier import Frontier
from spiders.health import Health
from spiders.keeper import Keeper
from spiders.leads import LeadBook, Leads, leads_of
from spiders.links import Link
from spiders.page import Page
from spiders.politeness import Robots
from spiders.registry import Provider
from spiders.revalidation import Revalidation
from spiders.sitemaps import Sitemap
from spiders.thrift import CONDITIONS, Thrift
from spiders.urls import NoiseKeys, canonical, host, next_number, shape
from spiders.walk import SitemapWalk
from spiders.writer import Writer

COURSE_LIKE = 3
"""The score from which a link is a fair bet."""
UNLIKELY = 150
"""How many pages that do not look like courses or lists a crawl visits at most."""
MAX_ENDPOINTS = 20
MAX_FEEDS = 20
MAX_CALENDARS = 200


class SiteSpider(Spider):
    """Crawls one provider's site, the likeliest course pages first, and archives every page as it came."""

    name = "site"

    def __init__(
        self,
        *,
        provider: Provider,
        writer: Writer,
        health: Health,
        clock: Callable[[], datetime],
        thrift: Thrift,
        book: LeadBook,
        recording: Recording | None = None,
    ) -> None:
        super().__init__()
        self.provider = provider
        self.keeper = Keeper(writer, health, thrift, clock)
        self.health = health
        self.recording = recording
        self.thrift = thrift
        self.book = book
        self.spared: deque[tuple[str, int]] = deque()
        """Pages that need not be asked for, with their depth, until what they lead to was followed."""
        self.frontier = Frontier(provider, health)
        self.sitemaps = SitemapWalk(
            provider, self.frontier, health, keep=self.keeper.source, follow=self._follow_sitemap
        )
        self.waiting: dict[str, int] = {}
        self.noise = NoiseKeys()
        self.facets = Facets()
        self.plain = 0
        """How many ordinary pages were found: no filters, calendars, pages of lists."""
        self.counts = dict.fromkeys(("endpoint", "feed", "calendar", "unlikely"), 0)
        self.year = clock().year
        """Editions of years before this one are asked for last."""
        self.secure = {host(url) for url in provider.start_urls or (provider.website,) if url.startswith("https:")}
        self.starts = [canonical(url) for url in provider.start_urls or (provider.website,)]

    async def start(self) -> AsyncIterator[Request]:
        """Yield the start pages and the sitemaps that robots.txt, the registry or custom name.

        Where pages are known already, what the sitemaps say of their changes is waited for first.
        """
        self.frontier.seen.update(self.starts)
        robots = self.crawler.get_downloader_middleware(Robots)
        self.revalidation = Revalidation(self.crawler)
        if self.thrift.copies:
            async for request in self.sitemaps.requests(self.starts, robots):
                yield request
            await self.sitemaps.all_read()
        starts = (self._request(url, self.parse_page, priority=100, start=True, depth=0) for url in self.starts)
        for request in self._with_spared(starts):
            yield request
        if not self.thrift.copies:
            async for request in self.sitemaps.requests(self.starts, robots):
                yield request

    def parse_page(self, response: Response, **kwargs: Any) -> Iterator[Request]:
        """Archive a page and follow what it leads to."""
        yield from self._with_spared(self._parse_page(response, **kwargs))

    def _parse_page(
        self, response: Response, *, depth: int, listing: bool = False, start: bool = False, guessed: bool = False
    ) -> Iterator[Request]:
        self.waiting.pop(response.meta["asked"], None)
        page = self.keeper.page(response)
        if page.status == 304 and any(name in response.request.headers for name in CONDITIONS if response.request):
            listing = listing or (start and bool(self.provider.start_urls))
            entry = self.thrift.confirmed(response.request, page.headers)
            leads = self.book.get(page.url, entry.digest) if entry else None
            if entry and leads:
                if self._is_usable(replace(page, status=200), start=start) and self.keeper.keep(page, unchanged=entry):
                    yield from self._follow_leads(page.url, leads, depth, listing=listing, start=start)
                return
            copy = self.thrift.copy(page.url) if entry else None
            if entry is None or copy is None:  # it can't be read, or a redirect led elsewhere
                kwargs = {"depth": depth, "listing": listing, "start": start, "guessed": guessed}
                yield self._request(page.requested_url or page.url, self.parse_page, priority=0, again=True, **kwargs)
                return
            self.keeper.unchanged[page.url] = entry
            page = replace(copy, url=page.url, fetched_at=page.fetched_at, requested_url=page.requested_url)
        if guessed and page.status != 200:
            return
        if not self._is_usable(page, start=start):
            return
        kind = page.content_type
        if "json" in kind or page.body[:1] in (b"{", b"["):
            yield from self._follow_json(page, (), depth, listing=start or listing)
        elif kind == "text/calendar" or page.body.startswith(b"BEGIN:VCALENDAR"):
            self.keeper.keep(page)
        elif "xml" in kind and "html" not in kind and (found := sitemaps.read_feed(page.body, page.url)) is not None:
            self.keeper.keep(page)
            for url in found:
                yield from self._follow(Link(url, ""), depth + 1, on_listing=True)
        else:
            listing = listing or (start and bool(self.provider.start_urls))
            yield from self._follow_html(page, depth, listing=listing, start=start)

    def _follow_sitemap(self, found: Sitemap) -> Iterator[Request]:
        self.thrift.learn(found)
        yield from self._with_spared(
            request for url in found.pages for request in self._follow(Link(url, "", main=False), 1, on_listing=False)
        )

    def parse_endpoint(self, response: Response, *, templates: tuple[str, ...], depth: int) -> Iterator[Request]:
        """Follow the pages that a JSON endpoint names, and its own next page."""
        yield from self._with_spared(self._parse_endpoint(response, templates=templates, depth=depth))

    def _parse_endpoint(self, response: Response, *, templates: tuple[str, ...], depth: int) -> Iterator[Request]:
        if response.status != 200:
            return
        page = self.keeper.page(response)
        if page.body[:200].lstrip()[:1] == b"<":
            if (tree := links.parse(page.body)) is not None and self.keeper.keep(page):
                yield from self._follow_found(links.read(tree, page.url), depth, listing=True)
            return
        yield from self._follow_json(page, templates, depth, listing=True)

    def keep_source(self, response: Response) -> None:
        """Archive a robots.txt or sitemap, so that the run can be replayed."""
        self.keeper.source(response)

    def failed(self, failure: Failure) -> None:
        """Count a request that gave no response."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        self.waiting.pop(request.meta["asked"], None)
        if not request.cb_kwargs.get("guessed"):
            start = bool(request.cb_kwargs.get("start"))
            self.health.failed_with(request.url, failure.value, asked=request.meta["asked"], start=start)

    def _is_usable(self, page: Page, *, start: bool) -> bool:
        """Tell whether a page may be read for links; counts and keeps what a failed one says."""
        if page.requested_url:
            self.frontier.seen.add(page.url)
        return self.keeper.answered(page, start=start)

    def _with_spared(self, requests: Iterator[Request]) -> Iterator[Request]:
        """Yield these requests, then those of the pages that need not be asked for: the archive has them.

        Of known pages it is asked first, in a cheaper way, whether they changed.
        """
        for request in requests:
            entry = self.thrift.unchanged(request)
            known = entry is not None and self.book.knows(request.url, entry.digest)
            if not (known and self.revalidation.takes(request)):
                yield request
        while self.spared:
            url, depth = self.spared.popleft()
            if (entry := self.thrift.spared(url)) is None or (leads := self.book.get(url, entry.digest)) is None:
                yield self._request(url, self.parse_page, priority=0, depth=depth)
                continue
            self.keeper.spare(url, entry, depth)
            yield from self._follow_leads(url, leads, depth, listing=False, start=False)
        for url, depth in self.keeper.taken_back():
            yield self._request(url, self.parse_page, priority=0, depth=depth)

    def _follow_html(self, page: Page, depth: int, *, listing: bool, start: bool) -> Iterator[Request]:
        same = self.thrift.same(page)
        if same and (known := self.book.get(page.url, same.digest)):
            if self.keeper.keep(page):
                yield from self._follow_leads(page.url, known, depth, listing=listing, start=start)
            return
        encoding = re.search(
            r"charset\s*=\s*[\"']?([\w.:-]{1,40})", page.headers.get("content-type", ""), re.IGNORECASE
        )
        tree = links.parse(page.body, encoding[1] if encoding else None)
        if tree is None:
            self.health.not_html(page.url, blank=not page.body.strip(), start=start)
            return
        if not self.keeper.keep(page):
            return
        leads = leads_of(tree, page.url, lambda url: host(url) in self.provider.hosts)
        self.book.put(page.url, self.keeper.archived[page.url], leads)
        yield from self._follow_leads(page.url, leads, depth, listing=listing, start=start)

    def _follow_leads(self, url: str, leads: Leads, depth: int, *, listing: bool, start: bool) -> Iterator[Request]:
        self.noise.learn(url, leads.found.canonical)
        before = self.plain
        yield from self._follow_found(leads.found, depth, listing=listing)
        yield from self.facets.release(url, brought=self.plain > before)
        if start and self.plain > before:
            yield from self._guess_next(url, depth)
        for link, text in leads.embedded:
            yield from self._follow(Link(link, text, main=False), depth + 1, on_listing=False)
        if listing or start or likely.score(Link(url, "")) > 0:
            for endpoint in leads.endpoints:
                yield from self._endpoint(endpoint, depth)

    def _guess_next(self, url: str, depth: int) -> Iterator[Request]:
        """Ask for the page after a start page whose address ends in a number, though nothing may link to it."""
        following = next_number(url)
        if following and self.frontier.admits(following):
            yield self._request(
                following, self.parse_page, priority=1, depth=depth, listing=True, start=True, guessed=True
            )

    def _follow_found(self, found: links.Found, depth: int, *, listing: bool) -> Iterator[Request]:
        known = {*self.provider.languages, "x"}  # x-default
        for url in (found.canonical, *(url for url, tag in found.alternates.items() if tag[:2].rstrip("-") in known)):
            if url:
                yield from self._follow(Link(url, "", main=True), depth, on_listing=listing)
        for link in found.links:
            yield from self._follow(link, depth if link.page else depth + 1, on_listing=listing)
        for url in found.feeds:
            if self.counts["feed"] < MAX_FEEDS and likely.score(Link(url, "")) > 0 and self.frontier.admits(url):
                self.counts["feed"] += 1
                yield self._request(url, self.parse_page, priority=5, depth=depth)
        if len(found.calendars) > 1:
            for url in found.calendars:
                if self.counts["calendar"] < MAX_CALENDARS and self.frontier.admits(url):
                    self.counts["calendar"] += 1
                    yield self._request(url, self.parse_page, priority=0, depth=depth)

    def _follow_json(self, page: Page, templates: tuple[str, ...], depth: int, *, listing: bool) -> Iterator[Request]:
        answer = answers.read_answer(page.body, page.url, templates)
        if answer is None or not self.keeper.keep(page):
            return
        before = len(self.frontier.seen)
        for url, text in answer.links:
            yield from self._follow(Link(url, text), depth + 1, on_listing=listing)
        for fragment in answer.fragments[:500]:
            if (tree := links.parse(fragment.encode(), "utf-8")) is not None:
                yield from self._follow_found(links.read(tree, page.url), depth, listing=listing)
        if answer.following and len(self.frontier.seen) > before:
            yield from self._endpoint(endpoints.Endpoint(answer.following, templates), depth, following=True)

    def _endpoint(self, endpoint: endpoints.Endpoint, depth: int, *, following: bool = False) -> Iterator[Request]:
        if not following and self.counts["endpoint"] >= MAX_ENDPOINTS:
            return
        if not links.is_page(endpoint.url) or not self.frontier.admits(endpoint.url):
            return
        self.counts["endpoint"] += not following
        yield self._request(endpoint.url, self.parse_endpoint, priority=60, templates=endpoint.templates, depth=depth)

    def _follow(self, link: Link, depth: int, *, on_listing: bool) -> Iterator[Request]:
        """Ask for a linked page where it is worth it."""
        if link.url in self.frontier.seen:
            return
        if link.url.startswith("http:") and host(link.url) in self.secure:
            link = replace(link, url="https" + link.url[4:])
        if "?" in link.url:
            link = replace(link, url=self.noise.without(link.url))
        if link.url in self.frontier.seen or depth > self.provider.max_depth or not links.is_page(link.url):
            return
        points = likely.score(link, on_listing=on_listing) + (2 if link.page else 0)
        unlikely = points <= 0 and not self.provider.allow
        if unlikely and self.counts["unlikely"] >= UNLIKELY:
            return
        if self.frontier.admits(link.url):
            self.counts["unlikely"] += unlikely
            listing = (on_listing and link.page) or likely.is_listing(link.url)
            rank = 2 * points - depth - min(10, likely.years_past(link.url, self.year))
            request = self._request(link.url, self.parse_page, priority=rank, depth=depth, listing=listing)
            family = self.facets.holds(request)
            if family is not None:
                self.health.notes.setdefault(f"bounded: {family}: visited as long as it led to pages not known before")
                return
            self.plain += shape(link.url) is None
            if not listing and shape(link.url) is None and self.thrift.spared(link.url):
                self.spared.append((link.url, depth))
                return
            self.waiting[link.url] = points
            yield request

    def _request(
        self, url: str, callback: Callable[..., Any], *, priority: int, again: bool = False, **kwargs: Any
    ) -> Request:
        given = {} if again or callback != self.parse_page else self.thrift.conditions(url)
        return Request(
            url, callback, errback=self.failed, priority=priority, headers=given, meta={"asked": url}, cb_kwargs=kwargs
        )
