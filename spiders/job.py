"""What passes between a crawl and its child process, as lines of JSON. Needs no Scrapy: a parent starts fast."""

from __future__ import annotations

from typing import Literal

import msgspec

from spiders.registry import Provider

State = Literal["complete", "incomplete", "failed"]
GRACE = 6.0
"""Seconds a stopped child has to end by itself."""


class CrawlReport(msgspec.Struct, kw_only=True):
    """What came of one provider's crawl."""

    provider: str
    run: str
    state: State
    """failed: nothing usable came; incomplete: not to be trusted as the whole site; complete."""
    cause: str | None = None
    """Code of the gravest trouble: host_down, dns, timeout, certificate, server_error, blocked,
    not_found, robots_forbids, robots_unreachable, redirected_elsewhere, redirect_loop, private_address, not_html,
    empty, sitemap_broken, budget, host_left, too_large, cut_off, not_recorded, pages_failed, stopped, crashed."""
    detail: str | None = None
    """The cause in words, a line, with the address and the status."""
    requests: int = 0
    """Requests made, with robots.txt, sitemaps, redirects and second tries."""
    pages: int = 0
    """Pages kept that answered 200."""
    failed: int = 0
    """Addresses that gave no page though they should have."""
    unchanged: int = 0
    """Pages of these that are as the archive has them: the server said so, or its sitemap."""
    spared: int = 0
    """Pages of these that were not even asked for, because the sitemap says that they did not change."""
    bytes: int = 0
    """Size of the pages fetched, unpacked."""
    saved: int = 0
    """Size of the pages that were not fetched again because they are unchanged."""
    full: bool = True
    """Whether every page was fetched, also what seems unchanged."""
    lying: bool = False
    """Whether the server calls pages unchanged that did change."""
    lastmod_lies: bool = False
    """Whether the sitemap calls pages unchanged that did change, as this crawl or one before it found out."""
    seconds: float = 0.0
    gone: dict[str, int] = {}
    """Address to 404 or 410."""
    failures: dict[str, str] = {}
    """Address to reason; at most 200."""
    redirects: dict[str, str] = {}
    """Address asked for to address that answered; at most 2000."""
    notes: list[str] = []
    """What else is worth knowing, such as a calendar that was bounded."""

    def figures(self) -> dict[str, object]:
        """Return what is kept with the run: numbers and remarks, not addresses."""
        return {
            "requests": self.requests, "pages": self.pages, "unchanged": self.unchanged, "failed": self.failed,
            "gone": len(self.gone), "bytes": self.bytes, "saved": self.saved, "full": self.full,
            "lying": self.lying, "spared": self.spared, "lastmod_lies": self.lastmod_lies,
            "seconds": self.seconds, "notes": self.notes,
        }  # fmt: skip


class LinkLook(msgspec.Struct, frozen=True):
    """What came of looking whether a link leads somewhere."""

    alive: bool | None
    """None where that can't be told: robots.txt forbids to look, or the server refuses us."""
    words: str
    """The answer in words."""


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
    full: bool = True
    """Fetch every page, also one that the server would say is unchanged."""
    trusts_lastmod: bool = True
    """Whether pages that the sitemap says did not change need not be asked for."""
    links: list[str] = []
    """Look whether these links lead somewhere, and do nothing else."""
    timeout: float = 30.0
    refused_networks: list[str] = []


class Line(msgspec.Struct, omit_defaults=True):
    """A line from the child: one of the three."""

    progress: Progress | None = None
    report: CrawlReport | None = None
    looks: dict[str, LinkLook] | None = None
