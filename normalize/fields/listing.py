"""Lists: a page that repeats one structure, a card or row for each course."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from normalize.course import Course
from normalize.fields.carried import things_named
from normalize.fields.kind import WORDS, address_score, names_course, names_other, surely_names_other
from normalize.fields.names import column_heads, find_name, is_label, may_name, words_of
from normalize.fields.places import TOWN, only_towns
from normalize.fields.segments import find_segments
from normalize.fields.titles import clean_title
from normalize.fields.witness import Witness
from normalize.page.document import Block, Document
from normalize.page.elements import HEADINGS, SKIPPED
from normalize.page.embedded import Embedded
from normalize.page.statements import part_lines
from normalize.page.text import fold, tidy
from normalize.page.view import View, absolute
from normalize.page.walk import read_document
from normalize.page.zones import is_elsewhere as is_elsewhere_heading
from normalize.page.zones import kind_of
from normalize.values.dates import read_dates

CARDS = frozenset(("li", "div", "article", "section", "tr", "a", "details", "p", "figure", "table"))
MOST = 0.8
"""Share of the cards of a group that must lead to pages beside one another."""
FIRST = 3
"""Parts of the address of a site's first page: scheme, nothing, host."""
LEAST_SHARE = 0.6
"""Share of the members of a group that must be cards."""
MAX_CARDS = 300
"""Cards read of a page."""
MAX_CHARS = 4000
"""A card has no more text."""
LEVELS = 6
"""Elements around a card in which the heading above it is looked for."""
BEFORE = 12
"""Elements before each of these that are looked at."""
_LIST_TITLES = frozenset(WORDS["list"]["words"])
_LIST_ENDINGS = tuple(WORDS["list"]["endings"])
_RULES = tuple(WORDS["list"]["rules"])
NUMBERED = re.compile(r"[-_]\d+$")


@dataclass
class Card:
    """A part of a page that describes something by itself."""

    page: View
    """The page."""
    element: HtmlElement
    """The part."""
    title: Witness
    """What it is called."""
    text: str
    """All its words."""
    href: str | None
    """Where its first link goes, as it is written."""
    segment: bool = False
    """Whether no element holds it: a heading with what follows."""
    elsewhere: bool = False
    """Whether it stands under a heading that begins something else ("Bekijk ook")."""

    @cached_property
    def linked(self) -> bool:
        """Whether it leads to a page of its own."""
        return self._address is not None

    @cached_property
    def url(self) -> str:
        """The page that it leads to; where it leads nowhere, this page with the title as fragment."""
        here = self.page.url.partition("#")[0]
        return self._address or f"{here}#{fold(self.title.text).replace(' ', '-')[:80]}"

    @cached_property
    def _address(self) -> str | None:
        address = absolute(self.page.url, self.href) if self.href is not None else None
        own = address and address.partition("#")[0] != self.page.url.partition("#")[0]
        return address if own else None

    @cached_property
    def place(self) -> str:
        """The town in the heading above it, where it names none itself."""
        above = "" if TOWN.search(self.text) else _heading_above(self.element)
        return above if only_towns(above) else ""

    @cached_property
    def view(self) -> View:
        """The part, seen as a page of its own."""
        document = _row(self.element) if self.element.tag == "tr" else read_document(self.element, part=True)
        own = fold(self.title.text)
        dated = any(sign.isdigit() for sign in own) and bool(read_dates(self.title.text).sessions)
        document.blocks = part_lines([block for block in document.blocks if dated or fold(block.text) != own])
        if self.place:
            document.blocks.append(Block(f"Locatie: {self.place}", "p"))
        page = self.page
        document.margin = page.document.margin
        embedded = Embedded(things_named(page, self.title.text)[:1])
        return View(self.url, self.element, document, embedded, "", page.seen, language=page.language, part=True)

    @cached_property
    def kicker(self) -> str:
        """The short lines about its title."""
        return " / ".join(block.text for block in self.view.chips[:3])


def find_cards(view: View) -> list[list[Card]]:
    """Find the page's repeated structures, those with most titles first; teasers last, and only on a list.

    On a page that calls itself no list only cards that lead to a page of their own count as cards of something else.
    """
    content = list(_content(view.root, ("skip", "footer", "teaser")))
    listed = is_list_page(view)
    found = _groups(view, content, linked=not listed)
    if listed:
        found += _segmented(view, content)
        known = set(content)
        found += _groups(view, [element for element in _content(view.root, ("skip", "footer")) if element not in known])
    return found[:6]


def _groups(view: View, elements: list[HtmlElement], *, linked: bool = False) -> list[list[Card]]:
    """Gather elements that are alike and describe something each; `linked`: and all lead to a page of their own."""
    alike: dict[tuple[object, ...], list[HtmlElement]] = defaultdict(list)
    for element in elements:
        parent = element.getparent()
        row = element.tag == "tr" and len(element) < 2  # a month, a town: a head among the rows
        if (element.tag in CARDS or "-" in str(element.tag)) and parent is not None and not row:
            holder = next(element.iterancestors("table"), None) if element.tag == "tr" else parent.tag
            nested = element.tag == "li" and next(parent.iterancestors("li", "main"), parent).tag == "li"
            alike[element.tag, _kind(element), holder, _kind(parent), nested].append(element)
    siblings: dict[tuple[object, ...], list[HtmlElement]] = defaultdict(list)
    for members in alike.values():  # an element whose classes name itself ("post-123 topic-x") is alike by its first
        if len(members) == 1 and " " in members[0].get("class", "").strip():
            siblings[members[0].tag, _kind(members[0]).partition(" ")[0], members[0].getparent()].append(members[0])
    found = []
    for members in (*alike.values(), *siblings.values()):
        if not 2 <= len(members) <= 4 * MAX_CARDS:
            continue
        cards = _cards(view, members[:MAX_CARDS], linked=linked)
        if len({fold(card.title.text) for card in cards}) >= 2:
            elsewhere = is_elsewhere_heading(_heading_above(cards[0].element))
            found.append([replace(card, elsewhere=elsewhere) for card in cards] if elsewhere else cards)
    return sorted(found, key=lambda cards: (-len({c.title.text for c in cards}), -sum(len(c.text) for c in cards)))


def _cards(view: View, members: list[HtmlElement], *, linked: bool) -> list[Card]:
    """Look at the members of a group; none where too few of them are cards, seen as soon as too many are not."""
    cards: list[Card] = []
    allowed = (1 - LEAST_SHARE) * len(members)
    if linked and sum(not _leads(member) for member in members) > allowed:
        return []
    for at, member in enumerate(members):
        card = _card(view, member)
        if card and linked and not card.linked:
            return []
        if card:
            cards.append(card)
        elif at + 1 - len(cards) > allowed:
            return []
    return cards


def _leads(element: HtmlElement) -> bool:
    """Tell whether an element holds a link or stands within one."""
    return next(element.iter("a"), None) is not None or next(element.iterancestors("a"), None) is not None


def _kind(element: HtmlElement) -> str:
    """Return an element's classes without those that number it ("post-123")."""
    return _without_numbers(element.get("class", ""))


@lru_cache(maxsize=4096)
def _without_numbers(names: str) -> str:
    return " ".join(name for name in names.split() if name.isalpha() or not NUMBERED.search(name)) if names else ""


def _segmented(view: View, content: list[HtmlElement]) -> list[list[Card]]:
    """Gather headings and terms with what follows them, where they tell something of a course."""
    found = []
    for members in islice(find_segments(content), 4):
        cards = [replace(card, segment=True) for segment, _ in members if (card := _card(view, segment))]
        if len({fold(card.title.text) for card in cards}) >= 2 and not is_elsewhere_heading(
            _heading_above(members[0][1])
        ):
            found.append(cards)
    return found


def _heading_above(element: HtmlElement) -> str:
    """Find the heading that an element stands under, "" where it is soon not found."""
    for holder in islice(chain((element,), element.iterancestors()), LEVELS):
        for before in islice(holder.itersiblings(preceding=True), BEFORE):
            heads = [e for e in islice(before.iter(), 40) if e.tag in HEADINGS] if isinstance(before.tag, str) else []
            if heads and not (before.tag == element.tag and before.get("class") == element.get("class")):
                return words_of(heads[-1])
    return ""


def _content(root: HtmlElement, passed: tuple[str, ...]) -> Iterator[HtmlElement]:
    """Yield the elements of the content, without menus and the kinds of part that are passed over."""
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in SKIPPED or element.tag == "footer":
            continue
        named = element.keys() and element.tag not in ("html", "body", "main")
        names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"[:400] if named else ""
        if named and kind_of(names) in passed and not (_holds_list(element, names) or _holds_content(element)):
            continue
        yield element
        stack.extend(reversed(element))


def _holds_list(element: HtmlElement, names: str) -> bool:
    """Tell whether what is named after its pager is the list itself ("posts load-more-pagination")."""
    return "pagination" in names and next(element.iter("h2", "h3", "h4"), None) is not None


def _holds_content(element: HtmlElement) -> bool:
    """Tell whether an element holds the main content, whatever it is called ("dialog-off-canvas-main-canvas")."""
    return element.tag != "main" and next(element.iter("main"), None) is not None


def _card(view: View, element: HtmlElement) -> Card | None:
    """Look at one member of a group as a page; None where it has no title or is no card."""
    bare = not len(element) and element.tag != "a"
    if bare and not any(sign.isdigit() for sign in element.text or ""):  # no date, no price: no course by itself
        return None
    inner = list(islice(element.iter("a", *HEADINGS), 30))
    heads = [e for e in inner if e.tag != "a" and words_of(e)]
    links = [e for e in inner if e.tag == "a" and e.get("href") and words_of(e)]
    if len(heads) > 3 or len(links) > 8:
        return None
    text = tidy(" ".join(element.itertext()), MAX_CHARS + 1)
    if not 15 <= len(text) <= MAX_CHARS:
        return None
    head, name = find_name(element, heads, links, text)
    if not name or not may_name(name) or is_label(name):
        return None
    title = clean_title(name, view)
    around = (head, *head.iter("a"), *head.iterancestors("a")) if head is not None else ()
    link = next((e for e in (element, *around, *links) if e.get("href")), None)
    href = link.get("href") if link is not None else None
    return Card(view, element, Witness(title, "heading" if heads else "text"), text, href)


def _row(row: HtmlElement) -> Document:
    """Read a table's row with the heads of its columns."""
    heads = column_heads(row)
    blocks = []
    for number, cell in enumerate(c for c in row if c.tag in ("td", "th")):
        words = tidy(" ".join(cell.itertext()), 600)
        head = heads[number].rstrip(":") if number < len(heads) else ""
        if words:
            blocks.append(Block(f"{head}: {words}" if head else words, "td"))
    return Document(blocks)


def is_list_page(view: View) -> bool:
    """Tell whether the page calls itself a list of courses or an agenda."""
    heads = [fold(b.text).split() for b in view.blocks if b.level == 1][:2] or [
        fold(clean_title(view.title, view)).split()
    ]
    if any(word.endswith(_RULES) for words in heads for word in words):
        return False
    last = view.url.partition("?")[0].rstrip("/").split("/")[3:][-1:]
    last_words = [fold(unquote(part)).split() for part in last]
    return any(any(map(_lists, words)) for words in heads if len(words) <= 6) or any(
        _lists(words[-1]) for words in last_words if 0 < len(words) <= 3
    )


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
    """Tell whether the page's heading names courses and nothing else: courses, masterclasses, training."""
    heads = " ".join(b.text for b in view.blocks if b.level == 1)
    words = fold(heads).split()
    named = names_course(heads) or any(
        names_course(word.removesuffix(end)) for word in words for end in ("s", "es", "en")
    )
    return named and not names_other(heads)


def lead_alike(cards: list[Card]) -> bool:
    """Tell whether nearly all cards lead to pages beside one another ("/opleidingen/…"), below the site's first."""
    above = Counter(card.url.partition("?")[0].rstrip("/").rpartition("/")[0] for card in cards if card.linked)
    parent, count = above.most_common(1)[0] if above else ("", 0)
    return count >= MOST * len(cards) and len(parent.split("/")) > FIRST


def likely(view: View, cards: list[Card]) -> list[Card]:
    """Return the cards that may describe a course by what they are called, before any of them is read."""
    listed = lists_courses(view)
    return [card for card in cards if (listed or _is_named(card)) and not _is_no_course(card)]


def _is_named(card: Card) -> bool:
    """Tell whether a card's title or the words above it name a course."""
    return names_course(card.title.text) or (names_course(card.kicker) and not names_other(card.kicker))


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
    if names_other(course.title) and not (named and known):
        return False
    if card.segment and (names_list(course.title) or not (course.price or course.duration or course.sessions)):
        return False
    facts = (course.price, course.duration, course.sessions, course.audience, course.location, course.description)
    if not any(facts) and course.start == "unknown":
        return False
    return (
        named
        or bool(course.price or course.duration or course.sessions)
        or (trusted and course.description is not None)
    )
