"""The words around the private pages: each in both languages, each used."""

from __future__ import annotations

import re

import pytest

from console.accounts import words
from console.render import HERE
from exports.words import Pair
from tests.console.conftest import Room

TABLES: dict[str, tuple[dict[str, Pair], str, str]] = {
    "DESK": (words.DESK, "d", "desk.html"),
    "SIGN_IN": (words.SIGN_IN, "t", "sign_in.html"),
    "PASSWORD": (words.PASSWORD, "t", "password.html"),
    "LOG": (words.LOG, "t", "log.html"),
    "ACCESS": (words.ACCESS, "t", "access.html"),
}
SAID = {
    "PASSWORD": {"done", "old", "again", "weak", "old_label", "new_label", "again_label"},
    "ACCESS": {
        "added", "new_password", "closed", "opened", "new_link", "ended", "bad_name", "bad_role", "taken", "own",
        "not_done",
    },
}  # fmt: skip
"""What a page says of a deed: the answer names the word."""


@pytest.mark.parametrize("name", TABLES)
def test_every_word_is_there_in_both_languages_and_used(name: str) -> None:
    table, called, template = TABLES[name]
    text = (HERE / "templates" / template).read_text(encoding="utf-8")
    for key, pair in table.items():
        assert all(word.strip() for word in pair), key
        assert re.search(rf"\b{called}\.{key}\b", text) or key in SAID.get(name, ()), key


def test_every_refusal_and_page_has_its_words() -> None:
    pairs = [*words.REFUSED.values(), *words.DEEDS.values(), *words.ROLES.values(), words.REFUSED_TITLE]
    pairs += [names for rows in words.NAV.values() for _, names in rows]
    assert all(word.strip() for pair in pairs for word in pair)
    addresses = [where for rows in words.NAV.values() for where, _ in rows]
    assert all(english == f"/en{english.removeprefix('/en')}" for _, english in addresses)


@pytest.mark.parametrize(
    ("at", "marked", "how"),
    [
        ("/wachtwoord", "", ""),
        ("/beheer", "/beheer", "page"),
        ("/beheer/toegang", "/beheer/toegang", "page"),
        ("/beheer/logboek", "/beheer/logboek", "page"),
        ("/beheer/besluiten", "/beheer", "true"),
        ("/en/manage/decisions", "/en/manage", "true"),
    ],
)
def test_the_navigation_tells_where_one_is(room: Room, at: str, marked: str, how: str) -> None:
    client, _ = room.signed_in("staff")
    bar = client.get(at).text.partition('<section class="deskbar"')[2].partition("</nav>")[0]
    found = re.findall(r'href="([^"]*)" aria-current="(\w+)"', bar)
    assert found == ([(marked, how)] if marked else [])
