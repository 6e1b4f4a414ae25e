"""See every test of a fault fail without its defence.

    python tests/faults/without.py [WORDS …]

A line for each defence of the table (or of those whose words hold one of WORDS): its tests are run in a process from
which, as from all that it starts, that defence was taken away. Ends with status 1 where one of them did not fail.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.faults.table import FAULTS, Without  # noqa: E402 - the checkout's own, from wherever this is run

SECONDS = 300
"""How long the tests of a defence may take; what hangs without its defence has failed."""


def survivors(without: Without) -> list[str]:
    """Return the tests that pass though the defence is gone; raises RuntimeError where they can't be run."""
    path = os.pathsep.join((str(ROOT / "tests/faults/unarmed"), str(ROOT)))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib"]
    command += ["--tb=line", "-rfEp", "--color=no", *(f"tests/{test}" for test in without.fails)]
    environment = {**os.environ, "PYTHONPATH": path, "LLOKET_WITHOUT": json.dumps(without.instead)}
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return []
    if done.returncode not in (0, 1) or "sitecustomize" in done.stderr:
        raise RuntimeError(f"{without.defence}: {done.stderr[-400:]}{done.stdout[-400:]}")
    failed = re.findall(r"^(?:FAILED|ERROR) tests/(.+?)(?: - .*)?$", done.stdout, re.MULTILINE)
    return [test for test in without.fails if not any(name.startswith(test) for name in failed)]


def main(words: Sequence[str]) -> int:
    """Take the defences away and tell."""
    chosen = [
        (fault, without) for fault in FAULTS for without in fault.without
        if not words or any(word in f"{fault.rows} {fault.words} {without.defence}" for word in words)
    ]  # fmt: skip
    passed = 0
    for fault, without in chosen:
        began = time.monotonic()
        left = survivors(without)
        passed += len(left)
        told = f"PASSES STILL: {', '.join(left)}" if left else f"{len(without.fails)} fail"
        click.echo(f"{fault.rows:16} {without.defence:50} {told} ({time.monotonic() - began:.0f} s)")
    click.echo(f"{len(chosen)} defences taken away, {passed} tests passed without theirs")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
