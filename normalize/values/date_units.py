"""What each date in a text is for: a course day, a last day to enrol, or something else."""

from __future__ import annotations

import re

import msgspec

from normalize.course import Session
from normalize.values.alternatives import asked
from normalize.values.date_atoms import Item
from normalize.values.date_roles import (
    CLOSED_BY,
    CLOSES,
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
from normalize.values.date_times import STOP

_ENROLS_FROM = re.compile(
    r"(?<!cursus )(?<!course )(?<!training )(?<!opleiding )\b(?:from|vanaf|between|tussen) (?:de |the )?$"
)
"""Before a range of days on which one may enrol."""
_REMARKED = re.compile(r" ?\([^()\n]{1,40}\) ?[,;&]? ?(?:en |and )?")
"""Between two days of one list: what the first one was."""
_YEAR_ALONE = re.compile(
    r"(?:(?:start|startdatum|datum|data|jaar|wanneer|when|date|year):? )?"
    r"(?:(?:in|vanaf|from|start|begin|eind|end of) )?"
    r"(?:19|20)[0-9]{2}\W*"
)
_REMARK_ENDS = re.compile(r"[,;.()]")
_CLAUSE_ENDS = re.compile(r"[;\n|]|[.!?] ")
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
    for unit, following in zip(units, [*units[1:], None], strict=False):
        after = _CLAUSE_ENDS.split(unit.after, maxsplit=1)[0]
        if following and _closes(unit.after):
            after = ""  # what stands between is said of the next day ("1 september, deadline 31 mei")
        chained = unit.first.link in ("and", "or", "comma", "slash") and not ENROL.search(unit.before)
        if (role := _role(unit, unit.before, after)) != "course":
            unit.role = role
        elif (
            previous is not None
            and (chained or _REMARKED.fullmatch(unit.before))
            and previous.role in ("enrol", "other")
        ):
            unit.role = previous.role
        previous = unit


def _closes(words: str) -> bool:
    """Tell whether the words between two days are a remark that makes the second one the last to enrol."""
    said = list(DEADLINE.finditer(words)) if words.lstrip()[:1] in ("(", ",", "-") else []
    return bool(said) and _REMARK_ENDS.search(words, said[-1].end()) is None


def _role(unit: Unit, before: str, after: str) -> str:
    """Tell by its clause what a date is for."""
    stamped = any(item.times and item.times.seconds for item in (unit.first, unit.last))
    if stamped or _NO_COURSE_BEFORE.search(before):
        return "other"
    if CLOSES.search(before):
        return "end"
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
