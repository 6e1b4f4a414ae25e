"""What was read of a page, and of a site page by page: the form in which it is kept.

Apart from what reads, which takes its time to load: where nothing changed it is not needed.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from normalize.course import Course

Kind = Literal["course", "list", "other"]
"""What a page is."""


class Reading(msgspec.Struct, kw_only=True):
    """What was read from a page."""

    url: str
    """Canonical address of the page."""
    kind: Kind
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
