"""For whom a course is, as codes, from words."""

from __future__ import annotations

from normalize.course import Audience


def read_audiences(text: str) -> list[Audience]:
    """Read the groups that a text names, in the order of the contract."""
    return []
