"""Recorded pages that answer in place of the network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spiders.page import Page
from spiders.urls import canonical
from spiders.warc import ArchiveError, Entry, read_at, records_of


class Recording:
    """Recorded pages that answer in place of the network."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Index the response records of WARC files, gzipped by record or plain; the newest copy of a page counts.

        Raises ArchiveError for a file that can't be read or holds no response.
        """
        self._entries: dict[str, Entry] = {}
        for path in files:
            found = False
            for entry in records_of(path, strict=True):
                if entry.revisit:
                    continue
                found = True
                held = self._entries.get(entry.key)
                if held is None or entry.when >= held.when:
                    self._entries[entry.key] = entry
            if not found:
                raise ArchiveError(f"{path}: holds no recorded response")

    def __len__(self) -> int:
        return len(self._entries)

    def urls(self) -> list[str]:
        """Return the canonical addresses that are recorded, sorted."""
        return sorted(self._entries)

    def get(self, url: str) -> Page | None:
        """Return the recorded answer of an address, None where there is none; fragment and bare `?` don't matter."""
        entry = self._entries.get(canonical(url))
        return None if entry is None else read_at(entry)
