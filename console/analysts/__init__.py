"""The pages of analysts: coverage, supply, overlap, and demand beside supply, each figure with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.responses import Response
from starlette.routing import BaseRoute

from console.accounts.door import ANALYSTS, Asked, doors
from console.analysts import pages
from console.analysts.addresses import ADDRESSES
from console.analysts.held import Held
from console.desk import Desk


def routes(desk: Desk) -> list[BaseRoute]:
    """Return the routes of these pages, in both languages."""
    held = Held(desk.store.database)
    answers: dict[str, Callable[[Asked], Response]] = {
        **{name: pages.page(desk, held, name) for name in ("coverage", "supply", "overlap")},
        "demand": partial(pages.asked_for, desk, held),
        "table": partial(pages.table, desk, held),
        "drawing": partial(pages.drawing, desk, held),
        "template": partial(pages.template, desk),
        "needs": partial(pages.written, desk),
    }
    return [
        route
        for name, answer in answers.items()
        for route in doors(desk, ANALYSTS, ADDRESSES[name], answer, posts=name == "demand")
    ]
