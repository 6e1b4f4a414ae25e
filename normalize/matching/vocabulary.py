"""The words and names of a whole collection: misspelled ones mended, organisers under one key.

Mending is done per word of the collection, not per record: a rare word one slip away from a frequent
one, or from a word of the tables, is taken for it, and the title remembers that it was mended.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from normalize.matching.glossary import PHRASES
from normalize.matching.names import FREQUENT, Near, organisers
from normalize.matching.words import (
    DECORATION,
    FORMS,
    JOINTS,
    LEVEL_OF,
    NEVER_MENDED,
    PARTS,
    STOP,
    name_key,
    name_words,
    opposed,
)

TABLE_COUNT = 12
"""How often a word of the tables counts as having occurred."""
SHORTEST = 4
"""Words shorter than this are never mended."""
SAFE = 8
"""From this length on a wrong letter is mended too; below it only a missing, doubled or swapped one."""
RARER = 400
"""How many times rarer than another a word may be and still count as its misspelling."""
JOINT_RARER = 100
"""The same for the little words, each of which is one letter from many others."""
TABLE_WORDS = STOP | FORMS | DECORATION | PARTS | frozenset(LEVEL_OF)
"""Words that are no part of a subject's name."""
UNTOUCHED = TABLE_WORDS | NEVER_MENDED | frozenset(word for row in PHRASES.items() for words in row for word in words)
"""Words that are right as they are."""
LONG_NAME = 6
"""Letters that a name needs to be looked for in texts."""
NAME, HOST = "n ", "h "
"""What stands before a name or host that was asked for; no word holds a space."""
GLUE = frozenset(word for word in TABLE_WORDS if len(word) >= 2)
"""Words that a missing space may have glued to their neighbour."""


@dataclass(slots=True)
class Asked:
    """What a record asked the vocabulary, so that an answer that changes is known to matter to it."""

    looked: set[str] = field(default_factory=set)
    """Words to be mended, or that may have stood there but for a slipped space; names and hosts behind a mark."""
    text: str = "\n"
    """Texts that were searched for names, a line each, with a space around every word."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Where two vocabularies answer differently."""

    looked: frozenset[str]
    """As in `Asked.looked`."""
    names: frozenset[str]
    """Names that texts are searched for, with a space around every word."""

    def bear_on(self, asked: Asked) -> bool:
        """Tell whether what was asked may be answered differently."""
        return not self.looked.isdisjoint(asked.looked) or any(name in asked.text for name in self.names)


class Vocabulary:
    """What a collection teaches of its own spelling."""

    def __init__(self, counts: Counter[str] | None = None, names: Counter[str] | None = None) -> None:
        """Learn from how often each word stands in titles and each organiser is named; knowing none, from tables."""
        self._counts = Counter(counts or ())
        self.asked: Asked | None = None
        """Where it is set: all that was asked since."""
        often = [word for word, count in self._counts.items() if count >= FREQUENT]
        self._right = _TABLES.union(often)
        frequent = [word for word in often if word.isalpha()]
        self._near = Near(word for word in frequent if len(word) >= SHORTEST - 1 and word not in _TABLES)
        self._sorted = sorted({*frequent, *_TABLES}) if frequent else _TABLES_SORTED
        self._mended: dict[str, tuple[str, ...]] = {}
        self._organisers = organisers(names or Counter())
        self._names: dict[tuple[str, ...], str] = {}
        self._lengths: dict[str, set[int]] = defaultdict(set)
        self._hosts: dict[str, str] = {}
        for name, key in sorted(self._organisers.items()):
            found = name_words(name)
            self._hosts["".join(found)] = key
            if len("".join(found)) >= LONG_NAME:
                self._names[found] = key
                self._lengths[found[0]].add(len(found))
        self._starts = frozenset(self._lengths)

    def mend(self, words: Sequence[str]) -> tuple[list[str], set[str]]:
        """Return the words as they should be, and those that took a mended word's place."""
        found: list[str] = []
        mended: set[str] = set()
        if self.asked is not None:
            self.asked.looked.update(words)
        if not self._right.issuperset(words):
            words = self._respaced(words)
        known = self._mended
        for word in words:
            better = known.get(word)
            if better is None:
                better = known[word] = self._mend(word)
            if len(better) == 1 and better[0] == word:
                found.append(word)
            else:
                found.extend(better)
                mended.update(better)
        return found, mended

    def organiser(self, name: str) -> str:
        """Return the key of an organisation's name, that of the frequent name where it is a slip of one."""
        if self.asked is not None:
            self.asked.looked.add(f"{NAME}{name}")
        return self._organisers.get(name) or (name_key(name) if name else "")

    def host(self, host: str) -> str:
        """Return the key of the organiser that a host is named after, "" where there is none."""
        compact = "".join(name_words(host))
        if self.asked is not None:
            self.asked.looked.add(f"{HOST}{compact}")
        return self._hosts.get(compact, "")

    def named(self, words: Sequence[str]) -> Iterator[str]:
        """Yield the keys of the organisers that a text names in full."""
        if self.asked is not None:
            self.asked.text += f" {' '.join(words)} \n"
        for word in self._starts.intersection(words):
            at = -1
            for _ in range(words.count(word)):
                at = words.index(word, at + 1)
                for length in self._lengths[word]:
                    key = self._names.get(tuple(words[at : at + length]))
                    if key:
                        yield key

    def differences(self, older: Vocabulary) -> Differences:
        """Return where the answers differ.

        What the older one was asked to mend is mended here too, so that differences can follow differences.
        """
        changed = {word for word, _ in self._counts.items() ^ older._counts.items()}
        turned = {word for word in self._right ^ older._right if word.isalpha()}
        near = Near(
            word for word in changed if word in _TABLES or max(self._counts[word], older._counts[word]) >= FREQUENT
        )
        often = 2 + max(self._counts.values(), default=0) / RARER
        found = set(turned)
        for word, better in older._mended.items():
            self._mended[word] = better
            if (
                word in changed
                or len(word) <= SHORTEST
                or word[-1] == "."
                or (self._counts[word] <= often and near.of(word))
                or any(part in word for part in turned)
            ):
                self._mended[word] = self._mend(word)
                if self._mended[word] != better:
                    found.add(word)
        found |= {f"{NAME}{name}" for name in _differing(self._organisers, older._organisers)}
        found |= {f"{HOST}{host}" for host in _differing(self._hosts, older._hosts)}
        return Differences(
            frozenset(found), frozenset(f" {' '.join(words)} " for words in _differing(self._names, older._names))
        )

    def _count(self, word: str) -> int:
        return self._counts[word] + (TABLE_COUNT if word in _TABLES else 0)

    def _known(self, word: str) -> bool:
        return word in self._right

    def _respaced(self, words: Sequence[str]) -> list[str]:
        """Put right a space that slipped a letter (bouwd eel → bouw deel)."""
        found = list(words)
        for n, (one, two) in enumerate(pairwise(words)):
            if (self._known(one) and self._known(two)) or not (one.isalpha() and two.isalpha()):
                continue
            if self.asked is not None:
                self.asked.looked.update((one + two, one[:-1], one[-1] + two, one + two[0], two[1:]))
            if found[n] != one:
                continue
            if len(one) == 1 and self._known(one + two) and not self._known(two):
                found[n], found[n + 1] = one + two, ""
                continue
            for left, right in ((one[:-1], one[-1] + two), (one + two[0], two[1:])):
                strange = not (self._known(one) or self._known(two)) and min(len(left), len(right)) >= 3
                fits = left in GLUE or right in GLUE or strange
                if fits and self._known(left) and self._known(right):
                    found[n], found[n + 1] = left, right
                    break
        return [word for word in found if word]

    def _mend(self, word: str) -> tuple[str, ...]:
        if word.endswith("."):
            return (self._expanded(word[:-1]),)
        if not word.isalpha() or word in UNTOUCHED:
            return (word,)
        if len(word) <= SHORTEST and (joint := self._joint(word)):
            return (joint,)
        if len(word) < SHORTEST - 1:
            return (word,)
        best = max(
            (other for other in self._near.of(word) | _TABLES_NEAR.of(word) if self._trusted(word, other)),
            key=lambda other: (self._count(other), other),
            default=None,
        )
        if best:
            return (best,)
        return (word,) if self._known(word) else self._split(word)

    def _expanded(self, start: str) -> str:
        """Return the one frequent word that an abbreviation begins; itself, with its full stop, where many do."""
        if self._known(start) or len(start) < 3:
            return start
        at = bisect_left(self._sorted, start)
        meant = [word for word in self._sorted[at : at + 50] if word.startswith(start)]
        return meant[0] if len(meant) == 1 else f"{start}."

    def _joint(self, word: str) -> str:
        """Return the little word that a short rare one has a letter too few, too many or two swapped of, or ""."""
        near = set(_JOINTS_NEAR.of(word)) | {
            word[:n] + word[n + 1 :] for n in range(1, len(word)) if word[n - 1] == word[n]
        }
        for joint in sorted(near & STOP):
            slip = len(joint) != len(word) or len(word) == SHORTEST or sorted(joint) == sorted(word)
            if slip and self._counts[joint] >= JOINT_RARER * self._counts[word]:
                return joint
        return ""

    def _trusted(self, word: str, other: str) -> bool:
        often = self._counts[word]
        if often > 2 + self._count(other) / RARER or self._count(other) < FREQUENT * often:
            return False
        safe = (
            self._count(other) >= RARER * often
            or len(word) != len(other)
            or len(word) >= SAFE
            or sorted(word) == sorted(other)
        )
        return safe and not opposed(word, other)

    def _split(self, word: str) -> tuple[str, ...]:
        """Part what a missing or mistyped space glued (onderwijsvoor, programmerenhvoor)."""
        for gap in (0, 1):
            for at in range(2, len(word) - 1 - gap):
                left, right = word[:at], word[at + gap :]
                glued = (left in GLUE and len(right) >= 3) or (right in GLUE and len(left) >= 3)
                if glued and self._known(left) and self._known(right) and max(len(left), len(right)) >= SHORTEST:
                    return left, right
        return (word,)


K = TypeVar("K")


def _differing(one: Mapping[K, str], other: Mapping[K, str]) -> set[K]:
    return {key for key, _ in one.items() ^ other.items()}


_TABLES = TABLE_WORDS | UNTOUCHED - NEVER_MENDED
_TABLES_SORTED = sorted(word for word in _TABLES if word.isalpha())
_JOINTS_NEAR = Near(JOINTS)
_TABLES_NEAR = Near(word for word in _TABLES_SORTED if len(word) >= SHORTEST - 1)


NO_VOCABULARY = Vocabulary()
"""Knows the tables only: for a single pair."""
