"""The crawling process: runs Scrapy once, tells how far it is, and reports."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Collection
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import msgspec

from spiders.archive import Archive, ArchiveError, Recording
from spiders.copies import Copies
from spiders.health import Health
from spiders.job import GRACE, Job, Line, LinkLook, Progress
from spiders.urls import host
from spiders.writer import Writer

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

BEAT = 0.5
"""Seconds between two progress lines."""


def main(*, clock: Callable[[], datetime]) -> NoReturn:
    """Run the job that stands on standard input, and end the process. `clock` gives each page its time of fetching."""
    try:
        _work(clock)
    except ArchiveError as error:
        sys.exit(str(error))
    sys.stderr.flush()
    os._exit(0)  # all is written; taking the interpreter down in order would cost another second


def _work(clock: Callable[[], datetime]) -> None:
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints goes to the log
    # its deprecated names look through the whole stack when they are made, so it is loaded where that is short
    import_module("scrapy.core.downloader.contextfactory")
    job = msgspec.json.decode(sys.stdin.buffer.readline(), type=Job)
    recording = Recording([Path(path) for path in job.replay]) if job.replay else None
    if job.links:
        _say(out, Line(looks=_Child(job, Health(), out, clock).look()))
        return
    started = time.monotonic()
    health = Health(full=job.full, lastmod_lies=not job.trusts_lastmod)
    copies = None if recording else Archive(Path(job.archive)).copies(job.provider.id)
    with Archive(Path(job.archive)).writer(job.provider.id, job.run) as writer:
        finish, waiting = _Child(job, health, out, clock).run(writer, recording, copies)
    seconds = time.monotonic() - started
    report = health.report(job.provider.id, job.run, finish=finish, waiting=waiting, seconds=seconds)
    _say(out, Line(report=report))


def _say(out: IO[bytes], line: Line) -> None:
    out.write(msgspec.json.encode(line) + b"\n")
    out.flush()


class _Child:
    """The crawling process."""

    def __init__(self, job: Job, health: Health, out: IO[bytes], clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.job = job
        self.health = health
        self.out = out

    def run(self, writer: Writer, recording: Recording | None, copies: Copies | None) -> tuple[str, int]:
        """Crawl; return Scrapy's finish reason and how many likely pages were left waiting."""
        from spiders.leads import LeadBook
        from spiders.site import COURSE_LIKE, SiteSpider
        from spiders.thrift import Thrift

        provider = self.job.provider
        thrift = Thrift(copies, self.health, day=self.clock().date(), trusts_lastmod=self.job.trusts_lastmod)
        book = LeadBook(None if recording else Path(self.job.archive) / provider.id)
        crawler = self._crawl(
            SiteSpider, recorded=recording is not None, provider=provider, writer=writer, health=self.health,
            clock=self.clock, thrift=thrift, book=book, recording=recording,
        )  # fmt: skip
        book.save()
        spider = crawler.spider
        waiting = (
            sum(points >= COURSE_LIKE for points in spider.waiting.values()) if isinstance(spider, SiteSpider) else 0
        )
        return str(crawler.stats.get_value("finish_reason", "shutdown")), waiting

    def look(self) -> dict[str, LinkLook]:
        """Look whether links lead somewhere."""
        from spiders.watch import WatchSpider

        hosts = {host(url) for url in self.job.links}
        spider = self._crawl(WatchSpider, hosts=hosts, urls=self.job.links).spider
        return spider.looks if isinstance(spider, WatchSpider) else {}

    def _crawl(
        self, kind: type[Spider], *, recorded: bool = False, hosts: Collection[str] = (), **given: object
    ) -> Crawler:
        """Run a spider to its end."""
        from scrapy.crawler import Crawler
        from scrapy.utils.log import configure_logging
        from scrapy.utils.reactor import install_reactor

        from spiders.addresses import PublicResolver, networks
        from spiders.settings import settings

        provider, refused = self.job.provider, self.job.refused_networks
        values = settings(
            provider, replay=recorded, refused_networks=refused, timeout=self.job.timeout, hosts=hosts,
        )  # fmt: skip
        configure_logging(values)
        logging.disable(logging.DEBUG)  # Scrapy makes a record for every answer, for the log to drop it
        install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
        from twisted.internet import reactor as module

        reactor: Any = module  # the module is the reactor; Twisted's types don't know
        resolver = PublicResolver(reactor, 10_000, 15.0)
        resolver.private_allowed = provider.private_network
        resolver.never = networks(refused)
        resolver.refused = self.health.private_names
        resolver.install_on_reactor()
        crawler = Crawler(kind, values)
        self._watch(crawler)
        done = crawler.crawl(**given)
        failures: list[object] = []
        done.addErrback(failures.append)
        done.addBoth(lambda _: reactor.callFromThread(reactor.stop))
        threading.Thread(target=self._hear, args=(crawler, reactor), daemon=True).start()
        reactor.run(installSignalHandlers=False)
        if failures:
            raise RuntimeError(str(failures[0]))
        return crawler

    def _watch(self, crawler: Crawler) -> None:
        """Count requests, keep to the budget, tell progress."""
        from scrapy import signals

        closing: list[object] = []

        def reached(request: object, spider: object) -> None:
            self.health.requests += 1
            if self.health.requests >= self.job.provider.max_pages and not closing:
                closing.append(asyncio.ensure_future(crawler.engine.close_spider_async(reason="budget")))

        def tell() -> None:
            spider = crawler.spider
            waiting = len(getattr(spider, "waiting", ()))
            progress = Progress(
                provider=self.job.provider.id, requests=self.health.requests, pages=self.health.pages, waiting=waiting
            )
            _say(self.out, Line(progress=progress))
            if crawler.crawling:
                asyncio.get_running_loop().call_later(BEAT, tell)

        def broke(failure: Failure, response: Response, spider: object) -> None:
            self.health.request_failed(response.url, "error", f"{failure.type}: {failure.value}", start=False)

        crawler.signals.connect(broke, signals.spider_error, weak=False)
        crawler.signals.connect(reached, signals.request_reached_downloader, weak=False)
        crawler.signals.connect(tell, signals.engine_started, weak=False)

    def _hear(self, crawler: Crawler, reactor: Any) -> None:
        """Stop on the word of the parent; end at once when the parent is gone."""
        for line in sys.stdin.buffer:
            if line.strip() == b"stop":
                reactor.callFromThread(lambda: asyncio.ensure_future(crawler.stop_async()))
                reactor.callFromThread(reactor.callLater, GRACE / 2, reactor.crash)  # whatever still hangs
        if crawler.crawling:
            os._exit(3)
