"""The page archive: every response as WARC (ISO 28500), a file per provider and run.

`<folder>/<provider>/<run>.warc.gz` holds what a run fetched. While a run writes, its file ends in `.part`; it is
renamed when the run ends. A run that was killed leaves its `.part`; the next run of that provider takes it over as
it is, since its pages are as true as any: reading skips a record that was cut off.

A page that asks not to be archived (`noarchive`) goes to `<run>.once.warc.gz`: readable as long as the run is being
read, deleted by the first `prune` or by the provider's next run.

Pages that answer 404 or 410 are kept too: they hide the older copy of the page they replace.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from spiders import index
from spiders.copies import Copies
from spiders.page import Page
from spiders.recording import Recording
from spiders.warc import (
    NOT_ASKED,
    NOT_MODIFIED,
    REQUESTED,
    SOURCE,
    ArchiveError,
    Entry,
    copy_records,
    entry_of,
    read_at,
)  # fmt: skip

__all__ = ["Archive", "ArchiveError", "Copies", "Recording", "Writer", "wants_no_archive"]

NOT_KEPT = {"set-cookie", "set-cookie2"}
"""Response headers that are of no use to a reader and may identify a visitor."""
ENCODINGS = {"content-encoding", "transfer-encoding", "content-length"}
"""Headers of the wire, no longer true of the decoded body; kept under another name."""
GONE = {404, 410}
ASIDE = "held"
"""Folder, beside a provider's files, of the runs that wait for a person."""
ROBOTS_META = re.compile(rb"<meta\b[^>]{0,500}>", re.IGNORECASE)


class Writer:
    """Writes one run's pages."""

    def __init__(self, kept: BinaryIO, file: Path, once: Path) -> None:
        self._stream = kept
        self._kept = WARCWriter(kept, gzip=True)
        self._file = file
        self.entries: list[Entry] = []
        """Where the records that are kept stand, under the name that the file will have."""
        self._once_path = once
        self._once: BinaryIO | None = None

    def write(self, page: Page, *, source: bool = False) -> str:
        """Add a page as a response record; `page.fetched_at` is its WARC-Date and must be there.

        A `source` (robots.txt, a sitemap) is kept for replays; `Archive.pages` leaves it out. Returns the digest of the
        body, "" where the page asks not to be kept.
        """
        if page.fetched_at is None:
            raise ValueError(f"{page.url}: a page without its time of fetching can't be archived")
        writer, kept = self._kept, not wants_no_archive(page)
        if not kept:
            if self._once is None:
                self._once = self._once_path.open("wb")
            writer = WARCWriter(self._once, gzip=True)
        headers = [
            (f"X-Archive-Orig-{name}" if name in ENCODINGS else name, " ".join(value.split()))
            for name, value in page.headers.items()
            if name not in NOT_KEPT
        ]
        headers.append(("Content-Length", str(len(page.body))))
        fields = {"WARC-Date": _date(page.fetched_at), **({SOURCE: "yes"} if source else {})}
        if page.requested_url and page.requested_url != page.url:
            fields[REQUESTED] = page.requested_url
        status = StatusAndHeaders(f"{page.status} {'OK' if page.status == 200 else 'Answer'}", headers, "HTTP/1.1")
        record = writer.create_warc_record(
            page.url, "response", payload=io.BytesIO(page.body), length=len(page.body), http_headers=status,
            warc_headers_dict=fields,
        )  # fmt: skip
        self._write(writer, record)
        return record.rec_headers.get_header("WARC-Payload-Digest") or "" if kept else ""

    def revisit(self, page: Page, *, answered: datetime | None = None) -> None:
        """Note that a page is as an earlier run has it: a revisit record, without its body.

        `answered` is when its server last answered for it, where it was not asked this time.
        """
        if page.fetched_at is None:
            raise ValueError(f"{page.url}: a page without its time of fetching can't be archived")
        fields = {"WARC-Date": _date(page.fetched_at), "WARC-Profile": NOT_ASKED if answered else NOT_MODIFIED}
        if answered:
            fields["WARC-Refers-To-Date"] = _date(answered)
        if page.requested_url and page.requested_url != page.url:
            fields[REQUESTED] = page.requested_url
        record = self._kept.create_warc_record(
            page.url, "revisit", http_headers=StatusAndHeaders("304 Not Modified", [], "HTTP/1.1"),
            warc_headers_dict=fields,
        )  # fmt: skip
        self._write(self._kept, record)

    def _write(self, writer: WARCWriter, record: ArcWarcRecord) -> None:
        begin = self._stream.tell()
        writer.write_record(record)
        entry = entry_of(self._file, record, begin, self._stream.tell() - begin) if writer is self._kept else None
        if entry is not None:
            self.entries.append(entry)

    def close(self) -> None:
        """Close the file of the pages that are not kept."""
        if self._once is not None:
            self._once.close()


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


def _date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


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
