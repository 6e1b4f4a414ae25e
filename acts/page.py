"""One page, from a file or fetched as politely and safely as a crawl would, and what is read from it."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path

from acts.refused import Refused
from exports.words import CAUSES
from normalize.bounds import SECONDS, TooLongError, as_reader, at_most
from normalize.course import completeness
from normalize.freshness import PageState, judge
from normalize.read import Reading, read_page
from spiders.page import Page
from spiders.registry import Provider, is_web_address

NOWHERE = "https://unknown.invalid/"
"""The address of a saved file whose own is not known."""
OF_THE_CALENDAR = frozenset(("starting_soon",))
"""Reasons that tell of the day on which a page is looked at, and flag nothing on the page itself."""


def saved_page(file: str, *, base_url: str | None, seen: datetime | None) -> Page:
    """Return the page in a file; raises Refused where it can't be read."""
    path = Path(file)
    if "://" in file and not path.exists():
        raise Refused("no_address", url=file)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Refused("no_file", url=file, reason=error.strerror) from error
    return Page(url=base_url or NOWHERE, body=body, fetched_at=seen)


def fetched_page(
    url: str, provider: Provider | None, *, now: datetime, cancel: threading.Event | None = None,
    timeout: float | None = None,
) -> Page:  # fmt: skip
    """Return the page at an address: public hosts only, robots.txt obeyed; raises Refused where it does not come.

    With a provider its settings hold, and redirects between its hosts are followed. Setting `cancel` ends the fetch
    within seconds; `timeout` is how long the server has for each answer, in seconds, a crawl's own where None.
    """
    from spiders.archive import Archive
    from spiders.crawl import TIMEOUT, crawl
    from spiders.urls import canonical

    if not is_web_address(url):
        raise Refused("no_address", url=url)
    asked = Provider(
        id="one-page", name=url, website=url, start_urls=(url,), max_depth=0, max_pages=8,
        private_network=bool(provider and provider.private_network),
        same_as=tuple(sorted(f"https://{host}/" for host in provider.hosts)) if provider else (),
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        run = f"{now:%Y%m%dT%H%M%SZ}-one-page"
        report = crawl(asked, run=run, archive=Path(folder), cancel=cancel, timeout=timeout or TIMEOUT)
        pages = list(Archive(Path(folder)).pages("one-page"))
    asked_for = canonical(url)
    wanted = report.redirects.get(asked_for, asked_for)
    page = next((p for p in pages if {canonical(p.url), p.requested_url} & {wanted, asked_for}), None)
    if page is None and report.detail:
        cause = CAUSES.get(report.cause or "", (report.cause or "?",) * 2)
        raise Refused("not_fetched", url=url, detail=report.detail, cause=cause)
    if page is None:
        raise Refused("nothing_came", url=url)
    return page


def read_one(
    page: Page, provider: Provider | None, *, today: date, as_course: bool = False, named: str | None = None,
    seconds: float = SECONDS,
) -> Reading:  # fmt: skip
    """Return what is read from one page, `named` so to people; its courses judged as if they were found today.

    Raises Refused where the page costs more than a page may, such as so many seconds of work. That can be told in a
    main thread only: see `read_apart`.
    """
    try:
        with at_most(seconds):
            reading = read_page(page, provider, as_course=as_course)
    except (TooLongError, MemoryError, RecursionError) as error:
        raise Refused("unreadable", url=named or page.url, reason=error) from error
    judge_all(reading, today)
    return reading


def read_apart(
    page: Page, provider: Provider | None, *, today: date, as_course: bool = False, seconds: float = SECONDS
) -> Reading:
    """Return the same, read in a process of its own: a server's threads can't be interrupted, nor bounded in memory."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=as_reader) as apart:
        try:
            found = apart.submit(_read, page, provider, today, as_course, seconds).result()
        except BrokenProcessPool as error:
            raise Refused("unreadable", url=page.url, reason=error) from error
    if isinstance(found, str):
        raise Refused("unreadable", url=page.url, reason=found)
    return found


def _read(page: Page, provider: Provider | None, today: date, as_course: bool, seconds: float) -> Reading | str:
    """Return what is read, or why nothing is: between processes a refusal is told in plain words."""
    try:
        return read_one(page, provider, today=today, as_course=as_course, seconds=seconds)
    except Refused as error:
        return str(error.given["reason"])


def judge_all(reading: Reading, today: date) -> None:
    """Judge the courses of a page as if they were found for the first time today."""
    day = today.isoformat()
    for course in reading.courses:
        course.freshness = judge(
            course, today=today, state=PageState(first_seen=day, last_seen=day, last_changed=day)
        )  # fmt: skip
        course.freshness.reasons = [one for one in course.freshness.reasons if one.code not in OF_THE_CALENDAR]
        course.completeness = completeness(course)


def owner_of(url: str, providers: Iterable[Provider]) -> Provider | None:
    """Return the provider whose host an address is of; None where it is nobody's."""
    from urllib.parse import urlsplit

    if not is_web_address(url):
        return None
    return next((p for p in providers if urlsplit(url).netloc.lower() in p.hosts), None)
