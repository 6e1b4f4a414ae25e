"""A trial visit to a site that is no provider yet: what would be read, without anything being kept."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from acts.refused import Refused
from job import Watcher
from normalize.course import Course, completeness
from normalize.freshness import PageState, judge
from readers import Readers, read_archive
from spiders.crawl import CrawlReport, crawl
from spiders.registry import Provider, is_web_address
from spiders.registry_edit import host_of, slug_of

PAGES = 40
"""Requests of a trial visit."""
DEPTH = 3
"""Links that it follows from the start."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a trial visit found."""

    provider: Provider
    """The site as a provider, not in the registry."""
    report: CrawlReport
    """How the visit went."""
    courses: tuple[Course, ...]
    """As the desk would show them today, before duplicates are joined."""
    pages: int
    """Pages that were read."""


def stranger(website: str) -> Provider:
    """Return a site as a provider known by its address alone; raises Refused where the address is none."""
    website = website.strip()
    if "://" not in website:
        website = f"https://{website}"
    host = urlsplit(website).hostname if is_web_address(website) else None
    if host is None or "." not in host or any(character.isspace() for character in website):
        raise Refused("no_address", url=website.removeprefix("https://")[:200])
    bare = host_of(website)
    return Provider(id=slug_of(bare), name=bare, website=website)


def preview(provider: Provider, *, today: date, now: datetime, watch: Watcher, cancel: threading.Event) -> Preview:
    """Visit some pages of a site and read them, as politely as any visit; nothing is kept."""
    asked = replace(provider, max_pages=PAGES, max_depth=DEPTH)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = crawl(
            asked, run=f"{now:%Y%m%dT%H%M%SZ}-{provider.id}", archive=folder, cancel=cancel,
            on_progress=lambda progress: watch(provider.id, "crawl", progress.pages, PAGES),
        )  # fmt: skip
        if not report.pages:
            return Preview(provider, report, (), 0)
        watch(provider.id, "read", 0, report.pages)
        with Readers() as reading:
            read = reading.submit(read_archive, folder, asked, report.run, today).result()
    courses = read.courses(provider.languages)
    day = today.isoformat()
    for course in courses:
        state = PageState(first_seen=day, last_seen=day, last_changed=day)
        course.freshness, course.completeness = judge(course, today=today, state=state), completeness(course)
    watch(provider.id, "done", len(courses), None)
    return Preview(provider, report, tuple(courses), len(read.pages))
