"""`lloket refresh` and `lloket read`: the main job, and reading anew what the archive holds."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
import msgspec

from commands.options import amsterdam_today, chosen, clock, options, places, problems, usable
from commands.options import registry as load_registry
from commands.progress import watching
from commands.summary import as_plain, show, status_of
from exports.publication import PublishError
from job import Outcome, Settings
from refresh import refresh as refresh_providers
from reread import reread as reread_providers
from spiders.archive import ArchiveError, Recording
from spiders.registry import Provider
from store import StoreError


@click.command(short_help="Crawl, read, join, judge, store and publish.")
@click.argument("provider", nargs=-1)
@click.option("--full", is_flag=True, help="Fetch every page, also those whose server says they are unchanged.")
@options("providers", "data", "database", "out", "today", "replay", "jobs", "keep", "json", "verbose", "lang")
def refresh(
    provider: tuple[str, ...], full: bool, registry: Path | None, data: Path, database: str | None, out: Path | None,
    today: date | None, replay: tuple[Path, ...], jobs: int, keep_days: int, as_json: bool, verbose: bool, lang: str,
) -> int:  # fmt: skip
    """Crawl providers, read their courses, join duplicates, judge freshness, store and publish.

    With no PROVIDER: all enabled ones.

    \b
    Examples:
      lloket refresh
      lloket refresh boerhaave btf --out /srv/feeds
      lloket refresh orbi --replay orbi.warc.gz --today 2024-03-01
    """
    known = load_registry(registry)
    asked = chosen(known, provider)
    where = places(data, database, out)
    settings = Settings(
        data=where.data, database=where.database, out=where.out, today=today or amsterdam_today(),
        clock=clock, registry=known, replay=replay, jobs=jobs, keep_days=keep_days, full=full,
    )  # fmt: skip
    outcome = run(asked, settings, quiet=as_json, lang=lang)
    report(outcome, asked, settings, as_json=as_json, verbose=verbose, lang=lang)
    return status_of(outcome)


@click.command(short_help="Read the archived pages again, without a request.")
@click.argument("provider", nargs=-1)
@options("providers", "data", "database", "out", "today", "json", "verbose", "lang")
def read(
    provider: tuple[str, ...], registry: Path | None, data: Path, database: str | None, out: Path | None,
    today: date | None, as_json: bool, verbose: bool, lang: str,
) -> int:  # fmt: skip
    """Read the archived pages again, without a single request, and publish.

    For when the program reads better than when it crawled.

    \b
    Example:
      lloket read boerhaave
    """
    known = load_registry(registry)
    asked = chosen(known, provider)
    where = places(data, database, out)
    settings = Settings(
        data=where.data, database=where.database, out=where.out, today=today or amsterdam_today(),
        clock=clock, registry=known,
    )  # fmt: skip
    with problems(StoreError, PublishError), watching(asked, quiet=as_json, lang=lang) as watch:
        usable(settings.out)
        outcome = reread_providers(asked, settings, watch)
    report(outcome, asked, settings, as_json=as_json, verbose=verbose, lang=lang)
    return status_of(outcome)


def run(asked: list[Provider], settings: Settings, *, quiet: bool = False, lang: str = "en") -> Outcome:
    """Refresh with progress on standard error; Ctrl-C and SIGTERM stop it cleanly."""
    with problems(StoreError, PublishError, ArchiveError):
        usable(settings.out)
        Recording(settings.replay)
        with stopping() as cancel, watching(asked, quiet=quiet, lang=lang) as watch:
            outcome = refresh_providers(asked, settings, watch, cancel)
    if cancel.is_set():
        raise click.Abort
    return outcome


def report(
    outcome: Outcome, asked: list[Provider], settings: Settings, *, as_json: bool, verbose: bool, lang: str
) -> None:
    """Print the summary, and on standard error a line for each provider that needs a person."""
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(as_plain(outcome, settings)), indent=1).decode())
    else:
        show(outcome, asked, settings, verbose=verbose, lang=lang)
    for result in outcome.results:
        if result.state != "good":
            click.echo(f"lloket: {result.provider}: {result.state}: {result.cause}: {result.detail}", err=True)


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """Give an event that Ctrl-C and SIGTERM set; a second Ctrl-C stops at once."""
    cancel = threading.Event()

    def stop(_number: int, _frame: object) -> None:
        if cancel.is_set():
            raise KeyboardInterrupt
        cancel.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield cancel
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
