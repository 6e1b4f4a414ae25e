"""The coverage audit as data: `report/index.json`, and `report/<provider>.json` with how each course stands.

What the report's pages show, for a program: the console's pages for providers are made from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from exports.bands import Band, band_of
from exports.publication import ProviderView, Visit
from exports.report_text import Average, ProviderCoverage
from normalize.course import Course, Reason, Status

REASONS = 6
"""Reasons of a course that are told."""


class Standing(msgspec.Struct, kw_only=True, frozen=True):
    """How a course stands."""

    id: str
    """Id of the offer."""
    url: str
    """Its page."""
    title: str
    """As the provider writes it."""
    page_language: str | None
    """ISO 639-1."""
    band: Band
    """What it wants most."""
    status: Status
    """Freshness status."""
    missing: list[str]
    """Compared fields that its page does not give."""
    reasons: list[Reason]
    """Why it has its status."""


class ProviderAudit(msgspec.Struct, kw_only=True):
    """The content of `report/<provider>.json`."""

    coverage: ProviderCoverage
    """Its figures."""
    average: Average | None
    """What is usual among providers; None where they are too few to tell."""
    website: str
    """Home page."""
    trend: list[Visit] = []
    """Its last crawls that counted, the earliest first."""
    courses: list[Standing] = []
    """Every offer found at its site, by id."""


class Audit(msgspec.Struct, kw_only=True):
    """The content of `report/index.json`."""

    providers: list[ProviderCoverage]
    """A row a provider, in the order of the registry."""
    total: ProviderCoverage
    """All together."""
    average: Average | None
    """What is usual among providers; None where they are too few to tell."""


def standing(course: Course) -> bytes:
    """Return a line of `courses`: how the course stands, as JSON."""
    return msgspec.json.encode(
        Standing(
            id=course.id, url=course.url, title=course.title, page_language=course.page_language, band=band_of(course),
            status=course.freshness.status, missing=course.completeness.missing,
            reasons=course.freshness.reasons[:REASONS],
        )
    )  # fmt: skip


def audit_of(rows: list[ProviderCoverage], total: ProviderCoverage, average: Average | None) -> bytes:
    """Return `report/index.json`."""
    return msgspec.json.format(msgspec.json.encode(Audit(providers=rows, total=total, average=average))) + b"\n"


def provider_audit(
    row: ProviderCoverage, view: ProviderView, average: Average | None, lines: Iterable[bytes]
) -> Iterator[bytes]:
    """Yield `report/<provider>.json`; `lines` hold the `standing` of each course, a line each."""
    head = ProviderAudit(coverage=row, average=average, website=view.website, trend=view.trend)
    empty = msgspec.json.encode(head)
    yield empty.removesuffix(b"]}")
    yield from lines
    yield b"]}\n"
