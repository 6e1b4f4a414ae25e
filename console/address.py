"""Where the console is on the web, and for which hosts it answers."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names of this machine itself, by which a web server before it may ask."""
WATCHED = frozenset({"/healthz", "/metrics"})
"""What watchdogs ask for by whatever name they know."""


def root_of(address: str) -> str:
    """Return the console's address without a slash at its end; raises ValueError where it is more than a host."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError(f"{address!r} is no address such as https://loket.example")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def beside(published: str | None) -> str | None:
    """Return the console's address, given that of the published folder; None where that is not the console's own."""
    if not published or not published.rstrip("/").endswith("/feeds"):
        return None
    try:
        return root_of(published.rstrip("/").removesuffix("/feeds"))
    except ValueError:
        return None


class KnownHosts:
    """An application that answers for its own host only, so that no link is made of a Host that somebody invented.

    Whatever a web server before it says, it is where its `address` says. Without one it answers for every host.
    """

    def __init__(self, app: ASGIApp, address: str | None) -> None:
        self._app = app
        parts = urlsplit(address) if address else None
        self._host = parts.netloc if parts else None
        self._scheme = parts.scheme if parts else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and self._host is not None and scope["path"] not in WATCHED:
            given = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
            name = given.rpartition(":")[0] if given.rpartition(":")[2].isdecimal() else given
            if given != self._host and name not in LOOPBACK:
                await PlainTextResponse("There is nothing under this name.\n", 421)(scope, receive, send)
                return
            others = [(header, value) for header, value in scope["headers"] if header != b"host"]
            here = {"headers": [*others, (b"host", self._host.encode("latin-1"))], "scheme": self._scheme}
            scope = {**scope, **here}
        await self._app(scope, receive, send)
