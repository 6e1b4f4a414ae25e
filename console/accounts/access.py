"""Who may come in, as staff arrange it: accounts, and the private links of providers."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, get_args

from starlette.responses import Response

from console.accounts.door import Asked
from console.accounts.links import new_link
from console.accounts.passwords import generated, hash_of, is_name
from console.accounts.words import ACCESS, ROLES
from console.desk import Desk
from console.render import path
from exports.words import LANGUAGES, pick
from spiders.registry import Provider, RegistryError
from store import StoreError, accounts
from store.accounts import Role


class Said(NamedTuple):
    """What came of a deed."""

    word: str
    """Which of the words says it."""
    good: bool = True
    shown: str = ""
    """What is shown this once: a password or a link."""
    of: str = ""
    """Whose it is."""


def access(desk: Desk, asked: Asked) -> Response:
    """Answer with who may come in; a POST changes it."""
    providers = _providers(desk)
    said = None
    if asked.request.method == "POST":
        deed = DEEDS.get(asked.form.get("do", ""))
        said = deed(desk, asked, providers) if deed else Said("not_done", good=False)
    held = {link.provider: link for link in accounts.links(desk.store.database)[::-1] if link.ended is None}
    names = {one.id: one.name for one in providers}
    return asked.page(
        "access.html", ACCESS, other=path("access", LANGUAGES[asked.language == "nl"]),
        status=200 if said is None or said.good else 422, said=said,
        accounts=accounts.accounts(desk.store.database), roles=pick(ROLES, asked.language), names=names,
        links=[(id, names.get(id, id), held.get(id)) for id in sorted({*names, *held})],
    )  # fmt: skip


def _providers(desk: Desk) -> list[Provider]:
    try:
        return list(desk.settings().registry)
    except RegistryError:
        return []  # other pages say what is wrong with it; links can be ended all the same


def _add(desk: Desk, asked: Asked, providers: list[Provider]) -> Said:
    form = asked.form
    name, provider = form.get("name", "").strip(), form.get("provider", "") or None
    role: Role | None = next((one for one in get_args(Role) if one == form.get("role")), None)
    asked.subject = f"add {name} ({role})"
    if not is_name(name):
        return Said("bad_name", good=False)
    if role is None or (role == "provider") != (provider in {one.id for one in providers}):
        return Said("bad_role", good=False)
    password = generated()
    try:
        accounts.add(desk.store.database, name, role, provider, hash_of(password, name), now=desk.clock())
    except StoreError:
        return Said("taken", good=False)
    return Said("added", shown=password, of=name)


def _password(desk: Desk, asked: Asked, _: list[Provider]) -> Said:
    name, password = asked.form.get("name", ""), generated()
    asked.subject = f"password {name}"
    return _changed(
        asked, lambda: accounts.set_password(desk.store.database, name, hash_of(password, name)),
        Said("new_password", shown=password, of=name),
    )  # fmt: skip


def _close(desk: Desk, asked: Asked, _: list[Provider]) -> Said:
    name = asked.form.get("name", "")
    asked.subject = f"close {name}"
    return _changed(
        asked, lambda: accounts.disable(desk.store.database, name, now=desk.clock()), Said("closed", of=name)
    )


def _open(desk: Desk, asked: Asked, _: list[Provider]) -> Said:
    name = asked.form.get("name", "")
    asked.subject = f"open {name}"
    return _changed(asked, lambda: accounts.disable(desk.store.database, name, now=None), Said("opened", of=name))


def _changed(asked: Asked, change: Callable[[], None], said: Said) -> Said:
    """Change an account that is not one's own: that would sign out who does it."""
    if said.of == asked.visitor.name:
        return Said("own", good=False)
    try:
        change()
    except StoreError:
        return Said("not_done", good=False)
    return said


def _link(desk: Desk, asked: Asked, providers: list[Provider]) -> Said:
    id = asked.form.get("provider", "")
    asked.subject = f"link {id}"
    if id not in {one.id for one in providers}:
        return Said("not_done", good=False)
    root = desk.address or str(asked.request.base_url).rstrip("/")
    made = new_link(
        desk.store, id, root=root, language=asked.language, who=asked.visitor.name, now=desk.clock()
    )  # fmt: skip
    return Said("new_link", shown=made, of=next(one.name for one in providers if one.id == id))


def _end(desk: Desk, asked: Asked, _: list[Provider]) -> Said:
    id = asked.form.get("provider", "")
    asked.subject = f"end link {id}"
    ended = accounts.end_links(desk.store.database, id, now=desk.clock())
    return Said("ended", of=id) if ended else Said("not_done", good=False)


DEEDS = {"add": _add, "password": _password, "close": _close, "open": _open, "link": _link, "end": _end}
"""What may be done, by the value of the button."""
