"""A refresh that is killed (kill -9) or whose disk fills up, at random moments: nothing published is ever half.

    python benchmarks/killed.py [--kills 50] [--disks 10] [--seed 1]

A school on loopback changes before each refresh. After each fault: the database passes its integrity check, the
published set is whole (every file as its manifest says) and is the old or the new one, never a mixture; the next
refresh completes and publishes the new one. The disk is a small tmpfs where this program may mount one, else files
that may not grow beyond a size. Ends with status 1 at the first promise that is broken.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from store import Store

ROOT = Path(__file__).parents[1]
COURSES = 40
SPARE = 1.0
"""Seconds after the usual end of a refresh in which it may still be killed."""
DISK = 24 * 1024 * 1024
"""Size of the small disk, in bytes."""
ROOM = (0, 8_192, 40_000, 120_000, 400_000, 1_000_000)
"""What is left free on it, in bytes: it fills up while crawling, while storing or while publishing."""
PAGE = """<!doctype html><html lang="nl"><head><title>Cursus Techniek {n} | School</title></head><body><main>
<h1>Cursus Techniek {n}</h1><p>In deze cursus leer je techniek {n}. Voor analisten met ervaring.</p><dl><dt>Prijs</dt>
<dd>€ {price},- excl. btw</dd><dt>Duur</dt><dd>2 dagen</dd><dt>Startdatum</dt><dd>12 maart 2037</dd></dl></main>"""


class School(BaseHTTPRequestHandler):
    """A site of which three prices change at a time."""

    round = 0

    def do_GET(self) -> None:
        """Answer."""
        part = self.path.strip("/")
        body = None
        if not part:
            links = "".join(f'<li><a href="/cursus/les-{n}">Techniek {n}</a></li>' for n in range(COURSES))
            body = f"<html lang=nl><title>School</title><h1>School</h1><ul>{links}</ul></html>"
        elif part.startswith("cursus/les-"):
            n = int(part[11:])
            body = PAGE.format(n=n, price=price_of(n, School.round))
        data = (body or "weg").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def price_of(n: int, round: int) -> int:
    """Return what a course costs in a round: each round three courses cost a euro more."""
    return 500 + sum(
        n in {(3 * r) % COURSES, (3 * r + 1) % COURSES, (3 * r + 2) % COURSES} for r in range(1, round + 1)
    )


def published(folder: Path) -> dict[str, int]:
    """Return the published prices; fails where a file is not as the manifest says."""
    shown = (folder / "data/published").resolve()
    manifest = json.loads((shown / "manifest.json").read_bytes())
    for file in manifest["files"]:
        assert hashlib.sha256((shown / file["name"]).read_bytes()).hexdigest() == file["sha256"], file["name"]
    courses = json.loads((shown / "courses.json").read_bytes())["courses"]
    return {course["url"].rpartition("/")[2]: int(course["price"]["amount"]) for course in courses}


def wanted(round: int) -> dict[str, int]:
    """Return what is right to publish after a round."""
    return {f"les-{n}": price_of(n, round) for n in range(COURSES)}


def start(folder: Path, limit: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
    """Start a refresh."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "refresh"], cwd=folder, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, start_new_session=True, preexec_fn=limit,  # noqa: PLW1509 - no threads of ours hold locks
    )  # fmt: skip


def finish(folder: Path) -> float:
    """Refresh undisturbed; return the seconds it took."""
    began = time.monotonic()
    process = start(folder)
    _, said = process.communicate()
    assert process.returncode == 0, said.decode()
    shown, right = published(folder), wanted(School.round)
    assert shown == right, f"the next run did not publish what the site says: {dict(shown.items() ^ right.items())}"
    return time.monotonic() - began


def check(folder: Path) -> str:
    """Return whether the old or the new set is published; fails for anything else, and for a damaged database."""
    with Store.open(f"sqlite:///{folder / 'data/lloket.db'}") as store:
        assert store.check_integrity() == []
    shown = published(folder)
    assert shown in (wanted(School.round), wanted(School.round - 1)), "neither the old nor the new set"
    return "new" if shown == wanted(School.round) else "old"


def kill(folder: Path, chance: random.Random, seconds: float) -> str:
    """Kill a refresh at a random moment, with its children or without."""
    process = start(folder)
    time.sleep(chance.uniform(0, seconds))
    with contextlib.suppress(ProcessLookupError):
        if chance.random() < 0.5:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()
    return check(folder)


def fill(folder: Path, chance: random.Random) -> str:
    """Refresh while the disk has next to no room, or files may not grow beyond a size."""
    disk = folder / "data"
    limit = None
    ballast = disk / "ballast"
    if os.path.ismount(disk):
        free = shutil.disk_usage(disk).free
        ballast.write_bytes(bytes(max(0, free - chance.choice(ROOM))))
    else:
        size = chance.randrange(20_000, 400_000)
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # noqa: E731 - runs in the child alone
    process = start(folder, limit)
    _, said = process.communicate()
    ballast.unlink(missing_ok=True)
    told = said.decode().strip().splitlines()
    assert "Traceback" not in said.decode(), said.decode()
    state = check(folder)
    assert process.returncode != 0 or state == "new", "it failed and said nothing"
    return f"{state}, status {process.returncode}" + (f": {told[-1][:110]}" if told and process.returncode else "")


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Let the data folder be a small disk, where that is permitted."""
    disk = folder / "data"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)]
    mounted = subprocess.run(command, capture_output=True, check=False)
    print("disk:", "a small tmpfs" if mounted.returncode == 0 else "files of limited size")
    try:
        yield
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", "-l", str(disk)], check=True)


def main() -> None:
    """Do it and print what was left after each fault."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--disks", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    server = ThreadingHTTPServer(("127.0.0.1", 0), School)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as name, small_disk(Path(name)):
        folder = Path(name)
        (folder / "providers.toml").write_text(
            f'[[provider]]\nid = "school"\nname = "School"\nwebsite = "http://127.0.0.1:{server.server_port}/"\n'
            "private_network = true\ndelay = 0\n"
        )
        usual = finish(folder)
        left: Counter[str] = Counter()
        for number in range(asked.kills + asked.disks):
            School.round += 1
            is_kill = number < asked.kills
            state = kill(folder, chance, usual + SPARE) if is_kill else fill(folder, chance)
            left[f"{'killed' if is_kill else 'disk full'}: {state.partition(':')[0]}"] += 1
            if not is_kill:
                print(state)
            usual = min(usual, finish(folder))
    for words, times in sorted(left.items()):
        print(f"{times:4}  {words}")


if __name__ == "__main__":
    try:
        main()
    except AssertionError as error:
        sys.exit(f"broken: {error}")
