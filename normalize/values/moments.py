"""Days with a Dutch time of day, as ISO 8601 writes them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def moment_of(day: str, time: str | None) -> str:
    """Write a day, with its time in Dutch local time where it has one."""
    if time is None:
        return day
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=AMSTERDAM).isoformat(timespec="minutes")
