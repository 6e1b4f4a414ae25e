"""`lloket schedule`: refresh on schedule until stopped."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from acts.links import watch_links
from commands.logs import log_option, start_log
from commands.notices import send, write_digest
from commands.options import WrongUse, amsterdam_today, clock, options, places, problems, registry_path, usable
from commands.refresh import stopping
from exports.publication import PublishError
from job import Settings
from refresh import refresh as refresh_providers
from scheduler import DEFAULT, JITTER, LINKS, NOTICES, Schedule
from spiders.registry import Provider
from store import Store, StoreError

log = logging.getLogger("lloket.schedule")


@click.command(short_help="Refresh each provider on its schedule, until stopped.")
@click.option("--cron", default=DEFAULT, show_default=True, help="For providers without a schedule of their own.")
@click.option("--jitter", type=click.IntRange(0, 3600), default=JITTER, show_default=True, help="Seconds of spread.")
@click.option("--once-missed/--no-once-missed", default=True, help="At the start, run what fell due meanwhile.")
@click.option("--mail-to", envvar="LLOKET_MAIL_TO", help="Send the digest here each morning, through LLOKET_SMTP.")
@log_option
@options("providers", "data", "database", "out", "jobs", "keep")
def schedule(
    cron: str, jitter: int, once_missed: bool, mail_to: str | None, log_json: bool,
    registry: Path | None, data: Path, database: str | None, out: Path | None, jobs: int, keep_days: int,
) -> int:  # fmt: skip
    """Refresh each provider on its schedule (Dutch local time) until stopped by Ctrl-C or SIGTERM.

    \b
    Example:
      lloket schedule --cron "30 4 * * *"
    """
    start_log(as_json=log_json, level=logging.INFO)
    where = places(data, database, out)
    with stopping() as stop:

        def refresh(provider: Provider, registry: Sequence[Provider]) -> None:
            today: date = amsterdam_today()
            settings = Settings(
                data=where.data, database=where.database, out=where.out, today=today, clock=clock, registry=registry,
                keep_days=keep_days,
            )  # fmt: skip
            try:
                outcome = refresh_providers([provider], settings, lambda _id, _stage, _done, _total: None, stop)
                with Store.open(where.database) as store:
                    write_digest(store, list(registry), where.data, today)
            except (StoreError, PublishError, WrongUse) as error:
                log.error("%s: %s", provider.id, error)
                return
            for result in outcome.results:
                courses = result.recorded["courses"] if result.recorded else 0
                why = f": {result.cause}: {result.detail}" if result.cause else ""
                told = {"provider": result.provider, "state": result.state, "courses": courses, "cause": result.cause}
            log.info("%s: %s, %d courses%s", result.provider, result.state, courses, why, extra=told)

        def watch(providers: Sequence[Provider]) -> None:
            settings = Settings(
                data=where.data, database=where.database, out=where.out, today=amsterdam_today(), clock=clock,
                registry=planned.providers,
            )  # fmt: skip
            try:
                dead = watch_links(providers, settings, lambda _id, _stage, _done, _total: None, stop)
            except (StoreError, PublishError, WrongUse) as error:
                log.error("links: %s", error)
                return
            log.info("links: %d are dead", len(dead))

        def notify(providers: Sequence[Provider]) -> None:
            today = amsterdam_today()
            with Store.open(where.database) as store:
                text = write_digest(store, list(providers), where.data, today)
            if mail_to:
                send(text, mail_to, today)

        others = {"links": (LINKS, watch), "notices": (NOTICES, notify)}
        with problems(StoreError, PublishError):
            usable(where.out)
            try:
                path = registry_path(registry)
                planned = Schedule(path, refresh, default=cron, jitter=jitter, jobs=jobs, others=others)
            except ValueError as error:
                raise WrongUse(str(error)) from error
            with Store.open(where.database) as store:
                last = {s.provider: s.last_run.started for s in store.statuses()} if once_missed else {}
            planned.run(stop, now=clock(), last_runs=last)
    log.info("stopped")
    return 0
