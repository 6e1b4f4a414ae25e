"""Who owns the site that a page stands on: by its metadata, the title's tail, the footer, the logo, the address."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from normalize.fields.clean_titles import PARTS, names_site
from normalize.fields.hosts import read_host_name
from normalize.fields.kind import names_course
from normalize.fields.organisers import NO_NAME, is_organisation, names_body
from normalize.fields.places import only_towns
from normalize.fields.title_candidates import COMMON
from normalize.fields.tops import top_headings
from normalize.page.addresses import absolute
from normalize.page.text import fold, tidied
from normalize.page.view import View

_TABLE = tomllib.loads(Path(__file__).with_name("owners.toml").read_text(encoding="utf-8"))
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)(?: ©| \(c\))?\s*(?:\d{4}(?:\s*[-–—]\s*\d{4})?)?\s*[-–—|,:]?\s*([^|,–—©]{3,60}?)\s*"
    r"(?:\s[-–—]|[|,–—•]|\b(?:19|20)\d\d\b|(?<!(?-i:[A-Z]))\.(?:\s|$)|all rights|alle rechten|$)",
    re.IGNORECASE,
)
"""Who owns a site, by its footer."""
CAPITALS = re.compile(r"(?:(?:[A-ZÀ-Þ0-9][\w'’.&+-]*|van|de|het|der|den|voor|of|for|the|and|en|in|&)(?: |$)){1,8}")
"""A name of which all words but the small ones have capitals."""
LOGO = re.compile(r"\b(?:logo|brand|site-?title|sitename|site-?name)\b|logo(?=[_-]|$)", re.IGNORECASE)
"""In the names of an element that shows who owns the site."""
OF_LOGO = re.compile(rf"^{_TABLE['logo']['before']}|{_TABLE['logo']['after']}$", re.IGNORECASE)
"""What the text of a logo says besides the name."""
IMPRINT = re.compile(
    r"([^|,•·\d]{3,60}?)\s*(?:[|,•·]|\s[–—-]\s)"
    r"(?=.{0,80}(?:\b[1-9]\d{3} ?[A-Z]{2}\b|\b(?:opgericht|sinds|kvk|founded|since)\b))",
    re.IGNORECASE,
)
"""The name before the address or the founding of who owns the site ("Celhuis | Plantsoen 12 | 3811 AB Amersfoort")."""
PIECES = re.compile(r"\s+[|•·»–—:-]+\s+|\s*[|»•]\s*|:\s+")
"""What parts the page's name from the site's, where a colon does as well."""
ABOUT = re.compile(r"(?:over|about|wie is|who is|welkom bij|welcome to) (.{3,50}?)\W*$", re.IGNORECASE)
"""A line of a menu on who owns the site."""
ARTICLE = re.compile(r"^(?:de|het|the|['’]t) ")
"""A small word before a name."""
DEEPER = re.compile(
    r"(?:https?://[^/?#\s]+)?/(?![/.])(?!(?:(?:nl|en)/?|index\.html)?(?:[?#;]|$))(?!\S*/\.)\S*$|(?:mailto|tel):",
    re.IGNORECASE,
)
"""The address of no site's first page, which costs less to see than to make it whole."""
MAX_LINKS = 120
"""Links and images in which a logo is looked for."""
LONGEST = 60
"""Characters of a name."""
_STARTS = re.compile(rf"(?:{'|'.join(sorted(_TABLE['never']['starts'], key=len, reverse=True))})(?: |$)")
_SOFTWARE_SAYS = re.compile("|".join(_TABLE["site_name"]["software"]))
_SOFTWARE = frozenset(_TABLE["never"]["software"])


def read_owners(view: View) -> Iterator[str]:
    """Yield what may be the name of the site's owner, the surest first."""
    return (words for words in _named(view) if words and _may_own(words))


def _named(view: View) -> Iterator[str]:
    meta = view.embedded.meta
    yield _site_name(view)
    yield _title_tail(view)
    yield from _home_logo(view)
    yield from _copyright(view)
    yield from _logos(view)
    yield from _imprint(view)
    yield from (words for key in ("application-name", "author") if is_organisation(words := meta.get(key, "")))
    yield read_host_name(view) or ""


def _may_own(words: str) -> bool:
    """Tell whether words may be an owner's name: no builder's, no software's, no line of a footer, no mere town."""
    folded = fold(words)
    return not (_STARTS.match(folded) or folded in _SOFTWARE or only_towns(words))


def _site_name(view: View) -> str:
    """Return the name that the site gives itself, without what its software put before or behind ("My blog - …")."""
    name = view.embedded.meta.get("og:site_name", "")[: 2 * LONGEST]
    parts = [part for part in PARTS.split(name) if part.strip()]
    if len(parts) < 2:
        return name
    tails = {fold(part) for part in PARTS.split(view.title)[1:]}
    own = [part for part in parts if not _SOFTWARE_SAYS.fullmatch(fold(part))]
    return next((part for part in parts if fold(part) in tails), own[0] if len(own) == 1 else name)


def _title_tail(view: View) -> str:
    """Return the part of the title element that names the site: known elsewhere, or by its words a body's."""
    parts = [p for p in PARTS.split(view.title) if p.strip()]
    if len(parts) > 1:
        names = view.site_names
        known = next((p for p in reversed(parts) if fold(p) in names or names_site(ARTICLE.sub("", p), names)), "")
        heads = " ".join(fold(block.text) for block in view.once(top_headings))
        begun = ARTICLE.sub("", parts[-1])[:1].isupper()
        tail = parts[-1] if len(parts[-1]) < 50 and begun and fold(parts[-1]) not in heads else ""
        named = heads and (CAPITALS.fullmatch(tail) or " " not in tail) and _is_shown(tail, view)
        if known or (tail and (named or names_body(tail) or _is_firm(tail, view.title))):
            return known or tail
    return _title_body(view)


def _is_firm(words: str, title: str) -> bool:
    """Tell whether words are an organisation's name, and a course's only behind a bar ("… | Nova Training")."""
    if not CAPITALS.fullmatch(words):
        return False
    telling = set(fold(words).split()) - COMMON - NO_NAME
    return bool(telling and f"| {words}" in title) if names_course(words) else is_organisation(words)


def _is_shown(words: str, view: View) -> bool:
    """Tell whether the margin of the page, its text, its menu or its feed shows a name as well."""
    shown = (*view.document.margin, *view.blocks)
    return any(words in block.text for block in shown if not block.level) or _is_led_to(words, view)


def _is_led_to(words: str, view: View) -> bool:
    """Tell whether a feed bears a name, or a link leads to whom it begins with ("Over Jan Smit", "Jan Smit Muziek")."""
    if any((link.get("title") or "").startswith(words) for link in islice(view.root.iter("link"), MAX_LINKS)):
        return True
    lines = (link.text for link in islice(view.root.iter("a"), MAX_LINKS) if link.text and len(link.text) < LONGEST)
    about = (found[1] for line in lines if (found := ABOUT.match(line.strip())) and " " in found[1])
    return any(f"{words} ".startswith(f"{name} ") for name in about)


def _title_body(view: View) -> str:
    """Return a part of the title element that is a body's name, before or behind a colon as well."""
    parts = PIECES.split(view.title)
    if len(parts) < 2:
        return ""
    heads = " ".join(fold(block.text) for block in view.blocks if block.level == 1)
    apart = (part.strip() for part in reversed(parts) if len(part) < LONGEST and fold(part) not in heads)
    return next((part for part in apart if names_body(part) and CAPITALS.fullmatch(part)), "")


def _copyright(view: View) -> Iterator[str]:
    for block in view.document.margin:
        found = COPYRIGHT.search(block.text[:400])
        if found:
            yield found[1].strip()


def _imprint(view: View) -> Iterator[str]:
    """Yield the names of a footer: before an address, or alone on a line."""
    for block in view.document.margin:
        found = IMPRINT.match(block.text[:400])
        if found and is_organisation(found[1].strip()):
            yield found[1].strip()
    lines = (b.text for b in view.document.margin if len(b.text) < LONGEST and not b.href)
    yield from (words for words in lines if is_organisation(words) and not re.search(r"[:|!?\"“”„]", words))


def _home_logo(view: View) -> Iterator[str]:
    """Yield the words of an image that leads to the site's first page and is called its logo."""
    for image in islice(view.root.iter("img"), MAX_LINKS):
        link = next(image.iterancestors("a"), None)
        if link is not None and LOGO.search(image.get("src", "")[-80:]) and _is_home(view.url, link.get("href", "-")):
            words = OF_LOGO.sub("", image.get("alt", "")[:200].strip())
            if 2 < len(words) < LONGEST and is_organisation(words):
                yield words


def _logos(view: View) -> Iterator[str]:
    """Yield the words of what looks like the site's logo."""
    for element in islice(view.root.iter("a", "img"), MAX_LINKS):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if element.tag == "img":
            words = element.get("alt", "")[:200]
            shown = LOGO.search(f"{names} {words} {element.get('src', '')[-80:]}") is not None
        else:
            words = tidied(element.itertext(), 80, " ")
            words = words or (element.get("aria-label") or element.get("title") or "")[:200]
            shown = LOGO.search(names) is not None or _is_home(view.url, element.get("href", "-"))
        words = OF_LOGO.sub("", words.strip()) if shown else ""
        if 2 < len(words) < LONGEST and (is_organisation(words) or names_site(words, view.site_names)):
            yield words


def _is_home(url: str, href: str) -> bool:
    """Tell whether a link leads to the first page of the site."""
    if DEEPER.match(href):
        return False
    address = absolute(url, href)
    if address is None or href.startswith("#"):
        return False
    here, there = urlsplit(url), urlsplit(address)
    return here.hostname == there.hostname and there.path in ("", "/", "/nl", "/nl/", "/en", "/en/", "/index.html")
