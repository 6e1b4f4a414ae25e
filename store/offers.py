"""Offers: what is published, every version of it, and which readings each was made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from normalize.course import Course
from store.content import Content, RejectedError, clean, join, split
from store.engine import execute_many
from store.records import Changes, Recent, Version
from store.tables import change, member, offer, offer_version, retired

_change = sa.update(offer).where(offer.c.id == sa.bindparam("of_id"))
_change_member = sa.update(member).where(
    (member.c.provider == sa.bindparam("of_provider")) & (member.c.url == sa.bindparam("of_url"))
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Offers made ready before the transaction opens."""

    contents: dict[str, Content]
    """By id."""
    members: dict[tuple[str, str], str]
    """Provider and address of each member to the id of its offer."""
    rejected: dict[str, str]
    """Id to reason."""


def prepare(offers: Iterable[tuple[Course, Sequence[str]]]) -> Prepared:
    """Make ready what is to be saved; one that can't be kept is set apart with its reason."""
    prepared = Prepared({}, {}, {})
    for course, keys in offers:
        try:
            if not course.id:
                raise RejectedError("no id")
            if course.id in prepared.contents:
                raise RejectedError("its id was given twice")
            prepared.contents[course.id] = split(course)
        except RejectedError as reason:
            prepared.rejected[course.id] = str(reason)
        else:
            prepared.members.update({_member(key): course.id for key in keys})
    return prepared


def save(
    connection: Connection, prepared: Prepared, *, now: datetime, today: date, gone_into: Mapping[str, str]
) -> Changes:
    """Make these the published offers; those not among them vanish.

    A rejected offer stays as it was.
    """
    columns = (offer.c.id, offer.c.version, offer.c.hash, offer.c.seen, offer.c.vanished)
    known = {row.id: row for row in connection.execute(sa.select(*columns))}
    born: list[dict[str, Any]] = []
    altered: list[dict[str, Any]] = []
    moved: list[dict[str, Any]] = []
    version_of: dict[str, int] = {}
    returned: list[str] = []
    for name, content in prepared.contents.items():
        old = known.get(name)
        if old is None:
            version_of[name] = 1
            born.append({"id": name, "version": 1, "vanished": None} | _values(content, now))
            continue
        if old.vanished is not None:
            returned.append(name)
        if old.hash != content.hash:
            version_of[name] = old.version + 1
            altered.append({"of_id": name, "version": old.version + 1, "vanished": None} | _values(content, now))
        elif old.seen != content.seen or old.vanished is not None:
            moved.append({"of_id": name, "seen": content.seen, "vanished": None})
    published = {name for name, row in known.items() if row.vanished is None}
    vanished = sorted(published - set(prepared.contents) - set(prepared.rejected))
    execute_many(connection, sa.insert(offer), born)
    execute_many(connection, _change, altered)
    execute_many(connection, _change, moved)
    execute_many(connection, _change, ({"of_id": name, "vanished": now} for name in vanished))
    execute_many(
        connection,
        sa.insert(offer_version),
        (_version_row(name, number, prepared.contents[name], now, today) for name, number in version_of.items()),
    )
    _save_members(connection, prepared.members)
    _save_retired(connection, prepared, gone_into, now)
    return Changes(
        new=sorted(row["id"] for row in born),
        changed=sorted(row["of_id"] for row in altered),
        vanished=vanished,
        returned=sorted(returned),
        rejected=dict(sorted(prepared.rejected.items())),
    )


def published(connection: Connection) -> Iterator[Course]:
    """Stream the published offers, sorted by id."""
    query = sa.select(offer.c.content, offer.c.seen).where(offer.c.vanished.is_(None)).order_by(offer.c.id)
    with connection.execute(query) as rows:
        for row in rows:
            yield join(row.content, row.seen)


def digests(connection: Connection) -> list[str]:
    """Return id, number of the last change, hash and days of each published offer, by id."""
    query = (
        sa.select(offer.c.id, change.c.number, offer.c.hash, offer.c.seen)
        .join(change, change.c.offer == offer.c.id, isouter=True)
        .where(offer.c.vanished.is_(None))
        .order_by(offer.c.id)
    )
    return [" ".join(map(str, row)) for row in connection.execute(query)]


def one(connection: Connection, name: str) -> Course | None:
    """Return a published offer, None where there is none of that id."""
    query = sa.select(offer.c.content, offer.c.seen).where(offer.c.id == name, offer.c.vanished.is_(None))
    row = connection.execute(query).one_or_none()
    return None if row is None else join(row.content, row.seen)


def history(connection: Connection, name: str) -> list[Version]:
    """Return each version of an offer, the oldest first; also of one that vanished."""
    query = sa.select(offer_version).where(offer_version.c.offer == name).order_by(offer_version.c.number)
    return [
        Version(number=row.number, saved=row.saved, today=row.today, course=join(row.content))
        for row in connection.execute(query)
    ]


def recent(connection: Connection, limit: int) -> list[Recent]:
    """Return the published offers that changed last, the newest first."""
    query = sa.select(offer).where(offer.c.vanished.is_(None)).order_by(offer.c.changed.desc(), offer.c.id).limit(limit)
    return [
        Recent(course=join(row.content, row.seen), changed=row.changed, new=row.version == 1)
        for row in connection.execute(query)
    ]


def member_ids(connection: Connection) -> dict[str, str]:
    """Return which offer each reading belongs to or last belonged to: `<provider> <url>` to id, the oldest id first."""
    born = sa.and_(offer_version.c.offer == member.c.offer, offer_version.c.number == 1)
    query = (
        sa.select(member)
        .join(offer_version, born)
        .order_by(offer_version.c.saved, member.c.offer, member.c.provider, member.c.url)
    )
    return {f"{row.provider} {row.url}": row.offer for row in connection.execute(query)}


def retired_into(connection: Connection, name: str) -> str | None:
    """Return the offer in which an old id went up, over several steps; None for one that never did."""
    into: str | None = None
    passed = {name}
    while True:
        following = connection.scalar(sa.select(retired.c.into).where(retired.c.offer == (into or name)))
        if following is None or following in passed:
            return into
        into = following
        passed.add(following)


def _values(content: Content, now: datetime) -> dict[str, Any]:
    return {"hash": content.hash, "content": content.text, "seen": content.seen, "changed": now}


def _version_row(name: str, number: int, content: Content, now: datetime, today: date) -> dict[str, Any]:
    return {
        "offer": name,
        "number": number,
        "saved": now,
        "today": today,
        "hash": content.hash,
        "content": content.text,
    }


def _member(key: str) -> tuple[str, str]:
    provider, _, url = clean(key).partition(" ")
    return provider, url


def _save_members(connection: Connection, members: Mapping[tuple[str, str], str]) -> None:
    known = {(row.provider, row.url): row.offer for row in connection.execute(sa.select(member))}
    born = [
        {"provider": provider, "url": url, "offer": name}
        for (provider, url), name in members.items()
        if (provider, url) not in known
    ]
    moved = [
        {"of_provider": provider, "of_url": url, "offer": name}
        for (provider, url), name in members.items()
        if known.get((provider, url), name) != name
    ]
    execute_many(connection, sa.insert(member), born)
    execute_many(connection, _change_member, moved)


def _save_retired(connection: Connection, prepared: Prepared, gone_into: Mapping[str, str], now: datetime) -> None:
    known = {row.offer: row.into for row in connection.execute(sa.select(retired))}
    alive = known.keys() & prepared.contents.keys()
    wanted = {old: into for old, into in gone_into.items() if old not in prepared.contents and known.get(old) != into}
    leaving = [{"of_id": old} for old in sorted(alive | (wanted.keys() & known.keys()))]
    execute_many(connection, sa.delete(retired).where(retired.c.offer == sa.bindparam("of_id")), leaving)
    execute_many(
        connection, sa.insert(retired), ({"offer": old, "into": into, "at": now} for old, into in wanted.items())
    )
