"""Who gives a course, by the sentences of its page: the name in them that is an organisation's."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from normalize.fields.places import TOWN
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.alternatives import merged, question

MAX_SENTENCES = 60
"""Sentences in which an organiser is looked for."""
MAX_NAMES = 20
"""Names of a sentence that are looked at."""
MAX_CHARS = 500
"""Characters of a sentence that are looked at."""

_TABLE = tomllib.loads(Path(__file__).with_name("organisers.toml").read_text(encoding="utf-8"))
_WORDS: dict[str, list[str]] = _TABLE["words"]
_COURSE = f"(?i:{_WORDS['course'][0]})"
_BODY = merged("|".join(_WORDS["bodies"]))
_WORD = (
    r"(?:[A-ZÀ-Þ][\w'’.&+/-]*|\d?[a-zà-ÿ]+[A-ZÀ-Þ][\w-]*"
    r"|[a-z-]{3,30}\.(?:nl|be|com|org|eu|vlaanderen|amsterdam|frl|gent|brussels))"
)
_NO_START = "|".join(_WORDS["no_start"])
_SMALL = r"(?:van|voor|foar|of|for|and|en|&|de|der|den|het|the|tot|ter)"
_LINKS = re.compile(rf"(?: {_SMALL})+$")
_TOWN_FIRST = re.compile(r"^[A-ZÀ-Þ-]{4,} (?:De|Het) ")
"""A town in capitals opens a news item."""
NAME = re.compile(
    rf"(?<![\w-])(?P<kind>(?:[a-zà-ÿ-]*-)?(?:research )?[a-zà-ÿ]{{0,25}}(?:{_BODY}) (?:van (?:de |het )?)?)?"
    rf"(?P<core>(?!(?:{_NO_START})\b){_WORD}(?:(?: {_SMALL}){{1,3}} {_WORD}| {_WORD}| \[[A-Z]{{2,8}}\]"
    rf"|,? (?:van de regio|[a-z]{{0,20}}(?:{_BODY})|afd\.) {_WORD}){{0,8}}(?: en omstreken| e\.o\.)?)"
)
"""A name with its capitals, and the noun before it that says what it is ("de imkersvereniging Oever")."""


def _filled(words: str) -> str:
    return (
        words.replace("COURSE", _COURSE)
        .replace("GIVES", f"(?:{'|'.join(_WORDS['gives'])})")
        .replace("GIVEN", f"(?:{'|'.join(_WORDS['given'])})")
    )


_CUES = [(re.compile(_filled(row["before"])), re.compile(_filled(row.get("after", "")))) for row in _TABLE["say"]]
"""What stands before and after the name of who gives the course."""
BEFORE = 120
"""Characters before a name that are looked at."""
_HINT = question(
    r"organi[sz]|verzor|bied|geeft|geven|gegeven|houd|start|begin|offer|provid|host|runs?\b|given|deliver|present|door\b"
    r"|b(?<=\bb)y\b|initiati|samenwerk|collabor|cooperat|v(?<=\bv)an\b|o(?<=\bo)f\b|r(?<=\br)icht|b(?<=\bb)ij\b"
    r"|B(?<=^B)ij\b|A(?<=^A)t\b"
)
"""Each begins with a letter, which is looked for before what must stand in front of it: that costs far less."""
_ABBREVIATION = re.compile(r"^ \([A-Z][\w&-]{1,11}\)")
"""Behind a name, its short form."""
_BRANCH = re.compile(r"(?:afdeling|vakgroep|faculteit|werkgroep) ")
"""A noun that belongs to the name: a part of an organisation."""
_LISTED = re.compile(r"(?: \([^()]{2,40}\))?, (?:de |het |the )?[A-ZÀ-Þ]")
"""Behind a name that is the first of several: none of them alone gives the course."""
_UNLESS = question(_TABLE["unless"]["words"])
_BODIES = tuple(_WORDS["bodies"])
_PERSON = frozenset(_WORDS["person"])
_TITLES = frozenset(_WORDS["titles"])
_FIRST_NAMES = frozenset(_WORDS["first_names"])
_PERSON_NAME = (
    r"[A-ZÀ-Þ][\w'’-]{1,20}(?: (?:[A-Z]\.|van|de|der|den|ter|ten|von|la|el|['’]t))*(?: [A-ZÀ-Þ][\w'’-]{1,20}){1,2}"
)
PERSONS = re.compile(rf"{_PERSON_NAME}(?P<more>(?:,? (?:and|en|&) |, |; ){_PERSON_NAME}){{0,6}}")
"""What may be a person's name, or those of several."""
NO_NAME = frozenset(_WORDS["no_name"])
"""Words that alone make no name of who gives a course."""
_REGIONS = frozenset(_WORDS["regions"])
_HOST = re.compile(r"^[a-z-]+\.[a-z]+$")
_FORM = re.compile(rf"\b(?:{'|'.join(_WORDS['forms'])})$")


def read_organiser(view: View) -> str | None:
    """Find the organisation that a sentence of the page names as the one that gives the course."""
    heads = (block.text for block in view.blocks if block.level == 1)
    texts = chain(heads, (sentence.text for sentence in view.sentences[:MAX_SENTENCES]))
    return next(filter(None, map(_told_in, texts)), None)


@lru_cache(maxsize=4096)
def _told_in(words: str) -> str | None:
    """Find who a sentence says gives the course, where it may and does not ask it; pages of a site say the same."""
    text = words[:MAX_CHARS]
    return organiser_in(text) if _HINT.search(text) and not text.endswith("?") else None


def organiser_in(text: str) -> str | None:
    """Find the organisation that a sentence names as the one that gives a course; None where it names none."""
    if _UNLESS.search(text):
        return None
    for found in islice(NAME.finditer(text), MAX_NAMES):
        start, core = found.start("kind" if found["kind"] else "core"), found["core"]
        before, after = text[max(0, start - BEFORE) : start].rstrip(), text[found.end() :]
        after = _ABBREVIATION.sub("", after)
        if _LISTED.match(after):
            continue
        kind = found["kind"] or ""
        name = _tidied(core if is_organisation(_tidied(core)) and not _BRANCH.match(kind) else kind + core)
        if is_organisation(name) and any(first.search(before) and second.search(after) for first, second in _CUES):
            return name  # most names are no organisation's, which costs less to tell
    return None


def _tidied(name: str) -> str:
    return _LINKS.sub("", _TOWN_FIRST.sub("", name.strip(" ,;:").removesuffix(" e.o.").strip(" .,")))


def is_organisation(name: str) -> bool:
    """Tell whether a name is an organisation's and no person's: by a noun in it, its capitals, its form, its town."""
    words = fold(name).split()
    if not words or not _PERSON.isdisjoint(words) or NO_NAME.issuperset(words):
        return False
    capitals = any(sum(map(str.isupper, token)) > 1 and len(token) > 2 and "." not in token for token in name.split())
    placed = len(words) > 1 and (bool(TOWN.search(name)) or words[-1] in _REGIONS)
    return (
        names_body(name)
        or capitals
        or "&" in name
        or bool(_HOST.search(name))
        or bool(_FORM.search(" ".join(words)))
        or placed
    )


def names_body(name: str) -> bool:
    """Tell whether a name holds a noun for an organisation, also as the end of a longer word."""
    return any(map(_is_body, fold(name).split()))


@lru_cache(maxsize=4096)
def _is_body(word: str) -> bool:
    return word.endswith(_BODIES) if len(word) > 5 else word in _BODIES


def names_person(name: str) -> bool:
    """Tell whether a name is a person's, or several persons': by a title, a first name or what joins them."""
    words = fold(name).split()
    if not _TITLES.isdisjoint(words[:1]) or (not _TITLES.isdisjoint(words) and not names_body(name)):
        return True
    persons = None if is_organisation(name) else PERSONS.fullmatch(name)
    return bool(persons and (persons["more"] or words[0] in _FIRST_NAMES))
