"""Who owns the site that a page stands on: the rows of `owners.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from normalize.read import read_page
from spiders.page import Page

ROWS = tomllib.loads(Path(__file__).with_name("owners.toml").read_text("utf-8"))["page"]
ABOUT = {
    "nl": "<h1>Cursus Celdeling</h1><p>De bijeenkomst gaat over de manier waarop cellen zich delen en is bedoeld voor "
    "analisten die ermee werken.</p>",
    "en": "<h1>Cell division in practice</h1><p>This two-day event brings together researchers who work on the "
    "division of cells and the regulation of it.</p>",
}
HTML = (
    "<!doctype html><html><head><title>{head}</title>{meta}</head>"
    "<body><header>{header}</header><main>{about}{text}</main><footer>{footer}</footer></body></html>"
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['head']} {row.get('footer', '')}"[:60])
def test_the_owner_of_a_site(row: dict[str, str]) -> None:
    parts = {key: row.get(key, "") for key in ("head", "meta", "header", "text", "footer")}
    html = HTML.format(about=ABOUT[row.get("language", "nl")], **parts)
    [course] = read_page(Page(row["url"], html.encode()), as_course=True).courses
    assert course.provider.name == row["name"]
