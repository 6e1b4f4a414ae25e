"""The catalogue that pages read now: built anew in the background when another publication is shown."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import msgspec

from console.catalogue import Catalogue
from console.index import index_of
from console.publications import Publications, Published

log = logging.getLogger("lloket.console")
EVERY = 2.0
"""Seconds between two looks at what is published."""
LARGE = 10_000_000
"""Bytes of courses from which on an index is built aside."""
KEPT = 2
"""Index files kept: the current one, and the one before for who still reads it."""


class Shelf:
    """The catalogue of what is published."""

    def __init__(self, publications: Publications, folder: Path) -> None:
        self.publications, self._folder = publications, folder
        self.catalogue: Catalogue | None = None
        """What pages read; None where nothing was published. Who holds one may read on in it."""

    def look(self) -> None:
        """Take up the current publication, where it is another one. A failure leaves what was there."""
        try:
            shown = self.publications.current()
            if shown is None or (self.catalogue and self.catalogue.shown.name == shown.name):
                return
            path = self._index(shown)
            self.catalogue = Catalogue(shown, path)
            for old in sorted(self._folder.glob("*.sqlite"), key=lambda file: file.stat().st_mtime)[:-KEPT]:
                if old != path:
                    old.unlink()
        except (OSError, sqlite3.Error, msgspec.MsgspecError, BrokenExecutor) as error:
            log.error("the publication can't be searched: %s", error)

    def _index(self, shown: Published) -> Path:
        """Return the index file, a large one built by another process, so that readers are answered meanwhile."""
        if shown.files["courses.ndjson"].bytes < LARGE:
            return index_of(shown, self._folder)
        with ProcessPoolExecutor(1, get_context("spawn")) as aside:
            return aside.submit(index_of, shown, self._folder).result()

    async def watch(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            await asyncio.to_thread(self.look)
