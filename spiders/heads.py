"""The heads of answers (RFC 9112), asked for over kept connections; what follows a head is never read.

Just enough to hear "not modified". Whatever else comes, or does not come, closes the connection and is left to Scrapy.
"""

from __future__ import annotations

import asyncio
import io
import re
import ssl
from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from http.client import HTTPException, HTTPResponse
from typing import Any, NamedTuple
from urllib.parse import urlsplit

MAX_HEAD = 64 * 1024
"""The longest head that is read, in bytes."""
END = re.compile(rb"\n\r?\n")
PRINTABLE = re.compile(r"[ -~\t\x80-\xff]*")
"""What a line of a request may hold."""


class HeadError(Exception):
    """There was no answer, or one that is no HTTP."""


class Head(NamedTuple):
    """The head of an answer."""

    status: int
    headers: dict[str, str]
    """Names in lower case."""


class UnheardError(HeadError):
    """The connection was closed before anything of an answer came, it may be before the request arrived."""


class Heads:
    """Asks for the heads of answers, one at a time of an origin."""

    def __init__(self, resolve: Callable[[str], Awaitable[str]], *, timeout: float) -> None:
        """`resolve` gives the address that a name may be connected to, or raises; `timeout` is in seconds."""
        self._resolve = resolve
        self._timeout = timeout
        self._kept: dict[tuple[str, str], _Connection] = {}

    async def get(self, url: str, fields: Mapping[str, str]) -> Head:
        """Return the head of the answer to a GET; raises HeadError, OSError, TimeoutError, or what `resolve` raises."""
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        lines = [f"GET {target} HTTP/1.1", f"Host: {parts.netloc}", *(f"{name}: {fields[name]}" for name in fields)]
        if " " in target or not all(PRINTABLE.fullmatch(line) for line in lines):
            raise HeadError(f"{url}: can't be asked for")
        asked = "\r\n".join((*lines, "", "")).encode("latin-1")
        origin = (parts.scheme, parts.netloc)
        async with asyncio.timeout(self._timeout):
            kept = self._kept.pop(origin, None)
            connection = kept if kept is not None and kept.is_open else await self._open(url)
            try:
                try:
                    head = await connection.ask(asked)
                except UnheardError:
                    if connection is not kept:
                        raise
                    connection = await self._open(url)
                    head = await connection.ask(asked)
            except BaseException:
                connection.close()
                raise
        if connection.is_open:
            self._kept[origin] = connection
        return head

    def close(self) -> None:
        """Close the connections."""
        for connection in self._kept.values():
            connection.close()
        self._kept.clear()

    async def _open(self, url: str) -> _Connection:
        parts = urlsplit(url)
        name = parts.hostname or ""
        secure = parts.scheme == "https"
        address = await self._resolve(name)
        _, connection = await asyncio.get_running_loop().create_connection(
            _Connection, address, parts.port or (443 if secure else 80),
            ssl=self._verified if secure else None, server_hostname=name if secure else None,
        )  # fmt: skip
        return connection

    @cached_property
    def _verified(self) -> ssl.SSLContext:
        return ssl.create_default_context()


class _Connection(asyncio.Protocol):
    """A connection on which one thing is asked at a time."""

    def __init__(self) -> None:
        self._transport: Any = None
        self._answer: asyncio.Future[Head] | None = None
        self._came = b""

    @property
    def is_open(self) -> bool:
        """Whether more can be asked."""
        return self._transport is not None and not self._transport.is_closing()

    def ask(self, request: bytes) -> asyncio.Future[Head]:
        """Send a request; the head of its answer is to be awaited."""
        self._answer = asyncio.get_running_loop().create_future()
        self._came = b""
        if self.is_open:
            self._transport.write(request)
        else:
            self._answer.set_exception(UnheardError("closed"))
        return self._answer

    def close(self) -> None:
        """Close at once, without another word."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take in a piece of a head; what was not asked for, or has no end, closes the connection."""
        if self._answer is None or self._answer.done():
            self.close()
            return
        self._came += data
        end = END.search(self._came)
        if end is None:
            if len(self._came) > MAX_HEAD:
                self._fail(HeadError(f"a head of more than {MAX_HEAD} bytes"))
            return
        try:
            head, kept = read_head(self._came)
        except (HTTPException, ValueError) as error:
            self._fail(HeadError(f"no HTTP: {type(error).__name__}"))
            return
        if not kept or end.end() < len(self._came):
            self.close()
        self._answer.set_result(head)

    def connection_lost(self, error: Exception | None) -> None:
        """Tell who waits for an answer."""
        self._fail(HeadError("the connection was lost") if self._came else UnheardError("the connection was lost"))

    def _fail(self, error: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)
        self.close()


class _Received:
    """What came, as http.client wants it."""

    def __init__(self, received: bytes) -> None:
        self._received = received

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._received)


def read_head(received: bytes) -> tuple[Head, bool]:
    """Read the head of an answer; tell whether nothing follows it and the connection stays.

    Raises HTTPException or ValueError for what is none.
    """
    response = HTTPResponse(_Received(received), method="GET")  # type: ignore[arg-type]  # all that it asks of a socket
    response.begin()
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Head(response.status, headers), not response.will_close and response.length == 0
