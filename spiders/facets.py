"""Filters and calendars: visited only as long as they lead to something new."""

from __future__ import annotations

from collections import deque

from scrapy import Request

from spiders.urls import shape

FIRST = 8
"""How many pages of one filter or calendar are visited to begin with."""
STEP = 4
"""How many more are, for each that led to a page not known before."""


class Facets:
    """Holds back the pages of a family that differ in filters or dates only, and lets them go in small numbers."""

    def __init__(self) -> None:
        self._admitted: dict[str, int] = {}
        self._held: dict[str, deque[Request]] = {}

    def holds(self, request: Request) -> str | None:
        """Take a request for later and return its family; None where it may go now."""
        family = _family(request.url)
        if family is None:
            return None
        self._admitted[family] = self._admitted.get(family, 0) + 1
        if self._admitted[family] <= FIRST:
            return None
        self._held.setdefault(family, deque()).append(request)
        return family

    def release(self, url: str, *, brought: bool) -> list[Request]:
        """Return the requests that may go now that a page was read, and led to something new or did not."""
        held = self._held.get(_family(url) or "") if brought else None
        return [held.popleft() for _ in range(min(STEP, len(held)))] if held else []


def _family(url: str) -> str | None:
    found = shape(url)
    return found[0] if found is not None and found[0].endswith(("<facets>", "<dates>")) else None
