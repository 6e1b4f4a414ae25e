"""One's own password, and the log of what was done."""

from __future__ import annotations

from starlette.responses import Response

from console.accounts.door import Asked, refused
from console.accounts.passwords import LINK, WeakPassword, hash_of, matches
from console.accounts.sessions import begin
from console.accounts.words import DEEDS, LOG, PASSWORD
from console.desk import Desk
from console.render import path
from exports.words import Language, pick
from store import accounts

ROWS = 100
"""Of the log on a page."""


def new_password(desk: Desk, asked: Asked) -> Response:
    """Let somebody change their own password; every other session of theirs ends."""
    account = accounts.one(desk.store.database, asked.visitor.name)
    if account is None:
        return refused("role", asked.language, 403, asked.visitor)
    if asked.request.method != "POST":
        return _form(asked, None, 200)
    desk.names.take(account.name.casefold(), desk.clock())
    if not matches(asked.form.get("old", ""), account.password):
        return _form(asked, "old", 403)
    desk.names.give_back(account.name.casefold())
    if asked.form.get("new", "") != asked.form.get("again", ""):
        return _form(asked, "again", 422)
    try:
        made = hash_of(asked.form.get("new", ""), account.name)
    except WeakPassword:
        return _form(asked, "weak", 422)
    accounts.set_password(desk.store.database, account.name, made)
    answer = _form(asked, "done", 200)
    begin(desk, asked.request, answer, account=account.name)
    return answer


def _form(asked: Asked, said: str | None, status: int) -> Response:
    return asked.page("password.html", PASSWORD, other=path("password", _other(asked)), status=status, said=said)


def deeds(desk: Desk, asked: Asked) -> Response:
    """Answer with what was done, the newest first."""
    before = asked.request.query_params.get("before", "")
    number = int(before) if before.isdecimal() and len(before) < 10 else None
    found = accounts.deeds(desk.store.database, before=number, limit=ROWS + 1)
    links = {f"{LINK}{link.id}": link.provider for link in accounts.links(desk.store.database)}
    return asked.page(
        "log.html", LOG, other=path("log", _other(asked)) + (f"?before={number}" if number else ""),
        deeds=found[:ROWS], older=found[ROWS - 1].id if len(found) > ROWS else None, first=number is None,
        words=pick(DEEDS, asked.language), links=links,
    )  # fmt: skip


def _other(asked: Asked) -> Language:
    return "en" if asked.language == "nl" else "nl"
