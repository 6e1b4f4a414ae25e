"""The page archive: every response as WARC (ISO 28500), a file per provider and run.

`<folder>/<provider>/<run>.warc.gz` holds what a run fetched. While a run writes, its file ends in `.part`; it is
renamed when the run ends. A run that was killed leaves its `.part`; the next run of that provider takes it over as
it is, since its pages are as true as any: reading skips a record that was cut off.

A page that asks not to be archived (`noarchive`) goes to `<run>.once.warc.gz`: readable as long as the run is being
read, deleted by the first `prune` or by the provider's next run.

Pages that answer 404 or 410 are kept too: they hide the older copy of the page they replace.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from spiders import index
from spiders.copies import Copies
from spiders.page import Page
from spiders.recording import Recording
from spiders.warc import (
    ArchiveError,
    Entry,
    copy_records,
    read_at,
)  # fmt: skip

if TYPE_CHECKING:
    from spiders.writer import Writer

__all__ = ["Archive", "ArchiveError", "Copies", "Recording", "wants_no_archive"]

GONE = {404, 410}
ASIDE = "held"
"""Folder, beside a provider's files, of the runs that wait for a person."""
ROBOTS_META = re.compile(rb"<meta\b[^>]{0,500}>", re.IGNORECASE)


class Archive:
    """The kept pages of all providers, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[Path, tuple[tuple[int, int], list[Entry]]] = {}

    @contextmanager
    def writer(self, provider: str, run: str) -> Iterator[Writer]:
        """Open the file of a new run; it is complete under its own name when the block ends.

        Only one run of a provider may write at a time.
        """
        from spiders.writer import Writer  # warcio takes its time to load, and most who look into an archive write none

        folder = self.folder / provider
        folder.mkdir(parents=True, exist_ok=True)
        for left in sorted(folder.glob("*.warc.gz.part")):
            left.replace(left.with_suffix(""))
        self._forget(provider)
        final = folder / f"{run}.warc.gz"
        part = folder / f"{run}.warc.gz.part"
        with part.open("wb") as stream:
            writer = Writer(stream, final, folder / f"{run}.once.warc.gz")
            try:
                yield writer
            finally:
                writer.close()
                stream.flush()
                os.fsync(stream.fileno())
        part.replace(final)
        index.keep(final, writer.entries)

    def runs(self, provider: str) -> list[str]:
        """Return the runs of which pages are kept, sorted by name."""
        return sorted(path.name.removesuffix(".warc.gz") for path in self._files(provider) if ".once." not in path.name)

    def pages(self, provider: str, run: str | None = None) -> Iterator[Page]:
        """Yield the newest copy of every page over all runs, or what one run saw, sorted by address.

        A page whose newest copy is a 404 or 410 is left out, also where an older copy is kept; so are robots.txt and
        sitemaps. Files that can't be read to their end give what comes before the damage. A page that a run found
        unchanged is given as an earlier run has it, with the time of the later look.
        """
        for entry, seen in sorted(self._newest(provider, run).values(), key=lambda pair: pair[0].url):
            page = None if entry.status in GONE or entry.source else read_at(entry)
            if page is not None:
                yield replace(page, fetched_at=max(seen, entry.when))

    def digests(self, provider: str, run: str) -> dict[str, str]:
        """Return what `pages` of this run gives as address to the digest of its body, without reading it."""
        seen = (entry for entry, _ in self._newest(provider, run).values())
        return {entry.url: entry.digest for entry in seen if entry.status not in GONE and not entry.source}

    def copies(self, provider: str) -> Copies:
        """Return the newest copies of a provider's pages, to ask for them again cheaply."""
        answered = {key: look.answered or look.when for key, look in self._looks(self._files(provider)).items()}
        entries = {key: entry for key, (entry, _) in self._newest(provider, None).items()}
        return Copies(entries, {key: max(answered.get(key, one.when), one.when) for key, one in entries.items()})

    def set_aside(self, provider: str, run: str) -> None:
        """Put a run's pages where no reader sees them and no prune forgets what they would replace."""
        aside = self.folder / provider / ASIDE
        aside.mkdir(exist_ok=True)
        for path in self._of(self.folder / provider, run):
            index.forget(path)
            path.replace(aside / path.name)

    def restore(self, provider: str, run: str) -> None:
        """Take back what `set_aside` put away; nothing where there is nothing."""
        for path in self._of(self.folder / provider / ASIDE, run):
            path.replace(self.folder / provider / path.name)

    def prune(self, provider: str, *, today: date, days: int = 30) -> None:
        """Keep only the newest copy of every page, and nothing fetched more than `days` before `today`.

        To be called after the run was read: pages that asked not to be archived go now. Logs as old go too.
        """
        self._forget(provider)
        newest = self._newest(provider, None)
        looks = self._looks(self._files(provider))
        oldest = datetime(today.year, today.month, today.day, tzinfo=UTC) - timedelta(days=days)
        kept = {(entry.file, entry.offset) for entry, seen in newest.values() if seen >= oldest}
        kept |= {(look.file, look.offset) for key, look in looks.items() if key in newest and look.when >= oldest}
        for log in (self.folder / provider).glob("*.log"):
            if datetime.fromtimestamp(log.stat().st_mtime, UTC) < oldest:
                log.unlink()
        for path in (self.folder / provider / ASIDE).glob("*.warc.gz"):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < oldest:
                path.unlink()
        for path in self._files(provider):
            entries = self._records(path)
            keep = [entry for entry in entries if (path, entry.offset) in kept]
            if not keep:
                index.forget(path)
                path.unlink()
            elif len(keep) < len(entries):
                index.keep(path, copy_records(path, keep))

    def _newest(self, provider: str, run: str | None) -> dict[str, tuple[Entry, datetime]]:
        """Return, by address, the newest copy and when it was last seen to be so; of one run, what that run saw."""
        files = self._files(provider)
        own = files if run is None else self._of(self.folder / provider, run, f"{run}.once")
        newest, looks = self._responses(own), self._looks(own)
        if run is not None and looks:
            known = self._responses(files)
            newest |= {key: known[key] for key in looks if key in known and key not in newest}
        seen = {key: looks[key].when if key in looks else entry.when for key, entry in newest.items()}
        return {key: (entry, max(seen[key], entry.when)) for key, entry in newest.items()}

    def _responses(self, files: Sequence[Path]) -> dict[str, Entry]:
        newest: dict[str, Entry] = {}
        for entry in (entry for path in files for entry in self._records(path) if not entry.revisit):
            held = newest.get(entry.key)
            if held is None or entry.when >= held.when:
                newest[entry.key] = entry
        return newest

    def _looks(self, files: Sequence[Path]) -> dict[str, Entry]:
        """Return, by address, the last time that a page was found unchanged."""
        last: dict[str, Entry] = {}
        for entry in (entry for path in files for entry in self._records(path) if entry.revisit):
            if entry.key not in last or entry.when >= last[entry.key].when:
                last[entry.key] = entry
        return last

    def _records(self, path: Path) -> list[Entry]:
        """Return where the records of a file stand; a file that is as it was is not searched again."""
        stamp = (path.stat().st_size, path.stat().st_mtime_ns)
        if path not in self._read or self._read[path][0] != stamp:
            self._read[path] = (stamp, index.entries_of(path))
        return self._read[path][1]

    @staticmethod
    def _of(folder: Path, *runs: str) -> list[Path]:
        return [path for path in sorted(folder.glob("*.warc.gz")) if path.name.removesuffix(".warc.gz") in runs]

    def _files(self, provider: str) -> list[Path]:
        return sorted((self.folder / provider).glob("*.warc.gz"))

    def _forget(self, provider: str) -> None:
        for path in (self.folder / provider).glob("*.once.warc.gz"):
            index.forget(path)
            path.unlink()


def wants_no_archive(page: Page) -> bool:
    """Tell whether a page asks not to be kept: `noarchive` in X-Robots-Tag or in a robots meta element."""
    for part in page.headers.get("x-robots-tag", "").lower().split(","):
        agent, colon, rule = part.rpartition(":")
        if rule.strip() == "noarchive" and (not colon or agent.strip() in ("", "*", "lloket")):
            return True
    for match in ROBOTS_META.finditer(page.body, 0, 200_000):
        tag = match[0].lower()
        if b"noarchive" in tag and re.search(rb"name\s*=\s*[\"']?(?:robots|lloket)\b", tag):
            return True
    return False
