"""Sentences that speak of a field without a label."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from normalize.page.sought import Sought, sought
from normalize.page.view import Sentence, View
from normalize.values.alternatives import begin_together, merged

MAX_SENTENCE = 600
"""Characters of a sentence that are looked at."""
REMEMBERED = 8192
"""Answers that are remembered: fields and conflicts ask the same of a sentence, and pages of a site say the same."""

TABLES = ("prose.toml", "prose_whom.toml", "prose_entry.toml", "prose_papers.toml")
"""The files that hold the rows, of which the first tells their form and the words that all share."""
_TABLE: dict[str, Any] = {}
for _file in TABLES:
    _TABLE |= tomllib.loads(Path(__file__).with_name(_file).read_text(encoding="utf-8"))
_PLURAL, _SINGULAR = (tuple(_TABLE["persons"][number]) for number in ("plural", "singular"))
_NO_PEOPLE = frozenset(_TABLE["persons"]["but"])
_WORD = re.compile(r"[^\W\d_][\w'’-]{2,}")
NEVER = r"(?!)"
"""Matches nothing."""
PERSO = "perso"
"""Begins what is put for any word for people."""
_SLOT = re.compile(r"\{([A-Z]+)\}")
_BRACKETS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()]|(?P<people>\{PERSONS?\}(?![*?{]))")
"""What brackets of a row hold others, without those that stand for themselves."""


@cache
def patterns(name: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Return what makes a sentence speak of the field, and what keeps it from doing so; for lower-case text."""
    rows = _TABLE[name]
    unless = rows.get("unless")
    plain = [row for row in rows["say"] if not _on_people(row)]
    return re.compile(_written(plain or [NEVER])), re.compile(_written(unless)) if unless else None


class Tests(NamedTuple):
    """What tells by yes or no whether a sentence speaks of a field; for lower-case text."""

    say: re.Pattern[str]
    """Makes it speak of it."""
    people: re.Pattern[str] | None
    """Makes it by the people it names; for text from `_with_people`."""
    others: re.Pattern[str] | None
    """What of that may make it where no people are named ("alleen voor leden")."""
    unless: re.Pattern[str] | None
    """Keeps it from it."""


@cache
def _tests(name: str) -> Tests:
    rows, unless = _TABLE[name]["say"], _TABLE[name].get("unless")
    people = [row for row in rows if _on_people(row)]
    others = [row for row in people if not _needs_people(row)]
    plain = [row for row in rows if not _on_people(row)]
    return Tests(_merged(plain) or re.compile(NEVER), _merged(people), _merged(others), _merged(unless))


def _merged(rows: list[str] | None) -> re.Pattern[str] | None:
    return re.compile(merged(_written(rows))) if rows else None


def _on_people(row: str) -> bool:
    return "{PERSON" in row


def _needs_people(row: str) -> bool:
    """Tell whether a row names people outside brackets: it matches no text that names none."""
    open_brackets = 0
    for piece in _BRACKETS.finditer(row):
        if piece.lastgroup == "people" and not open_brackets:
            return True
        open_brackets += (piece[0] == "(") - (piece[0] == ")")
    return False


def _by_people(tests: Tests, words: str) -> bool:
    """Tell whether a text speaks of the field by the people it names."""
    if tests.people is None:
        return False
    words = _with_people(words)
    rows = tests.people if PERSO in words else tests.others
    return rows is not None and rows.search(words) is not None


@lru_cache(maxsize=512)
def _with_people(words: str) -> str:
    """Put one word for every word for people: "personen" for several, "persoon" for one."""
    return _WORD.sub(lambda word: _as_people(word[0]), words)


@lru_cache(maxsize=REMEMBERED)
def _as_people(word: str) -> str:
    if word.endswith(_PLURAL):
        return word if word in _NO_PEOPLE else "personen"
    return "persoon" if word.endswith(_SINGULAR) else word


def _written(rows: list[str]) -> str:
    """Write one pattern in lower case: twice as fast as ignoring case.

    The rows that begin at a word's edge, or at the text's, share the test for it: elsewhere none of them is tried.
    """
    rows = [re.sub(r"(\\.)|([A-Z]+)", lambda m: m[1] or m[2].lower(), begin_together(_filled(row))) for row in rows]
    edged = "|".join(row.removeprefix(EDGE) for row in rows if row.startswith(EDGE))
    first = "|".join(row.removeprefix("^") for row in rows if row.startswith("^"))
    others = [row for row in rows if not row.startswith((EDGE, "^"))]
    shared = [f"{edge}(?:{group})" for edge, group in (("^", first), (EDGE, edged)) if group]
    return "|".join(shared + others)


EDGE = r"\b"


def _filled(row: str) -> str:
    """Put the words that several tables share in the place of their names."""
    while _SLOT.search(row):  # a slot may hold another
        row = _SLOT.sub(lambda slot: str(_TABLE["slots"][slot[1]]), row)
    return row


@lru_cache(maxsize=REMEMBERED)
def speaks_of(name: str, text: str) -> bool:
    """Tell whether a sentence, or a block, speaks of the field."""
    words = text[:MAX_SENTENCE].lower()
    hints = _TABLE[name].get("hints")
    if hints and not any(map(words.__contains__, hints)):
        return False
    tests = _tests(name)
    if not (tests.say.search(words) or _by_people(tests, words)):
        return False
    return not (tests.unless and tests.unless.search(words))


def may_tell(name: str, text: str) -> bool:
    """Tell whether a text holds a word without which none of the field's is told; all do where none are given."""
    hints = _TABLE[name].get("hints")
    words = text[:MAX_SENTENCE].lower()
    return not hints or any(map(words.__contains__, hints))


def may_speak_of(name: str, text: str) -> bool:
    """Tell whether nothing in a text keeps it from speaking of the field."""
    unless = _tests(name).unless
    return not (unless and unless.search(text[:MAX_SENTENCE].lower()))


def told(view: View, name: str) -> Iterator[Sentence]:
    """Yield the sentences of the page that speak of the field, in the order of the page."""
    return (s for s in view.holding(hints_of(name)) if speaks_of(name, s.text))


@cache
def hints_of(name: str) -> Sought | None:
    """Return the words of which a sentence that speaks of the field holds one; None where it need hold none."""
    hints = _TABLE[name].get("hints")
    return sought(hints) if hints else None


def on(view: View, name: str) -> list[Sentence]:
    """Return the sentences of the page that speak of the field, the main content's before those beside it."""
    if name not in view.spoken:
        apart = view.in_requirements if name in NOT_IN_REQUIREMENTS else frozenset()
        found = [s for s in told(view, name) if s.block not in apart]
        if name == "price":
            found = [s for s in found if not speaks_of("aside_line", view.blocks[s.block].text)]
            found = [s for s in found if not any(speaks_of("salary", head) for head in view.heads(s.block))]
        view.spoken[name] = sorted(found, key=lambda sentence: view.blocks[sentence.block].zone == "side")
    return view.spoken[name]


def lines(view: View, name: str) -> list[int]:
    """Return the positions of the blocks that speak of the field."""
    if name not in view.lines:
        view.lines[name] = [n for n, block in enumerate(view.blocks) if speaks_of(name, block.text)]
    return view.lines[name]


NOT_IN_REQUIREMENTS = frozenset(("certificate", "duration", "accreditation", "level"))
"""Fields of which a text on entry requirements says nothing: it names other courses' diplomas and lengths."""
