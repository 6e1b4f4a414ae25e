"""For whom a course is, where the page names them and says no more: on a line, in a heading, as its level."""

from __future__ import annotations

from normalize.fields import prose
from normalize.page.labels import read_label
from normalize.page.view import View

CELLS = ("td", "th", "option")
"""Blocks that say for whom a price is, or which form of it one chooses."""
APART = ("apart_heading", "school_heading", "outcome_heading", "content_label")
"""Headings under which people are others than those for whom the course is."""


def listed(view: View) -> str:
    """Find a line that is nothing but the people for whom the course is, "" for none."""
    for sentence in view.sentences:
        block = view.blocks[sentence.block]
        alone = block.zone == "main" and block.tag not in CELLS and not block.href
        if alone and block.text.startswith(sentence.text) and prose.speaks_of("people_listed", sentence.text):
            heads = view.heads(sentence.block)
            apart = any(prose.speaks_of(name, head) for head in heads for name in APART)
            if not apart and not any(read_label(head).fields for head in heads):
                return sentence.text
    return ""


def named(view: View) -> str:
    """Find the people whom a heading names, or the level ("bachelor and master students"), "" for none."""
    for statement in view.under("level"):
        if prose.speaks_of("learners", statement.lines[0]):
            return statement.lines[0]
    headed = (block for block in view.blocks if block.level > 1 and block.zone == "main" and not block.href)
    return next((block.text for block in headed if prose.speaks_of("people_headed", block.text)), "")
