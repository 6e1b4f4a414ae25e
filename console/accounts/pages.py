"""Signing in and out, and the private link by which a provider comes in."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from console.accounts.access import access
from console.accounts.door import (
    EVERYONE,
    PRIVATE,
    STAFF,
    Asked,
    Endpoint,
    doors,
    note,
    own_address,
    refused,
    same_site,
    too_often,
)
from console.accounts.limits import TooOften
from console.accounts.own import deeds, new_password
from console.accounts.passwords import matches
from console.accounts.sessions import begin, end, forget, hashed, visitor_of
from console.accounts.words import SIGN_IN
from console.desk import Desk
from console.render import ENTRANCE, page, path
from exports.words import LANGUAGES, Language, pick
from store import accounts
from store.accounts import Role

log = logging.getLogger("lloket.console")

HOME: dict[Role, tuple[str, str]] = {
    "staff": ("/beheer", "/en/manage"),
    "analyst": ("/analyse", "/en/analysis"),
    "provider": ("/aanbieder/{provider}", "/en/provider/{provider}"),
}
"""Where a role begins."""


def routes(desk: Desk) -> list[BaseRoute]:
    """Return the routes of signing in and out."""
    found: list[BaseRoute] = []
    for language in LANGUAGES:
        place = LANGUAGES.index(language)
        found += [
            Route(ENTRANCE["sign_in"][place], _sign_in(desk, language), methods=["GET", "POST"]),
            Route(ENTRANCE["link"][place], _by_link(desk, language)),
        ]
    return [
        *found,
        *doors(desk, EVERYONE, ENTRANCE["sign_out"], _sign_out(desk), posts=True),
        *doors(desk, EVERYONE, ENTRANCE["password"], partial(new_password, desk), posts=True),
        *doors(desk, STAFF, ENTRANCE["log"], partial(deeds, desk)),
        *doors(desk, STAFF, ENTRANCE["access"], partial(access, desk), posts=True),
    ]


def home(role: Role, provider: str | None, language: Language) -> str:
    """Return where somebody of this role begins."""
    return HOME[role][LANGUAGES.index(language)].replace("{provider}", provider or "")


def _sign_in(desk: Desk, language: Language) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        given: dict[str, str] = {}
        if request.method == "POST":
            async with request.form(max_fields=10, max_files=0) as form:
                given = {name: value for name, value in form.items() if isinstance(value, str)}
        response = await run_in_threadpool(_signing_in, desk, language, request, given)
        response.headers.update(PRIVATE)
        return response

    return endpoint


def _signing_in(desk: Desk, language: Language, request: Request, form: dict[str, str]) -> Response:
    back = own_address(form.get("next") or request.query_params.get("next"))
    if request.method != "POST":
        visitor = visitor_of(desk, request)
        if visitor is not None:
            return RedirectResponse(back or home(visitor.role, visitor.provider, language), 303)
        return _form(desk, language, back)
    if not same_site(request):
        return refused("csrf", language, 403)
    now, name = desk.clock(), form.get("name", "").strip()[:100]
    address = request.client.host if request.client else ""
    try:
        desk.addresses.take(address, now)
        desk.names.take(name.casefold(), now)
    except TooOften as error:
        log.warning("sign-in: %s", error)  # not in the audit log, which must not be filled so
        return too_often(error, language)
    held = accounts.one(desk.store.database, name)
    usable = held if held and held.disabled is None else None
    if not matches(form.get("password", ""), usable.password if usable else None) or usable is None:
        note(desk, name, "sign-in", "", 403)
        return _form(desk, language, back, name=name, wrong=True, status=403)
    desk.addresses.give_back(address)
    desk.names.give_back(name.casefold())
    answer = RedirectResponse(back or home(usable.role, usable.provider, language), 303)
    begin(desk, request, answer, account=usable.name)
    note(desk, usable.name, "sign-in", "", 303)
    return answer


def _form(
    desk: Desk, language: Language, back: str | None, *, name: str = "", wrong: bool = False, status: int = 200
) -> Response:
    other = path("sign_in", "en" if language == "nl" else "nl")
    return page(
        "sign_in.html", language, status=status, other=other, visitor=None, t=pick(SIGN_IN, language), back=back,
        name=name, wrong=wrong, none=not accounts.accounts(desk.store.database),
    )  # fmt: skip


def _sign_out(desk: Desk) -> Callable[[Asked], Response]:
    def answer(asked: Asked) -> Response:
        if asked.request.method != "POST":
            return RedirectResponse(home(asked.visitor.role, asked.visitor.provider, asked.language), 303)
        end(desk, asked.request)
        response = RedirectResponse(path("search", asked.language), 303)
        forget(asked.request, response)
        return response

    return answer


def _by_link(desk: Desk, language: Language) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        found = accounts.link_of(desk.store.database, hashed(request.path_params["key"]))
        if found is None or found.provider != request.path_params["id"]:
            answer: Response = refused("link", language, 404)
            answer.headers.update(PRIVATE)
            return answer
        answer = RedirectResponse(home("provider", found.provider, language), 303)
        visitor = visitor_of(desk, request)
        role: Role | Literal[""] = visitor.role if visitor else ""
        if role != "staff":  # staff see it as themselves
            begin(desk, request, answer, link=found.id)
        answer.headers.update(PRIVATE | {"Referrer-Policy": "no-referrer"})
        return answer

    return endpoint
