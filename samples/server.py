"""The sample sites over real HTTP: loopback, a port and a thread pool of its own per site."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, time
from email.utils import format_datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from samples.sites import Answer, Site


class SiteServer(ThreadingHTTPServer):
    """Serves one site; the site is given once the ports of all are known."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    site: Site
    answer: Callable[[str], Answer]

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def base(self) -> str:
        """The site's address, without a closing slash."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def give(self, site: Site) -> None:
        """Set what is served."""
        self.site = site
        self.answer = cache(site.answer)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that hung up."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Apache"
    sys_version = ""
    timeout = 20
    server: SiteServer

    def do_GET(self) -> None:
        """Answer with the body."""
        self._reply(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self._reply(with_body=False)

    def _reply(self, *, with_body: bool) -> None:
        answer = self.server.answer(self.path)
        changed = self.server.site.changed(unquote(urlsplit(self.path).path))
        modified = datetime.combine(changed, time(6, 30), UTC)
        tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        known = self.headers.get("If-None-Match") == tag or (
            "If-None-Match" not in self.headers
            and self.headers.get("If-Modified-Since") == format_datetime(modified, usegmt=True)
        )
        if answer.status == 200 and known:
            self.send_response(304)
            self.send_header("ETag", tag)
            self.end_headers()
            return
        body, zipped = answer.body, "gzip" in self.headers.get("Accept-Encoding", "") and len(answer.body) > 500
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        if answer.status == 200:
            self.send_header("ETag", tag)
            self.send_header("Last-Modified", format_datetime(modified, usegmt=True))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if zipped and answer.content_type != "application/gzip":
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Write no log."""
