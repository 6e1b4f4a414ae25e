"""What a page asks its reader, and what it answers: whether the course is for them, what they must know."""

from __future__ import annotations

import itertools

from normalize.fields import prose
from normalize.page.view import Sentence, View

NEAR = 3
"""Blocks between two questions that are joined."""


def whom(view: View) -> str:
    """Find the questions by which a page asks its reader whether the course is for them."""
    main = [s for s in view.sentences if view.blocks[s.block].zone == "main"]
    pairs = [(s, after) for s, after in itertools.zip_longest(main, main[1:]) if s and s.text.endswith("?")]
    pairs = [(s, after) for s, after in pairs if prose.speaks_of("are_you", s.text)]
    asked = [s for s, after in pairs if not (after and prose.speaks_of("for_such", after.text))]
    return " ".join([s.text for s in asked if s.block - asked[0].block <= NEAR][:3])


def entry(view: View) -> str:
    """Find a question on what one must know or have that the next sentence answers."""
    for sentence, after in itertools.pairwise(view.sentences):
        if not sentence.text.endswith("?") or after.block - sentence.block > 1:
            continue
        if prose.speaks_of("asks_entry", sentence.text) and prose.speaks_of("answers_entry", after.text):
            answer = after.text
            return answer if prose.speaks_of("entry_requirements", answer) else f"{sentence.text} {answer}"
    return ""


def before(view: View, answer: Sentence) -> list[str]:
    """Return the questions that a sentence answers ("Werk jij met …? Dan is deze cursus iets voor jou")."""
    block = [s for s in view.sentences if s.block == answer.block]
    earlier = block[: block.index(answer)]
    earlier = earlier or [s for s in view.sentences if 0 < answer.block - s.block <= 2]
    return [s.text for s in earlier if s.text.endswith("?")][-3:]
