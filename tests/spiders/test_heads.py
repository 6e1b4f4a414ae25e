"""The heads of answers: what is heard, and what closes the connection."""

from __future__ import annotations

import asyncio
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

from spiders.addresses import PrivateAddressError
from spiders.heads import Head, HeadError, Heads
from tests.faults.server import FaultServer, Reply, certificate

Found = TypeVar("Found")
NOT_MODIFIED = b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'


async def itself(name: str) -> str:
    return name


def get(url: str, *, timeout: float = 5.0, resolve: Any = itself, fields: dict[str, str] = {}) -> Head:  # noqa: B006
    async def asked() -> Head:
        heads = Heads(resolve, timeout=timeout)
        try:
            return await heads.get(url, fields)
        finally:
            heads.close()

    return in_a_loop(asked())


def in_a_loop(asked: Coroutine[Any, Any, Found]) -> Found:
    """Run it in a thread: a browser test that ran before may have left a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()


HEARD = [
    (NOT_MODIFIED, 304, {"etag": '"a"'}),
    (b"HTTP/1.1 304 Not Modified\nETag: b\n\n", 304, {"etag": "b"}),
    (b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc", 200, {"content-length": "3"}),
    (b"HTTP/1.1 503 Busy\r\nRetry-After: 9\r\nTransfer-Encoding: chunked\r\n\r\n", 503, {"retry-after": "9"}),
]


@pytest.mark.parametrize(("raw", "status", "headers"), HEARD)
def test_what_is_heard(server: FaultServer, raw: bytes, status: int, headers: dict[str, str]) -> None:
    server.pages["*"] = Reply(raw=raw)
    head = get(f"{server.url}/cursus/1?a=b", fields={"If-None-Match": '"a"'})
    assert (head.status, head.headers.items() >= headers.items()) == (status, True)
    (asked,) = server.heads
    assert asked == f'GET /cursus/1?a=b HTTP/1.1\r\nHost: {server.host}\r\nIf-None-Match: "a"\r\n\r\n'.encode()


def dripping() -> Iterator[bytes]:
    return (f"X-{n}: x\r\n".encode() for n in range(300))


def endless(sent: list[int]) -> Iterator[bytes]:
    for n in range(2000):
        sent.append(n)
        yield b"X-Long: " + b"x" * 20_000 + b"\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x01SSH-2.0-nothing\r\n\r\n", b"304\r\n\r\n", b"HTTP/1.1 3O4 Not Modified\r\n\r\n",
        b"HTTP/1.1 304 Not Modified\r\nETag:", b"\n" * 100, b"HTTP/1.1 100 Continue\r\n\r\n", b"",
        b"HTTP/1.1 304 Not Modified\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 304 Not Modified\r\n" + b"x" * 70_000 + b"\r\n\r\n",
    ],
)  # fmt: skip
def test_what_is_no_answer(server: FaultServer, raw: bytes) -> None:
    server.pages["*"] = Reply(raw=raw or b" ")
    with pytest.raises(HeadError):
        get(f"{server.url}/")


def test_a_head_that_drips_is_given_up(server: FaultServer) -> None:
    server.pages["*"] = Reply(raw=b"HTTP/1.1 304 Not Modified\r\n", drip=dripping(), pause=0.1)
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        get(f"{server.url}/", timeout=0.5)
    assert time.monotonic() - began < 5


def test_a_head_without_end_is_cut(server: FaultServer) -> None:
    sent: list[int] = []
    server.pages["*"] = Reply(raw=b"HTTP/1.1 304 Not Modified\r\n", drip=endless(sent))
    with pytest.raises(HeadError, match="more than"):
        get(f"{server.url}/", timeout=20)
    assert len(sent) < 1500


@pytest.mark.parametrize("url", ["/a b", "/a\r\nX: y", "/\u2028"])
def test_what_may_not_be_said_is_not(server: FaultServer, url: str) -> None:
    with pytest.raises(HeadError):
        get(server.url + url)
    with pytest.raises(HeadError):
        get(f"{server.url}/", fields={"If-None-Match": '"a"\r\nX: y'})
    assert server.log == []


def test_an_address_that_is_refused_is_not_connected_to(server: FaultServer, inside: FaultServer) -> None:
    async def refused(name: str) -> str:
        raise PrivateAddressError(name)

    with pytest.raises(PrivateAddressError):
        get(f"{inside.url}/", resolve=refused)
    assert inside.log == []


def test_the_address_that_was_resolved_is_connected_to(server: FaultServer) -> None:
    async def resolved(name: str) -> str:
        assert name == "school.example"
        return "127.0.0.1"

    server.pages["*"] = Reply(raw=NOT_MODIFIED)
    assert get(f"http://school.example:{server.port}/", resolve=resolved).status == 304
    assert f"Host: school.example:{server.port}".encode() in server.heads[0]


@pytest.mark.parametrize("trusted", [False, True])
def test_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path / "pair.pem"))
    asked: list[bytes] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline())
            self.wfile.write(NOT_MODIFIED)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as tls:
        tls.handle_error = lambda *_: None  # type: ignore[method-assign]
        tls.socket = context.wrap_socket(tls.socket, server_side=True)
        threading.Thread(target=tls.serve_forever, daemon=True).start()
        url = f"https://127.0.0.1:{tls.server_address[1]}/"
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "pair.pem"))
            assert get(url).status == 304
        else:
            with pytest.raises(ssl.SSLCertVerificationError):
                get(url)
        tls.shutdown()
    assert len(asked) == trusted


class Keeping:
    """A server that keeps its connections: gives each of them the next list of answers, and then closes it."""

    def __init__(self, *connections: list[bytes]) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(10)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        self.opened = 0
        self.connections = connections
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        with self.socket:
            for answers in self.connections:
                connection, _ = self.socket.accept()
                self.opened += 1
                with connection:
                    for answer in answers:
                        if not connection.recv(65536):
                            break
                        connection.sendall(answer)


def ask_times(url: str, times: int) -> list[int | str]:
    async def asked() -> list[int | str]:
        heads = Heads(itself, timeout=2.0)
        came: list[int | str] = []
        for _ in range(times):
            try:
                came.append((await heads.get(url, {})).status)
            except HeadError as error:
                came.append(str(error))
            await asyncio.sleep(0.05)
        heads.close()
        return came

    return in_a_loop(asked())


BODY = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
CONNECTIONS = [
    ([[NOT_MODIFIED] * 3], [304, 304, 304]),
    ([[NOT_MODIFIED], [NOT_MODIFIED] * 2], [304, 304, 304]),  # closed between two
    ([[NOT_MODIFIED, b""], [NOT_MODIFIED] * 2], [304, 304, 304]),  # closed when it was asked
    ([[BODY], [NOT_MODIFIED] * 2], [200, 304, 304]),  # what has a body is not kept
    ([[NOT_MODIFIED + NOT_MODIFIED], [NOT_MODIFIED]], [304, 304]),  # what was not asked for is not heard
    ([[NOT_MODIFIED, b"HTTP/1.1 304"], [NOT_MODIFIED]], [304, "the connection was lost", 304]),
]


@pytest.mark.parametrize(("connections", "came"), CONNECTIONS)
def test_connections(connections: list[list[bytes]], came: list[int | str]) -> None:
    keeping = Keeping(*connections)
    assert ask_times(keeping.url, len(came)) == came
    assert keeping.opened == len(connections)
