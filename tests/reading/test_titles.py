"""What a page calls its course, whatever stands in its headings: the rows of `titles.toml` and `titles_around.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalize.read import read_page
from spiders.page import Page

ROWS = tomllib.loads(Path(__file__).with_name("titles.toml").read_text("utf-8"))["page"]
AROUND = tomllib.loads(Path(__file__).with_name("titles_around.toml").read_text("utf-8"))["page"]
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


@pytest.mark.parametrize("row", AROUND, ids=lambda row: row["name"])
def test_what_stands_around_a_title(row: dict[str, Any]) -> None:
    page = Page(
        "https://www.oeverlab.example" + row["path"],
        HTML.format(f"<title>{row['head']}</title>", row["body"]).encode(),
    )
    [course] = read_page(page, as_course=True).courses
    assert course.title in row["titles"]
