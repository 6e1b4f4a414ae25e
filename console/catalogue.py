"""Searching a publication: what fits, how many of each kind, in which order."""

from __future__ import annotations

import sqlite3
import weakref
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA

from console.facets import FACETS, Facet
from console.index import ENDED, SHORTEST
from console.publications import Published
from console.stems import Stems, fold
from console.wanted import Wanted
from exports.words import Pair
from normalize.course import Course

PAGE = 20
"""Courses on a page."""
WORDS = 12
"""Words of a query that count."""
NEAR = 4
"""The most words that a typing error is taken for."""
RANKED = 3000
"""The most courses that are ranked by their words: who finds more sees those with the words in their title first."""
ONE = ord("1")
REMEMBERED = 256
"""Queries whose hits are kept, since many readers ask for the same."""
ENDINGS = 12
"""The most compounds that end in a word of the query."""
STOPWORDS = frozenset(
    [
        "de",
        "het",
        "een",
        "en",
        "of",
        "van",
        "voor",
        "in",
        "op",
        "te",
        "met",
        "bij",
        "the",
        "a",
        "an",
        "and",
        "for",
        "on",
    ]
)


class Value(NamedTuple):
    """A value of a facet, as a page shows it."""

    value: str
    label: Pair
    courses: int
    """How many there are, all else that was chosen taken into account."""
    chosen: bool


class Found(NamedTuple):
    """The answer to a search."""

    total: int
    courses: list[Course]
    """Those of the page that was asked for."""
    facets: list[tuple[str, list[Value]]]
    """Facet to its values that occur, or are chosen."""
    read_as: dict[str, list[str]]
    """Words that occur nowhere, to those they were taken for."""
    some: bool
    """Whether no course holds all words, so that those with some of them are shown."""

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


class Hits(NamedTuple):
    """What the words of a query find."""

    best: list[int]
    """The best first, as far as they were ranked."""
    tiers: list[int]
    """What comes after them, a row of bits a tier; the last one holds all that was found."""
    read_as: dict[str, list[str]]
    some: bool


class Catalogue:
    """A publication with its index. Any number of threads may search at once."""

    def __init__(self, shown: Published, path: Path) -> None:
        self.shown = shown
        self._path = path
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        weakref.finalize(self, _close, self._idle)
        self._decoder = msgspec.json.Decoder(Course)
        self._hits = lru_cache(REMEMBERED)(self._find)
        with self._reading() as file:
            self.courses: int = file.execute("SELECT count(*) FROM course").fetchone()[0]
            rows = file.execute("SELECT * FROM facet").fetchall()
            self._orders = {name: array("I", held) for name, held in file.execute("SELECT * FROM ordering")}
            self._vocabulary = [word for (word,) in file.execute("SELECT word FROM vocabulary")]
        self._all = (1 << self.courses) - 1
        self._bits: dict[str, dict[str, int]] = {}
        self._labels: dict[tuple[str, str], Pair] = {}
        for name, value, nl, en, bits in rows:
            self._bits.setdefault(name, {})[value] = int.from_bytes(bits, "little")
            self._labels[name, value] = (nl, en)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Lend an open file to one reader at a time; it can be read on when another publication took its place."""
        try:
            file = self._idle.get_nowait()
        except Empty:
            address = f"{self._path.resolve().as_uri()}?mode=ro"
            file = sqlite3.connect(address, uri=True, check_same_thread=False)
        try:
            yield file
        finally:
            self._idle.put(file)

    def course(self, id: str) -> Course | None:
        """Return a course by its id."""
        with self._reading() as file:
            row = file.execute("SELECT json FROM course WHERE id = ?", (id,)).fetchone()
        return self._decoder.decode(row[0]) if row else None

    def search(self, asked: Wanted, size: int = PAGE) -> Found:
        """Return what fits, a page of `size` courses of it."""
        words = list(dict.fromkeys(fold(asked.query)))[:WORDS]
        words = [word for word in words if word not in STOPWORDS] or words
        hits = self._hits(tuple(words)) if words else None
        base = hits.tiers[-1] if hits else self._all
        if not asked.past:
            base &= ~self._bits.get(ENDED, {}).get("", 0)
        masks = {name: self._any(name, values) for name, values in asked.chosen.items()}
        fitting = base
        for mask in masks.values():
            fitting &= mask
        facets = []
        for facet in FACETS:
            rest = base
            for name, mask in masks.items():
                rest &= mask if name != facet.name else self._all
            facets.append((facet.name, self._values(facet, rest, asked.chosen.get(facet.name, ()))))
        if hits and asked.sort == "relevance":
            order = self._by_relevance(hits)
        else:
            order = iter(self._orders["start" if asked.sort == "relevance" else asked.sort])
        courses = self._page(order, fitting, (asked.page - 1) * size, size)
        return Found(
            fitting.bit_count(), courses, facets, hits.read_as if hits else {}, hits.some if hits else False
        )  # fmt: skip

    def _any(self, name: str, values: Sequence[str]) -> int:
        mask = 0
        for value in values:
            mask |= self._bits.get(name, {}).get(value, 0)
        return mask

    def _values(self, facet: Facet, mask: int, chosen: Sequence[str]) -> list[Value]:
        values = [
            Value(value, self._labels[facet.name, value], (bits & mask).bit_count(), value in chosen)
            for value, bits in self._bits.get(facet.name, {}).items()
        ]
        values = [value for value in values if value.courses or value.chosen]
        if facet.order:
            return sorted(values, key=lambda value: (facet.order or ()).index(value.value))
        if facet.chronological:
            return sorted(values)
        return sorted(values, key=lambda value: (-value.courses, value.label))

    def _by_relevance(self, hits: Hits) -> Iterator[int]:
        """Yield what was found: the ranked ones, then tier by tier those that start first."""
        yield from hits.best
        seen = _bits(hits.best, self.courses)
        for tier in hits.tiers:
            if unseen := tier & ~seen:
                left = unseen.to_bytes(self.courses // 8 + 1, "little")
                yield from (number for number in self._orders["start"] if left[number >> 3] >> (number & 7) & 1)
            seen |= tier

    def _page(self, order: Iterator[int], fitting: int, skip: int, size: int) -> list[Course]:
        bits = fitting.to_bytes(self.courses // 8 + 1, "little")
        fits = (number for number in order if bits[number >> 3] >> (number & 7) & 1)
        numbers = list(islice(fits, skip, skip + size))
        marks = ",".join("?" * len(numbers))
        with self._reading() as file:
            rows = file.execute(f"SELECT n, json FROM course WHERE n IN ({marks})", numbers)  # noqa: S608 - marks only
            held = dict(rows.fetchall())
        return [self._decoder.decode(held[number]) for number in numbers]

    def _find(self, words: tuple[str, ...]) -> Hits:
        """Search for words."""
        stems, asked = Stems(), []
        read_as: dict[str, list[str]] = {}
        for word in words:
            parts = [f'"{form}"' for form in stems.forms(word)] + [f'"{word}"*'] * (len(word) > 1)
            parts += [f'"{longer}"' for longer in self._ending_in(word)]
            if not self._occurs(" OR ".join(parts)):
                near = self._near(word)
                parts += [f'"{other}"' for other in near]
                read_as |= {word: near} if near else {}
                parts += [] if near else self._halves(word, stems)
            asked.append(f"({' OR '.join(parts)})")
        found = self._match(" AND ".join(asked))
        some = not found and len(asked) > 1
        wanted = (" OR " if some else " AND ").join(asked)
        found = self._match(wanted) if some else found
        tiers = [_bits(found, self.courses)]
        if len(found) > RANKED:
            wanted = f"{{title}} : ({wanted})"
            found = self._match(wanted)
            tiers.insert(0, _bits(found, self.courses))
        best = self._ranked(wanted) if len(found) <= RANKED else []
        return Hits(best, tiers, read_as, some)

    def _match(self, expression: str) -> list[int]:
        """Return all that fits; in one row, so that a hundred thousand are not handed over one by one."""
        with self._reading() as file:
            order = "SELECT json_group_array(rowid) FROM word WHERE word MATCH ?"
            numbers: list[int] = msgspec.json.decode(file.execute(order, (expression,)).fetchone()[0])
        return numbers

    def _occurs(self, expression: str) -> bool:
        with self._reading() as file:
            order = "SELECT rowid FROM word WHERE word MATCH ? LIMIT 1"
            return file.execute(order, (expression,)).fetchone() is not None

    def _ranked(self, expression: str) -> list[int]:
        order = "SELECT rowid FROM word WHERE word MATCH ? ORDER BY bm25(word, 10, 4, 1), rowid"
        with self._reading() as file:
            return [number for (number,) in file.execute(order, (expression,))]

    def _ending_in(self, word: str) -> list[str]:
        """Return compounds: who asks for "onderzoek" means "wetenschapsonderzoek" too."""
        if len(word) <= SHORTEST:
            return []
        return [longer for longer in self._vocabulary if longer.endswith(word) and longer != word][:ENDINGS]

    def _halves(self, word: str, stems: Stems) -> list[str]:
        """Return how a compound that occurs nowhere is found as two words: "labtechniek" in "technieken op het lab"."""
        for place in range(3, len(word) - 3):
            left = word[:place].removesuffix("s") if place > SHORTEST else word[:place]
            right = " OR ".join(f'"{form}"' for form in stems.forms(word[place:]))
            both = f'("{left}"* AND ({right}))'
            if self._occurs(both):
                return [both]
        return []

    def _near(self, word: str) -> list[str]:
        """Return the words that a typing error may have meant, the nearest first."""
        if len(word) < SHORTEST or word.isdecimal():
            return []
        most = 1 if len(word) < 7 else 2
        found = process.extract(word, self._vocabulary, scorer=OSA.distance, score_cutoff=most, limit=NEAR)
        return [other for other, distance, _ in found if distance == found[0][1]]


def _bits(numbers: Sequence[int], size: int) -> int:
    flags = bytearray(b"0") * (size + 1)
    for number in numbers:
        flags[size - number] = ONE
    return int(flags, 2)  # in one go: an operation a number on an integer of so many bits would be slow


def _close(files: SimpleQueue[sqlite3.Connection]) -> None:
    while not files.empty():
        files.get_nowait().close()
