"""The headings under which something stands; never changed, so that a part of a page can come back to its own."""

from __future__ import annotations

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

    def above(self, level: int) -> Headings:
        """Return those above a heading of this level."""
        kept = len(self.levels)
        while kept and self.levels[kept - 1] >= level:
            kept -= 1
        if kept == len(self.levels):
            return self
        apart = self.apart[:kept]
        return Headings(self.levels[:kept], self.words[:kept], apart, True in apart)

    def own(self) -> Headings:
        """Return those that begin nothing else: what stands beside the content is not in a part of it."""
        kept = self.apart.index(True) if self.elsewhere else len(self.levels)
        return Headings(self.levels[:kept], self.words[:kept], self.apart[:kept])

    def below(self, level: int, words: str) -> Headings:
        """Return these and one below them; a title begins nothing else."""
        apart = level > 1 and is_elsewhere(words)
        return Headings((*self.levels, level), (*self.words, words), (*self.apart, apart), self.elsewhere or apart)
