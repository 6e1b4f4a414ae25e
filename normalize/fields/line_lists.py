"""Lists that no element parts: lines that name a course with its facts, or a name and the lines of facts under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

from normalize.fields import prose
from normalize.fields.names import LINE_PARTS, MAX_NAME, is_value, may_name, name_beside, words_after
from normalize.page.document import Block
from normalize.page.labels import read_label
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.dates import read_dates

LONGEST = 300
"""Characters of a line that is looked at."""
LINES = 12
"""Lines that belong to one course, at most."""
MOST = 100
"""Courses in such a list, at most."""
LEAST = 2
"""Courses that make a list."""
ALIKE = 0.6
"""Share of the courses that take equally many lines."""
ENDS = (".", "!", "?", ":", ";", ",")
"""How a line ends that is no name."""


def listed_lines(view: View) -> list[tuple[str, HtmlElement, str | None]]:
    """Return the name of each course, an element made of its lines, and where they lead; none in no list."""
    blocks = [block for block in view.blocks if block.zone == "main" and block.cell is None]
    alone = [(name, [block]) for block in blocks if (name := _named_with_facts(block.text))]
    below = list(_below_names(blocks))
    found = max((group for group in (alone, below) if _is_regular(group)), key=len, default=[])[:MOST]
    if len({fold(name) for name, _ in found}) < LEAST:
        return []
    return [(name, _element(view, lines), next((b.href for b in lines if b.href), None)) for name, lines in found]


def _is_regular(group: list[tuple[str, list[Block]]]) -> bool:
    """Tell whether most of the courses take as many lines as each other."""
    counts = Counter(len(lines) for _, lines in group)
    return bool(counts) and max(counts.values()) >= ALIKE * len(group)


def _named_with_facts(line: str) -> str:
    """Return what a line names beside the facts that it holds; "" where it holds none, or nothing else."""
    if len(line) > LONGEST or _is_label(line.partition(":")[0]) or not _has_fact(line):
        return ""
    name = name_beside(line)
    return "" if any(map(_is_label, name.split(". "))) or is_value(name.partition(". ")[0]) else name


def _is_label(words: str) -> bool:
    label = read_label(words)
    return bool(label.fields) and label.exact


def _below_names(blocks: list[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Yield each line that may name a course with the lines up to the next, where one of those tells a fact."""
    name, lines = "", list[Block]()
    for at, block in enumerate(blocks):
        named = _name_of(block) if not block.level else ""
        told = any(_has_fact(line.text) for line in lines)
        if block.level or len(lines) >= LINES or (named and (told or not name or len(lines) == 1)):
            if name and told:
                yield name, lines
            name, lines = (named, [block]) if named and _soon_told(blocks, at) else ("", [])
        elif name:
            lines.append(block)
    if name and any(_has_fact(line.text) for line in lines):
        yield name, lines


def _soon_told(blocks: list[Block], at: int) -> bool:
    """Tell whether one of the next lines tells a date or a price."""
    return any(_has_fact(block.text) for block in blocks[at + 1 : at + 4])


def _name_of(block: Block) -> str:
    """Return what a line names: all of it, or what stands behind "Cursus:"; "" where it is a fact or a sentence."""
    text = words_after(block.text) or block.text
    if len(text) > MAX_NAME or text.endswith(ENDS) or "=" in text or not text[0].isalnum() or not may_name(text):
        return ""
    if is_value(text) or _has_fact(text):
        return ""
    return "" if _is_label(text.partition(":")[0]) else text


def _has_fact(line: str) -> bool:
    """Tell whether a line holds a price or a date."""
    if len(line) > LONGEST or not any(sign.isdigit() for sign in line):
        return False
    return (
        prose.speaks_of("price_line", line)
        or any(part[:1].isalnum() and prose.speaks_of("date_line", part) for part in LINE_PARTS.split(line) if part)
        or bool(read_dates(line).sessions)
    )


def _element(view: View, lines: list[Block]) -> HtmlElement:
    """Write lines as an element of their own."""
    whole: HtmlElement = view.root.makeelement("div")
    for line in lines:
        part = view.root.makeelement("p")
        part.text = line.text
        whole.append(part)
    return whole
