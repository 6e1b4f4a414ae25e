"""Lists: a page that repeats one structure, a card or row for each course."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote, urlsplit

from normalize.course import Course
from normalize.fields.clean_titles import clean_title
from normalize.fields.groups import alike, content_of, segmented
from normalize.fields.kind import WORDS, address_score, names_course, names_other, surely_names_other
from normalize.fields.list_card import Card
from normalize.fields.names import has_names, heads_of_names
from normalize.fields.tops import top_headings
from normalize.fields.turned import turned
from normalize.page.spans import without_spans
from normalize.page.text import fold
from normalize.page.view import View

MOST = 0.8
"""Share of the cards of a group that must lead to pages beside one another."""
FIRST = 3
"""Parts of the address of a site's first page: scheme, nothing, host."""
LEAST_FULL = 3
"""Cards that each tell much, of which there must be so many."""
LEAST_ALIKE = 4
"""Cards of which most may speak for the others."""
TIMED = re.compile(
    r"\b\d{1,3} ?(?:uur|uren|(?:les)?dag(?:en)?|dagdelen|weken|maanden|avonden|lessen|bijeenkomsten|hours?|days?|weeks?"
    r"|evenings|lessons|sessions|ec|ects)\b"
)
"""An amount of time or of credits, in small letters."""
PRICED = re.compile(r"€|£|\beur|,-")
"""A price, in small letters; "monteur" tells none."""
NO_COURSE = (
    "bruto", "per maand", "salaris", "vacature", "salary", "per month", "p/m", "levertijd", "bezorg", "verzend",
    "delivery time", "shipping", "per nacht", "per night", "voorraad", "in stock",
)  # fmt: skip
"""What a card tells of work, goods or rooms, which have a price and a time as well."""
SCHOOLS = (["summer", "schools"], ["winter", "schools"], ["spring", "schools"], ["autumn", "schools"])
"""The last words of a heading over several of them."""
GATHERINGS = frozenset(("day", "days", "dag", "dagen", "week", "weeks", "festival", "fair", "beurs", "event", "events"))
"""The last word of a title that names a gathering."""
COUNT = 60
"""A line that counts what is listed has fewer characters; so many tell one card from another."""
PAGE_FILE = re.compile(r"^(?:index|default|home)\.\w{3,5}$|\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
"""The part of an address that says how the page is made, not what it is."""
FOUND = re.compile(
    r"\W*(?:(?:\d+ ?[-–—] ?\d+|\d+) (?:van de|van|of) )?\d{1,4} (?:(?:[\w-]*cursussen|[\w-]*opleidingen"
    r"|[\w-]*trainingen|workshops"
    r"|[\w-]*scholingen|activiteiten|evenementen|courses|trainings|programmes|events) (?:gevonden|found|beschikbaar"
    r"|available)"
    r"|resultaten|results)(?: gevonden| found)?\W*",
    re.IGNORECASE,
)
"""A line that says how many courses the page found."""
_LIST_TITLES = frozenset(WORDS["list"]["words"])
_LIST_ENDINGS = tuple(WORDS["list"]["endings"])
_RULES = tuple(WORDS["list"]["rules"])


def find_cards(view: View) -> list[list[Card]]:
    """Find the page's repeated structures, those with most titles first; teasers last, and only on a list.

    On a page that calls itself no list only cards that lead to a page of their own count as cards of something else.
    """
    listed = view.once(is_list_page)
    root = turned(without_spans(view.root)) if listed else view.root
    content = list(content_of(root, ("skip", "footer", "teaser")))
    found = alike(view, content, linked=not listed)
    if listed:
        found += segmented(view, content)
        known = set(content)
        found += alike(view, [element for element in content_of(root, ("skip", "footer")) if element not in known])
    return found[:6]


def is_list_page(view: View) -> bool:
    """Tell whether the page calls itself a list of courses or an agenda."""
    heads = [fold(b.text).split() for b in view.blocks if b.level == 1][:2] or [
        fold(clean_title(view.title, view)).split()
    ]
    asks = any(block.level == 1 and block.text.endswith("?") for block in view.blocks)
    if asks or any(word.endswith(_RULES) for words in heads for word in words):
        return False
    if any(len(block.text) < COUNT and FOUND.fullmatch(block.text) for block in view.blocks if not block.level):
        return True
    last = _last_of_address(view)
    if any(words[-2:] in SCHOOLS for words in heads):
        return True
    return any(any(map(_lists, words)) for words in heads if len(words) <= 6) or (
        0 < len(last) <= 3 and _lists(last[-1])
    )


def _last_of_address(view: View) -> list[str]:
    """Return the words of the last part of the page's address that names something."""
    path = [PAGE_FILE.sub("", part) for part in view.url.partition("?")[0].rstrip("/").split("/")[3:]]
    return fold(unquote(next((part for part in reversed(path) if part), ""))).split()


def names_list(text: str) -> bool:
    """Tell whether words name a list: courses, an agenda."""
    return any(map(_lists, fold(text).split()))


def _lists(word: str) -> bool:
    """Tell whether a word names a list: courses, agenda, cursusoverzicht."""
    return word in _LIST_TITLES or word.endswith(_LIST_ENDINGS)


def is_labelled_once(view: View) -> bool:
    """Tell whether the page labels several fields, and none so often that they could be of several courses."""
    counts = Counter(name for s in view.statements for name in s.meaning.fields if name != "other")
    return len(counts) >= 4 and max(counts.values()) <= 2


def is_elsewhere(view: View) -> bool:
    """Tell whether the page's address says that it holds no courses: a blog, news."""
    return address_score(view.url) < 0 and urlsplit(view.url).path.strip("/") != ""


def lists_courses(view: View) -> bool:
    """Tell whether the page's heading, or its address where it has none, names courses and nothing else."""
    heads = " ".join(b.text for b in view.once(top_headings)) or " ".join(_last_of_address(view))
    words = fold(heads).split()
    named = names_course(heads) or any(
        names_course(word.removesuffix(end)) for word in (*words, " ".join(words)) for end in ("s", "es", "en")
    )
    return named and not names_other(heads)


def lead_alike(cards: list[Card]) -> bool:
    """Tell whether nearly all cards lead to pages beside one another ("/opleidingen/…"), below the site's first."""
    above = Counter(card.url.partition("?")[0].rstrip("/").rpartition("/")[0] for card in cards if card.linked)
    parent, count = above.most_common(1)[0] if above else ("", 0)
    return count >= MOST * len(cards) and len(parent.split("/")) > FIRST


def mostly_courses(found: list[tuple[Card, Course]]) -> bool:
    """Tell whether more than half of the cards are courses by what each tells itself: the others are so as well."""
    return 2 * sum(is_course_in_list(card, course) for card, course in found) > len(found) >= LEAST_ALIKE


def are_called_so(cards: list[Card]) -> bool:
    """Tell whether nearly all cards are named as courses: by their titles, or in a column of names."""
    return sum(_is_named(card) or is_entitled(card) for card in cards) >= max(LEAST_FULL, MOST * len(cards))


def is_entitled(card: Card) -> bool:
    """Tell whether a card is a row with a page of its own, of a table of which a column is headed as that of names."""
    return card.element.tag == "tr" and card.linked and has_names(card.element)


def tell_facts(cards: list[Card]) -> bool:
    """Tell whether nearly all cards lead beside one another and tell a price and a length, as cards of courses do."""
    told = sum(_is_full(card.text.lower()) for card in cards)
    return told >= max(LEAST_FULL, MOST * len(cards)) and lead_alike(cards)


def _is_full(text: str) -> bool:
    """Tell whether words name a price and a length, and nothing that a course does not have."""
    return bool(PRICED.search(text) and TIMED.search(text)) and not any(word in text for word in NO_COURSE)


def stand_apart(cards: list[Card], others: list[Card]) -> bool:
    """Tell whether no card of a group is one of the others, a part of one, holds one, or leads to news and the like."""
    if any(card.linked and address_score(card.url) < 0 for card in cards):
        return False
    if not {fold(card.title.text) for card in cards}.isdisjoint(fold(card.title.text) for card in others):
        return False
    texts, known = ([card.text for card in group] for group in (cards, others))
    return not (_stands_in(texts, " | ".join(known)) or _stands_in(known, " | ".join(texts)))


def _stands_in(texts: list[str], whole: str) -> bool:
    """Tell whether one of the texts begins somewhere in a longer one."""
    return any(text[:COUNT] in whole for text in texts)


def likely(view: View, cards: list[Card]) -> list[Card]:
    """Return the cards that may describe a course by what they are called or tell, before any of them is read."""
    listed = lists_courses(view) or tell_facts(cards)
    named = [listed or _is_named(card) for card in cards]
    among = not listed and 2 * sum(named) > len(cards) and not any(names_other(card.title.text) for card in cards)
    kept = [card for card, own in zip(cards, named, strict=True) if own or (among and not _is_gathering(card))]
    return [card for card in kept if not _is_no_course(card)]


def _is_gathering(card: Card) -> bool:
    """Tell whether a card's title ends as that of a gathering ("Digital Preservation Day")."""
    return fold(card.title.text).rpartition(" ")[2] in GATHERINGS


def _is_named(card: Card) -> bool:
    """Tell whether a card's title, the words above it, the head of its column or its page's address name a course."""
    if names_course(card.title.text) or (names_course(card.kicker) and not names_other(card.kicker)):
        return True
    heads = heads_of_names(card.element)
    return any(names_course(head.removesuffix("naam").removesuffix("s")) for head in heads) or (
        card.linked and address_score(card.url) > 0
    )


def _is_no_course(card: Card) -> bool:
    """Tell whether a card's title names a list, or the words above it something else."""
    words = fold(card.title.text).split()
    if words[-1:] and _lists(words[-1]) and len(words) <= 3:
        return True
    return names_other(card.kicker) and not names_course(card.title.text)


def is_course_in_list(card: Card, course: Course, *, trusted: bool = False) -> bool:
    """Tell whether a likely card really describes a course: it has a fact, and more of them where less names it so.

    A `trusted` card is one of many alike on a page that lists courses: a description is fact enough.
    """
    named = _is_named(card)
    known = course.price or (course.duration and not surely_names_other(course.title))
    among_courses = not surely_names_other(course.title) and lists_courses(card.page)  # "Project management"
    if names_other(course.title) and not ((named or among_courses) and known):
        return False
    told = course.price or course.duration or course.sessions or (trusted and named and course.description)
    if card.segment and (names_list(course.title) or not told):
        return False
    if trusted and is_entitled(card):
        return True
    manner = course.level or course.delivery if trusted else None
    facts = (
        course.price,
        course.duration,
        course.sessions,
        course.audience,
        course.location,
        course.description,
        manner,
    )
    if not any(facts) and course.start == "unknown":
        return False
    return (
        named
        or bool(course.price or course.duration or course.sessions)
        or (trusted and bool(course.description or manner))
    )
