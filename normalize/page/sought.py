"""Words that are sought in all sentences of a page at once, by pieces of three letters that most pages lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

PIECE = 3
"""Letters of a piece."""


def pieces_of(text: str) -> set[str]:
    """Return all pieces of a text."""
    return {text[at : at + PIECE] for at in range(len(text) - PIECE + 1)}


class Sought(NamedTuple):
    """Words that are sought, sorted so that few of them need be looked for."""

    short: tuple[str, ...]
    """Those shorter than a piece."""
    by_piece: dict[str, tuple[str, ...]]
    """The others by their first piece."""

    def within(self, text: str, pieces: Set[str]) -> Iterator[str]:
        """Yield the words that stand in a text with these pieces."""
        yield from (word for word in self.short if word in text)
        for piece in self.by_piece.keys() & pieces:
            yield from (word for word in self.by_piece[piece] if word in text)


def sought(words: Iterable[str]) -> Sought:
    """Sort words that are to be sought, in lower case."""
    words = tuple(words)
    pieces = dict.fromkeys(word[:PIECE] for word in words if len(word) >= PIECE)
    short = tuple(word for word in words if len(word) < PIECE)
    return Sought(short, {piece: tuple(word for word in words if word.startswith(piece)) for piece in pieces})
