"""Publishing: every feed and report from one pass over the offers, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from exports.clean import Offer, clean
from exports.exporter import Target
from exports.folder import current, rollback, shelf
from exports.publication import Manifest, ProviderAge, Publication, PublishedFile, PublishError
from exports.same import link_same
from normalize.course import SCHEMA_VERSION, Course
from store import Change

if TYPE_CHECKING:
    from exports.formats import Format

__all__ = ["Manifest", "Publication", "PublishError", "current", "publish", "rollback"]


def publish(
    offers: Callable[[], Iterable[Course]],
    publication: Publication,
    out: Path,
    *,
    changes: Callable[[], Iterable[Change]] = tuple,
    formats: tuple[Format, ...] | None = None,
    content: str = "",
) -> Manifest:
    """Write all feeds and reports of the offers and show them to readers in one step.

    `offers` gives the published records sorted by id, and is asked for them once; `changes` the last change
    of every offer in the order of their numbers, from the same state of the store; `formats` what is written, all
    that there are where it is None. Where `content` (see
    `exports.same.content_of`) is that of the current publication, its files are taken over as they are.
    Readers of `out` see the old set until the new one is whole and on the disk; a crash, a full disk or an
    exception leaves the old one. Raises PublishError, in one line, where `out` can't be used or written.
    """
    with shelf(out) as shown:
        shown.sweep()
        fresh = shown.start(publication.generated_at)
        try:
            files = link_same(shown.current(), fresh, content)
            if files is None:
                from exports.formats import FORMATS  # what writes them all, which takes its time to load

                files = write(offers(), Target(fresh, clean(publication), changes), formats or FORMATS)
            manifest = write_manifest(fresh, publication, files, content)
            shown.finish(fresh)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    return manifest


def write(offers: Iterable[Course], target: Target, formats: tuple[Format, ...]) -> list[PublishedFile]:
    """Write the feeds into an empty folder and return what they are."""
    try:
        exporters = [row.exporter(target, row.file, row.media_type) for row in formats]
        for course in offers:
            offer = Offer.of(course)
            for exporter in exporters:
                exporter.feed(offer)
        for exporter in exporters:
            exporter.finish()
        return target.close()
    except BaseException:
        target.abandon()
        raise


def write_manifest(folder: Path, publication: Publication, files: list[PublishedFile], content: str) -> Manifest:
    """Write the manifest, which makes a folder of feeds whole, and return it."""
    manifest = Manifest(
        run=publication.run,
        schema_version=SCHEMA_VERSION,
        generated_at=publication.generated_at,
        today=publication.today,
        providers=[ProviderAge(id=view.id, last_good_run=view.last_good_run) for view in publication.providers],
        files=files,
        content=content,
    )
    with (folder / "manifest.json").open("xb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return manifest
