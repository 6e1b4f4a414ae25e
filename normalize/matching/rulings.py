"""What people decided of pages: these show one course (merge), those show another (split).

A ruling names pages by their member keys ("<provider> <address>"), all that the two records had when it
was taken. It holds for every one of them that is still known, whatever its title says now, and for the
pages that follow them: an address that differs in scheme, www, tracking or closing slash is the same one,
and a page that moved is known by both addresses (`follow`). A page that joins a record later needs no
ruling of its own: no cluster ever holds both sides of a split.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar

import msgspec

from normalize.matching.traits import url_key

Marks = frozenset[tuple[int, int]]
"""The splits that a record takes part in: number of the ruling and side, 0 or 1."""
NO_MARKS: Marks = frozenset()
"""Those of a record that takes part in none."""
Page = TypeVar("Page", str, int)
"""A page, by its plain key or the position of its record."""


class Ruling(msgspec.Struct, frozen=True):
    """One decision of a person about two records."""

    number: int
    """Of the decision; a later one has a higher number."""
    kind: Literal["merge", "split"]
    """merge: all pages of both sides show one course; split: no page of one side shows that of the other."""
    left: frozenset[str]
    """Keys of the pages of one record."""
    right: frozenset[str]
    """Keys of the pages of the other."""


class Contradiction(msgspec.Struct, frozen=True):
    """Rulings that can't all hold; nothing is joined by the one named first."""

    ruling: int
    """The ruling that was not carried out."""
    against: tuple[int, ...]
    """The rulings that it contradicts; itself, where a page came to stand on both of its sides."""
    key: str
    """A page that they disagree on."""


def plain_key(key: str) -> str:
    """Return what rulings know a page by: its address without scheme, www, tracking and closing slash.

    An address is a page, whichever entry of the registry it was read for.
    """
    return url_key(key.partition(" ")[2])


def follow(rulings: Iterable[Ruling], moved: Mapping[str, str]) -> list[Ruling]:
    """Return the rulings with each page also under the addresses it moved to; `moved`: old key to new.

    A ruling that names the new address itself, on the other side, is about that page and the old reading.
    """
    onward = {plain_key(old): new for old, new in moved.items()}
    return [
        msgspec.structs.replace(
            ruling,
            left=_followed(ruling.left, ruling.right, onward),
            right=_followed(ruling.right, ruling.left, onward),
        )
        for ruling in rulings
    ]


def _followed(keys: frozenset[str], others: frozenset[str], onward: Mapping[str, str]) -> frozenset[str]:
    found = set(keys)
    waiting = list(keys)
    named = set(map(plain_key, others))
    while waiting:
        further = onward.get(plain_key(waiting.pop()))
        if further is not None and further not in found and plain_key(further) not in named:
            found.add(further)
            waiting.append(further)
    return frozenset(found)


class Bound:
    """The rulings as they bear on the records of one matching."""

    def __init__(self, rulings: Sequence[Ruling], places: Mapping[str, Sequence[int]]) -> None:
        """Look up what each ruling is about: `places` tells the records of a page, by its plain key."""
        self.contradictions: list[Contradiction] = []
        self.marks: dict[int, Marks] = {}
        """Record to the splits it takes part in; only of those that do."""
        self.merges: list[tuple[int, list[int]]] = []
        """Number of a ruling and the records that it makes one."""
        for ruling in sorted(rulings, key=lambda ruling: ruling.number):
            left, right = ({plain_key(key) for key in side} for side in (ruling.left, ruling.right))
            if ruling.kind == "merge":
                self.merges.append((ruling.number, sorted(n for key in left | right for n in places.get(key, ()))))
                continue
            for key in sorted(ruling.left):
                if plain_key(key) in left & right:
                    self.contradictions.append(Contradiction(ruling.number, (ruling.number,), key))
            for side, own in enumerate((left - right, right - left)):
                for key in own:
                    for place in places.get(key, ()):
                        self.marks[place] = self.marks.get(place, frozenset()) | {(ruling.number, side)}
        self._spread()

    def _spread(self) -> None:
        """Give all records that merges make one the splits of each: those of the others are theirs too."""
        groups = [set(group) for _, group in self.merges]
        for _, group in _components(groups, [number for number, _ in self.merges]):
            marks = NO_MARKS.union(*(self.marks.get(place, NO_MARKS) for place in group))
            if marks and not opposed_marks(marks, marks):
                self.marks.update(dict.fromkeys(group, marks))


def pages_of(rulings: Iterable[Ruling]) -> set[str]:
    """Return the plain keys of all pages that the rulings name."""
    return {plain_key(key) for ruling in rulings for key in ruling.left | ruling.right}


def places_of(keys: Sequence[str], rulings: Iterable[Ruling]) -> dict[str, list[int]]:
    """Return the positions of the pages that the rulings name, by their plain keys."""
    named = pages_of(rulings)
    places: dict[str, list[int]] = {}
    if named:
        for position, key in enumerate(keys):
            plain = plain_key(key)
            if plain in named:
                places.setdefault(plain, []).append(position)
    return places


def opposed_marks(one: Marks, two: Marks) -> tuple[int, ...]:
    """Return the numbers of the splits that keep the bearers of these marks apart."""
    if not one or not two:
        return ()
    return tuple(sorted(number for number, side in one if (number, 1 - side) in two))


def opposing(ruling: Ruling, held: Iterable[Ruling]) -> tuple[int, ...]:
    """Return the numbers of the held rulings that a new one can't stand beside.

    A split opposes the merges that make one record of pages on both of its sides; a merge opposes the
    splits of pages that it, with the merges that hold, would make one.
    """
    held = list(held)
    groups = [set(map(plain_key, one.left | one.right)) for one in (*held, ruling) if one.kind == "merge"]
    splits = [one for one in (*held, ruling) if one.kind == "split"]
    numbers = [one.number for one in (*held, ruling) if one.kind == "merge"]
    found: set[int] = set()
    for one, group in _components(groups, numbers):
        for split in splits:
            left, right = set(map(plain_key, split.left)), set(map(plain_key, split.right))
            if group & left and group & right:
                found.update(one, {split.number})
    return tuple(sorted(found - {ruling.number})) if ruling.number in found else ()


def _components(groups: list[set[Page]], numbers: list[int]) -> list[tuple[set[int], set[Page]]]:
    """Return the groups that share a page as one, with the numbers of those that went into each."""
    found: list[tuple[set[int], set[Page]]] = []
    for group, number in zip(groups, numbers, strict=True):
        touching = [other for other in found if other[1] & group]
        found = [other for other in found if not other[1] & group]
        found.append(
            (
                {number}.union(*(numbers for numbers, _ in touching)),
                group.union(*(pages for _, pages in touching)),
            )
        )
    return found
