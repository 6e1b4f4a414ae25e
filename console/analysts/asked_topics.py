"""Which topic of the list somebody means who writes down a need in words of their own."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from normalize.topics import topics

CHARS = 200
"""Longest words of a need."""
ALIKE = 86
"""How alike, of 100, a label must be to be meant with a typing error or another spacing."""
SHORTEST = 5
"""Fewer letters than this are never taken for a typing error."""


def topic_of(words: str) -> str | None:
    """Return the code of the topic that is meant: a code or a label as it is, words of the topic's, or nearly a label.

    None where no topic fits. Of several topics with words in it, the one with the longest.
    """
    said = _folded(words[:CHARS])
    labels = {
        _folded(name): topic.code for topic in topics() for name in (topic.code, topic.nl, topic.en)
    }  # fmt: skip
    if said in labels:
        return labels[said]
    told = [(len(match[0]), topic.code) for topic in topics() if (match := topic.title.search(said))]
    if told:
        longest = max(length for length, _ in told)
        return next(code for length, code in told if length == longest)
    if len(said) < SHORTEST:
        return None
    spaced = {name.replace(" ", ""): code for name, code in labels.items()}
    near = process.extractOne(said.replace(" ", ""), list(spaced), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return spaced[near[0]] if near else None


def is_label(words: str) -> bool:
    """Tell whether these are the code or a label of a topic, as the template has them."""
    said = _folded(words[:CHARS])
    return any(said == _folded(name) for topic in topics() for name in (topic.code, topic.nl, topic.en))


def _folded(words: str) -> str:
    return re.sub(r"[\s_]+", " ", words).strip().casefold()
