"""The most that one page may cost, enforced by the operating system where pages are read."""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

SECONDS = 20.0
"""Processor time that reading one page may take: the same on a busy machine as on an idle one."""
CLOCK = 120.0
"""Wall clock that it may take: for what waits and does nothing, and a machine that gives it hardly any time."""
MEMORY = 2 * 1024**3
"""Address space of a process that reads pages, in bytes."""


class TooLongError(Exception):
    """A page took longer than it may."""


@contextmanager
def at_most(seconds: float = SECONDS, *, clock: float = CLOCK) -> Iterator[None]:
    """Raise TooLongError inside the block once the process worked for so long, or so much time passed by the clock.

    Only the main thread can be interrupted.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, _frame: object) -> None:
        spent = f"{seconds:g} seconds of work" if number == signal.SIGPROF else f"{clock:g} seconds by the clock"
        raise TooLongError(f"reading took more than {spent}")

    bells = ((signal.SIGPROF, signal.ITIMER_PROF, seconds), (signal.SIGALRM, signal.ITIMER_REAL, clock))
    before = [signal.signal(number, ring) for number, _, _ in bells]
    try:
        for _, timer, limit in bells:
            signal.setitimer(timer, limit)
        yield
    finally:
        for _, timer, _ in bells:
            signal.setitimer(timer, 0)
        for (number, _, _), handler in zip(bells, before, strict=True):
            signal.signal(number, handler)


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nobody look for garbage inside the block.

    What is made to read a page goes with its last name: it holds no circles, and to look for them costs a twentieth.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


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
