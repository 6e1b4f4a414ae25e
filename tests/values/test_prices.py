"""Words and the tariffs that they name."""

from __future__ import annotations

import pytest

from normalize.course import Price
from normalize.values.price_choice import ordinary_price
from normalize.values.prices import read_prices, read_vat

Row = tuple[float, str, str | None]


def shown(price: Price) -> Row:
    return price.amount, price.vat, price.label


ONE = [
    ("€ 7.595,00 exclusief BTW", 7595, "excluded"),
    ("€5,975", 5975, "unknown"),
    ("1.295,-", 1295, "unknown"),
    ("1,295.00", 1295, "unknown"),
    ("EUR 600", 600, "unknown"),
    ("12 maart 2027, € 250, 1 dag", 250, "unknown"),
    ("€ 250, 2 dagen", 250, "unknown"),
    ("€ 1.295, 00", 1295, "unknown"),
    ("18.000 euro", 18000, "unknown"),
    ("€ 175,– (ex. btw)", 175, "excluded"),
    ("€ 1.250 (btw vrij)", 1250, "exempt"),
    ("€ 495,- vrijgesteld van btw", 495, "exempt"),
    ("€ 495, btw niet van toepassing", 495, "exempt"),
    ("€ 495 excl. 21% btw, inclusief lunch", 495, "excluded"),
    ("€ 495 inclusief lunch, exclusief btw", 495, "excluded"),
    ("€ 1.250 p.p. incl. btw en lunch", 1250, "included"),
    ("Kosten (excl. btw): € 450", 450, "excluded"),
    ("850 euro per person, excluding 21% BTW, including full-board accommodation", 850, "excluded"),
    ("Prijs: € 1.195,00 per deelnemer (excl. btw)", 1195, "excluded"),
    ("€ 975 inclusief € 150 examengeld", 975, "unknown"),
    ("De cursus kost € 495, inclusief examen en lesmateriaal", 495, "unknown"),
    ("The fees for this course amount to €5.000,- per course", 5000, "unknown"),
    ("€ 1.495 in plaats van € 1.590; je bespaart € 95", 1495, "unknown"),
    ("€ 2.795 in plaats van 4 × € 795", 2795, "unknown"),
    ("van € 595 voor € 495", 495, "unknown"),
    ("Kosten cursus: € 495, examen € 150, herexamen € 75", 495, "unknown"),
    ("De kosten bedragen € 450,- excl. btw. Annuleren kost € 45.", 450, "excluded"),
    ("Online cursus: € 495", 495, "unknown"),
    ("Deze training voor medewerkers van laboratoria in de regio kost u € 495", 495, "unknown"),
    ("Vanaf 1 januari 2027 bedraagt het cursusgeld € 495", 495, "unknown"),
    ("The academic year 2026-2027: €500", 500, "unknown"),
    ("De online training is gratis", 0, "unknown"),
    ("gratis", 0, "unknown"),
    ("Deelname is kosteloos.", 0, "unknown"),
    ("free of charge", 0, "unknown"),
    ("Kosten: nihil", 0, "unknown"),
]


@pytest.mark.parametrize(("words", "amount", "vat"), ONE)
def test_one_ordinary_price(words: str, amount: float, vat: str) -> None:
    assert [shown(price) for price in read_prices(words)] == [(amount, vat, None)]


SEVERAL: list[tuple[str, list[Row], float | None]] = [
    ("€70 (early bird) / €120 (regular)", [(70, "unknown", "early bird"), (120, "unknown", "regular")], 120),
    ("Leden: € 395, niet-leden: € 495", [(395, "unknown", "Leden"), (495, "unknown", "niet-leden")], 495),
    ("Leden € 395, niet-leden € 495", [(395, "unknown", "Leden"), (495, "unknown", "niet-leden")], 495),
    ("€ 395 leden, € 495 niet-leden", [(395, "unknown", "leden"), (495, "unknown", "niet-leden")], 495),
    ("Euro 70,- voor leden / 80,- voor niet-leden", [(70, "unknown", "leden"), (80, "unknown", "niet-leden")], 80),
    (
        "PhD students: €250; postdocs: €400; industry: €1,200",
        [(250, "unknown", "PhD students"), (400, "unknown", "postdocs"), (1200, "unknown", "industry")],
        1200,
    ),
    (
        "Studenten € 50,- / Overige deelnemers € 150,-",
        [(50, "unknown", "Studenten"), (150, "unknown", "Overige deelnemers")],
        150,
    ),
    (
        "€7.250,- + ca. €800,- verplichte arrangementkosten",
        [(7250, "unknown", None), (800, "unknown", "verplichte arrangementkosten")],
        7250,
    ),
    ("€ 100,- per studiepunt", [(100, "unknown", "per studiepunt")], None),
    ("Prijs vanaf € 695,-", [(695, "unknown", "Prijs vanaf")], 695),
    (
        "€ 450 bij aanmelding voor 1 mei, anders € 550",
        [(450, "unknown", "bij aanmelding voor 1 mei"), (550, "unknown", None)],
        550,
    ),
    ("Cursus 1 € 100, cursus 2 € 200", [(100, "unknown", None), (200, "unknown", None)], 100),
    ("€ 595 per dag", [(595, "unknown", "per dag")], None),
    ("vanaf € 495", [(495, "unknown", "vanaf")], 495),
    ("€ 500 - € 900", [(500, "unknown", "€ 500 - € 900"), (900, "unknown", "€ 500 - € 900")], 500),
    ("500 - 900 euro", [(500, "unknown", "500 - 900 euro"), (900, "unknown", "500 - 900 euro")], 500),
    ("€ 3.450 (3 termijnen van € 1.150)", [(3450, "unknown", None)], 3450),
    ("€ 1.295 excl. BTW, € 1.566,95 incl. BTW", [(1295, "excluded", None), (1566.95, "included", None)], 1295),
    (
        "free of charge for employed and contract PhD candidates",
        [(0, "unknown", "employed and contract PhD candidates")],
        None,
    ),
    (
        "Voor de kennismaking worden geen kosten gerekend, de cursus kost € 25 per persoon",
        [(25, "unknown", None), (0, "unknown", "de kennismaking")],
        25,
    ),
    ("Leden: gratis, niet-leden: € 95", [(95, "unknown", "niet-leden"), (0, "unknown", "Leden")], 95),
    ("Gratis voor leden, niet-leden € 95", [(95, "unknown", "niet-leden"), (0, "unknown", "leden")], 95),
]


@pytest.mark.parametrize(("words", "tariffs", "ordinary"), SEVERAL)
def test_several_tariffs(words: str, tariffs: list[Row], ordinary: float | None) -> None:
    prices = read_prices(words)
    assert [shown(price) for price in prices] == tariffs
    chosen = ordinary_price(prices)
    assert (chosen.amount if chosen else None) == ordinary


@pytest.mark.parametrize(
    "words",
    [
        "€45 annuleringskosten",
        "Bij annulering brengen wij € 250 in rekening",
        "€ 40,- aan administratiekosten",
        "€10 administration fee",
        "€ 430,- accreditatiekosten",
        "Examen: € 150",
        "Re-examination: € 95",
        "deposit of €100",
        "U krijgt € 50,- korting bij inschrijving vóór 1 mei",
        "€ 20 korting voor leden",
        "a fine of 100 euro will be charged",
        "salaris € 3.200 bruto per maand",
        "STAP-budget van € 1.000",
        "SLIM-subsidie tot € 25.000",
        "omzet van € 5 miljoen",
        "€ 1,5 miljoen",
        "Salaris: € 2.500 - € 3.000 per maand",
        "Minimumloon € 14,40 per uur",
        "€ 5,- per factuur",
        "gratis parkeren",
        "Annuleren is gratis tot 14 dagen voor aanvang",
        "feel free to contact us",
        "All courses are free of VAT.",
        "prijs op aanvraag",
        "2 dagen, 16 uur, 12 personen",
        "tel. 071 527 27 27",
        "",
    ],
)
def test_no_course_price(words: str) -> None:
    assert read_prices(words) == []


@pytest.mark.parametrize(
    ("words", "vat"),
    [
        ("Alle prijzen zijn exclusief 21% btw.", "excluded"),
        ("All fees are exclusive of 21% Dutch VAT.", "excluded"),
        ("Alle genoemde bedragen zijn inclusief btw.", "included"),
        ("Prijzen zijn btw-vrij", "exempt"),
        ("Als onderwijsinstelling is de academie vrijgesteld van BTW", "exempt"),
        ("VAT exempt", "exempt"),
        ("btw-nummer NL001234567B01", None),
        ("zakelijk excl. btw, particulier incl. btw", None),
        ("We do not charge VAT.", "exempt"),
        ("Wij berekenen geen btw.", "exempt"),
        ("Over deze opleiding wordt geen btw berekend.", "exempt"),
        ("Wij brengen geen btw in rekening.", "exempt"),
        ("De opleiding is btw-vrij.", "exempt"),
        ("Vrijgesteld van btw", "exempt"),
        ("btw-vrijgesteld (CRKBO)", "exempt"),
        ("Er is geen btw verschuldigd.", "exempt"),
        ("No VAT is charged on this course.", "exempt"),
        ("VAT-free", "exempt"),
        ("Not subject to VAT", "exempt"),
        ("Deze prijs is vrij van btw", "exempt"),
        ("Over de cursusprijs hoeft u geen btw te betalen.", "exempt"),
        ("U betaalt geen btw over de opleiding.", "exempt"),
        ("Door onze CRKBO-registratie rekenen wij geen btw.", "exempt"),
        ("Wegens onze CRKBO-erkenning zijn onze prijzen vrijgesteld van 21% BTW", "exempt"),
        ("The fee is exempt from Dutch VAT", "exempt"),
        ("0% btw", "exempt"),
        ("btw n.v.t.", "exempt"),
        ("BTW niet van toepassing", "exempt"),
        ("geen BTW", "exempt"),
        ("€ 495 excl. 21% btw", "excluded"),
        ("Prijzen zijn exclusief BTW", "excluded"),
        ("ex btw", "excluded"),
        ("€ 100 + btw", "excluded"),
        ("plus 21% VAT", "excluded"),
        ("VAT not included", "excluded"),
        ("de genoemde bedragen zijn nog te vermeerderen met btw", "excluded"),
        ("Over dit bedrag wordt 21% btw berekend.", "excluded"),
        ("Bedragen zonder btw", "excluded"),
        ("net of VAT", "excluded"),
        ("btw komt daar nog bij", "excluded"),
        ("€ 495 incl. btw", "included"),
        ("Inclusief 21% btw", "included"),
        ("Prijs is met btw", "included"),
        ("btw inbegrepen", "included"),
        ("VAT included", "included"),
        ("all prices include VAT", "included"),
        ("incl BTW en materialen", "included"),
        ("De prijs bevat 21% btw", "included"),
        ("Ons btw-nummer is NL001234567B01", None),
        ("Vraag naar de btw-regeling", None),
        ("Wilt u weten of u btw kunt terugvragen?", None),
        ("Als ondernemer kunt u de btw aftrekken.", None),
        ("", None),
    ],
)
def test_vat(words: str, vat: str | None) -> None:
    assert read_vat(words) == vat


@pytest.mark.parametrize(
    ("words", "currency"), [("USD 500", "USD"), ("$ 1,200.50", "USD"), ("£ 300", "GBP"), ("CHF 90", "CHF")]
)
def test_currency(words: str, currency: str) -> None:
    assert [price.currency for price in read_prices(words)] == [currency]


def test_text_is_literal() -> None:
    [price] = read_prices("De  kosten zijn € 1.295,–\u00a0(excl. btw). Schrijf je in!")
    assert price.text == "De kosten zijn € 1.295,– (excl. btw)"
