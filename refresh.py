"""The whole pipeline: crawl, read, store, a provider at a time; then match, judge and publish all.

A provider's refresh is a plain function of the provider and its run, so that a task queue can spread
providers over machines; publishing is one step after it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial

import msgspec

from exports.gather import publication, with_changes
from exports.publication import Manifest
from exports.publish import current, publish
from exports.same import content_of, is_same
from job import Outcome, Result, Settings, Watcher, trusts_lastmod, wants_full
from normalize.amend import amend
from normalize.assemble import assemble
from normalize.guard import State, Verdict, judge_run
from normalize.matching.memory import Memory
from normalize.version import version
from readers import Readers, known_reading, read_archive
from spiders.archive import Archive
from spiders.crawl import crawl
from spiders.registry import Provider
from store import Changes, Locked, PageSeen, Store
from store.hold import hold
from store.leases import Lease
from store.rulings import weights_of

PUBLISH_PATIENCE = 300
"""Seconds to wait for another refresh that is publishing."""
STANDING = "offers.standing"
"""File, in the data folder, of what the offers were last made from."""
STATES: dict[str, State] = {"complete": "good", "incomplete": "incomplete", "failed": "failed"}
"""What a crawl says of itself to what its run is worth."""


def refresh(providers: Sequence[Provider], settings: Settings, watch: Watcher, cancel: threading.Event) -> Outcome:
    """Refresh these providers side by side, then publish all that is known.

    One provider's failure touches no other. Raises StoreError or PublishError where nothing can go on.
    """
    with Store.open(settings.database) as store, Readers() as reading:
        with ThreadPoolExecutor(max_workers=settings.jobs) as side_by_side:
            one = partial(refresh_provider, store=store, settings=settings, reading=reading, watch=watch, cancel=cancel)
            results = list(side_by_side.map(one, providers))
        if cancel.is_set():
            return Outcome(results=results)
        changes, manifest = publish_all(store, settings, watch)
    return Outcome(results=results, changes=changes, manifest=manifest)


def refresh_provider(
    provider: Provider, *, store: Store, settings: Settings, reading: Executor, watch: Watcher, cancel: threading.Event
) -> Result:
    """Crawl one provider, read its pages, judge the run as a whole, keep what it found. Fails alone."""
    clock, today, archive = settings.clock, settings.today, Archive(settings.archive)
    if cancel.is_set():
        return Result(provider=provider.id, state="failed", cause="stopped", detail="stopped before it was begun")
    try:
        with hold(store, f"provider {provider.id}", clock) as lease:
            store.abandon_runs(now=clock(), provider=provider.id)
            before = store.runs(provider.id)
            run = store.start_run(provider.id, now=clock(), today=today, lease=lease)
            crawled = crawl(
                provider, run=run, archive=settings.archive, replay=settings.replay, cancel=cancel,
                full=settings.full or wants_full(before, today), trusts_lastmod=trusts_lastmod(before),
                on_progress=lambda progress: watch(provider.id, "crawl", progress.pages, None),
            )  # fmt: skip
            watch(provider.id, "read", 0, crawled.pages)
            read = known_reading(archive, provider, run, today)
            read = read or reading.submit(read_archive, settings.archive, provider, run, today).result()
            known = {one.course.url: one.course for one in store.readings([provider.id]) if one.state == "seen"}
            found = read.findings(
                provider, redirects=crawled.redirects, gone=crawled.gone, failed=crawled.failed, known=known
            )
            worth = Verdict(STATES[crawled.state], crawled.cause, crawled.detail)
            verdict = judge_run(worth, found, known, store.profiles(provider.id), provider)
            if verdict.state == "held":
                archive.set_aside(provider.id, run)
            recorded = store.record_run(
                run, now=clock(), today=today, state=verdict.state, cause=verdict.cause, detail=verdict.detail,
                stats=crawled.figures() | read.figures() | {"profile": msgspec.to_builtins(found.profile(known))},
                pages=PageSeen.all_of(read), courses=found.courses.values(), gone=found.gone,
                moves=crawled.redirects, whole=worth.state == "good", lease=lease,
            )  # fmt: skip
            archive.prune(provider.id, today=today, days=settings.keep_days)
    except Locked as error:
        return Result(provider=provider.id, state="failed", cause="locked", detail=str(error))
    watch(provider.id, "done", len(found.courses), None)
    return Result(
        provider=provider.id, state=verdict.state, cause=verdict.cause, detail=verdict.detail,
        crawled=crawled, recorded=recorded,
    )  # fmt: skip


def publish_all(store: Store, settings: Settings, watch: Watcher) -> tuple[Changes, Manifest]:
    """Match, merge and judge every course of the registry's providers, and publish the offers.

    Where nothing that offers are made from is other than when that was done last, the offers stay as they are.
    """
    with hold(store, "publish", settings.clock, patience=PUBLISH_PATIENCE) as lease:
        watch("", "publish", 0, None)
        kept = settings.data / STANDING
        changes = Changes(new=[], changed=[], vanished=[], returned=[], rejected={})
        if not kept.is_file() or kept.read_text() != standing(store, settings):
            changes = assemble_all(store, settings, lease)
            kept.write_text("" if changes.rejected else standing(store, settings))
        offers = store.offer_digests()
        facts = publication(
            store, settings.registry, today=settings.today, now=settings.clock(), publisher=settings.publisher
        )
        content = content_of(offers, facts)
        if not is_same(current(settings.out), content):
            facts = with_changes(store, facts)
        manifest = publish(store.offers, facts, settings.out, changes=store.changes, content=content)
        if settings.mirror:
            from exports.mirror import mirror  # fsspec takes its time to load, and most have no mirror

            mirror(settings.out, settings.mirror)
        watch("", "publish", len(offers), len(offers))
    return changes, manifest


def standing(store: Store, settings: Settings) -> str:
    """Return what stands for all that offers are made from, and for the offers that were made of it."""
    limits = [(provider.id, provider.description_chars) for provider in settings.registry]
    return f"{version()} {settings.today} {limits} {store.standing([id for id, _ in limits])}"


def assemble_all(store: Store, settings: Settings, lease: Lease) -> Changes:
    """Make the offers of every course of the registry's providers, and save them; return what changed."""
    known = [stored.known for stored in store.readings([p.id for p in settings.registry])]
    limits = {p.id: p.description_chars for p in settings.registry}
    remembered = settings.data / "matching.cache"
    memory = Memory.load(remembered)
    assembly = assemble(
        known, store.member_ids(), today=settings.today, description_chars=limits, rulings=store.rulings(),
        memory=memory, weights=weights_of(store.decisions("weights")),
    )  # fmt: skip
    memory.save(remembered)
    now, today = settings.clock(), settings.today
    amended = amend(assembly.offers, store.amendments(), retired=assembly.retired, today=today)
    changes = store.save_offers(amended.offers, now=now, today=today, retired=assembly.retired, lease=lease)
    store.save_questions(assembly.doubts, assembly.contradictions, amended.asks)
    return changes
