"""What matching knows of a record: its title taken apart, its organiser, dates, prices and places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from normalize.course import Course
from normalize.matching.glossary import AUDIENCES, translate
from normalize.matching.vocabulary import NO_VOCABULARY, Vocabulary
from normalize.matching.words import (
    CITIES,
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
    fold,
    name_key,
    name_words,
    place_key,
    spread,
    words,
)  # fmt: skip

TRACKING = re.compile(r"utm_|fbclid|gclid|msclkid|mc_|phpsessid|sid$|session|_ga|ref$")
"""Query parameters that name no page."""
NAME_CHARS = 200
"""How much of a name is looked at."""
RUNS = 400
"""The most runs that are looked at."""
TEXT_CHARS = 600
"""How much of the texts is searched for an organiser's name."""


@dataclass(slots=True, frozen=True)
class Title:
    """A title taken apart."""

    tokens: tuple[str, ...] = ()
    """Words that name the subject, in English where the glossary knows them, sorted."""
    plain: tuple[str, ...] = ()
    """The same words as they stand, in their order."""
    joined: str = ""
    """The words in English without their spaces, in their order."""
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
    def empty(self) -> bool:
        """Whether nothing is left that could name a course."""
        return not (self.tokens or any(self.variants))


@dataclass(slots=True)
class Traits:
    """What matching compares; sets, so that several records of one page can share one."""

    url: str
    """Address without scheme, www and tracking; "" where there is none."""
    title: Title
    organiser: str
    """Key of the organisation that gives it, "" where unknown."""
    organiser_words: tuple[str, ...]
    language: str | None
    level: frozenset[str]
    prices: frozenset[float]
    dates: frozenset[str]
    """Days on which runs begin."""
    places: frozenset[str]
    hours: frozenset[float]
    mentions: frozenset[str] = frozenset()
    """Keys of the organisers that the record's texts name in full, also within a longer name."""
    urls: frozenset[str] = frozenset()
    """All addresses, where several records share the traits."""
    twins: frozenset[str] = frozenset()
    """Addresses that the page names as itself in another language."""
    key: tuple[str, ...] = ()
    """What orders records in the same way whatever order they came in."""


def read_traits(course: Course, vocabulary: Vocabulary = NO_VOCABULARY) -> Traits:
    """Return what matching knows of one record."""
    url = url_key(course.url)
    dates = frozenset(run.start[:10] for run in course.sessions[:RUNS] if run.start and run.precision == "day")
    spoken = [course.location or "", *(run.location or "" for run in course.sessions[:RUNS])]
    places = frozenset(place for place in map(place_key, dict.fromkeys(spoken)) if place)
    price = course.price.amount if course.price else None
    duration = course.duration.hours if course.duration else None
    name = course.provider.name[:NAME_CHARS]
    title = read_title(course.title[: TITLE_CHARS + 1], vocabulary, name)
    description = (course.description or "")[:TEXT_CHARS]
    mentions = frozenset(vocabulary.named(spread(f"{course.title[:TITLE_CHARS]} {name} {description}")))
    organiser = vocabulary.organiser(name) or title.organiser or vocabulary.host(url.partition("/")[0])
    if not organiser and len(mentions) == 1:
        (organiser,) = mentions
    return Traits(
        url=url,
        title=title,
        organiser=organiser,
        organiser_words=name_words(name) if name else (),
        language=course.page_language,
        level=frozenset((course.level,)) if course.level else frozenset(),
        prices=frozenset((price,)) if price is not None else frozenset(),
        dates=dates,
        places=places,
        hours=frozenset((duration,)) if duration else frozenset(),
        mentions=mentions,
        urls=frozenset((url,)) if url else frozenset(),
        key=(
            course.title[:TITLE_CHARS], name, course.url, str(price), ",".join(sorted(dates)),
            ",".join(sorted(places)), course.page_language or "", course.level or "", str(duration), description,
        ),
    )  # fmt: skip


def learn(courses: Iterable[Course]) -> Vocabulary:
    """Return what the records teach of spelling and names."""
    titles, names = [], []
    for course in courses:
        titles.append(words(fold(course.title[:TITLE_CHARS])))
        names.append(course.provider.name[:NAME_CHARS])
    return Vocabulary(titles, names)


def url_key(url: str) -> str:
    """Return the address without scheme, www, tracking and closing slash; the fragment stays."""
    if "?" not in url and "#" not in url and len(url) <= 2000:
        scheme, slashes, rest = url.strip().partition("://")
        host, slash, path = (rest if slashes else scheme).partition("/")
        return (host.lower().removeprefix("www.") + slash + path).rstrip("/")
    try:
        parts = urlsplit(url.strip()[:2000])
    except ValueError:
        return url[:2000]
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not TRACKING.match(name.lower())]
    host = parts.netloc.lower().removeprefix("www.")
    tail = (f"?{urlencode(sorted(query))}" if query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return host + parts.path.rstrip("/") + tail


_TRUNCATED = re.compile(r"(?:…|\.\.\.)\W*$")
_BAR = re.compile(r" ?[|·•»] ?| - ")
_GAP = re.compile(r"\s{3,}")
_BRACKETS = re.compile(r"[(\[]([^)\]]{1,80})[)\]]")
_BIG_LETTER = re.compile(r"(?<![\w'’-])[B-Z](?![\w'’-])|(?<![\w'’-])[A-Z](?=-[A-Z])|(?<![\w'’-])A(?=\W*$)")
_LAST_LETTER = re.compile(r"(?<![\w'’-])[A-Z](?=\W*$|\W+[|(–-])")
_YEARS = re.compile(r"\b(?:19[89]|20[0-4])\d\b")
_ROMAN_END = re.compile(r" (?:I|II|III|IV|V|VI|VII|VIII|IX|X)(?=\W*$|\W*[(|:–-])")


def read_title(title: str, vocabulary: Vocabulary = NO_VOCABULARY, organiser: str = "") -> Title:
    """Take a title apart; the organiser's name is no part of it."""
    cut = bool(_TRUNCATED.search(title)) or len(title) > TITLE_CHARS
    text = fold(_GAP.sub(" - ", title[:TITLE_CHARS].strip()))
    exam = bool(EXAM_ONLY.search(text))
    text = LENGTH.sub(" ", EDITION.sub(" ", WITH_EXAM.sub(" ", DOTTED.sub(r"\1\2 ", text))))
    text, named = _without_names(_without_towns(text), vocabulary, organiser)
    numbers: set[str] = set()
    parts: set[str] = set()
    letters: set[str] = set()
    levels: set[str] = set()
    spelled = _YEARS.sub(" ", LENGTH.sub(" ", WITH_EXAM.sub(" ", EDITION.sub(" ", title[:TITLE_CHARS]))))
    letter = _LAST_LETTER if spelled.isupper() else _BIG_LETTER
    letters.update(found.lower() for found in letter.findall(spelled))
    found, mended = vocabulary.mend([_in_full(word) for word in words(text)])
    roman = _ROMAN_END.search(spelled)
    if roman:
        numeral = roman[0].strip().lower()
        parts.add(ROMAN[numeral])
        letters.discard(numeral)
        found = [word for word in found if word != numeral]
    if cut and found and not re.search(r"\s\W*$", _TRUNCATED.sub("", title)):
        levels.update(_begun(found.pop()))
    kept = _sift(found, numbers, parts, letters, levels)
    if not kept:  # a title of nothing but forms and places is a title all the same
        kept = [word for word in found if word not in STOP and word not in LEVEL_OF and word.isalpha()]
    english = translate(kept)
    return Title(
        tokens=tuple(sorted(set(english))),
        plain=tuple(kept),
        joined="".join(english),
        numbers=frozenset(numbers),
        parts=frozenset(parts),
        letters=frozenset(letters),
        levels=frozenset(levels),
        exam=exam,
        cut=cut,
        mended=not mended.isdisjoint(kept) or not mended.isdisjoint(JOINTS),
        organiser=named,
    )


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
    segments = _BAR.split(text)
    kept, named = segments[:1], ""
    for segment in segments[1:]:
        key = vocabulary.host(segment)
        if key or (own and name_key(segment) == own):
            named = named or key
        else:
            kept.append(segment)
    return " - ".join(kept), named


def _sift(found: list[str], numbers: set[str], parts: set[str], letters: set[str], levels: set[str]) -> list[str]:
    """Return the words that name the subject; put what tells variants apart into the sets."""
    kept: list[str] = []
    after_part = False
    for n, word in enumerate(found):
        following = found[n + 1] if n + 1 < len(found) else ""
        if after_part and (word in ROMAN or word in NUMERALS):
            parts.add(ROMAN.get(word) or NUMERALS[word])
            letters.discard(word)
        elif after_part and len(word) == 1 and word.isalpha():
            letters.add(word)
        elif word[0].isdigit():
            _number(word, parts if after_part else numbers, letters)
        elif word in PARTS and _counts(following):
            after_part = True
            continue
        elif word in GRADES and _counts(following):
            continue
        elif word in LEVEL_OF:
            levels.add(LEVEL_OF[word])
        elif len(word) > 1 and word not in STOP and word not in FORMS and word not in DECORATION:
            kept.append(word)
        after_part = False
    return kept


def _counts(word: str) -> bool:
    return word in ROMAN or word in NUMERALS or word[:1].isdigit() or (len(word) == 1 and word.isalpha())


def _number(word: str, numbers: set[str], letters: set[str]) -> None:
    if YEAR.fullmatch(word):
        return
    digits = word.rstrip("abcdefghijklmnopqrstuvwxyz")
    numbers.add(digits.lstrip("0") or "0")
    if digits != word:
        letters.add(word[len(digits) :])


def _without_towns(text: str) -> str:
    for inner in _BRACKETS.findall(text):
        if inner.strip() in CITIES or place_key(inner) in CITIES:
            text = text.replace(inner, " ")
    last = re.split(r"[-|,:] ", text)[-1].strip(" )]")
    if last in CITIES:
        text = text[: text.rindex(last)]
    return text


def audience_of(tokens: frozenset[str]) -> frozenset[str]:
    """Return those of the words that say for whom a course is meant."""
    return tokens & AUDIENCES


def likely_typo(word: str) -> bool:
    """Tell whether a word is long enough to be a misspelling of another."""
    return len(word) >= MINIMUM_TYPO and word.isalpha()
