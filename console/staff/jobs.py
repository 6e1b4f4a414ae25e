"""Work that takes its time, done in a thread beside the pages: one job at a time, watched and stopped by anyone."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from acts.refused import Refused
from exports.publication import PublishError
from job import Stage, Watcher
from spiders.registry import RegistryError
from store import StoreError
from store.hold import Clock

log = logging.getLogger("lloket.console")

Kind = Literal["refresh", "publish", "links", "preview"]
LINES = 40
"""So many of the last events are kept."""
PATIENCE = 12.0
"""Seconds that a stopped job gets to end in when the server ends."""


@dataclass(slots=True)
class Step:
    """How far a job is with one provider, or with the publication ("")."""

    stage: Stage | None = None
    """What is being done; None where it has not begun."""
    done: int = 0
    """How many pages or courses so far."""
    expected: int = 0
    """How many it may be, by the last time; 0 where that is not known."""
    seen: str = ""
    """The last event that was told of it: a stage, or so many hundred pages."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event of a job."""

    at: datetime
    provider: str
    """Registry id; "" for the publication."""
    stage: Stage
    done: int


@dataclass(slots=True, kw_only=True)
class Job:
    """One piece of work, as the pages show it."""

    kind: Kind
    who: str
    """Account name of who began it."""
    started: datetime
    clock: Clock
    steps: dict[str, Step]
    """Provider to how far it is, in the order asked for."""
    cancel: threading.Event = field(default_factory=threading.Event)
    """Set by who wants it to stop."""
    told: deque[Told] = field(default_factory=lambda: deque(maxlen=LINES))
    """The last events, the oldest first."""
    finished: datetime | None = None
    """None while it runs."""
    outcome: Any = None
    """What the work gave."""
    failed: Exception | None = None
    """Why it gave nothing."""
    thread: threading.Thread | None = None
    """In which it runs."""

    @property
    def runs(self) -> bool:
        """Return whether it is still at work."""
        return self.finished is None

    def watch(self, provider: str, stage: Stage, done: int, total: int | None) -> None:
        """Take down an event, as `job.Watcher`; called from any thread."""
        step = self.steps.setdefault(provider, Step())
        step.stage, step.done, step.expected = stage, done, total or step.expected
        seen = f"{stage} {done // 100 if stage == 'crawl' else ''}"
        if seen != step.seen:
            step.seen = seen
            self.told.append(Told(self.clock(), provider, stage, done))


class Busy(Exception):  # noqa: N818 - callers read `except Busy`
    """Another job is still running."""

    def __init__(self, job: Job) -> None:
        super().__init__(f"{job.kind} of {job.who} is still running")
        self.job = job


class Jobs:
    """The job that runs, or ran last. Any number of threads may ask."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self.last: Job | None = None
        """The one that runs, or ran last since the server began; None where there was none."""

    @property
    def running(self) -> Job | None:
        """Return the job that runs, None where none does."""
        return self.last if self.last is not None and self.last.runs else None

    def start(
        self,
        kind: Kind,
        who: str,
        work: Callable[[Watcher, threading.Event], Any],
        steps: Iterable[tuple[str, int]] = (),
    ) -> Job:
        """Begin a job and return it; raises Busy. `steps` are providers, each with how much is expected of it."""
        with self._lock:
            if self.running is not None:
                raise Busy(self.running)
            began = {provider: Step(expected=expected) for provider, expected in steps}
            job = Job(kind=kind, who=who, started=self._clock(), clock=self._clock, steps=began)
            job.thread = threading.Thread(target=self._do, args=(job, work), name=f"lloket {kind}", daemon=True)
            self.last = job
            job.thread.start()
        return job

    def _do(self, job: Job, work: Callable[[Watcher, threading.Event], Any]) -> None:
        try:
            job.outcome = work(job.watch, job.cancel)
        except (Refused, StoreError, PublishError, RegistryError, OSError) as error:
            log.error("%s: %s", job.kind, error)
            job.failed = error
        except Exception as error:  # a thread has nobody to tell: what failed must show on the page
            log.exception("%s failed", job.kind)
            job.failed = error
        finally:
            job.finished = self._clock()

    def close(self) -> None:
        """Stop what runs and wait for it, a while at most; for the end of the server."""
        job = self.running
        if job is not None and job.thread is not None:
            job.cancel.set()
            job.thread.join(PATIENCE)
