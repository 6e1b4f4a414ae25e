"""Where a page sends who wants to join."""

from __future__ import annotations

import re
from itertools import islice

from spiders import links
from spiders.page import Page
from spiders.urls import join

MOST = 2
"""Enrolment links of one page that are watched."""
ENROL = re.compile(
    r"\W{0,3}(?:(?:direct|nu|online|hier)\s+)?(?:inschrijven|inschrijf|inschrijving|aanmelden|aanmeld|aanmelding"
    r"|schrijf (?:je|u|jezelf)\b.{0,20}\bin\b|meld (?:je|u|jezelf)\b.{0,20}\baan\b|reserveren|reserveer|boeken|boek nu"
    r"|enrol|register|registration|sign up|apply|book (?:now|your place))",
    re.IGNORECASE,
)
"""How the words on such a link begin, Dutch and English."""
OTHERS = re.compile(
    r"nieuwsbrief|newsletter|log-?in|inlog|account|mailto:|tel:|javascript:|\.pdf$|uitschrijven|unsubscribe",
    re.IGNORECASE,
)
"""Words and addresses of links that begin alike and lead to something else."""


def enrolment_links(page: Page) -> list[str]:
    """Return the canonical addresses at which one enrols, as the page links them: at most MOST, none of its own."""
    tree = links.parse(page.body)
    if tree is None:
        return []
    found: dict[str, None] = {}
    for element in islice(tree.iter("a"), links.MAX_LINKS):
        href, text = (element.get("href") or "")[:2000], " ".join((element.text_content() or "")[:200].split())
        if not ENROL.match(text) or OTHERS.search(href) or OTHERS.search(text):
            continue
        target = join(page.url, href)
        if target and target != page.url:
            found[target] = None
    return list(found)[:MOST]
