"""The newest copies of a provider's pages: what is asked of a server, and what of it need not be asked again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from spiders.page import Page
from spiders.urls import canonical
from spiders.warc import Entry, read_at


class Copies:
    """The newest copies of a provider's pages, and how to ask whether they still are."""

    def __init__(self, entries: Mapping[str, Entry], answered: Mapping[str, datetime] = {}) -> None:
        self._entries = entries
        self._answered = answered

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self._entries)

    def validators(self, url: str) -> dict[str, str]:
        """Return the request headers that ask for a page only where it changed (RFC 9110); {} where none is kept."""
        entry = self.entry(url)
        if entry is None:
            return {}
        given = {"If-None-Match": entry.etag, "If-Modified-Since": entry.modified}
        return {name: value for name, value in given.items() if value}

    def entry(self, url: str) -> Entry | None:
        """Return where the copy of a page that was there stands; None where none is kept."""
        entry = self._entries.get(url) or self._entries.get(canonical(url))
        return None if entry is None or entry.status != 200 or entry.source else entry

    def answered(self, url: str) -> datetime | None:
        """Return when a server last gave the page, or said that it is as we have it."""
        entry = self.entry(url)
        return self._answered.get(entry.key) if entry else None

    def get(self, url: str) -> Page | None:
        """Return the copy of a page; None where it can't be read."""
        entry = self._entries.get(canonical(url))
        return None if entry is None else read_at(entry)
