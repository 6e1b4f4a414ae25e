"""Every page of the staff in both languages, with something of everything and with nothing at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from console.render import HERE
from console.staff import ANSWERS, lists
from console.staff.addresses import AT, to
from console.staff.words import WORDS, common, courses, matching, providers, work
from exports.words import LANGUAGES, Language
from store.accounts import Role
from tests.console.conftest import Room
from tests.console.staff.conftest import Counter

PAGES = [page for page, (_, takes) in ANSWERS.items() if takes != "POST only"]
TABLES = {
    f"{module.__name__.rpartition('.')[2]}.{name}": table
    for module in (common, courses, matching, providers, work)
    for name, table in vars(module).items()
    if name.isupper() and isinstance(table, dict)
}


def ids(counter: Counter) -> dict[str, str]:
    held = next(run for run in counter.store.runs("rijnlab") if run.state == "held")
    return {"run": held.id, "course": counter.ids()["GMP voor operators"], "provider": "rijnlab"}


@pytest.mark.parametrize("table", TABLES)
def test_every_word_is_there_in_both_languages(table: str) -> None:
    for key, (dutch, english) in TABLES[table].items():
        assert dutch.strip(), key
        assert english.strip(), key
        places = [set(re.findall(r"\{\w+\}", words)) for words in (dutch, english)]
        assert places[0] == places[1], key


def test_every_word_of_the_pages_is_used_and_named_once() -> None:
    sources = [*(HERE / "templates/staff").iterdir(), *(HERE / "staff").glob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    unused = {key for key in WORDS if not re.search(rf"\bt\.{key}\b|[\"']{key}[\"']", text)}
    assert unused == {"pages_row", "failed_row", "courses_row", "wrong_max_pages", "wrong_min_courses"}  # made of parts
    parts = (common.COMMON, work.WORK, matching.MATCHING, courses.COURSES, providers.PROVIDERS)
    assert len(WORDS) == sum(map(len, parts))
    assert not [key for key in WORDS if hasattr({}, key)], "a template would read the dictionary's own method"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_there_in_both_languages(reader: Counter, page: str, language: Language) -> None:
    address = to(page, language, ids(reader).get(page, ""))
    answer = reader.client.get(address)
    assert answer.status_code == 200, answer.text
    tree = html.fromstring(answer.text)
    if page in ("progress", "preview"):
        assert tree.xpath("descendant-or-self::*[@id='progress']")
        return
    assert tree.get("lang") == language
    (other,) = tree.xpath("//a[@class='tongue']/@href")
    assert html.fromstring(reader.client.get(other).text).get("lang") != language
    assert not tree.xpath("//*[@style] | //main//script | //style | //@onerror | //img")
    assert not [label for label in tree.xpath("//label[@for]/@for") if not tree.xpath("//*[@id=$id]", id=label)]
    names = tree.xpath("//@id")
    assert len(names) == len(set(names)), names
    for form in tree.xpath("//main//form[@method='post']"):
        assert form.xpath(".//input[@name='csrf']/@value") == [reader.csrf]
    assert tree.xpath("//h1")


def test_a_desk_where_nothing_happened_yet_says_so(room: Room) -> None:
    client, _ = room.signed_in("staff")
    for page in PAGES:
        if page not in ("run", "course", "progress", "preview"):
            assert client.get(to(page, "nl", "kadelab")).status_code == 200, page


def test_long_lists_are_leafed_through(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LISTED", 5)
    id = counter.ids()["GMP voor operators"]
    for _ in range(7):
        counter.post(f"/beheer/cursus/{id}", do="hide")
    for first, number in (("/beheer/cursussen?list=all", 12), ("/beheer/besluiten", 7)):
        found, address = 0, first
        while address:
            tree = html.fromstring(counter.client.get(address).text)
            found += len(tree.xpath("//ul[@class='found-courses']/li | //tbody/tr"))
            following = tree.xpath("//p[@class='turn']/a[contains(., '→')]/@href")
            address = following[0] if following else ""
        assert found == number
    assert counter.text("/beheer/cursussen?list=all&q=risico&provider=kadelab").count("Risicomanagement") == 2
    assert "Geen cursussen in deze lijst" in counter.text("/beheer/cursussen?list=all&q=%3Cb%3E&page=99")


def test_what_is_not_there_is_lost(reader: Counter) -> None:
    for address in ("/beheer/bezoek/nee", "/beheer/cursus/nee", "/beheer/aanbieder/nee", "/en/manage/course/nee"):
        assert reader.client.get(address).status_code == 404, address


def test_only_staff_come_in_and_only_with_the_field_of_their_session(reader: Counter) -> None:
    stranger = TestClient(reader.client.app)
    for address in (address.replace("{id}", "x") for pair in AT.values() for address in pair):
        assert stranger.get(address, follow_redirects=False).status_code == 303, address
        assert reader.client.post(address, data={}).status_code in (403, 405), address


@pytest.mark.parametrize("role", ["analyst", "provider"])
def test_others_have_no_business_here(room: Room, role: Role) -> None:
    client, _ = room.signed_in(role, "kadelab" if role == "provider" else None)
    for page in PAGES:
        assert client.get(to(page, "nl", "x")).status_code == 403, page


def test_looking_at_a_page_that_only_takes_forms_does_nothing(counter: Counter) -> None:
    for page in ("stop", "publish", "undo"):
        assert counter.client.get(to(page, "nl", "rijnlab"), follow_redirects=False).status_code == 303
    assert counter.store.decisions() == []


def test_a_registry_with_a_mistake_is_told_and_nothing_breaks(counter: Counter) -> None:
    path = Path(counter.desk.registry)
    path.write_text(path.read_text() + "\n[[provider]]\nid = 3\n")
    for page in PAGES:
        answer = counter.client.get(to(page, "nl", ids(counter).get(page, "")))
        assert answer.status_code == 200, page
    told = counter.text("/beheer")
    assert "Er staat een fout in de registratie" in told
    assert "id = 3" in told
    refused = counter.post("/beheer/verversen", which="all")
    assert refused.status_code == 409
    assert "id" in refused.text
