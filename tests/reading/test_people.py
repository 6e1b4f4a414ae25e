"""For whom a course is, what is asked of them and what they get for it, as pages write it: the rows of `people.tsv`.

`value`: words that the text must hold; empty where the page does not say it.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from normalize.course import to_dict
from normalize.read import read_page
from spiders.page import Page

START = "<h1>Cursus Celkweek</h1><p>In deze cursus leer je hoe je cellen kweekt en hoe je steriel werkt in het lab.</p>"

with Path(__file__).with_name("people.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['field']}: {row['html'][:60]}")
def test_people(row: dict[str, str]) -> None:
    body = f"<html><body>{START}{row['html']}</body></html>".encode()
    page = Page("https://www.voorbeeld.example/cursus/celkweek", body, headers={"content-type": "text/html"})
    words = to_dict(read_page(page, as_course=True).courses[0])[row["field"]] or ""
    assert row["value"].lower() in words.lower() if row["value"] else not words
