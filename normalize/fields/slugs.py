"""What a page's address calls its course, in the words of the page: for pages whose headings name nothing."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from normalize.fields.kind import WORDS, names_course
from normalize.page.text import fold
from normalize.page.view import View

MAX_SENTENCES = 60
"""Sentences in which the address's words are looked for."""
MOST = 0.6
"""Part of the address's words that a name must spell, where it names no course by itself."""
COURSES = frozenset(WORDS["course"]["path"])
"""Parts of an address under which courses stand."""
SHORTEST = 5
"""Letters of one word that names a course."""
LEAST = 2
"""Words that a name and the address must share."""
LONGEST = 8
"""Words that a name may begin before the address's words."""
ENDINGS = frozenset(("html", "htm", "php", "aspx", "asp", "jsp", "cfm", "shtml", "index", "default"))
"""Words of an address that are none of a name."""
NO_NAMES = frozenset((*WORDS["parts"]["words"], *WORDS["parts"]["overviews"], *WORDS["never"]["path"]))
"""Parts of an address that name no course."""
_WORD = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ0-9][\w&’'-]*,? |(?:en|van|de|voor|in|and|of|for|the) (?=[A-ZÀ-Þ(“‘\"]))+[(“‘\"]?$")
_QUOTES = {"“": "”", "‘": "’", '"': '"', "„": "”", "'": "'"}


class Spelled(NamedTuple):
    """Words of the text that an address spells."""

    text: str
    """The words, with those that belong to them."""
    whole: bool
    """Whether the address says nothing more."""


def read_slug_title(view: View) -> Spelled | None:
    """Find the words of the text that the address's last part spells, most of it; None where it has none."""
    parts = [fold(unquote(part)) for part in urlsplit(view.url).path.split("/") if part]
    slug = [word for word in parts[-1].split() if word not in ENDINGS] if parts else []
    best: tuple[int, str] = (LEAST - 1, "")
    for sentence in view.sentences[:MAX_SENTENCES]:
        text = sentence.text[:600]
        words = list(_WORD.finditer(text))
        folded = [fold(word[0]) for word in words]
        for at in [at for at, word in enumerate(folded) if word in slug]:
            shared = _shared(folded[at:], slug)
            if shared > best[0]:
                best = (shared, _named(text, words[at].start(), words[at + shared - 1].end()))
    named = [word for word in slug if not word.isdigit()]
    most = best[0] >= MOST * len(named) or names_course(best[1])
    return Spelled(best[1], best[0] >= len(named)) if best[1] and most else None


def spell_slug(view: View) -> str | None:
    """Spell the name in the address, for a page that says no name at all: /course/cell-culture-2 is "Cell culture".

    None where the address names no course either: a part of one, a number, one word that stands under no "courses".
    """
    parts = [fold(unquote(part)) for part in urlsplit(view.url).path.split("/") if part]
    for above, part in reversed(list(zip(["", *parts], parts, strict=False))):
        words = [word for word in part.split() if word.isalpha() and word not in ENDINGS]
        named = len(words) >= LEAST or ((above in COURSES or names_course(part)) and len("".join(words)) >= SHORTEST)
        if named and part not in NO_NAMES and len(words) <= 2 * LONGEST:
            return " ".join(words).capitalize()
    return None


def _shared(words: list[str], slug: list[str]) -> int:
    """Count the words that run on as they do in the address."""
    longest = 0
    for begin in range(len(slug)):
        count = 0
        while count < len(words) and begin + count < len(slug) and words[count] == slug[begin + count]:
            count += 1
        longest = max(longest, count)
    return longest


def _named(text: str, start: int, end: int) -> str:
    """Return a run of words as a name: with the capitals before it, without the noun before a name in quotes."""
    quoted = next((n for n in range(start, end) if text[n] in _QUOTES), None)
    if quoted is not None and names_course(text[start:quoted]):
        close = text.find(_QUOTES[text[quoted]], quoted + 1)
        if end <= close <= end + 60:
            return text[quoted + 1 : close]
    before = _CAPITALS.search(text[max(0, start - 80) : start])
    if before and start:
        begin = max(0, start - 80) + before.start()
        sentence_begins = begin == 0
        start = start if sentence_begins else begin
    closing = text[end : end + 1]
    return text[start : end + (closing == ")" and "(" in text[start:end])].strip()
