"""On which level a course is, where the page states it."""

from __future__ import annotations

import re

from normalize.course import Level
from normalize.fields import prose
from normalize.fields.witness import Witness
from normalize.page.view import View
from normalize.values.levels import read_level

NUMBERED = re.compile(r"\bniveau [234]\b", re.IGNORECASE)
"""A level that is only a number."""
MASTER = re.compile(r"\bmaster", re.IGNORECASE)
APPLIED = re.compile(r"\bhogeschool|applied sciences|\bhbo\b|professional master", re.IGNORECASE)
BARE = re.compile(r"\W*(?:niveau|level)?\W*([2-4])\W*", re.IGNORECASE)
"""A level that is only a number, behind its label."""
VOCATIONAL = re.compile(r"\b(?:mbo-\w*opleiding|bbl|bol|crebo\w*|keuzede\w+|beroepsopleiding|leerweg)\b")
"""Words of a page on vocational education."""
MOST_BLOCKS = 200
"""Blocks in which they are looked for."""


def read_stated_level(view: View, title: str) -> tuple[Level, Witness] | None:
    """Find the level, only where the page states it as the course's own."""
    for statement in view.under("level"):
        words = statement.lines[0][:200]
        value = _labelled_level(view, f"{statement.label.rstrip(' :')} {words}", words)
        if value:
            return value, Witness(words, statement.method, label=statement.label)
    asked = {view.blocks[n].text for n in view.in_requirements}
    chips = [chip.text for chip in view.chips if chip.text not in asked]
    spoken = [Witness(chip, "text") for chip in chips if prose.speaks_of("level_line", chip)]
    spoken += [Witness(title, "heading")] if prose.speaks_of("level_title", title) else []
    spoken += [Witness(sentence.text[: prose.MAX_SENTENCE], "text") for sentence in prose.on(view, "level")]
    stated = ((read_level(witness.text), witness) for witness in spoken)
    told = (
        (level, witness)
        for level, witness in stated
        if level and not (level == "wo" and MASTER.search(witness.text) and _is_applied(view))
    )
    return _on_a_line(view) or next(told, None)


def _on_a_line(view: View) -> tuple[Level, Witness] | None:
    """Find the level on a line that is nothing but its number: sentences beside it speak of other courses as well."""
    numbers = {block.text for block in view.blocks[:MOST_BLOCKS] if NUMBERED.fullmatch(block.text[:20])}
    words = numbers.pop() if len(numbers) == 1 else ""
    level = _numbered(view, words) if words else None
    return (level, Witness(words, "text")) if level else None


def _is_applied(view: View) -> bool:
    """Tell whether the page speaks of a university of applied sciences, whose masters are none of a university."""
    return any(APPLIED.search(block.text[:600]) for block in (*view.blocks[:MOST_BLOCKS], *view.document.margin))


def _labelled_level(view: View, named: str, words: str) -> Level | None:
    """Read a level under its label; where it is only a number, the page tells of which ladder it is."""
    bare = BARE.fullmatch(words)
    if bare:
        return _numbered(view, f"niveau {bare[1]}")
    return read_level(words) or read_level(named) or _numbered(view, named)


def _numbered(view: View, words: str) -> Level | None:
    """Read a level that is only a number ("Niveau 3"), where the page is one on vocational education."""
    if not NUMBERED.search(words):
        return None
    vocational = any(VOCATIONAL.search(block.text[:300].lower()) for block in view.blocks[:MOST_BLOCKS])
    return read_level(f"mbo {words}") if vocational else None
