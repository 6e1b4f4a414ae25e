"""Which records are worth comparing: an inverted index of composite keys, blocks bounded.

A key joins two attributes, so that no block grows with the number of records alone. A block beyond
`BLOCK` is split by the words that tell variants apart; what is still too large is ordered by title and
each record compared with its next neighbours.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, product

from normalize.matching.relations import LONG_NAME
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

MIXED = 1
"""Last bit of a key's number where the key holds no organiser and no address."""
URL, TITLE = -1, -2
"""What an address or a whole title is joined with to make a key of its own."""
FEW = 3
"""Up to so many records of a block are compared without asking for their organisers."""

FIRST = 47
"""Bits of a key's number behind the 16 that stand for its first value."""
REST = (1 << (FIRST - 1)) - 1


def rare_words(tokens: Iterable[str], frequency: Mapping[str, int]) -> tuple[str, ...]:
    """Return a title's rarest words; how rare counts in powers of two, so that one record more changes few."""
    ordered = sorted(set(tokens), key=lambda token: (frequency.get(token, 0).bit_length(), token))
    return tuple(ordered[:RARE])


def key_numbers(record: Traits, rare: Sequence[str]) -> array[int]:
    """Return the record's keys as numbers, each once; equal for equal keys, also tomorrow and elsewhere.

    The first bits are those of the first value that a key joins: one organiser's keys, by which most pairs are
    found several times over, stand together. The last bit is set where any organiser's records may share the key.
    """
    pages = record.urls | record.twins if record.others or record.twins else (record.url,) if record.url else ()
    found = [number for url in pages for number in _joined(_once(url), (URL,))]
    title = record.title
    if title.empty:
        return array("q", set(found))
    prefixes = sorted({number_of(word[:PREFIX]) for word in rare})
    dates = [number_of(date) for date in sorted(record.dates)[:MANY]]
    prices = sorted(record.prices)[:MANY]
    places = [number_of(place) for place in sorted(record.places)[:MANY]] if prices else []
    when_or_where: list[float | tuple[float, ...]] = [*dates, *product(prices, places)]
    told = " ".join(title.tokens)
    if any(title.variants):
        told = "+".join([told, *(" ".join(sorted(told)) for told in title.variants)])
    found += _joined(_once(told), (TITLE,), MIXED)
    if when_or_where:
        for prefix in prefixes:
            found += _joined(prefix, when_or_where, MIXED)
    if prices:
        for date in dates:
            found += _joined(date, prices, MIXED)
    if record.organiser:
        found += _joined(number_of(record.organiser), when_or_where)
        one = len(title.tokens) == 1
        found += _joined(number_of(record.organiser), prefixes if one else [*combinations(prefixes, 2)])
    return array("q", set(found))


def _joined(value: int, others: Iterable[float | tuple[float, ...]], mixed: int = 0) -> list[int]:
    """Return the numbers of the keys that join a value with each of the others."""
    first = (hash((value, value)) & 0xFFFF) << FIRST | mixed
    return [first | (hash((value, other)) & REST) << 1 for other in others]


@lru_cache(maxsize=1 << 18)
def number_of(word: str) -> int:
    """Return 63 bits that stay a word's own; Python's hash of a text is another in each process, of numbers not."""
    return _once(word)


def _once(text: str) -> int:
    """Return such a number of a text that is hardly met again."""
    return int.from_bytes(blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest(), "big") >> 1


def block_pairs(number: int, block: Sequence[int], records: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a key's block that are worth comparing, the smaller first; positions are in the order of keys.

    Where the key may be any organiser's, only pairs that one may have given: an address in common has its own key.
    """
    if len(block) <= BLOCK:
        yield from (
            _related(sorted(block), records) if number & MIXED and len(block) > FEW else combinations(sorted(block), 2)
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
        if number & MIXED:
            yield from _related_neighbours(ordered, records)
            continue
        for n, first in enumerate(ordered):
            for second in ordered[n + 1 : n + 1 + NEIGHBOURS]:
                yield min(first, second), max(first, second)


def _related(ordered: Sequence[int], records: Sequence[Traits]) -> set[tuple[int, int]]:
    """Return the pairs whose organisers may be one: alike, unknown, or named by the other's texts."""
    kin: dict[str, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for n in ordered:
        one = records[n]
        if not one.organiser:
            pairs.update((min(n, other), max(n, other)) for other in ordered if n != other)
        for name in {*_kin(one.organiser, one.organiser_words), *one.mentions}:
            kin[name].append(n)
    for alike in kin.values():
        if len(alike) > 1:
            pairs.update(combinations(alike, 2))
    return pairs


def _related_neighbours(ordered: Sequence[int], records: Sequence[Traits]) -> set[tuple[int, int]]:
    """Return such pairs that stand near each other in this order."""
    kin: dict[str, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for at, n in enumerate(ordered):
        one = records[n]
        near = [] if one.organiser else ordered[max(0, at - NEIGHBOURS) : at + 1 + NEIGHBOURS]
        for name in {one.organiser, *one.organiser_words[:1], *one.mentions} - {""}:
            near = [*near, *kin[name][-NEIGHBOURS:]]
            kin[name].append(n)
        pairs.update((min(n, other), max(n, other)) for other in near if n != other)
    return pairs


@lru_cache(maxsize=1 << 16)
def _kin(organiser: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a name shares, one of them at least, with every name that it may be a slip or a beginning of."""
    if not organiser:
        return ()
    slips = (f"{organiser[:3]}-", f"-{organiser[-3:]}") if len(organiser) >= LONG_NAME else ()
    return tuple({organiser, *slips, *words[:1]})
