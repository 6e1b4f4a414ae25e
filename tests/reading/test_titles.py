"""What a page calls its course, whatever stands in its headings: the rows of `titles.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from normalize.read import read_page
from spiders.page import Page

ROWS = tomllib.loads(Path(__file__).with_name("titles.toml").read_text("utf-8"))["page"]
HTML = "<!doctype html><html lang=nl><head>{}</head><body>{}</body></html>"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_title(row: dict[str, str]) -> None:
    head = f"<title>{row['head']}</title>" if row["head"] else ""
    page = Page(
        "https://www.voorbeeld-academie.example" + row.get("path", "/opleidingen/celkweek"),
        HTML.format(head, row["body"]).encode(),
    )
    titles = [row["title"]] if row["title"] else []
    assert [course.title for course in read_page(page, as_course=True).courses] == titles
