"""Which short pages of a site offer a course: the rows of `kinds.toml`."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from normalize.read import read_page
from spiders.page import Page

ROWS = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))["page"]
HTML = """<!doctype html><html lang={language}><head><title>{title} | Voorbeeld Academie</title></head><body>
<nav><a href="/">Home</a> <a href="/aanbod">Aanbod</a> <a href="/contact">Contact</a></nav>
<main><h1>{title}</h1>{body}</main><footer>© 2026 Voorbeeld Academie</footer></body></html>"""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["path"])
def test_kind(row: dict[str, str]) -> None:
    seen = datetime(2026, 11, 22, 12, tzinfo=UTC)
    page = Page("https://www.voorbeeld.example" + row["path"], HTML.format(**row).encode(), fetched_at=seen)
    assert read_page(page).kind == row["kind"]
