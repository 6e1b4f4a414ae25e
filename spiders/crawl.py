"""Crawl one provider, in a process of its own.

Scrapy can't crawl twice in one process, and a crash or a hang in it may not take the refresh along. So `crawl` starts
`python -m spiders.crawl`, gives it the job as a line of JSON on standard input, and reads progress and the report as
lines of JSON from its standard output. The child ends when its standard input does: it never outlives its parent.
"""

from __future__ import annotations

import contextlib
import gc
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec

from spiders.archive import Recording
from spiders.job import GRACE, CrawlReport, Job, Line, LinkLook, Progress
from spiders.registry import Provider

__all__ = ["CrawlReport", "LinkLook", "Progress", "crawl", "look_at"]

TIMEOUT = 30.0
"""Seconds a server has to answer, unless told otherwise."""
COMMAND = (sys.executable, "-m", "spiders.crawl")
"""Starts the crawling process."""
SILENCE = 180.0
"""Seconds without a sign of life after which the child is taken for hung."""


def crawl(  # noqa: PLR0913 - what a crawl can be told, each by its name
    provider: Provider,
    *,
    run: str,
    archive: Path,
    replay: Sequence[Path] = (),
    on_progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
    full: bool = True,
    trusts_lastmod: bool = True,
    timeout: float = TIMEOUT,
    refused_networks: Sequence[str] = (),
) -> CrawlReport:
    """Crawl a provider and return how it went; its pages are then in `Archive(archive)` under `run`.

    With `replay`, recorded pages answer and no connection is made. Setting `cancel`, or Ctrl-C, ends the crawl within
    seconds. Unless `full`, pages are asked for on the condition that they changed since the archive's last copy; the
    answer "not modified" counts as a page. What the sitemap says did not change since is not asked for, where
    `trusts_lastmod`. One page in fifty is fetched all the same, to see whether server and sitemap tell the truth.
    `timeout` is how long a server has to answer, in seconds. Networks in `refused_networks` (such as 10.0.0.0/8) are
    refused even to a provider with private_network.
    The log is `<archive>/<provider>/<run>.log`. Whatever befalls the child is a report with state failed.
    Raises ArchiveError for a replay file that can't be read.
    """
    if replay:
        Recording(replay)
    folder = archive / provider.id
    folder.mkdir(parents=True, exist_ok=True)
    job = Job(
        provider=provider, run=run, archive=str(archive.resolve()),
        replay=[str(Path(path).resolve()) for path in replay], refused_networks=list(refused_networks), timeout=timeout,
        full=full or bool(replay), trusts_lastmod=trusts_lastmod,
    )  # fmt: skip
    started = time.monotonic()
    with (folder / f"{run}.log").open("wb") as log:
        child = _start(job, log)
        try:
            line, why = _listen(child, on_progress, cancel)
        finally:
            _end(child)
    if line is None or line.report is None:
        status = child.returncode
        detail = why or f"the crawling process ended with status {status}: {_last_line(folder / f'{run}.log')}"
        cause = "stopped" if cancel is not None and cancel.is_set() else "crashed"
        seconds = round(time.monotonic() - started, 3)
        return CrawlReport(provider=provider.id, run=run, state="failed", cause=cause, detail=detail, seconds=seconds)
    return line.report


def look_at(
    provider: Provider,
    links: Sequence[str],
    *,
    archive: Path,
    cancel: threading.Event | None = None,
    timeout: float = TIMEOUT,
    refused_networks: Sequence[str] = (),
) -> dict[str, LinkLook]:
    """Look whether links from a provider's pages lead somewhere: HEAD or GET of each address alone.

    A link may lie on another host: that host's robots.txt is asked, and nothing but the link. Politeness and refused
    addresses are as for a crawl. What could not be looked at is left out. The log is `<archive>/<provider>/links.log`.
    """
    if not links:
        return {}
    folder = archive / provider.id
    folder.mkdir(parents=True, exist_ok=True)
    job = Job(
        provider=provider, run="links", archive=str(archive), links=list(links), timeout=timeout,
        refused_networks=list(refused_networks),
    )  # fmt: skip
    with (folder / "links.log").open("wb") as log:
        child = _start(job, log)
        try:
            line, _ = _listen(child, None, cancel)
        finally:
            _end(child)
    return line.looks or {} if line is not None else {}


def _last_line(log: Path) -> str:
    """Return the log's last line and where the rest of it is."""
    lines = log.read_bytes()[-4000:].decode("utf-8", "replace").split("\n")
    return f"{next((line.strip() for line in reversed(lines) if line.strip()), '')[:200]} (see {log})"


def _start(job: Job, log: IO[bytes]) -> subprocess.Popen[bytes]:
    root = Path(__file__).resolve().parent.parent
    path = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))
    child = subprocess.Popen(  # noqa: S603 - our own module
        COMMAND,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,  # Ctrl-C reaches the parent alone, which then stops the child in order
    )  # fmt: skip
    _tell(child, msgspec.json.encode(job))
    return child


def _tell(child: subprocess.Popen[bytes], line: bytes) -> None:
    """Send the child a line; a child that has ended does not hear it."""
    if child.stdin is not None:
        try:
            child.stdin.write(line + b"\n")
            child.stdin.flush()
        except (BrokenPipeError, ValueError):
            return


def _listen(
    child: subprocess.Popen[bytes], on_progress: Callable[[Progress], None] | None, cancel: threading.Event | None
) -> tuple[Line | None, str | None]:
    """Return the child's last word, or None and why there is none where that is known."""
    lines: queue.Queue[bytes | None] = queue.Queue()
    threading.Thread(target=_pump, args=(child, lines), daemon=True).start()
    heard = time.monotonic()
    stop_by: float | None = None
    while True:
        if cancel is not None and cancel.is_set() and stop_by is None:
            _tell(child, b"stop")
            stop_by = time.monotonic() + GRACE
        if stop_by is not None and time.monotonic() > stop_by:
            return None, "the crawl was stopped"
        if time.monotonic() - heard > SILENCE:
            return None, f"the crawling process gave no sign of life for {SILENCE:.0f} seconds"
        try:
            raw = lines.get(timeout=0.2)
        except queue.Empty:
            continue
        if raw is None:
            return None, None
        heard = time.monotonic()
        try:
            line = msgspec.json.decode(raw, type=Line)
        except msgspec.DecodeError:
            continue
        if line.report is not None or line.looks is not None:
            return line, None
        if line.progress is not None and on_progress is not None:
            on_progress(line.progress)


def _pump(child: subprocess.Popen[bytes], lines: queue.Queue[bytes | None]) -> None:
    if child.stdout is not None:
        with child.stdout as stream:
            for line in stream:
                lines.put(line)
    lines.put(None)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Let the child end, or end it."""
    _tell(child, b"stop")
    try:
        child.wait(timeout=GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    if child.stdin is not None:
        with contextlib.suppress(BrokenPipeError):
            child.stdin.close()


if __name__ == "__main__":
    gc.set_threshold(50_000, 20, 50)  # most of what a crawl loads and makes lives as long as it does
    from spiders.child import main

    main(clock=lambda: datetime.now(UTC))
