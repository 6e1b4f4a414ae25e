"""A copy elsewhere: whole or not shown, resumed, and the old ones let go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from exports.folder import current
from exports.mirror import mirror
from exports.publication import Publication, PublishError
from exports.publish import publish

MEMORY = "memory://loket/feeds"


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    yield
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]


def published(out: Path, run: str = "run-1") -> Path:
    at = datetime(2027, 3, 10, 5, tzinfo=UTC)
    publish(list, Publication(run=run, generated_at=at, today=date(2027, 3, 10)), out)
    return out


def pointer(url: str) -> dict[str, Any]:
    with fsspec.open(f"{url}/manifest.json") as file:
        return dict(json.load(file))


@pytest.mark.parametrize("scheme", ["memory", "file"])
def test_the_copy_is_the_publication(scheme: str, tmp_path: Path) -> None:
    out = published(tmp_path / "feeds")
    url = MEMORY if scheme == "memory" else f"file://{tmp_path}/elsewhere"
    done = mirror(out, url)
    manifest = pointer(url)
    assert manifest["folder"] == done.folder
    assert done.copied > len(manifest["files"]) - 1
    shown = current(out)
    assert shown is not None
    files, root = fsspec.core.url_to_fs(url)
    for path in (path for path in shown.rglob("*") if path.is_file()):
        assert files.cat_file(f"{root}/{done.folder}/{path.relative_to(shown).as_posix()}") == path.read_bytes()


def test_what_arrived_is_not_sent_again(tmp_path: Path) -> None:
    out = published(tmp_path / "feeds")
    assert mirror(out, MEMORY).copied
    assert mirror(out, MEMORY).copied == 0


def test_readers_see_the_old_one_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = published(tmp_path / "feeds")
    old = mirror(out, MEMORY)
    published(out, "run-2")
    put, calls = MemoryFileSystem.put_file, 0

    def breaks(self: MemoryFileSystem, *args: Any, **more: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise OSError("the connection was reset")
        put(self, *args, **more)

    monkeypatch.setattr(MemoryFileSystem, "put_file", breaks)
    with pytest.raises(PublishError, match="the connection was reset"):
        mirror(out, MEMORY)
    assert pointer(MEMORY)["folder"] == old.folder
    monkeypatch.setattr(MemoryFileSystem, "put_file", put)
    new = mirror(out, MEMORY)
    assert pointer(MEMORY)["folder"] == new.folder != old.folder


def test_half_a_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(self: MemoryFileSystem, local: str, goal: str, **_: Any) -> None:
        self.pipe_file(goal, Path(local).read_bytes()[:-1])

    monkeypatch.setattr(MemoryFileSystem, "put_file", half)
    with pytest.raises(PublishError, match="bytes arrived"):
        mirror(published(tmp_path / "feeds"), MEMORY)
    assert not fsspec.filesystem("memory").exists("/loket/feeds/manifest.json")


def test_the_oldest_are_let_go(tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    for number in range(4):
        mirror(published(out, f"run-{number}"), MEMORY, keep=2)
    names = fsspec.filesystem("memory").ls("/loket/feeds/publications", detail=False)
    assert [name.rpartition("/")[2][:6] for name in sorted(names)] == ["000003", "000004"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("gopher://example.org/x", "gopher"),
        ("s3://key:secret@bucket/x", "s3://bucket/x"),
        ("file:///proc/nothing/here", "file:///proc/nothing/here"),
    ],
)
def test_a_place_that_can_not_be_used_is_one_line(url: str, words: str, tmp_path: Path) -> None:
    out = published(tmp_path / "feeds")
    with pytest.raises(PublishError) as error:
        mirror(out, url)
    assert words in str(error.value)
    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)


def test_nothing_published_is_said(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="nothing was published"):
        mirror(tmp_path / "feeds", MEMORY)
