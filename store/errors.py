"""What can go wrong in the store, each in one line that a person can act on."""

from __future__ import annotations

from datetime import datetime


class StoreError(Exception):
    """The store can't do what was asked: a bad address, an unreachable, newer or full database."""


class Locked(StoreError):  # noqa: N818 - callers read `except Locked`
    """Someone else holds the lease, or took it over after ours ran out."""

    def __init__(self, name: str, holder: str, since: datetime) -> None:
        """Say who holds `name` and since when."""
        super().__init__(f"{name} is in use by {holder} since {since:%Y-%m-%d %H:%M:%S} UTC")
        self.name = name
        self.holder = holder
        self.since = since
