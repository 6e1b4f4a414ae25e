"""Dates and times of a course's runs, from words."""

from __future__ import annotations

from datetime import date

import msgspec

from normalize.course import Session, Start


class Dates(msgspec.Struct, kw_only=True):
    """What a text says about when a course is given."""

    sessions: list[Session] = []
    """Each run, in the order of the text."""
    start: Start = "unknown"
    """dated; on_request; any_time; unknown."""
    enrol_until: str | None = None
    """ISO 8601 date: last day to enrol, where the text names one for all its runs."""
    notes: list[str] = []
    """Codes: `year_missing`, `year_from_context`, `year_from_weekday`, `weekday_mismatch`,
    `end_before_start`, `announced_count_differs`, `invalid_date`, `recurring`, `to_be_announced`."""


def read_dates(text: str, *, year: int | None = None, seen: date | None = None) -> Dates:
    """Read the runs that a text names."""
    return Dates()
