"""A course that a site spreads over several pages: overview, content, admission, dates and costs."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from normalize.course import Course, completeness
from normalize.fields.kind import WORDS
from normalize.page.text import fold

PARTS = frozenset(WORDS["parts"]["words"])
"""Last parts of addresses that hold a part of the course above them."""
FIELDS = (
    "description", "languages", "audience", "audiences", "entry_requirements", "level", "delivery", "prices", "price",
    "duration", "sessions", "location", "certificate", "accreditation",
)  # fmt: skip


def find_parts(urls: Iterable[str]) -> dict[str, str]:
    """Find the pages that are a part of another one: address to the address of the page they belong to."""
    by_path = {_path(url): url for url in urls}
    found = {}
    for path, url in by_path.items():
        if len(path) > 1 and fold(unquote(path[-1])) in PARTS and path[:-1] in by_path:
            found[url] = by_path[path[:-1]]
    return found


def _path(url: str) -> tuple[str, ...]:
    parts = urlsplit(url)
    return (parts.netloc.lower().removeprefix("www."), *(part for part in parts.path.split("/") if part))


def join_part(course: Course, part: Course) -> None:
    """Fill what the course's own page leaves open from a page that is a part of it."""
    for name in FIELDS:
        if getattr(course, name) in (None, []) and getattr(part, name) not in (None, []):
            setattr(course, name, getattr(part, name))
            if name in part.evidence:
                course.evidence[name] = part.evidence[name]
    if course.start == "unknown":
        course.start = part.start
    course.freshness.reasons += [reason for reason in part.freshness.reasons if reason not in course.freshness.reasons]
    course.sources += [source for source in part.sources if source not in course.sources]
    course.completeness = completeness(course)
