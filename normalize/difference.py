"""What changed at a provider between two moments: courses new, changed, vanished, returned, or only grown older."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import msgspec

from normalize.course import Course, Status
from normalize.freshness import PageState, judge

Kind = Literal["new", "changed", "vanished", "returned", "aged"]
"""Aged: the record is as it was, and its status is not, such as a course that expired."""
KINDS: tuple[Kind, ...] = ("new", "changed", "vanished", "returned", "aged")

IGNORED = ("id", "url", "freshness", "sources", "evidence", "completeness")
"""What tells of the record, not of the course."""


class FieldChange(msgspec.Struct, kw_only=True, frozen=True):
    """A field that is not what it was."""

    field: str
    """Name in the course record."""
    old: Any
    """As plain JSON; null or empty where it was not known."""
    new: Any
    """The same for now."""


class Difference(msgspec.Struct, kw_only=True, frozen=True):
    """What became of one course."""

    url: str
    """Its address."""
    title: str
    """As it is now, or last was."""
    kind: Kind
    """What became of it."""
    fields: list[FieldChange] = []
    """What changed, in the order of the record."""
    status: tuple[Status | None, Status | None] = (None, None)
    """Freshness status then and now; null where the course was not known."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A course as it stood at a moment."""

    course: Course
    """As last read."""
    state: PageState
    """Whether its page was there."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A provider's courses at a moment."""

    today: date
    """The day it is judged on."""
    courses: Mapping[str, Standing]
    """By address."""


def differences(before: Moment, after: Moment) -> list[Difference]:
    """Return what changed, sorted by kind and address."""
    found = [
        difference for url, now in after.courses.items()
        if (difference := _difference(url, before.courses.get(url), now, before.today, after.today))
    ]  # fmt: skip
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.url))


def _difference(url: str, then: Standing | None, now: Standing, day: date, today: date) -> Difference | None:
    new = judge(now.course, today=today, state=now.state).status
    if then is None:
        return Difference(url=url, title=now.course.title, kind="new", status=(None, new))
    old = judge(then.course, today=day, state=then.state).status
    fields = compare(then.course, now.course)
    was, is_there = then.state.found == "seen", now.state.found == "seen"
    kind: Kind | None = "changed" if fields else "aged" if old != new else None
    if was != is_there:
        kind = "returned" if is_there else "vanished"
    if kind is None:
        return None
    return Difference(url=url, title=now.course.title, kind=kind, fields=fields, status=(old, new))


def compare(old: Course, new: Course) -> list[FieldChange]:
    """Return the fields of the course that differ, in the order of the record."""
    if old == new:
        return []
    one, other = msgspec.to_builtins(old), msgspec.to_builtins(new)
    return [
        FieldChange(field=name, old=one[name], new=other[name])
        for name in one if name not in IGNORED and one[name] != other[name]
    ]  # fmt: skip
