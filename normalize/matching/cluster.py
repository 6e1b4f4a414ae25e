"""Clusters, best pair first, never by bare chaining: a cluster must hold together as a whole."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from itertools import islice

from normalize.matching.traits import Traits

PROBES = 12
"""How many differing members of either cluster are compared before two clusters are joined."""


class Clusters:
    """Union-find in which a union may be refused."""

    def __init__(self, records: list[Traits], forbidden: Callable[[Traits, Traits], bool]) -> None:
        """Start with every record on its own; `forbidden` tells which pair never shares a cluster."""
        self.forbidden = forbidden
        self.parent = list(range(len(records)))
        self.members = [[n] for n in range(len(records))]
        self.profiles = [{_profile(record): record} for record in records]

    def find(self, position: int) -> int:
        """Return the cluster of a record."""
        while self.parent[position] != position:
            self.parent[position] = self.parent[self.parent[position]]
            position = self.parent[position]
        return position

    def join(self, first: int, second: int) -> bool:
        """Join the clusters of two records; tell whether they now share one."""
        one, two = self.find(first), self.find(second)
        if one == two:
            return True
        if not self._fits(one, two):
            return False
        if (len(self.members[one]), -one) < (len(self.members[two]), -two):
            one, two = two, one
        self.parent[two] = one
        self.members[one] += self.members[two]
        for profile, record in self.profiles[two].items():
            self.profiles[one].setdefault(profile, record)
        self.members[two], self.profiles[two] = [], {}
        return True

    def _fits(self, one: int, two: int) -> bool:
        left = list(islice(self.profiles[one].values(), PROBES))
        right = list(islice(self.profiles[two].values(), PROBES))
        return not any(self.forbidden(a, b) for a in left for b in right)


def _profile(record: Traits) -> Hashable:
    """Return all that two records may contradict each other in."""
    title = record.title
    return title.tokens, title.variants, title.exam, title.cut, record.organiser, record.level, record.language


def best_first(scored: Iterable[tuple[float, int, int]], clusters: Clusters) -> list[list[int]]:
    """Join the pairs, the best first and equals by position; return the clusters as sorted positions."""
    for _, first, second in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2])):
        clusters.join(first, second)
    return [sorted(members) for members in clusters.members if members]
