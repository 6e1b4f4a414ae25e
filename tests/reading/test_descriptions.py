"""From where a page's description is taken: the rows of `descriptions.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from normalize.read import read_page
from spiders.page import Page

ROWS = tomllib.loads(Path(__file__).with_name("descriptions.toml").read_text("utf-8"))["page"]
HTML = (
    "<!doctype html><html><head><title>Cursus Celkweek</title>{head}</head>"
    "<body><main><h1>Cursus Celkweek</h1>{body}</main></body></html>"
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_description(row: dict[str, str]) -> None:
    html = HTML.format(head=row["head"], body=row["body"]).encode()
    [course] = read_page(Page("https://www.voorbeeld.example/cursus/celkweek", html), as_course=True).courses
    words = course.description or ""
    assert words.startswith(row["begins"])
    assert "without" not in row or row["without"] not in words
