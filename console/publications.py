"""What is published, as the console reads it: one publication at a time, each of which never changes."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from exports.folder import KEEP, current, home_of
from exports.publication import Manifest, PublishedFile

NAME = re.compile(r"\d{6,12}-\d{8}T\d{6}Z")
"""What a publication's folder is called."""
OLD = timedelta(days=7)
"""A publication that was made longer ago is old: refreshes come every night."""


class Published(NamedTuple):
    """A publication that is whole."""

    folder: Path
    """Where its files lie."""
    manifest: Manifest
    """What it says of itself."""
    written: bytes
    """`manifest.json` as it was written."""
    files: dict[str, PublishedFile]
    """Its files by name, the manifest aside."""

    @property
    def name(self) -> str:
        """Return what the publication is called."""
        return self.folder.name

    def is_old(self, now: datetime) -> bool:
        """Tell whether it was made so long ago that who reads it should know."""
        return now - self.manifest.generated_at > OLD

    def read(self, name: str) -> bytes:
        """Return a file's content; raises KeyError where the publication has no such file."""
        return (self.folder / self.files[name].name).read_bytes()


class Publications:
    """The publications behind an output folder."""

    def __init__(self, out: Path) -> None:
        self._out = out.absolute()
        self._known: dict[str, Published] = {}

    def current(self) -> Published | None:
        """Return the publication that readers should see now; None where nothing was published."""
        folder = current(self._out)
        return self._open(folder) if folder else None

    def named(self, name: str) -> Published | None:
        """Return a publication that is kept, by its name; None for any other name."""
        if not NAME.fullmatch(name):
            return None
        return self._open(home_of(self._out) / name)

    def _open(self, folder: Path) -> Published | None:
        if not folder.is_dir():
            return None
        if folder.name not in self._known:
            try:
                written = (folder / "manifest.json").read_bytes()
            except FileNotFoundError:  # it was let go of a moment ago
                return None
            manifest = msgspec.json.decode(written, type=Manifest)
            files = {file.name: file for file in manifest.files}
            known = list(self._known.items())[1 - KEEP :]
            self._known = {**dict(known), folder.name: Published(folder, manifest, written, files)}
        return self._known[folder.name]
