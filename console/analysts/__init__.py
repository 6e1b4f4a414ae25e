"""The pages of analysts."""

from __future__ import annotations

from starlette.routing import BaseRoute

from console.desk import Desk


def routes(desk: Desk) -> list[BaseRoute]:
    """Return the routes of these pages, in both languages."""
    return []
