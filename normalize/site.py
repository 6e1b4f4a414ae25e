"""Reading the pages of a site: what stands on many of them left aside, the pages of one course joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from normalize.bounds import at_most, uncollected
from normalize.course import Course
from normalize.fields import parts
from normalize.fields.told_titles import is_asking
from normalize.fields.witness import Witness
from normalize.page.template import Template, learn_template, marks_of
from normalize.page.view import View, leave_out, look
from normalize.read import is_readable, page_language, read_course, read_page, read_view
from normalize.reading import Alone, Reading, SiteMemory
from spiders.page import Page
from spiders.registry import Provider


def read_site(pages: Iterable[Page], provider: Provider) -> Iterator[Reading]:
    """Read all pages of a site: what stands on many of them left aside, the pages of one course joined.

    A page that costs more than it may (see `bounds`), or breaks the reader, is left out with the reason in its reading.
    """
    yield from read_anew(pages, provider, SiteMemory())[0]


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
        explains = readings[owner].kind == "other" and is_asking(whole.title)  # "Wat is celkweek?"
        for url in found if not explains else ():
            course = _read_part(pages[url], provider, template, whole)
            if course:
                parts.join_part(whole, course)
        if explains or readings[owner].kind == "course" or parts.is_whole(whole):
            readings[owner] = reading if not explains else readings[owner]
            for url in found:
                readings[url].kind, readings[url].courses = "other", []


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
            with at_most(), uncollected():
                view = look(page) if is_readable(page) else None
        except Exception as error:  # noqa: BLE001 - whatever a page does to its reader, the others are read
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
        with at_most(), uncollected():
            if view is not None:
                leave_out(template, view.document)
                return read_view(view, page, provider, template, as_course=as_course)
            return read_page(page, provider, template=template, as_course=as_course)
    except Exception as error:  # noqa: BLE001 - as above
        return Reading(url=page.url, kind="other", problem=_problem(error))


def _read_part(page: Page, provider: Provider, template: Template, whole: Course) -> Course | None:
    """Read a page that holds a part of a course, under the title of the whole; None where that can't be done."""
    try:
        with at_most(), uncollected():
            view = look(page, template)
            if view is None:
                return None
            view.language = page_language(view)
            view.apply(provider.fields)
            return read_course(view, provider, Witness(whole.title, "heading"))
    except Exception:  # noqa: BLE001 - as above; read by itself, the page told its problem
        return None
