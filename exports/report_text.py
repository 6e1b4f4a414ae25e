"""The coverage audit as figures: what was found at each provider, and how much of it can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from exports.provenance import found_at
from exports.publication import ProviderView, RunState
from normalize.course import COMPARED, Course

STALE = ("expired", "missing", "withdrawn")
"""The statuses of an offer that one can't go to any more."""


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

    def add(self, course: Course) -> None:
        self.courses += 1
        self.complete += not course.completeness.missing
        self.missing.update(course.completeness.missing)
        self.statuses[course.freshness.status] += 1

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
    )
