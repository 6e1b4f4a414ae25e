"""The level of a course, from words."""

from __future__ import annotations

from normalize.course import Level


def read_level(text: str) -> Level | None:
    """Read the level that a text states; None where it states none or several."""
    return None
