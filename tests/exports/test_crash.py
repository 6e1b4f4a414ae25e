"""A publisher that dies, a disk that fills, two at once: readers always see a whole set."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exports.formats import FORMATS
from exports.publish import PublishError, publish
from tests.exports.builder import course, offers, publication
from tests.exports.test_publish import assert_whole

ROOT = Path(__file__).parents[2]

PUBLISHER = """
import sys
from pathlib import Path
from exports.publish import publish
from tests.exports.builder import course, publication
out, run, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
publish(lambda: (course(n) for n in range(number)), publication(run=run), out)
print("done", flush=True)
"""


def start(out: Path, run: str, number: int = 60) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(out), run, str(number)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def end(child: subprocess.Popen[str]) -> str:
    return child.communicate(timeout=60)[0]


def test_killed_at_any_moment_readers_see_a_whole_set(tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    publish(offers, publication(run="first"), out)
    child = start(out, "measure")
    began = time.monotonic()
    assert end(child) == "done\n"
    lasts = time.monotonic() - began
    moments = random.Random(20261122)
    finished = 0
    for number in range(8):
        child = start(out, f"kill {number}")
        time.sleep(moments.uniform(0, lasts))
        child.send_signal(signal.SIGKILL)
        finished += "done" in end(child)
        assert_whole(out)
    assert finished < 8, "no publisher was killed while it wrote"
    assert end(start(out, "last")) == "done\n"
    assert_whole(out)
    left = [path.name for path in (tmp_path / ".feeds.publications").iterdir() if path.name.endswith(".partial")]
    assert left == []


def test_a_disk_that_fills_leaves_the_old_set(tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    publish(offers, publication(run="old"), out)
    before = assert_whole(out)
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n" + PUBLISHER
    child = subprocess.run(
        [sys.executable, "-c", limited, str(out), "new", "400"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert child.returncode == 1
    assert child.stderr.splitlines()[-1].startswith("exports.publication.PublishError: ")
    assert "File too large" in child.stderr
    assert assert_whole(out) == before
    assert not list((tmp_path / ".feeds.publications").glob("*.partial"))


def test_a_disk_that_is_full_at_the_manifest_leaves_the_old_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "feeds"
    publish(offers, publication(run="old"), out)
    before = assert_whole(out)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("exports.publish.os.fsync", full)
        with pytest.raises(PublishError, match=r"^[^\n]*No space left on device$"):
            publish(offers, publication(run="new"), out)
    assert assert_whole(out) == before
    publish(offers, publication(run="next"), out)
    assert assert_whole(out) != before


def test_two_publishers_at_once_do_not_remove_each_others_work(tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    children = [start(out, str(number), 30) for number in range(3)]
    assert [end(child) for child in children] == ["done\n"] * 3
    assert_whole(out)
    assert len([path for path in (tmp_path / ".feeds.publications").iterdir() if path.is_dir()]) == 3


EVERY_STEP = """
import os, signal, sys
from pathlib import Path
from exports.formats import FORMATS
from exports.publish import publish
from tests.exports.builder import offers, publication
from tests.exports.test_publish import assert_whole
out = Path(sys.argv[1])
STEPS = {"open", "os.mkdir", "os.rename", "os.symlink", "os.remove", "os.rmdir"}
step = 0
while True:
    child = os.fork()
    if child == 0:
        passed = 0
        def hook(event, arguments):
            global passed
            passed += event in STEPS
            if passed > step:
                os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(hook)
        publish(offers, publication(run=f"step {step}"), out, formats=FORMATS[:2])
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
    assert_whole(out)
    step += 1
print(step)
"""


def test_killed_at_every_step_that_touches_the_disk_readers_see_a_whole_set(tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    for number in range(8):  # so that the next one also lets go of the oldest
        publish(offers, publication(run=str(number)), out, formats=FORMATS[:2])
    told = subprocess.run(
        [sys.executable, "-c", EVERY_STEP, str(out)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert told.returncode == 0, told.stderr
    assert int(told.stdout) > 20
    assert len([path for path in (tmp_path / ".feeds.publications").iterdir() if path.is_dir()]) == 7


def test_while_sets_are_switched_there_is_always_one(tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    publish(offers, publication(run="first"), out)
    child = start(out, "next", 40)
    looked = 0
    while child.poll() is None:
        assert (out / "manifest.json").exists()
        looked += 1
    assert end(child) == "done\n"
    assert looked > 10


def test_memory_does_not_grow_with_the_number_of_records(tmp_path: Path) -> None:
    # Not ru_maxrss: that holds the size of the process from which this one was forked.
    measure = PUBLISHER + "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])\n"
    peaks = []
    for number in ("200", "1500"):
        run = [sys.executable, "-c", measure, str(tmp_path / number), "run", number]
        told = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
        peaks.append(int(told.stdout.split()[-1]))
    # Kilobytes: pieces held before they go to disk, a row group of Parquet, the links of a workbook.
    assert peaks[1] < peaks[0] + 40_000, peaks
    assert peaks[1] < 200_000


def test_many_providers_need_no_more_open_files_than_few(tmp_path: Path) -> None:
    limited = """
import resource, sys
from pathlib import Path
from exports.publication import ProviderView
from exports.publish import publish
from tests.exports.builder import offers, publication
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
views = [ProviderView(id=f"p{n}", name="P", website="https://p.example/") for n in range(80)]
print(len(publish(offers, publication(providers=views), Path(sys.argv[1])).files))
"""
    run = [sys.executable, "-c", limited, str(tmp_path / "feeds")]
    told = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 0, told.stderr
    assert int(told.stdout) > 3 * 80
    assert_whole(tmp_path / "feeds")


def test_the_offers_are_asked_for_once_and_taken_one_by_one(tmp_path: Path) -> None:
    asked = []

    def given() -> object:
        asked.append(1)
        yield from (course(number) for number in range(3))

    publish(given, publication(), tmp_path / "feeds")  # type: ignore[arg-type]
    assert asked == [1]
