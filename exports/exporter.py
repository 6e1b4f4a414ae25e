"""What an exporter is, and the files it writes into.

An exporter is fed each offer once, in the order of their ids, and finishes. It holds no more than
a bounded amount of any of them: what belongs at another place of a file waits on disk (`Parts`).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Protocol

from exports.clean import Offer
from exports.folder import sync
from exports.publication import Publication, PublishedFile
from store import Change

BUFFER = 1 << 16
"""Bytes a file waits for before it is written to."""
SYNCS = 16
"""Files brought to the disk at once."""
HELD = 1 << 22
"""Bytes that pieces take in memory before they go to disk."""


class Exporter(Protocol):
    """A feed in the making."""

    def feed(self, offer: Offer) -> None:
        """Take the next offer."""

    def finish(self) -> None:
        """Write what comes after the last offer."""


class Sink:
    """A file of the publication being written: counts and hashes on the way."""

    def __init__(self, path: Path, name: str, media_type: str) -> None:
        self.records = 0
        self.bytes = 0
        self._name = name
        self._media_type = media_type
        self._hash = hashlib.sha256()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("xb", buffering=BUFFER)

    def write(self, data: bytes) -> int:
        """Append bytes."""
        self.bytes += len(data)
        self._hash.update(data)
        return self._file.write(data)

    def write_text(self, text: str) -> int:
        """Append text as UTF-8."""
        return self.write(text.encode())

    def close(self, *, sync: bool = True) -> PublishedFile:
        """Bring the file to the disk, unless that is done later, and return its entry for the manifest."""
        with self._file as file:
            file.flush()
            if sync:
                os.fsync(file.fileno())
        return PublishedFile(
            name=self._name,
            media_type=self._media_type,
            bytes=self.bytes,
            records=self.records,
            sha256=self._hash.hexdigest(),
        )

    def abandon(self) -> None:
        """Close without a word: the folder is about to be removed."""
        with contextlib.suppress(OSError):  # the disk that was full is still full
            self._file.close()


class Target:
    """The fresh folder that a publication is written into."""

    def __init__(self, folder: Path, publication: Publication, changes: Callable[[], Iterable[Change]] = tuple) -> None:
        self.folder = folder
        self.publication = publication
        self.changes = changes
        self._sinks: list[Sink] = []
        self._written: list[PublishedFile] = []
        self._parts = folder / ".parts"
        self._abandoned: list[Callable[[], None]] = []

    def open(self, name: str, media_type: str) -> Sink:
        """Start a file; raises FileExistsError where two exporters want the same one."""
        sink = Sink(self.folder / name, name, media_type)
        self._sinks.append(sink)
        return sink

    def write(self, name: str, media_type: str, pieces: Iterable[bytes], records: int = 0) -> None:
        """Write a whole file, one of many: it is closed at once, and brought to the disk together with the others."""
        sink = Sink(self.folder / name, name, media_type)
        try:
            for piece in pieces:
                sink.write(piece)
        except BaseException:
            sink.abandon()
            raise
        sink.records = records
        self._written.append(sink.close(sync=False))

    def take_back(self, names: Iterable[str]) -> None:
        """Remove files that were written whole."""
        gone = set(names)
        for name in gone:
            (self.folder / name).unlink()
        self._written = [entry for entry in self._written if entry.name not in gone]

    def parts(self, name: str) -> Parts:
        """Return a place for pieces of files that are put together at the end."""
        return Parts(self._parts / name)

    def workplace(self, name: str) -> Path:
        """Return a folder for a library's own temporary files; it is gone when the publication is whole."""
        folder = self._parts / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def on_abandon(self, close: Callable[[], None]) -> None:
        """Have `close` called where the publication is given up, to let go of what a library holds."""
        self._abandoned.append(close)

    def close(self) -> list[PublishedFile]:
        """Bring all files to the disk and return their entries, sorted by name."""
        shutil.rmtree(self._parts, ignore_errors=True)
        # Side by side, since the file system writes its journal for many at once.
        with ThreadPoolExecutor(SYNCS) as pool:
            for _ in pool.map(sync, [self.folder / entry.name for entry in self._written], chunksize=1):
                pass
        self._written += [sink.close() for sink in self._sinks]
        return sorted(self._written, key=lambda entry: entry.name)

    def abandon(self) -> None:
        """Close all files without a word."""
        for close in self._abandoned:
            close()
        for sink in self._sinks:
            sink.abandon()


class Parts:
    """Pieces of many files, gathered side by side without a file handle or growing memory for each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._buffers: dict[str, bytearray] = {}
        self._held = 0
        self.counts: dict[str, int] = {}

    def add(self, key: str, data: bytes) -> None:
        """Append a piece to the file that `key`, fit for a file name, stands for."""
        self._buffers.setdefault(key, bytearray()).extend(data)
        self.counts[key] = self.counts.get(key, 0) + 1
        self._held += len(data)
        if self._held >= HELD:
            self._flush()

    def _flush(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for key, buffer in self._buffers.items():
            with (self._folder / key).open("ab") as file:
                file.write(buffer)
        self._buffers.clear()
        self._held = 0

    def pieces(self, key: str) -> Iterable[bytes]:
        """Yield what was gathered for `key`, in order, in blocks."""
        path = self._folder / key
        if path.exists():
            with path.open("rb") as file:
                yield from _blocks(file)
        yield bytes(self._buffers.get(key, b""))


def _blocks(file: IO[bytes]) -> Iterable[bytes]:
    while block := file.read(BUFFER):
        yield block
