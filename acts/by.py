"""Who decides something, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, when and why."""

    who: str
    """Name of the person."""
    why: str
    """Reason, for those who read it later; "" where none was given."""
    at: datetime
    """With its offset."""
