"""In which language a course is given, and on which level."""

from __future__ import annotations

import re

from normalize.course import Level
from normalize.fields import prose
from normalize.fields.values import first
from normalize.fields.witness import Witness
from normalize.page.text import sentences
from normalize.page.view import View
from normalize.values.languages import read_languages
from normalize.values.levels import read_level

NAMED = re.compile(
    r"^.{0,400}(?=\b(?:voertaal|(?<!is the )(?<!be the )language of instruction)\b)", re.IGNORECASE | re.DOTALL
)
"""What stands before the words that name the language is about something else."""
TITLED = re.compile(
    r"\w{3}\W*(?:[–—|:,-] (?:in )?|[(](?:in |in het )?| in het )"
    r"(nederlands(?:talige?)?|engels(?:talige?)?|duits(?:talige?)?|dutch|english|german)"
    r"(?:[- ](?:course|edition|version|programme|class|group|cursus|editie|groep|training|workshop|taught))?[)]?$",
    re.IGNORECASE,
)
"""A language behind the name of a course."""
PIECES = re.compile(r"\s+[-–—|•·/]\s+|\s*[|•·]\s*")
"""What parts the facts of a line."""
LANGUAGE = re.compile(r"(?:nederlands|engels|dutch|english|duits|german|frans|french)(?:talig)?", re.IGNORECASE)
LANGUAGE_FACT = re.compile(
    rf"(?:{LANGUAGE.pattern})(?: ?(?:/|&|en|and) ?(?:{LANGUAGE.pattern}))?(?: ?[(][^()]{{3,30}}[)])?", re.IGNORECASE
)
"""A fact that is nothing but the language, with a remark in brackets."""
SHORT = 12
"""What stands under a label and is no longer holds one language at most."""
LINE = 40
"""Characters of a line that is nothing but languages."""
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


def read_teaching_languages(view: View) -> tuple[list[str], Witness] | None:
    """Find the languages of instruction: a line of its own under their label before all that stands there."""
    for statement in view.under("languages"):
        line = sentences(statement.lines[0])[0] if len(statement.text) > SHORT else ""
        if line and len(line) <= LINE and (found := read_languages(line)):
            return found, Witness(line, statement.method, label=statement.label)
    told = first(view, "languages", lambda words: read_languages(NAMED.sub("", words)) or None)
    return told or _titled_language(view) or _fact_language(view)


def _fact_language(view: View) -> tuple[list[str], Witness] | None:
    """Find the language that stands by itself among facts without labels ("4 dagen", "Nederlands", "€ 1.995").

    Two languages, each by itself, are a choice of the page's own.
    """
    alone = [block for block in view.chips if LANGUAGE_FACT.fullmatch(block.text) and not block.href]
    if len(alone) != 1:
        return None
    near = [block for block in view.chips if block.tag == alone[0].tag and block.headings == alone[0].headings]
    if sum(any(map(str.isdigit, block.text)) for block in near) < (1 if alone[0].tag == "li" else 2):
        return None
    languages = read_languages(alone[0].text)
    return (languages, Witness(alone[0].text, "text")) if languages else None


def _titled_language(view: View) -> tuple[list[str], Witness] | None:
    """Find the language behind the name of the course ("Celkweek – English course", "Celkweek (Engels)")."""
    for chip in view.chips:
        if not any(map(str.isdigit, chip.text)):
            continue
        named = [piece for piece in PIECES.split(chip.text) if LANGUAGE.fullmatch(piece)]
        if len(named) == 1 and (languages := read_languages(named[0])):
            return languages, Witness(chip.text, "text")
    for block in view.blocks:
        found = TITLED.search(block.text) if block.level == 1 else None
        if found and (languages := read_languages(found[1])):
            return languages, Witness(block.text, "heading")
    return None


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
