"""The door to the private pages: who may pass, and with what."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from hmac import compare_digest
from urllib.parse import urlencode, urlsplit

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from console.accounts.limits import TooOften
from console.accounts.sessions import FRESH, Visitor, keep, visitor_of
from console.accounts.words import REFUSED
from console.desk import Desk
from console.pages import spoken
from console.render import page, path
from exports.words import LANGUAGES, Language, Pair, pick
from store import StoreError, accounts
from store.accounts import Role

log = logging.getLogger("lloket.console")

STAFF: frozenset[Role] = frozenset({"staff"})
ANALYSTS: frozenset[Role] = frozenset({"staff", "analyst"})
PROVIDERS: frozenset[Role] = frozenset({"staff", "provider"})
EVERYONE: frozenset[Role] = frozenset({"staff", "analyst", "provider"})
FIELDS = 500
"""The most fields of a form."""
FILES = 5
"""The most files sent along."""
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow"}
"""What answers behind the door carry."""


@dataclass(slots=True, kw_only=True)
class Asked:
    """A request that passed the door."""

    request: Request
    visitor: Visitor
    language: Language
    form: Mapping[str, str]
    """Last value of each field; {} for GET."""
    files: Mapping[str, bytes]
    """Content of each file sent along."""
    subject: str = ""
    """What a POST is about, for the audit log; the answer says so."""
    old: bool = False
    """Whether what is published is over a week old."""

    def page(
        self, template: str, t: dict[str, Pair], *, other: str, status: int = 200, **given: object
    ) -> HTMLResponse:
        """Return a page of the desk with the words `t` in the visitor's language."""
        return page(
            template, self.language, status=status, other=other, visitor=self.visitor, at=self.request.url.path,
            t=pick(t, self.language), old=self.old, **given,
        )  # fmt: skip


Answer = Callable[[Asked], Response]
"""Runs in a thread of its own, so it may wait for the store."""
Endpoint = Callable[[Request], Awaitable[Response]]


def doors(desk: Desk, roles: frozenset[Role], at: Pair, answer: Answer, *, posts: bool = False) -> list[BaseRoute]:
    """Return the routes of one private page, at its Dutch and its English address."""
    methods = ["GET", "POST"] if posts else ["GET"]
    return [
        Route(address, private(desk, roles, answer, language=language), methods=methods)
        for address, language in zip(at, LANGUAGES, strict=True)
    ]


def private(desk: Desk, roles: frozenset[Role], answer: Answer, *, language: Language) -> Endpoint:
    """Return an endpoint that only these roles reach.

    Who is not signed in is sent to the sign-in page; another role, and a form without the session's own field
    `csrf`, get 403; who asks too often 429. Every POST is written in the audit log.
    """

    async def endpoint(request: Request) -> Response:
        found = await run_in_threadpool(_closed, desk, request)
        if isinstance(found, Response):
            return found
        form: dict[str, str] = {}
        files: dict[str, bytes] = {}
        if request.method == "POST":
            async with request.form(max_fields=FIELDS, max_files=FILES) as given:
                form = {name: value for name, value in given.items() if isinstance(value, str)}
                files = {name: await value.read() for name, value in given.items() if isinstance(value, UploadFile)}
        shown = desk.shelf.catalogue
        asked = Asked(
            request=request, visitor=found, language=language, form=form, files=files,
            old=shown is not None and shown.shown.is_old(desk.clock()),
        )  # fmt: skip
        response = await run_in_threadpool(_pass, desk, roles, answer, asked)
        for name, value in PRIVATE.items():
            response.headers.setdefault(name, value)
        if found.quiet >= FRESH and response.background is None:
            response.background = BackgroundTask(keep, desk, request)
        return response

    return endpoint


def _closed(desk: Desk, request: Request) -> Visitor | Response:
    """Return who asks, or the way to the sign-in page."""
    visitor = visitor_of(desk, request)
    if visitor is not None:
        return visitor
    language = spoken(request)
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    query = "?" + urlencode({"next": back}) if request.method == "GET" else ""
    return RedirectResponse(path("sign_in", language) + query, 303, headers=PRIVATE)


def _pass(desk: Desk, roles: frozenset[Role], answer: Answer, asked: Asked) -> Response:
    """Return the answer, or why there is none."""
    if asked.request.method != "POST":
        return _answered(roles, answer, asked)
    name, address, status = asked.visitor.name, asked.request.url.path, 500
    try:
        desk.posts.take(name, desk.clock())
    except TooOften as error:  # not in the audit log, which must not be filled so
        log.warning("%s: %s: %s", name, address, error)
        return too_often(error, asked.language, asked.visitor)
    try:
        response = _posted(roles, answer, asked)
        status = response.status_code
    except HTTPException as error:
        status = error.status_code
        raise
    finally:
        note(desk, name, address, asked.subject, status)
    return response


def note(desk: Desk, who: str, what: str, subject: str, status: int) -> None:
    """Write a row in the audit log; where the store is busy for too long, in the server's log.

    What was done is done: who did it must not be told that it failed.
    """
    try:
        accounts.note(desk.store.database, at=desk.clock(), who=who, what=what, subject=subject, status=status)
    except StoreError as error:
        told = {"who": who, "what": what, "subject": subject, "status": status}
        log.error("not in the audit log: %s: %s", told, error, extra=told)


def _posted(roles: frozenset[Role], answer: Answer, asked: Asked) -> Response:
    given, expected = asked.form.get("csrf", ""), asked.visitor.csrf
    if not same_site(asked.request) or not compare_digest(_coded(given), _coded(expected)):
        return refused("csrf", asked.language, 403, asked.visitor)
    return _answered(roles, answer, asked)


def _answered(roles: frozenset[Role], answer: Answer, asked: Asked) -> Response:
    """Return the answer to whom it is meant for; where the store fails, staff are told what it said."""
    visitor, language = asked.visitor, asked.language
    if visitor.role not in roles or not _theirs(visitor, asked.request):
        return refused("role", language, 403, visitor)
    try:
        return answer(asked)
    except TooOften as error:
        return too_often(error, language, visitor)
    except StoreError as error:
        log.error("%s: %s", asked.request.url.path, error)
        detail = str(error) if visitor.role == "staff" else None
        return refused("store", language, 503, visitor, detail=detail)


def _theirs(visitor: Visitor, request: Request) -> bool:
    """Tell whether a provider asks for pages of their own; all those open to them are at an address with their id."""
    return visitor.role != "provider" or request.path_params.get("id", visitor.provider) == visitor.provider


def refused(
    why: str, language: Language, status: int, visitor: Visitor | None = None, *, detail: str | None = None
) -> HTMLResponse:
    """Return a page that says in words why there is no other."""
    return page(
        "refused.html", language, status=status, other=path("sign_in", "en" if language == "nl" else "nl"),
        words=pick(REFUSED, language)[why], detail=detail, visitor=visitor,
    )  # fmt: skip


def too_often(error: TooOften, language: Language, visitor: Visitor | None = None) -> HTMLResponse:
    """Return a page that says when it may be tried again."""
    answer = refused("often", language, 429, visitor)
    answer.headers["Retry-After"] = str(error.wait)
    return answer


def _coded(text: str) -> bytes:
    """Return text as `compare_digest` wants it, whatever is in it."""
    return text.encode("utf-8", "replace")


def same_site(request: Request) -> bool:
    """Tell whether a form was sent from a page of this site, as far as the browser says."""
    fetched = request.headers.get("sec-fetch-site")
    if fetched is not None:
        return fetched in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def own_address(given: str | None) -> str | None:
    """Return an address of this site to go back to; None for any other, however it is disguised."""
    if not given or len(given) > 2000 or not given.startswith("/") or given.startswith("//"):
        return None
    if any(character in given for character in "\\\r\n\t\0") or not given.isprintable():
        return None
    return given
