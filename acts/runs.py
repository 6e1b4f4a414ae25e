"""What people decide of a run that is held back: it counts, or it does not."""

from __future__ import annotations

from pathlib import Path

from acts.by import By
from acts.refused import Refused
from spiders.archive import Archive
from store import Recorded, Run, Store, StoreError
from store.hold import Clock, hold


def asked(store: Store, name: str) -> Run:
    """Return the run of this id, or the one of this provider that is held back; raises Refused."""
    for run in store.runs(name):
        if run.state == "held":
            return run
    try:
        return store.run(name)
    except StoreError as error:
        raise Refused("no_run", run=name) from error


def accept(store: Store, run: Run, archive: Path, by: By, clock: Clock) -> Recorded:
    """Let a run that is held back count; what it found shows after the next publication.

    Raises Locked while its provider is being refreshed, StoreError where it is not held back any more.
    """
    with hold(store, f"provider {run.provider}", clock) as lease:
        Archive(archive).restore(run.provider, run.id)
        return store.accept_run(run.id, who=by.who, why=by.why, now=by.at, lease=lease)


def reject(store: Store, run: Run, by: By, clock: Clock) -> None:
    """Throw away what a run that is held back found; raises as `accept` does."""
    with hold(store, f"provider {run.provider}", clock) as lease:
        store.reject_run(run.id, who=by.who, why=by.why, now=by.at, lease=lease)
