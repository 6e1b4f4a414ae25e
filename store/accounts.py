"""Accounts, private links and sessions: who may come into the console; and what was done there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from store.content import clean
from store.engine import Database
from store.errors import StoreError
from store.tables import account, audit, provider_link, session

Role = Literal["staff", "analyst", "provider"]
SUBJECT_CHARS = 300
"""Of what an audited deed was about, so much is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who may sign in."""

    name: str
    """By which one signs in."""
    role: Role
    """What one may do."""
    provider: str | None
    """Registry id, for a provider's own account; else None."""
    password: str
    """The hash, in Argon2's own notation."""
    created: datetime
    disabled: datetime | None
    """Since when it can't be used; None where it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A private link by which a provider comes in."""

    id: int
    provider: str
    made_by: str
    made: datetime
    ended: datetime | None
    """Since when it can't be used; None where it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who is signed in."""

    who: str
    """Account name, or `link <number>`."""
    role: Role
    provider: str | None
    csrf: str
    """What every form must send along."""
    started: datetime
    seen: datetime
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A row of the audit log."""

    id: int
    at: datetime
    who: str
    what: str
    """Address that was posted to, or a word such as `sign-in`."""
    subject: str
    """What it was about, where that is known; else ""."""
    status: int
    """HTTP status of the answer; 0 where it was no request."""


def add(database: Database, name: str, role: Role, provider: str | None, password: str, *, now: datetime) -> None:
    """Keep a new account, its password hashed; raises StoreError where the name is taken."""
    with database.write() as connection:
        if connection.execute(sa.select(account.c.name).where(account.c.name == name)).first():
            raise StoreError(f"there is an account '{name}' already")
        row = {"name": name, "role": role, "provider": provider, "password": password, "created": now}
        connection.execute(sa.insert(account).values(**row))


def one(database: Database, name: str) -> Account | None:
    """Return an account by its name."""
    with database.read() as connection:
        row = connection.execute(sa.select(account).where(account.c.name == clean(name))).first()
    return Account(**row._mapping) if row else None


def accounts(database: Database) -> list[Account]:
    """Return all accounts, by name."""
    with database.read() as connection:
        return [Account(**row._mapping) for row in connection.execute(sa.select(account).order_by(account.c.name))]


def set_password(database: Database, name: str, password: str) -> None:
    """Replace an account's hash and end its sessions; raises StoreError where there is no such account."""
    _change(database, name, {"password": password})


def disable(database: Database, name: str, *, now: datetime | None) -> None:
    """Close an account and end its sessions, or open it again (None); raises StoreError for an unknown one."""
    _change(database, name, {"disabled": now})


def _change(database: Database, name: str, values: dict[str, object]) -> None:
    with database.write() as connection:
        changed = connection.execute(sa.update(account).where(account.c.name == name).values(**values))
        if not changed.rowcount:
            raise StoreError(f"there is no account '{name}'")
        connection.execute(sa.delete(session).where(session.c.account == name))


def add_link(database: Database, provider: str, key: str, *, who: str, now: datetime) -> int:
    """Keep a private link by the hash of its key and return its number."""
    row = {"provider": provider, "key": key, "made_by": clean(who), "made": now}
    with database.write() as connection:
        number: int = connection.execute(
            sa.insert(provider_link).values(**row).returning(provider_link.c.id)
        ).scalar_one()
    return number


def links(database: Database, provider: str | None = None) -> list[Link]:
    """Return the private links, of one provider or all, the newest first."""
    fields = [provider_link.c[name] for name in Link.__slots__]
    query = sa.select(*fields).order_by(provider_link.c.id.desc())
    if provider is not None:
        query = query.where(provider_link.c.provider == provider)
    with database.read() as connection:
        return [Link(**row._mapping) for row in connection.execute(query)]


def link_of(database: Database, key: str) -> Link | None:
    """Return the private link whose key has this hash, None where there is none or it ended."""
    fields = [provider_link.c[name] for name in Link.__slots__]
    query = sa.select(*fields).where(provider_link.c.key == key, provider_link.c.ended.is_(None))
    with database.read() as connection:
        row = connection.execute(query).first()
    return Link(**row._mapping) if row else None


def end_links(database: Database, provider: str, *, now: datetime) -> int:
    """End a provider's private links and who came in by them; return how many there were."""
    theirs = sa.select(provider_link.c.id).where(provider_link.c.provider == provider)
    open_ones = sa.and_(provider_link.c.provider == provider, provider_link.c.ended.is_(None))
    with database.write() as connection:
        connection.execute(sa.delete(session).where(session.c.link.in_(theirs)))
        return connection.execute(sa.update(provider_link).where(open_ones).values(ended=now)).rowcount


def start_session(
    database: Database, token: str, *, account_name: str | None, link: int | None, csrf: str, now: datetime,
    expires: datetime,
) -> None:  # fmt: skip
    """Keep a session by the hash of its token, and forget those that expired."""
    row = {"token": token, "account": account_name, "link": link, "csrf": csrf}
    with database.write() as connection:
        connection.execute(sa.delete(session).where(session.c.expires < now))
        connection.execute(sa.insert(session).values(**row, started=now, seen=now, expires=expires))


def session_of(database: Database, token: str) -> Session | None:
    """Return the session whose token has this hash; None for one whose account or link was closed."""
    query = (
        sa.select(
            session, account.c.role, account.c.disabled,
            account.c.provider.label("of_account"), provider_link.c.provider.label("of_link"), provider_link.c.ended,
        )
        .join(account, account.c.name == session.c.account, isouter=True)
        .join(provider_link, provider_link.c.id == session.c.link, isouter=True)
        .where(session.c.token == token)
    )  # fmt: skip
    with database.read() as connection:
        row = connection.execute(query).first()
    if row is None or row.disabled is not None or row.ended is not None:
        return None
    by_link = row.account is None
    return Session(
        who=f"link {row.link}" if by_link else row.account, role="provider" if by_link else row.role,
        provider=row.of_link if by_link else row.of_account, csrf=row.csrf, started=row.started, seen=row.seen,
        expires=row.expires,
    )  # fmt: skip


def touch_session(database: Database, token: str, *, now: datetime) -> None:
    """Keep that a session was used."""
    with database.write() as connection:
        connection.execute(sa.update(session).where(session.c.token == token).values(seen=now))


def end_session(database: Database, token: str) -> None:
    """Forget a session."""
    with database.write() as connection:
        connection.execute(sa.delete(session).where(session.c.token == token))


def note(database: Database, *, at: datetime, who: str, what: str, subject: str, status: int) -> None:
    """Write a row in the audit log."""
    words = {"who": clean(who)[:100], "what": clean(what)[:300], "subject": clean(subject)[:SUBJECT_CHARS]}
    with database.write() as connection:
        connection.execute(sa.insert(audit).values(at=at, status=status, **words))


def deeds(database: Database, *, before: int | None = None, limit: int = 100) -> list[Deed]:
    """Return rows of the audit log, the newest first; those before a row of a number."""
    query = sa.select(audit).order_by(audit.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(audit.c.id < before)
    with database.read() as connection:
        return [Deed(**row._mapping) for row in connection.execute(query)]
