"""How often something may be done."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict, deque
from datetime import datetime

KEYS = 10_000
"""So many keys are remembered; past it the one that was longest quiet is forgotten."""


class TooOften(Exception):  # noqa: N818 - callers read `except TooOften`
    """It was done too often of late."""

    def __init__(self, wait: int) -> None:
        """Say in how many seconds it may be done again."""
        super().__init__(f"too often; again in {wait} seconds")
        self.wait = wait


class Limiter:
    """At most so many times in a moving window, by key. Any number of threads may ask."""

    def __init__(self, *, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._taken: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str, now: datetime) -> None:
        """Count one time; raises TooOften, and counts nothing, where there is no room for it."""
        at = now.timestamp()
        with self._lock:
            taken = self._taken.setdefault(key, deque())
            self._taken.move_to_end(key)
            while taken and taken[0] <= at - self.seconds:
                taken.popleft()
            if len(taken) >= self.most:
                raise TooOften(math.ceil(taken[0] + self.seconds - at))
            taken.append(at)
            if len(self._taken) > KEYS:
                self._taken.popitem(last=False)

    def give_back(self, key: str) -> None:
        """Count the last time not."""
        with self._lock:
            if taken := self._taken.get(key):
                taken.pop()
