"""What a provider sees of its courses, in Dutch and English, and what nobody else does."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from console.providers import words
from console.providers.addresses import ADDRESSES, TABS, address
from console.providers.messages import FIELDS
from console.providers.owned import found_in
from exports.bands import BANDS, MEANING, WORDS
from exports.words import LANGUAGES, Language
from normalize.amend import FIELDS as CORRECTABLE
from store.accounts import Role
from tests.console.conftest import Room
from tests.console.providers.conftest import COURSES, HOSTILE, enter, full, others, show

PLACES = {"id": "kadelab", "course": "c3"}


def page(client: TestClient, url: str, status: int = 200) -> html.HtmlElement:
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code)
    return html.document_fromstring(answer.content)


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("table", [words.WORDS, words.TAB_WORDS, WORDS, MEANING, FIELDS])
def test_every_word_is_there_in_both_languages(table: dict[str, Any]) -> None:
    assert all(len(pair) == 2 and all(one.strip() for one in pair) for pair in table.values())
    assert all(re.findall(r"%[sd]", dutch) == re.findall(r"%[sd]", english) for dutch, english in table.values())


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    root = Path(__file__).parents[3] / "console"
    source = "".join(file.read_text() for file in (root / "templates/provider").iterdir())
    code = "".join(file.read_text() for file in (root / "providers").glob("[!w]*.py"))
    named = set(re.findall(r"\bt\.(\w+)", source)) | set(re.findall(r'(?:WORDS\[|Wrong\(|_Busy\()"(\w+)"', code))
    made = {key for key in words.WORDS if key.startswith(("kind_", "message_"))}
    assert set(words.WORDS) == named | made


def test_what_can_be_told_can_be_corrected() -> None:
    assert set(FIELDS) <= set(CORRECTABLE)
    assert set(TABS) < set(ADDRESSES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_says_within_a_minute_what_is_wrong(desk: Room, language: Language) -> None:
    place = LANGUAGES.index(language)
    client, _ = enter(desk, "provider", "kadelab")
    document = page(client, address("overview", language, "kadelab"))
    assert document.get("lang") == language
    assert text(document.cssselect("h1")[0]) == "Kadelab Opleidingen"
    lead = ("toont 6 cursussen van u. Aan 4 daarvan", "shows 6 courses of yours. 4 of them")[place]
    assert lead in text(document.cssselect(".lead")[0])
    bands = {link.get("href"): text(link) for link in document.cssselect(".bands a")}
    assert bands == {
        address("courses", language, "kadelab", band=band): f"{number} {WORDS[band][place]}"
        for band, number in zip(BANDS, (2, 1, 1, 1, 1), strict=True)
    }
    helps = [text(link) for link in document.cssselect(".helps a")]
    assert ("Ontbreekt: prijs bij één cursus", "Missing: price at one course")[place] in helps
    assert any(one.startswith(("De pagina noemt twee prijzen", "The page names two prices")[place]) for one in helps)
    assert ("gemiddelde van 3 aanbieders", "average of 3 providers")[place] in text(document)
    assert ("na het tweede bezoek", "after the second visit")[place] in text(document)
    other = document.cssselect(".tongue")[0].get("href")
    assert other == address("overview", "en" if language == "nl" else "nl", "kadelab")


def test_what_helps_leads_to_as_many_courses_as_it_says(desk: Room) -> None:
    gone = full("g1", "Weg", price=None, freshness=COURSES[4].freshness)
    show(desk, [*COURSES, gone])
    client, _ = enter(desk, "provider", "kadelab")
    links = page(client, "/en/provider/kadelab").cssselect(".helps a")
    assert len(links) > 3
    for link in links:
        listed = page(client, str(link.get("href"))).cssselect(".list > li")
        assert text(link).endswith("at one course" if len(listed) == 1 else f"at {len(listed)} courses")


def test_of_two_providers_no_average_is_shown(desk: Room) -> None:
    show(desk, [*COURSES, *others("merel", "m1")])
    client, _ = enter(desk, "provider", "kadelab")
    document = page(client, "/aanbieder/kadelab")
    assert "pas bij 3 aanbieders" in text(document)
    assert not document.cssselect("svg .usual")


@pytest.mark.parametrize("language", LANGUAGES)
def test_visits_make_a_trend_and_changes(visits: Room, language: Language) -> None:
    client, _ = enter(visits, "provider", "kadelab")
    document = page(client, address("overview", language, "kadelab"))
    labels = " ".join(str(drawing.get("aria-label")) for drawing in document.cssselect("svg"))
    assert ("pagina's: 5 (22 november 2026), 6 (23", "pages found: 5 (22 November 2026), 6 (23")[
        LANGUAGES.index(language)
    ] in labels
    rows = [[text(cell) for cell in row] for row in document.cssselect(".as-table tbody tr")]
    assert [row[1:4] for row in rows] == [["6", "–", "75 %" if language == "nl" else "75%"],
                                          ["5", "–", "50 %" if language == "nl" else "50%"]]  # fmt: skip
    assert "€ 900" in text(document.cssselect(".changed pre")[0])


VISITS: list[tuple[Any, str | None, str]] = [
    ("good", None, "Laatste bezoek: 23 november 2026, gelukt."),
    ("incomplete", "timeout", "Laatste bezoek: 23 november 2026, onvolledig (de site antwoordt niet op tijd)."),
    ("failed", "host_down", "mislukt (de site is niet bereikbaar). Wat hier staat, komt van het laatste bezoek dat"),
    ("held", "collapsed", "tegengehouden (er werd opeens veel minder gevonden). Wat hier staat"),
    ("failed", "eaten_by_dog", "mislukt (eaten_by_dog). Wat hier staat"),
]


@pytest.mark.parametrize(("state", "cause", "said"), VISITS)
def test_how_the_last_visit_went_is_said(visits: Room, state: Any, cause: str | None, said: str) -> None:
    now = visits.now + timedelta(days=1, hours=1)
    run = visits.store.start_run("kadelab", now=now, today=now.date())
    visits.store.record_run(
        run, now=now, today=now.date(), state=state, cause=cause, detail=None, stats={}, pages=[], gone={}, courses=[]
    )
    visits.store.start_run("kadelab", now=now + timedelta(hours=1), today=now.date())  # under way: it says nothing yet
    client, _ = enter(visits, "provider", "kadelab")
    shown = text(page(client, "/aanbieder/kadelab").cssselect(".visit")[0])
    assert said in shown
    assert ("komt van het laatste" in shown) == (state in ("failed", "held"))


LISTS: list[tuple[dict[str, str], list[str]]] = [
    ({}, ["c6", "c3", "c4", "c2", "c5", "c1"]),
    ({"band": "stale"}, ["c4"]),
    ({"band": "complete"}, ["c1"]),
    ({"code": "price"}, ["c2"]),
    ({"code": "conflict_price"}, ["c3"]),
    ({"band": "stale", "code": "price"}, []),
    ({"code": "x' OR 1=1"}, []),
]


@pytest.mark.parametrize(("query", "ids"), LISTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_failing_courses_are_one_click_away(
    desk: Room, language: Language, query: dict[str, str], ids: list[str]
) -> None:
    client, _ = enter(desk, "provider", "kadelab")
    document = page(client, address("courses", language, "kadelab", **query))
    links = [str(link.get("href")) for link in document.cssselect(".list h2 a")]
    assert links == [address("course", language, "kadelab", id) for id in ids]
    counts = [int(re.findall(r"\((\d+)\)", text(link))[0]) for link in document.cssselect(".choices a")]
    assert counts[0] == sum(counts[1:])


@pytest.mark.parametrize("query", ["band=x", "p=0", "p=2", "p=-1", "p=%C2%B2", "p=" + "9" * 5000, "band=stale&p=2"])
def test_a_list_that_there_is_not(desk: Room, query: str) -> None:
    client, _ = enter(desk, "provider", "kadelab")
    assert client.get(f"/aanbieder/kadelab/cursussen?{query}").status_code == 404


def test_a_long_list_has_pages(desk: Room) -> None:
    show(desk, [full(f"n{number:03}", f"Cursus {number:03}") for number in range(120)])
    client, _ = enter(desk, "provider", "kadelab")
    found = []
    for number in (1, 2, 3):
        document = page(client, f"/aanbieder/kadelab/cursussen?p={number}")
        found += [text(link) for link in document.cssselect(".list h2 a")]
        assert f"Bladzijde {number} van 3" in text(document)
    assert found == [f"Cursus {number:03}" for number in range(120)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_value_stands_beside_its_words(desk: Room, language: Language) -> None:
    place = LANGUAGES.index(language)
    client, _ = enter(desk, "provider", "kadelab")
    document = page(client, address("course", language, "kadelab", "c3"))
    rows = {text(row[0]): row for row in document.cssselect(".values-table tbody tr")}
    price = rows[("Prijs", "Price")[place]]
    assert text(price[1]) == ("€ 950 (excl. btw)", "€ 950 (excl. VAT)")[place]
    assert "€ 950 excl. btw" in text(price[2])
    shown_at = "https://www.kadelab.example/cursus/c3#:~:text=%E2%82%AC%20950%20excl.%20btw"
    assert price[2].cssselect("a")[0].get("href") == shown_at
    assert price[2].cssselect("a.doubt")[0].get("href") == "?field=price#correct"
    assert "“€ 950” / “€ 990”" in text(document.cssselect(".reasons")[0])
    cure = ("hetzelfde bedrag", "the same amount")[place]
    assert cure in text(document.cssselect(".mend")[0])
    assert '"@type": "Course"' in document.cssselect(".block code")[0].text_content()
    preset = page(client, address("course", language, "kadelab", "c3", field="price"))
    assert preset.cssselect("#field option[selected]")[0].get("value") == "price"


def test_what_is_missing_is_said_with_the_lines_that_give_it(desk: Room) -> None:
    client, _ = enter(desk, "provider", "kadelab")
    document = page(client, "/aanbieder/kadelab/cursus/c2")
    assert "niet gevonden" in text(document.cssselect(".gap")[0])
    assert '"priceCurrency": "EUR"' in document.cssselect(".block code")[1].text_content()
    gone = page(client, "/aanbieder/kadelab/cursus/c5")
    assert not gone.cssselect(".block")


def test_crawled_text_is_never_markup(desk: Room) -> None:
    client, _ = enter(desk, "provider", "kadelab")
    for url in ("", "/cursussen", "/cursus/c6", "/meldingen"):
        document = page(client, f"/aanbieder/kadelab{url}")
        assert not document.cssselect("script:not([src]), img, [onerror], [style], a[href^=javascript]"), url
    assert text(page(client, "/aanbieder/kadelab/cursus/c6").cssselect("h1")[0]) == HOSTILE


def test_everything_to_print_is_the_published_report(desk: Room) -> None:
    client, _ = enter(desk, "provider", "kadelab")
    for language in LANGUAGES:
        document = page(client, address("overview", language, "kadelab"))
        link = document.cssselect(".tabs .last a")[0].get("href")
        assert "Kadelab Opleidingen" in text(page(client, str(link)))


OWNERS: list[tuple[Role, str | None, int]] = [
    ("provider", "kadelab", 200),
    ("provider", "merel", 403),
    ("analyst", None, 403),
    ("staff", None, 200),
]


@pytest.mark.parametrize(("role", "provider", "status"), OWNERS)
def test_a_provider_sees_its_own_pages_only(desk: Room, role: Role, provider: str | None, status: int) -> None:
    client, csrf = enter(desk, role, provider)
    for language in LANGUAGES:
        for name in ADDRESSES:
            url = address(name, language, "kadelab", "c3")
            assert client.get(url).status_code == status, url
    if status == 403:
        form = {"csrf": csrf, "what": "confirm", "url": "https://www.kadelab.example/"}
        for name in ("course", "look"):
            assert client.post(address(name, "nl", "kadelab", "c3"), data=form).status_code == 403


@pytest.mark.parametrize("url", ["/aanbieder/kadelab/cursus/m1", "/aanbieder/kadelab/cursus/zz", "/aanbieder/niemand"])
def test_a_course_of_another_is_not_there(desk: Room, url: str) -> None:
    client, _ = enter(desk, "staff")
    assert client.get(url).status_code == 404


EMPTY = [("nieuw", ("nog niets gepubliceerd", "Nothing of this provider is published yet")),
         ("merel", ("nog geen cursussen gevonden", "No courses have been found"))]  # fmt: skip


@pytest.mark.parametrize(("provider", "said"), EMPTY)
@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_nothing_it_says_what_to_do(
    desk: Room, provider: str, said: tuple[str, str], language: Language
) -> None:
    show(desk, COURSES)
    client, _ = enter(desk, "provider", provider)
    for name in TABS:
        document = page(client, address(name, language, provider))
        assert not document.cssselect("svg")
    assert said[LANGUAGES.index(language)] in text(page(client, address("overview", language, provider)))


def test_a_mistake_in_the_registry_leaves_what_is_published(desk: Room) -> None:
    desk.desk.registry.write_text("[[provider]\n", encoding="utf-8")
    client, _ = enter(desk, "provider", "kadelab")
    for name in TABS:
        page(client, address(name, "nl", "kadelab"))
    assert not page(client, "/aanbieder/kadelab").cssselect("form.check")


WHERE = [
    ("https://a.example/x", "2 dagen", "https://a.example/x#:~:text=2%20dagen"),
    ("https://a.example/x#top", "2 dagen", "https://a.example/x#top"),
    ("https://a.example/x", "a-b, c & d…", "https://a.example/x#:~:text=a%2Db%2C%20c%20%26%20d"),
    ("https://a.example/x", "woord " * 40, "https://a.example/x#:~:text=" + "%20".join(["woord"] * 13)),
]


@pytest.mark.parametrize(("url", "said", "found"), WHERE)
def test_a_link_leads_to_the_words(url: str, said: str, found: str) -> None:
    assert found_in(url, said) == found
