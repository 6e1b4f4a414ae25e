"""The headings that head a whole page: those of the first level, or the one that the title element begins with."""

from __future__ import annotations

from normalize.fields.titles import PARTS
from normalize.page.document import Block
from normalize.page.text import fold
from normalize.page.view import View


def top_headings(view: View) -> list[Block]:
    """Return the headings of the first level; where the site's frame has none, the one that the title element repeats.

    Many a theme marks its pages' names up as second headings ("<h2>WORKSHOPS</h2>" under "Workshops · Jan Muziek").
    """
    first = [block for block in view.blocks if block.level == 1]
    if first:
        return first
    named = fold(PARTS.split(view.title)[0])
    return next(([block] for block in view.blocks if named and block.level and fold(block.text) == named), [])
