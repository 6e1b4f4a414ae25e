"""What stands in a WARC file, kept beside it so that it need not be searched again: `<run>.index` for `<run>.warc.gz`.

An index is only a memory: it counts for the very file that it was made of, and is made anew where there is none.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from spiders.warc import Entry, records_of

FORM = 1
"""Of an index; another one is not read."""


class Index(msgspec.Struct, array_like=True):
    """The records of one file."""

    form: int
    """FORM of the program that made it."""
    size: int
    """Bytes of the file."""
    changed: int
    """When the file was last changed, in nanoseconds as its file system tells."""
    entries: list[Entry]
    """Its response and revisit records, in their order, without the file's own name."""


def entries_of(path: Path) -> list[Entry]:
    """Return the response and revisit records of a file, up to where it is damaged."""
    stat = path.stat()
    try:
        index = msgspec.msgpack.decode(_beside(path).read_bytes(), type=Index, dec_hook=lambda _kind, _name: path)
    except (OSError, msgspec.DecodeError):
        index = None
    if index is None or (index.form, index.size, index.changed) != (FORM, stat.st_size, stat.st_mtime_ns):
        entries = list(records_of(path))
        keep(path, entries)
        return entries
    return index.entries


def keep(path: Path, entries: Sequence[Entry]) -> None:
    """Keep the records of a file, which is whole and will not change; where that can't be done it is left."""
    stat = path.stat()
    index = msgspec.msgpack.encode(
        Index(FORM, stat.st_size, stat.st_mtime_ns, list(entries)), enc_hook=lambda _file: ""
    )
    part = path.with_name(f"{path.name}.{os.getpid()}.index.new")
    with suppress(OSError):
        part.write_bytes(index)
        part.replace(_beside(path))


def forget(path: Path) -> None:
    """Forget what stands in a file that goes."""
    _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name.removesuffix('.warc.gz')}.index")
