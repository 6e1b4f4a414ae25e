"""Entries as the shelf holds them, with their keys; pairs that leave a doubt."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from struct import pack

import msgspec

from normalize.matching.candidates import number_of
from normalize.matching.engine import Entry, Settled, signature
from normalize.matching.model import Weights, explain
from normalize.matching.rulings import Marks
from normalize.matching.shelf import Shelf, packed, unpacked
from normalize.matching.traits import Traits

PACK = msgspec.msgpack.Encoder()
TRAITS = msgspec.msgpack.Decoder(Traits)
RARE = msgspec.msgpack.Decoder(tuple[str, ...])


@dataclass(slots=True)
class Kept:
    """What is remembered of an entry."""

    place: bytes
    """What orders entries as `Traits.key` and marks do."""
    first: str
    """Key of its first record; it orders entries that are alike in all that is read."""
    traits: Traits
    rare: tuple[str, ...]
    """The words of its title that make keys."""
    numbers: array[int]
    """Its keys."""

    @property
    def order(self) -> tuple[bytes, str]:
        """What orders entries."""
        return self.place, self.first


def place_of(traits: Traits, marks: Marks) -> bytes:
    """Return what orders entries by their first record and their marks."""
    return traits.key + b"".join(pack(">QB", *mark) for mark in sorted(marks))


def likeness(traits: Traits, marks: Marks, key: str) -> bytes:
    """Return what records share that are one beyond doubt and bear the same marks."""
    found = signature(traits) or ("alone", key)
    parts = [repr(sorted(part) if isinstance(part, frozenset) else part) for part in (*found, marks)]
    return blake2b("\x1f".join(parts).encode(errors="surrogatepass"), digest_size=16).digest()


def add(shelf: Shelf, entries: Sequence[tuple[int, bytes, Kept]]) -> None:
    """Keep entries, each with its number and likeness."""
    shelf.rows.executemany(
        "insert into entry values (?, ?, ?, ?, ?, ?, ?)",
        (
            (n, alike, one.place, one.first, PACK.encode(one.traits), PACK.encode(one.rare), packed(one.numbers))
            for n, alike, one in entries
        ),
    )
    shelf.rows.executemany("insert into posting values (?, ?)", sorted(postings((n, one) for n, _, one in entries)))
    shelf.rows.executemany("insert into token values (?, ?)", sorted(tokens((n, one) for n, _, one in entries)))


def remove(shelf: Shelf, entries: Mapping[int, Kept]) -> None:
    """Forget entries."""
    shelf.rows.executemany("delete from posting where number = ? and entry = ?", postings(entries.items()))
    shelf.rows.executemany("delete from token where word = ? and entry = ?", tokens(entries.items()))
    shelf.find("delete from entry where id in among", entries)
    shelf.find("delete from scored where one in among or two in among", entries)


def postings(entries: Iterable[tuple[int, Kept]]) -> Iterable[tuple[int, int]]:
    """Yield the keys of entries, each with the entry."""
    return ((number, n) for n, one in entries for number in one.numbers)


def tokens(entries: Iterable[tuple[int, Kept]]) -> Iterable[tuple[int, int]]:
    """Yield the words of the titles of entries, each with the entry."""
    return ((number_of(token), n) for n, one in entries for token in one.traits.title.tokens)


def load(shelf: Shelf, entries: Collection[int]) -> dict[int, Kept]:
    """Return entries by their numbers."""
    rows = shelf.find("select id, place, first, traits, rare, numbers from entry where id in among", entries)
    return {
        n: Kept(place, first, TRAITS.decode(traits), RARE.decode(rare), unpacked(numbers))
        for n, place, first, traits, rare, numbers in rows
    }


def keep_doubts(
    shelf: Shelf, entries: Sequence[Entry], numbers: Sequence[int], firsts: Sequence[str], settled: Settled,
    bits: Mapping[tuple[int, int], float], by: Weights,
) -> None:  # fmt: skip
    """Keep the pairs of entries that a person should look at; `numbers` and `firsts` of the entries."""
    shelf.rows.executemany(
        "insert into doubt values (?, ?, ?, ?, ?, ?)",
        (
            (numbers[one], numbers[two], bits[one, two], firsts[one], firsts[two],
             PACK.encode(explain(entries[one].traits, entries[two].traits, by)))
            for one, two in settled.doubts
        ),
    )  # fmt: skip
