"""What a list says of all its prices: a row holds the remark and the VAT of each item's price."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from normalize.read import read_page
from spiders.page import Page

SEEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
CARD = "<li class=card><a href=/cursus/{0}><h3>Cursus {0}</h3></a><ul><li>3 dagen</li>{1}<li>€ {2}</li></ul></li>"
CARDS = (
    CARD.format("Celkweek", "<li><i class=icon-cal></i>op aanvraag</li>", 450)
    + CARD.format("Eiwitten", "<li>8 februari 2027</li>", 695)
    + CARD.format("Statistiek", "<li>9 maart 2027</li>", 895)
)
HTML = "<html lang=nl><head><title>Cursusaanbod</title></head><body><main><h1>Cursusaanbod</h1><p>{}</p><ul>{}</ul>"
ROWS = (
    ("Alle prijzen zijn exclusief btw.", "excluded"),
    ("Leer het op het lab. Onze prijzen zijn incl. 21% btw.", "included"),
    ("De genoemde prijzen zijn vrijgesteld van btw.", "exempt"),
    ("Prijzen zijn excl. btw.", "excluded"),
    ("All fees are exclusive of VAT.", "excluded"),
    ("Boeken bestel je los, exclusief btw.", "unknown"),
    ("De lunch is inclusief btw.", "unknown"),
    ("Alle prijzen zijn onder voorbehoud.", "unknown"),
    ("* per persoon, exclusief btw, inclusief lunch", "excluded"),
)


@pytest.mark.parametrize(("remark", "vat"), ROWS)
def test_vat_of_all(remark: str, vat: str) -> None:
    cards = CARDS.replace(" 450", " 450*") if remark.startswith("*") else CARDS
    page = Page("https://www.voorbeeld.example/cursusaanbod", HTML.format(remark, cards).encode(), fetched_at=SEEN)
    courses = read_page(page).courses
    assert [course.price.vat for course in courses if course.price] == [vat] * 3
    assert [course.start for course in courses] == ["on_request", "dated", "dated"]
