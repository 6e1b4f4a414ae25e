"""What did not change is not written again, and yet is a publication of its own."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from exports.publication import ProviderView, Publication
from exports.publish import publish
from exports.same import content_of
from tests.exports.builder import offers, publication

FACTS = publication(run="r1", providers=[ProviderView(id="btf", name="BTF", website="https://btf.example/")])


def later(**changes: Any) -> Publication:
    return msgspec.structs.replace(FACTS, run="r2", generated_at=FACTS.generated_at + timedelta(hours=2), **changes)


def inodes(out: Path) -> dict[str, int]:
    return {
        path.relative_to(out).as_posix(): path.stat().st_ino
        for path in out.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def test_the_same_content_is_taken_over_under_a_manifest_of_its_own(tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    first = publish(offers, FACTS, out, content=content_of(["a"], FACTS))
    before = inodes(out)
    second = publish(offers, later(), out, content=content_of(["a"], later()))
    assert inodes(out) == before
    assert second.files == first.files
    shown = json.loads((out / "manifest.json").read_bytes())
    assert (shown["run"], shown["generated_at"] > first.generated_at.isoformat()) == ("r2", True)


@pytest.mark.parametrize(
    "content",
    [
        "",
        content_of(["b"], later()),
        content_of(["a"], later(today=FACTS.today + timedelta(days=1))),
        content_of(["a"], later(providers=[])),
    ],
)
def test_anything_else_is_written(tmp_path: Path, content: str) -> None:
    out = tmp_path / "feeds"
    publish(offers, FACTS, out, content=content_of(["a"], FACTS))
    before = inodes(out)
    publish(offers, later(), out, content=content)
    assert not set(inodes(out).values()) & set(before.values())


def test_a_file_that_is_gone_is_written(tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    publish(offers, FACTS, out, content=content_of(["a"], FACTS))
    (out / "courses.csv").unlink()
    publish(offers, later(), out, content=content_of(["a"], later()))
    assert (out / "courses.csv").is_file()
