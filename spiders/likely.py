"""How likely an address is to be a course page, from its own words: what a crawl asks for first."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from spiders.links import Link

COURSE_WORDS = re.compile(
    r"cursus|opleiding|training|scholing|leergang|master-?class|workshop|lesprogramma|studieaanbod|leertraject|leerlijn"
    r"|course|module|summer-?school|winter-?school|e-?learning|werken-en-leren|seminar|webinar|congres|symposi|programme"
    r"|certificat|lesson|boot-?camp|vakgebied|onderwijs|education|studiegids|diploma|examen|niveau|practicum|college"
    r"|\b(?:post-?)?(?:mbo|hbo|bbl|class|classes|leren|learn|study|studeren|minor|master|bachelor)\b",
    re.IGNORECASE,
)
"""Words and parts of words, Dutch and English, in a path or on a link, that speak of a course or of a list of them."""
LISTING_WORDS = re.compile(
    r"aanbod|agenda|kalender|calendar|event|evenement|activit|bijeenkomst|meeting|catalog|overzicht|overview|product|shop"
    r"|categor|thema|domein|planning|startdata|professional|\b(?:alle|all|list|zoek|zoeken|search|index|data)\b",
    re.IGNORECASE,
)
"""Words of pages that list courses, or on which courses may hang."""
OTHER_PATH = re.compile(
    r"/(?:onze-|our-|het-|the-)?(?:nieuws(?:brief|berichten|archief|items?)?|actueel|news-?(?:letter|room|items?)?|blogs?"
    r"|pers|persberichten|press|vacatures?|werken-bij[\w-]*|jobs?|careers?|contact|over|over-ons|over-mij|about|about-us|teams?"
    r"|medewerkers?|staff|people|authors?|auteurs?|privacy[\w-]*|cookies?[\w-]*|disclaimer|[\w-]*voorwaarden|terms[\w-]*"
    r"|toegankelijkheid|accessibility|sitemap|route|parkeren|klachten[\w-]*|reviews?|ervaringen|testimonials?|partners?"
    r"|sponsors?|publicaties?|publications?|research|onderzoek|projecten|projects?|alumni|bibliotheek|library|jaarverslag"
    r"|tags?|proefschriften|promoties?|dissertations?|faq|veelgestelde-vragen|bedankt|404)(?=[/.]|$)",
    re.IGNORECASE,
)
"""Whole parts of a path under which no courses hang as a rule."""
OTHER_TEXT = re.compile(
    r"(?:nieuws|news|blog|pers|press|vacatures?|jobs?|contact|over ons|about(?: us)?|team|medewerkers|staff|privacy\w*"
    r"|cookies?|disclaimer|(?:algemene )?voorwaarden|terms.{0,20}|toegankelijkheid|sitemap|route|reviews?"
    r"|partners?|faq)\s*$",
    re.IGNORECASE,
)
"""What stands on a link to such a page, and nothing else."""
LISTING_PATH = re.compile(
    r"/(?:(?:onze|ons|alle|our|all)-)?(?:cursus(?:sen|aanbod)|opleiding(?:en|saanbod)|training(?:en|s|saanbod)"
    r"|(?:na|bij|om)?scholing(?:en|saanbod)?|courses|workshops|masterclasses|leergangen|modules|[\w-]{0,30}aanbod|agenda|kalender|calendar|events?|evenementen"
    r"|activiteiten|activities|bijeenkomsten|meetings|programmes?|programma-?s|webinars|catalog(?:us|ue)?|producten|products"
    r"|shop)/?(?:page/\d+/?)?(?:\.\w{2,5})?$",
    re.IGNORECASE,
)
"""The path of a list of courses or events."""
YEAR = re.compile(r"(?<![\d])(20[012]\d)(?![\d])")


def score(link: Link, *, on_listing: bool = False) -> int:
    """Return how much a link looks like a course page: 3 and more is a fair bet, 0 and less a poor one."""
    path = unquote(urlsplit(link.url).path)
    points = 0
    if COURSE_WORDS.search(path):
        points += 3
    elif LISTING_WORDS.search(path):
        points += 2
    if COURSE_WORDS.search(link.text):
        points += 2
    elif LISTING_WORDS.search(link.text):
        points += 1
    if link.main and on_listing:
        points += 2
    if link.main and path.rstrip("/").rpartition("/")[2].count("-") >= 2:
        points += 1
    if OTHER_PATH.search(path):
        points -= 4
    elif OTHER_TEXT.match(link.text.strip()):
        points -= 2
    return points


def is_listing(url: str) -> bool:
    """Tell whether an address names a list of courses or events."""
    return LISTING_PATH.search(unquote(urlsplit(url).path)) is not None


def years_past(url: str, year: int) -> int:
    """Return by how many years an edition that the path names lies before `year`: 0 for no year, or one to come."""
    found = [int(text) for text in YEAR.findall(urlsplit(url).path)]
    return max(0, year - max(found)) if found else 0
