"""The coverage audit: its figures, and its pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from lxml import html

from exports import advice, shown, words
from exports.publication import ProviderView
from exports.publish import publish
from exports.report import _percent, page_name
from exports.report_text import Tally, coverage
from normalize import course as record
from normalize.course import COMPARED, Day, Duration, Price, Session
from tests.exports.builder import PROVIDERS, course, offers, publication


@pytest.fixture(name="out", scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "feeds"
    publish(offers, publication(), out)
    return out


def page(out: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((out / "report" / f"{name}.html").read_bytes())


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_coverage_counts_what_each_site_shows() -> None:
    kadelab, merel, silent = coverage(offers(), PROVIDERS)
    assert (kadelab.courses, merel.courses, silent.courses) == (6, 2, 0)
    assert kadelab.filled["price"] == pytest.approx(83.3)
    assert kadelab.filled["organisation"] == 100
    assert merel.filled["audience"] == 50
    assert kadelab.stale == pytest.approx(16.7)
    assert kadelab.conflicting == pytest.approx(16.7)
    assert kadelab.statuses == {"conflicting": 1, "current": 4, "expired": 1}
    assert (merel.state, merel.cause, merel.last_good_run) == ("failed", "timeout", date(2026, 11, 18))
    assert set(silent.filled.values()) == {None}


def test_an_offer_at_two_sites_counts_once_in_the_total() -> None:
    tally = Tally(PROVIDERS)
    for offer in offers():
        tally.add(offer)
    assert tally.total().courses == len(offers())
    assert sum(row.courses for row in tally.rows()) == len(offers()) + 1


def test_a_site_that_left_the_registry_still_has_its_row() -> None:
    assert [row.id for row in coverage(offers(), PROVIDERS[:1])] == ["kadelab", "hs-merel"]
    assert [row.id for row in coverage(offers())] == ["hs-merel", "kadelab"]


def test_the_table_holds_the_figures(out: Path) -> None:
    rows = page(out, "index").cssselect("table.audit tbody tr")
    cells = [[text(cell) for cell in row] for row in rows]
    assert cells[0][:9] == ["Kadelab Opleidingen", "6", "100 %", "100 %", "83 %", "100 %", "100 %", "100 %", "17 %"]
    assert cells[1][9:] == ["18 november 2026 (4 dagen geleden)", "mislukt: de site antwoordt niet op tijd"]
    assert len(cells) == 2
    assert "Staan uit en zijn nooit bezocht: Stilte & Zonen." in text(page(out, "index"))


def test_english_stands_beside_dutch(out: Path) -> None:
    for name in ("index", "kadelab", "hs-merel", "stilte"):
        dutch, english = page(out, name), page(out, f"{name}.en")
        assert (dutch.get("lang"), english.get("lang")) == ("nl", "en")
        assert dutch.cssselect("a[rel=alternate]")[0].get("href") == f"{name}.en.html"
        assert english.cssselect("a[rel=alternate]")[0].get("href") == f"{name}.html"
    assert "failed: the site does not answer in time" in text(page(out, "index.en"))


def test_every_link_into_the_publication_leads_somewhere(out: Path) -> None:
    followed = 0
    for path in (out / "report").glob("*.html"):
        for link in html.document_fromstring(path.read_bytes()).cssselect("a[href]"):
            href = str(link.get("href"))
            if not href.startswith(("https://", "#")):
                assert (path.parent / href).resolve().is_file(), href
                followed += 1
    assert followed > 40


def test_a_provider_sees_value_words_gap_and_cure(out: Path) -> None:
    articles = {article.get("id"): article for article in page(out, "kadelab").cssselect("article")}
    assert set(articles) == {offer.id for offer in offers() if offer.provider.id == "kadelab"}
    price = next(row for row in articles["c000001"].cssselect("tr") if text(row).startswith("Prijs"))
    assert text(price).startswith("Prijs € 1.450 (excl. btw)€ 1.305,50 (excl. btw), leden € 1.450 excl. btw")
    assert price.cssselect("a")[0].get("href") == "https://www.kadelab.example/cursus/1"
    assert "de pagina noemt twee prijzen: € 900 ≠ € 950" in text(articles["c000003"])
    assert "Voor wie Voor QC-medewerkers letterlijk (achter een label" in text(articles["c000001"])
    assert "Zet nieuwe data op de pagina" in text(articles["c000004"])
    assert "Prijs niet gevonden" in text(articles["c000005"])
    assert "Noem het bedrag" in text(articles["c000005"])
    assert not articles["c000001"].cssselect(".mend")


def test_the_pages_are_usable_without_eyes_script_or_colour(out: Path) -> None:
    for path in (out / "report").glob("*.html"):
        document = html.document_fromstring(path.read_bytes())
        assert len(document.cssselect("h1")) == 1
        assert document.cssselect("main")
        assert document.cssselect("meta[name=viewport]")
        assert all(cell.get("scope") for cell in document.cssselect("th"))
        assert all(drawing.get("aria-label") for drawing in document.cssselect("svg"))
        assert not document.cssselect("script, [onclick], link[rel=stylesheet]")
        ids = [element.get("id") for element in document.cssselect("[id]")]
        assert len(ids) == len(set(ids))


def test_a_long_list_is_cut_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exports.report.COURSES_SHOWN", 3)
    publish(lambda: (course(number) for number in range(5)), publication(), tmp_path / "feeds")
    document = page(tmp_path / "feeds", "kadelab")
    assert len(document.cssselect("article")) == 3
    assert "En nog 2 meer; alle staan in courses.csv" in text(document)


def test_a_provider_named_index_does_not_take_the_front_page(tmp_path: Path) -> None:
    view = ProviderView(id="index", name="Index", website="https://index.example/")
    publish(offers, publication(providers=[view]), tmp_path / "feeds")
    assert page_name("index") != "index"
    assert "Dekking" in text(page(tmp_path / "feeds", "index"))


@pytest.mark.parametrize(
    ("share", "words"), [(None, "–"), (0.0, "0 %"), (0.2, "1 %"), (49.6, "50 %"), (99.7, "99 %"), (100.0, "100 %")]
)
def test_nearly_all_is_not_all(share: float | None, words: str) -> None:
    assert _percent(share, "nl") == words


VALUES = [
    (Price(amount=0.0), "gratis", "free"),
    (Price(amount=1234.5, vat="included"), "€ 1.234,50 (incl. btw)", "€ 1,234.50 (incl. VAT)"),
    (Price(amount=80.0, currency="USD", vat="exempt"), "USD 80 (vrij van btw)", "USD 80 (VAT exempt)"),
    (Duration(value=1.0, unit="half_day"), "1 dagdeel", "1 half day"),
    (Duration(value=2.5, unit="day", hours=20.0), "2,5 dagen (20 uur)", "2.5 days (20 hours)"),
    (Session(start="2027-03", precision="month"), "maart 2027", "March 2027"),
    (Session(start="2027-23", precision="season"), "najaar 2027", "autumn 2027"),
    (Session(start="2027", precision="year"), "2027", "2027"),
    (Session(text="12 mei"), "12 mei", "12 mei"),
    (
        Session(start="2027-03-10T09:00:00+01:00", end="2027-03-10T17:00:00+01:00", status="full"),
        "10 maart 2027 09:00, vol",
        "10 March 2027 09:00, full",
    ),
    (
        Session(start="2027-03-10", end="2027-03-24", days=[Day(date="2027-03-10")], enrol_until="2027-02-01"),
        "10 maart 2027 t/m 24 maart 2027 (1×), aanmelden t/m 1 februari 2027",
        "10 March 2027 to 24 March 2027 (1×), enrol by 1 February 2027",
    ),
    (Session(start="2027-99-99"), "2027-99-99", "2027-99-99"),
]


@pytest.mark.parametrize(("value", "dutch", "english"), VALUES)
def test_values_in_words(value: Price | Duration | Session, dutch: str, english: str) -> None:
    def say(language: words.Language) -> str:
        if isinstance(value, Price):
            return shown.price_words(value, language)
        return (
            shown.duration_words(value, language) if isinstance(value, Duration) else shown.run_words(value, language)
        )

    assert (say("nl"), say("en")) == (dutch, english)


def test_a_reason_without_words_is_shown_as_it_is() -> None:
    assert words.reason_words("conflict_colour", "en") == "the page contradicts itself"
    assert words.reason_words("eaten_by_dog", "nl") == "eaten by dog"


def test_an_enabled_provider_without_courses_is_in_the_table(tmp_path: Path) -> None:
    view = ProviderView(id="new", name="Nieuw", website="https://new.example/")
    publish(list, publication(providers=[view]), tmp_path / "feeds")
    row = page(tmp_path / "feeds", "index").cssselect("table.audit tbody tr")[0]
    assert [text(cell) for cell in row] == ["Nieuw", "0", *["–"] * 7, "nooit", "nog niet bezocht"]


def test_every_code_of_the_record_has_words() -> None:
    assert set(COMPARED) <= set(words.FIELDS)
    assert set(advice.MISSING) == set(COMPARED)
    for literal, table in (
        (record.Status, words.STATUSES),
        (record.Method, words.METHODS),
        (record.Unit, shown.UNITS),
        (record.Vat, shown.VAT),
        (record.Level, shown.LEVELS),
        (record.Delivery, shown.DELIVERIES),
        (record.SessionStatus, shown.RUN_STATUS),
    ):
        assert set(get_args(literal)) == set(table)
