"""The most that one page may cost, enforced by the operating system where pages are read."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

SECONDS = 20.0
"""Wall clock that reading one page may take."""
MEMORY = 2 * 1024**3
"""Address space of a process that reads pages, in bytes."""


class TooLongError(Exception):
    """A page took longer than it may."""


@contextmanager
def at_most(seconds: float = SECONDS) -> Iterator[None]:
    """Raise TooLongError inside the block once it has run for so long; only the main thread can be interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: object) -> None:
        raise TooLongError(f"reading took more than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def as_reader() -> None:
    """Make this process one that reads pages: bounded in memory, and gone when its parent is.

    Beyond the bound Python raises MemoryError. A parent that was killed can't say so to its children.
    """
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard))
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
