"""Read the archived pages again, without a request: when the program reads better than when it crawled."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor

from job import Outcome, Result, Settings, Watcher
from readers import Readers, read_since
from refresh import publish_all
from spiders.registry import Provider
from store import Locked, PageSeen, Run, Store
from store.hold import hold


def reread(providers: Sequence[Provider], settings: Settings, watch: Watcher) -> Outcome:
    """Read the pages of each provider's last good run again, and publish."""
    with Store.open(settings.database) as store, Readers() as reading:
        results = [reread_provider(provider, store, settings, reading, watch) for provider in providers]
        changes, manifest = publish_all(store, settings, watch)
    return Outcome(results=results, changes=changes, manifest=manifest)


def reread_provider(provider: Provider, store: Store, settings: Settings, reading: Executor, watch: Watcher) -> Result:
    """Read one provider's pages again; what they give now takes the place of what they gave then."""
    clock = settings.clock
    try:
        with hold(store, f"provider {provider.id}", clock) as lease:
            then = last_that_found(store.runs(provider.id))
            if then is None:
                never = "there is nothing to read: no run of it found pages"
                return Result(provider=provider.id, state="failed", cause="never_crawled", detail=never)
            watch(provider.id, "read", 0, None)
            read = reading.submit(read_since, settings.archive, provider, then.id).result()
            courses = read.courses(provider.languages)
            known = store.readings([provider.id])
            gone = {one.course.url: one.gone_status or one.gone_why or "" for one in known if one.state == "gone"}
            # The run keeps the day of the crawl: reading again makes nothing fresher.
            run = store.start_run(provider.id, now=clock(), today=then.today, lease=lease)
            recorded = store.record_run(
                run, now=clock(), today=then.today, state="good" if then.state == "good" else "incomplete",
                cause=then.cause, detail=then.detail, stats={"pages": len(read.pages), "read_again": then.id},
                pages=PageSeen.all_of(read), courses=courses, gone=gone, again=True, lease=lease,
            )  # fmt: skip
    except Locked as error:
        return Result(provider=provider.id, state="failed", cause="locked", detail=str(error))
    watch(provider.id, "done", len(courses), None)
    return Result(provider=provider.id, state="good", recorded=recorded)


def last_that_found(runs: Sequence[Run]) -> Run | None:
    """Return the last good run, else the last that found anything; readings of an archive are none."""
    crawls = [run for run in runs if run.recorded is not None and "read_again" not in run.stats]
    return max(crawls, key=lambda run: (run.state == "good", run.id), default=None)
