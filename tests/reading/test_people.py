"""For whom a course is, what is asked of them and what they get for it, as pages write it.

The rows of `people.tsv`, of `people_told.tsv`, where it stands in prose, in lists and behind signs, and of
`people_or_not.tsv`, where half of them speak of something else. `value`: words
the text must hold; empty where the page does not say it. `without`: words that it must not hold.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from normalize.course import to_dict
from normalize.page.labels import read_label
from normalize.read import read_page
from spiders.page import Page

START = "<h1>Cursus Celkweek</h1><p>In deze cursus leer je hoe je cellen kweekt en hoe je steriel werkt in het lab.</p>"


def rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(
    "row",
    rows("people.tsv") + rows("people_told.tsv") + rows("people_or_not.tsv"),
    ids=lambda row: f"{row['field']}: {row['html'][:60]}",
)
def test_people(row: dict[str, str]) -> None:
    body = f"<html><body>{START}{row['html']}</body></html>".encode()
    page = Page("https://www.voorbeeld.example/cursus/celkweek", body, headers={"content-type": "text/html"})
    read = to_dict(read_page(page, as_course=True).courses[0])[row["field"]] or ""
    words = read if isinstance(read, str) else ",".join(read)
    assert row["value"].lower() in words.lower() if row["value"] else not words
    assert not row.get("without") or row["without"].lower() not in words.lower()


@pytest.mark.parametrize("row", rows("people_labels.tsv"), ids=lambda row: row["label"])
def test_labels(row: dict[str, str]) -> None:
    assert (row["field"] in read_label(row["label"]).fields) if row["field"] else not read_label(row["label"]).fields
