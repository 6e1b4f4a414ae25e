"""The words on a field, the best witness first: under its label, then in prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from normalize.fields import prose
from normalize.fields.elsewhen import after_others, is_of_else, names_other
from normalize.fields.witness import Witness
from normalize.page.view import Sentence, View
from normalize.values.price_conditions import with_question

T = TypeVar("T")
MAX_WORDS = 1500
"""Characters handed to a value module at once."""


def witnesses(view: View, name: str) -> Iterator[Witness]:
    """Yield the words on a field, the best witness first: under its label, then in prose."""
    for statement in view.under(name):
        yield Witness(
            statement.text[:MAX_WORDS],
            statement.method,
            statement.meaning.year,
            statement.label,
            statement.zone == "side",
        )
    if view.part:
        for block in view.blocks:
            yield Witness(block.text[:MAX_WORDS], "text")
    for sentence in prose.on(view, name):
        if name == "price" and _is_of_another(view, sentence):
            continue
        block = view.blocks[sentence.block]
        words = with_question(sentence.text, block.text) if name == "price" else sentence.text
        yield Witness(words[: prose.MAX_SENTENCE], "text", side=block.zone == "side")


def _is_of_another(view: View, sentence: Sentence) -> bool:
    """Tell whether a sentence stands among other things, or is on a course that builds on this one."""
    at = sentence.block
    return is_of_else(view, at) or at in view.once(after_others) or names_other(view, sentence.text)


def first(view: View, name: str, read: Callable[[str], T | None]) -> tuple[T, Witness] | None:
    """Return the first witness that holds a value, with that value."""
    for witness in witnesses(view, name):
        value = read(witness.text)
        if value:
            return value, witness
    return None
