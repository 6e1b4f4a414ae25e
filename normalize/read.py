"""Reading a page: from bytes to course records, each value with the words it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from normalize.course import Course, Evidence, Freshness, Source, completeness
from normalize.fields import runs, texts, titles, values
from normalize.fields.kind import Kind, offers_course
from normalize.fields.witness import Witness
from normalize.page.template import NO_TEMPLATE, Template, learn_template
from normalize.page.view import View, look
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


def read_page(
    page: Page, provider: Provider | None = None, *, as_course: bool = False, template: Template = NO_TEMPLATE
) -> Reading:
    """Read a page; `as_course` reads it as a course page also where it would not be taken for one.

    A pure function of its arguments that raises on no input.
    """
    view = look(page, template)
    if view is None:
        return Reading(url=page.url, kind="other")
    view.language = _language(view)
    course = read_course(view, provider)
    kind: Kind = "other"
    courses: list[Course] = []
    if course and (as_course or offers_course(view, course)):
        kind, courses = "course", [course]
    robots = " ".join(view.embedded.meta.get(name, "") for name in ("robots", "lloket")).lower()
    return Reading(
        url=view.url, kind=kind, language=view.language, courses=courses, alternates=view.alternates,
        noindex="noindex" in robots or "none" in robots.replace(",", " ").split(), nosnippet="nosnippet" in robots,
    )  # fmt: skip


def read_site(pages: Iterable[Page], provider: Provider) -> Iterator[Reading]:
    """Read all pages of a site, what stands on many of them left aside."""
    kept = list(pages)
    views = (look(page) for page in kept)
    template = learn_template(view.blocks for view in views if view)
    for page in kept:
        yield read_page(page, provider, template=template)


def read_course(view: View, provider: Provider | None) -> Course | None:
    """Read one course from a page; None where the page has no title."""
    title = titles.read_title(view)
    if title is None:
        return None
    organisation, giver = titles.read_provider(view, provider)
    course = Course(url=view.url, title=title.text, provider=organisation, page_language=view.language)
    found: dict[str, Witness | None] = {"title": title, "provider": giver}
    _read_texts(view, course, found)
    _read_values(view, course, found)
    moments = runs.read_runs(view, course.location)
    course.sessions, course.start, found["sessions"] = moments.sessions, moments.start, moments.witness
    course.evidence = {name: _evidence(witness, view) for name, witness in found.items() if witness}
    course.freshness = Freshness()
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
    found["description"] = titles.read_description(view, course.title)
    for name in ("audience", "entry_requirements", "certificate", "accreditation"):
        found[name] = texts.read_text(view, name)
    found["location"] = texts.read_location(view)
    for name in ("description", "audience", "entry_requirements", "certificate", "accreditation", "location"):
        witness = found[name]
        setattr(course, name, witness.text if witness else None)
    course.audiences = read_audiences(course.audience) if course.audience else []


def _read_values(view: View, course: Course, found: dict[str, Witness | None]) -> None:
    course.prices, course.price, found["price"] = values.read_price(view)
    length = values.read_length(view)
    spoken = values.read_teaching_languages(view)
    form = values.read_form(view)
    level = values.read_stated_level(view)
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
