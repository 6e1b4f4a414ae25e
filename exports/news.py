"""What is new or changed: Atom (RFC 4287) and JSON Feed 1.1.

An entry a change, the newest first. Of the offers only those that the publication names as recent
are kept in memory, and of them what an entry shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

import msgspec
from lxml import etree

from exports.clean import Offer, cut, web_address
from exports.exporter import Target
from exports.publication import Recent

ENTRIES = 500
"""The most that a feed holds."""
TITLE = "LLO-loket: nieuw en gewijzigd"
KINDS = {"new": "Nieuw", "changed": "Gewijzigd"}
ATOM = "http://www.w3.org/2005/Atom"


class Shown(NamedTuple):
    """What an entry shows of an offer."""

    title: str
    url: str | None
    provider: str
    description: str
    language: str | None


class Entry(NamedTuple):
    """An entry of a news feed."""

    id: str
    title: str
    when: datetime
    text: str
    offer: str
    shown: Shown


class _News:
    """Gathers the recent offers."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._sink = target.open(file, media_type)
        self._made = target.publication.generated_at
        newest = sorted(target.publication.recent, key=lambda recent: (recent.when, recent.offer), reverse=True)
        self._recent = newest[:ENTRIES]
        self._wanted = {recent.offer for recent in self._recent}
        self._shown: dict[str, Shown] = {}

    def feed(self, offer: Offer) -> None:
        """Keep what an entry shows of it, where it is recent."""
        course = offer.course
        if course.id in self._wanted:
            text = cut(course.description or "", 600)
            link = web_address(course.url)
            self._shown[course.id] = Shown(course.title, link, course.provider.name, text, course.page_language)

    def entries(self) -> Iterator[Entry]:
        for recent in self._recent:
            if recent.offer in self._shown:  # else it was hidden or merged away since
                yield _entry(recent, self._shown[recent.offer])

    def updated(self) -> datetime:
        """Return when the news last changed, so that the same news is the same file."""
        return max((recent.when for recent in self._recent), default=self._made)


def _entry(recent: Recent, shown: Shown) -> Entry:
    identity = uuid5(NAMESPACE_URL, f"lloket {recent.offer} {recent.kind} {recent.when.isoformat()}")
    kind = f"{KINDS[recent.kind]}: {recent.what}" if recent.what else KINDS[recent.kind]
    text = ". ".join(part for part in (kind, shown.provider, shown.description) if part)
    return Entry(identity.urn, shown.title, recent.when, text, recent.offer, shown)


class NewAtom(_News):
    """`new.atom`."""

    def finish(self) -> None:
        """Write the feed."""
        feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
        feed.set("{http://www.w3.org/XML/1998/namespace}lang", "nl")
        feed.append(_element("id", uuid5(NAMESPACE_URL, "lloket new").urn))
        feed.append(_element("title", TITLE))
        feed.append(_element("updated", self.updated().isoformat()))
        feed.append(_element("generator", "lloket"))
        feed.append(_author("LLO-loket"))
        feed.extend(_atom_entry(entry) for entry in self.entries())
        self._sink.write(etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True))
        self._sink.records = len(feed.findall(f"{{{ATOM}}}entry"))


def _atom_entry(entry: Entry) -> etree._Element:
    element = etree.Element(f"{{{ATOM}}}entry", nsmap={None: ATOM})
    for name, text in (
        ("id", entry.id),
        ("title", entry.title),
        ("updated", entry.when.isoformat()),
        ("summary", entry.text),
    ):
        element.append(_element(name, text))
    element.append(_author(entry.shown.provider or "?"))
    if entry.shown.url:
        element.append(etree.Element(f"{{{ATOM}}}link", rel="alternate", href=entry.shown.url))
    return element


def _author(name: str) -> etree._Element:
    author = etree.Element(f"{{{ATOM}}}author")
    author.append(_element("name", name))
    return author


def _element(name: str, text: str) -> etree._Element:
    element = etree.Element(f"{{{ATOM}}}{name}", nsmap={None: ATOM})
    element.text = text
    return element


class NewJson(_News):
    """`new.json`."""

    def finish(self) -> None:
        """Write the feed."""
        items = [_json_item(entry) for entry in self.entries()]
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": TITLE, "language": "nl", "items": items}
        self._sink.write(msgspec.json.format(msgspec.json.encode(feed), indent=2) + b"\n")
        self._sink.records = len(items)


def _json_item(entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.shown.url,
        "title": entry.title,
        "content_text": entry.text,
        "date_modified": entry.when.isoformat(),
        "authors": [{"name": entry.shown.provider}],
        "language": entry.shown.language,
        "_lloket": {"offer": entry.offer},
    }
    return {key: value for key, value in item.items() if value is not None}
