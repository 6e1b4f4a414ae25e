"""A second refresh of an unchanged site against the first: requests, bytes, seconds, CPU time of all processes.

    python benchmarks/refresh.py [--pages 2000]

The site is served on loopback with an ETag a page, a list of links and no delay; each page is about 30 KB. Goal: the
second refresh at most 5 % of the bytes and 10 % of the CPU time of the first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FILLING = '<li class="menu-item"><a class="nav-link" href="#s{n}">Onderdeel {n}</a></li>\n'
PAGE = """<!doctype html><html lang="nl"><head><title>Cursus Techniek {n} | School</title></head><body><nav>
<ul>{menu}</ul>
</nav><main><h1>Cursus Techniek {n}</h1><p>In deze cursus leer je techniek {n}. Voor analisten met ervaring.</p><dl>
<dt>Prijs</dt><dd>€ {price},- excl. btw</dd><dt>Duur</dt><dd>2 dagen</dd><dt>Startdatum</dt><dd>12 maart 2027</dd></dl>
</main></body></html>"""
MENU = "".join(FILLING.format(n=n) for n in range(350))
LISTED = 100
"""Courses on a page of the list."""


class School(BaseHTTPRequestHandler):
    """A site of many courses; counts the bytes it sends."""

    pages = 2000
    sent = 0
    asked = 0

    def do_GET(self) -> None:
        """Answer, with 304 to who has the page."""
        School.asked += 1
        body = self.body()
        tag = f'"{hashlib.md5(body or b"", usedforsecurity=False).hexdigest()}"'
        if body is not None and self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            School.sent += 100
            return
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")
        School.sent += 200 + len(body or b"")

    def body(self) -> bytes | None:
        """Return the page; None where there is none."""
        part = self.path.strip("/").split("/")
        if part == [""]:
            lists = range(0, self.pages, LISTED)
            links = "".join(f'<li><a href="/cursussen/lijst-{n}">Cursussen {n}</a></li>' for n in lists)
            return f"<html lang=nl><title>School</title><h1>School</h1><ul>{links}</ul></html>".encode()
        if part[0] == "cursussen" and part[-1].startswith("lijst-"):
            first = int(part[-1][6:])
            links = "".join(f'<li><a href="/cursus/{n}">Techniek {n}</a></li>' for n in range(first, first + LISTED))
            return f"<html lang=nl><title>Lijst</title><h1>Lijst {first}</h1><ul>{links}</ul></html>".encode()
        if part[0] == "cursus" and part[-1].isdigit():
            return PAGE.format(n=part[-1], price=100 + int(part[-1]), menu=MENU).encode()
        return None

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def refresh(folder: Path) -> dict[str, float]:
    """Refresh once and return what it took."""
    School.sent = School.asked = 0
    before, began = os.times(), time.monotonic()
    command = [sys.executable, str(ROOT / "cli.py"), "refresh", "--today", "2026-11-22", "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    after = os.times()
    crawl = json.loads(done.stdout)["providers"][0]["crawl"]
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {
        "requests": School.asked, "bytes": School.sent, "pages": crawl["pages"], "unchanged": crawl["unchanged"],
        "seconds": time.monotonic() - began, "cpu": cpu,
    }  # fmt: skip


def main() -> None:
    """Refresh twice and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=2000)
    School.pages = parser.parse_args().pages
    server = ThreadingHTTPServer(("127.0.0.1", 0), School)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "providers.toml").write_text(
            f'[[provider]]\nid = "school"\nname = "School"\nwebsite = "http://127.0.0.1:{server.server_port}/"\n'
            f"private_network = true\ndelay = 0\nmax_pages = {School.pages * 2}\n"
        )
        first, second = refresh(folder), refresh(folder)
    server.shutdown()
    print(f"{'':10} {'first':>12} {'second':>12} {'share':>8}")
    for figure, value in first.items():
        share = f"{second[figure] / value:8.1%}" if value else ""
        print(f"{figure:10} {value:12,.1f} {second[figure]:12,.1f} {share}")


if __name__ == "__main__":
    main()
