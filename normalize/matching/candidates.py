"""Which records are worth comparing: an inverted index of composite keys, blocks bounded.

A key joins two attributes, so that no block grows with the number of records alone. A block beyond
`BLOCK` is split by the words that tell variants apart; what is still too large is ordered by title and
each record compared with its next neighbours.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import product

from normalize.matching.traits import Traits

BLOCK = 40
"""The largest block in which all are compared with all."""
NEIGHBOURS = 6
"""How many following records each is compared with in a block that can't be split."""
RARE = 3
"""How many of a title's rarest words make keys."""
PREFIX = 5
"""Letters that Dutch and English words of one root share."""
MANY = 6
"""The most dates, prices or places of one record that make keys."""

Key = tuple[str | float, ...]


def rare_words(record: Traits, frequency: Mapping[str, int]) -> tuple[str, ...]:
    """Return the title's rarest words; how rare counts in powers of two, so that one record more changes few."""
    ordered = sorted(set(record.title.tokens), key=lambda token: (frequency.get(token, 0).bit_length(), token))
    return tuple(ordered[:RARE])


def key_numbers(record: Traits, rare: Sequence[str]) -> array[int]:
    """Return the record's keys as numbers, each once; equal for equal keys, also tomorrow and elsewhere."""
    found = {"\x1f".join(map(str, key)) for key in keys(record, rare)}
    return array("q", {_number(key) for key in found})


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(errors="surrogatepass"), digest_size=8).digest(), "big", signed=True)


def keys(record: Traits, rare: Sequence[str]) -> Iterator[Key]:
    """Yield the composite keys of a record."""
    for url in record.urls | record.twins:
        yield ("url", url)
    title = record.title
    if title.empty:
        return
    dates, places = sorted(record.dates)[:MANY], sorted(record.places)[:MANY]
    bargains = list(product(sorted(record.prices)[:MANY], places))
    who = record.organiser
    yield ("title", *sorted(set(title.tokens)), *("+".join(sorted(told)) for told in title.variants))
    yield from (("token date", token[:PREFIX], date) for token, date in product(rare, dates))
    yield from (("price place token", *bargain, token[:PREFIX]) for bargain, token in product(bargains, rare))
    yield from (("date price", date, price) for date, price in product(dates, sorted(record.prices)[:MANY]))
    if who:
        yield from (("who token", who, token) for token in rare)
        yield from (("who prefix", who, token[:PREFIX]) for token in rare)
        yield from (("who date", who, date) for date in dates)
        yield from (("who price place", who, *bargain) for bargain in bargains)


def block_pairs(block: Sequence[int], records: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block that are worth comparing, the smaller first; positions are in the order of keys."""
    if len(block) <= BLOCK:
        ordered = sorted(block)
        for n, first in enumerate(ordered):
            for second in ordered[n + 1 :]:
                yield first, second
        return
    parts: dict[Key, list[int]] = defaultdict(list)
    for position in block:
        title = records[position].title
        parts[
            (*sorted(title.numbers), "|", *sorted(title.parts), "|", *sorted(title.levels), "|", *sorted(title.letters))
        ].append(position)
    for part in parts.values():
        if len(part) <= BLOCK:
            if len(parts) > 1:
                yield from block_pairs(part, records)
            continue
        ordered = sorted(part, key=lambda n: (records[n].title.tokens, records[n].organiser, n))
        for n, first in enumerate(ordered):
            for second in ordered[n + 1 : n + 1 + NEIGHBOURS]:
                yield min(first, second), max(first, second)
