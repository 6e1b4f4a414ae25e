"""Which words label which field."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from normalize.page.text import fold

LONGEST = 80
"""A label has no more characters."""


class Label(NamedTuple):
    """What a label speaks of."""

    fields: tuple[str, ...]
    """Course fields, or `other` for a known label of something else; empty for no label that is known."""
    year: int | None = None
    """A year that the label carries ("Start dates 2027")."""
    exact: bool = True
    """Whether the label's words are all in the table, not merely its first."""


class _Words(NamedTuple):
    """What the table holds: labels by their words, by their begin and by their shape."""

    exact: dict[str, tuple[str, ...]]
    starts: dict[str, str]
    weak: frozenset[str]
    titled: frozenset[str]
    icons: dict[str, str]
    shapes: re.Pattern[str]


def _load() -> _Words:
    table = tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))
    exact: dict[str, tuple[str, ...]] = {}
    starts: dict[str, str] = {}
    weak = frozenset(map(fold, table.pop("weak")["words"]))
    titled = frozenset(map(fold, table.pop("titled")["words"]))
    icons: dict[str, str] = table.pop("icons")
    shapes = [f"(?P<{name}>{'|'.join(words.get('shapes', ()))})" for name, words in table.items() if "shapes" in words]
    for name, words in table.items():
        for word in words["exact"]:
            exact[fold(word)] = (*exact.get(fold(word), ()), name)
        for word in words["start"]:
            starts.setdefault(fold(word), name)
    return _Words(exact, starts, weak, titled, icons, re.compile("|".join(shapes)))


_EXACT, _STARTS, _WEAK, _TITLED, ICONS, _SHAPES = _load()
"""Of `ICONS`: words of an icon's class, and signs, with the label that they stand for."""
_GLUED = sorted((word for word in _EXACT if len(word) > 3 and " " not in word), key=len, reverse=True)
_GLUED_LABEL = re.compile(
    r"(?:[•·*-]\s*)?((?i:" + "|".join(map(re.escape, _GLUED)) + r"))(?:(?<=[a-z])(?=[A-Z])|(?=[0-9€]))(.+)", re.DOTALL
)
_RUNS_ON = re.compile(r"(?:[•·*-]\s*)?\S{4,90}?[A-Z0-9€]")
"""What any such label begins with: one test instead of one for each label."""
_SPACED_FIELDS = frozenset(("location", "duration", "languages", "entry_requirements", "audience", "certificate"))
_SPACED = sorted(
    (
        word.capitalize()
        for word, names in _EXACT.items()
        if len(word) > 3 and " " not in word and set(names) <= _SPACED_FIELDS and word not in _WEAK | _TITLED
    ),
    key=len,
    reverse=True,
)
_SPACED_LABEL = re.compile(r"(" + "|".join(map(re.escape, _SPACED)) + r") (?=[A-Z0-9€])(.+)")
_CAPITALS = tuple(word.capitalize() for word in _GLUED)
_ENDS = frozenset(word[-4:] for word in _CAPITALS)
"""How these end: one look instead of one for each."""
_BEHIND = re.compile(r"(?=\D{0,40}\d)(.{1,60}[a-z0-9.,-])(" + "|".join(_CAPITALS) + r")")
"""A label that stands under its value, and ran together with it ("3 dagenDuur")."""
_YEAR = re.compile(r"\b(20[0-4]\d)\b(?:\s*[-/–—]\s*(?:20)?\d\d)?")
_BRACKETS = re.compile(r"\([^)]{0,60}\)")
_ARTICLE = re.compile(
    r"^(?:de|het|een|the|onze|our|je|uw|jouw|your|mandatory|recommended|general|specific|algemene|specifieke|verplichte"
    r"|gewenste|vereiste|benodigde|minimale|praktische|overige|extra|totale|more|meer)\s+"
)
_AND = re.compile(r"\s*(?:\b(?:en|and|of|or)\b|[&/+,|])\s*")
_MAY_PART = re.compile(r"[&/+,|]|n(?<=en|an)|o[fr]")
"""Stands in whatever `_AND` parts: one test instead of one at each place."""

UNKNOWN = Label(())


@lru_cache(maxsize=16384)
def read_label(text: str) -> Label:
    """Tell what a label speaks of; `UNKNOWN` for words that are none."""
    if not text or len(text) > LONGEST:
        return UNKNOWN
    found = _YEAR.search(text) if "20" in text else None
    year = int(found[1]) if found else None
    bare = _YEAR.sub(" ", text) if found else text
    bare = _BRACKETS.sub(" ", bare) if "(" in bare else bare
    words = fold(bare)
    if not words:
        return UNKNOWN
    named = words if words in _EXACT else _ARTICLE.sub("", words)
    if named in _EXACT:
        return Label(_EXACT[named], year)
    parts = [fold(part) for part in _AND.split(bare) if part.strip()] if _MAY_PART.search(bare) else []
    if 1 < len(parts) <= 4:
        known = [_EXACT.get(_ARTICLE.sub("", part), ()) for part in parts]
        if all(known):
            return Label(tuple(dict.fromkeys(name for names in known for name in names)), year)
    shaped = _SHAPES.fullmatch(words) or (_SHAPES.fullmatch(named) if named != words else None)
    if shaped and shaped.lastgroup:
        return Label((shaped.lastgroup,), year)
    begun = _begun(words)
    return Label((begun,), year, exact=False) if begun else UNKNOWN


def _begun(words: str) -> str:
    """Tell of which field the longest beginning that is known speaks, "" for none."""
    while words:
        if words in _STARTS:
            return _STARTS[words]
        words = words.rpartition(" ")[0]
    return ""


def is_weak(text: str) -> bool:
    """Tell whether a label is a common word, a label only where its form says so."""
    return fold(text) in _WEAK


def is_titled(text: str) -> bool:
    """Tell whether a label may as well begin a title or a heading."""
    return fold(text) in _TITLED


def glued_label(text: str, *, spaced: bool = False) -> tuple[str, str] | None:
    """Part a label from a value that runs on without a space ("Duur40 uur"); `spaced`: or without a colon."""
    found = _GLUED_LABEL.match(text[:600]) if _RUNS_ON.match(text[:100]) else None
    if not found and spaced and len(text) <= 2 * LONGEST:
        found = _SPACED_LABEL.fullmatch(text)
    runs_up = not found and len(text) <= LONGEST and text[-4:] in _ENDS and text.endswith(_CAPITALS)
    if runs_up and (behind := _BEHIND.fullmatch(text)):
        return behind[2], behind[1]
    return (found[1], found[2]) if found else None
