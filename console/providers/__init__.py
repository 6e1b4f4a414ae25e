"""The pages of a provider: how its courses appear, what to mend and how, and what it wants to say to the desk."""

from __future__ import annotations

from starlette.routing import BaseRoute

from console.accounts.door import PROVIDERS, doors
from console.desk import Desk
from console.providers import courses, looking, messages, overview
from console.providers.addresses import ADDRESSES
from console.providers.owned import owned


def routes(desk: Desk) -> list[BaseRoute]:
    """Return the routes of these pages, in both languages."""
    pages = {
        "overview": overview.overview,
        "courses": courses.courses,
        "course": courses.course,
        "look": looking.look,
        "messages": messages.messages,
    }
    return [
        route
        for name, answer in pages.items()
        for route in doors(desk, PROVIDERS, ADDRESSES[name], owned(desk, answer), posts=name in ("course", "look"))
    ]
