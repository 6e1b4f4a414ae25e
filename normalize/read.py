"""Reading a page: from bytes to course records, each value with the words it came from."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from normalize.bounds import uncollected
from normalize.course import Course, Evidence, Freshness, Organisation, Source, completeness
from normalize.fields import (
    attendance,
    carried,
    givers,
    lengths,
    listing,
    locations,
    manner,
    runs,
    tariffs,
    taught,
    texts,
    titles,
)
from normalize.fields.amounts import section_tariffs
from normalize.fields.apart import cards_apart, is_sure
from normalize.fields.clean_titles import clean_title, without_provider
from normalize.fields.conflicts import find_conflicts
from normalize.fields.descriptions import read_description
from normalize.fields.groups import in_lines
from normalize.fields.kind import may_offer_course, names_course, offers_course
from normalize.fields.list_card import Card
from normalize.fields.title_choice import choose_title
from normalize.fields.title_words import bare_title
from normalize.fields.vat_remarks import with_vat_of_all
from normalize.fields.witness import Witness
from normalize.page.template import NO_TEMPLATE, Template
from normalize.page.text import fold
from normalize.page.view import View, look, look_past
from normalize.reading import Kind, Reading
from normalize.values.audiences import read_audiences
from normalize.values.language import detect_language
from normalize.values.price_choice import ordinary_price
from spiders.page import Page
from spiders.registry import Provider

__all__ = ["NO_TEMPLATE", "Reading", "Template", "read_page"]


def read_page(
    page: Page, provider: Provider | None = None, *, as_course: bool = False, template: Template = NO_TEMPLATE
) -> Reading:
    """Read a page; `as_course` reads it as a course page also where it would not be taken for one.

    A pure function of its arguments that raises on no input.
    """
    with uncollected():
        view = look(page, template) if is_readable(page) else None
        reading = read_view(view, page, provider, template, as_course=as_course)
        view = None  # what has gone is not looked through for garbage
    return reading


def read_view(
    view: View | None, page: Page, provider: Provider | None, template: Template, *, as_course: bool = False
) -> Reading:
    """Read a page as it was seen; None for what is no document."""
    if view is None:
        return Reading(url=page.url, kind="other")
    view.language = page_language(view)
    view.apply(provider.fields if provider else {})
    course = read_course(view, provider)
    listed = view.once(listing.is_list_page)
    plain = listing.is_elsewhere(view) or (not listed and listing.is_labelled_once(view))
    groups = [] if plain and (course is None or is_sure(course)) else listing.find_cards(view)
    courses = [] if as_course else read_list(view, provider, course, groups)
    kind: Kind = "list" if courses else "other"
    others = cards_apart(view, course, groups) if course and not courses else None
    if others:
        view = look_past(view, others, template)
        view.apply(provider.fields if provider else {})
        course = read_course(view, provider)
    if not courses and course and offers_course(view, course, listed=listed):
        kind, courses = "course", [course]
        _retitle(course, view)
    elif as_course:
        courses = _read_other(view, provider, course)
        kind = "course" if courses else kind
    wishes = _wishes(view, page)
    return Reading(
        url=view.url, kind=kind, language=view.language, courses=courses, alternates=view.alternates,
        noindex=bool(wishes & {"noindex", "none"}), nosnippet="nosnippet" in wishes,
    )  # fmt: skip


def _read_other(view: View, provider: Provider | None, course: Course | None) -> list[Course]:
    """Read a page that offers no course as if it did: by its own heading, where it has one."""
    heading = titles.read_own_heading(view)
    if heading and course is None:
        course = read_course(view, provider, Witness(heading, "heading"))
    surely = course and not may_offer_course(view, course)
    if course and heading and surely and course.evidence["title"].method != "rule":
        _entitle(course, Witness(heading, "heading"), heading, view)
    elif course:
        _retitle(course, view)
    return [course] if course else []


def _wishes(view: View, page: Page) -> set[str]:
    """Return what the page asks of robots: in its meta elements, and in X-Robots-Tag for all or for us."""
    header = page.headers.get("x-robots-tag", "").lower()
    said = [header, *(view.embedded.meta.get(name, "").lower() for name in ("robots", "lloket"))]
    return {wish.strip().removeprefix("lloket:").strip() for words in said for wish in words.split(",")}


def read_list(
    view: View, provider: Provider | None, course: Course | None, groups: Iterable[list[Card]]
) -> list[Course]:
    """Read the courses of a list, a record each; empty where the page is no list of courses."""
    best: list[Course] = []
    shown: list[Card] = []
    listed = view.once(listing.is_list_page)
    if listing.is_elsewhere(view) or (not listed and listing.is_labelled_once(view)):
        return best
    for cards in groups:
        more = bool(listed and best) and listing.stand_apart(cards, shown)
        if not (more or len(cards) > len(best)):
            continue
        if cards[0].elsewhere and not (listing.names_list(view.title) and listing.tell_facts(cards)):
            continue  # "Populair" on the page of a course, and not on that of a school
        least = 1 if names_course(view.title) and not listing.names_list(view.title) else 2
        own = course and not listed and _own_facts(course, cards) >= least
        named = any(names_course(card.title.text) for card in cards) or listing.tell_facts(cards)
        named = named or listing.are_called_so(cards)
        if own or not (listed or named) or (not listed and (len(cards) < 3 or not all(card.linked for card in cards))):
            continue
        kept = _read_cards(view, provider, cards)
        if more:  # a list of several parts
            told = [course for course in kept if course.price or course.duration or course.sessions]
            best, shown = ([*best, *told], [*shown, *cards]) if len(told) > 1 else (best, shown)
        elif len(kept) > len(best) and (listed or len(kept) > 1):  # one among other things makes no list
            best, shown = kept, cards
    if not best and listed:
        best = _read_lines(view, provider) or _read_carried(view, provider)
    return with_vat_of_all(_united(best), view)


def _read_cards(view: View, provider: Provider | None, cards: list[Card]) -> list[Course]:
    """Read the cards of a group that are courses."""
    giver = givers.read_provider(view, provider)
    read = (
        (card, read_course(card.view, provider, card.title, givers.read_labelled(card.view, provider) or giver))
        for card in listing.likely(view, cards)
    )
    found = [(card, one) for card, one in read if one]
    trusted = listing.lists_courses(view) and (
        listing.lead_alike(cards) or listing.mostly_courses(found) or listing.are_called_so(cards)
    )
    return [one for card, one in found if listing.is_course_in_list(card, one, trusted=trusted)]


def _read_lines(view: View, provider: Provider | None) -> list[Course]:
    """Read the courses of a list that only its lines part; none where there are fewer than two."""
    giver = givers.read_provider(view, provider)
    cards = listing.likely(view, in_lines(view))
    found = [(card, read_course(card.view, provider, card.title, giver)) for card in cards]
    kept = [course for card, course in found if course and listing.is_course_in_list(card, course)]
    return kept if len(kept) > 1 else []


def _read_carried(view: View, provider: Provider | None) -> list[Course]:
    """Read the courses of a list that shows none of them itself, from what it carries along."""
    giver = givers.read_provider(view, provider)
    found = [read_course(seen, provider, title, giver) for seen, title in carried.carried_courses(view)]
    return [course for course in found if course and (course.price or course.duration or course.sessions)]


def _own_facts(course: Course, cards: list[Card]) -> int:
    """Count the facts of a page that stand outside its cards."""
    words = fold(" ".join(card.text for card in cards))
    facts = ("price", "duration", "audience", "entry_requirements", "sessions", "certificate", "languages")
    return sum(name in course.evidence and fold(course.evidence[name].text) not in words for name in facts)


def _united(courses: list[Course]) -> list[Course]:
    """Unite cards of the same course: each is a run."""
    kept: dict[tuple[str, str], Course] = {}
    for course in courses:
        first = kept.setdefault((course.url.partition("#")[0], fold(course.title)), course)
        if first is not course:
            for one in (first, course):
                for session in one.sessions:
                    session.location = session.location or one.location
            known = {(s.start, s.end, s.location) for s in first.sessions}
            first.sessions += [s for s in course.sessions if (s.start, s.end, s.location) not in known]
            first.start = "dated" if first.sessions else first.start
    return list(kept.values())


def is_readable(page: Page) -> bool:
    """Tell whether a page is a document that was there."""
    return page.status < 400 and page.content_type in ("", "text/html", "application/xhtml+xml", "text/plain")


def read_course(
    view: View,
    provider: Provider | None,
    title: Witness | None = None,
    giver: tuple[Organisation, Witness | None] | None = None,
) -> Course | None:
    """Read one course from a page or a part of one; None where it has no title."""
    title = title or titles.read_title(view)
    if title is None:
        return None
    organisation, spoken = givers.read_provider(view, provider) if giver is None else giver
    course = Course(url=view.url, title=title.text, provider=organisation, page_language=view.language)
    found: dict[str, Witness | None] = {"title": title, "provider": spoken}
    _read_texts(view, course, found)
    _read_values(view, course, found)
    moments = runs.read_runs(view, course.duration)
    course.sessions, course.start, found["sessions"] = moments.sessions, moments.start, moments.witness
    course.location, found["location"] = locations.of_all_runs(course, found["location"])
    form = attendance.read_form(view, course)
    if form:
        course.delivery, found["delivery"] = form
    course.evidence = {name: _evidence(witness, view) for name, witness in found.items() if witness}
    course.freshness = Freshness(reasons=find_conflicts(view, course, moments))
    course.prices = section_tariffs(view, course)
    course.price = ordinary_price(course.prices)
    day = view.seen.isoformat() if view.seen else None
    course.sources = [
        Source(
            provider=provider.id if provider else organisation.id, url=view.url, title=title.text,
            page_language=view.language, last_seen=day,
        )
    ]  # fmt: skip
    course.completeness = completeness(course)
    return course


def _retitle(course: Course, view: View) -> None:
    """Give a course the title that is likeliest, once it is known to be one, and nothing but its name."""
    if course.evidence["title"].method == "rule":
        return
    likelier = choose_title(view, course.title)
    title = clean_title(bare_title(likelier.text if likelier else course.title), view)
    title = without_provider(title, course.provider.name)
    _entitle(course, likelier, title, view)


def _entitle(course: Course, witness: Witness | None, title: str, view: View) -> None:
    """Give a course a title, with the words that it is from where they are others than before."""
    if witness:
        course.evidence["title"] = _evidence(witness, view)
    course.title = title
    course.sources = [msgspec.structs.replace(source, title=title) for source in course.sources]


def _read_texts(view: View, course: Course, found: dict[str, Witness | None]) -> None:
    found["description"] = read_description(view)
    for name in ("audience", "entry_requirements", "certificate", "accreditation"):
        found[name] = texts.read_text(view, name)
    found["location"] = locations.read_location(view)
    for name in ("description", "audience", "entry_requirements", "certificate", "accreditation", "location"):
        witness = found[name]
        setattr(course, name, witness.text if witness else None)
    course.audiences = read_audiences(course.audience) if course.audience else []


def _read_values(view: View, course: Course, found: dict[str, Witness | None]) -> None:
    course.prices, course.price, found["price"] = tariffs.read_price(view)
    length = lengths.read_length(view, course.title)
    spoken = taught.read_teaching_languages(view)
    level = manner.read_stated_level(view, course.title)
    if length:
        course.duration, found["duration"] = length
    if spoken:
        course.languages, found["languages"] = spoken
    if level:
        course.level, found["level"] = level


def _evidence(witness: Witness, view: View) -> Evidence:
    return witness.evidence(view.url)


def page_language(view: View) -> str | None:
    """Tell the page's language by its words; where they are too few, by what it declares."""
    text = " ".join(block.text for block in view.blocks if len(block.text) > 40)[:3000]
    declared = (view.root.get("lang") or "")[:2].lower()
    return detect_language(text) or (declared if declared.isalpha() and len(declared) == 2 else None)
