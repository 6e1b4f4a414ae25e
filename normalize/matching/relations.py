"""How two records relate in their addresses, their organisers and the words of their titles, each told in words."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from normalize.matching.titles import Title
from normalize.matching.traits import Traits, likely_typo, same_page
from normalize.matching.words import opposed

LONG_NAME = 8
"""Letters from which a name one slip away from another may be that other."""
GLUED = 94
"""Likeness, of 100, from which titles with another number of words differ in their spaces only."""


def pages(a: Traits, b: Traits) -> str:
    """Return whether two share an address, or one names the other as its twin in another language."""
    if same_page(a, b):
        return "same address"
    if not (a.twins or b.twins) or a.language == b.language:
        return "another"
    return "another" if a.twins.isdisjoint(b.urls) and b.twins.isdisjoint(a.urls) else "language twin"


def organisers(a: Traits, b: Traits) -> str:
    """Return how the organisers relate."""
    if a.organiser == b.organiser and a.organiser:
        return "same"
    named = a.organiser in b.mentions or b.organiser in a.mentions
    if not a.organiser or not b.organiser:
        return "named" if named else "unknown"
    if named:
        return "named"
    if similar_names(a, b):
        return "similar"
    return "another name" if pages(a, b) == "language twin" else "another"


def similar_names(a: Traits, b: Traits) -> bool:
    """Tell whether one name is the other's beginning, or a slip of the pen away from it."""
    one, two = a.organiser_words, b.organiser_words
    both = min(len(one), len(two))
    if both and one[:both] == two[:both] and len(one[0]) > 2:
        return True
    left, right = a.organiser, b.organiser
    if min(len(left), len(right)) < LONG_NAME or abs(len(left) - len(right)) > 1:
        return False
    return OSA.distance(left, right, score_cutoff=1) <= 1


def title_pattern(a: Title, b: Title, foreign: bool) -> str:  # noqa: PLR0911 - a pattern a line reads best flat
    """Return how two titles relate, by the words that are left over on either side."""
    if a.empty or b.empty:
        return "missing"
    if a.tokens == b.tokens:
        if a.cut or b.cut:
            return "equal but broken off"
        return "spelling" if a.mended or b.mended else "equal"
    left, right = _leftover(a.tokens, b.tokens)
    slips = _pair_off(left, right, foreign)
    if left and right and not foreign:
        plainly = _leftover(a.plain, b.plain)
        _pair_off(*plainly, foreign)
        left, right = min((left, right), plainly, key=lambda pair: len(pair[0]) + len(pair[1]))
    shared = len(a.tokens) - len(left)
    if not left and not right:
        return "spelling" if not foreign else "translated"
    if (a.cut and not left) or (b.cut and not right):
        return "breaks off" if shared else "other words"
    if left and right and len(a.tokens) != len(b.tokens) and fuzz.ratio(a.joined, b.joined, score_cutoff=GLUED):
        return "spelling"
    if not left or not right:
        extra = len(left) + len(right)
        return "a word more" if extra == 1 and shared else "words more" if shared else "other words"
    if foreign:
        return "partly translated" if shared else "other language"
    return "a word differs" if len(left) == len(right) == 1 and shared - slips >= 1 else "other words"


def _leftover(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[str], list[str]]:
    return [word for word in a if word not in b], [word for word in b if word not in a]


def _pair_off(left: list[str], right: list[str], foreign: bool) -> int:
    """Take away the pairs of left-over words that are one word misspelled, or cognates; return how many."""
    taken = 0
    if len(left) * len(right) > 400:
        return 0
    for word in list(left):
        for other in right:
            if word[0] == other[0] and _alike(word, other, foreign):
                left.remove(word)
                right.remove(other)
                taken += 1
                break
    return taken


@lru_cache(maxsize=1 << 16)
def _alike(word: str, other: str, foreign: bool) -> bool:
    if (word[-1] == "." and other.startswith(word[:-1])) or (other[-1] == "." and word.startswith(other[:-1])):
        return True
    if foreign and word[:5] == other[:5] and min(len(word), len(other)) >= 5:
        return True
    if not (likely_typo(word) and likely_typo(other)):
        return False
    return OSA.distance(word, other, score_cutoff=1) <= 1 and not opposed(word, other)
