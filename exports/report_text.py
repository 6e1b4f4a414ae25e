"""The coverage audit as figures: what was found at each provider, and how much of it can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from exports.bands import BANDS, Band, band_of
from exports.provenance import found_at
from exports.publication import ProviderView, RunState
from normalize.course import COMPARED, Course

STALE = ("expired", "missing", "withdrawn")
"""The statuses of an offer that one can't go to any more."""
LEAST = 3
"""Providers with courses that an average is taken over at least: of fewer, one could be told from it."""


class ProviderCoverage(msgspec.Struct, kw_only=True):
    """The audit of one provider, or of all together. Percentages are None where there is no course."""

    id: str
    """The registry's slug; "" for all together."""
    name: str
    """As people write it; "" for all together."""
    courses: int
    """Offers found at its site; one found at two sites counts for both, and once in the total."""
    filled: dict[str, float | None]
    """Each of the six compared fields to the percentage of its offers that give it."""
    comparable: float | None
    """Percentage that gives all six."""
    stale: float | None
    """Percentage that is expired, missing or withdrawn."""
    conflicting: float | None
    """Percentage whose page contradicts itself."""
    statuses: dict[str, int]
    """Freshness status to number of offers."""
    bands: dict[Band, int]
    """Band to number of offers."""
    last_good_run: date | None = None
    """Day of the last complete crawl."""
    state: RunState | None = None
    """How the last crawl ended; None where there was none."""
    cause: str | None = None
    """Code of what went wrong in it."""
    detail: str | None = None
    """The same in one line of words."""
    pages: int = 0
    """Pages kept of the last crawl."""
    enabled: bool = True
    """Whether a refresh of all providers holds this one."""


class _Count:
    """Running totals of one provider."""

    def __init__(self) -> None:
        self.courses = 0
        self.complete = 0
        self.missing: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.bands: Counter[Band] = Counter()

    def add(self, course: Course) -> None:
        self.courses += 1
        self.complete += not course.completeness.missing
        self.missing.update(course.completeness.missing)
        self.statuses[course.freshness.status] += 1
        self.bands[band_of(course)] += 1

    def share(self, number: int) -> float | None:
        return round(100 * number / self.courses, 1) if self.courses else None


class Tally:
    """Counts offers one by one; memory grows with the providers only."""

    def __init__(self, providers: Iterable[ProviderView] = ()) -> None:
        self._views = {view.id: view for view in providers}
        self._counts = {provider: _Count() for provider in self._views}
        self._all = _Count()

    def add(self, course: Course) -> None:
        """Count an offer."""
        self._all.add(course)
        for provider in found_at(course):
            self._counts.setdefault(provider, _Count()).add(course)

    def rows(self) -> list[ProviderCoverage]:
        """Return a row a provider: the given ones in their order, then others that offers name, sorted."""
        others = sorted(set(self._counts) - set(self._views))
        return [self._row(provider) for provider in (*self._views, *others)]

    def total(self) -> ProviderCoverage:
        """Return all providers together."""
        return _coverage("", "", self._all)

    def _row(self, provider: str) -> ProviderCoverage:
        view = self._views.get(provider)
        row = _coverage(provider, view.name if view else provider, self._counts[provider])
        if view:
            row.last_good_run, row.state, row.pages = view.last_good_run, view.last_run_state, view.pages
            row.cause, row.detail, row.enabled = view.cause, view.detail, view.enabled
        return row


class Average(msgspec.Struct, kw_only=True, frozen=True):
    """What is usual among providers; each counts as much as any other, however large."""

    providers: int
    """How many have courses."""
    courses: float
    """Courses of each."""
    filled: dict[str, float]
    """Each of the six compared fields to a percentage."""
    comparable: float
    """Percentage that gives all six."""
    stale: float
    """Percentage that is expired, missing or withdrawn."""
    conflicting: float
    """Percentage whose page contradicts itself."""


def average(rows: Iterable[ProviderCoverage]) -> Average | None:
    """Return the average of the providers with courses; None where they are so few that one could be told from it."""
    held = [row for row in rows if row.courses]
    if len(held) < LEAST:
        return None

    def mean(shares: Iterable[float | None]) -> float:
        return round(sum(share or 0.0 for share in shares) / len(held), 1)

    return Average(
        providers=len(held),
        courses=mean(row.courses for row in held),
        filled={field: mean(row.filled[field] for row in held) for field in COMPARED},
        comparable=mean(row.comparable for row in held),
        stale=mean(row.stale for row in held),
        conflicting=mean(row.conflicting for row in held),
    )


def coverage(offers: Iterable[Course], providers: Sequence[ProviderView] = ()) -> list[ProviderCoverage]:
    """Return the audit of each provider; memory does not grow with the number of offers."""
    tally = Tally(providers)
    for course in offers:
        tally.add(course)
    return tally.rows()


def _coverage(provider: str, name: str, count: _Count) -> ProviderCoverage:
    return ProviderCoverage(
        id=provider,
        name=name,
        courses=count.courses,
        filled={field: count.share(count.courses - count.missing[field]) for field in COMPARED},
        comparable=count.share(count.complete),
        stale=count.share(sum(count.statuses[status] for status in STALE)),
        conflicting=count.share(count.statuses["conflicting"]),
        statuses=dict(sorted(count.statuses.items())),
        bands={band: count.bands[band] for band in BANDS},
    )
