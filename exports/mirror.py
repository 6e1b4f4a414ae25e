"""A copy of the published folder elsewhere: S3-compatible storage, SFTP, another disk, whatever fsspec can write.

    s3://bucket/loket/manifest.json                         names the folder that readers should read, written last
    s3://bucket/loket/publications/000012-20270310T050000Z/ one whole publication; never changed afterwards

Stores without links can't switch a folder in one step, so readers begin at `manifest.json`: the publication's own
manifest with `folder` added to it. It is put in place by one rename or one write of an object, after every file of
the folder was written and its length looked at again.
"""

from __future__ import annotations

import posixpath
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec
import msgspec

from exports.folder import KEEP, current
from exports.publication import PublishError

POINTER = "manifest.json"
FOLDER = "publications"


class Mirrored(msgspec.Struct, frozen=True):
    """What a copy did."""

    to: str
    """Where the copy stands, as it was asked for, without passwords."""
    folder: str
    """The publication's folder there, relative to `to`."""
    copied: int
    """Files that were sent; those of an interrupted copy that were whole already are not sent again."""
    bytes: int
    """Their length together."""


def mirror(out: Path, to: str, *, keep: int = KEEP) -> Mirrored:
    """Copy the publication that `out` shows to a URL, show it to readers there, and let go of all but the last `keep`.

    Raises PublishError, in one line, where nothing was published in `out`, the URL can't be used or a write fails;
    readers of the copy then go on seeing what they saw.
    """
    shown = current(out)
    if shown is None:
        raise PublishError(f"{out}: nothing was published here yet")
    try:
        files, root = fsspec.core.url_to_fs(to, use_listings_cache=False)
        home = posixpath.join(root, FOLDER)
        target = posixpath.join(home, shown.name)
        copied = _copy(files, shown, target)
        _point(files, shown, root)
        _prune(files, home, shown.name, keep)
    except ImportError as error:
        raise PublishError(f"{_without_password(to)}: {error}") from error
    except PublishError:
        raise
    except Exception as error:  # every store has errors of its own, from OSError to botocore's
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise PublishError(f"{_without_password(to)}: can't be written: {reason}") from error
    return Mirrored(_without_password(to), f"{FOLDER}/{shown.name}", len(copied), sum(copied))


def _copy(files: Any, shown: Path, target: str) -> list[int]:
    """Send the files that are not there in full yet; return the length of each that was sent."""
    there = {_below(path, target): info["size"] for path, info in _listing(files, target).items()}
    sent = []
    for path in sorted(path for path in shown.rglob("*") if path.is_file()):
        name = path.relative_to(shown).as_posix()
        size = path.stat().st_size
        if there.get(name) == size:
            continue
        goal = posixpath.join(target, name)
        files.makedirs(posixpath.dirname(goal), exist_ok=True)
        files.put_file(str(path), goal)
        if (arrived := files.size(goal)) != size:
            raise PublishError(f"{goal}: {arrived} of {size} bytes arrived")
        sent.append(size)
    return sent


def _point(files: Any, shown: Path, root: str) -> None:
    """Name the publication in the manifest that readers begin at."""
    manifest = msgspec.json.decode((shown / "manifest.json").read_bytes())
    manifest = {"folder": f"{FOLDER}/{shown.name}", **manifest}
    fresh = posixpath.join(root, f"{POINTER}.new")
    files.pipe_file(fresh, msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
    files.mv(fresh, posixpath.join(root, POINTER))


def _prune(files: Any, home: str, shown: str, keep: int) -> None:
    """Let go of all but the last publications; never of the one that is shown."""
    names = sorted(PurePosixPath(path).name for path in files.ls(home, detail=False))
    for name in names[:-keep] if keep else names:
        if name != shown:
            files.rm(posixpath.join(home, name), recursive=True)


def _listing(files: Any, folder: str) -> dict[str, Any]:
    """Return what stands in a folder, with its length; nothing where there is none."""
    try:
        found: dict[str, Any] = files.find(folder, detail=True)
    except FileNotFoundError:
        return {}
    return found


def _below(path: str, folder: str) -> str:
    return path.rpartition(f"{PurePosixPath(folder).name}/")[2]


def _without_password(url: str) -> str:
    """Return an address that may be logged."""
    scheme, mark, rest = url.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}" if mark else url
