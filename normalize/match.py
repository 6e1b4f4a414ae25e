"""Matching: which records show one and the same course.

`match` clusters many records, `compare` explains one pair, `match_file` serves the command line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from normalize.course import Course, Duration, Level, Organisation, Precision, Price, Session, Unit
from normalize.matching.candidates import pairs
from normalize.matching.cluster import Clusters, best_first
from normalize.matching.model import MERGED, Comparison, conflict, explain, find_vetoes, may_match, probability, weigh
from normalize.matching.traits import Traits, learn, read_traits, url_key

__all__ = ["Comparison", "MatchError", "compare", "match", "match_file"]

NO_LINKS: Mapping[str, set[str]] = {}
LINE_CHARS = 4_000_000
"""The longest line of a file that is read."""


class MatchError(ValueError):
    """A line can't be used; the text names the line and the reason."""


def compare(a: Course, b: Course) -> Comparison:
    """Return how two records compare: every feature and weight, vetoes in words, the outcome."""
    vocabulary = learn((a, b))
    one, two = sorted((read_traits(a, vocabulary), read_traits(b, vocabulary)), key=lambda traits: traits.key)
    return explain(one, two)


def match(courses: Sequence[Course], links: Mapping[str, set[str]] = NO_LINKS) -> list[list[int]]:
    """Return clusters of positions, each sorted, ordered by their first; the same for any order of input.

    `links`: address to the addresses of its twins in other languages.
    """
    vocabulary = learn(courses)
    traits = [read_traits(course, vocabulary) for course in courses]
    if links:
        twins = {url_key(url): frozenset(map(url_key, others)) for url, others in links.items()}
        for one in traits:
            one.twins = twins.get(one.url, frozenset())
    return _match(traits)


def _match(traits: list[Traits]) -> list[list[int]]:
    order = sorted(range(len(traits)), key=lambda n: traits[n].key)
    groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for position in order:
        groups[_signature(traits[position]) or (position,)].append(position)
    entries = [_united([traits[n] for n in group]) for group in groups.values()]
    clusters = Clusters(entries, conflict)
    scored = []
    for first, second in pairs(entries):
        a, b = entries[first], entries[second]
        if not may_match(a, b):
            continue
        bits = weigh(a, b)
        if probability(bits) >= MERGED and not (find_vetoes(a, b) and a.urls.isdisjoint(b.urls)):
            scored.append((bits, first, second))
    positions = list(groups.values())
    found = [sorted(n for entry in cluster for n in positions[entry]) for cluster in best_first(scored, clusters)]
    return sorted(found)


def _signature(traits: Traits) -> tuple[Any, ...]:
    """Return what records share that are one course beyond doubt; nothing where there is none."""
    title = traits.title
    if title.empty:
        return ("page", traits.url) if traits.url else ()
    if title.cut or not traits.organiser:
        return (*traits.key, traits.url)
    return (
        traits.organiser,
        title.tokens,
        title.numbers,
        title.parts,
        title.letters,
        title.levels,
        title.exam,
        traits.level,
    )


def _united(members: list[Traits]) -> Traits:
    first = members[0]
    if len(members) == 1:
        return first
    languages = {member.language for member in members}
    return Traits(
        url=first.url,
        title=first.title,
        organiser=first.organiser,
        organiser_words=first.organiser_words,
        language=first.language if len(languages) == 1 else None,
        level=first.level,
        prices=frozenset().union(*(member.prices for member in members)),
        dates=frozenset().union(*(member.dates for member in members)),
        places=frozenset().union(*(member.places for member in members)),
        hours=frozenset().union(*(member.hours for member in members)),
        mentions=frozenset().union(*(member.mentions for member in members)),
        urls=frozenset().union(*(member.urls for member in members)),
        twins=frozenset().union(*(member.twins for member in members)),
        key=first.key,
    )


def match_file(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "cluster"}` for each record of an NDJSON file, in the order of the input.

    Any subset of the record's fields will do, unknown ones are ignored; a record without `id` gets
    its line number. A cluster is named by the position of its first record, counted from 0.
    Raises MatchError with the line number for a line that is no JSON object or holds a field of
    another kind.
    """
    names: list[str | int] = []
    courses: list[Course] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        identity, course = _record(line, number)
        names.append(identity)
        courses.append(course)
    cluster_of = {position: cluster[0] for cluster in match(courses) for position in cluster}
    for position, name in enumerate(names):
        yield {"id": name, "cluster": cluster_of[position]}


class _LoosePrice(msgspec.Struct):
    amount: float | None = None


class _LooseDuration(msgspec.Struct):
    value: float | None = None
    unit: Unit | None = None
    hours: float | None = None


class _LooseSession(msgspec.Struct):
    start: str | None = None
    precision: Precision | None = None
    location: str | None = None


class _LooseProvider(msgspec.Struct):
    id: str | None = None
    name: str | None = None
    url: str | None = None


class _Loose(msgspec.Struct):
    """A record with any subset of the fields that matching reads."""

    id: str | int | None = None
    url: str | None = None
    title: str | None = None
    provider: _LooseProvider | str | None = None
    description: str | None = None
    page_language: str | None = None
    level: Level | None = None
    price: _LoosePrice | None = None
    duration: _LooseDuration | None = None
    sessions: list[_LooseSession] | None = None
    location: str | None = None


_DECODER = msgspec.json.Decoder(_Loose)


def _record(line: str, number: int) -> tuple[str | int, Course]:
    if len(line) > LINE_CHARS:
        raise MatchError(f"line {number}: longer than {LINE_CHARS} characters")
    try:
        loose = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise MatchError(f"line {number}: {error}") from error
    given = loose.provider
    named = _LooseProvider(name=given) if isinstance(given, str) else given or _LooseProvider()
    course = Course(
        url=loose.url or "",
        title=loose.title or "",
        provider=Organisation(id=named.id or "", name=named.name or named.id or "", url=named.url),
        description=loose.description,
        page_language=loose.page_language,
        level=loose.level,
        location=loose.location,
        sessions=[
            Session(start=run.start, precision=run.precision or "day", location=run.location)
            for run in loose.sessions or []
        ],
    )
    if loose.price and loose.price.amount is not None:
        course.price = Price(amount=loose.price.amount)
    length = loose.duration
    if length and length.hours is not None:
        course.duration = Duration(value=length.value or length.hours, unit=length.unit or "hour", hours=length.hours)
    return (str(number) if loose.id is None else loose.id), course
