"""Which pairs of entries are merged or unsure, kept so that a change costs by what changed.

An entry has a name that changes with its content. Where entries come, go or get other keys, the blocks of
their keys are paired as before and as after, and every scored pair counts the blocks that propose it.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from normalize.matching.candidates import FIRST, block_pairs, key_numbers, rare_words
from normalize.matching.engine import Entry, Name, Scored, evidence
from normalize.matching.model import BY_HAND, Weights, may_match
from normalize.matching.traits import Traits

PORTION = 500_000
"""How many keys are looked at at once when all is new, so that memory stays within bounds."""
APART = 2_000_000
"""How many pairs that are apart are kept in mind, lest they be compared once for each block."""

Blocks = dict[int, list[int]]
"""Number of a key to the positions of the entries that have it."""


@dataclass(slots=True)
class Kept:
    """What is remembered of an entry."""

    traits: Traits
    rare: tuple[str, ...]
    """The words of its title that make keys."""
    numbers: array[int]
    """Its keys."""


@dataclass(slots=True)
class Pairing:
    """Entries, and the pairs of them that are merged or unsure."""

    by: Weights = field(default_factory=lambda: BY_HAND)
    """What pairs are weighed by."""
    kept: dict[Name, Kept] = field(default_factory=dict)
    frequency: Counter[str] = field(default_factory=Counter)
    """In how many entries' titles a word stands."""
    scored: dict[tuple[Name, Name], tuple[float, int]] = field(default_factory=dict)
    """Pair, in the order of `Traits.key`, to its bits and how many blocks propose it."""

    def update(self, entries: Sequence[Entry]) -> list[Scored]:
        """Make these, in the order of their keys, the entries; return the pairs that are merged or unsure."""
        names = {entry.name for entry in entries}
        gone = [name for name in self.kept if name not in names]
        born = [entry for entry in entries if entry.name not in self.kept]
        crossed = self._count([self.kept[name].traits for name in gone], [entry.traits for entry in born])
        before = {name: self.kept.pop(name) for name in gone}
        after: dict[Name, Kept] = {}
        for entry in entries:
            old = self.kept.get(entry.name)
            if old is not None and crossed.isdisjoint(old.traits.title.tokens):
                continue
            rare = rare_words(entry.traits.title.tokens, self.frequency)
            if old is None or old.rare != rare:
                after[entry.name] = Kept(entry.traits, rare, key_numbers(entry.traits, rare))
                if old is not None:
                    before[entry.name] = self.kept.pop(entry.name)
        self._repair(before, after)
        self.kept |= after
        position = {entry.name: n for n, entry in enumerate(entries)}
        return [(bits, position[one], position[two]) for (one, two), (bits, _) in self.scored.items()]

    def _count(self, gone: Sequence[Traits], born: Sequence[Traits]) -> set[str]:
        """Bring the frequencies up to date; return the words that became much rarer or more frequent."""
        change: Counter[str] = Counter(token for traits in born for token in set(traits.title.tokens))
        change.subtract(token for traits in gone for token in set(traits.title.tokens))
        crossed = set()
        for token, more in change.items():
            old = self.frequency[token]
            if old.bit_length() != (old + more).bit_length():
                crossed.add(token)
            self.frequency[token] = old + more
            if not old + more:
                del self.frequency[token]
        return crossed

    def _repair(self, before: Mapping[Name, Kept], after: Mapping[Name, Kept]) -> None:
        """Bring the scored pairs up to date in the blocks where entries went from `before` to `after`."""
        everything = [(name, kept, True, True) for name, kept in self.kept.items()]
        everything += [(name, kept, True, False) for name, kept in before.items()]
        everything += [(name, kept, False, True) for name, kept in after.items()]
        everything.sort(key=lambda row: (row[1].traits.key, row[0][1]))
        names = [row[0] for row in everything]
        records = [row[1].traits for row in everything]
        apart: set[int] = set()
        if self.kept or before:
            touched = {number for kept in (*before.values(), *after.values()) for number in kept.numbers}
            was, now = _touched([(kept.numbers, old, new) for _, kept, old, new in everything], touched)
            changes = iter([(was, now)])
        else:
            changes = (({}, blocks) for blocks in portions([kept.numbers for _, kept, _, _ in everything]))
        for was, now in changes:
            if len(apart) > APART:
                apart.clear()
            for number in was.keys() | now.keys():
                old = set(block_pairs(number, was[number], records)) if number in was else set()
                for first, second in block_pairs(number, now.get(number, ()), records):
                    if (first, second) in old:
                        old.remove((first, second))
                    else:
                        self._propose(names, records, first, second, apart)
                for first, second in old:
                    self._withdraw((names[first], names[second]))

    def _propose(self, names: list[Name], records: list[Traits], first: int, second: int, apart: set[int]) -> None:
        code = first * len(records) + second
        if code in apart:
            return
        a, b = records[first], records[second]
        if not may_match(a, b):
            apart.add(code)
            return
        pair = names[first], names[second]
        known = self.scored.get(pair)
        bits = known[0] if known else evidence(a, b, self.by)
        if bits is None:
            apart.add(code)
        else:
            self.scored[pair] = bits, (known[1] if known else 0) + 1

    def _withdraw(self, pair: tuple[Name, Name]) -> None:
        known = self.scored.get(pair)
        if known is None:
            return
        bits, blocks = known
        if blocks == 1:
            del self.scored[pair]
        else:
            self.scored[pair] = bits, blocks - 1


def _touched(rows: Sequence[tuple[array[int], bool, bool]], touched: set[int]) -> tuple[Blocks, Blocks]:
    """Return the blocks of the touched keys, as they were and as they are."""
    was: Blocks = defaultdict(list)
    now: Blocks = defaultdict(list)
    for position, (numbers, old, new) in enumerate(rows):
        for number in touched.intersection(numbers):
            if old:
                was[number].append(position)
            if new:
                now[number].append(position)
    return was, now


def portions(rows: Sequence[array[int]]) -> Iterator[Blocks]:
    """Yield all blocks of two or more, a portion of the keys at a time."""
    count = 1 + sum(map(len, rows)) // PORTION
    numbers = [array("q") for _ in range(count)]
    positions = [array("l") for _ in range(count)]
    for position, row in enumerate(rows):
        for number in row:
            portion = (number >> FIRST) % count
            numbers[portion].append(number)
            positions[portion].append(position)
    while numbers:
        alone: dict[int, int] = {}
        blocks: Blocks = {}
        for number, position in zip(numbers.pop(), positions.pop(), strict=True):
            first = alone.setdefault(number, position)
            if first != position:
                if number in blocks:
                    blocks[number].append(position)
                else:
                    blocks[number] = [first, position]
        yield blocks
