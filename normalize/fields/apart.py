"""Cards of other courses, and of news, on the page of one course: what they say is not of the course."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from normalize.course import Course
from normalize.fields.kind import WORDS
from normalize.fields.list_card import Card
from normalize.fields.places import only_towns
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.date_words import MONTHS, SEASONS

LEAST = 2
"""Cards of a group, below which it may be anything."""
LONGEST = 800
"""Characters of a card; a longer part that leads elsewhere is a section of the page itself."""
FACTS = ("price", "sessions", "duration", "location")
"""What cards tell."""
QUOTED = 60
"""Characters of a value's words by which they are found again in a card."""
RUN_NAME = re.compile(
    r"(?:(?:editie|edition|groep|group|uitvoering|reeks|series?|cyclus|ronde|round|cohort|run|optie|option|start"
    r"|blok|klas"
    rf"|lichting)(?: (?:\d{{1,2}}|[a-e]))?|{'|'.join([*SEASONS, *MONTHS])})(?: 20\d\d)?"
)
"""A heading that names a run of the course, and no other course."""
_ENROL = frozenset(WORDS["enrol"]["path"])
"""Parts of an address at which one enrols."""


def is_sure(course: Course) -> bool:
    """Tell whether a course's facts stand under labels of their own, once, and agree: none of them is a card's."""
    if len(course.sessions) > 1:
        return False
    facts = (course.evidence.get(name) for name in FACTS)
    return not course.freshness.reasons and not any(fact and fact.method == "text" for fact in facts)


def cards_apart(view: View, course: Course, groups: Iterable[list[Card]]) -> frozenset[HtmlElement]:
    """Find the cards that lead to other pages and from which words of the course were taken."""
    said = [
        fold(evidence.text)[:QUOTED] for name, evidence in course.evidence.items() if name not in ("title", "provider")
    ]
    quotes = [fold(part) for reason in course.freshness.reasons for part in reason.text.split("” / “")]
    found: set[HtmlElement] = set()
    for cards in groups:
        if len(cards) < LEAST or not all(_is_apart(view, course, card) for card in cards):
            continue
        words = fold(" ".join(card.text for card in cards))
        if any(text and text in words for text in (*said, *quotes)):
            found.update(card.element for card in cards)
    return frozenset(found)


def _is_apart(view: View, course: Course, card: Card) -> bool:
    """Tell whether a card leads to a page of the site about something else than this course."""
    if (
        not card.linked
        or only_towns(card.title.text)
        or RUN_NAME.fullmatch(fold(card.title.text))
        or len(card.text) > LONGEST
    ):
        return False
    here, there = urlsplit(view.url), urlsplit(card.url)
    title, name = fold(course.title), fold(card.title.text)
    if here.hostname != there.hostname or title in name or name in title:
        return False
    own = here.path.rstrip("/")
    if own and (there.path.rstrip("/") == own or there.path.startswith(f"{own}/")):
        return False
    return _ENROL.isdisjoint(fold(unquote(part)) for part in there.path.split("/") if part)
