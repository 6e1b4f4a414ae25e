"""A second refresh of an unchanged site against the first: requests, bytes, seconds, CPU time of all processes.

    python benchmarks/refresh.py [--pages 2000]

The site is served on loopback with an ETag a page, lists of links and no delay; each page is about 30 KB. It is
measured without a sitemap, and with one that tells truly when each page changed. Goal: the second refresh at most 5 %
of the bytes and 10 % of the CPU time of the first. A third refresh, on the next day, finds one page in twenty changed.
The program is compiled before, as an installed one is, whatever PYTHONDONTWRITEBYTECODE says.
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
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PARTS = (
    "cli.py",
    "refresh.py",
    "job.py",
    "readers.py",
    "reread.py",
    "acts",
    "commands",
    "exports",
    "normalize",
    "spiders",
    "store",
)
FILLING = '<li class="menu-item"><a class="nav-link" href="#s{n}">Onderdeel {n}</a></li>\n'
PAGE = """<!doctype html><html lang="nl"><head><title>Cursus Techniek {n} | School</title></head><body><nav>
<ul>{menu}</ul>
</nav><main><h1>Cursus Techniek {n}</h1><p>In deze cursus leer je techniek {n}. Voor analisten met ervaring.</p><dl>
<dt>Prijs</dt><dd>€ {price},- excl. btw</dd><dt>Duur</dt><dd>2 dagen</dd><dt>Startdatum</dt><dd>12 maart 2027</dd></dl>
</main></body></html>"""
MENU = "".join(FILLING.format(n=n) for n in range(350))
LISTED = 100
"""Courses on a page of the list."""
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment in which what was compiled is kept."""


class School(BaseHTTPRequestHandler):
    """A site of many courses; counts the bytes it sends."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    pages = 2000
    sent = 0
    asked = 0
    lastmod = False
    changed = 0
    """How often one page in twenty changed."""

    def do_GET(self) -> None:
        """Answer, with 304 to who has the page."""
        School.asked += 1
        body = self.body()
        tag = f'"{hashlib.md5(body or b"", usedforsecurity=False).hexdigest()}"'
        if body is not None and self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.send_header("ETag", tag)
            self.end_headers()
            School.sent += 100
            return
        self.send_response(404 if body is None else 200)
        kind = "application/xml" if self.path.endswith(".xml") else "text/html; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")
        School.sent += 200 + len(body or b"")

    def body(self) -> bytes | None:
        """Return the page; None where there is none."""
        part = self.path.strip("/").split("/")
        if part == ["sitemap.xml"] and self.lastmod:
            entries = "".join(
                f"<url><loc>http://{self.headers['Host']}/cursus/techniek-{n}</loc><lastmod>{self.moment(n)}</lastmod></url>"
                for n in range(self.pages)
            )
            return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()
        if part == [""]:
            lists = range(0, self.pages, LISTED)
            links = "".join(f'<li><a href="/cursussen/lijst-{n}">Cursussen {n}</a></li>' for n in lists)
            return f"<html lang=nl><title>School</title><h1>School</h1><ul>{links}</ul></html>".encode()
        if part[0] == "cursussen" and part[-1].startswith("lijst-"):
            first = int(part[-1][6:])
            links = "".join(
                f'<li><a href="/cursus/techniek-{n}">Techniek {n}</a></li>' for n in range(first, first + LISTED)
            )
            return f"<html lang=nl><title>Lijst</title><h1>Lijst {first}</h1><ul>{links}</ul></html>".encode()
        if part[0] == "cursus" and part[-1].startswith("techniek-"):
            n = int(part[-1][9:])
            return PAGE.format(n=n, price=100 + n + (self.changed if n % 20 == 0 else 0), menu=MENU).encode()
        return None

    def moment(self, n: int) -> str:
        """Return when a page changed."""
        if self.changed and n % 20 == 0:
            return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return f"2026-{1 + n % 9:02}-{1 + n % 28:02}"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def refresh(folder: Path, today: str) -> dict[str, float]:
    """Refresh once and return what it took."""
    School.sent = School.asked = 0
    before, began = os.times(), time.monotonic()
    command = [sys.executable, str(ROOT / "cli.py"), "refresh", "--today", today, "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, env=COMPILED)
    after = os.times()
    crawl = json.loads(done.stdout)["providers"][0]["crawl"]
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {
        "requests": School.asked, "bytes": School.sent, "pages": crawl["pages"], "unchanged": crawl["unchanged"],
        "spared": crawl["spared"],
        "seconds": time.monotonic() - began, "cpu": cpu,
    }  # fmt: skip


def main() -> None:
    """Refresh three times, with and without a sitemap, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=2000)
    School.pages = parser.parse_args().pages
    subprocess.run([sys.executable, "-m", "compileall", "-q", *PARTS], cwd=ROOT, check=True, env=COMPILED)
    server = ThreadingHTTPServer(("127.0.0.1", 0), School)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for School.lastmod, what in ((False, "ETag"), (True, "ETag and lastmod")):
        School.changed = 0
        with tempfile.TemporaryDirectory() as name:
            measure(Path(name), f"http://127.0.0.1:{server.server_port}/", what)
    server.shutdown()


def measure(folder: Path, website: str, what: str) -> None:
    """Refresh three times and print the figures."""
    (folder / "providers.toml").write_text(
        f'[[provider]]\nid = "school"\nname = "School"\nwebsite = "{website}"\n'
        f"private_network = true\ndelay = 0\nmax_pages = {School.pages * 2}\n"
    )
    first, second = refresh(folder, "2026-11-22"), refresh(folder, "2026-11-22")
    School.changed += 1
    third = refresh(folder, "2026-11-23")
    print(f"{what:16} {'first':>12} {'unchanged':>12} {'share':>8} {'5 % changed':>12} {'share':>8}")
    for figure, value in first.items():
        shares = [f"{one[figure] / value:8.1%}" if value else " " * 8 for one in (second, third)]
        print(f"{figure:16} {value:12,.1f} {second[figure]:12,.1f} {shares[0]} {third[figure]:12,.1f} {shares[1]}")


if __name__ == "__main__":
    main()
