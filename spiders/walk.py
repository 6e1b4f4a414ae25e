"""The sitemaps of a crawl: where they stand, what they name, and when all of them were read."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders import sitemaps
from spiders.frontier import Frontier
from spiders.health import Health, reason_of
from spiders.politeness import Robots
from spiders.registry import Provider
from spiders.settings import SITEMAP_BYTES
from spiders.sitemaps import Sitemap
from spiders.urls import canonical, host, join

MAX_SITEMAPS = 100
LEVELS = 3
"""How deep indexes of sitemaps are followed."""
GUESSES = ("/sitemap.xml", "/sitemap_index.xml")
"""Where sitemaps stand that nothing names."""
LOOKS_LIKE_ONE = re.compile(rb"^\x1f\x8b|<(?:\w{1,20}:)?(?:urlset|sitemapindex)")


class SitemapWalk:
    """Asks for a provider's sitemaps, and gives what each names to the spider."""

    def __init__(
        self,
        provider: Provider,
        frontier: Frontier,
        health: Health,
        *,
        keep: Callable[[Response], None],
        follow: Callable[[Sitemap], Iterator[Request]],
    ) -> None:
        """`keep` archives a sitemap; `follow` gives the requests for the pages of one, and what else is due then."""
        self.provider, self.frontier, self.health = provider, frontier, health
        self._keep = keep
        self._follow = follow
        self._asked = 0
        self._waited_for = 0
        self._read = asyncio.Event()

    async def all_read(self) -> None:
        """Wait until every sitemap that was asked for was read, or could not be."""
        if self._waited_for:
            await self._read.wait()

    async def requests(self, starts: Sequence[str], robots: Robots | None) -> AsyncIterator[Request]:
        """Yield requests for the sitemaps that the registry or robots.txt name, or custom."""
        if not self.provider.max_depth:
            return
        named: list[str] = [canonical(url) for url in self.provider.sitemaps]
        first = (*starts, canonical(self.provider.website))
        origins = list(dict.fromkeys(f"{urlsplit(url).scheme}://{host(url)}" for url in first))
        for origin in origins:
            found = await robots.sitemaps_of(origin) if robots is not None else []
            named.extend(join(origin, url) for url in found)
        given = [(url, False) for url in named] + [(origin + guess, True) for origin in origins for guess in GUESSES]
        for url, guessed in given:
            for request in self._request(url, guessed=guessed):
                yield request

    def parse(self, response: Response, *, guessed: bool, level: int) -> Iterator[Request]:
        """Follow a sitemap's pages, or a sitemap index's sitemaps."""
        try:
            found = self._found(response, guessed=guessed)
            for url in found.sitemaps if level < LEVELS else []:
                yield from self._request(url, guessed=False, level=level + 1)
            yield from self._follow(found)
        finally:
            self._done()

    def _found(self, response: Response, *, guessed: bool) -> Sitemap:
        """Return what a sitemap holds; nothing, with a note in the report, where it can't be trusted."""
        if response.status != 200:
            if not guessed and response.status not in (404, 410):
                self.health.sitemap_broken(f"{response.url}: answered {response.status}")
            return Sitemap()
        if guessed and not LOOKS_LIKE_ONE.search(response.body[:2000]):
            return Sitemap()
        self._keep(response)
        try:
            return sitemaps.read_sitemap(response.body, response.url, limit=SITEMAP_BYTES)
        except sitemaps.SitemapError as error:
            self.health.sitemap_broken(str(error) if str(error).startswith("http") else f"{response.url}: {error}")
            return Sitemap()

    def failed(self, failure: Failure) -> None:
        """Count a sitemap that gave no response; one that was only guessed may be missing."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        code, words = reason_of(failure.value)
        if not request.cb_kwargs["guessed"] and code not in ("robots_forbids", "redirected_elsewhere"):
            self.health.sitemap_broken(f"{request.url}: {words}")
        self._done()

    def _done(self) -> None:
        self._waited_for -= 1
        if not self._waited_for:
            self._read.set()

    def _request(self, url: str, *, guessed: bool, level: int = 0) -> Iterator[Request]:
        own = bool(url) and host(url) in self.provider.hosts
        if not own or url in self.frontier.seen or self._asked >= MAX_SITEMAPS:
            return
        self.frontier.seen.add(url)
        self._asked += 1
        self._waited_for += 1
        meta = {"asked": url, "sitemap": True, "download_maxsize": SITEMAP_BYTES}
        yield Request(
            url, self.parse, errback=self.failed, priority=50, meta=meta,
            cb_kwargs={"guessed": guessed, "level": level},
        )  # fmt: skip
