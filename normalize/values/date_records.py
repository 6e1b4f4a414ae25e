"""The record of one run: its days, its times, or the month or season that the text leaves it at."""

from __future__ import annotations

from datetime import date, timedelta

from normalize.course import Precision, Session
from normalize.values.date_atoms import Item
from normalize.values.date_days import days_of
from normalize.values.date_units import Unit
from normalize.values.moments import moment_of
from normalize.values.words import quote


def session_of(run: list[Unit], folded: str, notes: list[str]) -> Session:
    """Make the record of one run."""
    first, last = run[0].first, run[-1].last
    ends = [last.end, *(item.times.end_at for unit in run for item in (unit.first, unit.last) if item.times)]
    begins = [first.at, *(item.times.at for unit in run for item in (unit.first, unit.last) if item.times)]
    words = quote(folded, min(begins), max(ends))[:300]
    if first.kind != "day":
        return _vague(first, last, words.rstrip("."), notes)
    start, end = first.date(), last.date()
    if start is None or end is None:
        return Session(start=None, precision="day", text=words)
    if end < start:
        notes.append("end_before_start")
        return Session(start=moment_of(start.isoformat(), first.times.start if first.times else None), text=words)
    return _dated(run, start, end, words, notes)


def _dated(run: list[Unit], start: date, end: date, words: str, notes: list[str]) -> Session:
    """Make the record of a run whose days are known."""
    opening = run[0].first.times
    closing = run[-1].last.times
    pair = closing if closing and closing.end else opening if opening and opening.end else None
    begin = opening.start if opening else pair.start if pair else None
    finish = closing.end if closing and closing.end else None
    if finish is None and run[-1].ranged and closing and opening and closing is not opening:
        finish = closing.start
    if finish is None and pair and closing is None:
        finish = pair.end
    if len(run) == 1 and not run[0].ranged and begin and finish and finish <= begin:
        if finish <= "06:00" and begin >= "12:00":
            end += timedelta(days=1)
        else:
            notes.append("end_before_start")
            finish = None
    days = days_of(run, pair) if len(run) > 1 and not any(unit.ranged for unit in run) else []
    finish = days[-1].end if days and days[-1].end else finish
    several = end > start or finish is not None
    return Session(
        start=moment_of(start.isoformat(), begin),
        end=moment_of(end.isoformat(), finish) if several else None,
        text=words,
        days=days,
    )


_PRECISIONS: dict[str, Precision] = {
    "month": "month",
    "quarter": "month",
    "half": "month",
    "season": "season",
    "year": "year",
    "academic": "year",
}


def _vague(first: Item, last: Item, words: str, notes: list[str]) -> Session:
    """Make the record of a run whose days the text leaves open."""
    precision = _PRECISIONS[first.kind]
    if first.year is None or last.year is None:
        return Session(start=None, precision=precision, text=words)
    start, end = _open(first), _open(last)
    if first.kind in ("quarter", "half") and last.kind == first.kind:
        end = f"{last.year}-{(last.month or 1) + (2 if first.kind == 'quarter' else 5):02}"
    if first.kind == "academic":
        end = str(first.year + 1)
    if last.kind != first.kind:
        end = f"{last.year}-{last.month:02}" if last.kind == "day" else start
    if (last.year, end[:4]) < (first.year, start[:4]):
        notes.append("end_before_start")
        end = start
    return Session(start=start, end=end if end != start else None, precision=precision, text=words)


def _open(item: Item) -> str:
    return str(item.year) if item.kind in ("year", "academic") else f"{item.year}-{item.month:02}"
