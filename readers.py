"""Reading archived pages in processes of their own; a run whose pages are as they were is not read again."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path

import msgspec

import normalize
from normalize.bounds import as_reader
from normalize.whole import RunReading, read_run
from spiders.archive import Archive
from spiders.content import main_hash
from spiders.page import Page
from spiders.registry import Provider

KEPT = "reading.json.gz"
"""File, beside a provider's pages, of what was read from them last."""

AFTER = {
    "amend.py", "assemble.py", "difference.py", "freshness.py", "match.py", "matching", "offers.py",
    "excerpt.py", "topics.py", "topics.toml",
}  # fmt: skip
"""Parts of `normalize` at work after the reading; a change of theirs makes no reading old."""


class Kept(msgspec.Struct):
    """What was read last, and from what."""

    key: str
    """Of the pages, the reader and the provider's settings."""
    read: RunReading
    """What they gave."""
    digests: dict[str, str]
    """Address of a page to the digest of its body."""


def readers() -> ProcessPoolExecutor:
    """Return processes that read pages, so that one page can't stop a crawl beside it."""
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=as_reader)


def known_reading(archive: Path, provider: Provider, run: str, today: date) -> RunReading | None:
    """Return what was read last where the pages of this run have the very same bodies; None where they do not.

    Nor do they once a month: some dates are told apart by the day on which they were seen.
    """
    digests, kept = Archive(archive).digests(provider.id, run), _kept(archive / provider.id / KEPT)
    if not digests or kept is None or kept.digests != digests:
        return None
    if kept.key != key_of(kept.read.hashes, provider, f"{today:%Y-%m}"):
        return None
    kept.read.again = True
    return kept.read


def read_archive(archive: Path, provider: Provider, run: str, today: date) -> RunReading:
    """Read the pages of one run; where they, the reader and the settings are the same as last time, nothing is read."""
    digests, kept = Archive(archive).digests(provider.id, run), _kept(archive / provider.id / KEPT)
    pages = list(Archive(archive).pages(provider.id, run))
    same = (
        {}
        if kept is None
        else {url: kept.read.hashes.get(url) for url, digest in kept.digests.items() if digest == digests.get(url)}
    )
    hashes = {page.url: same.get(page.url) or main_hash(page.body) for page in pages}
    key = key_of(hashes, provider, f"{today:%Y-%m}")
    if pages and kept is not None and kept.key == key:
        read = kept.read
        read.again = True
    else:
        read = read_run(pages, provider)
        read.hashes = hashes
    if pages:
        _keep(archive / provider.id / KEPT, Kept(key, read, digests))
    return read


def read_since(archive: Path, provider: Provider, run: str) -> RunReading:
    """Read the newest copy of each page that this run or a later one fetched."""
    return read_run(_pages_since(Archive(archive), provider.id, run), provider)


def key_of(hashes: dict[str, str], provider: Provider, month: str) -> str:
    """Return what stands for pages read by this reader with these settings."""
    parts = [reader_version(), month, repr(provider), *(f"{url} {hashes[url]}" for url in sorted(hashes))]
    return blake2b("\n".join(parts).encode(errors="replace"), digest_size=16).hexdigest()


@cache
def reader_version() -> str:
    """Return the hash of all that reading is made of: the code and the tables of `normalize`."""
    root = Path(normalize.__file__).parent
    files = sorted(path for path in root.rglob("*") if path.suffix in (".py", ".toml"))
    files = [path for path in files if path.relative_to(root).parts[0] not in AFTER]
    return blake2b(b"".join(path.read_bytes() for path in files), digest_size=8).hexdigest()


def _kept(file: Path) -> Kept | None:
    try:
        return msgspec.json.decode(gzip.decompress(file.read_bytes()), type=Kept)
    except (OSError, EOFError, zlib.error, msgspec.DecodeError):  # none, or one that a crash or an older program left
        return None


def _keep(file: Path, kept: Kept) -> None:
    part = file.with_name(f"{KEPT}.{os.getpid()}.part")
    part.write_bytes(gzip.compress(msgspec.json.encode(kept), compresslevel=1))
    part.replace(file)


def _pages_since(archive: Archive, provider: str, run: str) -> Iterator[Page]:
    seen: set[str] = set()
    for later in _newest_first(archive.runs(provider), run):
        for page in archive.pages(provider, later):
            if page.url not in seen:
                seen.add(page.url)
                yield page


def _newest_first(runs: Iterable[str], since: str) -> Sequence[str]:
    return sorted((name for name in runs if name >= since), reverse=True)
