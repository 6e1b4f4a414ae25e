"""What a page says its course is: the first real paragraphs about it, those about the school last."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.fields import prose
from normalize.fields.days import LINE, has_clock, has_day
from normalize.fields.witness import Witness
from normalize.page.labels import read_label
from normalize.page.text import cut, sentences, without_personal
from normalize.page.view import View
from normalize.values.dates import left_over

LONGEST = 1500
"""Characters kept."""
ENOUGH = 1000
"""Characters after which no further paragraph is added."""
LEAD = 500
"""Characters of the paragraphs under the title that go before a description with a label of its own."""
ASIDE = frozenset(("entry_requirements", "price", "sessions", "location", "certificate", "accreditation"))
"""Fields whose words are no description, also where a page has no other prose."""
MAX_DAYS = 300
"""Characters of a line that may be nothing but days."""
FEW = 3
"""Words beside them, below which it says nothing else."""
BESIDE_FACTS = 120
"""Characters of prose beside facts, which "at a glance" are listed, that make a description."""


def read_description(view: View) -> Witness | None:
    """Join the paragraphs under the title and those that the page labels as its description; else the first ones."""
    for statement in view.under("description"):
        facts = [line for line in statement.lines if _is_fact(line)]
        said = " ".join(line for line in statement.lines if is_prose(line) and line not in facts)
        if statement.method == "rule" and statement.text:
            return Witness(_cut(statement.text), "rule")
        if said and (not facts or len(said) > BESIDE_FACTS):
            lead = " ".join(text for text in _lead(view) if text not in said)
            return Witness(_cut(f"{cut(lead, LEAD)} {said}".strip()), statement.method)
    kept: list[str] = []
    for text in _paragraphs(view):
        if sum(map(len, kept)) > ENOUGH:
            break
        kept.append(text)
    if kept:
        return Witness(_cut(" ".join(kept)), "text")
    meta = view.embedded.meta.get("description") or view.embedded.meta.get("og:description") or ""
    if is_prose(meta):
        return Witness(_cut(meta), "text")
    asked = {n for s in view.statements if not ASIDE.isdisjoint(s.meaning.fields) for n in s.blocks}
    told = (b.text for n, b in enumerate(view.blocks) if not b.level and n not in asked)
    lines = [text for text in map(_about, told) if text and not _is_fact(text)][:2]
    if lines:
        return Witness(_cut(" ".join(lines)), "text")
    words = view.thing.text("description") if view.thing else ""
    return Witness(_cut(words), view.thing.syntax) if view.thing and is_prose(words) else None


def is_prose(text: str) -> bool:
    """Tell whether a line is a paragraph and no fact, button or name."""
    return len(text) >= 50 and text.count(" ") >= 7


def _is_fact(line: str) -> bool:
    """Tell whether a line is a fact behind its label ("Credits: 4 ECTS")."""
    label, colon, value = line.partition(":")
    return bool(colon and value) and set(read_label(label).fields) - {"description", "other"} != set()


def _cut(text: str) -> str:
    return cut(without_personal(text), LONGEST)


def _lead(view: View) -> Iterator[str]:
    """Yield the paragraphs between the title and the next heading or label."""
    title = next((n for n, block in enumerate(view.blocks) if block.level == 1), None)
    labelled = {n for s in view.statements for n in s.blocks}
    for n, block in enumerate(view.blocks[title + 1 :] if title is not None else (), (title or 0) + 1):
        if block.level or n in labelled or block.zone != "main":
            return
        text = _about(block.text)
        if text:
            yield text


def _paragraphs(view: View) -> Iterator[str]:
    """Yield the paragraphs of the content; those on practical matters and on the school after all others."""
    labelled = {n: s for s in view.statements for n in s.blocks}
    late: list[str] = []
    for n, block in enumerate(view.blocks):
        text = _about(block.text) if block.zone == "main" and not block.level else ""
        if not text:
            continue
        statement = labelled.get(n)
        if statement and statement.meaning.fields != ("other",):
            continue
        practical = statement is not None and not prose.speaks_of("content_label", statement.label)
        if practical or any(prose.speaks_of("school_heading", heading) for heading in block.headings):
            late.append(text)
        else:
            yield text
    yield from late


def _is_timetable(text: str) -> bool:
    """Tell whether a line is days and times, and little else."""
    if len(text) > MAX_DAYS or not has_day(text):
        return False
    beside = left_over(text)
    return (len(text) < LINE and has_clock(text)) or (beside is not None and len(beside) < FEW)


def _about(text: str) -> str:
    """Take from a paragraph what it says of enrolling, paying and the site."""
    if not is_prose(text) or _is_timetable(text):
        return ""
    kept = " ".join(s for s in sentences(text) if not prose.speaks_of("not_description", s))
    return kept if is_prose(kept) else ""
