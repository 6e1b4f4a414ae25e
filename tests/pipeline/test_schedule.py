"""`lloket schedule` as a process: it catches up, refreshes, and SIGTERM ends it cleanly."""

import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from store import Store
from tests.pipeline.conftest import ROOT, TITLES, courses, entry
from tests.pipeline.test_kill import published_is_whole


def test_it_catches_up_and_sigterm_ends_it(address: str, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text(entry("good", f"{address}/") + entry("never", f"{address}/"))
    (tmp_path / "data").mkdir()
    then = datetime.now(UTC) - timedelta(days=2)
    with Store.open(f"sqlite:///{tmp_path / 'data/lloket.db'}") as store:
        run = store.start_run("good", now=then, today=then.date())
        store.finish_run(run, now=then, state="failed", cause="host_down", detail=None, stats={})
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "schedule", "--jitter", "0"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "data/published").exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "good: missed while the schedule was stopped" in said
    assert "good: good, 6 courses" in said
    assert "never: next at" in said
    published_is_whole(tmp_path)
    assert "LLO-loket" in next((tmp_path / "data/notices").glob("*.txt")).read_text()
    assert len(courses(tmp_path)) == len(TITLES)
    assert date.fromisoformat(courses(tmp_path)[0]["freshness"]["first_seen"]).year >= 2026
