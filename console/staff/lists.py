"""Lists of courses by what wants attention; and all that was decided."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.responses import Response

from acts.courses import undo
from acts.refused import Refused
from console.accounts.door import Asked, own_address
from console.staff.addresses import to
from console.staff.office import Office, back, why_not
from console.staff.overview import open_asks
from console.staff.words.courses import LISTS
from exports.words import pick
from normalize.course import Course
from store import Store

LISTED = 40
"""Courses, or decisions, on a page."""
STATUSES = ("conflicting", "expired", "missing", "withdrawn", "undated")
"""Lists that are a freshness status."""


def courses(office: Office, asked: Asked) -> Response:
    """Answer with one of the lists of courses."""
    query, store = asked.request.query_params, office.desk.store
    counted = office.statuses()
    which = query.get("list", "")
    if which not in LISTS:
        which = next((name for name in STATUSES[:3] if counted[name]), "all")  # type: ignore[index]  # statuses all
    words = query.get("q", "")[:200].strip()
    provider = query.get("provider", "")[:60]
    page = min(max(_number(query.get("page")), 1), 5000)
    found = [one for one in _listed(store, which) if _fits(one, words.casefold(), provider)]
    found.sort(key=lambda one: (one.provider.name.casefold(), one.title.casefold()))
    return office.page(
        asked, "courses.html", "courses", which=which, lists=pick(LISTS, asked.language), counted=counted, q=words,
        provider=provider, total=len(found), courses=found[(page - 1) * LISTED : page * LISTED], page=page,
        pages=max(1, -(-len(found) // LISTED)), asks=len(open_asks(store)), hidden=len(_hidden(store)),
    )  # fmt: skip


def _listed(store: Store, which: str) -> Iterator[Course]:
    if which == "hidden":
        for id in _hidden(store):
            versions = store.history(id)
            if versions:
                yield versions[-1].course
        return
    wanted: set[str] | None = None
    if which == "asks":
        wanted = {one.offer for one in open_asks(store)}
    elif which == "decided":
        wanted = {one.subject for kind in ("correct", "confirm") for one in store.decisions(kind)}
    for offer in store.offers():
        if offer.id in wanted if wanted is not None else which in ("all", offer.freshness.status):
            yield offer


def _hidden(store: Store) -> list[str]:
    return list(dict.fromkeys(one.subject for one in store.decisions("hide")))


def _fits(course: Course, words: str, provider: str) -> bool:
    if provider and provider not in {source.provider for source in course.sources}:
        return False
    return not words or words in course.title.casefold() or any(words in page.url.casefold() for page in course.sources)


def decisions(office: Office, asked: Asked) -> Response:
    """Answer with what was decided, the newest first."""
    page = max(_number(asked.request.query_params.get("page")), 1)
    found = office.desk.store.decisions(undone=True)[::-1]
    return office.page(
        asked, "decisions.html", "decisions", decisions=found[(page - 1) * LISTED : page * LISTED], page=page,
        pages=max(1, -(-len(found) // LISTED)), contradictions=office.desk.store.contradictions(),
    )  # fmt: skip


def undoing(office: Office, asked: Asked) -> Response:
    """Undo a decision, and go back to where that was asked."""
    number = _number(asked.form.get("decision"))
    asked.subject = f"undo {number}"
    address = own_address(asked.form.get("back")) or to("decisions", asked.language)
    try:
        undo(office.desk.store, number, who=asked.visitor.name, now=office.desk.clock())
    except Refused as error:
        found = office.desk.store.decisions(undone=True)[::-1]
        return office.page(
            asked, "decisions.html", "decisions", trouble=why_not(error, asked.language), status=409,
            decisions=found[:LISTED], page=1, pages=max(1, -(-len(found) // LISTED)),
            contradictions=office.desk.store.contradictions(),
        )  # fmt: skip
    return back(f"{address}{'&' if '?' in address else '?'}undone={number}")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else 0
