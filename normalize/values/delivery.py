"""How a course is given, from words."""

from __future__ import annotations

from normalize.course import Delivery


def read_delivery(text: str) -> Delivery | None:
    """Read how the course is given; None where the text does not say."""
    return None
