"""Clusters, best pair first, never by bare chaining: a cluster must hold together as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from normalize.matching.traits import Traits

PROBES = 4
"""How many members of either cluster are compared before two clusters are joined."""


class Clusters:
    """Union-find in which a union may be refused."""

    def __init__(self, records: list[Traits], forbidden: Callable[[Traits, Traits], bool]) -> None:
        """Start with every record on its own; `forbidden` tells which pair never shares a cluster."""
        self.records = records
        self.forbidden = forbidden
        self.parent = list(range(len(records)))
        self.members = [[n] for n in range(len(records))]

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
        self.members[two] = []
        return True

    def _fits(self, one: int, two: int) -> bool:
        left, right = self.members[one], self.members[two]
        return not any(
            self.forbidden(self.records[a], self.records[b]) for a in left[: PROBES * 4] for b in right[: PROBES * 4]
        )


def best_first(scored: Iterable[tuple[float, int, int]], clusters: Clusters) -> list[list[int]]:
    """Join the pairs, the best first and equals by position; return the clusters as sorted positions."""
    for _, first, second in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2])):
        clusters.join(first, second)
    return [sorted(members) for members in clusters.members if members]
