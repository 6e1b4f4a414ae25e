"""The store: all that the rest of the program knows of the database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from types import MappingProxyType, TracebackType
from typing import Self

from normalize.course import Course
from normalize.difference import Difference, Moment
from normalize.difference import differences as compare_moments
from normalize.guard import Profile
from spiders.job import LinkLook
from store import changes as change_feed
from store import differences, integrity, leases, offers, readings, rulings, runs, staging, standing, watched
from store.decided import Decided
from store.engine import Database, open_database
from store.leases import Lease
from store.records import (
    Change,
    Changes,
    PageSeen,
    ProviderStatus,
    Recent,
    Recorded,
    Run,
    RunState,
    Stored,
    Version,
    Watched,
)


class Store(Decided):
    """An open database. Every method is one transaction and raises StoreError where that fails.

    Methods that write take a `lease`: where another has taken it over since, they raise Locked and
    write nothing.
    """

    def __init__(self, database: Database) -> None:
        """Hold an open database; use `Store.open`."""
        self._database = database

    @classmethod
    def open(cls, url: str) -> Store:
        """Open the database at an SQLAlchemy URL, creating or migrating it; raises StoreError in one line."""
        return cls(open_database(url))

    @property
    def database(self) -> Database:
        """The open database, for `store.accounts`, `store.proposals` and `store.needs`."""
        return self._database

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def lease(
        self, name: str, *, holder: str, now: datetime, seconds: float, is_dead: Callable[[str], bool] = lambda _: False
    ) -> AbstractContextManager[Lease]:
        """Hold the right to work on `name`; raises Locked where another has it.

        A holder that crashed loses it `seconds` after it took or renewed it, and at once where `is_dead`
        knows of it.
        """
        return leases.hold(self._database, name, holder=holder, now=now, seconds=seconds, is_dead=is_dead)

    def start_run(self, provider: str, *, now: datetime, today: date, lease: Lease | None = None) -> str:
        """Open a run and return its id, which sorts by time: `20261122T051500Z-btf`."""
        with self._database.write() as connection:
            leases.check(connection, lease)
            return runs.start(connection, provider, now=now, today=today)

    def finish_run(
        self,
        run: str,
        *,
        now: datetime,
        state: RunState,
        cause: str | None,
        detail: str | None,
        stats: Mapping[str, object],
        lease: Lease | None = None,
    ) -> None:
        """Close a run that found nothing to record; raises StoreError where it is not open."""
        with self._database.write() as connection:
            leases.check(connection, lease)
            runs.finish(connection, run, runs.Outcome(state, cause, detail, stats), now=now)

    def record_run(  # noqa: PLR0913 - all that a run found, by name, for one transaction
        self,
        run: str,
        *,
        now: datetime,
        today: date,
        state: RunState,
        cause: str | None,
        detail: str | None,
        stats: Mapping[str, object],
        pages: Iterable[PageSeen],
        courses: Iterable[Course],
        gone: Mapping[str, int | str],
        moves: Mapping[str, str] = MappingProxyType({}),
        whole: bool = True,
        again: bool = False,
        lease: Lease | None = None,
    ) -> Recorded | None:
        """Keep what a run found and close it, as one; return what it did, None for a failed run.

        Courses are known by provider and address. A good run makes what it did not find missing, or gone
        where `gone` holds its status (404, 410) or words. An incomplete run makes nothing missing. Of a failed run
        only its own row is kept. What a held run found lies apart until `accept_run`, which takes it for a good
        run where it is `whole`, else for an incomplete one. A run that only reads `again` what was fetched before is no
        further time that a course was missed. `moves` is address asked for to address that answered: what was decided
        of a page follows it.
        """
        found = readings.prepare(pages, courses, gone, moves) if state != "failed" else None
        with self._database.write() as connection:
            leases.check(connection, lease)
            opened = runs.opened(connection, run)
            recorded = None
            if found is not None and not again:
                staging.supersede(connection, opened)
            if found is not None and state == "held":
                staging.stage(connection, opened, found, worth="good" if whole else "incomplete")
            elif found is not None:
                counts = state == "good"
                recorded = readings.record(connection, opened, today=today, whole=counts, found=found, again=again)
                rulings.record_moves(connection, opened.provider, run, found.moves)
            runs.finish(connection, run, runs.Outcome(state, cause, detail, stats), now=now, recorded=recorded)
        return recorded

    def profiles(self, provider: str) -> list[Profile]:
        """Return the newest runs of a provider that counted, in figures, the newest first."""
        with self._database.read() as connection:
            return runs.profiles(connection, provider)

    def differences(self, later: str, earlier: str | None = None) -> list[Difference]:
        """Return what a run changed, or what changed since an `earlier` run of the same provider.

        For a held run: what it would change. Raises StoreError where there is no such run.
        """
        with self._database.read() as connection:
            now = differences.moment(connection, later)
            earlier = earlier or differences.before(connection, runs.one(connection, later))
            then = differences.moment(connection, earlier) if earlier else Moment(now.today, {})
        return compare_moments(then, now)

    def run(self, run: str) -> Run:
        """Return a run; raises StoreError where there is none."""
        with self._database.read() as connection:
            return runs.one(connection, run)

    def abandon_runs(self, *, now: datetime, provider: str | None = None) -> list[str]:
        """Close runs that a crash left open (failed, `interrupted`) and return their ids.

        Where other processes may be at work, name the `provider` whose lease is held.
        """
        with self._database.write() as connection:
            return runs.abandon(connection, now=now, provider=provider)

    def runs(self, provider: str | None = None, limit: int = 50) -> list[Run]:
        """Return the newest runs, the newest first."""
        with self._database.read() as connection:
            return runs.newest(connection, provider, limit)

    def statuses(self) -> list[ProviderStatus]:
        """Return how each provider that ever ran stands, sorted by id."""
        with self._database.read() as connection:
            return runs.statuses(connection)

    def pages(self, provider: str) -> dict[str, PageSeen]:
        """Return the pages of a provider as last fetched, by address."""
        with self._database.read() as connection:
            return readings.pages(connection, provider)

    def readings(self, providers: Collection[str] | None = None) -> Iterator[Stored]:
        """Stream the courses as their sites last had them, from one snapshot, by provider and address."""
        with self._database.read() as connection:
            yield from readings.stored(connection, providers)

    def reading_versions(self, provider: str, url: str) -> list[tuple[str, Course]]:
        """Return each record that was read of a course, with the run that brought it, the oldest first."""
        with self._database.read() as connection:
            return readings.versions(connection, provider, url)

    def watch(
        self,
        provider: str,
        links: Iterable[tuple[str, str]],
        looks: Mapping[str, LinkLook],
        *,
        today: date,
        lease: Lease | None = None,
    ) -> None:
        """Keep what looking at a provider's links gave; `links` are pairs of page and link."""
        with self._database.write() as connection:
            leases.check(connection, lease)
            watched.record(connection, provider, links, looks, today)

    def dead_links(self) -> list[Watched]:
        """Return the links that were dead on several days in a row."""
        with self._database.read() as connection:
            return watched.dead(connection)

    def member_ids(self) -> dict[str, str]:
        """Return which offer each reading belongs to or last belonged to: `<provider> <url>` to id, oldest first."""
        with self._database.read() as connection:
            return offers.member_ids(connection)

    def save_offers(
        self,
        offers_and_members: Iterable[tuple[Course, Sequence[str]]],
        *,
        now: datetime,
        today: date,
        retired: Mapping[str, str],
        lease: Lease | None = None,
    ) -> Changes:
        """Make these, each with its member keys, the published offers; those not among them vanish.

        `retired` holds the ids that went up in another. The days on which an offer was seen are no change.
        """
        prepared = offers.prepare(offers_and_members)
        with self._database.write() as connection:
            leases.check(connection, lease)
            changes = offers.save(connection, prepared, now=now, today=today, gone_into=retired)
            change_feed.record(connection, changes, now=now)
            return changes

    def changes(self) -> Iterator[Change]:
        """Stream the last change of each offer there ever was, from one snapshot, in the order of their numbers."""
        with self._database.read() as connection:
            yield from change_feed.stream(connection)

    def offers(self) -> Iterator[Course]:
        """Stream the published offers, from one snapshot, by id."""
        with self._database.read() as connection:
            yield from offers.published(connection)

    def offer_digests(self) -> list[str]:
        """Return a digest of each published offer with the days on which it was seen, by id."""
        with self._database.read() as connection:
            return offers.digests(connection)

    def standing(self, providers: Collection[str]) -> str:
        """Return what stands for all that the offers are made from, by these providers and by people, and for them."""
        with self._database.read() as connection:
            return standing.digest(connection, providers)

    def offer(self, id: str) -> Course | None:
        """Return a published offer, None where there is none of that id."""
        with self._database.read() as connection:
            return offers.one(connection, id)

    def history(self, id: str) -> list[Version]:
        """Return each version of an offer, the oldest first; also of one that vanished."""
        with self._database.read() as connection:
            return offers.history(connection, id)

    def retired_into(self, id: str) -> str | None:
        """Return the offer in which an old id went up; None for one that never did."""
        with self._database.read() as connection:
            return offers.retired_into(connection, id)

    def recent(self, limit: int = 100) -> list[Recent]:
        """Return the published offers that changed last, the newest first."""
        with self._database.read() as connection:
            return offers.recent(connection, limit)

    def check_integrity(self) -> list[str]:
        """Return what is wrong with the database, one line each; [] where it is whole."""
        with self._database.read() as connection:
            return integrity.findings(connection)
