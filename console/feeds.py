"""`/feeds/…` and `/changes`: the published files over HTTP.

`/feeds/<file>` is a file of the current publication; `/feeds/@<publication>/<file>` one of a publication by
name, so that who reads several files is never given half of one and half of the next. The manifest at
`/feeds/manifest.json` names it in `folder`, as it does in a mirror.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from console.publications import Publications, Published
from store.changes import PAGE

NOTHING = "Nothing is published here yet: run `lloket refresh`, or `lloket demo` for a try.\n"
MANIFEST = "manifest.json"
OPEN = {"Access-Control-Allow-Origin": "*"}
"""What is published is for all: scripts of other sites may read it too."""
REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
"""The published report carries its style in the page, and no script."""
RPDE = "application/vnd.openactive.rpde+json; version=1"
FULL_AGE = 3600
"""Seconds that a full page of changes may be kept, as RPDE advises; the last one `LAST_AGE`."""
LAST_AGE = 8
LARGEST = 2**53
"""The largest change number that every reader of JSON can hold."""


class ChangePage(msgspec.Struct):
    """A published page of the change feed."""

    license: str
    items: list[msgspec.Raw]


class Numbered(msgspec.Struct):
    """The one field of an item that tells its place."""

    modified: int


class Feeds:
    """The endpoints of the published files."""

    def __init__(self, publications: Publications) -> None:
        self._publications = publications

    async def file(self, request: Request) -> Response:
        """Answer with a file of the current publication, or of the one that the path names."""
        name = request.path_params["name"]
        pinned = request.path_params.get("publication")
        shown = self._publications.named(pinned) if pinned else self._publications.current()
        if shown is None:
            return _missing("There is no such publication any more; begin at manifest.json.\n" if pinned else NOTHING)
        cache = "public, max-age=31536000, immutable" if pinned else "no-cache"
        if name == MANIFEST:
            content = shown.written if pinned else _naming(shown)
            etag = f'"{hashlib.sha256(content).hexdigest()}"'
            return _fresh(request, etag, Response(content, media_type="application/json"), cache)
        if name not in shown.files:
            return _missing(f"The publication has no such file; {MANIFEST} lists all.\n")
        entry = shown.files[name]
        path = shown.folder / entry.name
        if not path.is_file():
            return _missing("This publication was just replaced; begin again at manifest.json.\n")
        answer = FileResponse(path, media_type=entry.media_type, headers={"ETag": f'"{entry.sha256}"'})
        if entry.media_type == "text/html":
            answer.headers["Content-Security-Policy"] = REPORT_POLICY
        return _fresh(request, f'"{entry.sha256}"', answer, cache)

    def changes(self, request: Request) -> Response:
        """Answer with the changes after a number: RPDE 1.0 with `afterChangeNumber`, from the published pages."""
        given = request.query_params.get("afterChangeNumber", "-1")
        if not given.removeprefix("-").isdecimal() or len(given) > 17 or int(given) > LARGEST:
            return PlainTextResponse("afterChangeNumber is a whole number\n", 400, headers=OPEN)
        shown = self._publications.current()
        if shown is None:
            return _missing(NOTHING)
        after = int(given)
        licence, items, last = changes_after(shown, after)
        address = request.url_for("changes")
        page = {"next": f"{address}?afterChangeNumber={last}", "license": licence, "items": items}
        age = FULL_AGE if items else LAST_AGE
        return Response(
            msgspec.json.encode(page) + b"\n",
            headers={"Content-Type": RPDE, "Cache-Control": f"public, max-age={age}", **OPEN},
        )


def changes_after(shown: Published, after: int) -> tuple[str, list[msgspec.Raw], int]:
    """Return the licence, the next page's items after a change number, and the number to go on from."""
    names = sorted(
        name for name in shown.files if name.startswith("changes/") and not name.endswith("/index.json")
    )  # fmt: skip
    licence = ""
    for name in names[bisect_left(names, f"changes/{max(after + 1, 0) // PAGE:06}.json") :]:
        page = msgspec.json.decode(shown.read(name), type=ChangePage)
        licence = page.license
        numbered = [(msgspec.json.decode(item, type=Numbered).modified, item) for item in page.items]
        items = [(number, item) for number, item in numbered if number > after]
        if items:
            return licence, [item for _, item in items], items[-1][0]
    if not licence:
        licence = msgspec.json.decode(shown.read(names[-1]), type=ChangePage).license
    return licence, [], after


def _naming(shown: Published) -> bytes:
    """Return the manifest with the folder to read on from, as a mirror has it."""
    named = {"folder": f"@{shown.name}", **msgspec.json.decode(shown.written)}
    return msgspec.json.format(msgspec.json.encode(named), indent=2) + b"\n"


def _fresh(request: Request, etag: str, answer: Response, cache: str) -> Response:
    """Return the answer, or 304 where the reader has it already."""
    headers: Mapping[str, str] = {"ETag": etag, "Cache-Control": cache, **OPEN}
    if _has(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    answer.headers.update(headers)
    return answer


def _has(known: str, etag: str) -> bool:
    """Tell whether an If-None-Match names a tag; by weak comparison, as RFC 9110 wants it."""
    return known.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in known[:4000].split(",")}


def _missing(words: str) -> Response:
    return PlainTextResponse(words, 404, headers=OPEN)
