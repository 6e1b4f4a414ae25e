"""Whether the runs that two places of a page name are the same one."""

from __future__ import annotations

from datetime import date

from normalize.course import Session
from normalize.fields import places
from normalize.page.text import fold


def is_same(new: Session, known: Session) -> bool:
    """Tell whether a run that another witness names is one that is known, or a day of it."""
    if not new.start or not known.start:
        return new.text == known.text
    if new.location and known.location and _are_apart(new.location, known.location):
        return False
    if new.precision == "season":
        return known.start[:4] == new.start[:4] and known.start[5:7] in SEASONS[new.start[5:7]]
    if new.precision != "day":
        return known.start.startswith(new.start[:7] if new.precision == "month" else new.start[:4])
    same = span_of(new) == span_of(known)
    if same and new.days and not known.days:
        known.days = new.days
    if same and "T" in new.start and "T" not in known.start:
        known.start, known.end, known.days = new.start, new.end, new.days or known.days
    return same or is_within(new, known)


SEASONS = {
    "21": ("21", "02", "03", "04", "05", "06"), "22": ("22", "06", "07", "08", "09"),
    "23": ("23", "08", "09", "10", "11", "12"), "24": ("24", "12", "01", "02"),
}  # fmt: skip
"""EDTF season to the months in which a run of it may start."""


def _are_apart(one: str, two: str) -> bool:
    """Tell whether two places are different ones: other towns, or other names altogether."""
    first, second = fold(one), fold(two)
    if first in second or second in first:
        return False
    towns = places.towns_in(one), places.towns_in(two)
    return towns[0].isdisjoint(towns[1]) if all(towns) else not any(towns)


def is_closer(known: Session, new: Session) -> bool:
    """Tell whether another witness gives the date that was left open before."""
    if known.start is None or new.start is None:
        return known.start is None and new.start is not None
    if known.precision == "season" and new.precision in ("day", "month"):
        return new.start[:4] == known.start[:4] and new.start[5:7] in SEASONS[known.start[5:7]]
    return known.precision in ("month", "year") and new.precision == "day" and new.start.startswith(known.start)


def is_within(inner: Session, outer: Session) -> bool:
    """Tell whether one run lies within the days of another, longer one."""
    if not inner.start or not outer.start or inner.precision != "day" or outer.precision != "day":
        return False
    (first, last), (begin, end) = span_of(inner), span_of(outer)
    inside = begin <= first and last <= end and (first, last) != (begin, end)
    return inside and 2 * _length(first, last) <= _length(begin, end)  # else a run of its own that began later


def _length(first: str, last: str) -> int:
    """Count the days between two days."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def span_of(session: Session) -> tuple[str, str]:
    """Return the first and the last day of a run; empty where it is open."""
    start = (session.start or "")[:10]
    return start, (session.end or start)[:10]
