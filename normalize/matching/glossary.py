"""Dutch words of course titles with their English counterparts, so that twins share their tokens."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from normalize.matching.words import word_set

HEADS = word_set(
    "administratie advies analyse begeleiding beleid biologie communicatie controle engineering gedrag innovatie "
    "inkoop kwaliteitszorg logistiek management marketing onderhoud onderwijs onderzoek ontwerp ontwikkeling opslag "
    "planning praktijk recht techniek technologie training vaardigheden validatie veiligheid verkoop zorg"
)
"""Last words of Dutch compounds that are two words in English (risicoanalyse: risk analysis)."""
STEMS = {"cel": "cell", "data": "data", "energie": "energy", "milieu": "environmental", "proces": "process",
         "project": "project", "risico": "risk", "stralings": "radiation", "verander": "change", "water": "water",
         "product": "product", "patient": "patient", "team": "team", "stress": "stress", "afval": "waste",
         "personeels": "personnel", "bedrijfs": "business", "ouderen": "elderly", "jeugd": "youth",
         "straling": "radiation", "onderzoeks": "research", "kwaliteits": "quality", "veiligheids": "safety",
         "gezondheids": "health", "technologie": "technology",
         "voedings": "nutrition"}  # fmt: skip
"""First words of such compounds that the table above does not hold as they stand."""
SHORTEST_STEM = 3

STOP_IN_PHRASE = frozenset({"van", "de", "het", "en", "op", "vanuit", "the", "from", "at", "and", "of"})


def _table() -> dict[tuple[str, ...], tuple[str, ...]]:
    text = Path(__file__).with_name("glossary.toml").read_text(encoding="utf-8")
    rows: dict[str, str] = tomllib.loads(text)["english"]
    return {
        tuple(word for word in dutch.split() if word not in STOP_IN_PHRASE): tuple(english.split())
        for dutch, english in rows.items()
    }


PHRASES = _table()
"""Words without stop words to their English words."""
LONGEST = max(map(len, PHRASES))
STARTS = {key[0] for key in PHRASES}


AUDIENCES = word_set(
    "doctors nurses pharmacists lawyers engineers technicians managers consultants entrepreneurs freelancers seniors "
    "teachers secretary laboratories municipality government smes specialists researchers scientists "
    "employees employers leaders assistants paramedici dentists tandartsen huisartsen gps midwives verloskundigen "
    "kinderen children financials"
)
"""English words for whom a course is meant: two courses that name other ones are two courses."""


def translate(words: list[str]) -> list[str]:
    """Return the words with every known phrase put into English, the longest phrase first, compounds in two."""
    found: list[str] = []
    at = 0
    while at < len(words):
        taken = 1
        english: tuple[str, ...] | None = None
        if words[at] in STARTS:
            for size in range(min(LONGEST, len(words) - at), 0, -1):
                english = PHRASES.get(tuple(words[at : at + size]))
                if english is not None:
                    taken = size
                    break
        found.extend(english or in_two(words[at]))
        at += taken
    return found


@lru_cache(maxsize=65536)
def in_two(word: str) -> tuple[str, ...]:
    """Return the English words of a Dutch compound of two known ones; the word itself where it is none."""
    for at in range(SHORTEST_STEM, len(word) - SHORTEST_STEM):
        stem, head = word[:at], word[at:]
        if head in HEADS:
            first = (STEMS[stem],) if stem in STEMS else PHRASES.get((stem,))
            if first is not None:
                return (*first, *(("care",) if head == "zorg" else PHRASES.get((head,), (head,))))
    return (word,)
