"""What a refresh is given, and what became of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from exports.publication import Manifest, Publisher
from normalize.guard import State
from spiders.crawl import CrawlReport
from spiders.registry import Provider
from store import Changes, Recorded, Run

FULL_EVERY = timedelta(days=10)
"""At least so often every page is fetched, whatever the server says of it."""
Stage = Literal["crawl", "read", "done", "publish"]
Watcher = Callable[[str, Stage, int, int | None], None]
"""Is told of progress: provider id ("" for all), stage, how many so far, of how many if known."""


def publisher_of(environment: Mapping[str, str]) -> Publisher:
    """Return who publishes, as LLOKET_PUBLISHER, _WEBSITE, _EMAIL, _LICENCE and _ADDRESS say."""
    names = {"name": "PUBLISHER", "website": "WEBSITE", "email": "EMAIL", "licence": "LICENCE", "address": "ADDRESS"}
    given = {field: environment.get(f"LLOKET_{name}") for field, name in names.items()}
    return Publisher(**{field: value for field, value in given.items() if value})


def mirror_of(environment: Mapping[str, str]) -> str | None:
    """Return where publications are copied to, as `LLOKET_MIRROR` says; None where it is not set or empty."""
    return environment.get("LLOKET_MIRROR") or None


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
    full: bool = False
    """Whether every page is fetched, also what seems unchanged."""
    jobs: int = 4
    """How many providers are refreshed side by side."""
    keep_days: int = 30
    """How long a page is kept in the archive, in days; of each page the newest copy only."""
    publisher: Publisher = field(default_factory=lambda: publisher_of(os.environ))
    """Who publishes, where and on what terms."""
    mirror: str | None = field(default_factory=lambda: mirror_of(os.environ))
    """URL of storage where every publication is copied to; None where there is no such copy."""

    @property
    def archive(self) -> Path:
        """Folder of the page archive."""
        return self.data / "pages"


def wants_full(runs: Sequence[Run], today: date) -> bool:
    """Tell whether a provider's next run should fetch every page, also what its server calls unchanged.

    `runs` are its last ones. So it is where none did so in FULL_EVERY, and where a server was found to lie.
    """
    counted = [run for run in runs if run.recorded is not None and "full" in run.stats]
    recent = any(run.stats["full"] and today - run.today < FULL_EVERY for run in counted)
    return not recent or any(run.stats.get("lying", False) for run in counted)


def trusts_lastmod(runs: Sequence[Run]) -> bool:
    """Tell whether no run before found that a provider's sitemap calls pages unchanged that did change."""
    return not any(run.stats.get("lastmod_lies", False) for run in runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one provider."""

    provider: str
    """Registry id."""
    state: State
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
    changes: Changes | None = None
    """What changed in the published offers; None where nothing was published."""
    manifest: Manifest | None = None
    """What was published; None where nothing was."""
