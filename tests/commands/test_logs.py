"""Logs as JSON: one object a line, whatever was logged."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.logs import start_log


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_each_record_is_an_object_with_what_was_given_along(capsys: pytest.CaptureFixture[str]) -> None:
    start_log(as_json=True, level=logging.WARNING)
    log = logging.getLogger("lloket.proef")
    log.info("%s: twee\nregels", "btf", extra={"provider": "btf", "courses": 3, "where": Path("/x")})
    try:
        raise ValueError("mis")
    except ValueError:
        log.exception("het ging mis")
    first, second = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert first.pop("time").endswith("+00:00")
    assert first == {
        "level": "info", "logger": "lloket.proef", "message": "btf: twee\nregels", "provider": "btf", "courses": 3,
        "where": "/x",
    }  # fmt: skip
    assert (second["level"], second["message"]) == ("error", "het ging mis")
    assert second["error"].endswith("ValueError: mis")


def test_lines_for_people_hold_what_is_of_their_level(capsys: pytest.CaptureFixture[str]) -> None:
    start_log(as_json=False, level=logging.WARNING)
    logging.getLogger("lloket.proef").info("niets")
    logging.getLogger("lloket.proef").warning("iets")
    assert capsys.readouterr().err.endswith(" WARNING iets\n")
