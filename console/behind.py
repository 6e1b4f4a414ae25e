"""What lies behind the door: the desk's pages, or, as long as the database can't be opened, a line that says so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from console import analysts, providers, staff
from console.accounts import pages as entrance
from console.accounts.door import refused
from console.desk import Desk
from console.pages import spoken

AGAIN = timedelta(seconds=15)
"""Who knocks has the database tried again, at most so often."""
PRIVATE_PARTS = (
    *("/beheer", "/aanbieder", "/analyse", "/inloggen", "/uitloggen", "/wachtwoord"),
    *("/en/manage", "/en/provider", "/en/analysis", "/en/sign-in", "/en/sign-out", "/en/password"),
)
"""What begins so is behind the door."""


class Behind:
    """The private part: open, or closed until `opening` gives a desk."""

    def __init__(self, desk: Desk | None, opening: Callable[[], Desk | None], clock: Callable[[], datetime]) -> None:
        self.desk = desk
        """What its pages work with; None while it is closed."""
        self._opening, self._clock = opening, clock
        self._tried, self._knocking = clock(), threading.Lock()
        self._closed = [
            Route(address, self.knock, methods=["GET", "POST"])
            for part in PRIVATE_PARTS
            for address in (part, f"{part}/{{rest:path}}")
        ]

    def routes(self) -> list[BaseRoute]:
        """Return the routes as things stand."""
        return private_routes(self.desk) if self.desk else list(self._closed)

    def knock(self, request: Request) -> Response:
        """Answer while it is closed; where it can be opened by now, with the page that was asked for."""
        with self._knocking:
            if self.desk is None and self._tried + AGAIN <= self._clock():
                self._tried, self.desk = self._clock(), self._opening()
                if self.desk:
                    self._open(request.app, self.desk)
        if self.desk:
            return RedirectResponse(request.url.path + f"?{request.url.query}".rstrip("?"), 307)
        return refused("closed", spoken(request), 503)

    def _open(self, app: Starlette, desk: Desk) -> None:
        public = [route for route in app.router.routes if route not in self._closed]
        app.router.routes = [*public, *private_routes(desk)]

    def close(self) -> None:
        """Stop what goes on for the desk."""
        for closing in self.desk.closing if self.desk else ():
            closing()


def private_routes(desk: Desk) -> list[BaseRoute]:
    """Return the routes behind the door, and the door."""
    return [*entrance.routes(desk), *staff.routes(desk), *providers.routes(desk), *analysts.routes(desk)]


def is_private(path: str) -> bool:
    """Tell whether an address lies behind the door, or is the door."""
    return any(path == part or path.startswith(f"{part}/") for part in PRIVATE_PARTS)
