"""The year of a day that stands without one: from its neighbours, from what stands before, from the weekday."""

from __future__ import annotations

from datetime import date

from normalize.values.date_atoms import Item

MANY = 4
"""Days in a list, from which on its order tells the year of those behind the end of one."""
SOON = 3
"""Months between two days of a list, at most, of which the second is told to be of the next year by that alone."""
_CHAINED = ("range", "and", "or", "comma", "slash")
_DATED = ("day", "month")
_OPEN = ("day", "month", "season")


def settle_years(items: list[Item], year: int | None, seen: date | None) -> list[str]:
    """Fill in years where there is evidence for one, and return a note on each kind of evidence.

    In order: a year at the end of the list or range ("20 January - 7 February 2020"); one that stands
    before ("Data 2027: …", an academic year, an earlier date, as long as the months go up, or the list goes on); the
    caller's; the one near the page's own day that the weekday fits. Without any it stays open.
    """
    _from_behind(items)
    notes = _from_before(items, year)
    notes += _from_weekday(items, seen)
    if any(not _fits(item, item.year) for item in items if item.year is not None):
        notes.append("weekday_mismatch")
    return notes


def _fits(item: Item, year: int | None) -> bool:
    """Tell whether the weekday fits the year; without a weekday every year fits."""
    if item.weekday is None or item.kind != "day" or year is None:
        return True
    try:
        return date(year, item.month or 0, item.day or 0).weekday() == item.weekday
    except ValueError:
        return False


def _from_behind(items: list[Item]) -> None:
    for before, after in zip(reversed(items[:-1]), reversed(items[1:]), strict=True):
        if (
            before.year is None
            and after.year is not None
            and after.link in _CHAINED
            and {before.kind, after.kind} <= set(_OPEN)
        ):
            before.year = after.year - (1 if (before.month or 0) > (after.month or 0) else 0)


def _from_before(items: list[Item], year: int | None) -> list[str]:
    notes: set[str] = set()
    context: int | None = None  # a year that stands by itself, or with a month as a heading
    named = {item.year for item in items if item.kind == "academic"}
    alone = len(named) == 1 and all(item.year is None or item.kind == "academic" for item in items)
    academic: int | None = named.pop() if alone else None  # the only year: for what stands before it too
    last: Item | None = None
    many = sum(item.kind == "day" for item in items) >= MANY
    for item in items:
        if item.kind == "year":
            context, academic, last = item.year, None, None
        elif item.kind == "academic":
            context, academic, last = None, item.year, None
        elif item.year is not None:
            if item.kind != "day":
                context = item.year if item.kind in ("month", "season", "quarter") else context
            last = item if item.kind in _DATED else last
        elif (found := _known(item, context, academic, last, year, many=many)) is not None:
            item.year, item.carried = found, last is not None
            notes.add("year_from_context")
            last = item if last is not None or item.kind in _DATED else last
    return sorted(notes)


def _known(
    item: Item, context: int | None, academic: int | None, last: Item | None, year: int | None, *, many: bool
) -> int | None:
    """Return the year that what stands before gives to a day or month."""
    month = item.month or 0
    if academic is not None and item.kind in _DATED:
        return academic if month >= 8 else academic + 1
    if last is not None and last.year is not None:
        if month >= (last.month or 0) and _fits(item, last.year):
            return last.year
        if year is None and context is None:
            told = item.weekday is not None or (many and _goes_on(item, last))
            return last.year + 1 if told and _fits(item, last.year + 1) else None
    return context if context is not None else year


def _goes_on(item: Item, last: Item) -> bool:
    """Tell whether a day in a list of them goes on where the year ends ("18 december 2026, 16 januari")."""
    months = ((item.month or 0) - (last.month or 0)) % 12
    return item.kind == last.kind == "day" and item.link in (*_CHAINED, "line") and months <= SOON


def _from_weekday(items: list[Item], seen: date | None) -> list[str]:
    """Choose the one year near the page's day in which every weekday of the open days fits."""
    open_days = [item for item in items if item.kind == "day" and item.year is None]
    if seen is None or not any(item.weekday is not None for item in open_days):
        return []
    found = False
    position = 0
    while position < len(open_days):
        chain = [open_days[position]]
        while position + 1 < len(open_days) and open_days[position + 1].link in _CHAINED:
            position += 1
            chain.append(open_days[position])
        position += 1
        years = [year for year in range(seen.year - 1, seen.year + 2) if all(_fits(item, year) for item in chain)]
        if len(years) == 1 and any(item.weekday is not None for item in chain):
            for item in chain:
                item.year = years[0]
            found = True
    return ["year_from_weekday"] if found else []
