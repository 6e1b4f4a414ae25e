"""The list of a provider's courses, and the page of each: every value with its words, what to mend and how."""

from __future__ import annotations

from collections import Counter

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from console.providers.messages import FIELDS, Wrong, tell
from console.providers.owned import Owned
from exports.advice import advice
from exports.audit import Standing
from exports.bands import BANDS, band_of
from exports.block import additions, block
from exports.provenance import found_at
from exports.words import LANGUAGES, Language
from normalize.course import Course

PAGE = 50
"""Courses on a page of the list."""


def courses(own: Owned) -> Response:
    """Answer with the courses of a band, or those that lack a field or have a reason; the most pressing first."""
    asked = own.asked.request.query_params
    band, code = asked.get("band", ""), asked.get("code", "")[:100]
    if band and band not in BANDS:
        raise HTTPException(404)
    held = [one for one in own.audit.courses if _has(one, code)] if own.audit else []
    fitting = sorted((one for one in held if band in ("", one.band)), key=_pressing)
    pages = max(1, -(-len(fitting) // PAGE))
    given = asked.get("p", "1")[:9]
    number = int(given) if given.isascii() and given.isdecimal() else 0
    if not 1 <= number <= pages:
        raise HTTPException(404)
    counts = Counter(one.band for one in held)
    return own.page(
        "courses.html", "courses", band=band, code=code, total=len(fitting), number=number, pages=pages,
        all=len(held), counts=[(one, counts[one]) for one in BANDS],
        listed=fitting[(number - 1) * PAGE : number * PAGE], first=(number - 1) * PAGE + 1,
    )  # fmt: skip


def _has(one: Standing, code: str) -> bool:
    """Tell whether a course lacks this field or has this reason; any course where none is named."""
    lacks = code in one.missing and one.band != "withdrawn"  # what is no longer given need not be complete
    return not code or lacks or any(reason.code == code for reason in one.reasons)


def _pressing(one: Standing) -> tuple[int, int, str]:
    return BANDS.index(one.band), -len(one.missing), one.title.casefold()


def course(own: Owned) -> Response:
    """Answer with a course as it appears; a POST tells the desk that it is right, or what is not."""
    shown = _published(own, own.asked.request.path_params["course"])
    wrong = None
    if own.asked.request.method == "POST":
        try:
            tell(own, shown)
            return RedirectResponse(own.path("course", shown.id, told="1") + "#told", 303)
        except Wrong as error:
            wrong = str(error)
    language = own.asked.language
    return own.page(
        "course.html", "course", course=shown.id, status=400 if wrong else 200, shown=shown, wrong=wrong,
        told=own.asked.request.query_params.get("told"), form=own.asked.form, asked_field=_asked_field(own),
        proposable=FIELDS, doubt={pair[LANGUAGES.index(language)]: field for field, pair in FIELDS.items()},
        mine=[one for one in own.proposals() if one.subject == shown.id], **mending(shown, language),
    )  # fmt: skip


def mending(shown: Course, language: Language) -> dict[str, object]:
    """Return what stands beside the values of a course: its band, what to do, and the block to paste."""
    return {
        "band": band_of(shown),
        "advised": advice(shown, language),
        "block": block(shown) if shown.freshness.status != "withdrawn" else None,
        "additions": additions(shown, language),
    }


def _asked_field(own: Owned) -> str:
    asked = own.asked.form.get("field") or own.asked.request.query_params.get("field") or ""
    return asked if asked in FIELDS else ""


def _published(own: Owned, id: str) -> Course:
    """Return a published course that was found at this provider's site; 404 for any other."""
    catalogue = own.desk.shelf.catalogue
    shown = catalogue.course(id) if catalogue else None
    if shown is None or own.id not in found_at(shown):
        raise HTTPException(404)
    return shown
