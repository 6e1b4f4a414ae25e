"""Which pages of many sites offer a course: the rows of `offers.toml`."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from normalize.read import read_page
from spiders.page import Page

ROWS = tomllib.loads(Path(__file__).with_name("offers.toml").read_text("utf-8"))["page"]
HTML = """<!doctype html><html lang={language}><head><title>{title} - Voorbeeld</title></head><body>
<header><a href="/">Voorbeeld</a><nav><a href="/aanbod">Aanbod</a> <a href="/nieuws">Nieuws</a></nav></header>
<main><h1>{title}</h1>{body}</main><footer>Voorbeeld, Leiden</footer></body></html>"""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["path"])
def test_offers(row: dict[str, str]) -> None:
    language = "en" if " the " in row["body"] or row["path"].startswith("/en") else "nl"
    html = HTML.format(language=language, title=row["title"], body=row["body"]).encode()
    seen = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert read_page(Page("https://www.voorbeeld.example" + row["path"], html, fetched_at=seen)).kind == row["kind"]
