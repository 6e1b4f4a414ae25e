"""Publishing: every feed and report from one pass over the offers, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from exports.clean import Offer, clean
from exports.exporter import Target
from exports.folder import current, rollback, shelf
from exports.formats import FORMATS, Format
from exports.publication import Manifest, ProviderAge, Publication, PublishError
from normalize.course import SCHEMA_VERSION, Course
from store import Change

__all__ = ["Manifest", "Publication", "PublishError", "current", "publish", "rollback"]


def publish(
    offers: Callable[[], Iterable[Course]],
    publication: Publication,
    out: Path,
    *,
    changes: Callable[[], Iterable[Change]] = tuple,
    formats: tuple[Format, ...] = FORMATS,
) -> Manifest:
    """Write all feeds and reports of the offers and show them to readers in one step.

    `offers` gives the published records sorted by id, and is asked for them once; `changes` the last change
    of every offer in the order of their numbers, from the same state of the store. Readers of `out`
    see the old set until the new one is whole and on the disk; a crash, a full disk or an exception
    leaves the old one. Raises PublishError, in one line, where `out` can't be used or written.
    """
    with shelf(out) as shown:
        shown.sweep()
        fresh = shown.start(publication.generated_at)
        try:
            manifest = write(offers(), Target(fresh, clean(publication), changes), formats)
            shown.finish(fresh)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    return manifest


def write(offers: Iterable[Course], target: Target, formats: tuple[Format, ...]) -> Manifest:
    """Write the feeds into an empty folder, the manifest last, and return it."""
    publication = target.publication
    try:
        exporters = [row.exporter(target, row.file, row.media_type) for row in formats]
        for course in offers:
            offer = Offer.of(course)
            for exporter in exporters:
                exporter.feed(offer)
        for exporter in exporters:
            exporter.finish()
        files = target.close()
    except BaseException:
        target.abandon()
        raise
    manifest = Manifest(
        run=publication.run,
        schema_version=SCHEMA_VERSION,
        generated_at=publication.generated_at,
        today=publication.today,
        providers=[ProviderAge(id=view.id, last_good_run=view.last_good_run) for view in publication.providers],
        files=files,
    )
    with (target.folder / "manifest.json").open("xb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return manifest
