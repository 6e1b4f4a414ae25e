"""What a page leads to, kept beside it: a page that is as it was is not parsed again for its links."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec
from lxml import html as lxml_html

from spiders import answers, endpoints, links
from spiders.endpoints import Endpoint
from spiders.links import Found, Link

KEPT = "leads.json.gz"
"""File, beside a provider's pages, of what they lead to."""


class Leads(msgspec.Struct, frozen=True):
    """What a page leads to."""

    found: Found
    """What stands in its markup."""
    embedded: list[tuple[str, str]]
    """(address, text) of what stands in the data it carries in itself."""
    endpoints: list[Endpoint]
    """Addresses it loads data from."""


def leads_of(tree: lxml_html.HtmlElement, url: str, is_own: Callable[[str], bool]) -> Leads:
    """Return what a page leads to; of its links those to own addresses that may be pages."""
    found = links.read(tree, url)
    found.links = list(dict.fromkeys(link for link in found.links if is_own(link.url) and links.is_page(link.url)))
    data = [answer for text in endpoints.embedded(tree) if (answer := answers.read_answer(text, url))]
    embedded = [(link, words) for answer in data for link, words in answer.links if is_own(link)]
    return Leads(found, embedded, endpoints.endpoints(tree, url))


class _Page(msgspec.Struct, array_like=True):
    digest: str
    links: list[int]
    leads: Leads


class _Kept(msgspec.Struct):
    version: str
    links: list[Link] = []
    """Each once, since most stand on every page of a site."""
    pages: dict[str, _Page] = {}


class LeadBook:
    """What is known of where a provider's pages lead, by address and digest of the body."""

    def __init__(self, folder: Path | None) -> None:
        """Read what the last crawl left in the provider's folder; nothing where it is none, or an older program's."""
        self._file = None if folder is None else folder / KEPT
        kept = _read(self._file) if self._file else None
        self._links = kept.links if kept else []
        self._pages = kept.pages if kept else {}
        self._new: dict[str, tuple[str, Leads]] = {}
        self._used: set[str] = set()

    def knows(self, url: str, digest: str) -> bool:
        """Tell whether it is known what a page with this body leads to."""
        page = self._pages.get(url)
        return page is not None and bool(digest) and page.digest == digest

    def get(self, url: str, digest: str) -> Leads | None:
        """Return what a page leads to; None where that is not known of this body."""
        page = self._pages.get(url)
        if page is None or not digest or page.digest != digest:
            return None
        self._used.add(url)
        found = replace(page.leads.found, links=[self._links[number] for number in page.links])
        return msgspec.structs.replace(page.leads, found=found)

    def put(self, url: str, digest: str, leads: Leads) -> None:
        """Keep what a page leads to."""
        if digest and self.get(url, digest) != leads:
            self._new[url] = (digest, leads)

    def save(self) -> None:
        """Write what this crawl met; what it did not meet is forgotten."""
        if self._file is None or (not self._new and self._used == self._pages.keys()):
            return
        kept = _Kept(version())
        numbers: dict[Link, int] = {}
        for url in self._used - self._new.keys():
            digest = self._pages[url].digest
            if (known := self.get(url, digest)) is not None:
                self._new[url] = (digest, known)
        for url, (digest, leads) in sorted(self._new.items()):
            own = [numbers.setdefault(link, len(numbers)) for link in leads.found.links]
            rest = msgspec.structs.replace(leads, found=replace(leads.found, links=[]))
            kept.pages[url] = _Page(digest, own, rest)
        kept.links = list(numbers)
        part = self._file.with_name(f"{KEPT}.{os.getpid()}.part")
        part.write_bytes(gzip.compress(msgspec.json.encode(kept), compresslevel=1))
        part.replace(self._file)


def _read(file: Path) -> _Kept | None:
    try:
        kept = msgspec.json.decode(gzip.decompress(file.read_bytes()), type=_Kept)
    except (OSError, EOFError, zlib.error, msgspec.DecodeError):  # none, or one that a crash or an older program left
        return None
    whole = all(0 <= number < len(kept.links) for page in kept.pages.values() for number in page.links)
    return kept if whole and kept.version == version() else None


@cache
def version() -> str:
    """Return the hash of the code that finds links: what older code found is found anew."""
    own = Path(__file__).parent
    names = ("answers.py", "endpoints.py", "leads.py", "links.py", "urls.py")
    return blake2b(b"".join((own / name).read_bytes() for name in names), digest_size=8).hexdigest()
