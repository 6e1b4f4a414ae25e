"""Text as the value modules see it: capped, folded, and counted in words."""

from __future__ import annotations

import re
from functools import lru_cache

CAP = 2000
"""How many characters of a text a value module reads."""
REMEMBERED = 256
"""Texts whose values are remembered: several fields of a course are read from the same words."""

_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00"
_PLAIN = str.maketrans(
    "‐‑‒–—―−ꟷ﹣－’‘ʼ´`áàâäãéèêëíìîïóòôöõúùûüçñ",
    "----------'''''aaaaaeeeeiiiiooooouuuucn",
)
_SPACES = re.compile(r"[^\S\n\r\u2028\u2029]+")
_LINES = re.compile(r" ?[\n\r\u2028\u2029][\s]*")

_NUMBER_WORDS = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien twintig",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty",
)
NUMBERS = {word: value for words in _NUMBER_WORDS for value, word in enumerate(words.split())}
"""Number words of both languages, accents folded."""


@lru_cache(maxsize=REMEMBERED)
def fold(text: str, cap: int = CAP) -> str:
    """Return the text with invisible characters dropped and whitespace folded, line ends kept, at most `cap` long."""
    text = text[: 2 * cap]
    if text.isascii():
        text = text.replace("\x00", "")
    else:
        for sign in _DROPPED:
            text = text.replace(sign, "")
    if len(text.splitlines()) < 2:
        return " ".join(text.split())[:cap]
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()[:cap]


@lru_cache(maxsize=REMEMBERED)
def plain(folded: str) -> str:
    """Return folded text in lower case without accents, dashes as hyphens; every position stays where it was."""
    if folded.isascii():
        return folded.lower()
    text = folded.translate(_PLAIN)
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two characters
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.translate(_PLAIN)


def quote(folded: str, start: int, end: int) -> str:
    """Return the literal words between two positions, on one line."""
    return folded[start:end].replace("\n", " ").strip()
