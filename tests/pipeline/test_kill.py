"""A refresh that is killed or stopped at any time leaves the published set and the database whole."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store import Store
from store.holder import this_process
from tests.pipeline.conftest import ROOT, TITLES, Site, complaints, courses, entry, lloket


def published_is_whole(cwd: Path) -> str:
    """Check every published file against the manifest and return the run it is of."""
    folder = (cwd / "data/published").resolve()
    manifest = json.loads((folder / "manifest.json").read_text())
    for file in manifest["files"]:
        data = (folder / file["name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"], file["name"]
    run: str = manifest["run"]
    return run


def start(cwd: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "refresh"], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def until_crawling(process: subprocess.Popen[bytes]) -> None:
    """Wait until the refresh has begun to crawl, however slow the machine is."""
    for _ in range(300):
        if children_of(process.pid) or process.poll() is not None:
            break
        time.sleep(0.1)
    time.sleep(1)


def children_of(pid: int) -> list[int]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")  # each thread has its own
    return [int(child) for path in lists for child in path.read_text().split()]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


STEPS = {
    "readers.known_reading": "before", "store.readings.record": "after", "store.store.Store.record_run": "after",
    "spiders.index.forget": "before", "normalize.assemble.assemble": "after", "store.offers.save": "after",
    "store.store.Store.save_offers": "after", "exports.publish.write": "after",
    "exports.publish.write_manifest": "after", "exports.folder.Shelf.switch": "before",
}  # fmt: skip
"""Functions at whose beginning or end a refresh is killed."""


def test_kill_9_at_every_step(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    assert lloket(tmp_path, "refresh").returncode == 0
    run = published_is_whole(tmp_path)
    for number, (step, when) in enumerate(STEPS.items()):
        Site.titles = [*TITLES, f"Statistiek {number}"]
        done = lloket(tmp_path, "refresh", without={step: f"instead.killed_{when}(was)"})
        assert done.returncode == -signal.SIGKILL, (step, done.stderr)
        assert published_is_whole(tmp_path) == run, step
        with Store.open(f"sqlite:///{tmp_path / 'data/lloket.db'}") as store:
            assert store.check_integrity() == [], step
            found = {one.course.title for one in store.readings() if one.state == "seen"}
            assert set(TITLES) <= found, step
            assert len(found) <= len(TITLES) + 1, step  # of one night or of another, never of two
            offers = {offer.title for offer in store.offers()}
            assert set(TITLES) <= offers, step
    assert lloket(tmp_path, "refresh").returncode == 0
    assert published_is_whole(tmp_path) > run
    current = {course["title"] for course in courses(tmp_path) if course["freshness"]["status"] == "current"}
    assert current == set(Site.titles)
    left = [path.name for path in (tmp_path / "data").rglob("*") if path.suffix in (".part", ".partial", ".new")]
    assert left == []


@pytest.mark.parametrize("seed", range(2))
def test_kill_9_at_any_moment(address: str, tmp_path: Path, seed: int) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    assert lloket(tmp_path, "refresh").returncode == 0
    old = published_is_whole(tmp_path)
    Site.titles = [*TITLES, "Statistiek"]
    process = start(tmp_path)
    time.sleep(random.Random(seed).uniform(0.4, 4.0))
    children = children_of(process.pid)
    process.kill()
    process.wait()
    published_is_whole(tmp_path)
    deadline = time.monotonic() + 15
    while any(map(alive, children)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(alive, children)), "a child outlived its parent"
    with Store.open(f"sqlite:///{tmp_path / 'data/lloket.db'}") as store:
        assert store.check_integrity() == []
    done = lloket(tmp_path, "refresh")
    assert done.returncode == 0, done.stderr
    assert published_is_whole(tmp_path) > old
    assert len(courses(tmp_path)) == len(TITLES) + 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_publishes_nothing_half(address: str, tmp_path: Path, number: int) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/", more="private_network = true\nmax_depth = 9"))
    assert lloket(tmp_path, "refresh").returncode == 0
    before = courses(tmp_path)
    Site.delay = 1.0
    process = start(tmp_path)
    until_crawling(process)
    process.send_signal(number)
    assert process.wait(timeout=30) == 130
    published_is_whole(tmp_path)
    assert courses(tmp_path) == before
    Site.delay = 0.0
    assert lloket(tmp_path, "refresh").returncode == 0


def test_a_provider_that_is_at_work_elsewhere_is_left_alone(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/") + entry("other", f"{address}/"))
    (tmp_path / "data").mkdir()
    with Store.open(f"sqlite:///{tmp_path / 'data/lloket.db'}") as store:
        now = datetime.now(UTC)
        with store.lease("provider good", holder=this_process(), now=now, seconds=600):
            done = lloket(tmp_path, "refresh")
    assert done.returncode == 1
    assert complaints(done)["good"].startswith("failed: locked: provider good is in use by")
    assert len(courses(tmp_path)) == len(TITLES)


def test_two_refreshes_at_once_do_not_collide(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/"))
    with ThreadPoolExecutor(2) as side_by_side:
        both = list(side_by_side.map(lambda _: lloket(tmp_path, "refresh"), range(2)))
    assert sorted(done.returncode for done in both) == [0, 1]
    (told,) = [complaints(done)["good"] for done in both if done.returncode]
    assert told.startswith("failed: locked: provider good is in use by")
    assert len(courses(tmp_path)) == len(TITLES)
    published_is_whole(tmp_path)
    with Store.open(f"sqlite:///{tmp_path / 'data/lloket.db'}") as store:
        assert store.check_integrity() == []
