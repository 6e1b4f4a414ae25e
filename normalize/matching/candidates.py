"""Which records are worth comparing: an inverted index of composite keys, blocks bounded.

A key joins two attributes, so that no block grows with the number of records alone. A block beyond
`BLOCK` is split by the words that tell variants apart, then by place and price; what is still too
large is ordered by title and each record compared with its next neighbours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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


def pairs(records: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions worth comparing, each once, the smaller first, in no particular order."""
    frequency = Counter(token for record in records for token in set(record.title.tokens))
    blocks: dict[int, list[int]] = defaultdict(list)  # by the keys' hashes: at worst a pair too many
    for position, record in enumerate(records):
        for key in set(map(hash, keys(record, frequency))):
            blocks[key].append(position)
    seen: set[int] = set()
    size = len(records)
    for block in blocks.values():
        for first, second in _within(block, records):
            code = first * size + second
            if code not in seen:
                seen.add(code)
                yield first, second


def keys(record: Traits, frequency: Counter[str]) -> Iterator[Key]:
    """Yield the composite keys of a record."""
    for url in record.urls | record.twins:
        yield ("url", url)
    title = record.title
    if title.empty:
        return
    rare = sorted(set(title.tokens), key=lambda token: (frequency[token], token))[:RARE]
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


def _within(block: list[int], records: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    if len(block) <= BLOCK:
        for n, first in enumerate(block):
            for second in block[n + 1 :]:
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
                yield from _within(part, records)
            continue
        ordered = sorted(part, key=lambda n: (records[n].title.tokens, records[n].organiser, n))
        for n, first in enumerate(ordered):
            for second in ordered[n + 1 : n + 1 + NEIGHBOURS]:
                yield min(first, second), max(first, second)
