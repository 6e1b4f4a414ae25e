"""A course that a site spreads over several pages: overview, content, admission, dates and costs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlsplit

from normalize.course import Course, completeness
from normalize.fields.kind import WORDS
from normalize.page.text import fold

PARTS = frozenset(WORDS["parts"]["words"])
"""Last parts of addresses that hold a part of the course above them."""
OVERVIEWS = frozenset(WORDS["parts"]["overviews"])
"""Last parts of addresses that hold the overview of a course."""
SUFFIXES = frozenset(WORDS["parts"]["suffixes"])
"""Those that may as well stand behind the name of the course, in one part of the address."""
JOINED = re.compile(r" (?:en|and|&|[+]) |, |/")
"""What joins the names of several parts."""
ENOUGH = 3
"""Facts that make one course of pages of which none is a course's by itself."""
FACTS = ("price", "duration", "sessions", "audience", "entry_requirements", "certificate")
LEAST = 2
"""Host and parts that the address of a course has at least."""
Path = tuple[str, ...]
"""Host and parts of an address."""
FIELDS = (
    "description", "languages", "audience", "audiences", "entry_requirements", "level", "delivery", "prices", "price",
    "duration", "sessions", "location", "certificate", "accreditation",
)  # fmt: skip


def find_parts(urls: Iterable[str]) -> dict[str, str]:
    """Find the pages that are a part of another one: address to the address of the page they belong to.

    Where no page stands above the parts of a course, its overview holds them.
    """
    by_path: dict[Path, str] = {}
    above: dict[str, Path] = {}
    for url in urls:
        path, whole = _path(url), _whole(url)
        if whole == path and not _tab(url):
            by_path.setdefault(path, url)
        else:
            above[url] = whole
    for url, whole in above.items():
        if _words(_path(url)[-1]) in OVERVIEWS:
            by_path.setdefault(whole, url)
    return {url: by_path[whole] for url, whole in above.items() if by_path.get(whole, url) != url}


def _path(url: str) -> Path:
    """Return host and parts of an address, without the ending of a file."""
    parts = urlsplit(url)
    names = [re.sub(r"\.(?:html?|php|aspx?)$", "", part) for part in parts.path.split("/") if part]
    return (parts.netloc.lower().removeprefix("www."), *(name for name in names if name not in ("index", "default")))


def _whole(url: str) -> Path:
    """Return the path of the course that an address holds a part of; its own path where it holds none."""
    path = _path(url)
    whole = path
    while len(whole) > LEAST and is_part(whole[-1]):
        whole = whole[:-1]
    if whole == path and len(path) > 1:  # /cursus/celkweek-kosten
        words = path[-1].split("-")
        cut = next((n for n in range(1, len(words)) if _words("-".join(words[n:])) in SUFFIXES), None)
        whole = (*path[:-1], "-".join(words[:cut])) if cut else path
    return whole


def _tab(url: str) -> bool:
    """Tell whether an address asks for a part by its query ("?tab=kosten")."""
    return any(is_part(value) for _, value in parse_qsl(urlsplit(url).query))


def names_parts(words: str) -> bool:
    """Tell whether words name several parts of a course and nothing else ("Toelating & inschrijven")."""
    pieces = [fold(piece) for piece in JOINED.split(words.lower())]
    return len(pieces) > 1 and all(piece in PARTS or piece in OVERVIEWS for piece in pieces)


def is_part(name: str) -> bool:
    """Tell whether a part of an address names a part of a course, or several ("toelating-en-kosten")."""
    words = re.sub(r"^\d{1,2} ", "", _words(name))
    split = re.split(r" (?:en|and) ", words), words.split()
    return words in PARTS or words in OVERVIEWS or any(PARTS.issuperset(pieces) for pieces in split)


def _words(name: str) -> str:
    return fold(unquote(name))


def is_whole(course: Course) -> bool:
    """Tell whether what several pages say together is a course."""
    return sum(name in course.evidence for name in FACTS) >= ENOUGH


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
