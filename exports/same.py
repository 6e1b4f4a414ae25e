"""Feeds of which nothing changed are not written again: the new publication holds the very files of the one before."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from exports.publication import Manifest, Publication, PublishedFile
from normalize.course import SCHEMA_VERSION


def content_of(offers: Iterable[str], publication: Publication) -> str:
    """Return the digest of all that feeds are made of; `offers` gives a digest of each, in their order.

    When they are made is no part of it, nor at what time of the day a provider was visited.
    """
    never = datetime(1970, 1, 1, tzinfo=UTC)
    views = [
        msgspec.structs.replace(view, last_run=view.last_run and datetime.combine(view.last_run, time.min, UTC))
        for view in publication.providers
    ]
    facts = msgspec.structs.replace(publication, run="", generated_at=never, providers=views)
    hashed = blake2b(msgspec.json.encode([SCHEMA_VERSION, version(), facts]), digest_size=16)
    for offer in offers:
        hashed.update(offer.encode())
    return hashed.hexdigest()


def is_same(current: Path | None, content: str) -> bool:
    """Tell whether the current publication was made of the same."""
    manifest = _manifest(current) if current is not None else None
    return bool(content) and manifest is not None and manifest.content == content


def _manifest(folder: Path) -> Manifest | None:
    try:
        return msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):  # an older program's, or damaged
        return None


def link_same(current: Path | None, fresh: Path, content: str) -> list[PublishedFile] | None:
    """Link the current publication's files into a fresh folder and return what they are; None where they differ."""
    manifest = _manifest(current) if current is not None and is_same(current, content) else None
    if current is None or manifest is None:
        return None
    names = [file.name for file in manifest.files]
    if not all(os.path.isfile(f"{current}/{name}") for name in names):  # noqa: PTH113 - there may be as many as offers
        return None
    for folder in {name.rpartition("/")[0] for name in names}:
        (fresh / folder).mkdir(parents=True, exist_ok=True)
    for name in names:
        os.link(f"{current}/{name}", f"{fresh}/{name}")
    return manifest.files


@cache
def version() -> str:
    """Return the hash of the code, the tables and the templates that feeds are made with."""
    root = Path(__file__).parent
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return blake2b(b"".join(path.read_bytes() for path in files), digest_size=8).hexdigest()
