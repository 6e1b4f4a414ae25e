"""What people decided of single courses, applied to the offers after matching: corrected, hidden, confirmed.

A decision names its offer by id, and by the pages it was made of: where an id went up in another, or its pages turn
up in another offer, the decision goes with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import msgspec

from normalize.course import Course, Evidence, Organisation, completeness, from_dict, to_dict
from normalize.freshness import PageState, judge

TEXTS = ("title", "description", "audience", "entry_requirements", "location", "certificate", "accreditation")
FIELDS = (*TEXTS, "audiences", "level", "delivery", "languages", "price", "duration", "sessions", "start", "topics")
"""What can be corrected."""
CONTRADICTS = {"price": "conflict_price", "duration": "conflict_duration", "location": "conflict_location",
               "sessions": "conflict_dates", "languages": "conflict_languages", "level": "conflict_level"}  # fmt: skip
"""A corrected field to the contradictions that are settled by it."""
FACTS = {"page_gone", "page_redirected", "page_says_not_found", "not_found_for_long", "not_found_at_last_crawl"}
"""Reasons that a person can't confirm away: the page is not there."""

Kind = Literal["correct", "hide", "confirm"]
KINDS: tuple[Kind, ...] = ("correct", "hide", "confirm")


class AmendError(ValueError):
    """What was asked can't be; the text is one line."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A decision on one course."""

    number: int
    """Of the decision; a later one wins."""
    kind: Kind
    """What is to be done."""
    offer: str
    """Id the offer had."""
    members: frozenset[str]
    """Keys of the pages it was made of, and those to which they moved."""
    value: Mapping[str, Any]
    """correct: `field`, `value`, `words`, `seen` (what the page gave then) and `pinned` (only until the page gives
    something else); confirm: `reasons`, each [code, text]."""


class Ask(msgspec.Struct, frozen=True):
    """A correction whose page gives something new since: a person should look again."""

    decision: int
    """Number of the correction."""
    offer: str
    """Id of the offer."""
    field: str
    """The corrected field."""
    seen: Any
    """What the page gave when it was corrected."""
    now: Any
    """What it gives now."""
    holds: bool
    """Whether the correction is still applied."""


@dataclass(frozen=True, slots=True)
class Amended:
    """The offers as people want them."""

    offers: tuple[tuple[Course, tuple[str, ...]], ...]
    """Each with its member keys; hidden ones are left out."""
    asks: tuple[Ask, ...]
    """What should be looked at again."""


def amend(
    offers: Sequence[tuple[Course, tuple[str, ...]]], amendments: Iterable[Amendment], *,
    retired: Mapping[str, str], today: date,
) -> Amended:  # fmt: skip
    """Apply what people decided. Pure; `retired` holds the ids that went up in another."""
    by_offer: dict[str, list[Amendment]] = {}
    ids = {course.id for course, _ in offers}
    owners = {key: course.id for course, keys in offers for key in keys}
    for amendment in sorted(amendments, key=lambda one: one.number):
        id = _owner(amendment, ids, owners, retired)
        if id is not None:
            by_offer.setdefault(id, []).append(amendment)
    asks: list[Ask] = []
    kept = []
    for course, keys in offers:
        decided = by_offer.get(course.id, [])
        if any(one.kind == "hide" for one in decided):
            continue
        kept.append((_amended(course, decided, today, asks) if decided else course, keys))
    return Amended(tuple(kept), tuple(asks))


def _owner(amendment: Amendment, ids: set[str], owners: Mapping[str, str], retired: Mapping[str, str]) -> str | None:
    """Return the offer that a decision is about now; None where there is none."""
    id, passed = amendment.offer, set[str]()
    while id not in ids and id in retired and id not in passed:
        passed.add(id)
        id = retired[id]
    if id in ids:
        return id
    return next((owners[key] for key in sorted(amendment.members) if key in owners), None)


def _amended(course: Course, decided: Sequence[Amendment], today: date, asks: list[Ask]) -> Course:
    plain = to_dict(course)
    corrected = {one.value["field"]: one for one in decided if one.kind == "correct"}
    settled = {(code, text) for one in decided if one.kind == "confirm" for code, text in one.value["reasons"]}
    evidence = dict(course.evidence)
    for field, one in corrected.items():
        found, changed = plain[field], plain[field] not in (one.value["seen"], one.value["value"])
        if changed:
            asks.append(Ask(one.number, course.id, field, one.value["seen"], found, not one.value["pinned"]))
        if changed and one.value["pinned"]:
            continue
        plain[field] = one.value["value"]
        evidence[field] = Evidence(text=one.value["words"], method="correction", url=course.url)
        if field == "sessions" and one.value["value"]:
            plain["start"] = "dated"
    offer = from_dict(plain)
    offer.evidence = evidence
    offer.completeness = completeness(offer)
    reasons = offer.freshness.reasons
    if not any(reason.code in FACTS for reason in reasons):
        contradictions = tuple(CONTRADICTS[field] for field in corrected if field in CONTRADICTS)
        offer.freshness.reasons = [
            reason for reason in reasons
            if (reason.code, reason.text) not in settled and not reason.code.startswith(contradictions or ("\0",))
        ]  # fmt: skip
        days = offer.freshness
        state = PageState(
            first_seen=days.first_seen, last_seen=days.last_seen, last_changed=days.last_changed,
            dead_links=tuple(one.text for one in reasons if one.code == "dead_link"),
        )  # fmt: skip
        offer.freshness = judge(offer, today=today, state=state)
        offer.freshness.reasons = [one for one in offer.freshness.reasons if (one.code, one.text) not in settled]
    return offer


def read_value(field: str, words: str, *, seen: date) -> Any:
    """Return the value of a field, as plain JSON, from what a person wrote; "" makes it unknown.

    Read as from a page ("€ 450 excl. btw", "2 dagen", "12 maart 2027"), or written as the record's own JSON. Raises
    AmendError where it gives no value.
    """
    if field not in FIELDS:
        raise AmendError(f"'{field}' can't be corrected; these can: {', '.join(FIELDS)}")
    if field == "title" and not words.strip():
        raise AmendError("a course without a title is none: hide it")
    blank = to_dict(Course(url="-", title="-", provider=Organisation(id="-", name="-")))
    value = _value(field, words.strip(), seen) if words.strip() else blank[field]
    try:
        return to_dict(from_dict({**blank, field: value}))[field]
    except msgspec.ValidationError as error:
        raise AmendError(f"'{words[:80]}' is no {field}: {error}") from error


def _value(field: str, words: str, seen: date) -> Any:
    if words[:1] in ("{", "["):
        try:
            return msgspec.json.decode(words)
        except msgspec.DecodeError as error:
            raise AmendError(f"'{words[:80]}' is no JSON: {error}") from error
    if field in TEXTS or field == "start":
        return words
    from normalize.spoken import spoken  # loads what reads pages, which nothing else here needs

    found = spoken(field, words, seen)
    if not found:
        raise AmendError(f"'{words[:80]}' gives no {field}")
    return msgspec.to_builtins(found)
