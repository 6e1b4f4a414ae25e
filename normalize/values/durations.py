"""How long a course takes, from words."""

from __future__ import annotations

from normalize.course import Duration


def read_duration(text: str) -> Duration | None:
    """Read how long the course takes; None where the text does not say."""
    return None
