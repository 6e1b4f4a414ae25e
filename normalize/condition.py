"""Pages that answer 200 and yet say that they are not there, or that the whole site is closed for a while.

Only a page whose whole title or heading is such words counts: a course may well be about maintenance.
"""

from __future__ import annotations

import re
from html import unescape

from spiders.page import Page

LOOKED_AT = 200_000
"""Bytes of a page that are looked at."""
TITLE_CHARS = 120
"""A longer title or heading is never taken for such words."""

NOT_FOUND = (
    r"(?:fout|error|oeps|oops|sorry|helaas)?[\s!:,.–-]*404\b.{0,60}",
    r"(?:oeps|oops|sorry|helaas)?[\s!:,.–-]*(?:deze |de |this |the )?(?:pagina|cursus|opleiding|training|page|course)"
    r" (?:is |kan |kon |could |can |was )?(?:niet|not|no longer|niet meer|cannot)"
    r" (?:worden |be )?(?:gevonden|found|beschikbaar|available|bestaat|exists?).{0,30}",
    r"(?:page |file )?not found",
    r"niet gevonden",
)
"""What a soft 404 has for a title."""
CLOSED = (
    r"(?:gepland |technisch |site |website )*(?:onderhoud|maintenance)(?: mode| modus)?",
    r".{0,40}\b(?:in|under|onder|wegens|due to)(?: gepland| technisch| scheduled)?"
    r" (?:onderhoud|maintenance|constructi(?:e|on)).{0,20}",
    r".{0,40}\b(?:tijdelijk|temporarily) (?:niet beschikbaar|niet bereikbaar|offline|gesloten|buiten gebruik"
    r"|unavailable|closed|down).{0,20}",
    r"(?:we zijn|we'?re|wij zijn|we will be)(?: zo| snel| binnenkort)? (?:terug|right back|back soon).{0,20}",
    r"(?:service|site|website) unavailable",
)
"""What a page has for a title while its site is closed."""

_TITLE = re.compile(rb"<(title|h1)\b[^>]{0,300}>([^<]{1,300})", re.IGNORECASE)
_TAIL = re.compile(r"\s[|–—-]\s|\s*[|»·]\s*")
_NOT_FOUND = re.compile("|".join(NOT_FOUND), re.IGNORECASE)
_CLOSED = re.compile("|".join(CLOSED), re.IGNORECASE)


def says_not_found(page: Page) -> str | None:
    """Return the words with which a page that answered 200 says that it is not there; None where it does not."""
    return _said(page, _NOT_FOUND)


def says_closed(page: Page) -> str | None:
    """Return the words with which a page says that its site is closed for a while; None where it does not."""
    return _said(page, _CLOSED)


def _said(page: Page, words: re.Pattern[str]) -> str | None:
    for _, title in _TITLE.findall(page.body[:LOOKED_AT])[:4]:
        text = " ".join(unescape(title.decode("utf-8", "replace")).split())
        parts = (part.strip(" .!:") for part in (text, *_TAIL.split(text, maxsplit=2)))
        if any(part and len(part) <= TITLE_CHARS and words.fullmatch(part) for part in parts):
            return text[:TITLE_CHARS]
    return None
