"""What matching knows of a record: its title taken apart, its organiser, dates, prices and places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from normalize.course import Course
from normalize.matching.glossary import AUDIENCES
from normalize.matching.titles import Title, read_title
from normalize.matching.vocabulary import NO_VOCABULARY, Vocabulary
from normalize.matching.words import (
    MINIMUM_TYPO,
    TITLE_CHARS,
    fold,
    name_words,
    place_key,
    shared,
    spread,
    words,
)

TRACKING = re.compile(r"utm_|fbclid|gclid|msclkid|mc_|phpsessid|sid$|session|_ga|ref$")
"""Query parameters that name no page."""
NAME_CHARS = 200
"""How much of a name is looked at."""
RUNS = 400
"""The most runs that are looked at."""
TEXT_CHARS = 600
"""How much of the texts is searched for an organiser's name."""


class Traits(msgspec.Struct, frozen=True, gc=False):
    """What matching compares; sets, so that several records of one page can share one."""

    url: str
    """Address without scheme, www and tracking; "" where there is none."""
    title: Title
    organiser: str
    """Key of the organisation that gives it, "" where unknown."""
    organiser_words: tuple[str, ...]
    language: str | None
    level: frozenset[str]
    prices: frozenset[float]
    dates: frozenset[str]
    """Days on which runs begin."""
    places: frozenset[str]
    hours: frozenset[float]
    mentions: frozenset[str] = frozenset()
    """Keys of the organisers that the record's texts name in full, also within a longer name."""
    others: frozenset[str] = frozenset()
    """The other addresses, where several records share the traits."""
    twins: frozenset[str] = frozenset()
    """Addresses that the page names as itself in another language."""
    key: bytes = b""
    """What orders records in the same way whatever order they came in: a digest of all that was read."""

    @property
    def urls(self) -> frozenset[str]:
        """All addresses."""
        return self.others | {self.url} if self.url else self.others


def same_page(a: Traits, b: Traits) -> bool:
    """Tell whether two share an address."""
    if a.url == b.url and a.url:
        return True
    return bool(a.others or b.others) and not a.urls.isdisjoint(b.urls)


def read_traits(course: Course, vocabulary: Vocabulary = NO_VOCABULARY, twins: frozenset[str] = frozenset()) -> Traits:
    """Return what matching knows of one record; `twins`: addresses of its page in other languages, as keys."""
    url = url_key(course.url)
    runs = course.sessions[:RUNS]
    dates = frozenset([run.start[:10] for run in runs if run.start and run.precision == "day"])
    places = frozenset([place_key(place) for place in {course.location, *[run.location for run in runs]} if place])
    if "" in places:
        places -= {""}
    price = course.price.amount if course.price else None
    duration = course.duration.hours if course.duration else None
    name = course.provider.name[:NAME_CHARS]
    title = read_title(course.title[: TITLE_CHARS + 1], vocabulary, name)
    description = (course.description or "")[:TEXT_CHARS]
    mentions = frozenset(vocabulary.named(spread(f"{course.title[:TITLE_CHARS]} {name} {description}")))
    organiser = vocabulary.organiser(name) or title.organiser or vocabulary.host(url.partition("/")[0])
    if not organiser and len(mentions) == 1:
        (organiser,) = mentions
    return Traits(
        url=url,
        title=title,
        organiser=organiser,
        organiser_words=name_words(name) if name else (),
        language=course.page_language,
        level=shared(frozenset((course.level,)) if course.level else frozenset()),
        prices=shared(frozenset((price,)) if price is not None else frozenset()),
        dates=shared(dates),
        places=shared(places),
        hours=shared(frozenset((duration,)) if duration else frozenset()),
        mentions=shared(mentions),
        twins=twins,
        key=digest((
            course.title[:TITLE_CHARS], name, course.url, str(price), ",".join(sorted(dates)),
            ",".join(sorted(places)), course.page_language or "", course.level or "", str(duration), description,
        )),
    )  # fmt: skip


def digest(parts: Iterable[str]) -> bytes:
    """Return 16 bytes that tell one row of texts from another."""
    return blake2b("\x1f".join(parts).encode(errors="surrogatepass"), digest_size=16).digest()


def learn(courses: Iterable[Course]) -> Vocabulary:
    """Return what the records teach of spelling and names."""
    return learn_from((course.title, course.provider.name) for course in courses)


def learn_from(titles: Iterable[tuple[str, str]]) -> Vocabulary:
    """Return what titles, each with the name of its organiser, teach."""
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for title, name in titles:
        counts.update(title_words(title))
        names.update(own_name(name))
    return Vocabulary(counts, names)


def title_words(title: str) -> list[str]:
    """Return the words of a title, folded, as a vocabulary counts them."""
    return words(fold(title[:TITLE_CHARS]))


def own_name(name: str) -> tuple[str, ...]:
    """Return an organiser's name as a vocabulary counts it, nothing where there is none."""
    return (name[:NAME_CHARS],) if name else ()


def url_key(url: str) -> str:
    """Return the address without scheme, www, tracking and closing slash; the fragment stays."""
    if "?" not in url and "#" not in url and len(url) <= 2000:
        scheme, slashes, rest = url.strip().partition("://")
        host, slash, path = (rest if slashes else scheme).partition("/")
        return (host.lower().removeprefix("www.") + slash + path).rstrip("/")
    try:
        parts = urlsplit(url.strip()[:2000])
    except ValueError:
        return url[:2000]
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not TRACKING.match(name.lower())]
    host = parts.netloc.lower().removeprefix("www.")
    tail = (f"?{urlencode(sorted(query))}" if query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return host + parts.path.rstrip("/") + tail


def audience_of(tokens: frozenset[str]) -> frozenset[str]:
    """Return those of the words that say for whom a course is meant."""
    return tokens & AUDIENCES


def likely_typo(word: str) -> bool:
    """Tell whether a word is long enough to be a misspelling of another."""
    return len(word) >= MINIMUM_TYPO and word.isalpha()
