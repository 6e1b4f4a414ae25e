"""What a course is called by the page's sentences and short lines, where its heading names something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from normalize.fields.kind import WORDS, names_course
from normalize.fields.organisers import names_body
from normalize.fields.parts import is_part
from normalize.fields.slugs import ENDINGS
from normalize.page.labels import read_label
from normalize.page.text import fold
from normalize.page.view import View

NEAR = 40
"""Blocks from the top in which a line that is the title is looked for."""
SHORT = 90
"""Characters of such a line."""
MAX_SENTENCES = 40
"""Sentences in which a title is looked for."""
TELLING = 5
"""Letters of a word that tells a title from another."""
ALONE = 8
"""Letters of a word that makes a title by itself."""
_SMALL = frozenset(WORDS["generic_titles"]["small"])
_COURSE = (
    r"(?:[\w-]*(?:[Cc]ursus|[Oo]pleiding|[Tt]raining|[Ss]choling|[Ww]orkshop|[Ll]eergang|[Mm]asterclass|CURSUS|WORKSHOP)"
    r"|[Cc]ourse|[Pp]rogramme|[Ss]ummer [Ss]chool|[Ww]inter [Ss]chool|[A-Z]{2,8}-course)"
)
_CAPITAL = r"[A-ZÀ-Þ][\w&’'/+®-]*"
TOLD = (
    re.compile(rf"\b{_COURSE} [\"'“‘„]([^\"'“”‘’„]{{3,80}})[\"'”’]"),
    re.compile(
        rf"\b({_COURSE}(?: (?:tot|in|over|on|for|voor|of))? {_CAPITAL}"
        rf"(?:[ -]+(?:(?:en|of|voor|van|de|het|der|in|and|for|the|–|-) )*{_CAPITAL}|\s?\([A-Z®]{{2,12}}\)){{0,9}})"
    ),
    re.compile(r"\b([A-Z]{2,8}-(?:course|cursus|opleiding|training))\b"),
    re.compile(r"\b(opleiding tot [a-zà-ÿ-]{4,30}(?: (?:en|of) [a-zà-ÿ-]{4,30})?)\b"),
    re.compile(rf"^(?:The|De|Het) ((?:{_CAPITAL} ){{1,6}}{_COURSE})\b"),
    re.compile(
        r"\b(?:een|de|deze|onze|a|the) ((?:[a-z]{4,20}e )?"
        r"(?!(?:basis|vervolg|bij|na|her|om|beroeps|voor)(?:cursus|scholing|opleiding|workshop|training)\b)[a-zà-ÿ-]{4,30}(?:cursus|opleiding|training|scholing|workshop))\b"
    ),
)
"""How a sentence names a course: in quotes, with capitals, by an abbreviation, by a trade, in one compound word."""
SURE = 3
"""The first of these name it surely."""
STEMS = (
    "cursus", "opleiding", "training", "scholing", "workshop", "leergang", "masterclass", "course", "programme",
    "summer school", "winter school",
)  # fmt: skip
"""In lower case, one of them stands in whatever any of these finds."""


def may_tell(sentence: str) -> bool:
    """Tell whether a sentence may name a course: one test instead of one for each way."""
    return any(map(sentence.lower().__contains__, STEMS))


_SUBJECT = (
    re.compile(
        rf"^(?:The|De|Het) ((?:e-)?[A-Z][\w&/+-]*[A-Z0-9][\w&/+-]*(?: {_CAPITAL}){{0,4}}) "
        r"(?:is|are|wordt|will be|zal|takes place|vindt plaats|bestaat|consists)\b"
    ),
    re.compile(
        r"\b[Ss]tart(?:en)? (?:weer |opnieuw )?(?:de|een|onze) "
        r"((?!inschrijv|aanmeld|\w*verkoop|\w*bouw|campagne|\w*werkzaamheden|werving|selectie|registratie)"
        r"[a-zà-ÿ-]{8,40}(?: voor [a-zà-ÿ-]{4,20})?) (?:van|bij|in|op|door|te)\b"
    ),
)
"""How a sentence names what the page is about, where nothing else does: by its capitals, or as what starts."""
CODE = re.compile(r"[^\W\d]+[-_]?\d{2,}|\d{2,}[-_]?[^\W\d]+")
"""A word with a year or number at its end, as addresses and files have them ("toolkit2023")."""
_NO_NAME = re.compile(
    r"\b(?:Na|Tijdens|Dan|Bij|Deze|Dit|Je|U|We|Wij|Meer|Info|Naam|Voor|Inschrijven|Aanmelden|This|The)$"
    r"|^\w+ (?:I|You)\b"
)
SEASONS = frozenset(WORDS["generic_titles"]["seasons"])
"""Words of which an edition's name is made."""
_EMPTY = frozenset(WORDS["generic_titles"]["empty"])
_LEVELS = frozenset(("mbo", "hbo", "bbl", "bol", "wo", "nl"))
"""Words that the titles of a school share."""
_GENERIC = frozenset((*WORDS["generic_titles"]["words"], *WORDS["generic_titles"]["gatherings"]))
_PART = frozenset(WORDS["generic_titles"]["part"])
_OPENING = frozenset(WORDS["generic_titles"]["opening"])


def read_line_of_address(view: View, title: str) -> str | None:
    """Find the heading or short line that the address spells, where the words taken for a title share none with it."""
    slug = _slug(view.url)
    named = {word for word in telling(fold(title)) if word not in _LEVELS}
    if not slug or named & set(slug):
        return None
    near = any(alike(one, other) for one in named for other in slug)
    if not near and names_course(title):
        return None  # "Forklift course" under /heftruckcursus: a translation
    best: tuple[int, str] = (0, "")
    for block in view.blocks[:NEAR]:
        text = block.text.rpartition(": ")[2] if not block.level else block.text
        if (
            len(text) > SHORT
            or is_asking(text)
            or (text.endswith((".", "?", ":")) and not block.level)
            or _is_label(text)
            or CODE.fullmatch(text)
        ):
            continue
        words = telling(fold(text))
        if (near and words != slug) or not (block.level or len(words) > 1 or max(map(len, words), default=0) >= ALONE):
            continue
        shared = sum(any(alike(one, other) for other in slug) for one in words)
        tells = any(len(one) >= TELLING and any(alike(one, other) for other in slug) for one in words)
        if tells and shared > best[0] and shared * 3 >= 2 * len(words):
            best = (shared, text)
    return best[1] or None


def read_line(view: View) -> str | None:
    """Find a short line that is a course's name ("CURSUS Kijken - Tekenen.")."""
    return next(_lines(view), None)


def read_told_title(view: View, *, surely: bool) -> str | None:
    """Find the name of the course in what the page says of it; `surely`: in quotes, with capitals or abbreviated."""
    sentences = [sentence.text[:400] for sentence in view.sentences[:MAX_SENTENCES] if may_tell(sentence.text)]
    for pattern in TOLD[:SURE] if surely else TOLD[SURE:]:
        for sentence in sentences:
            found = pattern.search(sentence)
            if found and not _NO_NAME.search(found[1]) and fold(found[1]) not in _GENERIC:
                return found[1].strip(" -–")
    return None


def read_subject(view: View) -> str | None:
    """Find what the sentences of a page that bears no name are about ("The e-BROK is organised …")."""
    sentences = [sentence.text[:400] for sentence in view.sentences[:MAX_SENTENCES]]
    found = (pattern.search(sentence) for pattern in _SUBJECT for sentence in sentences)
    return next((one[1] for one in found if one and not names_body(one[1])), None)


def _lines(view: View) -> Iterator[str]:
    """Yield the short lines that are a course's name ("CURSUS Kijken - Tekenen.")."""
    for block in view.blocks[:NEAR]:
        text = block.text.rstrip(". ")
        words = fold(text).split()
        if (
            1 < len(words) <= 8
            and len(text) <= SHORT
            and ":" not in text
            and words[0] in _OPENING
            and not _is_label(re.sub(r"\([^()]{0,120}\)", " ", text))
        ):
            yield text


def _is_label(text: str) -> bool:
    return bool(read_label(text).fields) or fold(text) in _GENERIC or is_empty(text)


def is_asking(text: str) -> bool:
    """Tell whether a heading is that of a part: a question, or a phrase that begins with a small word."""
    return text.endswith("?") or text.partition(" ")[0].lower() in _PART


def is_empty(text: str) -> bool:
    """Tell whether a line is made of words that name nothing ("De opleiding", "Cursus en certificaat")."""
    return set(fold(text).split()) <= _EMPTY


def _slug(url: str) -> list[str]:
    """Return the telling words of the last part of an address that has any."""
    parts = [
        " ".join(w for w in fold(unquote(part)).split() if w not in ENDINGS) for part in urlsplit(url).path.split("/")
    ]
    for part in reversed([part for part in parts if part][-2:]):
        words = telling(part)
        if (
            words
            and not SEASONS.issuperset(words)
            and fold(part) not in _GENERIC
            and part not in WORDS["parts"]["words"]
        ):
            return words
    return []


def telling(folded: str) -> list[str]:
    """Return the words that tell one title from another: no small ones, no figures."""
    return [word for word in folded.split() if word not in _SMALL and len(word) > 1 and not word.isdigit()]


def alike(one: str, other: str) -> bool:
    """Tell whether two words are one, or one is the other with a part before or behind it ("bijencursus")."""
    return one == other or ((one in other or other in one) and len(one) >= TELLING <= len(other))


def is_section(text: str, url: str) -> bool:
    """Tell whether a heading is the name of the part of the site that the page stands in: a part of its address."""
    parts = [fold(unquote(part)) for part in urlsplit(url).path.split("/") if part]
    last = -2 if parts and is_part(parts[-1]) else -1  # the course above the part of it
    return fold(text) in parts[:last] and not names_course(text)
