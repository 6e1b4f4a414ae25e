"""Crawl one provider, in a process of its own.

Scrapy can't crawl twice in one process, and a crash or a hang in it may not take the refresh along. So `crawl` starts
`python -m spiders.crawl`, gives it the job as a line of JSON on standard input, and reads progress and the report as
lines of JSON from its standard output. The child ends when its standard input does: it never outlives its parent.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import msgspec

from spiders.archive import Archive, ArchiveError, Recording, Writer
from spiders.health import CrawlReport, Health
from spiders.registry import Provider

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

__all__ = ["CrawlReport", "Progress", "crawl"]

TIMEOUT = 30.0
"""Seconds a server has to answer, unless told otherwise."""
SILENCE = 180.0
"""Seconds without a sign of life after which the child is taken for hung."""
GRACE = 10.0
"""Seconds a stopped child has to end by itself."""
BEAT = 0.5
"""Seconds between two progress lines."""


class Progress(msgspec.Struct, kw_only=True):
    """How far a crawl is."""

    provider: str
    requests: int
    pages: int
    waiting: int
    """Addresses found and not visited yet."""


class Job(msgspec.Struct, kw_only=True):
    """What the child is to do."""

    provider: Provider
    run: str
    archive: str
    replay: list[str] = []
    timeout: float = 30.0
    refused_networks: list[str] = []


class Line(msgspec.Struct, omit_defaults=True):
    """A line from the child: one of the two."""

    progress: Progress | None = None
    report: CrawlReport | None = None


def crawl(
    provider: Provider,
    *,
    run: str,
    archive: Path,
    replay: Sequence[Path] = (),
    on_progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
    timeout: float = TIMEOUT,
    refused_networks: Sequence[str] = (),
) -> CrawlReport:
    """Crawl a provider and return how it went; its pages are then in `Archive(archive)` under `run`.

    With `replay`, recorded pages answer and no connection is made. Setting `cancel`, or Ctrl-C, ends the crawl within
    seconds. `timeout` is how long a server has to answer, in seconds. Networks in `refused_networks` (such as
    10.0.0.0/8) are refused even to a provider with private_network.
    The log is `<archive>/<provider>/<run>.log`. Whatever befalls the child is a report with state failed.
    Raises ArchiveError for a replay file that can't be read.
    """
    if replay:
        Recording(replay)
    folder = archive / provider.id
    folder.mkdir(parents=True, exist_ok=True)
    job = Job(
        provider=provider, run=run, archive=str(archive.resolve()),
        replay=[str(Path(path).resolve()) for path in replay], refused_networks=list(refused_networks), timeout=timeout,
    )  # fmt: skip
    started = time.monotonic()
    with (folder / f"{run}.log").open("wb") as log:
        child = _start(job, log)
        try:
            report, why = _listen(child, on_progress, cancel)
        finally:
            _end(child)
    if report is None:
        status = child.returncode
        detail = why or f"the crawling process ended with status {status}: {_last_line(folder / f'{run}.log')}"
        cause = "stopped" if cancel is not None and cancel.is_set() else "crashed"
        seconds = round(time.monotonic() - started, 3)
        return CrawlReport(provider=provider.id, run=run, state="failed", cause=cause, detail=detail, seconds=seconds)
    return report


def _last_line(log: Path) -> str:
    """Return the log's last line and where the rest of it is."""
    lines = log.read_bytes()[-4000:].decode("utf-8", "replace").split("\n")
    return f"{next((line.strip() for line in reversed(lines) if line.strip()), '')[:200]} (see {log})"


def _start(job: Job, log: IO[bytes]) -> subprocess.Popen[bytes]:
    root = Path(__file__).resolve().parent.parent
    path = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))
    child = subprocess.Popen(
        [sys.executable, "-m", "spiders.crawl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,  # Ctrl-C reaches the parent alone, which then stops the child in order
    )  # fmt: skip
    _tell(child, msgspec.json.encode(job))
    return child


def _tell(child: subprocess.Popen[bytes], line: bytes) -> None:
    """Send the child a line; a child that has ended does not hear it."""
    if child.stdin is not None:
        try:
            child.stdin.write(line + b"\n")
            child.stdin.flush()
        except (BrokenPipeError, ValueError):
            return


def _listen(
    child: subprocess.Popen[bytes], on_progress: Callable[[Progress], None] | None, cancel: threading.Event | None
) -> tuple[CrawlReport | None, str | None]:
    """Return the child's report, or None and why there is none where that is known."""
    lines: queue.Queue[bytes | None] = queue.Queue()
    threading.Thread(target=_pump, args=(child, lines), daemon=True).start()
    heard = time.monotonic()
    stop_by: float | None = None
    while True:
        if cancel is not None and cancel.is_set() and stop_by is None:
            _tell(child, b"stop")
            stop_by = time.monotonic() + GRACE
        if stop_by is not None and time.monotonic() > stop_by:
            return None, "the crawl was stopped"
        if time.monotonic() - heard > SILENCE:
            return None, f"the crawling process gave no sign of life for {SILENCE:.0f} seconds"
        try:
            raw = lines.get(timeout=0.2)
        except queue.Empty:
            continue
        if raw is None:
            return None, None
        heard = time.monotonic()
        try:
            line = msgspec.json.decode(raw, type=Line)
        except msgspec.DecodeError:
            continue
        if line.report is not None:
            return line.report, None
        if line.progress is not None and on_progress is not None:
            on_progress(line.progress)


def _pump(child: subprocess.Popen[bytes], lines: queue.Queue[bytes | None]) -> None:
    if child.stdout is not None:
        with child.stdout as stream:
            for line in stream:
                lines.put(line)
    lines.put(None)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Let the child end, or end it."""
    _tell(child, b"stop")
    if child.stdin is not None:
        with contextlib.suppress(BrokenPipeError):
            child.stdin.close()
    try:
        child.wait(timeout=GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def main() -> NoReturn:
    """Run the job that stands on standard input; the child's side."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints goes to the log
    job = msgspec.json.decode(sys.stdin.buffer.readline(), type=Job)
    recording = Recording([Path(path) for path in job.replay]) if job.replay else None
    started = time.monotonic()
    health = Health()
    with Archive(Path(job.archive)).writer(job.provider.id, job.run) as writer:
        finish, waiting = _Child(job, health, out).run(writer, recording)
    seconds = time.monotonic() - started
    report = health.report(job.provider.id, job.run, finish=finish, waiting=waiting, seconds=seconds)
    _say(out, Line(report=report))
    sys.stderr.flush()
    os._exit(0)  # all is written; taking the interpreter down in order would cost another second


def _say(out: IO[bytes], line: Line) -> None:
    out.write(msgspec.json.encode(line) + b"\n")
    out.flush()


class _Child:
    """The crawling process."""

    def __init__(self, job: Job, health: Health, out: IO[bytes]) -> None:
        self.job = job
        self.health = health
        self.out = out

    def run(self, writer: Writer, recording: Recording | None) -> tuple[str, int]:
        """Crawl; return Scrapy's finish reason and how many likely pages were left waiting."""
        from scrapy.crawler import Crawler
        from scrapy.utils.log import configure_logging
        from scrapy.utils.reactor import install_reactor

        from spiders.addresses import PublicResolver, networks
        from spiders.settings import settings
        from spiders.site import COURSE_LIKE, SiteSpider

        provider = self.job.provider
        refused = self.job.refused_networks
        values = settings(provider, replay=recording is not None, refused_networks=refused, timeout=self.job.timeout)
        configure_logging(values)
        install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
        from twisted.internet import reactor as module

        reactor: Any = module  # the module is the reactor; Twisted's types don't know
        resolver = PublicResolver(reactor, 10_000, 15.0)
        resolver.private_allowed = provider.private_network
        resolver.never = networks(refused)
        resolver.refused = self.health.private_names
        resolver.install_on_reactor()
        crawler = Crawler(SiteSpider, values)
        self._watch(crawler)
        done = crawler.crawl(
            provider=provider, writer=writer, health=self.health, clock=lambda: datetime.now(UTC), recording=recording
        )
        failures: list[object] = []
        done.addErrback(failures.append)
        done.addBoth(lambda _: reactor.callFromThread(reactor.stop))
        threading.Thread(target=self._hear, args=(crawler, reactor), daemon=True).start()
        reactor.run(installSignalHandlers=False)
        if failures:
            raise RuntimeError(str(failures[0]))
        spider = crawler.spider
        waiting = (
            sum(points >= COURSE_LIKE for points in spider.waiting.values()) if isinstance(spider, SiteSpider) else 0
        )
        return str(crawler.stats.get_value("finish_reason", "shutdown")), waiting

    def _watch(self, crawler: Crawler) -> None:
        """Count requests, keep to the budget, tell progress."""
        import asyncio

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
        import asyncio

        for line in sys.stdin.buffer:
            if line.strip() == b"stop":
                reactor.callFromThread(lambda: asyncio.ensure_future(crawler.stop_async()))
                reactor.callFromThread(reactor.callLater, GRACE / 2, reactor.crash)  # whatever still hangs
        if crawler.crawling:
            os._exit(3)


if __name__ == "__main__":
    try:
        main()
    except ArchiveError as error:
        sys.exit(str(error))
