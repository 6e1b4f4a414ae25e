"""Who gives a course: the organiser that the page names, else the owner of its site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from normalize.course import Organisation
from normalize.fields import prose
from normalize.fields.clean_titles import GENERIC
from normalize.fields.hosts import BODIES
from normalize.fields.organisers import names_person, read_organiser
from normalize.fields.owners import read_owners
from normalize.fields.places import only_towns
from normalize.fields.witness import Witness
from normalize.page.embedded import Thing
from normalize.page.text import fold, tidy, without_personal
from normalize.page.view import View
from normalize.values.dates import read_dates
from spiders.registry import Provider

RATED = re.compile(
    r"\s*(?<!\w)\d{1,2}[.,]\d\b\s*(?:/ ?(?:5|10)\b\s*)?\(\d.*$"
    r"|\s*\(\d{1,5} (?:ervaring|review|beoordeling)\w*\).*$"
)
"""What visitors think of an organisation, behind its name."""
WITH = re.compile(
    r",? (?:i\.s\.m\.|ism\b|in samenwerking met|samen met|in (?:close )?(?:collaboration|cooperation) with"
    r"|together with)"
)
"""Before the names of those who help."""
REGISTERED = re.compile(r"\b(?:kvk|k\.v\.k\.|kbo|ondernemingsnummer|btw-?(?:nr|id|nummer))\b\D{0,12}\d", re.IGNORECASE)
"""Beside a name: that of a firm."""
ALONGSIDE = re.compile(r"^(?i:cc[- ]by(?:-\w\w)*(?: \d\.\d)?|vanuit|namens) (?=[A-Z])")
"""Before a name: under which licence its text is, or from whom something comes."""
NO_NAME = re.compile(r"\b(?:(?:19|20)\d\d|CES?T|GMT|UTC|\d{1,2}[.:]\d\d)\b|@|https?:")
"""In a name of no organisation: a year, a time, an address."""


def read_provider(view: View, provider: Provider | None) -> tuple[Organisation, Witness | None]:
    """Find who gives the course: the organiser that the page names, else the site's owner."""
    labelled = read_labelled(view, provider)
    if labelled:
        return labelled
    thing = view.thing
    if thing:
        for key in ("provider", "organizer"):
            name = "" if _is_person(thing, key) else _organisation(thing.text(key))
            if name and not name.startswith("http"):
                return _made(name, provider, None), Witness(name, thing.syntax)
    if provider:
        return _made(provider.name, provider, provider.website), Witness(provider.name, "rule")
    named = ((name, w) for w in _owners(view) if (name := _organisation(w, view)))
    name, words = _first(named, {fold(title) for title in view.titles if fold(view.title).startswith(fold(title))})
    if name:
        return _made(name, None, None), Witness(words, "text")
    host = (urlsplit(view.url).hostname or "").removeprefix("www.")
    return Organisation(id=fold(host).replace(" ", "-")[:60] or "unknown", name=""), None


def read_labelled(view: View, provider: Provider | None) -> tuple[Organisation, Witness] | None:
    """Find the organiser that stands under a label; None for the column of a table in which each row has its own."""
    told = view.under("provider")
    rows = {fold(statement.lines[0]) for statement in told if statement.row}
    for statement in told:
        name = _organisation(statement.lines[0]) if not statement.row or len(rows) == 1 else ""
        if name:
            return _made(name, provider, None), Witness(statement.lines[0], statement.method)
    return None


def _owners(view: View) -> Iterator[str]:
    """Yield who a sentence says gives the course, then the owners of the site."""
    yield read_organiser(view) or ""
    yield from read_owners(view)


def _first(named: Iterable[tuple[str, str]], titles: set[str]) -> tuple[str, str]:
    """Return the first name with the words it was read from; the page's own title only for want of another."""
    last = ("", "")
    for name, words in named:
        if fold(name) not in titles:
            return name, words
        last = last if last[0] else (name, words)
    return last


def _is_person(thing: Thing, key: str) -> bool:
    """Tell whether the embedded data gives a person under a property."""
    return any(isinstance(one, dict) and one.get("@type") == "Person" for one in thing.many(key))


def _is_registered(view: View, words: str) -> bool:
    """Tell whether a name stands beside a number in the trade register: a person's is that of a firm as well."""
    return any(words in block.text and REGISTERED.search(block.text) for block in (*view.document.margin, *view.blocks))


def _organisation(text: str, page: View | None = None) -> str:
    """Return words as an organisation's name, "" where they are none: a person, a date, a sentence, a common word.

    A person's name is one where the page gives it a number in the trade register.
    """
    name = RATED.sub("", tidy(without_personal(text), 120)).strip(" -–|,;:")
    wordy = (
        len(name.split()) > 14
        or (name.endswith((".", "?", "!")) and not name[:-1].endswith((".V", ".A")))
        or len(name) < 2
    )
    name = ALONGSIDE.sub("", WITH.split(name)[0])
    who, comma, where = name.rpartition(", ")
    name = who if comma and only_towns(where) else name
    if wordy or fold(name) in GENERIC or BODIES.issuperset(fold(name).split()) or NO_NAME.search(name):
        return ""
    if prose.speaks_of("nothing", name) or prose.speaks_of("call", name):
        return ""
    dated = any(sign.isdigit() for sign in name) and read_dates(name).sessions
    if dated or not any(map(str.isalpha, name)):
        return ""
    return "" if names_person(name) and not (page and _is_registered(page, text)) else name


def _made(name: str, provider: Provider | None, url: str | None) -> Organisation:
    if provider and (fold(name) == fold(provider.name) or not name):
        return Organisation(id=provider.id, name=provider.name, url=provider.website)
    return Organisation(id=fold(name).replace(" ", "-")[:60] or "unknown", name=name, url=url)
