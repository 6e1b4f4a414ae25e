"""Holding a lease for as long as the work takes: renewed while it lasts, taken from the dead at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime

from store.errors import Locked, StoreError
from store.holder import is_dead, this_process
from store.leases import Lease
from store.store import Store

SECONDS = 120
"""A holder on another machine that is not heard of for so long is taken for dead."""

Clock = Callable[[], datetime]
"""Tells the time, with its offset."""


@contextmanager
def hold(store: Store, name: str, clock: Clock, *, patience: float = 0) -> Iterator[Lease]:
    """Hold a lease and keep renewing it; one whose holder died on this machine is taken at once.

    Waits up to `patience` seconds for a living holder, then raises Locked.
    """
    give_up = time.monotonic() + patience
    with ExitStack() as held:
        while True:
            try:
                asked = store.lease(name, holder=this_process(), now=clock(), seconds=SECONDS, is_dead=is_dead)
                lease = held.enter_context(asked)
                break
            except Locked:
                if time.monotonic() >= give_up:
                    raise
                time.sleep(1)
        held.enter_context(_renewing(lease, clock))
        yield lease


@contextmanager
def _renewing(lease: Lease, clock: Clock) -> Iterator[None]:
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(SECONDS / 4):
            try:
                lease.renew(clock())
            except StoreError:
                return  # who lost a lease is told by its next write, which is fenced

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
