"""The fault injector: a web server that is slow, lies, loops, cuts off or vanishes as a test says.

It remembers who asked for what and when: its log is the test's witness.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Reply:
    """What the server answers."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    type: str = "text/html; charset=utf-8"
    wait: float = 0.0
    promised: int | None = None
    raw: bytes = b""
    etag: str = ""
    """Is sent, and answered with 304 to who has it."""
    drip: Iterable[bytes] = ()
    """What follows piece by piece; with it no length is promised, and the end is where the connection ends."""
    pause: float = 0.0
    """Seconds before each piece."""

    def data(self) -> bytes:
        if self.raw:
            return self.raw
        body = self.body.encode() if isinstance(self.body, str) else self.body
        tag = {"ETag": f'"{self.etag}"'} if self.etag else {}
        length = {} if self.drip else {"Content-Length": str(self.promised or len(body))}
        headers = {"Content-Type": self.type, **tag, **length, **self.headers}
        lines = [
            f"HTTP/1.1 {self.status} Answer",
            *(f"{k}: {v}" for k, v in headers.items()),
            "Connection: close",
            "",
            "",
        ]
        return "\r\n".join(lines).encode("latin-1") + body


Answer = Reply | str | Callable[[str], Reply]


class FaultServer:
    """Serves `pages` (path with query, or path alone, or "*") on one address; "log" holds (time, path)."""

    def __init__(self, address: str, port: int = 0) -> None:
        self.pages: dict[str, Answer] = {}
        self.log: list[tuple[float, str]] = []
        self.heads: list[bytes] = []
        """What was asked, word for word."""
        self.asking = 0
        self.most_at_once = 0
        """How many were being answered at one time."""
        self.socket = socket.create_server((address, port), backlog=128)
        self.port: int = self.socket.getsockname()[1]
        self.host = f"{address}:{self.port}"
        self.url = f"http://{self.host}"
        self.closed = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.log]

    @property
    def hits(self) -> list[str]:
        """What was asked for beside robots.txt and sitemaps."""
        return [path for path in self.paths if path not in ("/robots.txt", "/sitemap.xml", "/sitemap_index.xml")]

    def gaps(self) -> list[float]:
        times = [when for when, _ in self.log]
        return [later - sooner for sooner, later in pairwise(times)]

    def close(self) -> None:
        self.closed.set()
        self.socket.close()

    def _accept(self) -> None:
        while not self.closed.is_set():
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                asked = b""
                while b"\r\n\r\n" not in asked:
                    piece = connection.recv(65536)
                    if not piece:
                        return
                    asked += piece
                path = asked.split(b" ", 2)[1].decode("latin-1")
                self.log.append((time.monotonic(), path))
                self.heads.append(asked)
                self.asking += 1
                self.most_at_once = max(self.most_at_once, self.asking)
                reply = self._reply(path)
                if reply.wait:
                    self.closed.wait(reply.wait)
                self.asking -= 1
                if reply.etag and f'if-none-match: "{reply.etag}"'.encode() in asked.lower():
                    reply = Reply(status=304, etag=reply.etag)
                connection.sendall(reply.data())
                for piece in reply.drip:
                    if self.closed.wait(reply.pause):
                        return
                    connection.sendall(piece)
            except OSError:
                return

    def _reply(self, path: str) -> Reply:
        found = self.pages.get(path) or self.pages.get(path.partition("?")[0])
        if found is None:
            found = Reply("not here", 404) if path in ("/robots.txt", "/sitemap.xml", "/sitemap_index.xml") else None
        found = found or self.pages.get("*") or Reply("<p>not here", 404)
        if callable(found):
            found = found(path)
        return Reply(found) if isinstance(found, str) else found


def certificate(file: Path) -> Path:
    """Write a certificate of 127.0.0.1 for which nobody vouches, with its key; return the file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, now - timedelta(days=1), now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    text = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file.write_bytes(pem + key.private_bytes(serialization.Encoding.PEM, *text))
    return file
