"""What a page may call its course: its headings, short lines, address, and the courses that its sentences name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from normalize.fields.clean_titles import clean_title
from normalize.fields.kind import WORDS
from normalize.fields.slugs import ENDINGS, read_slug_title
from normalize.fields.told_titles import TOLD, may_tell
from normalize.page.text import fold, tidy
from normalize.page.view import View

MAX_HEADINGS = 12
"""Headings that are looked at."""
MAX_LINES = 8
"""Blocks from the top of which the short ones are looked at."""
MAX_LABELS = 40
"""Blocks in which a label for the title is looked for."""
MAX_SENTENCES = 40
"""Sentences in which named courses are looked for."""
MAX_CHARS = 400
"""Characters of a sentence that are looked at."""
LONGEST = 160
"""Characters of what may be a title."""
MAX_PARTS = 3
"""Parts of an address, from its end, that may spell the title."""
SHORTEST = 6
"""Characters of what is left of words that were shortened."""
_LABELS = tomllib.loads((Path(__file__).parents[1] / "page" / "labels.toml").read_text(encoding="utf-8"))
_LISTS = {
    "generic_titles": ("words", "gatherings", "empty", "small", "part"), "parts": ("words", "overviews", "suffixes"),
    "never": ("title",), "list": ("words", "title_heads", "no_titles", "calls"), "enrol": ("path",),
}  # fmt: skip
_TELL = ("icons", "level", "languages", "location", "weak", "titled")
COMMON = frozenset(
    word
    for phrase in (
        *(phrase for section, lists in _LISTS.items() for name in lists for phrase in WORDS[section][name]),
        *(phrase for name, rows in _LABELS.items() if name not in _TELL for phrase in (*rows["exact"], *rows["start"])),
    )
    for word in fold(phrase).split()
)
"""Words of labels, sections and calls: none of them tells one course from another."""
TITLE_LABELS = frozenset(WORDS["generic_titles"]["labels"])
_COURSE = "cursus|opleiding|training|scholing|workshop|leergang|masterclass"
_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may"
    "|june|july|august|october"
)
_PARTS = re.compile(r"\s+[|•·»–—:-]+\s+|\s*[|»•]\s*|: ")
_LABELLED = re.compile(
    rf"(?:naam (?:van de )?)?(?:{_COURSE}|module|course|programme|program)?(?:titel|naam| title| name)?\s*:\s+",
    re.IGNORECASE,
)
"""A label for the title, before it."""
_NAMED = re.compile(
    rf"\b(?:(?:gratis|nieuwe?|korte|free|new) )?((?:[\w-]{{0,40}}(?:{_COURSE})|course|programme|program|class)\b.*)$",
    re.IGNORECASE,
)
"""The course that a headline names, to its end."""
_TAIL = re.compile(
    r"(?:\s*[,(–—-]?\s*(?:\b(?:start(?:en|s)?|begint|van start|op (?:\w+dag|\d)|vanaf|vanwege|vol(?:geboekt)?|afgelast"
    r"|geannuleerd|bij|in|te|gaat|komt|weer|van|door|from|starts?|at|by|on)\b|[A-Z]{4,} [A-Z]{3,}"
    r"|\d{1,2} (?:jan|feb|maa|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*).*|[!.:]+)$"
)
"""What a headline says of the course behind its name: when, where, by whom, that it is full."""
_DATED = re.compile(rf"[\s,(–—-]+(?:\w{{2,9}}dag )?(?:\d{{1,2}}(?:e|ste)? )?(?:{_MONTH})\b.*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_EDGES = " :;,-–|•·\"“”„‘’'"


class Candidate(NamedTuple):
    """Words that may be the course's title."""

    text: str
    """The words, without the site's name and the edition's year."""
    sources: list[tuple[str, int]]
    """Where they stand, with the position of their block, or how far down the list of their source."""


def gather(view: View, ruled: str) -> list[Candidate]:
    """Return what may be the title, each once; `ruled` is what the rules took for it."""
    found: dict[str, Candidate] = {}
    for text, source, at in _all(view):
        clean = clean_title(tidy(text, LONGEST), view).strip(_EDGES)
        words = fold(clean)
        if len(words) > 2:
            found.setdefault(words, Candidate(clean, [])).sources.append((source, at))
    if ruled:
        found.setdefault(fold(ruled), Candidate(ruled, [("rules", 0)]))
    return list(found.values())


def _all(view: View) -> Iterator[tuple[str, str, int]]:
    """Yield words, their source, and where they stand."""
    heads = [(n, block) for n, block in enumerate(view.blocks) if block.level]
    for n, block in heads[:MAX_HEADINGS]:
        yield from _with_parts(block.text, "h1" if block.level == 1 else "heading", n)
    yield from _with_parts(view.title, "head", 0)
    yield from _with_parts(view.embedded.meta.get("og:title", ""), "og", 0)
    if view.thing:
        yield view.thing.text("name"), "data", 0
    for n, block in enumerate(view.blocks[:MAX_LABELS]):
        if len(block.text) > LONGEST:
            continue
        if n and fold(view.blocks[n - 1].text) in TITLE_LABELS:
            yield block.text, "under label", n
        if not block.level and n < MAX_LINES:
            yield from _with_parts(block.text, "line", n)
    telling = [sentence for sentence in view.sentences[:MAX_SENTENCES] if may_tell(sentence.text)]
    for number, pattern in enumerate(TOLD):
        for sentence in telling:
            for match in islice(pattern.finditer(sentence.text[:MAX_CHARS]), 3):
                yield match[1], f"told {number}", sentence.block
    slug = read_slug_title(view)
    if slug:
        yield slug.text, "address in text", 0
    for n, words in enumerate(address_parts(view.url)[:MAX_PARTS]):
        yield " ".join(words).capitalize(), "address", n


def address_parts(url: str) -> list[list[str]]:
    """Return the words of an address's parts, the last one's first, without figures and file names."""
    parts = [fold(unquote(part)).split() for part in urlsplit(url).path.split("/") if part]
    words = [[word for word in part if word not in ENDINGS and not word.isdigit()] for part in reversed(parts)]
    return [part for part in words if len("".join(part)) >= 3]


def _with_parts(text: str, source: str, at: int) -> Iterator[tuple[str, str, int]]:
    """Yield words, their parts, and the course that they name among other words."""
    if not text:
        return
    text = text[: 2 * LONGEST]
    yield text, source, at
    dated = _DATED.search(text)
    if dated and dated.start() >= SHORTEST:
        yield text[: dated.start()], f"{source} undated", at
    label = _LABELLED.match(text)
    if label and len(label[0].strip()) > 1:
        yield text[label.end() :], f"{source} labelled", at
    parts = [part for part in _PARTS.split(text) if part.strip()]
    if 1 < len(parts) <= 5:
        yield parts[0], f"{source} first", at
        yield parts[-1], f"{source} last", at
        if len(parts) > 2:
            yield text[: text.rfind(parts[-1])], f"{source} but last", at
    for bare, how in _bared(text):
        yield bare, f"{source} {how}", at
    named = _NAMED.search(text)
    inner = named[1] if named else text
    if inner != text:
        yield inner, f"{source} named", at
    tail = _TAIL.search(inner, SHORTEST)
    if tail:
        yield inner[: tail.start()], f"{source} shortened", at


def _bared(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text without the common words that end it, and without those that begin it."""
    words = list(_WORD.finditer(text))
    telling = [n for n, word in enumerate(words) if fold(word[0]) not in COMMON]
    if not telling:
        return
    end = words[telling[-1]].end()
    if telling[-1] < len(words) - 1:
        yield text[: end + text[end:].startswith(")")], "without tail"
    if telling[0]:
        yield text[words[telling[0]].start() :], "without head"
