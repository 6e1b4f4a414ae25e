"""The addresses a crawl knows, and which others it may ask for."""

from __future__ import annotations

import re

from spiders.health import Health
from spiders.registry import Provider
from spiders.urls import host, path_and_query, shape

IN_MIND = 20
"""How many addresses a crawl knows of at most, for every request it may make."""


class Frontier:
    """Knows what was asked for, and keeps the crawl within the provider's hosts, patterns and bounds."""

    def __init__(self, provider: Provider, health: Health) -> None:
        self.provider = provider
        self.health = health
        self.seen: set[str] = set()
        """Canonical addresses that were asked for, or led to."""
        self._allow = [re.compile(pattern) for pattern in provider.allow]
        self._deny = [re.compile(pattern) for pattern in provider.deny]
        self._families: dict[str, int] = {}

    def admits(self, url: str) -> bool:
        """Tell whether an address is to be asked for, and note that it is.

        It must be on an own host, permitted by the registry, not seen before, and not one too many of its family. A
        provider with max_depth 0 has only its start pages.
        """
        if url in self.seen or host(url) not in self.provider.hosts or not self.provider.max_depth:
            return False
        if len(self.seen) > IN_MIND * self.provider.max_pages:
            self.health.notes.setdefault(f"more than {len(self.seen)} addresses were found; the later ones were left")
            return False
        if not self._is_permitted(path_and_query(url)) or self._is_one_too_many(url):
            return False
        self.seen.add(url)
        return True

    def _is_permitted(self, where: str) -> bool:
        if any(pattern.search(where) for pattern in self._deny):
            return False
        return not self._allow or any(pattern.search(where) for pattern in self._allow)

    def _is_one_too_many(self, url: str) -> bool:
        family = shape(url)
        if family is None:
            return False
        name, most = family
        self._families[name] = self._families.get(name, 0) + 1
        if self._families[name] > most:
            self.health.bounded(name, most)
        return self._families[name] > most
