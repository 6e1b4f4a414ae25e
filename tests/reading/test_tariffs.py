"""What a course costs, as pages write it: the rows of `tariffs.tsv`.

`price`: what an ordinary participant pays; `vat`: what is said of it; `prices`: all tariffs, parted by a space.
"none" where nothing may be read, "-" where two careful readers may differ.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from normalize.read import read_page
from spiders.page import Page

START = "<h1>Cursus Celkweek</h1><p>In deze cursus leer je hoe je cellen kweekt en hoe je steriel werkt in het lab.</p>"

with Path(__file__).with_name("tariffs.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["html"][:70])
def test_tariffs(row: dict[str, str]) -> None:
    body = f"<html><body>{START}{row['html']}</body></html>".encode()
    page = Page("https://www.voorbeeld.example/cursus/celkweek", body, headers={"content-type": "text/html"})
    course = read_page(page, as_course=True).courses[0]
    price = course.price
    found = {
        "price": f"{price.amount:g}" if price else "none",
        "vat": price.vat if price else "none",
        "prices": " ".join(f"{amount:g}" for amount in sorted({one.amount for one in course.prices})) or "none",
    }
    wanted = {name: row[name] for name in found if row[name] != "-"}
    assert {name: found[name] for name in wanted} == wanted
