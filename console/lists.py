"""Lists of courses in the formats that other programs follow: iCalendar and Atom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from console.render import path
from exports.calendars import events, frame
from exports.clean import clean, clean_text, cut
from exports.news import ATOM
from exports.words import Language
from normalize.course import Course

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def as_calendar(courses: Sequence[Course], name: str, made: datetime, *, empty: bool = False) -> bytes | None:
    """Return the course days as a calendar; None where there are none, unless an empty one is wanted."""
    days = [event for course in courses for event in events(clean(course), made)]
    if not days and not empty:
        return None
    head, foot = frame(clean_text(name))
    return b"".join([head, *days, foot])


def as_atom(
    courses: Sequence[Course], language: Language, *, title: str, root: str, address: str, made: datetime
) -> bytes:
    """Return courses as an Atom feed; `root` is where the console stands, `address` the query of the list."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    feed.set(XML_LANG, language)
    here = f"{root}{path('list_atom', language)}{address}"
    _text(feed, "id", uuid5(NAMESPACE_URL, here).urn)
    _text(feed, "title", title)
    _text(feed, "updated", made.isoformat())
    _link(feed, "self", here)
    _link(feed, "alternate", f"{root}{path('search', language)}{address}")
    for course in (clean(course) for course in courses):
        entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
        changed = course.freshness.last_changed or course.freshness.first_seen
        _text(entry, "id", uuid5(NAMESPACE_URL, f"lloket {course.id}").urn)
        _text(entry, "title", course.title)
        _text(entry, "updated", f"{changed}T00:00:00Z" if changed else made.isoformat())
        _text(entry, "summary", cut(course.description or course.provider.name, 600))
        _text(etree.SubElement(entry, f"{{{ATOM}}}author"), "name", course.provider.name or "?")
        _link(entry, "alternate", f"{root}{path('course', language, course.id)}")
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = clean_text(text)


def _link(parent: etree._Element, rel: str, address: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=clean_text(address))
