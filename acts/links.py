"""Links that are watched between refreshes: pages of offers without dates, and where one enrols."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from job import Settings, Watcher
from normalize.freshness import judge
from refresh import publish_all
from spiders.archive import Archive
from spiders.crawl import look_at
from spiders.enrol import enrolment_links
from spiders.registry import Provider
from store import Locked, Store, Watched
from store.hold import hold

MOST = 300
"""Links of one provider that are looked at."""


def watch_links(
    providers: Sequence[Provider], settings: Settings, watch: Watcher, cancel: threading.Event
) -> list[Watched]:
    """Look at the links of these providers, publish where another link is dead than before, and return the dead ones.

    A provider that is being refreshed is left alone.
    """
    with Store.open(settings.database) as store:
        before = {(one.provider, one.page, one.url) for one in store.dead_links()}
        for provider in providers:
            if cancel.is_set():
                break
            watched = watched_links(store, provider, settings)
            urls = sorted({url for _, url in watched})
            watch(provider.id, "crawl", 0, len(urls))
            looks = look_at(provider, urls, archive=settings.archive, cancel=cancel)
            try:
                with hold(store, f"provider {provider.id}", settings.clock) as lease:
                    store.watch(provider.id, watched, looks, today=settings.today, lease=lease)
            except Locked:
                continue
        dead = store.dead_links()
        if {(one.provider, one.page, one.url) for one in dead} != before and not cancel.is_set():
            publish_all(store, settings, watch)
    return dead


def watched_links(store: Store, provider: Provider, settings: Settings) -> list[tuple[str, str]]:
    """Return the links of a provider that are watched, at most MOST: each with the page it belongs to."""
    copies = Archive(settings.archive).copies(provider.id)
    found: dict[tuple[str, str], None] = {}
    for one in store.readings([provider.id]):
        status = judge(one.course, today=settings.today, state=one.known.state).status
        if one.state != "seen" or status in ("expired", "withdrawn"):
            continue
        page = one.course.url.partition("#")[0]
        if one.course.start in ("on_request", "any_time") or not one.course.sessions:
            found[page, page] = None
        copy = copies.get(page)
        for url in enrolment_links(copy) if copy is not None else []:
            found[page, url] = None
    return list(found)[:MOST]
