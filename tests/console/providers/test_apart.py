"""A page read in a process of its own gives what it gives anywhere, and stops nobody else."""

from __future__ import annotations

import os
import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest

import acts.page
from acts.page import read_apart, read_one
from acts.refused import Refused
from spiders.page import Page
from tests.console.providers.test_looking import COURSE

PAGE = Page(
    url="https://www.kadelab.example/cursus/celkweek", body=COURSE.format("").encode(),
    fetched_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
)  # fmt: skip
TODAY = date(2026, 11, 22)


def test_it_reads_the_same() -> None:
    assert read_apart(PAGE, None, today=TODAY) == read_one(PAGE, None, today=TODAY)


def test_a_page_that_takes_too_long_is_told_in_any_thread() -> None:
    told: list[str] = []

    def reading() -> None:
        try:
            read_apart(PAGE, None, today=TODAY, seconds=0.0005)
        except Refused as error:
            told.append(error.words("nl"))

    thread = threading.Thread(target=reading)
    thread.start()
    thread.join(60)
    assert told == [f"{PAGE.url}: de pagina is niet te lezen (reading took more than 0.0005 seconds of work)"]


def _die(*_given: Any) -> None:
    os._exit(9)


def test_a_page_that_ends_its_process_ends_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts.page, "_read", _die)
    with pytest.raises(Refused, match="can't be read"):
        read_apart(PAGE, None, today=TODAY)
