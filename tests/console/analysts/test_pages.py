"""The analysts' pages: who may see them, what they show, and the needs that are uploaded."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import lxml.html
import pytest
from lxml import etree
from starlette.testclient import TestClient

from console.analysts.addresses import ADDRESSES, TABS, address
from console.analysts.pages import BY_NAME, PAGES
from exports.words import LANGUAGES, Language
from store import accounts, needs
from store.accounts import Role
from store.views import VIEWS
from tests.console.analysts.conftest import OFFERS, TODAY, publish, visit
from tests.console.conftest import Room

FILE = b"onderwerp;aantal;toelichting\nGMP;60;voorjaar\nLassen;6;=1+1\n<script>alert(1)</script>;2;\n"


def opened(room: Room, role: Role = "analyst") -> tuple[TestClient, str]:
    return room.signed_in(role, "kadelab" if role == "provider" else None)


def upload(client: TestClient, csrf: str, data: bytes, language: Language = "nl"):  # type: ignore[no-untyped-def]
    return client.post(
        address("demand", language), data={"csrf": csrf}, files={"file": ("b.csv", data, "text/csv")},
        follow_redirects=False,
    )  # fmt: skip


@pytest.mark.parametrize("role", ["staff", "analyst", "provider"])
def test_staff_and_analysts_see_the_pages_and_providers_do_not(filled: Room, role: Role) -> None:
    client, _ = opened(filled, role)
    for pair in ADDRESSES.values():
        for where in pair:
            assert client.get(where.replace("{name}", "found")).status_code == (403 if role == "provider" else 200)


@pytest.fixture(scope="module")
def client(shown: Room) -> TestClient:
    """An analyst who uploaded needs."""
    client, csrf = opened(shown)
    assert upload(client, csrf, FILE).status_code == 303
    return client


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TABS)
def test_every_figure_is_a_picture_with_a_table_and_says_where_it_comes_from(
    client: TestClient, name: str, language: Language
) -> None:
    answer = client.get(address(name, language))
    page = lxml.html.fromstring(answer.text)
    assert page.get("lang") == language
    figures = page.xpath("//section[contains(@class, 'figure')]")
    assert [one.get("id") for one in figures] == list(PAGES[name])
    for one in figures:
        (image,) = one.xpath(".//img")
        assert image.get("alt")
        assert image.get("src").startswith("data:image/svg+xml,")
        assert " " not in image.get("src")
        assert one.xpath("count(.//tbody/tr)") >= 1
        assert one.xpath("string(.//code)") in VIEWS
        links = one.xpath(".//p[@class='origin']//a/@href")
        assert [client.get(link).status_code for link in links] == [200, 200]
    (other,) = page.xpath("//a[@class='tongue']/@href")
    assert other == address(name, "en" if language == "nl" else "nl")
    assert not page.xpath("//script | //*[@style] | //style")
    assert "<script>alert" not in answer.text
    assert "<b>de Merel" not in answer.text


def test_before_the_first_visit_the_pages_say_what_to_do(empty: Room) -> None:
    client, _ = opened(empty)
    for name in TABS:
        for language, words in zip(LANGUAGES, ("Er is nog niets bezocht", "Nothing was visited yet"), strict=True):
            text = client.get(address(name, language)).text
            assert words in text
            assert "<img" not in text


def test_after_one_night_one_sentence_stands_for_the_trends(empty: Room) -> None:
    visit(empty.store, "kadelab", TODAY, 2, price=1.0)
    publish(empty.store, OFFERS[:1], TODAY)
    client, _ = opened(empty)
    page = lxml.html.fromstring(client.get("/analyse").text)
    assert page.xpath("//section[contains(@class, 'figure')]/@id") == ["found", "fields", "freshness"]
    assert page.xpath("//p[@class='notice']/text()") == [
        "Het verloop is te zien na bezoeken op twee verschillende dagen."
    ]


@pytest.mark.parametrize("name", BY_NAME)
def test_numbers_and_drawing_can_be_taken_along(client: TestClient, name: str) -> None:
    table = client.get(address("table", "nl", name))
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.headers["content-disposition"] == f'attachment; filename="{name}.csv"'
    rows = list(csv.reader(io.StringIO(table.text)))
    assert len(rows) > 1
    drawing = client.get(address("drawing", "nl", name))
    assert drawing.headers["content-type"] == "image/svg+xml"
    assert drawing.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert etree.fromstring(drawing.content).tag == "{http://www.w3.org/2000/svg}svg"


def test_what_is_no_figure_is_not_found(filled: Room) -> None:
    client, _ = opened(filled)
    for name in ("nothing", "..%2f..%2fetc", "gap"):
        assert client.get(address("drawing", "nl") + name).status_code == 404
    assert client.get("/analyse/gegevens/x.csv").status_code == 404
    assert client.get(address("drawing", "en", "gap")).status_code == 404  # nothing is asked for yet


def test_a_formula_is_no_formula_in_a_download(filled: Room) -> None:
    client, csrf = opened(filled)
    assert upload(client, csrf, b"onderwerp;aantal;toelichting\n=cmd();3;@x\n").status_code == 303
    text = client.get(address("needs", "nl")).content.decode("utf-8-sig")
    assert text.splitlines()[1] == "'=cmd();3;'@x"


@pytest.mark.parametrize("language", LANGUAGES)
def test_needs_are_taken_in_and_shown(filled: Room, language: Language) -> None:
    client, csrf = opened(filled)
    answer = upload(client, csrf, FILE, language)
    assert answer.status_code == 303
    page = lxml.html.fromstring(client.get(answer.headers["location"]).text)
    assert page.xpath("//p[@role='status']")
    assert page.xpath("//section[@id='gap']//tbody/tr/th/text()") == [("GMP en kwaliteit", "GMP and quality")[
        LANGUAGES.index(language)]]  # fmt: skip
    assert page.xpath("//section[@id='unknown']//label/b/text()") == ["Lassen", "<script>alert(1)</script>"]
    assert [(need.code, need.uploaded_by) for need in needs.needs(filled.store.database)] == [
        ("gmp_quality", "anna"), (None, "anna"), (None, "anna"),
    ]  # fmt: skip
    deed = accounts.deeds(filled.store.database)[0]
    assert (deed.who, deed.what, deed.subject) == ("anna", address("demand", language), "3 needs")


REFUSED: list[tuple[bytes, str, str]] = [
    (b"onderwerp;aantal\nGMP;zestig\nTalen;3\n", "Regel 2", "Line 2"),
    (b"PK\x03\x04", "werkmap", "workbook"),
    (b"", "Kies eerst een bestand", "Choose a file first"),
    (b"onderwerp;aantal\n" + b"GMP;x\n" * 60, "En nog 10 andere", "And 10 more"),
]


def test_a_wrong_file_is_told_and_nothing_is_lost(filled: Room) -> None:
    client, csrf = opened(filled)
    upload(client, csrf, FILE)
    for data, dutch, english in REFUSED:
        for language, words in zip(LANGUAGES, (dutch, english), strict=True):
            answer = upload(client, csrf, data, language)
            assert answer.status_code == 422
            assert words in answer.text
    assert len(needs.needs(filled.store.database)) == 3


def test_a_file_beyond_the_bound_of_the_door_is_refused(filled: Room) -> None:
    client, csrf = opened(filled)
    assert upload(client, csrf, b"onderwerp;aantal\n" + b"Talen;3\n" * 200_000).status_code == 413


def test_a_form_without_the_field_of_the_session_is_refused(filled: Room) -> None:
    client, _ = opened(filled)
    assert upload(client, "wrong", FILE).status_code == 403
    assert needs.needs(filled.store.database) == []


def test_a_topic_can_be_chosen_by_hand(filled: Room) -> None:
    client, csrf = opened(filled)
    upload(client, csrf, FILE)
    form = {"csrf": csrf, "do": "name", "words0": "Lassen", "code0": "safety", "words1": "GMP", "code1": "nonsense"}
    assert client.post("/analyse/vraag", data=form, follow_redirects=False).status_code == 303
    assert [need.code for need in needs.needs(filled.store.database)] == ["gmp_quality", "safety", None]
    assert needs.needs(filled.store.database)[0].uploaded_by == "anna"


@pytest.mark.parametrize("group", ["0", "-1", "1001", "99999999", "x", "１２", "", "<b>"])
def test_a_group_that_is_none_is_the_usual_one(client: TestClient, group: str) -> None:
    page = lxml.html.fromstring(client.get("/analyse/vraag", params={"group": group}).text)
    assert page.xpath("//input[@name='group']/@value") == ["12"]


def test_the_group_is_counted_with(client: TestClient) -> None:
    table = client.get(address("table", "nl", "gap", group=20)).text
    assert "gmp_quality,60,2,0,2,40,20,short" in table


def test_a_broken_registry_leaves_the_ids(filled: Room) -> None:
    client, _ = opened(filled)
    filled.desk.registry.write_text("[[provider", encoding="utf-8")
    assert "kadelab heeft" in client.get("/analyse").text or "merel heeft" in client.get("/analyse").text


def test_the_columns_of_demand_are_documented() -> None:
    text = (Path(__file__).parents[3] / "docs" / "analysis.md").read_text(encoding="utf-8")
    for column in ("asked", "available", "flexible", "starts", "places", "gap", "verdict"):
        assert f"`{column}`" in text
