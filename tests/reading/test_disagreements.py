"""Pages that contradict themselves about a price or a place, and pages that do not: the rows of `disagreements.tsv`."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from normalize.read import read_page
from spiders.page import Page

HTML = "<html lang=nl><head><title>Cursus Celkweek</title></head><body><main><h1>Cursus Celkweek</h1>{}</main></body>"

with Path(__file__).with_name("disagreements.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['wanted']}: {row['html'][:80]}")
def test_disagreements(row: dict[str, str]) -> None:
    page = Page("https://www.voorbeeld.example/cursus/celkweek", HTML.format(row["html"]).encode())
    [course] = read_page(page, as_course=True).courses
    found = {reason.code.split("_")[1] for reason in course.freshness.reasons if reason.code.startswith("conflict_")}
    assert found == ({row["wanted"]} if row["wanted"] != "none" else set())
