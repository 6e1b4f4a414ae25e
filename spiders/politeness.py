"""Politeness: robots.txt as RFC 9309 wants it, Crawl-delay, Retry-After, never faster than the registry allows."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING

from scrapy import Request, signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser

from spiders.urls import host

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)

AGENT = "lloket"
"""The name robots.txt knows this crawler by."""
ROBOTS_BYTES = 500 * 1024
"""How much of a robots.txt is read, RFC 9309 section 2.5."""
MAX_CRAWL_DELAY = 30.0
"""The longest Crawl-delay that is honoured, in seconds."""
MAX_RETRY_AFTER = 120.0
"""The longest Retry-After that is waited for, in seconds; a host that asks for more is left."""
PAUSE = 10.0
"""How long a host rests that says 429 without Retry-After, in seconds."""
MAX_PAUSES = 5
"""How often in a row a host may ask to wait before it is left."""
SPARE = 1.25
"""The mean delay over the least delay: jitter of a fifth then only ever adds."""


class RobotsForbidError(IgnoreRequest):
    """robots.txt forbids the address."""


class RobotsUnreachableError(IgnoreRequest):
    """robots.txt could not be had (5xx, time-out, broken), so nothing of the host may be fetched."""


class HostLeftError(IgnoreRequest):
    """The host asked for a longer rest than a crawl can give it."""


class Robots(RobotsTxtMiddleware):
    """robots.txt after RFC 9309.

    Scrapy 2.14 to 2.19 lets the third and later of the requests through that wait for one robots.txt; here all await
    one shared task per host. 5xx, 429, time-outs and network errors mean that nothing is allowed; other 4xx, and more
    than five redirects, that everything is.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._tasks: dict[str, asyncio.Task[RobotParser | RobotsUnreachableError | None]] = {}
        self.sitemaps: dict[str, list[str]] = {}

    async def process_request(self, request: Request, spider: object = None) -> None:
        """Raise RobotsForbidError or RobotsUnreachableError for a request that may not be made."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self._rules(request.url)
        if isinstance(rules, RobotsUnreachableError):
            raise RobotsUnreachableError(str(rules)) from rules.__cause__
        if rules is not None and not rules.allowed(request.url, AGENT):
            self._stats.inc_value("robotstxt/forbidden")
            raise RobotsForbidError(f"robots.txt forbids {request.url}")

    async def sitemaps_of(self, url: str) -> list[str]:
        """Return the sitemaps that the robots.txt of the address's host names."""
        await self._rules(url)
        return self.sitemaps.get(_origin(url), [])

    async def _rules(self, url: str) -> RobotParser | RobotsUnreachableError | None:
        origin = _origin(url)
        if origin not in self._tasks:
            self._tasks[origin] = asyncio.ensure_future(self._fetch(origin))
        return await asyncio.shield(self._tasks[origin])

    async def _fetch(self, origin: str) -> RobotParser | RobotsUnreachableError | None:
        """Return the rules, None where there are none, or why robots.txt could not be had."""
        url = f"{origin}/robots.txt"
        meta = {"dont_obey_robotstxt": True, "robots": True, "download_maxsize": 4 * ROBOTS_BYTES}
        request = Request(url, priority=self.DOWNLOAD_PRIORITY, meta=meta, callback=NO_CALLBACK, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except IgnoreRequest as error:
            return None if "max redirections" in str(error) else _unreachable(url, error)
        except Exception as error:  # noqa: BLE001 - whatever a connection raises, RFC 9309 2.3.1.4 has one answer
            return _unreachable(url, error)
        if response.status >= 500 or response.status == 429:
            return RobotsUnreachableError(f"{url} answered {response.status}")
        if response.status >= 300:
            return None
        keep = getattr(self.crawler.spider, "keep_source", None)
        if keep is not None:
            keep(response)
        return self._parsed(origin, response.body)

    def _parsed(self, origin: str, body: bytes) -> RobotParser:
        if len(body) > ROBOTS_BYTES:
            body = body[: body.rfind(b"\n", 0, ROBOTS_BYTES) + 1]
        rules = ProtegoRobotParser(body, self.crawler.spider)
        self.sitemaps[origin] = list(rules.rp.sitemaps)[:50]
        delay = rules.crawl_delay(AGENT)
        throttle = self.crawler.get_extension(Throttle)
        if delay and delay > 0 and throttle is not None:
            throttle.slow_down(Request(origin), min(delay, MAX_CRAWL_DELAY))
        return rules


class Throttle(AutoThrottle):
    """AutoThrottle that never goes below what a host's robots.txt asks for."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._least: dict[str, float] = {}
        self._good = Response("")

    def slow_down(self, request: Request, delay: float) -> None:
        """Hold the host of the request to at least `delay` seconds between two requests, for the rest of the crawl."""
        downloader = self.crawler.engine.downloader
        key, slot = downloader._get_slot(request)
        least = max(delay * SPARE, slot.delay)
        self._least[key] = slot.delay = least
        downloader.per_slot_settings[key] = {"delay": least}

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        """Take "not modified" for the good answer it is: Scrapy lets nothing but a 200 shorten the delay again."""
        super()._adjust_delay(slot, latency, self._good if response.status == 304 else response)

    def answered(self, key: str, slot: Slot, latency: float, status: int) -> None:
        """Take in how many seconds a host needed for an answer that did not come through the downloader."""
        self._adjust_delay(slot, latency, Response("", status))
        slot.delay = max(slot.delay, self._least.get(key, 0.0))

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if slot is not None:
            slot.delay = max(slot.delay, self._least.get(str(key), 0.0))


class RetryAfter:
    """Downloader middleware: a host that says 429, or 503 with Retry-After, is given its rest, or left."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.left: dict[str, str] = {}
        self._pauses: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RetryAfter:
        """Build it; it hears of an answer before the downloader sends the next request to the host."""
        rests = cls(crawler)
        crawler.signals.connect(rests.answered, signals.response_downloaded)
        return rests

    def process_request(self, request: Request) -> None:
        """Raise HostLeftError for a host that was left."""
        reason = self.left.get(host(request.url))
        if reason:
            raise HostLeftError(reason)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the retry middleware from asking a host that was left."""
        if host(request.url) in self.left:
            request.meta["dont_retry"] = True
        return response

    def answered(self, response: Response, request: Request) -> None:
        """Pause the host's queue as long as it asks, or leave the host and what waits for it."""
        name = host(request.url)
        header = (response.headers.get("Retry-After") or b"").decode("latin-1")
        if response.status != 429 and not (response.status == 503 and header):
            self._pauses[name] = 0
            return
        seconds = retry_after(header, self._now(response))
        seconds = PAUSE if seconds is None else seconds
        self._pauses[name] = self._pauses.get(name, 0) + 1
        slot = self.crawler.engine.downloader._get_slot(request)[1]
        if seconds > MAX_RETRY_AFTER or self._pauses[name] > MAX_PAUSES:
            reason = f"{request.url}: answered {response.status}, Retry-After {header[:40] or 'not given'}"
            self.left[name] = reason
            while slot.queue:
                slot.queue.popleft()[1].errback(HostLeftError(reason))
            return
        slot.delay = max(slot.delay, 0.01)  # a slot without any delay would not look at lastseen
        slot.lastseen = max(slot.lastseen, monotonic() + seconds)

    @staticmethod
    def _now(response: Response) -> datetime:
        """Return the server's own time, by which its Retry-After date is to be understood; else this machine's."""
        own = _http_date((response.headers.get("Date") or b"").decode("latin-1"))
        return own or datetime.now(UTC)


def retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds a Retry-After header asks for (RFC 9110 section 10.2.3), None where it can't be read."""
    text = value.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    when = _http_date(text)
    return None if when is None else max(0.0, (when - now).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(text[:60])
    except (ValueError, TypeError, IndexError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _unreachable(url: str, error: Exception) -> RobotsUnreachableError:
    """Return the error for a robots.txt that could not be had, with what stood in the way as its cause."""
    logger.info("%s: %s: %s", url, type(error).__name__, error)
    unreachable = RobotsUnreachableError(f"{url}: {error}")
    unreachable.__cause__ = error
    return unreachable


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0].partition('?')[0].partition('#')[0]}"
