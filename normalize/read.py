"""Reading a page: from bytes to course records, each value with the words it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from normalize.bounds import TooLongError, at_most
from normalize.course import Course, Evidence, Freshness, Organisation, Source, completeness
from normalize.fields import carried, givers, lengths, listing, locations, manner, parts, runs, texts, titles, values
from normalize.fields.apart import cards_apart, is_sure
from normalize.fields.conflicts import find_conflicts
from normalize.fields.descriptions import read_description
from normalize.fields.kind import Kind, names_course, offers_course
from normalize.fields.witness import Witness
from normalize.page.template import NO_TEMPLATE, Template, learn_template, marks_of
from normalize.page.text import fold
from normalize.page.view import View, leave_out, look, look_past
from normalize.values.audiences import read_audiences
from normalize.values.language import detect_language
from spiders.page import Page
from spiders.registry import Provider

__all__ = ["NO_TEMPLATE", "Reading", "Template", "read_page", "read_site"]


class Reading(msgspec.Struct, kw_only=True):
    """What was read from a page."""

    url: str
    """Canonical address of the page."""
    kind: Literal["course", "list", "other"]
    """What it is."""
    language: str | None = None
    """Language of its text, ISO 639-1."""
    courses: list[Course] = []
    """The courses that it offers; empty where it offers none."""
    alternates: dict[str, str] = {}
    """hreflang to absolute address."""
    noindex: bool = False
    """Whether the page asks not to be listed."""
    nosnippet: bool = False
    """Whether the page asks that its text is not quoted."""
    problem: str | None = None
    """Why it could not be read; None where it was."""


def read_page(
    page: Page, provider: Provider | None = None, *, as_course: bool = False, template: Template = NO_TEMPLATE
) -> Reading:
    """Read a page; `as_course` reads it as a course page also where it would not be taken for one.

    A pure function of its arguments that raises on no input.
    """
    view = look(page, template) if _is_readable(page) else None
    return read_view(view, page, provider, template, as_course=as_course)


def read_view(
    view: View | None, page: Page, provider: Provider | None, template: Template, *, as_course: bool = False
) -> Reading:
    """Read a page as it was seen; None for what is no document."""
    if view is None:
        return Reading(url=page.url, kind="other")
    view.language = _language(view)
    view.apply(provider.fields if provider else {})
    course = read_course(view, provider)
    listed = listing.is_list_page(view)
    plain = listing.is_elsewhere(view) or (not listed and listing.is_labelled_once(view))
    groups = [] if plain and (course is None or is_sure(course)) else listing.find_cards(view)
    courses = [] if as_course else read_list(view, provider, course, groups)
    kind: Kind = "list" if courses else "other"
    others = cards_apart(view, course, groups) if course and not courses else None
    if others:
        view = look_past(view, others, template)
        view.apply(provider.fields if provider else {})
        course = read_course(view, provider)
    if not courses and course and (as_course or offers_course(view, course, listed=listed)):
        kind, courses = "course", [course]
    wishes = _wishes(view, page)
    return Reading(
        url=view.url, kind=kind, language=view.language, courses=courses, alternates=view.alternates,
        noindex=bool(wishes & {"noindex", "none"}), nosnippet="nosnippet" in wishes,
    )  # fmt: skip


def _wishes(view: View, page: Page) -> set[str]:
    """Return what the page asks of robots: in its meta elements, and in X-Robots-Tag for all or for us."""
    header = page.headers.get("x-robots-tag", "").lower()
    said = [header, *(view.embedded.meta.get(name, "").lower() for name in ("robots", "lloket"))]
    return {wish.strip().removeprefix("lloket:").strip() for words in said for wish in words.split(",")}


def read_list(
    view: View, provider: Provider | None, course: Course | None, groups: Iterable[list[listing.Card]]
) -> list[Course]:
    """Read the courses of a list, a record each; empty where the page is no list of courses."""
    best: list[Course] = []
    listed = listing.is_list_page(view)
    if listing.is_elsewhere(view) or (not listed and listing.is_labelled_once(view)):
        return best
    for cards in groups:
        if cards[0].elsewhere or len(cards) <= len(best):
            continue
        least = 1 if names_course(view.title) and not listing.names_list(view.title) else 2
        own = course and not listed and _own_facts(course, cards) >= least
        named = sum(names_course(card.title.text) for card in cards)
        if own or not (listed or named) or (not listed and (len(cards) < 3 or not all(card.linked for card in cards))):
            continue
        giver = givers.read_provider(view, provider)
        found = ((card, read_course(card.view, provider, card.title, giver)) for card in listing.likely(view, cards))
        trusted = listing.lists_courses(view) and listing.lead_alike(cards)
        kept = [one for card, one in found if one and listing.is_course_in_list(card, one, trusted=trusted)]
        if len(kept) > len(best):
            best = kept
    if not best and listed:
        best = _read_carried(view, provider)
    return _united(best)


def _read_carried(view: View, provider: Provider | None) -> list[Course]:
    """Read the courses of a list that shows none of them itself, from what it carries along."""
    giver = givers.read_provider(view, provider)
    found = [read_course(seen, provider, title, giver) for seen, title in carried.carried_courses(view)]
    return [course for course in found if course and (course.price or course.duration or course.sessions)]


def _own_facts(course: Course, cards: list[listing.Card]) -> int:
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


def read_site(pages: Iterable[Page], provider: Provider) -> Iterator[Reading]:
    """Read all pages of a site: what stands on many of them left aside, the pages of one course joined.

    A page that costs more than it may (see `bounds`) is left out, with the reason in its reading.
    """
    yield from read_anew(pages, provider, SiteMemory())[0]


class Alone(msgspec.Struct, array_like=True):
    """What was read of a page by itself."""

    marks: list[int] | None
    """Of its texts that may be part of the site's template; None for what is no document."""
    reading: msgspec.Raw
    """JSON of its reading, before pages of one course were joined."""


class SiteMemory(msgspec.Struct, kw_only=True):
    """What was read of a site, page by page, as far as its pages are still the same."""

    template: list[int] = []
    """Marks of the template that they were read with."""
    pages: dict[str, Alone] = {}
    """By address."""
    taken: int = 0
    """Of how many pages an earlier reading was taken."""


def read_anew(pages: Iterable[Page], provider: Provider, before: SiteMemory) -> tuple[list[Reading], SiteMemory]:
    """Read a site of which some pages are as they were `before`: the same readings as without, for less work.

    A page is not read again unless what counts as the site's template turned on it. Returns also the next memory.
    """
    kept: list[Page] = []
    failed: list[Reading] = []
    views: dict[int, View] = {}
    marks = dict(_marks(pages, before, kept, views, failed))
    template = learn_template(marks.values())
    turned = template.texts.symmetric_difference(before.template)
    after = SiteMemory(template=sorted(template.texts))
    readings: dict[str, Reading] = {}
    for number, page in enumerate(kept):
        earlier = before.pages.get(page.url)
        if earlier is not None and turned.isdisjoint(earlier.marks or ()):
            readings[page.url] = msgspec.json.decode(earlier.reading, type=Reading)
            after.pages[page.url] = earlier
            after.taken += 1
        else:
            read = readings[page.url] = _read_bounded(page, provider, template, view=views.pop(number, None))
            after.pages[page.url] = Alone(marks.get(page.url), msgspec.Raw(msgspec.json.encode(read)))
    _join_parts({page.url: page for page in kept}, readings, provider, template)
    return [*readings.values(), *failed], after


def _join_parts(
    pages: Mapping[str, Page], readings: dict[str, Reading], provider: Provider, template: Template
) -> None:
    """Give a course what its other pages say; an overview that says too little by itself may be one with them."""
    owners: dict[str, list[str]] = {}
    for part, owner in parts.find_parts(readings).items():
        owners.setdefault(owner, []).append(part)
    for owner, found in owners.items():
        reading = readings[owner]
        if reading.kind == "other" and len(found) > 1:
            reading = _read_bounded(pages[owner], provider, template, as_course=True)
        if reading.kind != "course" or not reading.courses:
            continue
        whole = reading.courses[0]
        for url in found:
            course = _read_part(pages[url], provider, template, whole)
            if course:
                parts.join_part(whole, course)
        if readings[owner].kind == "course" or parts.is_whole(whole):
            readings[owner] = reading
            for url in found:
                readings[url].kind, readings[url].courses = "other", []


TOO_MUCH = (TooLongError, MemoryError, RecursionError)
MAX_HELD = 8_000_000
"""Bytes of markup of the pages that are held, as they were seen, until the template is known; others are seen anew."""


def _marks(
    pages: Iterable[Page], before: SiteMemory, kept: list[Page], views: dict[int, View], failed: list[Reading]
) -> Iterator[tuple[str, list[int]]]:
    """Give the marks of each page that can be read, sort the pages into `kept` and `failed`, and hold some `views`.

    These stand under the position of their page among those that are kept.
    """
    held = 0
    for page in pages:
        if (earlier := before.pages.get(page.url)) is not None:
            kept.append(page)
            if earlier.marks is not None:
                yield page.url, earlier.marks
            continue
        try:
            with at_most():
                view = look(page) if _is_readable(page) else None
        except TOO_MUCH as error:
            failed.append(Reading(url=page.url, kind="other", problem=_problem(error)))
            continue
        kept.append(page)
        if view is not None:
            held += len(view.markup)
            if held <= MAX_HELD:
                views[len(kept) - 1] = view
            yield page.url, marks_of(view.blocks)


def _problem(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _read_bounded(
    page: Page, provider: Provider, template: Template, *, as_course: bool = False, view: View | None = None
) -> Reading:
    """Read a page, from the view where it was seen before the template was known."""
    try:
        with at_most():
            if view is not None:
                leave_out(template, view.document)
                return read_view(view, page, provider, template, as_course=as_course)
            return read_page(page, provider, template=template, as_course=as_course)
    except TOO_MUCH as error:
        return Reading(url=page.url, kind="other", problem=_problem(error))


def _read_part(page: Page, provider: Provider, template: Template, whole: Course) -> Course | None:
    """Read a page that holds a part of a course, under the title of the whole."""
    view = look(page, template)
    if view is None:
        return None
    view.language = _language(view)
    view.apply(provider.fields)
    return read_course(view, provider, Witness(whole.title, "heading"))


def _is_readable(page: Page) -> bool:
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
    course.evidence = {name: _evidence(witness, view) for name, witness in found.items() if witness}
    course.freshness = Freshness(reasons=find_conflicts(view, course, moments))
    day = view.seen.isoformat() if view.seen else None
    course.sources = [
        Source(
            provider=provider.id if provider else organisation.id, url=view.url, title=title.text,
            page_language=view.language, last_seen=day,
        )
    ]  # fmt: skip
    course.completeness = completeness(course)
    return course


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
    course.prices, course.price, found["price"] = values.read_price(view)
    length = lengths.read_length(view, course.title)
    spoken = manner.read_teaching_languages(view)
    form = manner.read_form(view, course.title, course.location)
    level = manner.read_stated_level(view, course.title)
    if length:
        course.duration, found["duration"] = length
    if spoken:
        course.languages, found["languages"] = spoken
    if form:
        course.delivery, found["delivery"] = form
    if level:
        course.level, found["level"] = level


def _evidence(witness: Witness, view: View) -> Evidence:
    return witness.evidence(view.url)


def _language(view: View) -> str | None:
    """Tell the page's language by its words; where they are too few, by what it declares."""
    text = " ".join(block.text for block in view.blocks if len(block.text) > 40)[:3000]
    declared = (view.root.get("lang") or "")[:2].lower()
    return detect_language(text) or (declared if declared.isalpha() and len(declared) == 2 else None)
