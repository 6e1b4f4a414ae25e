"""Figures: what they count, what their titles say, and what stands there when there is nothing to draw."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from lxml import etree

from console.analysts import draw, figure_words, words
from console.analysts.coverage import FRESHNESS
from console.analysts.demand import Gap, gaps, until
from console.analysts.draw import TONES, Chart, Kind, Series
from console.analysts.material import Figure, line_of_time
from console.analysts.pages import BY_NAME, PAGES
from console.render import HERE
from exports.words import LANGUAGES, Language, Pair
from store import Store, needs
from tests.console.analysts.conftest import OFFERS, TODAY, material, offer, publish, visit
from tests.store.conftest import at


def figure(store: Store, name: str, language: Language = "nl", **given: Any) -> Figure:
    return BY_NAME[name](material(store, language, **given))


def drawn(one: Figure) -> list[tuple[str, list[Any]]]:
    assert one.chart
    return [(series.name, list(series.values)) for series in one.chart.series]


TITLES: list[tuple[str, str, str]] = [
    ("found", "Hogeschool <b>de Merel</b> heeft de meeste cursussen: 3 van 4",
     "Hogeschool <b>de Merel</b> has the most courses: 3 of 4"),
    ("fields", "Het minst genoemd: voor wie, bij 25 % van de cursussen",
     "Given least: for whom, by 25% of the courses"),
    ("freshness", "100 % van de cursussen is actueel", "100% of the courses are current"),
    ("found-over-time", "Gepubliceerde cursussen: 1 op 23 oktober 2026, nu 4",
     "Published courses: 1 on 23 October 2026, 4 now"),
    ("fields-over-time", "Minder vaak genoemd: prijs, van 100 % naar 40 %",
     "Given less often: price, from 100% to 40%"),
    ("freshness-over-time", "100 % was actueel op 23 oktober 2026, nu 100 %",
     "100% were current on 23 October 2026, 100% are now"),
    ("topics", "Het meeste aanbod gaat over GMP en kwaliteit: 2 van de 4 cursussen; "
     "over 16 van de 19 onderwerpen niets",
     "Most is on offer on GMP and quality: 2 of the 4 courses; nothing on 16 of the 19 topics"),
    ("prices", "De grootste groep kost € 500 tot 1.000: 50 % van de cursussen met een prijs",
     "The largest group costs € 500 to 1,000: 50% of those with a price"),
    ("durations", "De grootste groep duurt 2 tot 5 dagen: 100 % van de cursussen met een duur",
     "The largest group takes 2 to 5 days: 100% of those with a length"),
    ("levels", "Het vaakst genoemde niveau is hbo: 100 % van de cursussen met een niveau",
     "The level stated most is hbo (bachelor): 100% of those with a level"),
    ("sites", "2 van de 2 aanbieders delen cursussen met een andere site",
     "2 of the 2 providers share courses with another site"),
    ("pairs", "Kadelab Opleidingen en Hogeschool <b>de Merel</b> hebben de meeste onderwerpen gemeen: 2",
     "Kadelab Opleidingen and Hogeschool <b>de Merel</b> have the most topics in common: 2"),
    ("spread", "GMP en kwaliteit: 2 aanbieders; onderwerpen met maar één aanbieder: 1",
     "GMP and quality: 2 providers; topics with a single provider: 1"),
    ("gap", "Er zijn nog geen behoeften om te vergelijken", "There are no needs to compare yet"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "dutch", "english"), TITLES, ids=[row[0] for row in TITLES])
def test_a_title_says_what_one_sees(seen: Store, name: str, dutch: str, english: str) -> None:
    assert (figure(seen, name).title, figure(seen, name, "en").title) == (dutch, english)


def test_every_figure_has_a_title_in_the_table_and_its_own_name(seen: Store) -> None:
    assert [row[0] for row in TITLES] == list(BY_NAME)
    for name in BY_NAME:
        assert figure(seen, name).name == name


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_store_draws_nothing_and_says_so(bare: Store, name: str, language: Language) -> None:
    one = figure(bare, name, language)
    assert one.chart is None
    assert one.title
    assert not one.body


@pytest.mark.parametrize("name", [name for name in BY_NAME if "time" in name])
def test_after_one_day_there_is_no_trend_yet_but_a_table(bare: Store, name: str) -> None:
    visit(bare, "kadelab", TODAY, 2, price=1.0, audience=1.0)
    publish(bare, OFFERS, TODAY)
    one = figure(bare, name)
    assert one.chart is None
    assert one.title == "Het verloop is te zien na bezoeken op twee verschillende dagen."
    assert len(one.body) == 1


def test_visits_without_anything_published_are_shown(bare: Store) -> None:
    visit(bare, "kadelab", TODAY, 2)
    assert figure(bare, "found").title == "Er is nog niets gepubliceerd"
    assert figure(bare, "fields").title == "Er zijn nog geen cursussen gepubliceerd"


def test_an_offer_at_two_sites_counts_for_both_and_once_together(seen: Store) -> None:
    assert drawn(figure(seen, "found")) == [("Gevonden pagina's", [0, 0]), ("Gepubliceerd", [3, 2])]
    assert drawn(figure(seen, "sites"))[0] == ("Ook op een andere site", [1, 1])
    assert figure(seen, "fields").body[-1][:2] == ["Samen", "4"]


def test_a_line_over_time_keeps_what_was_known(seen: Store) -> None:
    one = figure(seen, "found-over-time")
    pages, published = drawn(one)
    assert (pages[1][0], pages[1][-2], pages[1][-1]) == (1, 1, 5)
    assert (published[1][0], published[1][-2], published[1][-1]) == (1, 1, 4)
    assert [row[0] for row in one.body] == ["22 november 2026", "23 oktober 2026"]


def test_a_line_over_time_can_be_about_one_provider(seen: Store) -> None:
    assert drawn(figure(seen, "found-over-time", provider="kadelab"))[1][1][-1] == 2
    assert figure(seen, "freshness-over-time", provider="kadelab").view == "analysis_published"
    assert figure(seen, "found-over-time", provider="nobody").chart is not None
    assert figure(seen, "fields-over-time", provider="nobody").chart is None


TIMES: list[tuple[list[str], int, str, str]] = [
    ([], 0, "", ""),
    (["2026-11-22"] * 2, 0, "", ""),
    (["2026-11-22", "2026-11-21"], 2, "2026-11-21", "2026-11-22"),
    (["2024-02-29", "2026-11-22"], 85, "2024-02-29", "2026-11-22"),
]


@pytest.mark.parametrize(("days", "number", "first", "last"), TIMES)
def test_a_long_time_is_drawn_in_few_points(days: list[str], number: int, first: str, last: str) -> None:
    spread = line_of_time(days)
    assert len(spread) == number
    assert (spread[:1] + spread[-1:]) == ([first, last] if number else [])


def test_prices_are_told_with_their_vat(seen: Store) -> None:
    assert drawn(figure(seen, "prices")) == [("incl. btw", [0, 1]), ("excl. btw", [1, 0])]
    assert figure(seen, "prices").body[-1][:2] == ["niet genoemd", "2"]


def test_demand_stands_beside_supply(lived: Store) -> None:
    asked = [("GMP", "gmp_quality", 30, ""), ("gmp", "gmp_quality", 10, ""), ("Talen", "languages", 5, ""),
             ("schoon", "cleanroom", 5, ""), ("Lassen", None, 900, ""), ("Leiding", "leadership", 9, "")]  # fmt: skip
    needs.replace(lived.database, asked, who="anna", now=at(TODAY))
    assert gaps(material(lived)) == [
        Gap("gmp_quality", asked=40, available=2, flexible=0, starts=2, places=24),
        Gap("cleanroom", asked=5, available=1, flexible=1, starts=0, places=0),
        Gap("languages", asked=5, available=0, flexible=0, starts=0, places=0),
        Gap("leadership", asked=9, available=1, flexible=0, starts=1, places=12),
    ]
    assert [one.verdict for one in gaps(material(lived))] == ["short", "flexible_verdict", "nothing", "enough"]
    assert gaps(material(lived, group=20))[-1].topic == "leadership"
    one = figure(lived, "gap")
    assert one.title == "Grootste tekort: GMP en kwaliteit, 16 plaatsen; 3 van de 4 onderwerpen komen tekort"
    assert one.table is not None
    assert one.table.rows[0] == ("gmp_quality", 40, 2, 0, 2, 24, 16, "short")


def test_a_topic_without_a_start_is_told(lived: Store) -> None:
    later = [offer("z", topics=["languages"], sessions=[], start="dated")]
    publish(lived, later, TODAY + timedelta(days=1))
    needs.replace(lived.database, [("Talen", "languages", 5, "")], who="anna", now=at(TODAY))
    assert [one.verdict for one in gaps(material(lived))] == ["no_start"]


HALF_YEARS = [
    (date(2026, 11, 22), date(2027, 5, 22)), (date(2026, 8, 31), date(2027, 2, 28)),
    (date(2027, 8, 31), date(2028, 2, 29)),
    (date(2026, 6, 30), date(2026, 12, 30)), (date(2026, 12, 1), date(2027, 6, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("today", "last"), HALF_YEARS)
def test_half_a_year_on(today: date, last: date) -> None:
    assert until(today) == last


CHARTS: list[tuple[Kind, Chart]] = [
    (kind, Chart(kind, ["één <b>&\x07", "twee"], [Series("rij <script>", "main", [3, 0]),
     Series("rij 2", "second", [1_000_000, None])], lambda value: f"{value:g} %"))
    for kind in ("bars", "parts", "lines", "areas", "dots")
]  # fmt: skip


@pytest.mark.parametrize(("kind", "chart"), CHARTS, ids=[kind for kind, _ in CHARTS])
@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("title", ["", "Wat men ziet <script>"])
def test_a_chart_is_an_image_that_does_nothing(kind: Kind, chart: Chart, phone: bool, title: str) -> None:
    svg = draw.draw(chart, phone=phone, title=title)
    assert svg == draw.draw(chart, phone=phone, title=title)
    root = etree.fromstring(svg.encode())
    assert {etree.QName(node).localname for node in root.iter("{*}*")} <= {
        "svg", "defs", "style", "g", "rect", "text", "path", "circle", "line", "title", "clipPath", "tspan",
    }  # fmt: skip
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on") or "href" in name]
    assert "http" not in svg.replace("http://www.w3.org/", "")
    wide = draw.phone_width(chart) if phone else draw.width(chart)
    assert (root.get("width"), root.get("height")) == (str(wide), str(draw.height(chart, title=title)))
    assert ("rij 2" in svg) == (bool(title) or kind == "dots")


@pytest.mark.parametrize("largest", [0.4, 1, 3, 7, 10, 99, 100, 101, 12_345, 10_000_000])
def test_a_scale_is_round_and_short(largest: float) -> None:
    scale = draw._scale(largest)
    assert scale[0] == 0
    assert 2 <= len(scale) <= 7
    assert scale[-1] >= largest


def test_legends_have_the_colours_of_the_charts() -> None:
    css = (HERE / "static" / "analysts.css").read_text(encoding="utf-8")
    found = re.findall(r"\.tone\.(\w+) \{ background: (#\w+); \}", css)
    assert found == [(tone, pair[place]) for place in (0, 1) for tone, pair in TONES.items()]
    assert set(FRESHNESS) <= set(TONES)


TABLES: dict[str, dict[str, Pair]] = {
    "WORDS": words.WORDS, "TAB_WORDS": words.TAB_WORDS, "CAUSES": words.CAUSES, "REFUSALS": words.REFUSALS,
    "FIGURES": figure_words.FIGURES,
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_every_word_is_there_in_both_languages(name: str) -> None:
    for key, (dutch, english) in TABLES[name].items():
        assert dutch.strip(), key
        assert english.strip(), key
        assert set(re.findall(r"{\w+}", dutch)) == set(re.findall(r"{\w+}", english)), key


def test_every_word_is_used() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (HERE / "templates" / "analysts").glob("*.html"))
    built = {f"{name}_intro" for name in PAGES} | {"saved", "named"}
    assert {key for key in words.WORDS if not re.search(rf"\bt\.{key}\b", pages)} <= built
    code = "".join(
        path.read_text(encoding="utf-8") for path in (HERE / "analysts").glob("*.py") if "words" not in path.name
    )
    built = {f"{name}{end}" for name in ("durations", "levels") for end in ("", "_none", "_note")}
    assert {key for key in figure_words.FIGURES if f'"{key}"' not in code} <= built
