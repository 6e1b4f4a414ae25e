"""`LLOKET_MIRROR`: what is published is copied there, what is shown again too, and a demo never."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import commands.demo
from commands.demo import demo
from commands.publish import export
from job import Settings


def shown_in(folder: Path) -> str:
    return str(json.loads((folder / "manifest.json").read_bytes())["folder"])


def test_a_publication_and_the_way_back_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy, data = tmp_path / "copy", str(tmp_path / "data")
    monkeypatch.setenv("LLOKET_MIRROR", f"file://{copy}")
    shown = []
    for day, more in (("01", []), ("02", []), ("02", ["--rollback"])):
        asked = ["--data", data, "--today", f"2026-11-{day}", *more]
        assert CliRunner().invoke(export, asked, standalone_mode=False).return_value == 0
        shown.append(shown_in(copy))
    assert shown[0] == shown[2] != shown[1]


def test_nothing_set_is_no_mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LLOKET_MIRROR", "")
    for more in ([], [], ["--rollback"]):
        assert CliRunner().invoke(export, ["--data", "data", *more], standalone_mode=False).return_value == 0
    assert not (tmp_path / "publications").exists()
    assert not (tmp_path / "manifest.json").exists()


def test_a_demo_is_copied_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Settings] = []

    def stop(_providers: object, settings: Settings, **_more: object) -> None:
        seen.append(settings)
        raise InterruptedError

    monkeypatch.setenv("LLOKET_MIRROR", f"file://{tmp_path}/copy")
    monkeypatch.setattr(commands.demo, "run", stop)
    outcome = CliRunner().invoke(demo, ["--data", str(tmp_path / "data")], standalone_mode=False)
    assert isinstance(outcome.exception, InterruptedError)
    assert [settings.mirror for settings in seen] == [None]
