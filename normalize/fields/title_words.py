"""What stands around a course's name in its heading: that it is full, on which day it starts, a call to take part."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from normalize.fields.kind import names_course

LONGEST = 200
"""Characters of a heading that are looked at."""
SHORTEST = 4
"""Characters of a name."""
BRIEF = 6
"""Words of a name before a verb."""
_TABLE = tomllib.loads(Path(__file__).with_name("title_words.toml").read_text(encoding="utf-8"))


def _compiled(words: str, end: str = "") -> re.Pattern[str]:
    filled = words.replace("MONTH", _TABLE["month"]).replace("STATE", _TABLE["state"])
    return re.compile(filled + end, re.IGNORECASE)


_BEFORE = [_compiled(words) for words in _TABLE["before"]]
_AFTER = [_compiled(words, "$") for words in _TABLE["after"]]
_NEWS = _compiled(_TABLE["news"], "$")
_DAY = _compiled(_TABLE["day"], "$")
_CALL = _compiled(_TABLE["call"])
_AT = re.compile(r"\s+(?:bij|by|at)\s+\S.*$")
"""By whom, behind what one is called to take part in."""
_FACT = _compiled(_TABLE["fact"])
_MAY = re.compile(
    r"[(\[*|!–:,]|\s-\s|\d|\b(?:af|ge|vol|uit|is|start|begint|gaat|komt|keert|in|dit|komend)", re.IGNORECASE
)
"""Stands in whatever is cut off behind a name."""


def bare_title(text: str) -> str:
    """Return a title without what its heading says beside the name; as it is where nothing would be left."""
    bare = text[:LONGEST]
    for pattern in _BEFORE:
        found = pattern.match(bare)
        bare = bare[found.end() :] if found and len(bare) - found.end() >= SHORTEST else bare
    if _MAY.search(bare):
        for pattern in _AFTER:
            bare = _cut(bare, pattern)
        day = _cut(bare, _DAY)
        bare = day if names_course(day) else bare
        before = _cut(bare, _NEWS)
        bare = before if names_course(before) and len(before.split()) <= BRIEF else bare
    call = _CALL.match(bare)
    if call and names_course(bare[call.end() :]):
        bare = _cut(bare[call.end() :], _AT)
    return bare if len(bare) >= SHORTEST else text


def _cut(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(text, SHORTEST)
    return text[: found.start()].rstrip(" ,-–|:(") if found else text


def is_fact(text: str) -> bool:
    """Tell whether a heading is a fact about a course, and names none: its credits, its price, its length."""
    return bool(_FACT.fullmatch(text[:LONGEST]))
