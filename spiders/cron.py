"""Cron lines as people write them, in Dutch local time, one run on the nights the clock changes."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")


class LocalCron(BaseTrigger):  # type: ignore[misc]  # APScheduler 3 carries no types
    """Fires at the local times of a cron line: five parts, Sunday is 0 or 7.

    A time that the spring night skips fires an hour later, one that the autumn night has twice fires once.
    With `jitter`, up to so many seconds later. Raises ValueError, in words, for a line that is none.
    """

    def __init__(self, line: str, zone: ZoneInfo = AMSTERDAM, jitter: int | None = None) -> None:
        parts = line.split()
        if len(parts) != 5:
            raise ValueError("a cron line has five parts: minute hour day month weekday")
        names = re.sub(r"(?<![\w/])[0-7](?!\w)", lambda digit: WEEKDAYS[int(digit.group())], parts[4].lower())
        # The wall clock counts, so the line is worked out as if local time were UTC, which knows no summer.
        self.wall = CronTrigger.from_crontab(" ".join([*parts[:4], names]), timezone=UTC)
        self.zone = zone
        self.line = line
        self.jitter = jitter

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """Return the next moment after both arguments, with the local offset."""
        after = self._on_the_wall(now)
        if previous_fire_time is not None:
            after = max(after, self._on_the_wall(previous_fire_time) + timedelta(microseconds=1))
        wall: datetime | None = self.wall.get_next_fire_time(None, after)
        # Through UTC, so that a time the spring night skips becomes the one an hour later.
        local = wall and wall.replace(tzinfo=self.zone).astimezone(UTC).astimezone(self.zone)
        return local and local + timedelta(seconds=random.uniform(0, self.jitter or 0))  # noqa: S311 - no secret

    def _on_the_wall(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone).replace(tzinfo=UTC, fold=0)

    def __str__(self) -> str:
        return self.line
