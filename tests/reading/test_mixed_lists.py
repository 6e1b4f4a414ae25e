"""Which entries of a list are courses: the rows of `mixed_lists.toml`."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from normalize.read import read_page
from spiders.page import Page

ROWS = tomllib.loads(Path(__file__).with_name("mixed_lists.toml").read_text("utf-8"))["page"]
HTML = """<!doctype html><html><head><title>{title} | Voorbeeld</title></head><body>
<header><a href="/">Voorbeeld</a></header><main><h{level}>{title}</h{level}>{body}</main>
<footer>Voorbeeld, Leiden</footer></body></html>"""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_mixed_list(row: dict[str, Any]) -> None:
    html = HTML.format(title=row["title"], level=row.get("level", 1), body=row["body"]).encode()
    seen = datetime(2026, 11, 22, 12, tzinfo=UTC)
    reading = read_page(Page("https://www.voorbeeld.example" + row["path"], html, fetched_at=seen))
    assert [course.title for course in reading.courses] == row["items"]
    if "organisers" in row:
        assert [course.provider.name for course in reading.courses] == row["organisers"]
    if "starts" in row:
        assert [run.start for course in reading.courses for run in course.sessions] == row["starts"]
