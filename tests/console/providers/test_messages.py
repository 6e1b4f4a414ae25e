"""What a provider tells the desk, and what is kept of it."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from console.providers import messages
from exports.words import LANGUAGES, Language
from store.proposals import proposals, settle
from tests.console.conftest import Room
from tests.console.providers.conftest import COURSES, enter

TOLD: list[tuple[dict[str, str], tuple[str, dict[str, str], str]]] = [
    ({"what": "confirm"}, ("confirm", {}, "")),
    ({"what": "confirm", "words": " gebeld "}, ("confirm", {}, "gebeld")),
    (
        {"what": "correct", "field": "price", "value": "€ 990", "words": "onderaan"},
        ("correct", {"price": "€ 990"}, "onderaan"),
    ),
    (
        {"what": "correct", "field": "sessions", "value": "3 mei\n2027\u202e\0"},
        ("correct", {"sessions": "3 mei 2027"}, ""),
    ),
    ({"what": "correct", "field": "level", "value": "Hbo-niveau"}, ("correct", {"level": "hbo"}, "")),
    ({"what": "correct", "field": "delivery", "value": "op locatie"}, ("correct", {"delivery": "onsite"}, "")),
    ({"what": "correct", "field": "duration", "value": "2 dagen"}, ("correct", {"duration": "2 dagen"}, "")),
    (
        {"what": "correct", "field": "title", "value": "<b>" + "x" * 2000},
        ("correct", {"title": "<b>" + "x" * 996 + "…"}, ""),
    ),
]  # fmt: skip
REFUSED: list[tuple[dict[str, str], tuple[str, str]]] = [
    ({}, ("niet te lezen", "can't be read")),
    ({"what": "hide"}, ("niet te lezen", "can't be read")),
    ({"what": "correct", "value": "x"}, ("Kies eerst", "First choose")),
    ({"what": "correct", "field": "id", "value": "x"}, ("Kies eerst", "First choose")),
    (
        {"what": "correct", "field": "price", "value": "in overleg met de hond"},
        ("niet te lezen als", "can't be read as"),
    ),
    ({"what": "correct", "field": "sessions", "value": "binnenkort"}, ("niet te lezen als", "can't be read as")),
    ({"what": "correct", "field": "title", "value": "[1, 2]"}, ("niet te lezen als", "can't be read as")),
    ({"what": "correct", "field": "languages", "value": "nl"}, ("Kies eerst", "First choose")),
    ({"what": "correct", "field": "price", "value": " \u202e "}, ("Vul in", "Fill in")),
]
COURSE = {"nl": "/aanbieder/kadelab/cursus/c1", "en": "/en/provider/kadelab/course/c1"}


@pytest.mark.parametrize(("form", "kept"), TOLD)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_waits_for_the_desk(
    desk: Room, language: Language, form: dict[str, str], kept: tuple[str, dict[str, str], str]
) -> None:
    client, csrf = enter(desk, "provider", "kadelab", "bo")
    for _ in range(2):  # twice the same is told once
        answer = client.post(COURSE[language], data=form | {"csrf": csrf}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{COURSE[language]}?told=1#told")
    (one,) = proposals(desk.store.database)
    assert (one.kind, one.value, one.words) == kept
    assert (one.provider, one.subject, one.made_by, one.state) == ("kadelab", "c1", "bo", "open")
    document = html.document_fromstring(client.get(answer.headers["location"]).content)
    assert document.cssselect("#told[role=status]")
    assert not document.cssselect("main b b")


@pytest.mark.parametrize(("form", "said"), REFUSED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_told_is_said_where_it_was_typed(
    desk: Room, language: Language, form: dict[str, str], said: tuple[str, str]
) -> None:
    client, csrf = enter(desk, "provider", "kadelab")
    answer = client.post(COURSE[language], data=form | {"csrf": csrf, "words": "blijft staan"})
    assert answer.status_code == 400
    document = html.document_fromstring(answer.content)
    assert said[LANGUAGES.index(language)] in document.cssselect("[role=alert]")[0].text_content()
    assert document.cssselect("#words")[0].get("value") == "blijft staan"
    assert not proposals(desk.store.database)


def test_a_message_for_a_course_of_another_is_not_taken(desk: Room) -> None:
    client, csrf = enter(desk, "provider", "kadelab")
    answer = client.post("/aanbieder/kadelab/cursus/m1", data={"what": "confirm", "csrf": csrf})
    assert answer.status_code == 404
    assert not proposals(desk.store.database)


def test_a_provider_cannot_bury_the_desk(desk: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "OPEN", 3)
    client, csrf = enter(desk, "provider", "kadelab")
    statuses = [
        client.post(COURSE["nl"], data={"what": "confirm", "words": str(n), "csrf": csrf}, follow_redirects=False)
        for n in range(5)
    ]
    assert [answer.status_code for answer in statuses] == [303, 303, 303, 400, 400]


STATES: list[tuple[Any, tuple[str, str]]] = [
    (None, ("wacht op het loket", "waits for the desk")),
    ("accepted", ("overgenomen", "accepted")),
    ("rejected", ("niet overgenomen", "not accepted")),
]


@pytest.mark.parametrize(("state", "said"), STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_became_of_a_message_can_be_seen(
    desk: Room, language: Language, state: Any, said: tuple[str, str]
) -> None:
    client, csrf = enter(desk, "provider", "kadelab")
    client.post(COURSE["nl"], data={"what": "correct", "field": "price", "value": "€ 1", "csrf": csrf})
    if state:
        (one,) = proposals(desk.store.database)
        settle(desk.store.database, one.id, state, who="anna", now=desk.now)
    shown = client.get({"nl": "/aanbieder/kadelab/meldingen", "en": "/en/provider/kadelab/messages"}[language])
    document = html.document_fromstring(shown.content)
    assert document.cssselect(".list b")[0].text_content() == said[LANGUAGES.index(language)]
    assert "€ 1" in document.cssselect(".list q")[0].text_content()
    tab = document.cssselect(".tabs a[aria-current]")[0].text_content()
    assert tab.endswith("(1)") == (state is None)


TAKEN: list[tuple[str, str, Any]] = [
    ("price", "€ 990 excl. btw", 990.0),
    ("duration", "3 dagen", 3.0),
    ("sessions", "12 maart 2027 en 3 mei 2027", ["2027-03-12", "2027-05-03"]),
    ("level", "hbo-niveau", "hbo"),
    ("delivery", "op locatie", "onsite"),
    ("entry_requirements", "Geen", "Geen"),
]


@pytest.mark.parametrize(("field", "value", "decided"), TAKEN)
def test_staff_can_take_over_what_a_provider_tells(desk: Room, field: str, value: str, decided: Any) -> None:
    desk.store.save_offers(
        [(COURSES[0], [f"kadelab {COURSES[0].url}"])], now=desk.now, today=desk.now.date(), retired={}
    )
    client, csrf = enter(desk, "provider", "kadelab")
    form = {"what": "correct", "field": field, "value": value, "words": "op de pagina", "csrf": csrf}
    assert client.post(COURSE["nl"], data=form, follow_redirects=False).status_code == 303
    (told,) = proposals(desk.store.database)
    staff, theirs = desk.signed_in("staff")
    accepted = staff.post("/beheer/voorstellen", data={"proposal": str(told.id), "do": "accept", "csrf": theirs})
    assert accepted.status_code == 200
    (decision,) = desk.store.decisions("correct")
    given = decision.value["value"]
    shown = {"price": "amount", "duration": "value"}
    read = [run["start"] for run in given] if field == "sessions" else given[shown[field]] if field in shown else given
    assert (decision.value["field"], read) == (field, decided)
    assert proposals(desk.store.database)[0].state == "accepted"
