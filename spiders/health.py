"""How a crawl went: what was counted on the way, and the state and cause that follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

from spiders.addresses import ForeignHostError, PrivateAddressError
from spiders.job import CrawlReport, State
from spiders.politeness import HostLeftError, RobotsForbidError, RobotsUnreachableError
from spiders.replay import NotRecordedError

MAX_LISTED = 200
"""How many failures and redirects a report lists."""
TOLERATED = 3
TOLERATED_SHARE = 0.02
"""A crawl is complete with so many failed pages, or this share of its requests (made or spared), whichever is more."""
STOPS = {
    "shutdown": "the crawl was stopped before its end",
    "closespider_timeout": "the crawl took longer than its requests may take, and was stopped",
    "closespider_errorcount": "too many pages broke the spider",
    "memusage_exceeded": "the crawl needed too much memory, and was stopped",
}
"""Scrapy's finish reasons in words."""
WRAPPED = re.compile(r"twisted\.python\.failure\.Failure (?:\w+\.)*(\w+): (.*?)>?\]?$")
"""How Twisted writes what a response failed with."""
HARMLESS = {"robots_forbids", "redirected_elsewhere"}
"""Reasons not to have a page that are no fault of the crawl."""

EXCEPTIONS: tuple[tuple[type[BaseException], str], ...] = (
    (PrivateAddressError, "private_address"),
    (ForeignHostError, "redirected_elsewhere"),
    (RobotsForbidError, "robots_forbids"),
    (RobotsUnreachableError, "robots_unreachable"),
    (HostLeftError, "host_left"),
    (NotRecordedError, "not_recorded"),
    (CannotResolveHostError, "dns"),
    (DownloadTimeoutError, "timeout"),
    (DownloadConnectionRefusedError, "host_down"),
    (DownloadCancelledError, "too_large"),
    (ResponseDataLossError, "cut_off"),
)
MARKS = (
    (("max redirections",), "redirect_loop"),
    (("parseerror", "badheaders", "badstatus"), "not_html"),
    (("download_maxsize", "max size"), "too_large"),
    (("certificate", "ssl", "tls", "verificationerror", "mismatch"), "certificate"),
    (("timeout", "timed out"), "timeout"),
    (("ignorerequest",), "error"),
)
"""Words in an exception that tell what Scrapy and Twisted have no class of their own for, and the code."""


@dataclass
class Health:
    """Counts while a crawl runs."""

    requests: int = 0
    pages: int = 0
    failed: int = 0
    unchanged: int = 0
    bytes: int = 0
    saved: int = 0
    full: bool = True
    lying: bool = False
    spared: int = 0
    lastmod_lies: bool = False
    forbidden: int = 0
    not_recorded: int = 0
    gone: dict[str, int] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    start_causes: list[tuple[str, str]] = field(default_factory=list)
    """(code, words) for every start page that failed."""
    causes: dict[str, str] = field(default_factory=dict)
    """Code to words of the first time it was met, for the rest of the crawl."""
    sitemaps: list[str] = field(default_factory=list)
    """What is wrong with sitemaps."""
    private_names: dict[str, str] = field(default_factory=dict)
    """Host names that resolved to a private address, filled by the resolver."""

    def request_failed(self, url: str, code: str, words: str, *, start: bool) -> None:
        """Count an address that gave no page."""
        words = words if url in words else f"{url}: {words}"
        if start:
            self.start_causes.append((code, words))
        self.causes.setdefault(code, words)
        if code == "robots_forbids":
            self.forbidden += 1
        if code in HARMLESS and not start:
            return
        self.failed += 1
        self.not_recorded += code == "not_recorded"
        if len(self.failures) < MAX_LISTED:
            self.failures[url] = f"{code}: {words}"[:300]

    def failed_with(self, url: str, error: BaseException | None, *, asked: str, start: bool) -> None:
        """Count an address whose request ended in an error; `asked` is the address as it was found."""
        code, words = reason_of(error)
        private = self.private_names.get(urlsplit(url).hostname or "") if code == "dns" else None
        if private:
            code, words = "private_address", f"{url} leads to {private}, an address of a private network"
        self.request_failed(asked, code, words, start=start)

    def answered_badly(self, url: str, status: int, *, start: bool) -> None:
        """Count an address that answered with an error."""
        words = f"{url} answered {status}"
        if status in (404, 410):
            self.gone[url] = status
            if start:
                self.request_failed(url, "not_found", words, start=True)
            return
        code = "blocked" if status in (401, 403, 407, 429, 451) else "server_error" if status >= 500 else "not_found"
        self.request_failed(url, code, words, start=start)

    def not_html(self, url: str, *, blank: bool, start: bool) -> None:
        """Count an answer that holds no page; only a start page must hold one."""
        if start and not blank:
            self.request_failed(url, "not_html", f"{url} answered with something that is no web page", start=True)
        elif start:
            self.request_failed(url, "empty", f"{url} answered with an empty page", start=True)

    def page_kept(self, url: str, size: int) -> None:
        """Count a page."""
        self.pages += 1
        self.bytes += size

    def page_unchanged(self, size: int) -> None:
        """Count a page that the archive has as it is."""
        self.pages += 1
        self.unchanged += 1
        self.saved += size

    def page_spared(self, size: int, *, times: int = 1) -> None:
        """Count a page that was not asked for; `times` is -1 where it is asked for after all."""
        self.pages += times
        self.unchanged += times
        self.spared += times
        self.saved += times * size

    def lastmod_lied(self, url: str) -> None:
        """Note a sitemap whose `lastmod` can't be trusted."""
        self.lastmod_lies = True
        self.notes.setdefault(f"lastmod: {url} changed though the sitemap says that it did not")

    def lied(self, url: str) -> None:
        """Note a server whose validators can't be trusted."""
        self.lying = True
        self.notes.setdefault(f"validators: {url} changed though its ETag and Last-Modified did not")

    def redirected(self, asked: str, final: str) -> None:
        """Note where an address led."""
        if len(self.redirects) < 10 * MAX_LISTED:
            self.redirects[asked] = final

    def sitemap_broken(self, words: str) -> None:
        """Note a sitemap that can't be trusted."""
        self.sitemaps.append(words)
        self.notes.setdefault(f"sitemap: {words}"[:300])

    def bounded(self, family: str, most: int) -> None:
        """Note a family of addresses of which only some were visited."""
        if len(self.notes) < MAX_LISTED:
            self.notes.setdefault(f"bounded: {family}: only {most} of these addresses were visited")

    def judge(self, *, finish: str, waiting: int) -> tuple[State, str | None, str | None]:
        """Return state, cause and detail. `finish` is Scrapy's reason; `waiting` counts likely pages not visited."""
        trouble = next(self._troubles(finish, waiting), None)
        if self.pages == 0:
            first = next(iter(self.causes.items()), ("empty", "no page was found"))
            return "failed", *(trouble if trouble and (self.start_causes or trouble[0] == "stopped") else first)
        return ("incomplete", *trouble) if trouble else ("complete", None, None)

    def _troubles(self, finish: str, waiting: int) -> Iterator[tuple[str, str]]:
        """Yield what keeps the crawl from being complete, code and words, the gravest first."""
        if finish not in ("finished", "budget"):
            yield "stopped", STOPS.get(finish, f"the crawl was stopped before its end ({finish})")
        if "host_left" in self.causes:
            yield "host_left", self.causes["host_left"]
        yield from self.start_causes
        if self.sitemaps:
            yield "sitemap_broken", self.sitemaps[0]
        if finish == "budget" and waiting:
            yield "budget", f"the budget of requests was spent while {waiting} likely pages waited"
        if self.failed > max(TOLERATED, TOLERATED_SHARE * (self.requests + self.spared)):
            if self.failed - self.not_recorded <= TOLERATED:
                yield "not_recorded", f"{self.not_recorded} addresses are not in the recording"
            else:
                yield "pages_failed", self._commonest()

    def report(self, provider: str, run: str, *, finish: str, waiting: int, seconds: float) -> CrawlReport:
        """Return the report of a crawl that ended."""
        state, cause, detail = self.judge(finish=finish, waiting=waiting)
        notes = list(self.notes)
        if self.forbidden:
            notes.append(f"robots.txt forbids {self.forbidden} of the addresses found")
        return CrawlReport(
            provider=provider, run=run, state=state, cause=cause, detail=" ".join((detail or "").split())[:500] or None,
            requests=self.requests, pages=self.pages, failed=self.failed, bytes=self.bytes,
            unchanged=self.unchanged, saved=self.saved, full=self.full, lying=self.lying,
            spared=self.spared, lastmod_lies=self.lastmod_lies, seconds=round(seconds, 3),
            gone=dict(sorted(self.gone.items())), failures=dict(sorted(self.failures.items())),
            redirects=dict(sorted(self.redirects.items())), notes=sorted(notes),
        )  # fmt: skip

    def _commonest(self) -> str:
        """Return how many pages failed, and of what most of them."""
        codes = [words.partition(":")[0] for words in self.failures.values()]
        code = max(sorted(set(codes)), key=codes.count)
        example = next(url for url, words in sorted(self.failures.items()) if words.startswith(code))
        return f"{self.failed} of {self.requests} requests failed, most with {code}, such as {example}"


def reason_of(error: BaseException | None) -> tuple[str, str]:
    """Return the code and the words of what a request failed with."""
    words = " ".join(str(error).split())[:300]
    if inner := WRAPPED.search(words):
        words = f"{inner[1]}: {inner[2]}"
    if isinstance(error, RobotsUnreachableError) and error.__cause__ is not None:
        code = reason_of(error.__cause__)[0]
        return ("robots_unreachable" if code in ("too_large", "cut_off", "error", "host_left") else code), words
    for kind, code in EXCEPTIONS:
        if isinstance(error, kind):
            return code, words
    low = f"{error!r} {words}".lower()
    for marks, code in MARKS:
        if any(mark in low for mark in marks):
            return code, words
    return "host_down", f"{type(error).__name__}: {words}"
