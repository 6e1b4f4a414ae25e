"""Publishing: whole or not at all."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from exports.publish import PublishError, current, publish, rollback
from tests.exports.builder import offers, publication


def assert_whole(out: Path) -> dict[str, bytes]:
    manifest = json.loads((out / "manifest.json").read_bytes())
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert set(files) == {entry["name"] for entry in manifest["files"]} | {"manifest.json"}
    for entry in manifest["files"]:
        data = files[entry["name"]]
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["bytes"], entry["sha256"]), entry["name"]
    return files


def test_a_publication_is_shown_whole_with_its_manifest(tmp_path: Path) -> None:
    out = tmp_path / "data" / "feeds"
    manifest = publish(offers, publication(), out)
    assert_whole(out)
    assert manifest.file("courses.json").records == len(offers())
    assert out.is_symlink()
    assert not out.readlink().is_absolute()


def test_twice_the_same_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    publish(offers, publication(), tmp_path / "a")
    publish(offers, publication(), tmp_path / "b")
    assert assert_whole(tmp_path / "a") == assert_whole(tmp_path / "b")


def test_seven_publications_are_kept_and_one_can_go_back(tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    for number in range(9):
        publish(offers, publication(run=str(number)), out)
    assert len([path for path in (tmp_path / ".feeds.publications").iterdir() if path.is_dir()]) == 7
    rollback(out)
    assert json.loads((out / "manifest.json").read_bytes())["run"] == "7"
    publish(offers, publication(run="new"), out)
    rollback(out)
    assert json.loads((out / "manifest.json").read_bytes())["run"] == "7"


def test_nothing_earlier_to_go_back_to(tmp_path: Path) -> None:
    publish(offers, publication(), tmp_path / "feeds")
    with pytest.raises(PublishError, match="no earlier publication"):
        rollback(tmp_path / "feeds")


def test_an_exception_while_reading_the_offers_leaves_the_old_set(tmp_path: Path) -> None:
    def broken() -> list[object]:
        raise RuntimeError("the store fell over")

    out = tmp_path / "feeds"
    publish(offers, publication(), out)
    before = assert_whole(out)
    with pytest.raises(RuntimeError):
        publish(broken, publication(run="2"), out)  # type: ignore[arg-type]
    assert assert_whole(out) == before
    assert len(list((tmp_path / ".feeds.publications").glob("*.partial"))) == 0


def test_what_a_killed_run_left_is_removed_at_the_next_start(tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    publish(offers, publication(), out)
    left = tmp_path / ".feeds.publications" / "000002-20261122T050000Z.partial"
    left.mkdir()
    (left / "courses.json").write_text("{")
    (tmp_path / ".feeds.publications" / ".switch").symlink_to("nowhere")
    publish(offers, publication(), out)
    assert not left.exists()
    assert_whole(out)


def test_an_empty_folder_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    out.mkdir()
    publish(offers, publication(), out)
    assert current(out) is not None


def test_folders_that_are_not_ours_are_refused_in_one_line(tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "thesis.doc").write_text("mine")
    file = tmp_path / "file"
    file.write_text("")
    link = tmp_path / "link"
    link.symlink_to(full)
    for out, reason in [
        (full, "is not empty and was not published by lloket"),
        (file, "is a file"),
        (link, "is a link to elsewhere"),
        (file / "below", "can't publish"),
        (Path("/proc/lloket"), "can't publish"),
    ]:
        with pytest.raises(PublishError, match=reason) as caught:
            publish(offers, publication(), out)
        assert "\n" not in str(caught.value)
    assert (full / "thesis.doc").read_text() == "mine"
