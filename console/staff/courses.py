"""One course: corrected, confirmed, hidden, a page of it taken off; with what was decided before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from starlette.exceptions import HTTPException
from starlette.responses import Response

from acts import courses as acts
from acts.by import By
from acts.matching import Look, rule
from acts.refused import Refused
from console.accounts.door import Asked
from console.staff.addresses import to
from console.staff.corrections import WrongValueError, fields_of, read_correction
from console.staff.office import Office, back, why_not
from console.staff.overview import open_asks
from exports.difference_words import field_words
from exports.words import Language
from normalize.amend import FACTS, FIELDS, Ask
from normalize.course import Course
from normalize.difference import FieldChange, compare
from store import Store, Version

VERSIONS = 6
"""So many of the last changes of a course are shown."""


CONFIRMABLE = frozenset(("withdrawn_notice", "dead_link", "past_year", "unchanged_for_long"))
"""Reasons, beside contradictions, that a person can say away; that all dates are past is none."""


@dataclass(frozen=True, slots=True)
class Again:
    """A correction to look at again, in words."""

    decision: int
    field: str
    then: str
    """What the page gave when it was corrected → what it gives now."""
    yours: str
    """What it was corrected to."""
    holds: bool


def course(office: Office, asked: Asked) -> Response:
    """Answer with one course, or keep what was decided of it."""
    store, id = office.desk.store, asked.request.path_params["id"]
    shown = store.offer(id)
    if shown is None and (into := store.retired_into(id)):
        return back(to("course", asked.language, into))
    if asked.request.method == "POST" and shown is not None:
        return _decide(office, asked, shown)
    return _show(office, asked, id, shown)


def _decide(office: Office, asked: Asked, of: Course) -> Response:
    store, form = office.desk.store, asked.form
    asked.subject = f"{form.get('do', '')} {of.id} {form.get('field', '')}".strip()
    try:
        number = _decided(store, of, asked, office.by(asked))
    except WrongValueError as error:
        return _show(office, asked, of.id, of, trouble=str(error))
    except Refused as error:
        return _show(office, asked, of.id, of, trouble=why_not(error, asked.language))
    if number is None:
        raise HTTPException(404)
    return back(to("course", asked.language, of.id, done=number) + "#main")


def _decided(store: Store, of: Course, asked: Asked, by: By) -> int | None:
    """Do what the form says and return the decision's number; None where it says nothing that is known."""
    form = asked.form
    match form.get("do"):
        case "correct" if form.get("field") in FIELDS:
            value, words = read_correction(form["field"], form, asked.language, seen=by.at.date())
            return acts.correct(store, of, form["field"], value, words, by, until_change=form.get("pin") == "1")
        case "hide":
            return acts.hide(store, of, by)
        case "confirm":
            return acts.confirm(store, of, by)
        case "split":
            return rule(store, "split", Look(store).subject(form.get("page", "")), None, by)
        case "keep":
            return _keep(store, of, form.get("decision", ""), by)
    return None


def _keep(store: Store, of: Course, number: str, by: By) -> int | None:
    """Correct again as before, now that the page gives something else."""
    earlier = next((one for one in store.decisions("correct") if str(one.id) == number), None)
    if earlier is None or earlier.subject != of.id:
        return None
    value = earlier.value
    return acts.correct(store, of, value["field"], value["value"], value["words"], by, until_change=value["pinned"])


def _show(office: Office, asked: Asked, id: str, shown: Course | None, *, trouble: str | None = None) -> Response:
    store, language = office.desk.store, asked.language
    versions = store.history(id)
    of = shown or (versions[-1].course if versions else None)
    if of is None:
        raise HTTPException(404)
    decisions = acts.decisions_on(store, id)
    codes = {one.code for one in of.freshness.reasons}
    return office.page(
        asked, "course.html", "course", id=id, trouble=trouble, status=422 if trouble else 200, course=of,
        shown=shown is not None, given=asked.form if trouble else {}, decisions=decisions[::-1],
        hidden=any(one.kind == "hide" and one.undone is None for one in decisions),
        rows=fields_of(of, language), versions=changed(versions, language), asks=_asks(store, id, language),
        confirmable=any(code in CONFIRMABLE or code.startswith("conflict_") for code in codes) and not codes & FACTS,
        fact=bool(codes & FACTS),
    )  # fmt: skip


def _asks(store: Store, id: str, language: Language) -> list[Again]:
    taken = {one.id: one for one in store.decisions("correct")}
    return [_again(one, taken[one.decision].value["words"], language) for one in open_asks(store) if one.offer == id]


def _again(ask: Ask, words: str, language: Language) -> Again:
    change = field_words(FieldChange(field=ask.field, old=ask.seen, new=ask.now), language)
    return Again(ask.decision, ask.field, change, words, ask.holds)


def changed(versions: list[Version], language: Language) -> list[tuple[Version, list[str]]]:
    """Return the last changes of a course, the newest first, each with its fields in words."""
    found = [
        (new, [field_words(change, language) for change in compare(old.course, new.course)])
        for old, new in pairwise(versions)
    ]
    return [one for one in reversed(found) if one[1]][:VERSIONS]
