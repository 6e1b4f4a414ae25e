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
    elsewhere: bool = False
    """Whether one of them begins a part that speaks of something else."""

    def above(self, level: int) -> Headings:
        """Return those above a heading of this level."""
        kept = len(self.levels)
        while kept and self.levels[kept - 1] >= level:
            kept -= 1
        return self if kept == len(self.levels) else Headings().with_all(self.levels[:kept], self.words[:kept])

    def with_all(self, levels: tuple[int, ...], words: tuple[str, ...]) -> Headings:
        """Return these and others below them."""
        elsewhere = any(is_elsewhere(heading) for level, heading in zip(levels, words, strict=True) if level > 1)
        return Headings(self.levels + levels, self.words + words, self.elsewhere or elsewhere)
