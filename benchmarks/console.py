"""The public pages under load, beside a static file of the same size served by the same server.

    python benchmarks/console.py [--courses 100000] [--readers 50] [--seconds 20] [--pause 1.0]

Readers read lists (searched, narrowed, sorted, with typing errors) or course pages, each pausing about `pause` seconds
between two pages (0: none, so that the server is always full); then again while publication after publication is
written to the same folder and taken up. The ratio is that of the 95th percentiles of seconds per answer, page against
file, with the same readers and, meanwhile, the same writer. Titles carry the number of their publication: an answer
with two of them, or an answer that is no page, ends the benchmark with status 1.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))  # this file's own folder would hide the package of its name

from benchmarks.console_load import Load, always, pages_of, read, searches
from benchmarks.exports import course, facts
from exports.formats import FORMATS
from exports.publish import publish
from normalize.course import Course

TOPICS = ("Celkweek", "GMP", "Statistiek", "Stralingsbescherming", "Bioinformatica", "Veilig werken", "Data science")
KINDS = ("voor beginners", "in de praktijk", "verdieping", "masterclass", "op het laboratorium", "for professionals")
FEEDS = ("JSON", "NDJSON", "Topics", "CSV")
"""What is written while readers read; all feeds take minutes at this size."""


def titled(number: int, edition: int) -> Course:
    """Return a course of a publication, unlike its neighbours in title, price, language and delivery."""
    made = course(number)
    chance = random.Random(number)
    title = f"{chance.choice(TOPICS)} {chance.choice(KINDS)} {number} (editie {edition})"
    price = made.price and msgspec.structs.replace(made.price, amount=float(chance.randrange(50, 4000)))
    return msgspec.structs.replace(
        made, title=title, titles={"nl": title}, price=price, languages=[chance.choice(["nl", "nl", "en"])],
        delivery=chance.choice(["onsite", "online", "blended"]),
    )  # fmt: skip


def write(out: Path, courses: int, edition: int) -> None:
    """Publish an edition."""
    said = msgspec.structs.replace(facts(), generated_at=datetime.now(UTC) + timedelta(seconds=edition))
    chosen = tuple(row for row in FORMATS if row.name in FEEDS)
    publish(lambda: (titled(number, edition) for number in range(courses)), said, out, formats=chosen)


def serve(out: Path, plain: Path, port: int) -> None:
    """Serve the console, and beside it files as they are."""
    import uvicorn
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    from commands.options import clock
    from console.app import application
    from console.publications import Publications
    from console.shelf import Shelf

    app = application(Shelf(Publications(out), out.parent / "console"), clock=clock)
    app.router.routes.insert(0, Mount("/plain", StaticFiles(directory=plain)))
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)


@contextmanager
def child(what: str, given: argparse.Namespace, **more: object) -> Iterator[subprocess.Popen[bytes]]:
    """Run a part of this benchmark in a process of its own, until left."""
    words = [f"--{name}={value}" for name, value in {"courses": given.courses, **more}.items()]
    process = subprocess.Popen([sys.executable, __file__, f"--child={what}", *words])
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def wait_for(port: int) -> float:
    """Wait until the server can search; return the seconds that took."""
    began = time.perf_counter()
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
                if json.load(answer)["searched"]:
                    return time.perf_counter() - began
        except OSError:
            pass
        time.sleep(0.1)


def row(name: str, load: Load, beside: Load | None) -> str:
    """Return a line of the table."""
    times = f"{load.quantile(0.95) / beside.quantile(0.95):.1f}" if beside else "1"
    kilobytes = sum(load.sizes) / len(load.sizes) / 1000
    return (
        f"| {name} | {len(load.seconds):,} | {kilobytes:.0f} | {load.quantile(0.5) * 1000:.0f} "
        f"| {load.quantile(0.95) * 1000:.0f} | {times} | {len(load.failed)} | {load.mixed} | {len(load.editions)} |"
    )


def measure(given: argparse.Namespace, home: Path) -> bool:
    """Print the table; return whether every answer was a page of one publication."""
    out, plain, port = home / "out", home / "plain", free_port()
    plain.mkdir()
    write(out, given.courses, 1)
    ids = [course(number).id for number in random.Random(1).sample(range(given.courses), min(5000, given.courses))]
    whole = True

    def load(name: str, kind: object, beside: Load | None = None) -> Load:
        nonlocal whole
        done = read(port, kind, given.readers, given.seconds, given.pause)  # type: ignore[arg-type]
        print(row(name, done, beside), flush=True)
        for failure in done.failed[:3]:
            print(f"  {failure}", file=sys.stderr)
        whole &= not done.failed and not done.mixed
        return done

    kinds = {"lists": searches, "course pages": pages_of(ids)}
    with child("serve", given, folder=home, port=port):
        print(f"{given.courses:,} courses, {given.readers} readers; ready after {wait_for(port):.1f} s\n")
        print("| what | answers | kB | median ms | p95 ms | times the file | failed | mixed | publications seen |")
        print("|---|---|---|---|---|---|---|---|---|")
        sizes = {name: read(port, kind, 2, 1.0, 0.0).sizes for name, kind in kinds.items()}
        for name, seen in sizes.items():  # letters that squeeze about as well as a page does
            words = "".join(random.Random(2).choices("etaoin shrdlu<>/=", k=sum(seen) // len(seen) // 3)) * 3
            (plain / f"{name.replace(' ', '-')}.html").write_text(words, encoding="ascii")
        for name, kind in kinds.items():
            beside = load(f"a file as large as {name}", always(f"/plain/{name.replace(' ', '-')}.html"))
            load(name, kind, beside)
        with child("write", given, folder=home):
            for name, kind in kinds.items():
                beside = load(f"a file as large as {name}, meanwhile", always(f"/plain/{name.replace(' ', '-')}.html"))
                load(f"{name}, meanwhile", kind, beside)
    return whole


def main() -> int:
    """Measure, or be one of the processes that are measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--courses", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20.0, help="of each line of the table")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two pages of a reader, on average")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--child", choices=["serve", "write"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child == "serve":
        serve(given.folder / "out", given.folder / "plain", given.port)
        return 0
    if given.child == "write":
        for edition in itertools.count(2):
            write(given.folder / "out", given.courses, edition)
    home = Path(tempfile.mkdtemp(prefix="lloket-console-", dir=os.environ.get("TMPDIR")))
    try:
        return 0 if measure(given, home) else 1
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    raise SystemExit(main())
