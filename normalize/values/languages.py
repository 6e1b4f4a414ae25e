"""Languages of instruction, from words."""

from __future__ import annotations


def read_languages(text: str) -> list[str]:
    """Read the languages that a text names as ISO 639-1 codes, in the order of the text."""
    return []
