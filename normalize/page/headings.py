"""The headings under which something stands; never changed, so that a part of a page can come back to its own."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from normalize.page.zones import is_elsewhere


class Headings(NamedTuple):
    """The headings above a place, the outermost first."""

    levels: tuple[int, ...] = ()
    """1 to 6 of each."""
    words: tuple[str, ...] = ()
    """The words of each."""
    apart: tuple[bool, ...] = ()
    """Whether each begins a part that speaks of something else."""
    elsewhere: bool = False
    """Whether one of them does."""
    holders: tuple[int, ...] = ()
    """Number of the element in which each stands."""

    def above(self, level: int) -> Headings:
        """Return those above a heading of this level."""
        kept = len(self.levels)
        while kept and self.levels[kept - 1] >= level:
            kept -= 1
        if kept == len(self.levels):
            return self
        return self._first(kept)

    def own(self, inside: Collection[int]) -> Headings:
        """Return those of what stands beside the content, in elements of these numbers: it is in no part of that.

        Neither in one that begins something else, nor in one of an element of its own; a title holds all.
        """
        kept = self.apart.index(True) if self.elsewhere else len(self.levels)
        for n in range(kept):
            if self.levels[n] > 1 and self.holders[n] not in inside:
                return self._first(n)
        return self._first(kept)

    def below(self, level: int, words: str, holder: int) -> Headings:
        """Return these and one below them that stands in the element of this number; a title begins nothing else."""
        apart = level > 1 and is_elsewhere(words)
        return Headings(
            (*self.levels, level), (*self.words, words), (*self.apart, apart), self.elsewhere or apart,
            (*self.holders, holder),
        )  # fmt: skip

    def _first(self, kept: int) -> Headings:
        apart = self.apart[:kept]
        return Headings(self.levels[:kept], self.words[:kept], apart, True in apart, self.holders[:kept])
