"""Who gives a course: the organiser that the page names, else the owner of its site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from normalize.course import Organisation
from normalize.fields.hosts import BODIES, read_host_name
from normalize.fields.titles import GENERIC, PARTS, names_site
from normalize.fields.witness import Witness
from normalize.page.text import fold, tidy, without_personal
from normalize.page.view import View
from normalize.values.dates import read_dates
from spiders.registry import Provider

MAX_GIVERS = 60
"""Sentences in which a giver is looked for."""
GIVER = re.compile(
    r"(?:[•·*\s-]*)(?:De |Het |The )?"
    r"((?!(?:De|Het|The|Deze|Dit|Wij|We|Je|Jij|U|Een|Na|Tijdens|Wie|Wat|This|It|You|Our|In|On|At)\b)"
    r"[A-Z][\w&.'’-]*(?: (?:[A-Z][\w&.'’-]*|van|de|der|den|het|voor|foar|of|for|and|en|&|\[[A-Z]{2,8}\])){0,8}) "
    r"(?:verzorgt|organiseert|biedt|geeft|leidt op|leidt|start|organi[sz]es|offers|provides|hosts|runs)\b"
)
"""A sentence that begins with who gives the course."""
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*[-–|,]?\s*([^|,–©]{3,60}?)(?:\s[-–]|[|,–]|\.(?:\s|$)|$)",
    re.IGNORECASE,
)
"""Who owns a site, by its footer."""
NO_NAME = re.compile(r"\b(?:(?:19|20)\d\d|CES?T|GMT|UTC|\d{1,2}[.:]\d\d)\b|@|https?:")
"""In a name of no organisation: a year, a time, an address."""


def read_provider(view: View, provider: Provider | None) -> tuple[Organisation, Witness | None]:
    """Find who gives the course: the organiser that the page names, else the site's owner."""
    for statement in view.under("provider"):
        name = _organisation(statement.lines[0])
        if name:
            return _made(name, provider, None), Witness(statement.lines[0], statement.method)
    thing = view.thing
    if thing:
        for key in ("provider", "organizer"):
            name = _organisation(thing.text(key))
            if name and not name.startswith("http"):
                return _made(name, provider, None), Witness(name, thing.syntax)
    if provider:
        return _made(provider.name, provider, provider.website), Witness(provider.name, "rule")
    for words in _owners(view):
        name = _organisation(words)
        if name:
            return _made(name, None, None), Witness(words, "text")
    host = (urlsplit(view.url).hostname or "").removeprefix("www.")
    return Organisation(id=fold(host).replace(" ", "-")[:60] or "unknown", name=""), None


def _owners(view: View) -> Iterator[str]:
    """Yield what may be the name of the site's owner, the surest first."""
    meta = view.embedded.meta
    yield meta.get("og:site_name", "")
    yield _title_tail(view)
    yield _copyright(view)
    yield meta.get("application-name", "")
    yield meta.get("author", "")
    for sentence in view.sentences[:MAX_GIVERS]:
        found = GIVER.match(sentence.text[:300])
        if found and _is_name(found[1]):
            yield found[1]
    yield read_host_name(view) or ""


def _is_name(words: str) -> bool:
    """Tell whether words are an organisation's name: two with a capital, or one in capitals."""
    capitals = [word for word in words.split() if word[:1].isupper()]
    return len(capitals) > 1 or any(word.isupper() and len(word) > 2 for word in capitals)


def _organisation(text: str) -> str:
    """Return words as an organisation's name, "" where they are none: a date, a time, a sentence, a common word."""
    name = tidy(without_personal(text), 120).strip(" -–|,;:")
    wordy = len(name.split()) > 14 or name.endswith((".", "?", "!")) or len(name) < 2
    if wordy or fold(name) in GENERIC or BODIES.issuperset(fold(name).split()) or NO_NAME.search(name):
        return ""
    dated = any(sign.isdigit() for sign in name) and read_dates(name).sessions
    return "" if dated or not any(map(str.isalpha, name)) else name


def _made(name: str, provider: Provider | None, url: str | None) -> Organisation:
    if provider and (fold(name) == fold(provider.name) or not name):
        return Organisation(id=provider.id, name=provider.name, url=provider.website)
    return Organisation(id=fold(name).replace(" ", "-")[:60] or "unknown", name=name, url=url)


def _title_tail(view: View) -> str:
    """Return the part of the title element that names the site: known elsewhere, or by its words a body's."""
    parts = [p for p in PARTS.split(view.title) if p.strip()]
    if len(parts) < 2:
        return ""
    names = view.site_names
    known = next((p for p in reversed(parts) if fold(p) in names or names_site(p, names)), "")
    heads = " ".join(fold(block.text) for block in view.blocks if block.level == 1)
    tail = parts[-1] if len(parts[-1]) < 50 and parts[-1][:1].isupper() and fold(parts[-1]) not in heads else ""
    return known or (tail if heads or not BODIES.isdisjoint(fold(tail).split()) else "")


def _copyright(view: View) -> str:
    for block in view.document.margin:
        found = COPYRIGHT.search(block.text[:400])
        if found:
            return found[1].strip()
    return ""
