"""The application: which address is answered by what."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from console.accounts.door import refused
from console.address import KnownHosts
from console.behind import Behind, is_private
from console.desk import Desk
from console.feeds import Feeds
from console.headers import Guarded
from console.health import Counted, Health, without_key
from console.pages import failed, lost, routes, spoken
from console.render import HERE
from console.shelf import Shelf
from store import StoreError

log = logging.getLogger("lloket.console")

SQUEEZED = 5
"""gzip's level: past it, seconds grow and sizes hardly shrink."""
LARGEST_BODY = 1_000_000
"""Bytes of a request."""


def application(
    shelf: Shelf, desk: Desk | None = None, *, clock: Callable[[], datetime], address: str | None = None,
    opening: Callable[[], Desk | None] = lambda: None,
) -> Starlette:  # fmt: skip
    """Return the ASGI application that shows what lies on the shelf, and the desk behind it.

    Without a desk the private part says in a line that it is closed, until `opening` gives one.
    """
    behind = Behind(desk, opening, clock)
    publications = shelf.publications
    feeds = Feeds(publications)

    health = Health(shelf, behind, clock)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await asyncio.to_thread(shelf.look)
        watching = asyncio.create_task(shelf.watch())
        yield
        watching.cancel()
        await asyncio.to_thread(behind.close)

    return Starlette(
        routes=[
            Route("/feeds/@{publication}/{name:path}", feeds.file),
            Route("/feeds/{name:path}", feeds.file),
            Route("/changes", feeds.changes, name="changes"),
            Route("/healthz", health.healthz),
            Route("/metrics", health.metrics),
            Mount("/static", StaticFiles(directory=HERE / "static")),
            *routes(shelf, clock),
            *behind.routes(),
        ],
        middleware=[
            Middleware(Counted, health=health),
            Middleware(KnownHosts, address=desk.address if desk else address),
            Middleware(Guarded),
            Middleware(Squeezed),
            Middleware(RequestBodyLimitMiddleware, max_body_size=LARGEST_BODY),
        ],
        exception_handlers={
            400: _unreadable,
            413: _unreadable,
            404: lost,
            405: lost,
            500: failed,
            StoreError: _unreachable,
        },
        lifespan=lifespan,
    )


class Squeezed:
    """An application whose public answers are compressed.

    Private ones are not: they hold a secret beside words that the asker chose, and their length would tell of it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._squeezing = GZipMiddleware(app, minimum_size=1000, compresslevel=SQUEEZED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        app = self._app if scope["type"] == "http" and is_private(scope["path"]) else self._squeezing
        await app(scope, receive, send)


def _unreadable(request: Request, error: Exception) -> Response:
    """Answer where what was sent is too much or no form."""
    return refused("body", spoken(request), error.status_code if isinstance(error, HTTPException) else 400)


def _unreachable(request: Request, error: Exception) -> Response:
    """Answer where the store can't do what was asked."""
    log.error("%s: %s", without_key(request.url.path), error)
    return refused("store", spoken(request), 503)
