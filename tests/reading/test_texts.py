"""Sentences and labels in `texts.tsv`, each with what is to be read from it.

`value`: for the fields that keep the page's words, words that the text must hold; for the others the code,
or codes parted by a space. Empty where the page does not say it.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from normalize.course import to_dict
from normalize.read import read_page
from spiders.page import Page

START = "<h1>Cursus Celkweek</h1><p>In deze cursus leer je hoe je cellen kweekt en hoe je steriel werkt in het lab.</p>"
CODED = ("delivery", "level", "languages")

with Path(__file__).with_name("texts.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['field']}: {row['html'][:60]}")
def test_text(row: dict[str, str]) -> None:
    body = f"<html><body>{START}{row['html']}</body></html>".encode()
    page = Page("https://www.voorbeeld.example/cursus/celkweek", body, headers={"content-type": "text/html"})
    found = to_dict(read_page(page, as_course=True).courses[0])[row["field"]]
    words = " ".join(found) if isinstance(found, list) else found or ""
    if row["field"] in CODED or not row["value"]:
        assert words == row["value"]
    else:
        assert row["value"] in words
