"""What the private pages work with: the store, the registry and what is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from console.accounts.limits import Limiter
from console.shelf import Shelf
from job import Settings
from store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the private pages work with."""

    store: Store
    """Open for the life of the server."""
    registry: Path
    """providers.toml, as staff edit it."""
    settings: Callable[[], Settings]
    """Makes what a refresh needs to know: today's date, the registry as it is now; raises RegistryError."""
    clock: Callable[[], datetime]
    """Tells the time, with its offset."""
    shelf: Shelf
    """What is published, searched."""
    out: Path
    """Where the feeds are published."""
    closing: list[Callable[[], None]] = field(default_factory=list)
    """What is to be done when the server ends: work that goes on is stopped."""
    address: str | None = None
    """Public address of the console, without a slash at its end; None where it is not known but from requests."""
    checks: Limiter = field(default_factory=lambda: Limiter(most=10, seconds=600))
    """How often one visitor may have a page fetched: `desk.checks.take(visitor.name, now)`."""
    posts: Limiter = field(default_factory=lambda: Limiter(most=120, seconds=60))
    """How often one visitor may post anything."""
    names: Limiter = field(default_factory=lambda: Limiter(most=10, seconds=900))
    """How often a sign-in may fail for one name."""
    addresses: Limiter = field(default_factory=lambda: Limiter(most=30, seconds=900))
    """How often a sign-in may fail from one network address."""
