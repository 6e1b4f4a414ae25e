"""The application: which address is answered by what."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from console.feeds import Feeds
from console.headers import Guarded
from console.publications import Publications

SQUEEZED = 5
"""gzip's level: past it, seconds grow and sizes hardly shrink."""


def application(out: Path) -> Starlette:
    """Return the ASGI application that shows what is published in a folder."""
    publications = Publications(out)
    feeds = Feeds(publications)

    def health(_request: Request) -> Response:
        shown = publications.current()
        told = {
            "status": "ok" if shown else "nothing published",
            "publication": shown.name if shown else None,
            "generated_at": shown.manifest.generated_at.isoformat() if shown else None,
        }
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    return Starlette(
        routes=[
            Route("/feeds/@{publication}/{name:path}", feeds.file),
            Route("/feeds/{name:path}", feeds.file),
            Route("/changes", feeds.changes, name="changes"),
            Route("/healthz", health),
        ],
        middleware=[
            Middleware(Guarded),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=SQUEEZED),
        ],
    )
