"""The names of organisers in a collection, those of one organiser under one key; words one slip away from others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from normalize.matching.words import name_key, name_words

FREQUENT = 4
"""How often a word or name must occur to be what a rarer one is mended to."""


class Near:
    """Finds words one slip away, through what is left of each after one letter is dropped."""

    def __init__(self, words: Iterable[str]) -> None:
        self._index: dict[str, list[str]] = defaultdict(list)
        for word in words:
            for rest in _shortened(word):
                self._index[rest].append(word)

    def of(self, word: str) -> set[str]:
        """Return the words that one letter missing, added, changed or swapped makes of this one."""
        near: set[str] = set()
        for rest in _shortened(word):
            near.update(self._index.get(rest, ()))
        return near


def _shortened(word: str) -> set[str]:
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


def organisers(names: Counter[str]) -> dict[str, str]:
    """Return the key of each name; a rare name one slip off, or the beginning, of a frequent one gets its key."""
    full: Counter[str] = Counter()
    key_of: dict[str, str] = {}
    spelled: dict[str, tuple[str, ...]] = {}
    for name, count in sorted(names.items()):
        found = name_words(name)
        compact = "".join(found)
        full[compact] += count
        key_of[compact] = name_key(name)
        spelled[compact] = max(spelled.get(compact, ()), found, key=len)
    for namesakes in _namesakes(full, key_of):
        key_of.update((compact, compact) for compact in namesakes)
    weight = Counter[str]()
    for compact, count in full.items():
        weight[key_of[compact]] += count
    near = Near(compact for compact in full if full[compact] >= FREQUENT and len(compact) >= 5)
    starts: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for compact, found in spelled.items():
        for size in range(1, len(found)):
            starts[found[:size]].add(key_of[compact])
    result = {}
    for name in names:
        found = name_words(name)
        compact = "".join(found)
        key = key_of[compact]
        rivals = {key_of[other] for other in near.of(compact) if full[other] >= 5 * weight[key]} - {key}
        longer = {other for other in starts.get(found, ()) if weight[other] > full[compact]} - {key}
        if len(compact) >= 5 and len(rivals) == 1:
            key = rivals.pop()
        elif weight[key] == full[compact] and len(longer) == 1 and len(compact) >= 4:
            key = longer.pop()
        result[name] = key
    return result


def _namesakes(full: Counter[str], key_of: dict[str, str]) -> list[list[str]]:
    """Return the frequent names that differ in a last word such as College or Groep alone: several organisers."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for compact, count in full.items():
        if count >= FREQUENT and key_of[compact] != compact:
            bearers[key_of[compact]].append(compact)
    return [names for names in bearers.values() if len(names) > 1]
