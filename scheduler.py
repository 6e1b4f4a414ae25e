"""When which provider is refreshed: cron lines in Dutch local time on APScheduler.

The registry is the only schedule: nothing is kept between starts but the store's runs, from which a start
sees what it missed. Overlap with a manual refresh is prevented by the store's lease, not by the clock.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from spiders.cron import AMSTERDAM, LocalCron
from spiders.registry import Provider, RegistryError, load

log = logging.getLogger("lloket.schedule")

DEFAULT = "0 5 * * *"
"""When a provider without a schedule of its own is refreshed."""
GRACE = timedelta(hours=12)
"""A run that could not begin within this time is left to the next."""
JITTER = 300
"""Seconds within which a job begins after its time, so that not all begin at once."""

Refresh = Callable[[Provider, Sequence[Provider]], None]
"""Refreshes one provider, given the whole registry, and publishes."""
LINKS = "0 13 * * *"
"""When links are looked at, between refreshes."""
NOTICES = "0 8 * * *"
"""When staff get the digest of the night."""
Daily = Callable[[Sequence[Provider]], None]
"""Does something for all enabled providers at once."""


class Schedule:
    """The jobs of a registry file, which is read again whenever it changes."""

    def __init__(
        self,
        registry: Path,
        refresh: Refresh,
        *,
        default: str = DEFAULT,
        jitter: int = JITTER,
        jobs: int = 4,
        others: Mapping[str, tuple[str, Daily]] = MappingProxyType({}),
    ) -> None:
        """Make the schedule; raises RegistryError where the registry has a mistake, ValueError for the default.

        `others` is what is done beside refreshes: name to cron line and deed.
        """
        self.registry, self.refresh, self.default, self.jitter = registry, refresh, default, jitter
        self.others = others
        self.providers: list[Provider] = []
        self.changed: float | None = None
        LocalCron(default)
        self.scheduler = BackgroundScheduler(
            timezone=AMSTERDAM, executors={"default": ThreadPoolExecutor(jobs)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": int(GRACE.total_seconds())},
        )  # fmt: skip
        self.read_registry(strict=True)
        self.scheduler.add_job(self.read_registry, "interval", minutes=1, id=" registry", jitter=None)
        for name, (line, _) in others.items():
            self.scheduler.add_job(self._other, LocalCron(line, jitter=jitter), args=[name], id=f" {name}")

    def run(self, stop: threading.Event, *, now: datetime, last_runs: dict[str, datetime]) -> None:
        """Run until `stop` is set; at the start, what fell due since the last runs is run once.

        Running refreshes are waited for: whoever sets `stop` cancels them too.
        """
        self.scheduler.start()
        for id in self.missed(now, last_runs):
            log.info("%s: missed while the schedule was stopped, runs now", id)
            self.scheduler.modify_job(id, next_run_time=now)
        for line in self.lines():
            log.info(line)
        stop.wait()
        self.scheduler.shutdown(wait=True)

    def read_registry(self, *, strict: bool = False) -> None:
        """Take over the registry's changes; a mistake in it leaves the jobs as they were, unless `strict`."""
        try:
            changed = self.registry.stat().st_mtime
            if changed == self.changed:
                return
            providers = load(self.registry)
        except (OSError, RegistryError) as error:
            if strict:
                raise
            log.error("the schedule stays as it was: %s", error)
            return
        self.changed, self.providers = changed, providers
        wanted = {p.id: p for p in providers if p.enabled}
        for job in self.scheduler.get_jobs():
            if job.id not in wanted and not job.id.startswith(" "):
                job.remove()
        for provider in wanted.values():
            self._plan(provider)

    def _plan(self, provider: Provider) -> None:
        trigger = LocalCron(provider.schedule or self.default, jitter=self.jitter)
        job = self.scheduler.get_job(provider.id)
        if job is not None and str(job.trigger) == str(trigger):
            return
        self.scheduler.add_job(self._one, trigger, args=[provider.id], id=provider.id, replace_existing=True)

    def _other(self, name: str) -> None:
        try:
            self.others[name][1]([p for p in self.providers if p.enabled])
        except Exception:
            log.exception("%s: failed", name)

    def _one(self, id: str) -> None:
        provider = next((p for p in self.providers if p.id == id and p.enabled), None)
        if provider is None:
            return
        try:
            self.refresh(provider, self.providers)
        except Exception:
            log.exception("%s: the refresh failed", id)

    def missed(self, now: datetime, last_runs: dict[str, datetime]) -> list[str]:
        """Return the providers that fell due between their last run and now; one never run is not among them."""
        found = []
        for p in self.providers:
            if p.enabled and p.id in last_runs:
                due = LocalCron(p.schedule or self.default).get_next_fire_time(None, last_runs[p.id])
                if due is not None and due <= now:
                    found.append(p.id)
        return found

    def lines(self) -> list[str]:
        """Return in words when each provider is refreshed next."""
        jobs = {job.id: job for job in self.scheduler.get_jobs()}
        times = {p.id: jobs[p.id].next_run_time.astimezone(AMSTERDAM) for p in self.providers if p.id in jobs}
        lines = {p.id: p.schedule or self.default for p in self.providers}
        return [f"{id}: next at {time:%a %d %b %H:%M} ({lines[id]})" for id, time in times.items()]
