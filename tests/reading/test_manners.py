"""How a course is given, told in every way: the rows of `manners.txt`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from normalize.read import read_page
from spiders.page import Page

SEEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
HTML = "<html lang=nl><head><title>Celkweek</title></head><body><main><h1>Celkweek</h1>{}</main></body>"
LINES = Path(__file__).with_name("manners.txt").read_text("utf-8").splitlines()
ROWS = [tuple(line.split(" || ", 1)) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("wanted", "html"), ROWS, ids=[html[:60] for _, html in ROWS])
def test_manner(wanted: str, html: str) -> None:
    page = Page("https://www.voorbeeld.example/celkweek", HTML.format(html).encode(), fetched_at=SEEN)
    found = read_page(page, as_course=True).courses[0].delivery or "none"
    assert found in wanted.split("/")
