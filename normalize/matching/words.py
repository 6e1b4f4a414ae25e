"""The words of course titles, Dutch and English, as tables: what is noise, what tells variants apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")
TITLE_CHARS = 400
"""How much of a title is looked at."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a table's line."""
    return frozenset(text.split())


STOP = word_set(
    "voor de het een van in en met bij op te tot om door uit vanuit naar over als aan of per "
    "alleen enkel only je jouw uw "
    "for the a an of in and with to on at by from your or as"
)
"""Words that carry no meaning of their own."""
FORMS = word_set(
    "cursus cursussen training trainingen workshop workshops opleiding opleidingen course courses programme program "
    "leergang seminar bijscholing nascholing scholing traject module lesson les lessen klas class "
    "studiedag webinar programma"
)
"""Words for the form in which something is taught: no difference between two titles."""
DECORATION = word_set(
    "online klassikaal klassikale incompany elearning e-learning blended live virtueel virtual classroom "
    "incl inclusief including examen exam dag dagen day days daagse dagdeel dagdelen niveau level editie edition "
    "nieuw new startdatum najaar voorjaar autumn spring"
)
"""Words that say how or when, dropped where a table below gives them no meaning."""
ONLINE = word_set("online e-learning elearning virtueel virtual live-online webinar teams zoom afstand remote")
"""Words that stand for no place at all."""

LEVELS = {
    "intro": "intro introductie introduction inleiding inleidend introductory kennismaking orientatie",
    "basic": "basis basic basics beginner beginners basisniveau grondbeginselen fundamentals foundation elementary",
    "advanced": "gevorderd gevorderde gevorderden gev advanced vervolg verdieping verdiepend vergevorderden adv",
    "expert": "expert experts expertniveau",
    "masterclass": "masterclass meesterklas",
    "refresher": "opfris herhaal opfrissing opfrisser herhaling herhalings refresher refresh bijspijker update",
}
"""What a course of a series is called, per step."""
LEVEL_STEMS = {"introductie": "intro", "basis": "basic", "beginners": "basic", "gevorderden": "advanced",
               "vervolg": "advanced", "verdiepings": "advanced", "opfris": "refresher", "herhalings": "refresher",
               "herhaal": "refresher", "expert": "expert"}  # fmt: skip
"""Steps as the first half of a Dutch compound (basiscursus, opfristraining)."""
COMPOUND_FORMS = ("cursus", "training", "opleiding", "workshop", "module", "dag", "niveau", "scholing", "leergang")
LEVEL_OF = {word: level for level, words in LEVELS.items() for word in words.split()}
LEVEL_OF |= {stem + form: level for stem, level in LEVEL_STEMS.items() for form in COMPOUND_FORMS}

PARTS = word_set("deel module part blok block dl pt mod fase phase stap step semester jaar unit volume vol")
"""Words after which a number or letter tells one part from another."""
GRADES = word_set("niveau level klasse class graad grade")
"""Words whose number belongs to the subject (niveau 5A, class 3) and is often left without them."""
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
NUMERALS = {"een": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "one": "1", "two": "2", "three": "3",
            "four": "4", "five": "5"}  # fmt: skip
"""Numbers in words, read as such only after a word of PARTS."""
EXAM_ONLY = re.compile(
    r"\b(?:alleen|enkel|uitsluitend|only) (?:het |the )?(?:theorie|praktijk)?(?:her)?(?:examen|exam|toets)\b"
    r"|\b(?:examen|exam|toets)(?:ination)? (?:only|alleen)\b|\bherexamen\b|\bre-?sit\b|\bhertoets\b"
    r"|^(?:examen|examination|exam|proefexamen)\b"
)
"""An examination without the course."""
WITH_EXAM = re.compile(r"\b(?:incl|inclusief|including|met|with|en|and|plus)\.? (?:theorie|praktijk)?(?:examen|exam)\b")

LENGTH = re.compile(
    r"\b\d{1,3}(?:[.,]5)? ?(?:-? ?daagse|dag(?:en|delen)?|days?|uur|uren|hours?|weken|weeks?|avonden)\b"
)
CODES = word_set("nen iso iec din npr nta ntr vde astm")
"""Names of norms: a number behind one is that norm's, even where it looks like a year."""
EDITION = re.compile(
    "(?i)"
    r"(?<!nen )(?<!iso )(?<!iec )(?<!din )(?<!npr )(?<!nta )(?<!ntr )(?<!vde )(?<!astm )"
    r"\b(?:19|20)\d\d ?[-/–] ?(?:(?:19|20)?\d\d|[ivx]{1,4}|[a-z]|\d)\b"  # 2024-2025, 2024-V, 2024-2
    r"|\b(?:najaar|voorjaar|zomer|winter|herfst|lente|autumn|spring|summer|fall)s?(?= (?:19|20)\d\d\b)"
    r"|\b(?:editie|edition) [\w-]{1,8}"
)
"""Years with what numbers the editions in them: never a difference between courses."""
YEAR = re.compile(r"(?:19[89]|20[0-4])\d")

JOINTS = word_set("voor met het for with and the")
"""The little words between subject and audience; a slip in one would pass for a word of the subject."""
NEVER_MENDED = word_set(
    "export import deal deals course coarse nurses vocal voer verf port sport mt wet net vet set het zorg art ad or he"
)
"""Words that are one slip away from a word of these tables and yet none."""
OPPOSITES = (("micro", "macro"), ("hypo", "hyper"), ("intra", "inter"), ("intern", "extern"), ("indoor", "outdoor"),
             ("instroom", "uitstroom"), ("inbound", "outbound"), ("import", "export"), ("mono", "duo"), ("pre", "pro"),
             ("ab", "ad"), ("onco", "onto"), ("endo", "exo"), ("ortho", "patho"), ("uni", "duo"))  # fmt: skip
"""Beginnings of words that are nearly alike and mean two things."""
SHORT_FOR = {"mgt": "management", "mgmt": "management", "mngt": "management", "intl": "international",
             "admin": "administration", "org": "organisation", "comm": "communication", "fin": "financial",
             "techn": "techniques", "vd": "voor", "mbt": "over", "ivm": "over", "tbv": "voor"}  # fmt: skip
"""Abbreviations, without their full stops."""
ENDING_IN = {"mgmt": "management", "mgt": "management"}
"""Abbreviated second halves of compounds (projectmgmt)."""
DOTTED = re.compile(r"\b([a-z])\. ?([a-z])\.")
"""Letters with full stops: v.d., m.b.t."""

MINIMUM_TYPO = 5
"""Words shorter than this are never taken for a misspelling of another."""

PLACES = {"'s hertogenbosch": "den bosch", "s hertogenbosch": "den bosch", "the hague": "den haag", "ghent": "gent",
          "'s gravenhage": "den haag", "s gravenhage": "den haag", "antwerp": "antwerpen", "brussels": "brussel",
          "leyden": "leiden", "bruges": "brugge", "luik": "liege", "leuven": "leuven", "louvain": "leuven"}  # fmt: skip
"""Names of one place, each to the Dutch one."""
CITIES = word_set(
    "amsterdam rotterdam utrecht leiden delft eindhoven groningen maastricht nijmegen arnhem tilburg breda zwolle "
    "enschede apeldoorn haarlem amersfoort almere leeuwarden assen middelburg venlo hilversum gouda dordrecht "
    "zoetermeer alkmaar deventer ede veenendaal zaandam oegstgeest noordwijk bilthoven wageningen gent antwerpen "
    "brussel leuven"
) | {
    "den haag",
    "den bosch",
    "the hague",
    "'s-hertogenbosch",
    "'s-gravenhage",
    "capelle aan den ijssel",
    "alphen aan den rijn",
}
"""Towns that are dropped from a title when they stand at its end or between brackets."""

LEGAL = word_set("bv nv vof bvba vzw ltd inc gmbh stichting foundation nl com eu org")
GENERIC = (
    "trainingen", "training", "opleidingen", "opleiding", "academie", "academy", "instituut", "institute", "school",
    "college", "groep", "group", "learning", "education",
    "advies", "nascholing", "onderwijs", "cursussen", "consultancy",
)  # fmt: skip
"""Words that many names of providers end with, and that are left out as often."""

_WORD = re.compile(r"[^\W\d_]+(?:\.(?= ?[a-z]))?|\d+(?:[.,]\d+)*(?:[a-z](?![a-z0-9]))?")
_ELEARNING = re.compile(r"\be[- ]learning\b")
_APART = re.compile(r"[\W_]+")
_GAPS = {n: " " for n in range(128) if not chr(n).isalnum()}
_PLAIN = bytes(ord(_GAPS.get(n, chr(n).lower())) if n < 128 else n for n in range(256))
"""Of each ASCII character its small letter, or a space."""


@lru_cache(maxsize=65536)
def shared(items: frozenset[T]) -> frozenset[T]:
    """Return one and the same set for equal ones: a million records hold few dates, prices and places."""
    return items


def fold(text: str) -> str:
    """Return the text in lower case, without accents, soft hyphens or doubled spaces."""
    if text.isascii():
        lowered = text.lower()
        if "learning" in lowered:
            lowered = _ELEARNING.sub("elearning", lowered)
        return " ".join(lowered.split())
    plain = unicodedata.normalize("NFKD", text.replace("\u00ad", "").replace("\u200b", ""))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    bare = _ELEARNING.sub("elearning", bare.casefold())
    return " ".join(bare.translate(_QUOTES).split())


_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"})


def words(text: str) -> list[str]:
    """Return the words and numbers of a folded text."""
    return _WORD.findall(text)


_EITHER_WAY = (*OPPOSITES, *((two, one) for one, two in OPPOSITES))


def opposed(word: str, other: str) -> bool:
    """Tell whether two words differ in nothing but beginnings that mean two things."""
    return any(word.startswith(one) and other == two + word[len(one) :] for one, two in _EITHER_WAY)


def spread(text: str) -> list[str]:
    """Return all runs of letters and digits of a text, folded."""
    if text.isascii() and "earning" not in text:
        return text.encode().translate(_PLAIN).decode().split()
    folded = fold(text)
    return (folded.translate(_GAPS) if folded.isascii() else _APART.sub(" ", folded)).split()


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of an organisation's name, without legal forms and a leading www."""
    found = [word for word in _APART.split(fold(name[:200])) if word and word != "www"]
    kept = [word for word in re.sub(r"\bb v\b|\bn v\b", "", " ".join(found)).split() if word not in LEGAL]
    return tuple(kept or found)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return what stays equal between the ways in which an organisation's name is written."""
    key = "".join(name_words(name))
    stripped = True
    while stripped:
        stripped = False
        for word in GENERIC:
            if key.endswith(word) and len(key) - len(word) >= 3:
                key, stripped = key[: -len(word)], True
                break
    return key


@lru_cache(maxsize=65536)
def place_key(place: str) -> str:
    """Return the town of a place in words: "" where there is none, "online" for no place at all."""
    folded = " ".join(_APART.sub(" ", fold(place[:200])).split())
    if not folded:
        return ""
    if set(fold(place[:200]).split()) & ONLINE:
        return "online"
    if folded in PLACES:
        return PLACES[folded]
    return folded
