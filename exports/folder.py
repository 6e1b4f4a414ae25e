"""The output folder as a switch: a link that points to one whole publication, and to the next one at once.

feeds -> .feeds.publications/000012-20270310T050000Z
.feeds.publications/
000011-20270309T050000Z/     kept, for `rollback`
000012-20270310T050000Z/     what readers see
.lock                        one publisher at a time
000013-….partial/            being written, or left by a killed run: removed at the next start
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from exports.publication import PublishError

KEEP = 7
"""Publications kept, the current one among them."""
PARTIAL = ".partial"


class Shelf:
    """The publications of one output folder, under a lock. Make it with `shelf(out)`."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.home = home_of(out)

    def current(self) -> Path | None:
        """Return the folder that readers see."""
        return current(self.out)

    def whole(self) -> list[Path]:
        """Return the publications that were finished, the oldest first."""
        return sorted(path for path in self.home.iterdir() if path.is_dir() and not path.name.endswith(PARTIAL))

    def sweep(self) -> None:
        """Remove what killed runs left, and what was finished but is ahead of what readers see."""
        seen = self.current()
        for path in self.home.iterdir():
            ahead = seen is not None and path.is_dir() and path.name > seen.name
            if path.name.endswith(PARTIAL) or ahead:
                shutil.rmtree(path)
            elif path.name == ".switch":
                path.unlink()

    def start(self, generated_at: datetime) -> Path:
        """Make and return the fresh folder to write into."""
        last = max((int(path.name.partition("-")[0]) for path in self.whole()), default=0)
        stamp = generated_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        fresh = self.home / f"{last + 1:06}-{stamp}{PARTIAL}"
        fresh.mkdir()
        return fresh

    def finish(self, fresh: Path) -> None:
        """Show readers the folder that was written, and let go of the oldest."""
        for folder, _, _ in os.walk(fresh):
            sync(Path(folder))
        whole = fresh.with_name(fresh.name.removesuffix(PARTIAL))
        fresh.rename(whole)
        sync(self.home)
        self.switch(whole)
        for old in self.whole()[:-KEEP]:
            shutil.rmtree(old)

    def switch(self, to: Path) -> None:
        """Point the output folder to a publication, in one step."""
        link = self.home / ".switch"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(self.home.name) / to.name)
        if self.out.is_dir() and not self.out.is_symlink():
            self.out.rmdir()  # empty: `shelf` refuses others
        link.replace(self.out)
        sync(self.out.parent)


def home_of(out: Path) -> Path:
    """Return the folder that holds the publications behind an output folder."""
    return out.parent / f".{out.name}.publications"


def current(out: Path) -> Path | None:
    """Return the folder of the publication that `out` shows; None where nothing was published there."""
    out = out.absolute()
    if not out.is_symlink():
        return None
    target = out.parent / out.readlink()
    return target if target.parent == home_of(out) and target.is_dir() else None


def rollback(out: Path) -> Path:
    """Show the publication before the current one again, and return its folder.

    Raises PublishError where there is none.
    """
    with shelf(out) as shown:
        seen = shown.current()
        older = [path for path in shown.whole() if seen is not None and path.name < seen.name]
        if not older:
            raise PublishError(f"{out}: there is no earlier publication to go back to")
        shown.switch(older[-1])
        return older[-1]


@contextlib.contextmanager
def shelf(out: Path) -> Iterator[Shelf]:
    """Lock an output folder for publishing; waits for another publisher to end.

    Raises PublishError where the folder can't be used or an operating system error comes up inside.
    """
    out = out.absolute()
    try:
        _check(out)
        home = home_of(out)
        home.mkdir(parents=True, exist_ok=True)
        with (home / ".lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield Shelf(out)
    except OSError as error:
        raise PublishError(f"{out}: can't publish: {error.strerror or error}") from error


def _check(out: Path) -> None:
    if out.is_symlink():
        if (out.parent / out.readlink()).parent != home_of(out):
            raise PublishError(f"{out} is a link to elsewhere and was not published by lloket")
    elif out.is_dir():
        if any(out.iterdir()):
            raise PublishError(f"{out} is not empty and was not published by lloket")
    elif out.exists():
        raise PublishError(f"{out} is a file, no folder")


def sync(path: Path) -> None:
    """Bring a file, or a folder's list of names, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
