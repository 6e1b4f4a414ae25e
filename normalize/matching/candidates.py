"""Which records are worth comparing: an inverted index of composite keys, blocks bounded.

A key joins two attributes, so that no block grows with the number of records alone. A block beyond
`BLOCK` is split by the words that tell variants apart; what is still too large is ordered by title and
each record compared with its next neighbours.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, product

from normalize.matching.model import LONG_NAME
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

MIXED = frozenset((1, 2, 3, 4))
"""Kinds of keys that hold no organiser and no address."""
FEW = 3
"""Up to so many records of a block are compared without asking for their organisers."""

Key = tuple[float, ...]
"""A kind of key, and numbers of the values that it joins."""


def rare_words(record: Traits, frequency: Mapping[str, int]) -> tuple[str, ...]:
    """Return the title's rarest words; how rare counts in powers of two, so that one record more changes few."""
    ordered = sorted(set(record.title.tokens), key=lambda token: (frequency.get(token, 0).bit_length(), token))
    return tuple(ordered[:RARE])


def key_numbers(record: Traits, rare: Sequence[str]) -> array[int]:
    """Return the record's keys as numbers, each once; equal for equal keys, also tomorrow and elsewhere.

    The number of a key that any organiser's records may share is odd.
    """
    return array("q", {hash(key) | 1 if key[0] in MIXED else hash(key) & ~1 for key in keys(record, rare)})


@lru_cache(maxsize=1 << 18)
def _number(word: str) -> int:
    """Return a number that stays a word's own; Python's hash of a text is another in each process, of numbers not."""
    return int.from_bytes(blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest(), "big")


def keys(record: Traits, rare: Sequence[str]) -> Iterator[Key]:
    """Yield the composite keys of a record, each with its kind in front."""
    for url in record.urls | record.twins:
        yield (0, _number(url))
    title = record.title
    if title.empty:
        return
    words = [_number(word) for word in rare]
    prefixes = [_number(word[:PREFIX]) for word in rare]
    dates = [_number(date) for date in sorted(record.dates)[:MANY]]
    prices = sorted(record.prices)[:MANY]
    bargains = list(product(prices, [_number(place) for place in sorted(record.places)[:MANY]]))
    yield (1, *map(_number, sorted(set(title.tokens))), *[_number("+".join(sorted(told))) for told in title.variants])
    yield from ((2, prefix, date) for prefix in prefixes for date in dates)
    yield from ((3, *bargain, prefix) for bargain in bargains for prefix in prefixes)
    yield from ((4, date, price) for date in dates for price in prices)
    if record.organiser:
        who = _number(record.organiser)
        yield from ((5, who, word) for word in words)
        yield from ((6, who, prefix) for prefix in prefixes)
        yield from ((7, who, date) for date in dates)
        yield from ((8, who, *bargain) for bargain in bargains)


def block_pairs(number: int, block: Sequence[int], records: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a key's block that are worth comparing, the smaller first; positions are in the order of keys.

    Where the key may be any organiser's, only pairs that one may have given: an address in common has its own key.
    """
    if len(block) <= BLOCK:
        yield from (
            _related(sorted(block), records) if number & 1 and len(block) > FEW else combinations(sorted(block), 2)
        )
        return
    parts: dict[tuple[frozenset[str], ...], list[int]] = defaultdict(list)
    for position in block:
        parts[records[position].title.variants].append(position)
    for part in parts.values():
        if len(part) <= BLOCK:
            yield from block_pairs(number, part, records)
            continue
        ordered = sorted(part, key=lambda n: (records[n].title.tokens, records[n].organiser, n))
        for n, first in enumerate(ordered):
            for second in ordered[n + 1 : n + 1 + NEIGHBOURS]:
                yield min(first, second), max(first, second)


def _related(ordered: Sequence[int], records: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield the pairs whose organisers may be one: alike, unknown, or named by the other's texts."""
    kin: dict[str, list[int]] = defaultdict(list)
    loose = []
    for n in ordered:
        one = records[n]
        if not one.organiser or not one.mentions <= {one.organiser}:
            loose.append(n)
            continue
        for name in _kin(one.organiser, one.organiser_words):
            kin[name].append(n)
    pairs = {(min(n, other), max(n, other)) for n in loose for other in ordered if n != other}
    for alike in kin.values():
        if len(alike) > 1:
            pairs.update(combinations(alike, 2))
    yield from pairs


@lru_cache(maxsize=1 << 16)
def _kin(organiser: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a name shares, one of them at least, with every name that it may be a slip or a beginning of."""
    slips = (f"{organiser[:3]}-", f"-{organiser[-3:]}") if len(organiser) >= LONG_NAME else (f"{organiser} ",)
    return *slips, *words[:1]
