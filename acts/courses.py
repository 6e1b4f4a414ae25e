"""What people decide of single courses: corrected, hidden, confirmed; and undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from acts.by import By
from acts.refused import Refused
from normalize.amend import FACTS, KINDS, Kind
from normalize.course import Course, to_dict
from store import Decision, Store


def the(store: Store, asked: str) -> Course:
    """Return the published offer of this id, of an id that went up in it, or with a page at this address.

    Raises Refused where there is none.
    """
    found = store.offer(asked) or store.offer(store.retired_into(asked) or "")
    if found is None and "://" in asked:
        found = next((one for one in store.offers() if asked in (one.url, *(page.url for page in one.sources))), None)
    if found is None:
        raise Refused("no_course", asked=asked)
    return found


def correct(store: Store, course: Course, field: str, value: Any, words: str, by: By, *, until_change: bool) -> int:
    """Give a field of a course a value, as `normalize.amend.read_value` read it from words; return the number."""
    decided = {
        "field": field, "value": value, "words": words, "pinned": until_change, "seen": as_read(store, course, field),
    }  # fmt: skip
    return _decide(store, "correct", course, decided, by)


def hide(store: Store, course: Course, by: By) -> int:
    """Publish a course no longer; return the decision's number."""
    return _decide(store, "hide", course, {}, by)


def confirm(store: Store, course: Course, by: By) -> int:
    """Confirm that a course is right though something speaks against it; return the decision's number."""
    reasons = [[one.code, one.text] for one in course.freshness.reasons if one.code not in FACTS]
    return _decide(store, "confirm", course, {"reasons": reasons}, by)


def undo(store: Store, number: int, *, who: str, now: datetime) -> Decision:
    """Undo a decision and return it; raises Refused where it can't be."""
    of = next((one for one in store.decisions(undone=True) if one.id == number), None)
    if of is None:
        raise Refused("no_decision", number=number)
    if of.kind in ("accept", "reject"):
        raise Refused("run_is_done", number=number, run=of.subject)
    if of.undone is not None:
        raise Refused("undone_already", number=number, who=of.undone_by)
    store.undo(number, who=who, now=now)
    return of


def decisions_on(store: Store, id: str) -> list[Decision]:
    """Return what was decided of an offer or of its pages, merges and splits too, the undone as well, oldest first."""
    members = {key for key, offer in store.member_ids().items() if offer == id}
    return [one for one in store.decisions(undone=True) if one.subject == id or members & _pages_of(one)]


def _pages_of(decision: Decision) -> set[str]:
    """Return the member keys that a decision is about."""
    if decision.kind in KINDS:
        return set(decision.value.get("members", ()))
    return {key for side in ("left", "right") for key in decision.value.get(side, ())}


def as_read(store: Store, course: Course, field: str) -> Any:
    """Return what the page gives for a field, also where it is corrected already and the page changed since."""
    if field not in course.evidence or course.evidence[field].method != "correction":
        return to_dict(course)[field]
    earlier = [one for one in store.decisions("correct") if one.subject == course.id and one.value["field"] == field]
    if not earlier:
        return to_dict(course)[field]
    since = {ask.decision: ask.now for ask in store.asks()}
    return since.get(earlier[-1].id, earlier[-1].value["seen"])


def _decide(store: Store, kind: Kind, course: Course, value: Mapping[str, Any], by: By) -> int:
    members = sorted(key for key, id in store.member_ids().items() if id == course.id)
    return store.decide(kind, course.id, {**value, "members": members}, who=by.who, why=by.why, now=by.at)
