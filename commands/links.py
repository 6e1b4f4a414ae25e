"""`lloket links`: look between refreshes whether pages without dates and enrolment links still lead somewhere."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from commands.options import amsterdam_today, chosen, clock, options, places, problems, usable
from commands.options import registry as load_registry
from commands.progress import watching
from commands.refresh import stopping
from exports.publication import PublishError
from job import Settings, Watcher
from normalize.freshness import judge
from refresh import publish_all
from spiders.archive import Archive
from spiders.crawl import look_at
from spiders.enrol import enrolment_links
from spiders.registry import Provider
from store import Locked, Store, StoreError, Watched
from store.hold import hold

MOST = 300
"""Links of one provider that are looked at."""
DEAD = ("dode link", "dead link")
NONE = ("Geen dode links.", "No dead links.")


@click.command(short_help="Look whether watched links still lead somewhere.")
@click.argument("provider", nargs=-1)
@options("providers", "data", "database", "out", "today", "json", "lang")
def links(
    provider: tuple[str, ...], registry: Path | None, data: Path, database: str | None, out: Path | None,
    today: date | None, as_json: bool, lang: str,
) -> int:  # fmt: skip
    """Look whether watched links still lead somewhere, and publish where that changed something.

    Watched are the pages of offers on request or without dates, and enrolment links. A link that fails on four days
    in a row is dead. The schedule does this every day.

    \b
    Example:
      lloket links boerhaave
    """
    known = load_registry(registry)
    where = places(data, database, out)
    settings = Settings(
        data=where.data, database=where.database, out=where.out, today=today or amsterdam_today(), clock=clock,
        registry=known,
    )  # fmt: skip
    with problems(StoreError, PublishError), stopping() as stop, watching([], quiet=as_json, lang=lang) as watch:
        usable(where.out)
        dead = watch_links(chosen(known, provider), settings, watch, stop)
    if as_json:
        told = [{"provider": d.provider, "page": d.page, "url": d.url, "words": str(d)} for d in dead]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    n = 0 if lang == "nl" else 1
    for link in dead:
        click.echo(f"{link.provider}: {DEAD[n]}: {link}\n    {link.page}")
    if not dead:
        click.echo(NONE[n])
    return 0


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
