"""The page of a course that carries its facts along for a script, a witness beside what is seen: `carried.toml`."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from normalize.read import read_page
from spiders.page import Page

ROWS = tomllib.loads(Path(__file__).with_name("carried.toml").read_text("utf-8"))["page"]
HTML = "<!doctype html><html lang=nl><head><title>Cursus Celkweek | Voorbeeld Academie</title></head><body>{}{}</body>"
DEEP = '<script type="application/json">{"price":1,"a":' + "[" * 100_000 + "]" * 100_000 + "}</script>"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_carried(row: dict[str, Any]) -> None:
    html = HTML.format(row["body"], DEEP if row["carried"] == "DEEP" else row["carried"])
    seen = datetime(2026, 11, 22, 12, tzinfo=UTC)
    reading = read_page(Page("https://www.voorbeeld.example/cursus/celkweek", html.encode(), fetched_at=seen))
    assert [course.title for course in reading.courses] == ["Cursus Celkweek"]
    course = reading.courses[0]
    assert (course.price.amount if course.price else 0, [s.start for s in course.sessions]) == (
        row["price"],
        row["starts"],
    )
    assert (course.evidence["price"].method if "price" in course.evidence else "") == row["method"]
    assert any(reason.code.startswith("conflict") for reason in course.freshness.reasons) == row["conflict"]
