"""The index of a publication: one SQLite file, built from its `courses.ndjson` and `topics.json`, then only read.

What a list is narrowed by is held as a row of bits a value, bit n for course n: counting each value of each
facet is then a handful of instructions a course.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from contextlib import closing
from datetime import date
from pathlib import Path

import msgspec

from console.facets import FACETS, upcoming
from console.publications import Published
from console.stems import Stems, fold
from exports.words import Pair
from normalize.course import Course

VERSION = 1
"""Of the shape of the file; another shape is another file."""
SHORTEST = 4
"""The shortest word that a typing error is mended to."""
ENDED = "ended"
"""The row of bits of what is past or withdrawn; no facet of a page."""
LAST = "9999"
SCHEMA = """
CREATE TABLE course (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json BLOB NOT NULL);
CREATE TABLE facet (name TEXT, value TEXT, nl TEXT, en TEXT, bits BLOB, PRIMARY KEY (name, value)) WITHOUT ROWID;
CREATE TABLE ordering (name TEXT PRIMARY KEY, numbers BLOB) WITHOUT ROWID;
CREATE TABLE vocabulary (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE word USING fts5(title, about, body, content='', tokenize="unicode61 remove_diacritics 0");
"""


def index_of(shown: Published, folder: Path) -> Path:
    """Return the index file of a publication, built where it is not there yet.

    Raises OSError, sqlite3.Error or msgspec.MsgspecError where it can't be.
    """
    path = folder / f"{shown.name}-{shown.files['courses.ndjson'].sha256[:12]}.{VERSION}.sqlite"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(partial)) as file:
            file.execute("PRAGMA journal_mode = OFF")
            file.execute("PRAGMA synchronous = OFF")  # a broken one is built again
            Build(file, shown).run()
        partial.replace(path)
    return path


class Build:
    """The making of one index."""

    def __init__(self, file: sqlite3.Connection, shown: Published) -> None:
        self._file, self._shown = file, shown
        self._today: date = shown.manifest.today
        told = msgspec.json.decode(shown.read("topics.json"))["topics"]
        self._topics: dict[str, Pair] = {row["code"]: (row["label"]["nl"], row["label"]["en"]) for row in told}
        self._stems = Stems()
        self._members: defaultdict[tuple[str, str], array[int]] = defaultdict(lambda: array("I"))
        self._labels: dict[tuple[str, str], Pair] = {}
        self._keys: list[tuple[int, str, float, str]] = []

    def run(self) -> None:
        """Fill the file."""
        self._file.executescript(SCHEMA)
        decoder = msgspec.json.Decoder(Course)
        with (self._shown.folder / "courses.ndjson").open("rb") as lines:
            for number, line in enumerate(lines):
                self._add(number, decoder.decode(line), line)
        self._finish()
        self._file.commit()

    def _add(self, number: int, course: Course, line: bytes) -> None:
        self._file.execute("INSERT INTO course VALUES (?, ?, ?)", (number, course.id, line))
        topics = [label for code in course.topics for label in self._topics.get(code, ())]
        stems = self._stems
        self._file.execute(
            "INSERT INTO word (rowid, title, about, body) VALUES (?, ?, ?, ?)",
            (
                number,
                stems.text(course.title, *course.titles.values()),
                stems.text(course.provider.name, course.location, *topics),
                stems.text(course.description, course.audience, course.entry_requirements, course.certificate),
            ),
        )
        for facet in FACETS:
            for value, label in facet.read(course, self._today, self._topics):
                self._labels.setdefault((facet.name, value), label)
                self._members[facet.name, value].append(number)
        if course.freshness.status in ("expired", "withdrawn"):
            self._members[ENDED, ""].append(number)
        runs = upcoming(course, self._today)
        start = (runs[0].start or LAST) if runs else LAST
        price = course.price.amount if course.price else float("inf")
        self._keys.append((number, start, price, " ".join(fold(course.title))))

    def _finish(self) -> None:
        for (name, value), numbers in self._members.items():
            bits = bytearray(len(self._keys) // 8 + 1)
            for number in numbers:
                bits[number >> 3] |= 1 << (number & 7)
            row = (name, value, *self._labels.get((name, value), ("", "")), bytes(bits))
            self._file.execute("INSERT INTO facet VALUES (?, ?, ?, ?, ?)", row)
        for place, name in enumerate(("start", "price", "title"), 1):
            ordered = sorted(self._keys, key=lambda key: (key[place], key[3]))
            held = array("I", (key[0] for key in ordered)).tobytes()
            self._file.execute("INSERT INTO ordering VALUES (?, ?)", (name, held))
        words = ((word,) for word in self._stems.known if len(word) >= SHORTEST and not word.isdecimal())
        self._file.executemany("INSERT INTO vocabulary VALUES (?)", words)
