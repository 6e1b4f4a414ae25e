"""Words that are sought in all sentences of a page at once, by pieces of four letters that most pages lack."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Set
from typing import NamedTuple

PIECE = 4
"""Letters of a piece, as bytes: so many are read as one number, which costs half of cutting them out."""


def pieces_of(text: str) -> set[int]:
    """Return all pieces of a text."""
    signs = text.encode(errors="replace")
    ends = [len(signs) - (len(signs) - at) % PIECE for at in range(PIECE)]
    return set().union(*(memoryview(signs)[at:end].cast("I") for at, end in enumerate(ends) if end > at))


class Sought(NamedTuple):
    """Words that are sought, sorted so that few of them need be looked for."""

    short: tuple[str, ...]
    """Those shorter than a piece."""
    by_piece: dict[int, tuple[str, ...]]
    """The others by their first piece."""

    def possible(self, pieces: Set[int]) -> list[str]:
        """Return the words that may stand in a text with these pieces."""
        found = [*self.short]
        for piece in self.by_piece.keys() & pieces:
            found += self.by_piece[piece]
        return found


def sought(words: Iterable[str]) -> Sought:
    """Sort words that are to be sought, in lower case."""
    short: list[str] = []
    by_piece: dict[int, tuple[str, ...]] = {}
    for word in words:
        piece = int.from_bytes(word.encode()[:PIECE], sys.byteorder)
        if len(word.encode()) < PIECE:
            short.append(word)
        else:
            by_piece[piece] = (*by_piece.get(piece, ()), word)
    return Sought(tuple(short), by_piece)
