"""Who gives a course: the organiser that the page names, else the owner of its site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from normalize.course import Organisation
from normalize.fields.hosts import BODIES, read_host_name
from normalize.fields.organisers import is_organisation, names_body, read_organiser
from normalize.fields.titles import GENERIC, PARTS, names_site
from normalize.fields.witness import Witness
from normalize.page.text import fold, tidy, without_personal
from normalize.page.view import View, absolute
from normalize.values.dates import read_dates
from spiders.registry import Provider

COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)(?: ©| \(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*[-–|,:]?\s*([^|,–©]{3,60}?)\s*"
    r"(?:\s[-–]|[|,–•]|\b(?:19|20)\d\d\b|(?<![A-Z])\.(?:\s|$)|all rights|alle rechten|$)",
    re.IGNORECASE,
)
"""Who owns a site, by its footer."""
CAPITALS = re.compile(r"(?:(?:[A-ZÀ-Þ0-9][\w'’.&+-]*|van|de|het|der|den|voor|of|for|the|and|en|in|&)(?: |$)){1,8}")
"""A name of which all words but the small ones have capitals."""
LOGO = re.compile(r"\b(?:logo|brand|site-?title|sitename|site-?name)\b|logo(?=[_-]|$)", re.IGNORECASE)
"""In the names of an element that shows who owns the site."""
OF_LOGO = re.compile(r"^(?:het )?logo(?: van| of)?[ :-]+|[ :-]+(?:het )?logo$", re.IGNORECASE)
"""What the text of a logo says besides the name."""
MAX_LINKS = 120
"""Links and images in which a logo is looked for."""
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
    yield read_organiser(view) or ""
    yield meta.get("og:site_name", "")
    yield _title_tail(view)
    yield _copyright(view)
    yield from _logos(view)
    yield meta.get("application-name", "")
    yield meta.get("author", "")
    yield read_host_name(view) or ""


def _organisation(text: str) -> str:
    """Return words as an organisation's name, "" where they are none: a date, a time, a sentence, a common word."""
    name = tidy(without_personal(text), 120).strip(" -–|,;:")
    wordy = (
        len(name.split()) > 14
        or (name.endswith((".", "?", "!")) and not name[:-1].endswith((".V", ".A")))
        or len(name) < 2
    )
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
    named = names_body(tail) or (heads and (CAPITALS.fullmatch(tail) or " " not in tail))
    return known or (tail if named else "")


def _copyright(view: View) -> str:
    for block in view.document.margin:
        found = COPYRIGHT.search(block.text[:400])
        if found:
            return found[1].strip()
    return ""


def _logos(view: View) -> Iterator[str]:
    """Yield the words of what looks like the site's logo, and of a footer that is nothing but a name."""
    for element in islice(view.root.iter("a", "img"), MAX_LINKS):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if element.tag == "img":
            words = element.get("alt", "")[:200]
            shown = LOGO.search(f"{names} {words} {element.get('src', '')[-80:]}") is not None
        else:
            words = tidy(" ".join(element.itertext()), 80)
            shown = LOGO.search(names) is not None or _is_home(view.url, element.get("href", "-"))
        words = OF_LOGO.sub("", words.strip())
        if shown and 2 < len(words) < 60 and (is_organisation(words) or names_site(words, view.site_names)):
            yield words
    yield from (b.text for b in view.document.margin if len(b.text) < 60 and is_organisation(b.text) and not b.href)


def _is_home(url: str, href: str) -> bool:
    """Tell whether a link leads to the first page of the site."""
    address = absolute(url, href)
    if address is None or href.startswith("#"):
        return False
    here, there = urlsplit(url), urlsplit(address)
    return here.hostname == there.hostname and there.path in ("", "/", "/nl", "/nl/", "/en", "/en/", "/index.html")
