"""A course record as the database keeps it: clean text, content apart from the days it was seen.

The days move with every run and are no change; the content is hashed. Values that are None or empty
are left out, so that a record does not change when a later program knows one more field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

import msgspec

from normalize.course import Course
from store.errors import StoreError

URL_CHARACTERS = 2000
"""Longest address that is kept: an index entry of PostgreSQL holds 2,704 bytes."""

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and lone surrogates: each engine or feed format refuses some of them."""

_DAYS = ("first_seen", "last_seen", "last_changed")

_decoder = msgspec.json.Decoder(Course)
_seen_decoder = msgspec.json.Decoder(dict[str, Any])


class RejectedError(Exception):
    """A record that can't be kept; the reason in words."""


@dataclass(frozen=True, slots=True)
class Content:
    """A course record, split for the database."""

    text: str
    """JSON of the record without its days, keys sorted, without empty values."""
    hash: str
    """Of `text`: equal for records that differ in their days alone."""
    seen: str
    """JSON of the days: of the freshness and of each source."""


def clean(text: str) -> str:
    """Return the text without the characters that a database refuses."""
    return text if text.isprintable() else _REFUSED.sub("", text)


def plain(value: Any, *, empty: bool = True) -> Any:
    """Return JSON types with clean text, without their `empty` values (None, lists, objects) where told so."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {
            clean(key): plain(item, empty=empty)
            for key, item in value.items()
            if item or empty or not (item is None or isinstance(item, (list, dict)))
        }
    if isinstance(value, (list, tuple)):
        return [plain(item, empty=empty) for item in value]
    return value


def dump(value: Any) -> str:
    """Return JSON text with sorted keys and clean text."""
    return msgspec.json.encode(plain(msgspec.to_builtins(value)), order="deterministic").decode()


def digest(text: str) -> str:
    """Return the hash of a record's text."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def split(course: Course) -> Content:
    """Return the record as the database keeps it.

    Raises RejectedError where it would not come back as it went in.
    """
    try:
        record = plain(msgspec.to_builtins(course), empty=False)
        freshness = record.get("freshness", {})
        seen = {day: freshness.pop(day, None) for day in _DAYS}
        seen["sources"] = [source.pop("last_seen", None) for source in record.get("sources", [])]
        text = msgspec.json.encode(record, order="deterministic").decode()
        _decoder.decode(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise RejectedError(f"not a course record: {error}") from error
    if not record["url"]:
        raise RejectedError("no address")
    if len(record["url"].encode()) > URL_CHARACTERS:
        raise RejectedError(f"address longer than {URL_CHARACTERS} bytes")
    return Content(text, digest(text), msgspec.json.encode(seen, order="deterministic").decode())


def url_of(course: Course) -> str:
    """Return the address under which the record is kept."""
    return clean(course.url)


def join(text: str, seen: str | None = None) -> Course:
    """Return the record that `split` took apart; without `seen` its days are None."""
    try:
        course = _decoder.decode(text)
    except (msgspec.DecodeError, ValueError) as error:
        raise StoreError(f"a stored record can't be read: {error}") from error
    if seen is None:
        return course
    days = _seen_decoder.decode(seen)
    for day in _DAYS:
        setattr(course.freshness, day, days[day])
    course.sources = [
        msgspec.structs.replace(source, last_seen=last_seen)
        for source, last_seen in zip(course.sources, days["sources"], strict=True)
    ]
    return course


def seen_on(course: Course, first_seen: date, last_seen: date, last_changed: date) -> Course:
    """Return the reading with its days filled in, also those of its sources."""
    course.freshness.first_seen = first_seen.isoformat()
    course.freshness.last_seen = last_seen.isoformat()
    course.freshness.last_changed = last_changed.isoformat()
    course.sources = [msgspec.structs.replace(one, last_seen=last_seen.isoformat()) for one in course.sources]
    return course
