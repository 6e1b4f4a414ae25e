"""Records in a WARC file: where each stands, and the page that it holds."""

from __future__ import annotations

import os
from base64 import b32encode
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from spiders.page import Page
from spiders.urls import canonical

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

MAX_BODY = 64 * 1024 * 1024
"""The longest body that is read back, in bytes; a longer record counts as unreadable."""
SOURCE = "Lloket-Source"
"""WARC extension field, `yes` on what only leads to pages: robots.txt and sitemaps. A replay needs it, a reader not."""
REQUESTED = "Lloket-Requested-URI"
"""WARC extension field: the address that was asked for, where a redirect led elsewhere."""
NOT_MODIFIED = "http://netpreserve.org/warc/1.0/revisit/server-not-modified"
"""WARC profile of a revisit: the server said 304, and an earlier record holds the page."""
NOT_ASKED = "urn:lloket:revisit:sitemap-lastmod"
"""The same where the page was not asked for: the sitemap says that it did not change since its server last answered;
the time of that stands in WARC-Refers-To-Date."""


class ArchiveError(ValueError):
    """An archive file can't be read; the text is one line, `file: reason`."""


@cache
def broken() -> tuple[type[Exception], ...]:
    """Return what a damaged file may raise: warcio's own error, zlib's and the decoding of its headers.

    warcio takes its time to load, and who only looks into an index needs none.
    """
    from warcio.exceptions import ArchiveLoadFailed

    return ArchiveLoadFailed, OSError, EOFError, ValueError


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a response or revisit record stands."""

    file: Path
    offset: int
    length: int
    url: str
    key: str
    status: int
    when: datetime
    source: bool
    revisit: bool = False
    """Whether the page was as an earlier record holds it."""
    etag: str = ""
    modified: str = ""
    digest: str = ""
    """WARC-Payload-Digest: equal for equal bodies."""
    size: int = 0
    """Bytes of the body."""
    answered: datetime | None = None
    """When the server itself last answered for the page, where this record was made without asking it."""


def records_of(path: Path, *, strict: bool = False) -> Iterator[Entry]:
    """Yield the response records of a file, up to where it is damaged.

    With `strict`, a file whose very first record can't be read raises ArchiveError.
    """
    from warcio.archiveiterator import ArchiveIterator

    first = True
    try:
        with path.open("rb") as stream:
            records = ArchiveIterator(stream)
            for record in records:
                first = False
                entry = entry_of(path, record, records.get_record_offset())
                records.read_to_end(record)
                if entry is not None and _is_whole(record):
                    yield replace(entry, length=records.get_record_length())
    except broken() as error:
        if strict and first:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else "is no readable WARC file"
            raise ArchiveError(f"{path}: {reason}") from error


def payload_digest(body: bytes) -> str:
    """Return the WARC-Payload-Digest that a record with this body has."""
    return f"sha1:{b32encode(sha1(body, usedforsecurity=False).digest()).decode()}"


def entry_of(path: Path, record: ArcWarcRecord, offset: int, length: int = 0) -> Entry | None:
    """Return where a record stands; None for one that holds no answer."""
    if record.rec_type not in ("response", "revisit") or record.http_headers is None:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    status = record.http_headers.get_statuscode() or ""
    key = canonical(url)
    if not key or not status.isdigit():
        return None
    when = _when(record.rec_headers.get_header("WARC-Date"))
    source = record.rec_headers.get_header(SOURCE) == "yes"
    etag, modified, size = (
        record.http_headers.get_header(name) or "" for name in ("etag", "last-modified", "content-length")
    )
    asked = record.rec_headers.get_header("WARC-Profile") != NOT_ASKED
    return Entry(
        path, offset, length, url, key, int(status), when, source, record.rec_type == "revisit", etag, modified,
        digest=record.rec_headers.get_header("WARC-Payload-Digest") or "",
        size=int(size) if size.isdecimal() and len(size) < 12 else 0,
        answered=None if asked else _when(record.rec_headers.get_header("WARC-Refers-To-Date")),
    )  # fmt: skip


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


def read_at(entry: Entry) -> Page | None:
    """Read one record back; None where it is damaged, too long, or gone since."""
    from warcio.archiveiterator import ArchiveIterator

    try:
        with entry.file.open("rb") as stream:
            stream.seek(entry.offset)
            record = next(iter(ArchiveIterator(stream)), None)
            if record is None or record.http_headers is None:
                return None
            body = record.content_stream().read(MAX_BODY + 1)
            if len(body) > MAX_BODY or not _is_whole(record):
                return None
    except broken():
        return None
    headers: dict[str, str] = {}
    for name, value in record.http_headers.headers:
        low = name.lower()
        headers[low] = f"{headers[low]}, {value}" if low in headers else value
    requested = record.rec_headers.get_header(REQUESTED)
    return Page(entry.url, body, entry.status, headers, entry.when, requested)


def copy_records(path: Path, entries: Sequence[Entry]) -> list[Entry]:
    """Replace a file by some of its records, byte for byte; return where they stand now."""
    part = path.with_name(path.name + ".new")
    copied: list[Entry] = []
    with path.open("rb") as old, part.open("wb") as new:
        for entry in entries:
            old.seek(entry.offset)
            copied.append(replace(entry, offset=new.tell()))
            new.write(old.read(entry.length))
        new.flush()
        os.fsync(new.fileno())
    part.replace(path)
    return copied
