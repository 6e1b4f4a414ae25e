"""Clusters, best pair first, never by bare chaining: a cluster must hold together as a whole."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import islice

from normalize.matching.rulings import Marks, opposed_marks
from normalize.matching.traits import Traits

PROBES = 12
"""How many differing members of either cluster are compared before two clusters are joined."""


class Clusters:
    """Union-find over records, by any number, in which a union may be refused."""

    def __init__(self, forbidden: Callable[[Traits, Traits], bool]) -> None:
        """Start empty; `forbidden` tells which pair never shares a cluster."""
        self.forbidden = forbidden
        self.parent: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}
        self.marks: dict[int, Marks] = {}
        self.profiles: dict[int, dict[Hashable, Traits]] = {}

    def add(self, record: int, traits: Traits, marks: Marks) -> None:
        """Put in a record on its own."""
        self.parent[record] = record
        self.members[record] = [record]
        self.marks[record] = marks
        self.profiles[record] = {_profile(traits): traits}

    def find(self, record: int) -> int:
        """Return the cluster of a record."""
        while self.parent[record] != record:
            self.parent[record] = self.parent[self.parent[record]]
            record = self.parent[record]
        return record

    def join(self, first: int, second: int) -> bool:
        """Join the clusters of two records where they fit together; tell whether they now share one."""
        one, two = self.find(first), self.find(second)
        if one == two:
            return True
        if self.parted(one, two) or not self._fits(one, two):
            return False
        self._unite(one, two)
        return True

    def bind(self, first: int, second: int) -> tuple[int, ...]:
        """Join the clusters because a person said so; return the numbers of the splits that forbid it."""
        one, two = self.find(first), self.find(second)
        forbidding = () if one == two else self.parted(one, two)
        if one != two and not forbidding:
            self._unite(one, two)
        return forbidding

    def parted(self, first: int, second: int) -> tuple[int, ...]:
        """Return the numbers of the splits that keep the clusters of two records apart."""
        return opposed_marks(self.marks[self.find(first)], self.marks[self.find(second)])

    def _unite(self, one: int, two: int) -> None:
        if (len(self.members[one]), -one) < (len(self.members[two]), -two):
            one, two = two, one
        self.parent[two] = one
        self.members[one] += self.members.pop(two)
        self.marks[one] |= self.marks.pop(two)
        for profile, traits in self.profiles.pop(two).items():
            self.profiles[one].setdefault(profile, traits)

    def _fits(self, one: int, two: int) -> bool:
        left = list(islice(self.profiles[one].values(), PROBES))
        right = list(islice(self.profiles[two].values(), PROBES))
        return not any(self.forbidden(a, b) for a in left for b in right)


def _profile(record: Traits) -> Hashable:
    """Return all that two records may contradict each other in."""
    title = record.title
    told = title.tokens, title.compounds, title.variants, title.exam, title.cut
    return told, record.organiser, record.level, record.language
