"""The last door: text that no format can hold, or that lies to the eye, does not get out.

Crawled text may hold lone surrogates (no UTF-8), control characters (no XML), line breaks (a new
cell, a new calendar line) and direction marks (a title that reads other than it is). Reading removes
most of it; what is published does not depend on that.
"""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from normalize.course import Course
from spiders.registry import is_web_address

T = TypeVar("T")

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""Control characters and line breaks of every kind: they become one space."""
UNWANTED = re.compile(
    "[\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Lone surrogates, direction marks, non-characters, tag characters: they go."""

_SUSPECT = re.compile(
    rb"\\[bfnrt]|\\u00|\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
    rb"|\xef\xb7[\x90-\xaf]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]|\xf3\xa0[\x80\x81]"
)
"""The same in a record's JSON, so that a clean record costs one search. May find too much, never too little."""

_PLAIN = bytes(range(0x5C)) + bytes(range(0x5D, 0x7F))
"""ASCII without the backslash: what remains of a line is short, and told in a fraction of the time."""


def clean_text(text: str) -> str:
    """Return the text on one line, with nothing in it that a reader can't see or a format can't hold."""
    if text.isascii() and text.isprintable():
        return text
    return UNWANTED.sub("", UNPRINTABLE.sub(" ", text))


def clean(value: T) -> T:
    """Return a struct (or any value msgspec knows) of the same type with every text in it cleaned."""
    return msgspec.convert(_clean_plain(msgspec.to_builtins(value)), type(value))


def _clean_plain(value: object) -> object:
    # The depth is the record's own, four levels: never the input's.
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {_clean_plain(key): _clean_plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean_plain(item) for item in value]
    return value


class Offer(msgspec.Struct, frozen=True):
    """A record ready to be written: clean, with its JSON made once for all the feeds that hold it."""

    course: Course
    """The record."""
    json: bytes
    """The record as a line of JSON (no line end), every field present."""

    @classmethod
    def of(cls, course: Course) -> Offer:
        """Clean a record and encode it."""
        try:
            line = msgspec.json.encode(course)
        except UnicodeEncodeError:  # a lone surrogate
            line = b"\\u00"
        if _suspicious(line):
            course = clean(course)
            line = msgspec.json.encode(course)
        return cls(course, line)


def _suspicious(line: bytes) -> bool:
    rest = line.translate(None, _PLAIN)
    if b"\\" in rest:
        return _SUSPECT.search(line) is not None
    return _SUSPECT.search(rest) is not None


def web_address(url: str | None) -> str | None:
    """Return the address where it is a link that a page may carry (http or https), else None."""
    return url if url and is_web_address(url) else None


def cut(text: str, length: int) -> str:
    """Return the text at most so many characters long, with an ellipsis where it was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
