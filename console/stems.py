"""Words as the search compares them: folded, and with their Dutch and English stems beside them."""

from __future__ import annotations

import re
import unicodedata

import snowballstemmer

WORD = re.compile(r"[^\W_]+")
LONGEST = 40
"""Characters of a word that count; longer ones are no words."""


def fold(text: str) -> list[str]:
    """Return the words of a text in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return [word[:LONGEST] for word in WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))]


class Stems:
    """The stems of words, each worked out once. Not to be shared between threads."""

    def __init__(self) -> None:
        self._stemmers = [snowballstemmer.stemmer(language) for language in ("dutch", "english")]
        self.known: dict[str, tuple[str, ...]] = {}
        """Every word asked for so far, to its forms."""

    def forms(self, word: str) -> tuple[str, ...]:
        """Return a folded word and its stems, each once."""
        if word not in self.known:
            self.known[word] = tuple(dict.fromkeys((word, *(stemmer.stemWord(word) for stemmer in self._stemmers))))
        return self.known[word]

    def text(self, *texts: str | None) -> str:
        """Return the words of texts with their stems, as the index holds them."""
        return " ".join(form for text in texts if text for word in fold(text) for form in self.forms(word))
