"""Writing pages into the archive: a WARC record each, whole or as "unchanged"."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from spiders.archive import wants_no_archive
from spiders.page import Page
from spiders.warc import NOT_ASKED, NOT_MODIFIED, REQUESTED, SOURCE, Entry, entry_of

DIGEST = "WARC-Block-Digest"
NOT_KEPT = {"set-cookie", "set-cookie2"}
"""Response headers that are of no use to a reader and may identify a visitor."""
ENCODINGS = {"content-encoding", "transfer-encoding", "content-length"}
"""Headers of the wire, no longer true of the decoded body; kept under another name."""


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
        self._bare: dict[str, str] = {}
        """The digest of a revisit record's block, which is the same in all."""

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
        profile = NOT_ASKED if answered else NOT_MODIFIED
        fields = {"WARC-Date": _date(page.fetched_at), "WARC-Profile": profile, **self._bare}
        if answered:
            fields["WARC-Refers-To-Date"] = _date(answered)
        if page.requested_url and page.requested_url != page.url:
            fields[REQUESTED] = page.requested_url
        record = self._kept.create_warc_record(
            page.url, "revisit", http_headers=StatusAndHeaders("304 Not Modified", [], "HTTP/1.1"),
            warc_headers_dict=fields,
        )  # fmt: skip
        self._write(self._kept, record)
        self._bare = {DIGEST: record.rec_headers.get_header(DIGEST)}

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


def _date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
