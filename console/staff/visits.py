"""Runs looked back on: the list, one with what it changed, and the word of a person on one that is held back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from acts.runs import accept, reject
from console.accounts.door import Asked
from console.staff.addresses import to
from console.staff.office import Office, back, why_not
from console.staff.words import WORDS
from console.staff.words.work import FILLED
from exports.difference_words import KIND_WORDS, field_words
from exports.words import LANGUAGES, STATUSES, Language, pick
from normalize.difference import KINDS, Difference
from spiders.registry import RegistryError
from store import Locked, Run, Store, StoreError

LISTED = 40
"""Runs on a page of the list."""
MOST = 400
"""The most runs of the past that can be leafed through."""
SHOWN = 60
"""Courses of a kind of change that are shown; the others are counted."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A course that a run changed, in words."""

    title: str
    url: str
    status: str
    """"actueel → voorbij"; "" where it is as it was."""
    fields: list[str]
    """What changed, a line a field."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run did to the courses, one kind of change."""

    name: str
    total: int
    courses: list[Changed]


def visits(office: Office, asked: Asked) -> Response:
    """Answer with the newest runs, of all providers or of one."""
    query = asked.request.query_params
    provider = query.get("provider", "")[:60]
    skip = min(_number(query.get("from")), MOST)
    runs = office.desk.store.runs(provider or None, skip + LISTED + 1)[skip:]
    return office.page(
        asked, "runs.html", "runs", provider=provider, runs=runs[:LISTED], skip=skip, listed=LISTED,
        is_more=len(runs) > LISTED and skip < MOST,
    )  # fmt: skip


def visit(office: Office, asked: Asked) -> Response:
    """Answer with one run, or keep what was decided of it."""
    store, id = office.desk.store, asked.request.path_params["id"]
    try:
        run = store.run(id)
    except StoreError as error:
        raise HTTPException(404) from error
    if asked.request.method == "POST":
        return _decide(office, asked, run)
    return _show(office, asked, run)


def _decide(office: Office, asked: Asked, run: Run) -> Response:
    store, place = office.desk.store, LANGUAGES.index(asked.language)
    deed = "accept" if asked.form.get("do") == "accept" else "reject"
    asked.subject = f"{deed} {run.id}"
    if run.state != "held":
        return _show(office, asked, run, trouble=WORDS["not_held"][place])
    try:
        if deed == "accept":
            accept(store, run, office.desk.settings().archive, office.by(asked), office.desk.clock)
        else:
            reject(store, run, office.by(asked), office.desk.clock)
    except Locked as error:
        return _show(office, asked, run, trouble=why_not(error, asked.language))
    except RegistryError as error:
        return _show(office, asked, run, trouble=why_not(error, asked.language))
    return back(to("run", asked.language, run.id, **{deed: "1"}))


def _show(office: Office, asked: Asked, run: Run, *, trouble: str | None = None) -> Response:
    store, words = office.desk.store, pick(WORDS, asked.language)
    tells = run.recorded is not None or run.state == "held"
    query, said = asked.request.query_params, None
    if run.state == "rejected" and "reject" in query:
        said = words["rejected"]
    if run.recorded is not None and "accept" in query:
        said = words["accepted"].format(n=run.recorded["courses"])
    return office.page(
        asked, "run.html", "run", id=run.id, trouble=trouble, status=409 if trouble else 200, run=run, settled=said,
        tells=tells,
        changes=changes(store.differences(run.id), asked.language) if tells else [],
        figures=figures(store, run, asked.language), taken=_taken(run, words),
        decisions=[one for kind in ("accept", "reject") for one in store.decisions(kind) if one.subject == run.id],
    )  # fmt: skip


def changes(found: Sequence[Difference], language: Language) -> list[Changes]:
    """Return what a run changed, in words, by kind."""
    place = LANGUAGES.index(language)
    by_kind = {kind: [one for one in found if one.kind == kind] for kind in KINDS}
    return [
        Changes(KIND_WORDS[kind][place], len(those), [_changed(one, language) for one in those[:SHOWN]])
        for kind, those in by_kind.items()
        if those
    ]


def _changed(one: Difference, language: Language) -> Changed:
    names, (old, new) = pick({str(code): words for code, words in STATUSES.items()}, language), one.status
    status = f"{names[old]} → {names[new]}" if old and new and old != new else ""
    return Changed(one.title, one.url, status, [field_words(change, language) for change in one.fields])


def figures(store: Store, run: Run, language: Language) -> list[tuple[str, str, str]]:
    """Return what the run found beside what the one before it did: name, then, now."""
    now, words = run.stats.get("profile"), pick(WORDS, language)
    if not now:
        return []
    before = next((
        one.stats["profile"] for one in store.runs(run.provider)
        if one.id < run.id and one.state in ("good", "incomplete") and "profile" in one.stats
    ), None)  # fmt: skip
    rows = [(words[f"{name}_row"], _count(before, name), _count(now, name)) for name in ("pages", "failed", "courses")]
    rows += [
        (f"– {names[LANGUAGES.index(language)]}", _share(before, name), _share(now, name))
        for name, names in FILLED.items()
    ]
    return rows


def _count(profile: dict[str, Any] | None, name: str) -> str:
    return str(profile.get(name, "–")) if profile else "–"


def _share(profile: dict[str, Any] | None, name: str) -> str:
    share = profile.get("filled", {}).get(name) if profile and profile.get("courses") else None
    return f"{share:.0%}" if share is not None else "–"


def _taken(run: Run, words: dict[str, str]) -> str:
    if run.finished is None:
        return ""
    seconds = round((run.finished - run.started).total_seconds())
    time = words["minutes"].format(n=seconds // 60) if seconds >= 120 else words["seconds"].format(n=seconds)
    return words["took"].format(minutes=time)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0
