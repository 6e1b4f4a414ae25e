"""The public pages: search, course, compare, and what each list has as a feed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from console.catalogue import Catalogue
from console.headers import HEADERS
from console.lists import as_atom, as_calendar
from console.render import PATHS, page, path
from console.shelf import Shelf
from console.wanted import COMPARED, wanted
from exports.words import LANGUAGES, Language

LISTED = 200
"""Courses in the feed of a list."""
Answer = Callable[[Request, Language, Catalogue], Response]


def routes(shelf: Shelf, clock: Callable[[], datetime]) -> list[BaseRoute]:
    """Return the routes of the public pages, in both languages; `clock` tells whether what they show is old."""
    answers: dict[str, Answer] = {
        "search": search,
        "calendar": calendar,
        "course": course,
        "compare": compare,
        "list_atom": list_atom,
        "list_ics": list_ics,
    }
    return [
        Route(PATHS[name][LANGUAGES.index(language)], _endpoint(shelf, clock, answer, language))
        for name, answer in answers.items()
        for language in LANGUAGES
    ]


def _endpoint(
    shelf: Shelf, clock: Callable[[], datetime], answer: Answer, language: Language
) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        catalogue = shelf.catalogue
        if catalogue is None:
            return page("empty.html", language, status=503, other=path("search", _other(language)))
        request.state.old = catalogue.shown.is_old(clock())
        return answer(request, language, catalogue)

    return endpoint


def search(request: Request, language: Language, catalogue: Catalogue) -> Response:
    """Answer with a list of courses and what it can be narrowed by."""
    asked = wanted(request.query_params)
    address = asked.address(page=asked.page)
    moving = "hx-request" in request.headers
    if not moving and address.removeprefix("?") != request.url.query:
        return RedirectResponse(path("search", language) + address, 303)  # one list, one address
    found = catalogue.search(asked)
    if asked.page > found.pages:
        raise HTTPException(404)
    picked = [course for id in asked.picked if (course := catalogue.course(id))]
    answer = page(
        "search.html", language, other=path("search", _other(language)) + address,
        asked=asked, found=found, picked=picked, manifest=catalogue.shown.manifest, old=request.state.old,
    )  # fmt: skip
    answer.headers.update({"HX-Replace-Url": path("search", language) + address, "Vary": "HX-Request"})
    return answer


def course(request: Request, language: Language, catalogue: Catalogue) -> Response:
    """Answer with all that is known of a course."""
    shown = catalogue.course(request.path_params["id"])
    if shown is None:
        raise HTTPException(404)
    return page(
        "course.html", language, other=path("course", _other(language), shown.id), course=shown,
        has_days=as_calendar([shown], shown.title, catalogue.shown.manifest.generated_at) is not None,
        manifest=catalogue.shown.manifest, old=request.state.old,
    )  # fmt: skip


def compare(request: Request, language: Language, catalogue: Catalogue) -> Response:
    """Answer with up to four courses side by side."""
    asked = wanted(request.query_params)
    held = {id: catalogue.course(id) for id in asked.picked[:COMPARED]}
    return page(
        "compare.html", language, other=path("compare", _other(language)) + asked.address(),
        asked=asked, courses=[shown for shown in held.values() if shown],
        gone=[id for id, shown in held.items() if not shown], manifest=catalogue.shown.manifest, old=request.state.old,
    )  # fmt: skip


def calendar(request: Request, _language: Language, catalogue: Catalogue) -> Response:
    """Answer with the days of a course as a calendar."""
    shown = catalogue.course(request.path_params["id"])
    made = as_calendar([shown], shown.title, catalogue.shown.manifest.generated_at) if shown else None
    if shown is None or made is None:
        raise HTTPException(404)
    return Response(made, media_type="text/calendar")


def list_ics(request: Request, _language: Language, catalogue: Catalogue) -> Response:
    """Answer with the days of a list's courses; also where there are none, for a subscription must not break."""
    asked = wanted(request.query_params)._replace(page=1)
    found = catalogue.search(asked, LISTED)
    made = as_calendar(found.courses, _name(asked.query), catalogue.shown.manifest.generated_at, empty=True)
    return Response(made, media_type="text/calendar")


def list_atom(request: Request, language: Language, catalogue: Catalogue) -> Response:
    """Answer with a list as an Atom feed."""
    asked = wanted(request.query_params)._replace(page=1)
    found = catalogue.search(asked, LISTED)
    root = str(request.base_url).rstrip("/")
    made = as_atom(
        found.courses, language, title=_name(asked.query), root=root, address=asked.address(),
        made=catalogue.shown.manifest.generated_at,
    )  # fmt: skip
    return Response(made, media_type="application/atom+xml")


def lost(request: Request, error: Exception) -> Response:
    """Answer where there is no such page."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    language = spoken(request)
    return page("lost.html", language, status=status, other=path("search", _other(language)))


def failed(request: Request, _error: Exception) -> Response:
    """Answer where the program failed; the log has why."""
    language = spoken(request)
    answer = page("failed.html", language, status=500, other=path("search", _other(language)))
    answer.headers.update(HEADERS)  # it is made outside all that adds them to other answers
    return answer


def spoken(request: Request) -> Language:
    """Return the language of an address."""
    return "en" if request.url.path == "/en" or request.url.path.startswith("/en/") else "nl"


def _other(language: Language) -> Language:
    return "en" if language == "nl" else "nl"


def _name(query: str) -> str:
    return f"LLO-loket: {query}" if query else "LLO-loket"
