"""Reading archived pages in processes of their own; a run whose pages are as they were is not read again."""

from __future__ import annotations

import gzip
import os
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from datetime import date
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import msgspec

from normalize.bounds import as_reader
from normalize.reading import SiteMemory
from normalize.version import reader_version
from normalize.whole import RunReading, read_run
from spiders.archive import Archive, wants_no_archive
from spiders.content import main_hash
from spiders.page import Page
from spiders.registry import Provider

KEPT = "reading.json.gz"
"""File, beside a provider's pages, of what was read from them last."""
MEMORY = "memory.json.gz"
"""File of the same page by page."""

T = TypeVar("T")
P = ParamSpec("P")


class Kept(msgspec.Struct):
    """What was read last, and from what."""

    key: str
    """Of the reader, the provider's settings and the month."""
    digests: dict[str, str]
    """Address of a page to the digest of its body."""
    read: RunReading
    """What they gave."""


class Memory(msgspec.Struct):
    """The same page by page, for when some of them changed."""

    key: str
    """As of Kept."""
    digests: dict[str, str]
    """Address of a page to the digest of its body."""
    hashes: dict[str, str]
    """Address of a page to the hash of its content."""
    site: SiteMemory
    """What they gave, each by itself."""


class Readers(Executor):
    """Processes that read pages, so that one page can't stop a crawl beside it; begun when there is one to read."""

    def __init__(self) -> None:
        """To be closed as any executor."""
        self._pool: ProcessPoolExecutor | None = None
        self._begin = threading.Lock()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have it done by one of the processes."""
        with self._begin:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=as_reader)
        return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)


def known_reading(archive: Archive, provider: Provider, run: str, today: date) -> RunReading | None:
    """Return what was read last where the pages of this run have the very same bodies; None where they do not."""
    kept = _load(archive.folder / provider.id / KEPT, Kept)
    if kept is None or kept.key != key_of(provider, today):
        return None
    digests = archive.digests(provider.id, run)
    if not digests or kept.digests != digests:
        return None
    kept.read.taken = len(kept.read.pages)
    return kept.read


def read_archive(archive: Path, provider: Provider, run: str, today: date) -> RunReading:
    """Read the pages of one run; of those whose content is as it was, the earlier reading is taken.

    Unless reader, settings or month are others: some dates are told apart by the day on which they were seen.
    """
    folder, key = archive / provider.id, key_of(provider, today)
    memory = _load(folder / MEMORY, Memory)
    if memory is None or memory.key != key:
        memory = Memory(key, {}, {}, SiteMemory())
    archived = Archive(archive)
    pages = list(archived.pages(provider.id, run))
    digests = archived.digests(provider.id, run)
    known = {url: memory.hashes[url] for url in memory.hashes if memory.digests.get(url) == digests.get(url, "")}
    hashes = {page.url: known.get(page.url) or main_hash(page.body) for page in pages}
    same = {
        url: one for url, one in memory.site.pages.items() if url in hashes and hashes[url] == memory.hashes.get(url)
    }
    read, after = read_run(pages, provider, SiteMemory(template=memory.site.template, pages=same))
    read.hashes = hashes
    if pages:
        _keep(folder, Kept(key, digests, read), pages, after)
    return read


def _keep(folder: Path, kept: Kept, pages: Sequence[Page], after: SiteMemory) -> None:
    """Keep what was read, but of pages that ask not to be archived; a run that met one is not kept as a whole."""
    once = {page.url for page in pages if wants_no_archive(page)}
    after.pages = {url: one for url, one in after.pages.items() if url not in once}
    hashes = {url: value for url, value in kept.read.hashes.items() if url not in once}
    _save(folder / MEMORY, Memory(kept.key, {url: kept.digests[url] for url in hashes}, hashes, after))
    if once:
        (folder / KEPT).unlink(missing_ok=True)
    else:
        _save(folder / KEPT, kept)


def read_since(archive: Path, provider: Provider, run: str) -> RunReading:
    """Read the newest copy of each page that this run or a later one fetched."""
    return read_run(_pages_since(Archive(archive), provider.id, run), provider)[0]


def key_of(provider: Provider, today: date) -> str:
    """Return what stands for this reader with these settings in this month."""
    parts = (reader_version(), f"{today:%Y-%m}", repr(provider))
    return blake2b("\n".join(parts).encode(errors="replace"), digest_size=16).hexdigest()


def _load(file: Path, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(gzip.decompress(file.read_bytes()), type=kind)
    except (OSError, EOFError, zlib.error, msgspec.DecodeError):  # none, or one that a crash or an older program left
        return None


def _save(file: Path, kept: Kept | Memory) -> None:
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
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
