"""The language that a text is written in."""

from __future__ import annotations


def detect_language(text: str) -> str | None:
    """Tell the language of a text (nl, en, de, fr) by its function words; None where it is too short to tell."""
    return None
