"""The whole pipeline on one screen: crawl, read, store; then match, judge, publish.

A provider's refresh is a plain function of the provider and its run, so that a task queue can spread
providers over machines; publishing is one step after it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from exports.publication import Manifest, ProviderView, Publication, Recent
from exports.publish import publish
from normalize.assemble import Known, assemble
from normalize.freshness import PageState
from normalize.read import Reading, read_site
from spiders.archive import Archive
from spiders.crawl import CrawlReport, crawl
from spiders.registry import Provider
from store import Changes, Lease, Locked, PageSeen, Recorded, Store, Stored
from store.holder import is_dead, this_process

LEASE_SECONDS = 120
"""A refresh that is not heard of for so long has died on another machine."""
PUBLISH_PATIENCE = 300
"""Seconds to wait for another refresh that is publishing."""
COLLAPSE = 0.5
"""A run that finds less than this share of what was known before removes nothing."""

Stage = Literal["crawl", "read", "done", "publish"]
Watcher = Callable[[str, Stage, int, int | None], None]
"""Is told of progress: provider id (or "" for all), stage, how many so far, of how many if known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a refresh needs to know beside its providers."""

    data: Path
    """Folder of the page archive."""
    database: str
    """SQLAlchemy URL."""
    out: Path
    """Folder where the feeds are published."""
    today: date
    """The day that freshness is judged on."""
    clock: Callable[[], datetime]
    """Tells the time, with its offset."""
    registry: Sequence[Provider]
    """Every provider that may be published."""
    replay: tuple[Path, ...] = ()
    """Recordings that answer every request instead of the network."""
    jobs: int = 4
    """How many providers are refreshed side by side."""

    @property
    def archive(self) -> Path:
        """Folder of the page archive."""
        return self.data / "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one provider."""

    provider: str
    """Registry id."""
    state: Literal["good", "incomplete", "failed"]
    """Whether everything, a part or nothing was found."""
    cause: str | None = None
    """Code of what went wrong."""
    detail: str | None = None
    """The same in one line of words."""
    crawled: CrawlReport | None = None
    """Figures of the crawl."""
    recorded: Recorded | None = None
    """Figures of what changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a refresh."""

    results: Sequence[Result]
    """A result per provider, in the order asked for."""
    changes: Changes | None
    """What changed in the published offers; None where nothing was published."""
    manifest: Manifest | None
    """What was published; None where nothing was."""


def refresh(providers: Sequence[Provider], settings: Settings, watch: Watcher, cancel: threading.Event) -> Outcome:
    """Refresh these providers side by side, then publish all that is known.

    One provider's failure touches no other. Raises StoreError or PublishError where nothing can go on.
    """
    with Store.open(settings.database) as store, ProcessPoolExecutor(2, mp_context=get_context("spawn")) as readers:
        with ThreadPoolExecutor(max_workers=max(1, settings.jobs)) as side_by_side:
            work = [
                side_by_side.submit(refresh_provider, provider, store, settings, readers, watch, cancel)
                for provider in providers
            ]
            results = [future.result() for future in work]
        if cancel.is_set():
            return Outcome(results=results, changes=None, manifest=None)
        changes, manifest = publish_all(store, settings, watch)
    return Outcome(results=results, changes=changes, manifest=manifest)


def refresh_provider(
    provider: Provider, store: Store, settings: Settings, readers: Executor, watch: Watcher, cancel: threading.Event
) -> Result:
    """Crawl one provider, read its pages, keep what was found. Fails alone."""
    clock, archive = settings.clock, Archive(settings.archive)
    try:
        with held(store, f"provider {provider.id}", clock) as lease:
            store.abandon_runs(now=clock(), provider=provider.id)
            run = store.start_run(provider.id, now=clock(), today=settings.today, lease=lease)
            report = crawl(
                provider, run=run, archive=settings.archive, replay=settings.replay, cancel=cancel,
                on_progress=lambda p: watch(provider.id, "crawl", p.pages, None),
            )  # fmt: skip
            watch(provider.id, "read", 0, report.pages)
            readings = readers.submit(read_run, settings.archive, provider, run=run).result() if report.pages else []
            result = keep(provider, run, report, readings, store, settings, lease)
            archive.prune(provider.id, today=settings.today)
    except Locked as error:
        result = Result(provider=provider.id, state="failed", cause="locked", detail=str(error))
    watch(provider.id, "done", result.recorded["courses"] if result.recorded else 0, None)
    return result


def read_run(
    archive: Path, provider: Provider, *, run: str | None = None, since: datetime | None = None
) -> list[Reading]:
    """Read the pages of a run, or the newest copies fetched since a moment; runs in a process of its own."""
    pages = Archive(archive).pages(provider.id, run)
    return list(
        read_site((p for p in pages if since is None or p.fetched_at is None or p.fetched_at >= since), provider)
    )


def keep(
    provider: Provider, run: str, report: CrawlReport, readings: Sequence[Reading],
    store: Store, settings: Settings, lease: Lease,
) -> Result:  # fmt: skip
    """Judge a run as a whole and keep what it found; a run that collapsed removes nothing."""
    states: dict[str, Literal["good", "incomplete", "failed"]] = {"complete": "good"}
    state = states.get(report.state, "failed" if report.state == "failed" else "incomplete")
    cause, detail = report.cause, report.detail
    courses = [course for reading in readings if not reading.noindex for course in reading.courses]
    known = sum(1 for stored in store.readings([provider.id]) if stored.state == "seen")
    if state == "good" and known >= 4 and len(courses) < COLLAPSE * known:
        state, cause = "incomplete", "collapsed"
        detail = f"found {len(courses)} courses where {known} were known; nothing was removed"
    recorded = store.record_run(
        run, now=settings.clock(), today=settings.today, state=state, cause=cause, detail=detail,
        stats={"requests": report.requests, "pages": report.pages, "failed": report.failed,
               "bytes": report.bytes, "seconds": report.seconds, "notes": report.notes},
        pages=[page_seen(reading) for reading in readings], courses=courses, gone=report.gone, lease=lease,
    )  # fmt: skip
    return Result(provider=provider.id, state=state, cause=cause, detail=detail, crawled=report, recorded=recorded)


def publish_all(store: Store, settings: Settings, watch: Watcher) -> tuple[Changes, Manifest]:
    """Match, merge and judge every course of the registry's providers, and publish the offers."""
    with held(store, "publish", settings.clock, patience=PUBLISH_PATIENCE) as lease:
        watch("", "publish", 0, None)
        known = [as_known(stored) for stored in store.readings([p.id for p in settings.registry])]
        limits = {p.id: p.description_chars for p in settings.registry}
        assembly = assemble(known, store.member_ids(), today=settings.today, description_chars=limits)
        now = settings.clock()
        changes = store.save_offers(
            assembly.offers, now=now, today=settings.today, retired=assembly.retired, lease=lease
        )
        manifest = publish(store.offers, publication(store, settings, now), settings.out)
        watch("", "publish", len(assembly.offers), len(assembly.offers))
    return changes, manifest


def reread(providers: Sequence[Provider], settings: Settings, watch: Watcher) -> Outcome:
    """Read the archived pages of each provider's last good run again, without a request, and publish."""
    with Store.open(settings.database) as store, ProcessPoolExecutor(2, mp_context=get_context("spawn")) as readers:
        results = [reread_provider(provider, store, settings, readers, watch) for provider in providers]
        changes, manifest = publish_all(store, settings, watch)
    return Outcome(results=results, changes=changes, manifest=manifest)


def reread_provider(provider: Provider, store: Store, settings: Settings, readers: Executor, watch: Watcher) -> Result:
    """Read one provider's archived pages again; what they give now takes the place of what they gave then."""
    clock = settings.clock
    try:
        with held(store, f"provider {provider.id}", clock) as lease:
            then = max(
                (r for r in store.runs(provider.id) if r.recorded),
                key=lambda r: (r.state == "good", r.id),
                default=None,
            )
            if then is None:
                return Result(
                    provider=provider.id, state="failed", cause="never_crawled", detail="no pages are archived"
                )
            watch(provider.id, "read", 0, None)
            readings = readers.submit(read_run, settings.archive, provider, since=then.started).result()
            gone = {s.course.url: s.gone_status for s in store.readings([provider.id]) if s.gone_status is not None}
            # The run keeps the day of the crawl: reading again makes nothing fresher.
            run = store.start_run(provider.id, now=clock(), today=then.today, lease=lease)
            recorded = store.record_run(
                run, now=clock(), today=then.today, state="good" if then.state == "good" else "incomplete",
                cause=then.cause, detail=then.detail, stats={"pages": len(readings), "read_again": then.id},
                pages=[page_seen(reading) for reading in readings],
                courses=[c for reading in readings if not reading.noindex for c in reading.courses],
                gone=gone, lease=lease,
            )  # fmt: skip
    except Locked as error:
        return Result(provider=provider.id, state="failed", cause="locked", detail=str(error))
    watch(provider.id, "done", recorded["courses"] if recorded else 0, None)
    return Result(provider=provider.id, state="good", recorded=recorded)


def publication(store: Store, settings: Settings, now: datetime) -> Publication:
    """Gather what a publication states beside its offers."""
    status = {s.provider: s for s in store.statuses()}
    newest = max((s.last_run.id for s in status.values()), default="none")
    states: dict[str, Literal["complete", "incomplete", "failed"]] = {
        "good": "complete", "incomplete": "incomplete", "failed": "failed",
    }  # fmt: skip
    views = []
    for p in settings.registry:
        s = status.get(p.id)
        run = s.last_run if s else None
        views.append(ProviderView(
            id=p.id, name=p.name, website=p.website, enabled=p.enabled,
            last_run=run.started if run else None,
            last_run_state=states.get(run.state) if run else None,
            cause=run.cause if run else None, detail=run.detail if run else None,
            last_good_run=s.last_good if s else None,
            pages=int(run.stats.get("pages", 0)) if run else 0,
        ))  # fmt: skip
    recent = [Recent(r.course.id, "new" if r.new else "changed", r.changed) for r in store.recent()]
    return Publication(run=newest, generated_at=now, today=settings.today, providers=views, recent=recent)


def as_known(stored: Stored) -> Known:
    """Return a stored course as matching wants it."""
    state = PageState(
        found=stored.state, status=stored.gone_status, first_seen=stored.first_seen.isoformat(),
        last_seen=stored.last_seen.isoformat(), last_changed=stored.last_changed.isoformat(),
    )  # fmt: skip
    return Known(stored.provider, stored.course, state, tuple(stored.alternates.values()))


def page_seen(reading: Reading) -> PageSeen:
    """Return what the store keeps of a page that was read."""
    return PageSeen(url=reading.url, kind=reading.kind, language=reading.language, alternates=reading.alternates)


@contextmanager
def held(store: Store, name: str, clock: Callable[[], datetime], patience: float = 0) -> Iterator[Lease]:
    """Hold a lease and keep renewing it; one whose holder died on this machine is taken at once.

    Waits so many seconds for a living holder. Raises Locked after that.
    """
    stop = threading.Event()
    give_up = time.monotonic() + patience
    while True:
        try:
            taking = store.lease(name, holder=this_process(), now=clock(), seconds=LEASE_SECONDS, is_dead=is_dead)
            with taking as lease:
                beat = threading.Thread(target=_renew, args=(lease, clock, stop), daemon=True)
                beat.start()
                try:
                    yield lease
                finally:
                    stop.set()
                    beat.join()
            return
        except Locked:
            if stop.is_set() or time.monotonic() >= give_up:
                raise
            time.sleep(1)


def _renew(lease: Lease, clock: Callable[[], datetime], stop: threading.Event) -> None:
    while not stop.wait(LEASE_SECONDS / 4):
        lease.renew(clock())
