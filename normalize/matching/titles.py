"""A course title taken apart: what names the subject, what tells variants apart, what is noise."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from normalize.matching.glossary import in_two, translate
from normalize.matching.vocabulary import NO_VOCABULARY, Vocabulary
from normalize.matching.words import (
    CITIES,
    CODES,
    DECORATION,
    DOTTED,
    EDITION,
    ENDING_IN,
    EXAM_ONLY,
    FORMS,
    GRADES,
    JOINTS,
    LENGTH,
    LEVEL_OF,
    MINIMUM_TYPO,
    NUMERALS,
    PARTS,
    ROMAN,
    SHORT_FOR,
    STOP,
    TITLE_CHARS,
    WITH_EXAM,
    YEAR,
    T,
    fold,
    name_key,
    name_words,
    place_key,
    shared,
    words,
)


class Title(msgspec.Struct, frozen=True, gc=False):
    """A title taken apart."""

    tokens: tuple[str, ...] = ()
    """Words that name the subject, in English where the glossary knows them, sorted."""
    plain: tuple[str, ...] = ()
    """The same words as they stand, in their order."""
    compounds: frozenset[tuple[str, ...]] = frozenset()
    """English words of each Dutch compound that was taken in two."""
    numbers: frozenset[str] = frozenset()
    """Numbers that tell variants apart, of codes and standards; not years."""
    parts: frozenset[str] = frozenset()
    """Numbers of parts (deel 2, module II)."""
    letters: frozenset[str] = frozenset()
    """Letters that do (deel A, 5B)."""
    levels: frozenset[str] = frozenset()
    """Steps of a series as `LEVELS` names them."""
    exam: bool = False
    """An examination without the course."""
    cut: bool = False
    """The title breaks off (…)."""
    mended: bool = False
    """A word of its subject was misspelled and mended."""
    organiser: str = ""
    """Key of the organiser that is named behind a bar or dash, "" where none is."""

    @property
    def variants(self) -> tuple[frozenset[str], ...]:
        """All that tells variants apart: numbers, parts, letters, steps."""
        return self.numbers, self.parts, self.letters, self.levels

    @property
    def joined(self) -> str:
        """The words in English without their spaces, in their order."""
        return "".join(translate(list(self.plain)))

    @property
    def empty(self) -> bool:
        """Whether nothing is left that could name a course."""
        return not (self.tokens or any(self.variants))


NOISE = STOP | FORMS | DECORATION
"""Words that name no subject."""
_TRUNCATED = re.compile(r"(?:…|\.\.\.)\W*$")
_BAR = re.compile(r" ?[|·•»] ?| - ")
_LAST_PHRASE = re.compile(r"[-|,:] ")
_GAP = re.compile(r"\s{3,}")
_BRACKETS = re.compile(r"[(\[]([^)\]]{1,80})[)\]]")
_ALONE = r"[A-Z](?<![\w'’-].)"
_CAPITALS = re.compile(r"(?<![\w'’-])[A-Z](?![a-z])")
"""What every capital that stands alone and every Roman numeral begins with."""
_BIG_LETTER = re.compile(rf"{_ALONE}(?:(?<!A)(?![\w'’-])|(?=-[A-Z])|(?<=A)(?=\W*$))")
_LAST_LETTER = re.compile(rf"{_ALONE}(?=\W*$|\W+[|(–-])")
_DIGIT = re.compile(r"\d")
_YEARS = re.compile(r"\b(?:19[89]|20[0-4])\d\b")
_ROMAN_END = re.compile(r" (?:I|II|III|IV|V|VI|VII|VIII|IX|X)(?=\W*$|\W*[(|:–-])")


@dataclass(slots=True)
class _Told:
    """What tells variants apart, while a title is read."""

    numbers: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)
    levels: set[str] = field(default_factory=set)


def read_title(title: str, vocabulary: Vocabulary = NO_VOCABULARY, organiser: str = "") -> Title:
    """Take a title apart; the organiser's name is no part of it."""
    cut = len(title) > TITLE_CHARS or (("…" in title or "..." in title) and bool(_TRUNCATED.search(title)))
    spelled = title[:TITLE_CHARS]
    text = spelled.strip()
    if "   " in text or not text.isprintable():
        text = _GAP.sub(" - ", text)
    text = fold(text)
    exam = ("exam" in text or "toets" in text or "sit" in text) and bool(EXAM_ONLY.search(text))
    if "." in text:
        text = DOTTED.sub(r"\1\2 ", text)
    text, named = _without_names(_without_towns(_undressed(text)), vocabulary, organiser)
    told = _Told()
    found, mended = vocabulary.mend([_in_full(word) for word in words(text)])
    if _CAPITALS.search(spelled):
        found = _capitals(_undressed(spelled, years=True), found, told)
    if cut and found and not re.search(r"\s\W*$", _TRUNCATED.sub("", title)):
        told.levels.update(_begun(found.pop()))
    kept = _sift(found, told)
    if not kept:  # a title of nothing but forms and places is a title all the same
        kept = [word for word in found if word not in STOP and word not in LEVEL_OF and word.isalpha()]
    english = translate(kept)
    return Title(
        tokens=tuple(sorted(set(english))),
        plain=tuple(kept),
        compounds=_set([parts for parts in map(in_two, kept) if len(parts) > 1]),
        numbers=_set(told.numbers),
        parts=_set(told.parts),
        letters=_set(told.letters),
        levels=_set(told.levels),
        exam=exam,
        cut=cut,
        mended=not mended.isdisjoint(kept) or not mended.isdisjoint(JOINTS),
        organiser=named,
    )


def _set(items: Collection[T]) -> frozenset[T]:
    return shared(frozenset(items)) if items else frozenset()


def _undressed(text: str, *, years: bool = False) -> str:
    """Drop lengths, editions and the promise of an examination; years only where told to.

    Most titles hold none of them: a look for what each begins with is cheaper than the search.
    """
    if "exam" in text:
        text = WITH_EXAM.sub(" ", text)
    year = "19" in text or "20" in text or not text.isascii()
    if year or "editi" in text.lower():
        text = EDITION.sub(" ", text)
    if _DIGIT.search(text):
        text = LENGTH.sub(" ", text)
    return _YEARS.sub(" ", text) if years and year else text


def _capitals(spelled: str, found: list[str], told: _Told) -> list[str]:
    """Note the letters and Roman numerals that only capitals give away; return the words without the latter."""
    letter = _LAST_LETTER if spelled.isupper() else _BIG_LETTER
    told.letters.update(match.lower() for match in letter.findall(spelled))
    roman = _ROMAN_END.search(spelled)
    if not roman:
        return found
    numeral = roman[0].strip().lower()
    told.parts.add(ROMAN[numeral])
    told.letters.discard(numeral)
    return [word for word in found if word != numeral]


@lru_cache(maxsize=65536)
def _in_full(word: str) -> str:
    bare = word.removesuffix(".")
    if bare in SHORT_FOR:
        return SHORT_FOR[bare]
    if bare in LEVEL_OF or bare in PARTS:
        return bare
    for ending, full in ENDING_IN.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + full
    return word


def _begun(word: str) -> set[str]:
    """Return the step that a word broken off can only have begun to name."""
    meant = {level for known, level in LEVEL_OF.items() if len(word) >= 3 and known.startswith(word)}
    return meant if len(meant) == 1 else set()


def _without_names(text: str, vocabulary: Vocabulary, organiser: str) -> tuple[str, str]:
    """Drop what follows a bar or dash and is an organiser's name; return the rest and that name's key."""
    own = vocabulary.organiser(organiser)
    last = " ".join(name_words(organiser)) if organiser else ""
    if len(last) >= MINIMUM_TYPO and text.endswith(f" {last}"):
        text = f"{text.removesuffix(last)}- {last}"
    if not ("|" in text or " - " in text or not text.isascii()):
        return text, ""
    segments = _BAR.split(text)
    kept, named = segments[:1], ""
    for segment in segments[1:]:
        key = vocabulary.host(segment)
        if key or (own and name_key(segment) == own):
            named = named or key
        else:
            kept.append(segment)
    return " - ".join(kept), named


def _sift(found: list[str], told: _Told) -> list[str]:
    """Return the words that name the subject; note what tells variants apart."""
    kept: list[str] = []
    after_part = False
    for n, word in enumerate(found):
        if _names_subject(word):  # no word that could count stands behind a part's
            kept.append(word)
            continue
        counts = n + 1 < len(found) and _counts(found[n + 1])
        if counts and word in PARTS:
            after_part = True
            continue
        if after_part and (word in ROMAN or word in NUMERALS):
            told.parts.add(ROMAN.get(word) or NUMERALS[word])
            told.letters.discard(word)
        elif after_part and len(word) == 1 and word.isalpha():
            told.letters.add(word)
        elif word[0].isdigit():
            if not YEAR.fullmatch(word) or (n and found[n - 1] in CODES):
                _number(word, told.parts if after_part else told.numbers, told.letters)
        elif word in LEVEL_OF:
            told.levels.add(LEVEL_OF[word])
        elif not (len(word) == 1 or word in NOISE or (counts and word in GRADES)):
            kept.append(word)
        after_part = False
    return kept


@lru_cache(maxsize=65536)
def _names_subject(word: str) -> bool:
    """Tell whether a word can be nothing else."""
    return not (
        word in PARTS or word[0].isdigit() or word in LEVEL_OF or word in NOISE or word in GRADES or _counts(word)
    )


def _counts(word: str) -> bool:
    return word in ROMAN or word in NUMERALS or word[:1].isdigit() or (len(word) == 1 and word.isalpha())


def _number(word: str, numbers: set[str], letters: set[str]) -> None:
    digits = word.rstrip("abcdefghijklmnopqrstuvwxyz")
    numbers.add(digits.lstrip("0") or "0")
    if digits != word:
        letters.add(word[len(digits) :])


def _without_towns(text: str) -> str:
    if "(" in text or "[" in text:
        for inner in _BRACKETS.findall(text):
            if inner.strip() in CITIES or place_key(inner) in CITIES:
                text = text.replace(inner, " ")
    last = _LAST_PHRASE.split(text)[-1].strip(" )]")
    if last in CITIES:
        text = text[: text.rindex(last)]
    return text
