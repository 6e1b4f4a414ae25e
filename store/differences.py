"""What each run changed: kept as which course and how, its contents being among the versions anyway."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from normalize.difference import Moment, Standing
from normalize.freshness import PageState
from store.content import join
from store.records import Run
from store.runs import one
from store.staging import staged
from store.tables import difference, reading_version, run


def before(connection: Connection, later: Run) -> str | None:
    """Return the newest run of the provider before this one that counted; None where there is none."""
    counted = (run.c.provider == later.provider) & run.c.state.in_(("good", "incomplete"))
    query = sa.select(run.c.id).where(counted, run.c.id < later.id).order_by(run.c.id.desc()).limit(1)
    return connection.scalar(query)


def moment(connection: Connection, name: str) -> Moment:
    """Return the courses of a run's provider as they stood after it; raises StoreError where there is no such run.

    For a held run: as they would stand if it were accepted.
    """
    of = one(connection, name)
    courses = _standing(connection, of.provider, name)
    if of.state == "held":
        _, worth, found = staged(connection, name)
        for url, content in found.contents.items():
            courses[url] = Standing(join(content.text), PageState())
        for url, known in courses.items():
            if url not in found.contents and (url in found.gone or worth == "good") and known.state.found == "seen":
                state = PageState(found="gone" if url in found.gone else "missing")
                courses[url] = Standing(known.course, state)
    return Moment(of.today, courses)


def _standing(connection: Connection, provider: str, until: str) -> dict[str, Standing]:
    """Return each course that was known after a run, with its content and whether it was there."""
    rows = (
        sa.select(difference.c.url, difference.c.kind)
        .join(run, run.c.id == difference.c.run)
        .where(run.c.provider == provider, difference.c.run <= until)
        .order_by(difference.c.run)
    )
    last = {url: kind for url, kind in connection.execute(rows)}  # noqa: C416 - the last row of each address stays
    versions = (
        sa.select(reading_version.c.url, reading_version.c.content)
        .where(reading_version.c.provider == provider, reading_version.c.run <= until)
        .order_by(reading_version.c.run)
    )
    contents = {url: content for url, content in connection.execute(versions)}  # noqa: C416 - as above
    return {url: Standing(join(content), _state(last.get(url))) for url, content in sorted(contents.items())}


def _state(kind: str | None) -> PageState:
    if kind == "missing":
        return PageState(found="missing")
    return PageState(found="gone") if kind == "gone" else PageState()
