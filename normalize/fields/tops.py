"""The headings that head a whole page: those of the first level, or the one that the title element begins with."""

from __future__ import annotations

from normalize.fields.clean_titles import PARTS
from normalize.page.document import Block
from normalize.page.text import fold
from normalize.page.view import View


def top_headings(view: View) -> list[Block]:
    """Return the headings of the first level, and the one that the title element begins with where they say else.

    Many a theme marks its pages' names up as second headings ("<h2>WORKSHOPS</h2>" under "Workshops · Jan Muziek"), or
    the site's name as the first.
    """
    first = [block for block in view.blocks if block.level == 1]
    named = fold(PARTS.split(view.title)[0])
    if not named or any(named in fold(block.text) for block in first):
        return first
    return [*first, *[block for block in view.blocks if block.level > 1 and fold(block.text) == named][:1]]
