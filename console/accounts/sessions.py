"""Sessions: a random token in a cookie, of which the store has only the hash."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from console.accounts.passwords import LINK
from console.desk import Desk
from store import accounts
from store.accounts import Role

IDLE = timedelta(hours=8)
"""A session that was not used for so long has ended."""
LONGEST = timedelta(days=7)
"""A session ends so long after its start, however much it is used."""
FRESH = timedelta(minutes=5)
"""That a session is used is written at most so often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks."""

    name: str
    """Account name, or `link <number>` for who came by a private link."""
    role: Role
    """What they may do."""
    provider: str | None
    """Registry id of the provider whose pages are theirs; None for staff and analysts."""
    csrf: str
    """What every form of theirs must send along in a field `csrf`."""
    quiet: timedelta = timedelta(0)
    """Since when it is not kept that they were seen."""

    @property
    def by_link(self) -> bool:
        """Whether they came by a private link and have no account."""
        return self.name.startswith(LINK)


def cookie_name(request: Request) -> str:
    """Return the cookie's name; over https one that no other host or path, nor plain http, can set."""
    return "__Host-lloket" if request.url.scheme == "https" else "lloket"


def hashed(token: str) -> str:
    """Return what the store knows a token by; a token is random enough for a plain hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def new_key() -> str:
    """Return 256 random bits for an address or a cookie."""
    return secrets.token_urlsafe(32)


def begin(
    desk: Desk, request: Request, answer: Response, *, account: str | None = None, link: int | None = None
) -> None:
    """Start a session under a new token, end the one that the request had, and put the token in a cookie."""
    end(desk, request)
    now, token = desk.clock(), new_key()
    accounts.start_session(
        desk.store.database, hashed(token), account_name=account, link=link, csrf=new_key(), now=now,
        expires=now + LONGEST,
    )  # fmt: skip
    answer.set_cookie(
        cookie_name(request), token, max_age=int(LONGEST.total_seconds()), path="/", httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip


def end(desk: Desk, request: Request) -> None:
    """End the session that a request belongs to, if any."""
    if token := request.cookies.get(cookie_name(request)):
        accounts.end_session(desk.store.database, hashed(token))


def forget(request: Request, answer: Response) -> None:
    """Have the browser forget its cookie."""
    answer.delete_cookie(
        cookie_name(request), path="/", httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )


def visitor_of(desk: Desk, request: Request) -> Visitor | None:
    """Return who asks; None for who is not signed in, or no longer."""
    token = request.cookies.get(cookie_name(request))
    if not token:
        return None
    now, session = desk.clock(), accounts.session_of(desk.store.database, hashed(token))
    if session is None or session.expires <= now or session.seen + IDLE <= now:
        return None
    return Visitor(
        name=session.who, role=session.role, provider=session.provider, csrf=session.csrf,
        quiet=now - session.seen,
    )  # fmt: skip


def keep(desk: Desk, request: Request) -> None:
    """Keep that a session was used. It may wait for another writer, so it is done when the answer has gone out."""
    token = request.cookies.get(cookie_name(request), "")
    accounts.touch_session(desk.store.database, hashed(token), now=desk.clock())
