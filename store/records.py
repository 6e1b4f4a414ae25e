"""What goes into the store and comes out of it, beside the course record itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from normalize.assemble import Known
from normalize.course import Course
from normalize.freshness import PageState

if TYPE_CHECKING:
    from normalize.whole import RunReading

RunState = Literal["good", "incomplete", "failed", "held", "rejected"]
"""How a run ended; `open` stands in the database as long as it has not. `held` waits for a person, who turned a
`rejected` one down, or a later run did."""

State = Literal["seen", "missing", "gone"]
"""Of a course on its site: found by the last good run; not found; answered 404 or 410."""

Ending = Literal["expired", "withdrawn", "merged", "hidden", "unpublished"]
"""Why an offer left: its dates are past; its page says so or is gone; it went up in another; staff hid it;
its provider left the registry, or what it was made of is no offer any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSeen:
    """A page that a run fetched: what a next run needs to ask for it cheaply."""

    url: str
    """Canonical address."""
    status: int = 200
    """HTTP status."""
    content_hash: str | None = None
    """Hash of its main content."""
    etag: str | None = None
    """Validator of RFC 9110, as the server gave it."""
    last_modified: str | None = None
    """Validator of RFC 9110, as the server gave it."""
    kind: str | None = None
    """What the reader took it for: course, list or other."""
    language: str | None = None
    """ISO 639-1."""
    alternates: Mapping[str, str] = field(default_factory=dict)
    """hreflang to the address of the same page in that language."""

    @classmethod
    def all_of(cls, read: RunReading) -> list[PageSeen]:
        """Return what is kept of the pages that a run read."""
        return [
            cls(url=page.url, content_hash=read.hashes.get(page.url), kind=page.kind, language=page.language,
                alternates=page.alternates)
            for page in read.pages
        ]  # fmt: skip


class Recorded(TypedDict):
    """What a run did to the readings of its provider, in numbers."""

    pages: int
    """Pages it fetched."""
    courses: int
    """Courses it found, with those that were rejected."""
    new: int
    """Courses never found before."""
    changed: int
    """Courses whose content differs from the last time they were found."""
    returned: int
    """Courses that were missing or gone and are found again."""
    missing: int
    """Courses that turned missing by this run."""
    gone: int
    """Courses that turned gone by this run."""
    rejected: dict[str, str]
    """Address to the reason why its record could not be kept, at most 200."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One refresh of one provider."""

    id: str
    """Sorts by time: `20261122T051500Z-btf`."""
    provider: str
    """Registry id."""
    today: date
    """The day it was judged on."""
    started: datetime
    """UTC."""
    finished: datetime | None
    """UTC; None while it is open."""
    state: RunState | Literal["open"]
    """How it ended."""
    cause: str | None
    """Code of what went wrong (`host_down`, `budget`, `interrupted`, …)."""
    detail: str | None
    """The same in one line of words."""
    stats: Mapping[str, Any]
    """Figures of the crawl and the reading."""
    recorded: Recorded | None
    """What it did to the readings; None where it changed none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A course as a provider's site has it: the last record read, and when it was seen."""

    provider: str
    """Registry id of the site."""
    course: Course
    """The last record read; its freshness dates are those below."""
    first_seen: date
    """Day of the run that first found it."""
    last_seen: date
    """Day of the run that last found it."""
    last_changed: date
    """Day of the run that brought this record."""
    state: State
    """Whether the site still has it."""
    gone_status: int | None
    """HTTP status of a course that is gone: 404 or 410."""
    gone_why: str | None
    """What else says that it is gone, in words: where its page leads to now, or what it says."""
    missed_runs: int
    """Runs in a row that could have found it and did not."""
    alternates: Mapping[str, str]
    """hreflang to address, of its page."""
    dead_links: tuple[str, ...] = ()
    """Links of its page that are dead, each in words."""
    hash: str = ""
    """Of the record without its days."""

    @property
    def key(self) -> str:
        """How offers name it as their member: `<provider> <url>`."""
        return f"{self.provider} {self.course.url}"

    @property
    def known(self) -> Known:
        """The same as matching wants it."""
        state = PageState(
            found=self.state, status=self.gone_status, why=self.gone_why, missed=self.missed_runs,
            first_seen=self.first_seen.isoformat(),
            last_seen=self.last_seen.isoformat(), last_changed=self.last_changed.isoformat(),
            dead_links=self.dead_links,
        )  # fmt: skip
        return Known(self.provider, self.course, state, tuple(self.alternates.values()), self.hash)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A dead link."""

    provider: str
    """Registry id of the site whose page has it."""
    page: str
    """Address of the page."""
    url: str
    """Address of the link; the page's own where the page itself is watched."""
    failures: int
    """On how many days in a row it was dead."""
    since: date
    """The first of them."""
    words: str
    """What it answered last."""

    def __str__(self) -> str:
        """Return in one line of words."""
        return f"{self.url}: {self.words}, on {self.failures} days since {self.since.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What saving the offers changed; ids, sorted."""

    new: list[str]
    """Offers that never were."""
    changed: list[str]
    """Offers whose content changed."""
    vanished: list[str]
    """Offers that are no longer published."""
    returned: list[str]
    """Offers that are published again."""
    rejected: dict[str, str]
    """Id to the reason why its record could not be kept; the old one stays."""

    def __bool__(self) -> bool:
        """Return whether anything changed."""
        return bool(self.new or self.changed or self.vanished or self.returned)


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of an offer, as the change feed tells it."""

    number: int
    """Larger than that of every earlier change."""
    at: datetime
    """UTC."""
    offer: str
    """Id of the offer."""
    course: Course | None
    """The offer since then, without the days on which it was seen; None where it ended."""
    ending: Ending | None
    """Why it ended; None where it did not."""
    into: str | None
    """The offer in which it went up, where it was merged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An offer as it was published from a moment on."""

    number: int
    """1 for the first."""
    saved: datetime
    """UTC."""
    today: date
    """The day it was judged on."""
    course: Course
    """The record, without the dates on which it was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """An offer that is new or changed."""

    course: Course
    """The offer as it is now."""
    changed: datetime
    """When it last changed, UTC."""
    new: bool
    """Whether this is its first version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderStatus:
    """How a provider stands after its last run."""

    provider: str
    """Registry id."""
    last_run: Run
    """The newest run, also while it is open."""
    last_good: date | None
    """Day of the last good run; None where there never was one."""
    seen: int
    """Courses that its site has."""
    missing: int
    """Courses not found by the last good run."""
    gone: int
    """Courses that answered 404 or 410."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided; never edited, only undone."""

    id: int
    """Number, in the order in which they were taken."""
    kind: str
    """`merge`, `split`, `correct`, `hide`, `confirm`, …"""
    subject: str
    """What it is about: an offer's id or a member key."""
    value: Mapping[str, Any]
    """What was decided."""
    who: str
    """Name of the person."""
    why: str
    """Reason in words."""
    decided: datetime
    """UTC."""
    undone: datetime | None
    """UTC; None while it holds."""
    undone_by: str | None
    """Name of the person who undid it."""
