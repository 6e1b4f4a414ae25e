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
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from spiders.page import Page
from spiders.urls import canonical

MAX_BODY = 64 * 1024 * 1024
"""The longest body that is read back, in bytes; a longer record counts as unreadable."""
SOURCE = "Lloket-Source"
"""WARC extension field, `yes` on what only leads to pages: robots.txt and sitemaps. A replay needs it, a reader not."""
REQUESTED = "Lloket-Requested-URI"
"""WARC extension field: the address that was asked for, where a redirect led elsewhere."""
NOT_KEPT = {"set-cookie", "set-cookie2"}
"""Response headers that are of no use to a reader and may identify a visitor."""
ENCODINGS = {"content-encoding", "transfer-encoding", "content-length"}
"""Headers of the wire, no longer true of the decoded body; kept under another name."""
GONE = {404, 410}
ASIDE = "held"
"""Folder, beside a provider's files, of the runs that wait for a person."""
ROBOTS_META = re.compile(rb"<meta\b[^>]{0,500}>", re.IGNORECASE)
BROKEN = (ArchiveLoadFailed, OSError, EOFError, ValueError)
"""What a damaged file may raise: warcio's own error, zlib's and the decoding of its headers."""


class ArchiveError(ValueError):
    """An archive file can't be read; the text is one line, `file: reason`."""


class Writer:
    """Writes one run's pages."""

    def __init__(self, kept: BinaryIO, once: Path) -> None:
        self._kept = WARCWriter(kept, gzip=True)
        self._once_path = once
        self._once: BinaryIO | None = None

    def write(self, page: Page, *, source: bool = False) -> None:
        """Add a page as a response record; `page.fetched_at` is its WARC-Date and must be there.

        A `source` (robots.txt, a sitemap) is kept for replays; `Archive.pages` leaves it out.
        """
        if page.fetched_at is None:
            raise ValueError(f"{page.url}: a page without its time of fetching can't be archived")
        writer = self._kept
        if wants_no_archive(page):
            if self._once is None:
                self._once = self._once_path.open("wb")
            writer = WARCWriter(self._once, gzip=True)
        headers = [
            (f"X-Archive-Orig-{name}" if name in ENCODINGS else name, " ".join(value.split()))
            for name, value in page.headers.items()
            if name not in NOT_KEPT
        ]
        headers.append(("Content-Length", str(len(page.body))))
        when = page.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        fields = {"WARC-Date": when, **({SOURCE: "yes"} if source else {})}
        if page.requested_url and page.requested_url != page.url:
            fields[REQUESTED] = page.requested_url
        status = StatusAndHeaders(f"{page.status} {'OK' if page.status == 200 else 'Answer'}", headers, "HTTP/1.1")
        record = writer.create_warc_record(
            page.url, "response", payload=io.BytesIO(page.body), length=len(page.body), http_headers=status,
            warc_headers_dict=fields,
        )  # fmt: skip
        writer.write_record(record)

    def close(self) -> None:
        """Close the file of the pages that are not kept."""
        if self._once is not None:
            self._once.close()


class Archive:
    """The kept pages of all providers, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

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
            writer = Writer(stream, folder / f"{run}.once.warc.gz")
            try:
                yield writer
            finally:
                writer.close()
                stream.flush()
                os.fsync(stream.fileno())
        part.replace(final)

    def runs(self, provider: str) -> list[str]:
        """Return the runs of which pages are kept, sorted by name."""
        return sorted(path.name.removesuffix(".warc.gz") for path in self._files(provider) if ".once." not in path.name)

    def pages(self, provider: str, run: str | None = None) -> Iterator[Page]:
        """Yield the newest copy of every page over all runs, or of one run, sorted by address.

        A page whose newest copy is a 404 or 410 is left out, also where an older copy is kept; so are robots.txt and
        sitemaps. Files that can't be read to their end give what comes before the damage.
        """
        newest = self._newest(provider, run)
        for entry in sorted(newest.values(), key=lambda entry: entry.url):
            page = None if entry.status in GONE or entry.source else _read_at(entry)
            if page is not None:
                yield page

    def set_aside(self, provider: str, run: str) -> None:
        """Put a run's pages where no reader sees them and no prune forgets what they would replace."""
        aside = self.folder / provider / ASIDE
        aside.mkdir(exist_ok=True)
        for path in self._of(self.folder / provider, run):
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
        oldest = datetime(today.year, today.month, today.day, tzinfo=UTC) - timedelta(days=days)
        kept = {(entry.file, entry.offset) for entry in newest.values() if entry.when >= oldest}
        for log in (self.folder / provider).glob("*.log"):
            if datetime.fromtimestamp(log.stat().st_mtime, UTC) < oldest:
                log.unlink()
        for path in (self.folder / provider / ASIDE).glob("*.warc.gz"):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < oldest:
                path.unlink()
        for path in self._files(provider):
            entries = list(_entries(path))
            keep = [entry for entry in entries if (path, entry.offset) in kept]
            if not keep:
                path.unlink()
            elif len(keep) < len(entries):
                _copy(path, keep)

    def _newest(self, provider: str, run: str | None) -> dict[str, _Entry]:
        newest: dict[str, _Entry] = {}
        for path in self._files(provider):
            if run is not None and path.name not in (f"{run}.warc.gz", f"{run}.once.warc.gz"):
                continue
            for entry in _entries(path):
                held = newest.get(entry.key)
                if held is None or entry.when >= held.when:
                    newest[entry.key] = entry
        return newest

    @staticmethod
    def _of(folder: Path, run: str) -> list[Path]:
        return [path for path in sorted(folder.glob("*.warc.gz")) if path.name.removesuffix(".warc.gz") == run]

    def _files(self, provider: str) -> list[Path]:
        return sorted((self.folder / provider).glob("*.warc.gz"))

    def _forget(self, provider: str) -> None:
        for path in (self.folder / provider).glob("*.once.warc.gz"):
            path.unlink()


class Recording:
    """Recorded pages that answer in place of the network."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Index the response records of WARC files, gzipped by record or plain; the newest copy of a page counts.

        Raises ArchiveError for a file that can't be read or holds no response.
        """
        self._entries: dict[str, _Entry] = {}
        for path in files:
            found = False
            for entry in _entries(path, strict=True):
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
        return None if entry is None else _read_at(entry)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where a response record stands."""

    file: Path
    offset: int
    length: int
    url: str
    key: str
    status: int
    when: datetime
    source: bool


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


def _entries(path: Path, *, strict: bool = False) -> Iterator[_Entry]:
    """Yield the response records of a file, up to where it is damaged.

    With `strict`, a file whose very first record can't be read raises ArchiveError.
    """
    first = True
    try:
        with path.open("rb") as stream:
            records = ArchiveIterator(stream)
            for record in records:
                first = False
                entry = _entry(path, record, records.get_record_offset())
                records.read_to_end(record)
                if entry is not None and _is_whole(record):
                    yield replace(entry, length=records.get_record_length())
    except BROKEN as error:
        if strict and first:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else "is no readable WARC file"
            raise ArchiveError(f"{path}: {reason}") from error


def _entry(path: Path, record: ArcWarcRecord, offset: int) -> _Entry | None:
    if record.rec_type != "response" or record.http_headers is None:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    status = record.http_headers.get_statuscode() or ""
    key = canonical(url)
    if not key or not status.isdigit():
        return None
    when = _when(record.rec_headers.get_header("WARC-Date"))
    source = record.rec_headers.get_header(SOURCE) == "yes"
    return _Entry(path, offset, 0, url, key, int(status), when, source)


def _is_whole(record: ArcWarcRecord) -> bool:
    """Tell whether a record, read to its end, gave as many bytes as its header promised."""
    return not getattr(record.raw_stream, "limit", 0)


def _when(text: str | None) -> datetime:
    """Return a WARC-Date; the beginning of time where it can't be read, so that any dated copy is newer."""
    try:
        when = datetime.fromisoformat(text or "")
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _read_at(entry: _Entry) -> Page | None:
    """Read one record back; None where it is damaged, too long, or gone since."""
    try:
        with entry.file.open("rb") as stream:
            stream.seek(entry.offset)
            record = next(iter(ArchiveIterator(stream)), None)
            if record is None or record.http_headers is None:
                return None
            body = record.content_stream().read(MAX_BODY + 1)
            if len(body) > MAX_BODY or not _is_whole(record):
                return None
    except BROKEN:
        return None
    headers: dict[str, str] = {}
    for name, value in record.http_headers.headers:
        low = name.lower()
        headers[low] = f"{headers[low]}, {value}" if low in headers else value
    requested = record.rec_headers.get_header(REQUESTED)
    return Page(entry.url, body, entry.status, headers, entry.when, requested)


def _copy(path: Path, entries: Sequence[_Entry]) -> None:
    """Replace a file by some of its records, byte for byte."""
    part = path.with_name(path.name + ".new")
    with path.open("rb") as old, part.open("wb") as new:
        for entry in entries:
            old.seek(entry.offset)
            new.write(old.read(entry.length))
        new.flush()
        os.fsync(new.fileno())
    part.replace(path)
