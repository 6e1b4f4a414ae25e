"""Asking whether known pages changed (conditional requests, RFC 9110 section 13) at a fraction of a download's cost.

Such a request obeys the same middlewares and waits in the same slot of its host as any other; what it does without is
the engine that carries pages. An answer other than "not modified" is not read: the page is then asked for as ever.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
from itertools import count
from time import monotonic
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals
from scrapy.downloadermiddlewares.defaultheaders import DefaultHeadersMiddleware
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.useragent import UserAgentMiddleware
from scrapy.exceptions import DontCloseSpider, IgnoreRequest
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.python.failure import Failure

from spiders.addresses import HostCheck
from spiders.heads import Head, Heads
from spiders.politeness import RetryAfter, Robots, Throttle
from spiders.thrift import is_same

if TYPE_CHECKING:
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

CREDIT = 3.0
"""How many answers in a row may be other than "not modified" before a host is asked in the ordinary way only."""
EARNED = 0.1
"""Credit that an answer "not modified" gives back: about one page in ten may have changed."""
DISCLOSING = (DefaultHeadersMiddleware, UserAgentMiddleware, HttpCompressionMiddleware)
"""The middlewares that say who asks and what is understood."""


class Revalidation:
    """Asks whether pages changed, of each host one at a time."""

    def __init__(self, crawler: Crawler) -> None:
        """To be built within a crawl."""
        from twisted.internet import reactor as module

        reactor: Any = module  # the module is the reactor; Twisted's types don't know
        self.crawler = crawler
        self._engine: Any = crawler.engine
        self._heads = Heads(
            lambda name: maybe_deferred_to_future(reactor.resolve(name)),
            timeout=crawler.settings.getfloat("DOWNLOAD_TIMEOUT"),
        )
        self._hosts, self._rests = _middleware(crawler, HostCheck), _middleware(crawler, RetryAfter)
        self._robots = _middleware(crawler, Robots)
        self._throttle = crawler.get_extension(Throttle)
        example = Request("http://example.invalid/")
        for one in DISCLOSING:
            _middleware(crawler, one).process_request(example)
        self._fields = _fields(example)
        self._queues: dict[str, list[tuple[int, int, Request]]] = {}
        self._credit: dict[str, float] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._left: dict[str, asyncio.Event] = {}
        self._number = count()
        crawler.signals.connect(self._idle, signals.spider_idle)
        crawler.signals.connect(self._closed, signals.spider_closed)
        crawler.signals.connect(self._request_left, signals.request_left_downloader)

    def takes(self, request: Request) -> bool:
        """Queue a conditional request, unless its host gave too many other answers."""
        key = self._engine.downloader.get_slot_key(request)
        if self._credit.setdefault(key, CREDIT) <= 0:
            return False
        heapq.heappush(self._queues.setdefault(key, []), (-request.priority, next(self._number), request))
        if key not in self._tasks:
            self._tasks[key] = asyncio.ensure_future(self._ask_all(key))
        return True

    async def _ask_all(self, key: str) -> None:
        """Ask for the pages of a host, the likeliest first, until there are none."""
        queue, crawl = self._queues[key], self._engine.crawl
        try:
            while queue and self._is_open():
                request = heapq.heappop(queue)[2]
                unchanged = self._credit[key] > 0 and await self._is_unchanged(key, request)
                if not self._is_open():
                    return
                for following in self._following(request) if unchanged else [request]:
                    crawl(following)
        finally:
            del self._tasks[key]
            if self._is_open():
                self._engine._slot.nextcall.schedule()  # it may be all that the engine waited for

    def _following(self, request: Request) -> list[Request]:
        """Return what the spider makes of a page that did not change."""
        answer = Response(request.url, 304, request=request)
        try:
            return list(request.callback(answer, **request.cb_kwargs)) if request.callback is not None else []
        except Exception:  # noqa: BLE001 - as Scrapy does with what goes wrong in a spider
            failure: Any = Failure()  # type: ignore[no-untyped-call]  # of Twisted
            self._send(signals.spider_error, failure=failure, response=answer)
            return []

    async def _is_unchanged(self, key: str, request: Request) -> bool:
        """Ask whether a page is as it was; False where that is not certain."""
        try:
            self._hosts.process_request(request)
            self._rests.process_request(request)
            await self._robots.process_request(request)
        except IgnoreRequest:  # the ordinary request meets it too, and counts it
            return False
        try:
            head = await self._ask(key, request)
        except Exception as error:  # noqa: BLE001 - whatever it is, the ordinary request meets it too, and counts it
            logger.info("%s: %s: %s", request.url, type(error).__name__, error)
        else:
            if head.status == 304 and is_same(request, head.headers):
                self._credit[key] = min(CREDIT, self._credit[key] + EARNED)
                return True
        self._credit[key] -= 1
        return False

    async def _ask(self, key: str, request: Request) -> Head:
        """Ask, when it is the request's turn, as Scrapy's downloader would."""
        downloader = self._engine.downloader
        slot = downloader._get_slot(request)[1]
        request.meta["download_slot"] = key
        slot.active.add(request)
        try:
            await self._turn(key, slot)
            slot.transferring.add(request)
            await self._rest(slot)
            self._rests.process_request(request)  # the host may have been left meanwhile
            self._send(signals.request_reached_downloader, request=request)
            began = slot.lastseen = monotonic()
            head = await self._heads.get(request.url, self._fields | _fields(request))
            if self._throttle is not None:
                self._throttle.answered(key, slot, monotonic() - began, head.status)
            if head.status == 429 or head.status >= 500:
                answer = Response(request.url, head.status, dict(head.headers), request=request)
                self._rests.answered(answer, request)
                request.meta["retry_times"] = 1
        except TimeoutError:
            request.meta["retry_times"] = 1
            raise
        finally:
            slot.active.discard(request)
            slot.transferring.discard(request)
            if slot.queue:
                downloader._process_queue(slot)
        return head

    async def _turn(self, key: str, slot: Slot) -> None:
        """Wait until nobody else asks the host, or waits to."""
        left = self._left.setdefault(key, asyncio.Event())
        while slot.transferring or slot.queue:
            left.clear()
            await left.wait()

    async def _rest(self, slot: Slot) -> None:
        """Wait as long as the host is to be left in peace."""
        delay = slot.download_delay()
        while (wait := slot.lastseen + delay - monotonic()) > 0:
            await asyncio.sleep(wait)

    def _send(self, signal: object, **told: object) -> None:
        self.crawler.signals.send_catch_log(signal, spider=self.crawler.spider, **told)

    def _request_left(self, request: Request) -> None:
        """Wake who waits for the slot that a request of Scrapy's left."""
        if left := self._left.get(request.meta.get("download_slot", "")):
            left.set()

    def _is_open(self) -> bool:
        """Tell whether the crawl goes on."""
        engine = self._engine
        return bool(engine.running and engine._slot is not None and engine._slot.closing is None)

    def _idle(self) -> None:
        """Keep the crawl from ending while pages are asked for."""
        if self._tasks:
            raise DontCloseSpider

    def _closed(self) -> None:
        """Let go of what is still being asked."""
        for task in self._tasks.values():
            task.cancel()
        self._heads.close()


def _fields(request: Request) -> dict[str, str]:
    """Return the headers of a request."""
    return {str(name): str(value) for name, value in request.headers.to_unicode_dict().items()}


def _middleware(crawler: Crawler, kind: type) -> Any:
    """Return a middleware without which nothing may be asked; raises RuntimeError where it is switched off."""
    found = crawler.get_downloader_middleware(kind)
    if found is None:
        raise RuntimeError(f"{kind.__name__} is switched off")
    return found
