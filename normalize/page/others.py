"""What a page says of other courses, in the same labels as of its own and with nothing else to give it away."""

from __future__ import annotations

from normalize.page.document import Block
from normalize.page.labels import read_label
from normalize.page.statements import Statement
from normalize.page.text import fold

LEAST = 2
"""Labels that must come again."""
NAME = 4
"""Words of a heading that name a course and no run ("Groep 2", "Voorjaar in Leiden")."""


def without_others(blocks: list[Block], statements: list[Statement]) -> list[Statement]:
    """Leave out what stands under a heading beyond the title's part that begins the title's own labels anew.

    "Date" and "Location" right under the title, and again under the name of another course: a teaser.
    """
    top = next((block.text for block in blocks if block.level == 1), None)
    if top is None:
        return statements
    own = {fold(s.label) for s in statements if _heading(blocks, s) == top and not _is_sign(blocks, s)}
    if len(own) < LEAST:
        return statements
    again: dict[str, set[str]] = {}
    for statement in statements:
        if top not in _headings(blocks, statement):
            again.setdefault(_heading(blocks, statement), set()).add(fold(statement.label))
    others = {
        heading
        for heading, labels in again.items()
        if _begins_anew(labels & own, heading) and not read_label(heading).fields and fold(top) not in fold(heading)
    }
    return [s for s in statements if top in _headings(blocks, s) or _heading(blocks, s) not in others]


def _begins_anew(labels: set[str], heading: str) -> bool:
    """Tell whether enough labels come again; one is enough under a name that is too long for a run's."""
    return bool(heading and labels) and (len(labels) >= LEAST or len(heading.split()) >= NAME)


def _is_sign(blocks: list[Block], statement: Statement) -> bool:
    """Tell whether a label is no word of the page, but an icon that a practical part below may repeat in words."""
    return any(blocks[n].icon == statement.label for n in statement.blocks[:1])


def _headings(blocks: list[Block], statement: Statement) -> tuple[str, ...]:
    return blocks[statement.blocks[0]].headings if statement.blocks else ()


def _heading(blocks: list[Block], statement: Statement) -> str:
    """Return the heading right above a statement, "" where there is none."""
    above = _headings(blocks, statement)
    return above[-1] if above else ""
