"""What a provider wants to know within a minute: how many courses, what is wrong with how many, what helps most."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import NamedTuple

from starlette.responses import Response

from console.providers.owned import Owned
from exports import charts
from exports.advice import MISSING, REASONS, STATUS
from exports.audit import ProviderAudit, Standing
from exports.bands import BANDS
from exports.difference_words import lines
from exports.gather import CHANGES_SHOWN, STATES, last_change, trend
from exports.report_text import LEAST
from exports.words import FIELDS, LANGUAGES, Language, pick, reason_words
from store import Run

HELPS = 5
"""What helps most: so many lines of it."""
RUNS = 60
"""Visits that a trend is sought among."""


class Help(NamedTuple):
    """Something to mend at one or more courses."""

    courses: int
    """How many have it."""
    what: str
    """In words: a field that is missing, or a reason."""
    how: str
    """What to do."""
    code: str
    """By which the list of courses is narrowed: a field, or a reason's code."""


def overview(own: Owned) -> Response:
    """Answer with how the courses of a provider stand."""
    language = own.asked.language
    runs = own.desk.store.runs(own.id, limit=RUNS)
    last = next((run for run in runs if run.state != "open"), None)
    visits = trend(runs)
    audit = own.audit if own.audit and own.audit.courses else None
    counts = [(band, audit.coverage.bands[band] if audit else 0) for band in BANDS]
    return own.page(
        "overview.html", "overview", audit=audit, counts=counts, last=last,
        last_state=STATES.get(last.state) if last else None, helps=helps(audit, language) if audit else [],
        parts=charts.parts(counts, language) if audit else None,
        bars=charts.bars(audit.coverage.filled, audit.average, language) if audit else None,
        trend=charts.trend(visits, language) if len(visits) > 1 else None, least=LEAST, change=last_change(runs),
        changes=_changes(own, last_change(runs), language),
    )  # fmt: skip


def helps(audit: ProviderAudit, language: Language) -> list[Help]:
    """Return what is to be mended at most courses, that first."""
    place, names = LANGUAGES.index(language), pick(FIELDS, language)
    missing = Counter(field for one in audit.courses if one.band != "withdrawn" for field in one.missing)
    codes = Counter(code for one in audit.courses for code in _mendable(one))
    found = [Help(number, names[field], MISSING[field][place], field) for field, number in missing.items()]
    for code, number in codes.items():
        cure = REASONS.get(code) or STATUS["conflicting" if code.startswith("conflict_") else "expired"]
        found.append(Help(number, reason_words(code, language), cure[place], code))
    return sorted(found, key=lambda one: (-one.courses, one.what))[:HELPS]


def _mendable(one: Standing) -> set[str]:
    """Return the codes of what speaks against a course and can be mended on its page."""
    codes = {reason.code for reason in one.reasons}
    return {code for code in codes if code in REASONS or code.startswith("conflict_") or code == "all_runs_past"}


def _changes(own: Owned, change: Run | None, language: Language) -> list[str]:
    if change is None:
        return []
    return list(islice(lines(own.desk.store.differences(change.id), language), CHANGES_SHOWN))
