"""Killing the crawls of this process, and none of its other children: browsers, or the tracker of its semaphores."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

NEEDS_PROC = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for the child in /proc")


def kill_crawls() -> None:
    """Send SIGKILL to every crawling process that this one began."""
    for task in Path("/proc/self/task").iterdir():
        for child in (task / "children").read_text().split():
            if b"spiders.crawl" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), signal.SIGKILL)
