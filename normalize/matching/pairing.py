"""Which pairs of entries are merged or unsure, all of them found anew; how one pair is weighed."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from normalize.matching.candidates import FIRST, block_pairs, key_numbers, rare_words
from normalize.matching.engine import Scored, evidence
from normalize.matching.model import Weights
from normalize.matching.traits import Traits

PORTION = 500_000
"""How many keys are looked at at once, so that memory stays within bounds."""
APART = 2_000_000
"""How many pairs that are apart are kept in mind, lest they be compared once for each block."""

Blocks = dict[int, list[int]]
"""Number of a key to the positions of the entries that have it."""


@dataclass(slots=True)
class Paired:
    """The pairs of a collection, and by what they were found."""

    frequency: Counter[str]
    """In how many entries' titles a word stands."""
    rare: list[tuple[str, ...]]
    """Of each entry the words of its title that make keys."""
    numbers: list[array[int]]
    """Its keys."""
    bits: dict[tuple[int, int], float]
    """The pairs that are merged or unsure, the smaller position first, and what speaks for them."""
    blocks: Counter[tuple[int, int]]
    """How many blocks propose them."""

    @property
    def scored(self) -> list[Scored]:
        """The pairs with their bits."""
        return [(bits, *pair) for pair, bits in self.bits.items()]


def pair_all(records: Sequence[Traits], by: Weights) -> Paired:
    """Return the pairs of these entries, which stand in the order of `Traits.key`."""
    frequency = Counter(token for record in records for token in record.title.tokens)
    rare = [rare_words(record.title.tokens, frequency) for record in records]
    numbers = [key_numbers(record, words) for record, words in zip(records, rare, strict=True)]
    paired = Paired(frequency, rare, numbers, {}, Counter())
    bits, blocks, count = paired.bits, paired.blocks, len(records)
    apart: set[int] = set()
    for portion in portions(numbers):
        if len(apart) > APART:
            apart.clear()
        for number, block in portion.items():
            for pair in block_pairs(number, block, records):
                code = pair[0] * count + pair[1]
                if code in apart:
                    continue
                if pair not in bits:
                    found = evidence(records[pair[0]], records[pair[1]], by)
                    if found is None:
                        apart.add(code)
                        continue
                    bits[pair] = found
                blocks[pair] += 1
    return paired


def portions(rows: Sequence[array[int]]) -> Iterator[Blocks]:
    """Yield all blocks of two or more, a portion of the keys at a time."""
    count = 1 + sum(map(len, rows)) // PORTION
    if count == 1:
        yield _blocks((number, position) for position, row in enumerate(rows) for number in row)
        return
    numbers = [array("q") for _ in range(count)]
    positions = [array("l") for _ in range(count)]
    for position, row in enumerate(rows):
        for number in row:
            portion = (number >> FIRST) % count
            numbers[portion].append(number)
            positions[portion].append(position)
    while numbers:
        yield _blocks(zip(numbers.pop(), positions.pop(), strict=True))


def _blocks(keyed: Iterable[tuple[int, int]]) -> Blocks:
    """Return the positions of each key that has two or more."""
    alone: dict[int, int] = {}
    blocks: Blocks = {}
    for number, position in keyed:
        first = alone.setdefault(number, position)
        if first != position:
            if number in blocks:
                blocks[number].append(position)
            else:
                blocks[number] = [first, position]
    return blocks
