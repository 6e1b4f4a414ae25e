"""What matching remembers between two times, so that the second costs by what changed in between.

The first time, and where much changed, all is matched anew and kept. After that only records that changed are read,
and those that the change of the collection's words bears on (`reader`); the entries that they were or are members of
are made again (`regroup`); and pairs and clusters are put right around those (`repair`).
"""

from __future__ import annotations

import pickle
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from normalize.course import Course
from normalize.matching.engine import Matching, Pair, entries_of, found_among, settle, uncollected
from normalize.matching.entries import Kept, add, keep_doubts, likeness, place_of
from normalize.matching.model import Comparison, Weights
from normalize.matching.pairing import pair_all
from normalize.matching.reader import Reader, sums_of
from normalize.matching.regroup import regroup
from normalize.matching.repair import resettle
from normalize.matching.rulings import Bound, Contradiction, Marks, Ruling, pages_of, places_of, plain_key
from normalize.matching.shelf import Shelf
from normalize.matching.traits import Traits, own_name, title_words
from normalize.matching.vocabulary import Vocabulary

ONE_BY_ONE = 1000
"""Up to so many changes are made one by one, however few records there are."""
MUCH = 0.1
"""The share of records from which more changes than that have all matched anew."""
BROKEN = (sqlite3.DatabaseError, pickle.UnpicklingError, msgspec.DecodeError, EOFError)
"""What reading a broken file may raise."""
COMPARISON = msgspec.msgpack.Decoder(Comparison)


@dataclass(slots=True)
class State:
    """What is small enough to be kept as one."""

    by: Weights
    counts: Counter[str]
    """How often each word stands in titles."""
    names: Counter[str]
    """How often each organiser is named."""
    vocabulary: Vocabulary
    frequency: Counter[str] = field(default_factory=Counter)
    """In how many entries' titles a word stands."""
    marks: dict[int, Marks] = field(default_factory=dict)
    """Of the records that splits bear on."""
    ruled: list[int] = field(default_factory=list)
    """The records that merges bear on."""


class Memory:
    """Records as last read, their pairs and clusters, in a file or for as long as the object lives."""

    def __init__(self, path: Path | None = None) -> None:
        """Take up what the file holds."""
        self.shelf = Shelf(path)
        self.read = 0
        """How many records were read since."""

    @classmethod
    def load(cls, path: Path) -> Memory:
        """Take up what a file holds; it is kept up to date from then on, each matching whole or not at all."""
        return cls(path)

    def save(self, path: Path) -> None:
        """See that a file holds it, and let go of it."""
        self.shelf.save(path)
        self.shelf.close()

    def close(self) -> None:
        """Let go of the file."""
        self.shelf.close()

    def match(
        self, courses: Sequence[Course], keys: Sequence[str], versions: Sequence[str],
        twins: Mapping[str, frozenset[str]], rulings: Sequence[Ruling], by: Weights,
    ) -> Matching:  # fmt: skip
        """Return what matching all of them anew returns; arguments as of `normalize.match.match_all`."""
        reader = Reader(self.shelf, courses, keys, versions, twins)
        task = _Task(self.shelf, reader, rulings, by)
        found = None
        with uncollected():
            try:
                with self.shelf.whole():
                    found = task.again()
            except BROKEN:
                found = None
            if found is None:
                self.shelf.clear()
                with self.shelf.whole():
                    found = task.anew()
        self.read += reader.read
        return found


class _Task:
    """One matching of all that is known."""

    def __init__(self, shelf: Shelf, reader: Reader, rulings: Sequence[Ruling], by: Weights) -> None:
        self.shelf, self.reader, self.keys, self.rulings, self.by = shelf, reader, reader.keys, rulings, by

    def anew(self) -> Matching:
        """Match all, and keep it in the empty shelf."""
        counted = [(title_words(course.title), own_name(course.provider.name)) for course in self.reader.courses]
        counts, names = sums_of(counted)
        state = State(self.by, counts, names, Vocabulary(counts, names))
        traits: list[Traits] = []
        asking: list[tuple[int, int]] = []
        for n in range(len(self.keys)):
            one, asked = self.reader.one(n, state.vocabulary)
            traits.append(one)
            asking += ((what, n) for what in self.reader.keep(n, one, counted[n], asked))
        self.shelf.rows.executemany("insert into asked values (?, ?)", sorted(asking))
        bound = Bound(self.rulings, places_of(self.keys, self.rulings))
        entries = entries_of(traits, bound.marks)
        paired = pair_all([entry.traits for entry in entries], self.by)
        settled = settle(entries, paired.scored, bound, self.keys)
        state.frequency, state.marks, state.ruled = paired.frequency, bound.marks, _ruled(bound)
        cluster_of = {n: group[0] for group in settled.clusters for n in group}
        rows = []
        for n, entry in enumerate(entries):
            for id in entry.members:
                key = self.keys[id]
                rows.append((id, key, self.reader.digests[id], plain_key(key), n, cluster_of.get(n, n)))
        self.shelf.rows.executemany("insert into record values (?, ?, ?, ?, ?, ?)", sorted(rows))
        firsts = [self.keys[entry.members[0]] for entry in entries]
        add(self.shelf, [
            (n, likeness(entry.traits, entry.marks, firsts[n]),
             Kept(place_of(entry.traits, entry.marks), firsts[n], entry.traits, paired.rare[n], paired.numbers[n]))
            for n, entry in enumerate(entries)
        ])  # fmt: skip
        scored = sorted((*pair, bits, paired.blocks[pair]) for pair, bits in paired.bits.items())
        self.shelf.rows.executemany("insert into scored values (?, ?, ?, ?)", scored)
        keep_doubts(self.shelf, entries, range(len(entries)), firsts, settled, paired.bits, self.by)
        self.shelf.put("state", pickle.dumps(state, protocol=5))
        return found_among(entries, settled, self.by)

    def again(self) -> Matching | None:
        """Bring what is remembered up to date; None where it is nothing, or too little of it still holds."""
        kept = self.shelf.get("state")
        ids: dict[str, int] = {}
        digests: dict[str, bytes | str] = {}
        cluster_of: dict[str, int] = {}
        for key, id, digest, cluster in self.shelf.rows.execute("select key, id, digest, cluster from record"):
            ids[key], digests[key], cluster_of[key] = id, digest, cluster
        stale = [n for n, key in enumerate(self.keys) if digests.get(key) != self.reader.digests[n]]
        gone = [id for key, id in ids.items() if key not in self.reader.position]
        if kept is None or len(stale) + len(gone) > max(ONE_BY_ONE, MUCH * len(self.keys)):
            return None
        state: State = pickle.loads(kept)  # noqa: S301 - our own file, in the folder that holds the database
        if state.by != self.by:
            return None
        vocabulary = self.reader.learn(state.counts, state.names, ids, stale, gone)
        changed = self.reader.again(vocabulary, state.vocabulary, ids, stale, gone)
        state.vocabulary = vocabulary
        bound = self._bound(set(gone))
        marked = {id for id, _ in state.marks.items() ^ bound.marks.items()}
        changed |= self.reader.traits(marked - changed.keys())
        touched = regroup(self.shelf, changed, bound.marks, state.frequency, self.by)
        ruled = self.shelf.find("select entry from record where id in among", [*state.ruled, *_ruled(bound)])
        contradictions, clusters = resettle(self.shelf, touched | {n for (n,) in ruled}, bound, self.by)
        state.marks, state.ruled = bound.marks, _ruled(bound)
        self.shelf.put("state", pickle.dumps(state, protocol=5))
        return self._told(cluster_of | clusters, contradictions)

    def _bound(self, gone: set[int]) -> Bound:
        """Return the rulings on the records that are still known."""
        places: dict[str, list[int]] = defaultdict(list)
        for plain, id in self.shelf.find("select plain, id from record where plain in among", pages_of(self.rulings)):
            if id not in gone:
                places[plain].append(id)
        return Bound(self.rulings, places)

    def _told(self, cluster_of: Mapping[str, int], contradictions: list[Contradiction]) -> Matching:
        """Return what is remembered now, in positions of records."""
        groups: dict[int, list[int]] = defaultdict(list)
        for n, key in enumerate(self.keys):
            groups[cluster_of[key]].append(n)
        doubts = self.shelf.rows.execute(
            'select "left", "right", comparison from doubt join entry a on a.id = one join entry b on b.id = two '
            "order by bits desc, a.place, a.first, b.place, b.first"
        )
        unsure = [
            Pair(self.reader.position[one], self.reader.position[two], COMPARISON.decode(comparison))
            for one, two, comparison in doubts
        ]
        return Matching(list(groups.values()), unsure, contradictions)


def _ruled(bound: Bound) -> list[int]:
    return [id for _, group in bound.merges for id in group]
