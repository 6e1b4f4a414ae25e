"""What providers propose, and what staff make of it: a decision, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from acts import courses as acts
from acts.by import By
from acts.refused import Refused
from console.accounts.door import Asked
from console.staff.addresses import to
from console.staff.corrections import CHOICES, WrongValueError, fields_of, read_correction
from console.staff.office import Office, back, why_not
from console.staff.words import WORDS
from console.staff.words.courses import FIELD_NAMES
from exports.words import LANGUAGES, Language
from normalize.amend import FIELDS
from normalize.course import Course
from store import Store, StoreError
from store.proposals import Proposal, proposals, settle

SETTLED = 30
"""So many of those that were settled last are shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal beside the course it is about."""

    proposal: Proposal
    course: Course | None
    """None where it is not published any more."""
    changes: list[tuple[str, str, str]]
    """Field, what the desk shows now, what it should be."""


def proposing(office: Office, asked: Asked) -> Response:
    """Answer with the open proposals, or keep what was decided of one."""
    if asked.request.method == "POST":
        return _settle(office, asked)
    return _show(office, asked)


def _settle(office: Office, asked: Asked) -> Response:
    store, place = office.desk.store, LANGUAGES.index(asked.language)
    taken = asked.form.get("do") == "accept"
    asked.subject = f"{'accept' if taken else 'reject'} proposal {asked.form.get('proposal', '')}"
    found = next((p for p in proposals(store.database, state="open") if str(p.id) == asked.form.get("proposal")), None)
    if found is None:
        return _show(office, asked, trouble=WORDS["proposal_gone"][place])
    by, number = office.by(asked), None
    try:
        if taken:
            number = _accept(store, found, asked, by)
        settle(store.database, found.id, "accepted" if taken else "rejected", who=by.who, now=by.at)
    except Refused as error:
        gone = error.code == "no_course"
        return _show(
            office, asked, trouble=WORDS["proposal_no_course"][place] if gone else why_not(error, asked.language)
        )
    except WrongValueError as error:
        return _show(office, asked, trouble=str(error))
    except StoreError:
        return _show(office, asked, trouble=WORDS["proposal_gone"][place])
    return back(to("proposals", asked.language, done=number))


def _accept(store: Store, proposal: Proposal, asked: Asked, by: By) -> int | None:
    """Decide as a provider proposes and return the last decision's number."""
    of = acts.the(store, proposal.subject)
    why = f"{proposal.provider}, {proposal.id}: {proposal.words or by.why}"
    by = By(by.who, why[:1000], by.at)
    if proposal.kind == "confirm":
        return acts.confirm(store, of, by)
    read = [
        (field, *read_correction(field, {"value": _written(value)}, asked.language, seen=by.at.date()))
        for field, value in proposal.value.items() if field in FIELDS
    ]  # fmt: skip
    numbers = [acts.correct(store, of, field, value, words, by, until_change=False) for field, value, words in read]
    return numbers[-1] if numbers else None


def _written(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _named(field: str, value: Any, place: int) -> str:
    """Return a proposed value in words: codes by their names."""
    written = _written(value)
    return CHOICES[field][written][place] if written in CHOICES.get(field, {}) else written


def _show(office: Office, asked: Asked, *, trouble: str | None = None) -> Response:
    store = office.desk.store
    every = proposals(store.database)
    waiting = [_shown(store, one, asked.language) for one in every if one.state == "open"]
    return office.page(
        asked, "proposals.html", "proposals", trouble=trouble, status=409 if trouble else 200, waiting=waiting,
        settled=[one for one in every if one.state != "open"][: -SETTLED - 1 : -1],
    )  # fmt: skip


def _shown(store: Store, proposal: Proposal, language: Language) -> Shown:
    try:
        of: Course | None = acts.the(store, proposal.subject)
    except Refused:
        of = None
    now = {field.key: ", ".join(field.values) for field in fields_of(of, language)} if of else {}
    place = LANGUAGES.index(language)
    changes = [
        (FIELD_NAMES[field][place] if field in FIELD_NAMES else field, now.get(field, ""), _named(field, value, place))
        for field, value in proposal.value.items()
    ]
    return Shown(proposal, of, changes)
