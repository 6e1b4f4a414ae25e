"""What matching remembers between two times, so that the second costs by what changed in between.

Nothing here is knowledge: without it the same clusters are found anew. It is kept as a file that only this
program, at exactly this version, reads back.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from normalize.course import Course
from normalize.matching.engine import uncollected
from normalize.matching.pairing import Pairing
from normalize.matching.traits import RUNS, TEXT_CHARS, Traits, own_name, read_traits, title_words
from normalize.matching.vocabulary import Asked, Vocabulary


@dataclass(slots=True)
class Read:
    """A record as it was read."""

    digest: bytes
    """Of all that matching reads of it."""
    stamp: int
    """Number of the reading; no two readings share one."""
    traits: Traits
    words: list[str]
    """What its title adds to the vocabulary."""
    names: tuple[str, ...]
    """What its organiser adds to it."""
    asked: Asked
    """All that it asked the vocabulary for."""


@dataclass(slots=True)
class Memory:
    """Records as last read, and their pairs."""

    read: dict[str, Read] = field(default_factory=dict)
    """By the record's key."""
    counts: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    stamp: int = 0
    pairing: Pairing = field(default_factory=Pairing)

    def traits(
        self, courses: Sequence[Course], keys: Sequence[str], twins: Mapping[str, frozenset[str]]
    ) -> list[Traits]:
        """Return what matching knows of the records; only what changed, or what the change bears on, is read."""
        digests = [_digest(course, twins.get(course.url, frozenset())) for course in courses]
        position = {key: n for n, key in enumerate(keys)}
        left = [key for key in self.read if key not in position]
        stale = [n for n, key in enumerate(keys) if (known := self.read.get(key)) is None or known.digest != digests[n]]
        for known in [self.read[key] for key in left] + [self.read[keys[n]] for n in stale if keys[n] in self.read]:
            self.counts.subtract(known.words)
            self.names.subtract(known.names)
        for key in left:
            del self.read[key]
        fresh = {n: (title_words(courses[n]), own_name(courses[n])) for n in stale}
        for words, names in fresh.values():
            self.counts.update(words)
            self.names.update(names)
        for key in self._learn():
            fresh.setdefault(position[key], (self.read[key].words, self.read[key].names))
        for n, (words, names) in fresh.items():
            self.vocabulary.asked = asked = Asked()
            traits = read_traits(courses[n], self.vocabulary, twins.get(courses[n].url, frozenset()))
            known = self.read.get(keys[n])
            if known is not None and known.traits == traits:
                self.read[keys[n]] = Read(digests[n], known.stamp, known.traits, words, names, asked)
                continue
            self.stamp += 1
            self.read[keys[n]] = Read(digests[n], self.stamp, traits, words, names, asked)
        self.vocabulary.asked = None
        return [self.read[key].traits for key in keys]

    def _learn(self) -> list[str]:
        """Take up the new counts; return the keys of the remembered records that they may bear on."""
        self.counts, self.names = +self.counts, +self.names
        vocabulary = Vocabulary(self.counts, self.names)
        differences = vocabulary.differences(self.vocabulary)
        self.vocabulary = vocabulary
        return [key for key, known in self.read.items() if differences.bear_on(known.asked)]

    def save(self, path: Path) -> None:
        """Write to a file, whole or not at all."""
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
            file.write(version())
            with uncollected():
                pickle.dump(self, file, protocol=5)
        Path(file.name).replace(path)

    @classmethod
    def load(cls, path: Path) -> Memory:
        """Read back; begin anew where there is no file, another version wrote it, or it is broken."""
        try:
            with path.open("rb") as file, uncollected():
                if file.read(len(version())) == version():
                    found = pickle.load(file)  # noqa: S301 - our own file, in the folder that holds the database
                    if isinstance(found, cls):
                        return found
        except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ValueError, IndexError):
            return cls()
        return cls()


@cache
def version() -> bytes:
    """Return what tells one version of the matching code, and of the Python that runs it, from another."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return blake2b(b"\n".join([sys.version.encode(), *(file.read_bytes() for file in files)]), digest_size=16).digest()


def _digest(course: Course, twins: frozenset[str]) -> bytes:
    """Return 16 bytes that tell whether anything that matching reads of a record changed."""
    runs = [(run.start, run.precision, run.location) for run in course.sessions[:RUNS]]
    price, hours = course.price and course.price.amount, course.duration and course.duration.hours
    read = (
        course.title, course.provider.name, course.url, price, hours, runs, course.location, course.page_language,
        course.level, (course.description or "")[:TEXT_CHARS], sorted(twins),
    )  # fmt: skip
    return blake2b(msgspec.msgpack.encode(read), digest_size=16).digest()
