"""The meeting days of a run, each with its times of day."""

from __future__ import annotations

from normalize.course import Day
from normalize.values.date_units import Unit
from normalize.values.times import Times


def days_of(run: list[Unit], shared: Times | None) -> list[Day]:
    """List the meeting days of a run, each with its own times, else those that all share."""
    own = sum(unit.first.times is not None for unit in run)
    ahead, behind = _ahead(run), _behind(run)
    days = []
    for unit, told in zip(run, [one or other for one, other in zip(ahead, behind, strict=True)], strict=True):
        times = unit.first.times or (shared if own <= 1 else told)
        day = unit.first.date()
        if day is not None:
            days.append(
                Day(date=day.isoformat(), start=times.start if times else None, end=times.end if times else None)
            )
    return days


def _ahead(run: list[Unit]) -> list[Times | None]:
    """Return for each day the times that stand before the list it is in ("theorie (19.30-22.00): 3 en 10 maart")."""
    lead: Times | None = None
    found: list[Times | None] = []
    for unit in run:
        own = unit.first.times
        if own:
            lead = own if own.end and own.at < unit.first.at else None
        elif unit.first.link not in ("and", "comma", "slash"):
            lead = None
        found.append(lead)
    return found


def _behind(run: list[Unit]) -> list[Times | None]:
    """Return for each day the times that stand behind the list it is in ("3 en 10 maart, 19.00-21.30; excursie …")."""
    found: list[Times | None] = []
    for unit, after in zip(reversed(run), [None, *reversed(run[1:])], strict=True):
        own, chained = unit.first.times, after is not None and after.first.link in ("and", "comma", "slash")
        found.append(
            own if own and own.end and own.at >= unit.first.end else found[-1] if chained and not own else None
        )
    return found[::-1]
