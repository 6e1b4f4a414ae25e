"""What is published and about what: the arguments and the outcome of `exports.publish.publish`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

import msgspec

RunState = Literal["complete", "incomplete", "failed", "held", "rejected"]
"""As the crawl's report has it, or as the guard and then a person judged it; None stands for a provider that was
never crawled."""


class PublishError(Exception):
    """The folder can't be published to, or writing failed; the text is one line, fit to show as it is.

    Whatever was published before is still there, whole.
    """


class Visit(msgspec.Struct, kw_only=True, frozen=True):
    """What a crawl that counted found at a provider: a point of its trend."""

    day: date
    """The day it was judged on; of several crawls on a day, the last."""
    courses: int
    """Courses found."""
    filled: dict[str, float]
    """Compared field to the percentage of its courses that give it; the organisation is always known."""


class ProviderView(msgspec.Struct, kw_only=True, frozen=True):
    """What a publication tells about a provider, beside its courses."""

    id: str
    """The registry's slug."""
    name: str
    """As people write it."""
    website: str
    """Home page."""
    last_run: datetime | None = None
    """When it was last crawled, well or not; with offset."""
    last_run_state: RunState | None = None
    """How that crawl ended."""
    cause: str | None = None
    """Code of what went wrong in it: host_down, timeout, blocked, …"""
    detail: str | None = None
    """The same in one line of words."""
    last_good_run: date | None = None
    """Day of the last complete crawl: how old the published data is."""
    pages: int = 0
    """Pages kept of the last crawl."""
    enabled: bool = True
    """Whether a refresh of all providers holds this one."""
    edudex: dict[str, str] = {}
    """What EDU-DEX requires and no page states, from the registry."""
    changed_by: str | None = None
    """The last run that changed something, or would where it is held back; None where there was none."""
    changed_on: date | None = None
    """The day of that run."""
    changes: dict[str, list[str]] = {}
    """What it changed, in lines of words, by language (`nl`, `en`)."""
    trend: list[Visit] = []
    """Its last crawls that counted, a day each, the earliest first."""


class Recent(NamedTuple):
    """An offer that is new or changed, for the news feeds."""

    offer: str
    """Id of the offer."""
    kind: Literal["new", "changed"]
    """Whether the offer itself is new."""
    when: datetime
    """When a crawl found it so; with offset."""
    what: str = ""
    """In words what changed; "" for a new offer."""


class Publisher(msgspec.Struct, kw_only=True, frozen=True):
    """Who publishes, where and on what terms."""

    name: str = "LLO-loket Leiden Bio Science Park"
    """As people write it."""
    website: str | None = None
    """Page of the publisher; with `email` how to reach it."""
    email: str | None = None
    """Where questions about the data go."""
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    """Terms on which facts and their arrangement may be used; texts quoted from pages are their authors'."""
    address: str | None = None
    """Public address of the output folder, ending in a slash; None where it is not known: links between files
    are relative then."""


class Publication(msgspec.Struct, kw_only=True, frozen=True):
    """All that a publication states beside the offers themselves."""

    run: str
    """The run that led to it."""
    generated_at: datetime
    """The one stated time; with offset."""
    today: date
    """The day that freshness was judged on."""
    providers: list[ProviderView] = []
    """Every provider of the registry, in the order of the report."""
    recent: list[Recent] = []
    """What is new or changed, the newest first."""
    publisher: Publisher = Publisher()
    """Who publishes."""


class PublishedFile(msgspec.Struct, kw_only=True, frozen=True):
    """A file of the publication."""

    name: str
    """Path under the output folder, with forward slashes."""
    media_type: str
    """IANA media type."""
    bytes: int
    """Size."""
    records: int
    """Courses, sessions or entries in it; 0 for a file that holds none."""
    sha256: str
    """Checksum, hexadecimal."""


class ProviderAge(msgspec.Struct, kw_only=True, frozen=True):
    """How old a provider's data is."""

    id: str
    """The registry's slug."""
    last_good_run: date | None = None
    """Day of the last complete crawl; None where there was none."""


class Manifest(msgspec.Struct, kw_only=True, frozen=True):
    """The content of `manifest.json`, which is written last."""

    run: str
    """The run that led to the publication."""
    schema_version: str
    """Version of the course record, semantic versioning."""
    generated_at: datetime
    """When it was made; with offset."""
    today: date
    """The day that freshness was judged on."""
    providers: list[ProviderAge]
    """How old each provider's data is."""
    files: list[PublishedFile]
    """Every other file, sorted by name."""
    content: str = ""
    """Digest of all that the files were made of, their moment aside; "" where that was not asked for."""

    def file(self, name: str) -> PublishedFile:
        """Return the entry of a file; raises KeyError where the publication has no such file."""
        for entry in self.files:
            if entry.name == name:
                return entry
        raise KeyError(name)
