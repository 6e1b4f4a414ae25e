"""The application: which address is answered by what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from console.feeds import Feeds
from console.headers import Guarded
from console.pages import failed, lost, routes
from console.publications import Publications
from console.render import HERE
from console.shelf import Shelf

SQUEEZED = 5
"""gzip's level: past it, seconds grow and sizes hardly shrink."""


def application(out: Path, indexes: Path) -> Starlette:
    """Return the ASGI application that shows what is published in `out`; `indexes` is the folder of its indexes."""
    publications = Publications(out)
    feeds = Feeds(publications)
    shelf = Shelf(publications, indexes)

    def health(_request: Request) -> Response:
        shown = publications.current()
        told = {
            "status": "ok" if shown else "nothing published",
            "publication": shown.name if shown else None,
            "generated_at": shown.manifest.generated_at.isoformat() if shown else None,
            "searched": shelf.catalogue.shown.name if shelf.catalogue else None,
        }
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await asyncio.to_thread(shelf.look)
        watching = asyncio.create_task(shelf.watch())
        yield
        watching.cancel()

    return Starlette(
        routes=[
            Route("/feeds/@{publication}/{name:path}", feeds.file),
            Route("/feeds/{name:path}", feeds.file),
            Route("/changes", feeds.changes, name="changes"),
            Route("/healthz", health),
            Mount("/static", StaticFiles(directory=HERE / "static")),
            *routes(shelf),
        ],
        middleware=[
            Middleware(Guarded),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=SQUEEZED),
        ],
        exception_handlers={404: lost, 405: lost, 500: failed},
        lifespan=lifespan,
    )
