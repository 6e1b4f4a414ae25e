"""Records read, and what each asked the vocabulary; read again are those that changed or that it bears on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

import msgspec

from normalize.course import Course
from normalize.matching.candidates import number_of
from normalize.matching.entries import PACK, TRAITS
from normalize.matching.rulings import plain_key
from normalize.matching.shelf import Shelf, packed, unpacked
from normalize.matching.traits import RUNS, TEXT_CHARS, Traits, own_name, read_traits, title_words
from normalize.matching.vocabulary import Asked, Differences, Vocabulary

Counted = tuple[list[str], tuple[str, ...]]
"""What a record adds to the words and to the names."""
NO_TWINS: frozenset[str] = frozenset()
_COUNTED = msgspec.msgpack.Decoder(Counted)


class Reader:
    """Reads the records of one matching, and keeps what they were read as."""

    def __init__(
        self, shelf: Shelf, courses: Sequence[Course], keys: Sequence[str], versions: Sequence[str],
        twins: Mapping[str, frozenset[str]],
    ) -> None:  # fmt: skip
        """Nothing is read yet."""
        self.shelf, self.courses, self.keys, self.twins, self.versions = shelf, courses, keys, twins, versions
        self.position = {key: n for n, key in enumerate(keys)}
        self.read = 0
        """How many were read."""
        self.digests: Sequence[bytes | str] = versions
        """Of each record what tells whether anything that matching reads of it changed."""
        if not versions or twins or "" in versions:
            self.digests = [self._digest(n) for n in range(len(keys))]

    def _digest(self, n: int) -> bytes | str:
        twins = self.twins.get(self.courses[n].url, NO_TWINS)
        if self.versions and self.versions[n]:
            return " ".join([self.versions[n], *sorted(twins)]) if twins else self.versions[n]
        return _digest(self.courses[n], twins)

    def one(self, n: int, vocabulary: Vocabulary) -> tuple[Traits, Asked]:
        """Read a record; return also what it asked."""
        self.read += 1
        vocabulary.asked = asked = Asked()
        traits = read_traits(self.courses[n], vocabulary, self.twins.get(self.courses[n].url, NO_TWINS))
        vocabulary.asked = None
        return traits, asked

    def keep(self, id: int, traits: Traits, counted: Counted, asked: Asked) -> list[int]:
        """Keep what a record was read as; return what it asked the vocabulary, as numbers."""
        looked = sorted({number_of(word) for word in asked.looked})
        self.shelf.rows.execute(
            "insert or replace into reading values (?, ?, ?, ?, ?)",
            (id, PACK.encode(traits), PACK.encode(counted), packed(looked), asked.text),
        )
        return looked

    def learn(
        self, counts: Counter[str], names: Counter[str], ids: Mapping[str, int], stale: Sequence[int],
        gone: Sequence[int],
    ) -> Vocabulary:  # fmt: skip
        """Bring the counts up to date, and return what they teach; `stale` are positions, `gone` numbers of records."""
        left = [*gone, *(ids[self.keys[n]] for n in stale if self.keys[n] in ids)]
        counted = self.shelf.find("select counted from reading where record in among", left)
        old = sums_of(_COUNTED.decode(one) for (one,) in counted)
        new = sums_of(self._counted(n) for n in stale)
        for sums, less, more in zip((counts, names), old, new, strict=True):
            sums.subtract(less)
            sums.update(more)
            for word in less:
                if not sums[word]:
                    del sums[word]
        return Vocabulary(counts, names)

    def again(
        self, vocabulary: Vocabulary, older: Vocabulary, ids: dict[str, int], stale: Sequence[int], gone: Sequence[int]
    ) -> dict[int, Traits | None]:
        """Read what changed and what its words bear on; return by number what now reads otherwise, None where gone.

        `ids` is told the numbers of records that are new.
        """
        self._unask(gone)
        self.shelf.find("delete from reading where record in among", gone)
        for n in stale:
            if self.keys[n] not in ids:
                ids[self.keys[n]] = id = self.shelf.next_id("record")
                row = (id, self.keys[n], plain_key(self.keys[n]))
                self.shelf.rows.execute("insert into record values (?, ?, null, ?, null, null)", row)
        digests = [(self.digests[n], ids[self.keys[n]]) for n in stale]
        self.shelf.rows.executemany("update record set digest = ? where id = ?", digests)
        changed: dict[int, Traits | None] = dict.fromkeys(gone)
        fresh = {ids[self.keys[n]]: n for n in stale} | self._borne_on(vocabulary.differences(older))
        before = self.traits(fresh)
        self._unask(list(fresh))
        for id, n in fresh.items():
            traits, asked = self.one(n, vocabulary)
            asking = self.keep(id, traits, self._counted(n), asked)
            self.shelf.rows.executemany("insert into asked values (?, ?)", [(what, id) for what in asking])
            if before.get(id) != traits:
                changed[id] = traits
        return changed

    def _counted(self, n: int) -> Counted:
        return title_words(self.courses[n].title), own_name(self.courses[n].provider.name)

    def _borne_on(self, differences: Differences) -> dict[int, int]:
        """Return the records that may have asked for what differs, by number, with their positions."""
        looked = [number_of(word) for word in differences.looked]
        found = {id for (id,) in self.shelf.find("select record from asked where what in among", looked)}
        for name in differences.names:
            rows = self.shelf.rows.execute("select record from reading where instr(searched, ?)", (name,))
            found.update(id for (id,) in rows)
        return {
            id: self.position[key] for id, key in self.shelf.find("select id, key from record where id in among", found)
        }

    def traits(self, ids: Iterable[int]) -> dict[int, Traits | None]:
        """Return what records were read as."""
        rows = self.shelf.find("select record, traits from reading where record in among", list(ids))
        return {id: TRAITS.decode(traits) for id, traits in rows}

    def _unask(self, ids: Sequence[int]) -> None:
        looked = self.shelf.find("select record, looked from reading where record in among", ids).fetchall()
        asking = ((what, id) for id, whats in looked for what in unpacked(whats))
        self.shelf.rows.executemany("delete from asked where what = ? and record = ?", asking)


def sums_of(counted: Iterable[Counted]) -> tuple[Counter[str], Counter[str]]:
    """Return how often each word and each name was counted."""
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for words, own in counted:
        counts.update(words)
        names.update(own)
    return counts, names


def _digest(course: Course, twins: frozenset[str]) -> bytes:
    """Return 16 bytes that tell whether anything that matching reads of a record changed."""
    runs = [(run.start, run.precision, run.location) for run in course.sessions[:RUNS]]
    price, hours = course.price and course.price.amount, course.duration and course.duration.hours
    read = (
        course.title, course.provider.name, course.url, price, hours, runs, course.location, course.page_language,
        course.level, (course.description or "")[:TEXT_CHARS], sorted(twins),
    )  # fmt: skip
    return blake2b(msgspec.msgpack.encode(read), digest_size=16).digest()
