import itertools
import logging
import os
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler import Schedule
from spiders.registry import Provider, RegistryError

ENTRY = '[[provider]]\nid = "{id}"\nname = "{id}"\nwebsite = "https://{id}.example/"\n{more}\n'


WRITES = itertools.count(1)


def write(path: Path, *entries: tuple[str, str]) -> None:
    path.write_text("".join(ENTRY.format(id=id, more=more) for id, more in entries))
    later = time.time() + next(WRITES)  # a file system's clock may be too coarse to tell two writes apart
    os.utime(path, (later, later))


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "providers.toml"
    write(path, ("a", 'schedule = "0 5 * * *"'), ("b", ""), ("off", "enabled = false"))
    return path


class Log:
    """Notes which providers were refreshed."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.busy = 0
        self.most = 0

    def __call__(self, provider: Provider, registry: Sequence[Provider]) -> None:
        self.busy += 1
        self.most = max(self.most, self.busy)
        time.sleep(0.05)
        self.busy -= 1
        self.done.append(provider.id)
        if provider.id == "a":
            raise RuntimeError("the site is on fire")


def run(schedule: Schedule, last_runs: dict[str, datetime], seconds: float = 1.0) -> None:
    stop = threading.Event()
    threading.Timer(seconds, stop.set).start()
    schedule.run(stop, now=datetime.now(UTC), last_runs=last_runs)


def test_what_fell_due_while_stopped_runs_once_and_a_failure_touches_no_other(
    registry: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = Log()
    days_ago = datetime.now(UTC) - timedelta(days=3)
    run(Schedule(registry, log, jitter=0), {"a": days_ago, "b": days_ago, "off": days_ago})
    assert sorted(log.done) == ["a", "b"]
    assert "a: the refresh failed" in caplog.text


def test_what_ran_since_it_was_due_is_not_run_again(registry: Path) -> None:
    log = Log()
    now = datetime.now(UTC)
    run(Schedule(registry, log, default=f"{now.minute} {(now.hour + 5) % 24} * * *"), {"b": now}, seconds=0.3)
    assert log.done == []


def test_the_registry_is_read_again_and_a_mistake_in_it_changes_nothing(
    registry: Path, caplog: pytest.LogCaptureFixture
) -> None:
    schedule = Schedule(registry, Log())
    assert {job.id for job in schedule.scheduler.get_jobs()} == {"a", "b", " registry"}
    write(registry, ("b", 'schedule = "0 6 * * *"'), ("c", ""))
    schedule.read_registry()
    jobs = {job.id: str(job.trigger) for job in schedule.scheduler.get_jobs() if job.id != " registry"}
    assert jobs == {"b": "0 6 * * *", "c": "0 5 * * *"}
    write(registry, ("b", "colour = 1"))
    schedule.read_registry()
    assert {job.id for job in schedule.scheduler.get_jobs()} == {"b", "c", " registry"}
    assert "unknown key 'colour'" in caplog.text


def test_a_mistake_at_the_start_is_said(registry: Path) -> None:
    write(registry, ("b", "colour = 1"))
    with pytest.raises(RegistryError):
        Schedule(registry, Log())
    with pytest.raises(ValueError, match="five parts"):
        Schedule(registry, Log(), default="now")


def test_next_times_are_said_in_local_time(registry: Path) -> None:
    schedule = Schedule(registry, Log(), jitter=0)
    schedule.scheduler.start(paused=True)
    lines = schedule.lines()
    schedule.scheduler.shutdown()
    assert len(lines) == 2
    assert all("05:00 (0 5 * * *)" in line for line in lines)


def test_a_stop_waits_for_the_running_job(registry: Path) -> None:
    log = Log()
    days_ago = datetime.now(UTC) - timedelta(days=3)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    run(Schedule(registry, log, jitter=0), {"b": days_ago}, seconds=0.02)
    assert log.busy == 0
