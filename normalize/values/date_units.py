"""What each date in a text is for: a course day, a last day to enrol, or something else."""

from __future__ import annotations

import re

import msgspec

from normalize.course import Session
from normalize.values.alternatives import asked
from normalize.values.date_atoms import Item
from normalize.values.date_roles import (
    CLOSED_BY,
    DEADLINE,
    ENDS,
    ENDS_AFTER,
    ENROL,
    ENROL_AFTER,
    ENROL_PERIOD,
    IS_DEADLINE,
    LIMIT,
    NO_COURSE_AFTER,
    NO_COURSE_BEFORE,
    NO_ENROL,
    OPENS,
)
from normalize.values.date_words import EVERY_DAY, PART
from normalize.values.times import Times

STOP = re.compile(r"[;|•]|[!?](?= )|(?<!\bstcrt)(?<!\bnr)(?<!\bca)(?<!\bi\.p\.v)\.(?= )|(?<!:)\n")
"""Ends a clause."""
BEGINS = re.compile(r"\b(?:aanvang|start\w*|begin\w*)(?: is)?\W*(?:om |at )?$")
"""Right before a time of day: the meetings begin then."""
_NUMBERED = re.compile(r"(?:\n|[.;] )([^.;\n]{3,20})$")
"""The words between the end of a line or sentence and times of day: the number of a day, say."""
_ENROLS_FROM = re.compile(
    r"(?<!cursus )(?<!course )(?<!training )(?<!opleiding )\b(?:from|vanaf|between|tussen) (?:de |the )?$"
)
"""Before a range of days on which one may enrol."""
_LEADS = re.compile(r"\)?(?: ?uur)?\)?:\s*(?:(?:op|on) )?$")
"""Between times of day and the days that they are of."""
_YEAR_ALONE = re.compile(
    r"(?:(?:start|startdatum|datum|data|jaar|wanneer|when|date|year):? )?"
    r"(?:(?:in|vanaf|from|start|begin|eind|end of) )?"
    r"(?:19|20)[0-9]{2}\W*"
)
_NO_COURSE_BEFORE, _NO_COURSE_AFTER = asked(NO_COURSE_BEFORE), asked(NO_COURSE_AFTER)


class Unit(msgspec.Struct):
    """A day, or a range of days, with what its clause says of it."""

    first: Item
    """The day, or the first one of a range."""
    last: Item
    """The same, or the last one."""
    role: str = "course"
    """course; enrol (last day to enrol); end (of the run before); other."""
    before: str = ""
    """Words of its clause that stand before it."""
    after: str = ""
    """Words behind it, up to the next date."""
    heads: bool = True
    """Whether no other date stands before it in its clause."""
    session: Session | None = None
    """The run that it became part of."""

    @property
    def ranged(self) -> bool:
        """Whether it has two ends."""
        return self.first is not self.last


def attach_times(items: list[Item], times: list[Times], words: str) -> list[Times]:
    """Give each pair of times to the day before it, else to the one behind; return those that were given."""
    days = [item for item in items if item.kind == "day"]
    used: list[Times] = []
    for found in times:
        before = next((item for item in reversed(days) if item.end <= found.at), None)
        after = next((item for item in days if item.at >= found.end_at), None)
        number = _NUMBERED.search(words, max(before.end, found.at - 30), found.at) if before else None
        if number and PART.fullmatch(number[1].strip()):
            continue  # "Dag 1: 9.00 - 17.00 uur": of each run's first day
        if before and found.at - before.end <= 60 and not _heads_days(before, found, after, words):
            if before.link and found.end is None and BEGINS.search(words, before.end, found.at):
                before = _first_of(days, before)  # "3 maart t/m 12 juni, aanvang 19.00 uur"
            before.times = join_times(before.times, found, words) if before.times else found
            if found.end and EVERY_DAY.search(words[before.end : found.at].removesuffix("van ")):
                _share_behind(days, before)
            used.append(found)
        elif after and after.times is None and not STOP.search(words, found.end_at, after.at):
            if after.at - found.end_at > 60:
                continue
            after.times = found
            used.append(found)
    return used


def _heads_days(before: Item, found: Times, after: Item | None, words: str) -> bool:
    """Tell whether times head the days they are of, in a sentence of their own ("Praktijk (9.30-12.00): 3 mei")."""
    stops = STOP.search(words, before.end, found.at) is not None
    return stops and after is not None and bool(_LEADS.match(words[found.end_at : after.at]))


def _share_behind(days: list[Item], last: Item) -> None:
    """Give the days before one the times that are those of every day ("12 en 19 maart, beide dagen 9.00 - 17.00")."""
    for day in days[: days.index(last)]:
        day.times = day.times or last.times


def _first_of(days: list[Item], last: Item) -> Item:
    """Return the first day of the range or the list that a day ends."""
    at = days.index(last)
    while at and days[at].link in ("range", "and", "comma", "slash"):
        at -= 1
    return days[at]


def join_times(first: Times, second: Times, words: str) -> Times:
    """Put the times of a morning and an afternoon together, and "aanvang 19.00 uur, einde 21.30 uur"."""
    between = words[first.end_at : second.at]
    pairs = first.end and second.end and second.start >= first.end
    singles = not first.end and not second.end and second.start > first.start
    if pairs and re.fullmatch(r"[ ,]*(?:en|and|&|/)?[ ]*(?:van |from )?", between):
        return Times(first.at, second.end_at, first.start, second.end, first.seconds)
    if singles and re.fullmatch(r"[\s,;|-]*(?:eind\w*|end(?: ?time)?|ends|tot|until)(?: om| at)?[\s:]*", between):
        return Times(first.at, second.end_at, first.start, second.start, first.seconds)
    return first


def find_units(items: list[Item], words: str) -> list[Unit]:
    """Put items together to days and ranges, each with its role."""
    units = _units(_without_headings(items, words), words)
    _judge(units)
    return units


def _without_headings(items: list[Item], words: str) -> list[Item]:
    """Leave out what only heads the days below it, and bare years and seasons in running text."""
    days = [item for item in items if item.kind == "day"]
    kept = []
    for item in items:
        heads = any(day.month == item.month and day.year == item.year for day in days)
        if item.kind == "month" and heads:
            continue
        if item.kind in ("season", "quarter", "half") and days:
            continue
        if item.kind == "academic" and any(other.kind in ("day", "month") for other in items):
            continue
        if item.kind == "season" and (item.year is None or item.carried) and not _season_alone(item, words):
            continue
        if item.kind == "season" and item.carried and any(other.kind == "month" for other in items):
            continue
        if item.kind == "year" and not _YEAR_ALONE.fullmatch(words):
            continue
        if item.kind == "academic" and not _academic_alone(item, words):
            continue
        kept.append(item)
    return kept


def _season_alone(item: Item, words: str) -> bool:
    before = words[max(0, item.at - 20) : item.at]
    if re.match(r" (?:school|course|cursus|semester|academy|program)", words[item.end :]):
        return False
    return len(words) <= 30 or bool(
        re.search(r"\b(?:in (?:het|de|the)|start(?:s|datum)?:?|starts in|elke?|ieder|every) $", before)
    )


def _academic_alone(item: Item, words: str) -> bool:
    before = words[max(0, item.at - 30) : item.at]
    return not words[: item.at].strip() or bool(
        re.search(r"(?:jaar|year|seizoen|season|editie|edition|start\w*|in|vak|course|cursus)[: ]*$", before)
    )


def _units(items: list[Item], words: str) -> list[Unit]:
    """Put the two ends of every range together, and cut out the clause around each."""
    units: list[Unit] = []
    for item in items:
        extends = units and (not units[-1].ranged or units[-1].last.shared) and units[-1].last.kind != "year"
        if item.link == "range" and extends:
            units[-1].last = item
        else:
            units.append(Unit(item, item))
    for position, unit in enumerate(units):
        left = units[position - 1].last.end if position else 0
        right = units[position + 1].first.at if position + 1 < len(units) else len(words)
        before = words[left : unit.first.at]
        stops = list(STOP.finditer(before))
        unit.before = before[stops[-1].end() :] if stops else before
        unit.heads = bool(stops) or not position
        unit.after = words[unit.last.end : min(right, unit.last.end + 100)]
    return units


def _judge(units: list[Unit]) -> None:
    """Give each unit its role."""
    previous: Unit | None = None
    for unit in units:
        after = re.split(r"[;\n|]|[.!?] ", unit.after, maxsplit=1)[0]
        chained = unit.first.link in ("and", "or", "comma", "slash") and not ENROL.search(unit.before)
        if (role := _role(unit, unit.before, after)) != "course":
            unit.role = role
        elif previous is not None and chained and previous.role in ("enrol", "other"):
            unit.role = previous.role
        previous = unit


def _role(unit: Unit, before: str, after: str) -> str:
    """Tell by its clause what a date is for."""
    stamped = any(item.times and item.times.seconds for item in (unit.first, unit.last))
    if stamped or _NO_COURSE_BEFORE.search(before):
        return "other"
    enrols = bool(ENROL.search(before))
    limited = LIMIT.search(before) or (unit.ranged and ENROL_PERIOD.search(before))
    limited = limited or ENDS.search(before) or (unit.ranged and _ENROLS_FROM.search(before))
    if DEADLINE.search(before) or IS_DEADLINE.match(after) or ENROL_AFTER.match(after) or (enrols and limited):
        return "other" if NO_ENROL.search(before) else "enrol"
    if (
        _NO_COURSE_AFTER.match(after)
        or (enrols and OPENS.search(before))
        or (not unit.ranged and CLOSED_BY.search(before))
    ):
        return "other"
    ends = (ENDS.search(before) and unit.first.link != "and") or ENDS_AFTER.match(after)
    return "end" if ends else "course"
