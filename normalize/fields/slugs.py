"""What a page's address calls its course, in the words of the page: for pages whose headings name nothing."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from normalize.fields.kind import WORDS, names_course
from normalize.page.text import fold
from normalize.page.view import View

MAX_SENTENCES = 60
"""Sentences in which the address's words are looked for."""
LEAST = 2
"""Words that a name and the address must share."""
LONGEST = 8
"""Words that a name may begin before the address's words."""
ENDINGS = frozenset(("html", "htm", "php", "aspx", "index"))
"""Words of an address that are none of a name."""
NO_NAMES = frozenset((*WORDS["parts"]["words"], *WORDS["parts"]["overviews"], *WORDS["never"]["path"]))
"""Parts of an address that name no course."""
_WORD = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ0-9][\w&’'-]*,? |(?:en|van|de|voor|in|and|of|for|the) (?=[A-ZÀ-Þ(“‘\"]))+[(“‘\"]?$")
_QUOTES = {"“": "”", "‘": "’", '"': '"', "„": "”", "'": "'"}


def read_slug_title(view: View) -> str | None:
    """Find the words of the text that the address's last part spells; None where it has no such words."""
    parts = [fold(unquote(part)) for part in urlsplit(view.url).path.split("/") if part]
    slug = [word for word in parts[-1].split() if word not in ("html", "htm", "php", "index")] if parts else []
    best: tuple[int, str] = (LEAST - 1, "")
    for sentence in view.sentences[:MAX_SENTENCES]:
        text = sentence.text[:600]
        words = list(_WORD.finditer(text))
        folded = [fold(word[0]) for word in words]
        for at in range(len(words)):
            shared = _shared(folded[at:], slug)
            if shared > best[0]:
                best = (shared, _named(text, words[at].start(), words[at + shared - 1].end()))
    return best[1] or None


def spell_slug(view: View) -> str | None:
    """Spell the name in the address, for a page that says no name at all: /course/cell-culture-2 is "Cell culture".

    None where the address names no course either: a part of one, a number, one word.
    """
    parts = [fold(unquote(part)) for part in urlsplit(view.url).path.split("/") if part]
    for part in reversed(parts):
        words = [word for word in part.split() if word.isalpha() and word not in ENDINGS]
        if len(words) >= LEAST and part not in NO_NAMES and len(words) <= 2 * LONGEST:
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
