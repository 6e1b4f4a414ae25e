"""A small provider site with every fault, and the command line in a process of its own."""

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

import pytest

import cli

ROOT = Path(__file__).parents[2]

COURSE = """<!doctype html><html lang="nl"><head><title>{title} | Goede School</title></head><body><main>
<h1>{title}</h1><p>In deze cursus leer je alles over {title}. De cursus is bedoeld voor analisten.</p>
<dl><dt>Prijs</dt><dd>€ 450,- excl. btw</dd><dt>Duur</dt><dd>2 dagen</dd><dt>Startdatum</dt><dd>12 maart 2027</dd>
<dt>Voor wie</dt><dd>Analisten</dd></dl></main></body></html>"""
TITLES = ["Aseptisch werken", "Celkweek", "Werken met GMP", "Chromatografie", "Validatie", "Biostatistiek"]


class Site(BaseHTTPRequestHandler):
    """A good school, and beside it every fault, by the first part of the path."""

    titles: ClassVar[list[str]] = list(TITLES)
    tags: ClassVar[dict[str, str]] = {}
    asked = 0
    delay = 0.0
    course = COURSE
    answers: ClassVar[dict[str, tuple[int, str, str]]] = {}
    """Path to status, body and where it leads, instead of what the school answers."""
    validators = False
    """Whether pages carry an ETag, and are not sent again to who has them."""
    lies = False
    """Whether every ETag stays the same whatever the page."""
    closed = False
    """Whether every page says that the site is closed, with status 200."""

    def do_GET(self) -> None:
        Site.asked += 1
        time.sleep(Site.delay)
        part = self.path.strip("/").split("/")[0]
        answer: Callable[[], None] = getattr(self, f"answer_{part}", self.answer_school)
        answer()

    def answer_school(self) -> None:
        if self.path in self.answers:
            status, body, location = self.answers[self.path]
            self.send(status, body, location=location)
            return
        if self.closed:
            self.send(
                200, "<html lang=nl><title>Onderhoud | Goede School</title><h1>Onderhoud</h1><p>Tot straks.</html>"
            )
            return
        known = {f"/cursussen/{n}": title for n, title in enumerate(self.titles)}
        if self.path in known:
            self.send(200, self.course.format(title=known[self.path]))
        elif self.path in ("/", "/cursussen"):
            links = "".join(f'<li><a href="{url}">Cursus {title}</a></li>' for url, title in known.items())
            self.send(200, f"<html lang=nl><title>Cursussen</title><h1>Onze cursussen</h1><ul>{links}</ul></html>")
        else:
            self.send(404, "Niet gevonden")

    def answer_broken(self) -> None:
        self.send(500, "kapot")

    def answer_garbage(self) -> None:
        self.send(200, bytes(range(256)) * 40, kind="application/octet-stream")

    def answer_inside(self) -> None:
        self.send(302, "", location="http://127.0.0.2:1/secret")

    def send(
        self, status: int, body: str | bytes, *, kind: str = "text/html; charset=utf-8", location: str = ""
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        tag = "always" if self.lies or not self.validators else hashlib.md5(data, usedforsecurity=False).hexdigest()
        if Site.lies:
            tag = Site.tags.get(self.path, tag)
        Site.tags[self.path] = tag
        if self.validators and status == 200 and self.headers.get("If-None-Match") == f'"{tag}"':
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(status)
        if self.validators and status == 200:
            self.send_header("ETag", f'"{tag}"')
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    Site.titles, Site.delay, Site.course, Site.closed = list(TITLES), 0.0, COURSE, False
    Site.answers, Site.tags, Site.validators, Site.lies = {}, {}, False, False
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def entry(id: str, website: str, more: str = "private_network = true") -> str:
    return f'[[provider]]\nid = "{id}"\nname = "{id}"\nwebsite = "{website}"\ndelay = 0\n{more}\n'


UNARMED = ROOT / "tests/faults/unarmed"
"""On the path of a process, takes away from it what LLOKET_WITHOUT names."""


LOOKS = {("diff",), ("decisions",), ("runs", "list"), ("runs", "show")}
"""Commands that only look into the database, and need no process of their own for that."""


def lloket(
    cwd: Path, *arguments: str, without: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[str]:
    """Run the command line; `without` takes something away from it, see tests/faults."""
    if arguments[:1] in LOOKS or arguments[:2] in LOOKS:
        return look(cwd, *arguments)
    path = os.pathsep.join((str(UNARMED), str(ROOT)))
    unarmed = {"PYTHONPATH": path, "LLOKET_WITHOUT": json.dumps(dict(without))} if without else {}
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        cwd=cwd,
        env={**os.environ, **unarmed},
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )


def look(cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in this process."""
    out, err, given = StringIO(), StringIO(), sys.argv
    sys.argv = ["lloket", *arguments]
    try:
        with chdir(cwd), redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as left:
            cli.main()
    finally:
        sys.argv = given
    assert isinstance(left.value.code, int)
    return subprocess.CompletedProcess(arguments, left.value.code, out.getvalue(), err.getvalue())


def courses(cwd: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((cwd / "data/published/courses.json").read_text())["courses"]
    return found


def complaints(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    lines = [line.split(": ", 2) for line in done.stderr.splitlines() if line.startswith("lloket: ")]
    return {line[1]: line[2] for line in lines}
