"""Readings: each course as its site last had it, every content it ever had, and the pages seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urldefrag

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from normalize.course import Course
from store import watched
from store.content import URL_CHARACTERS, Content, RejectedError, clean, join, plain, seen_on, split, url_of
from store.engine import execute_many
from store.records import PageSeen, Recorded, Run, Stored
from store.tables import difference, page, reading, reading_version

REJECTED_KEPT = 200
"""How many reasons of rejected records a run keeps."""

_MOVING = ("last_seen", "state", "gone_status", "gone_why", "missed_runs", "alternates")
"""Columns that move without a new content."""

_change = sa.update(reading).where(
    (reading.c.provider == sa.bindparam("of_provider")) & (reading.c.url == sa.bindparam("of_url"))
)
_change_page = sa.update(page).where(
    (page.c.provider == sa.bindparam("of_provider")) & (page.c.url == sa.bindparam("of_url"))
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a run found, made ready before the transaction opens."""

    pages: dict[str, PageSeen]
    """By address, clean."""
    contents: dict[str, Content]
    """By address of the course."""
    rejected: dict[str, str]
    """Address to reason."""
    gone: Mapping[str, int | str]
    """Address to 404 or 410, or to what else says that it is gone."""
    moves: Mapping[str, str] = field(default_factory=dict)
    """Address asked for to address that answered."""


def prepare(
    pages: Iterable[PageSeen], courses: Iterable[Course], gone: Mapping[str, int | str], moves: Mapping[str, str]
) -> Found:
    """Make ready what a run found; one that can't be kept is set apart with its reason."""
    contents: dict[str, Content] = {}
    rejected: dict[str, str] = {}
    for course in courses:
        url = url_of(course)
        try:
            content = split(course)
            if url in contents:
                raise RejectedError("its address was found before in this run")
        except RejectedError as reason:
            rejected[url[:URL_CHARACTERS]] = str(reason)
        else:
            contents[url] = content
    seen = {clean(one.url): one for one in pages if len(one.url.encode(errors="replace")) <= URL_CHARACTERS}
    return Found(seen, contents, rejected, dict(gone), dict(moves))


def record(
    connection: Connection, run: Run, *, today: date, whole: bool, found: Found, again: bool = False
) -> Recorded:
    """Keep what a run found.

    Only a `whole` run makes what it did not find missing; what is gone counts always. A run that only reads `again`
    what was fetched before is no further time that a course was missed.
    """
    known = {row.url: dict(row._mapping) for row in connection.execute(_known(run.provider))}
    moves = _moves(known, found, today=today, whole=whole, again=again)
    brought = {
        url: {"hash": content.hash, "content": content.text, "run": run.id}
        for url, content in found.contents.items()
        if url not in known or known[url]["hash"] != content.hash
    }
    key = {"provider": run.provider, "first_seen": today, "last_changed": today}
    new = [key | {"url": url} | brought[url] | moves[url] for url in brought if url not in known]
    changed = [_of(run, url) | {"last_changed": today} | brought[url] | moves[url] for url in brought if url in known]
    moved = [
        _of(run, url) | row
        for url, row in moves.items()
        if url in known and url not in brought and any(known[url][column] != row[column] for column in _MOVING)
    ]
    execute_many(connection, sa.insert(reading), new)
    execute_many(connection, _change, changed)
    execute_many(connection, _change, moved)
    versions = ({"provider": run.provider, "url": url} | row for url, row in brought.items())
    execute_many(connection, sa.insert(reading_version), versions)
    _record_pages(connection, run, today, found.pages)
    kinds = _kinds(known, moves, brought)
    rows = ({"run": run.id, "url": url, "kind": kind} for url, kind in kinds.items())
    execute_many(connection, sa.insert(difference), rows)
    turned = Counter(row["state"] for url, row in moves.items() if url in known and known[url]["state"] != row["state"])
    return Recorded(
        pages=len(found.pages),
        courses=len(found.contents) + len(found.rejected),
        new=len(new),
        changed=len(changed),
        returned=turned["seen"],
        missing=turned["missing"],
        gone=turned["gone"],
        rejected=dict(list(found.rejected.items())[:REJECTED_KEPT]),
    )


def stored(connection: Connection, providers: Collection[str] | None) -> Iterator[Stored]:
    """Stream the readings, sorted by provider and address."""
    query = sa.select(reading).order_by(reading.c.provider, reading.c.url)
    if providers is not None:
        query = query.where(reading.c.provider.in_(sorted(providers)))
    dead: dict[tuple[str, str], list[str]] = {}
    for link in watched.dead(connection):
        dead.setdefault((link.provider, link.page), []).append(str(link))
    with connection.execute(query) as rows:
        for row in rows:
            yield Stored(
                provider=row.provider,
                course=seen_on(join(row.content), row.first_seen, row.last_seen, row.last_changed),
                first_seen=row.first_seen,
                last_seen=row.last_seen,
                last_changed=row.last_changed,
                state=row.state,
                gone_status=row.gone_status,
                gone_why=row.gone_why,
                missed_runs=row.missed_runs,
                alternates=row.alternates,
                dead_links=tuple(dead.get((row.provider, urldefrag(row.url).url), ())),
                hash=row.hash,
            )


def versions(connection: Connection, provider: str, url: str) -> list[tuple[str, Course]]:
    """Return each content that a course had, with the run that brought it, the oldest first."""
    query = (
        sa.select(reading_version.c.run, reading_version.c.content)
        .where(reading_version.c.provider == provider, reading_version.c.url == url)
        .order_by(reading_version.c.run)
    )
    return [(row.run, join(row.content)) for row in connection.execute(query)]


def pages(connection: Connection, provider: str) -> dict[str, PageSeen]:
    """Return the pages of a provider as last fetched, by address."""
    fields = [page.c[name] for name in PageSeen.__slots__]
    query = sa.select(*fields).where(page.c.provider == provider).order_by(page.c.url)
    return {row.url: PageSeen(**row._mapping) for row in connection.execute(query)}


def _known(provider: str) -> sa.Select[Any]:
    columns = (reading.c.url, reading.c.hash, *(reading.c[column] for column in _MOVING))
    return sa.select(*columns).where(reading.c.provider == provider)


def _of(run: Run, url: str) -> dict[str, str]:
    return {"of_provider": run.provider, "of_url": url}


def _moves(
    known: Mapping[str, Mapping[str, Any]], found: Found, *, today: date, whole: bool, again: bool
) -> dict[str, dict[str, Any]]:
    """Return, by address, the moving columns of what was found and of what was not."""
    moves: dict[str, dict[str, Any]] = {}
    for url in found.contents:
        last_seen = max(today, known[url]["last_seen"]) if url in known else today
        seen = {"state": "seen", "gone_status": None, "gone_why": None, "missed_runs": 0}
        moves[url] = {"last_seen": last_seen, "alternates": _alternates(found, url)} | seen
    for url, old in known.items():
        status = found.gone.get(url, found.gone.get(urldefrag(url).url))
        if url in found.contents or url in found.rejected or (status is None and not whole):
            continue
        moves[url] = {column: old[column] for column in _MOVING} | {"missed_runs": old["missed_runs"] + (not again)}
        if isinstance(status, str):
            moves[url] |= {"state": "gone", "gone_status": None, "gone_why": clean(status)}
        elif status is not None:
            moves[url] |= {"state": "gone", "gone_status": status, "gone_why": None}
        elif old["state"] == "seen":
            moves[url]["state"] = "missing"
    return moves


def _kinds(
    known: Mapping[str, Mapping[str, Any]], moves: Mapping[str, Mapping[str, Any]], brought: Collection[str]
) -> dict[str, str]:
    """Return what became of each course that is not as it was, by address."""
    kinds = {url: "new" if url not in known else "changed" for url in brought}
    for url, row in moves.items():
        if url in known and known[url]["state"] != row["state"]:
            kinds[url] = "returned" if row["state"] == "seen" else row["state"]
    return kinds


def _alternates(found: Found, url: str) -> dict[str, str]:
    seen = found.pages.get(urldefrag(url).url) or found.pages.get(url)
    return {} if seen is None else plain(dict(seen.alternates))


def _record_pages(connection: Connection, run: Run, today: date, seen: Mapping[str, PageSeen]) -> None:
    known = {row.url: row for row in connection.execute(sa.select(page).where(page.c.provider == run.provider))}
    new: list[dict[str, Any]] = []
    moved: list[dict[str, Any]] = []
    for url, one in seen.items():
        row = plain({name: getattr(one, name) for name in PageSeen.__slots__ if name not in ("url", "alternates")})
        row |= {"alternates": plain(dict(one.alternates)), "last_seen": today}
        old = known.get(url)
        if old is None:
            new.append({"provider": run.provider, "url": url, "first_seen": today} | row)
            continue
        row["last_seen"] = max(today, old.last_seen)
        if any(getattr(old, name) != value for name, value in row.items()):
            moved.append(_of(run, url) | row)
    execute_many(connection, sa.insert(page), new)
    execute_many(connection, _change_page, moved)
