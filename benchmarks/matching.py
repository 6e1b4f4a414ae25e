"""Matching measured: precision, recall, time and memory at several sizes, beside splink on the same records.

    python -m benchmarks.matching [--sizes 1000 10000 100000] [--records FOLDER] [--splink] [--again 50]

Records come from FOLDER (records-N.ndjson[.gz] and truth-N.tsv[.gz]), else from benchmarks/matching_records.py by
--seed. Each system runs in a process of its own; wall and CPU seconds and peak memory are that process's.
--splink makes splink its own environment below --data at the first run, and gives it lloket's own columns,
vetoes and keys (benchmarks/matching_splink.py), with lloket's weights and, with --learned, weights it learns.
Its time leaves out making the columns, which has a row of its own. --again changes so many records and matches
once more, from what is remembered.
"""

from __future__ import annotations

import argparse
import gzip
import math
import os
import random
import shutil
import subprocess
import sys
import time
import venv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec

from benchmarks.matching_records import write
from normalize.match import match_all
from normalize.matching.memory import Memory
from normalize.matching.records import read_record

HERE = Path(__file__).parent
LLOKET = [sys.executable, str(HERE.parent / "cli.py"), "match"]


@dataclass(frozen=True)
class Row:
    """One system at one size."""

    system: str
    count: int
    precision: float
    recall: float
    wall: float
    cpu: float
    megabytes: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--records", type=Path, help="a folder with records and truth")
    parser.add_argument("--seed", type=int, default=2027)
    parser.add_argument("--data", type=Path, default=Path("data/benchmark"))
    parser.add_argument("--splink", action="store_true")
    parser.add_argument("--learned", action="store_true")
    parser.add_argument("--again", type=int, default=0, metavar="CHANGED")
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    print("| system | records | P | R | F1 | wall s | CPU s | peak MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    rows = []
    for count in options.sizes:
        records, truth = _given(options.records, count, options.data) or write(options.data, count, options.seed)
        rows.append(_measure("lloket", [*LLOKET, str(records)], options.data / f"lloket-{count}", count, truth))
        if options.splink:
            for weights in ("given", "learned")[: 2 if options.learned else 1]:
                _splink(options.data, records, truth, count, weights)
        if options.again:
            _again(records, count, options.again, options.data)
    for one, two in pairwise(rows):
        if one.count >= 10_000:
            by = [
                math.log(b / a) / math.log(two.count / one.count) for a, b in ((one.wall, two.wall), (one.cpu, two.cpu))
            ]
            print(f"growth from {one.count} to {two.count}: n^{by[0]:.2f} of wall time, n^{by[1]:.2f} of CPU time")


def _given(folder: Path | None, count: int, data: Path) -> tuple[Path, Path] | None:
    """Return records and truth of that size from a folder, unpacked; None where there are none."""
    if folder is None:
        return None
    found = []
    for name in (f"records-{count}.ndjson", f"truth-{count}.tsv"):
        if (folder / f"{name}.gz").exists():
            with gzip.open(folder / f"{name}.gz") as packed, (data / name).open("wb") as plain:
                shutil.copyfileobj(packed, plain)
            found.append(data / name)
        elif (folder / name).exists():
            found.append(folder / name)
    return (found[0], found[1]) if len(found) == 2 else None


def _measure(system: str, command: Sequence[str], out: Path, count: int, truth: Path, *, named: bool = False) -> Row:
    """Run a command that writes clusters (to `out` itself where it is `named` in it) and print its row."""
    begun = time.time()
    with (out if not named else Path(os.devnull)).open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.DEVNULL if named else None)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: status {process.returncode}")
    precision, recall = score(out, truth)
    row = Row(
        system, count, precision, recall, time.time() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    )
    print(
        f"| {row.system} | {row.count:,} | {row.precision:.4f} | {row.recall:.4f} | {row.f1:.4f} "
        f"| {row.wall:.1f} | {row.cpu:.1f} | {row.megabytes:.0f} |",
        flush=True,
    )
    return row


def score(clusters: Path, truth: Path) -> tuple[float, float]:
    """Return precision and recall over pairs of records."""
    with truth.open(encoding="utf-8") as lines:
        course_of = dict(line.rstrip("\n").split("\t") for line in lines)
    both: Counter[tuple[str, str]] = Counter()
    with clusters.open(encoding="utf-8") as lines:
        for line in lines:
            found = msgspec.json.decode(line)
            both[str(found["cluster"]), course_of[str(found["id"])]] += 1
    by_cluster: Counter[str] = Counter()
    by_course: Counter[str] = Counter()
    for (cluster, course), n in both.items():
        by_cluster[cluster] += n
        by_course[course] += n
    right, given, true = (sum(n * (n - 1) // 2 for n in found.values()) for found in (both, by_cluster, by_course))
    return right / max(1, given), right / max(1, true)


def _splink(data: Path, records: Path, truth: Path, count: int, weights: str) -> None:
    python = data / "splink" / "bin" / "python"
    if not python.exists():
        venv.create(data / "splink", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "splink==5.0.0", "duckdb==2.0.0"], check=True)
    columns, out = data / f"columns-{count}.ndjson", data / f"splink-{count}"
    if weights == "given":
        begun, script = time.time(), "benchmarks.matching_columns"
        process = subprocess.Popen([sys.executable, "-m", script, records, columns, "--workers", "1"], env=_with_path())
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{script}: status {process.returncode}")
        cpu, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        print(
            f"| columns for splink | {count:,} | | | | {time.time() - begun:.1f} | {cpu:.1f} | {megabytes:.0f} |",
            flush=True,
        )
    command = [str(python), str(HERE / "matching_splink.py"), str(columns), str(out), "--weights", weights]
    _measure(f"splink, weights {weights}", command, out, count, truth, named=True)


def _with_path() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(HERE.parent)}


def _again(records: Path, count: int, changed: int, data: Path) -> None:
    """Match, change some records, match from memory and anew; print the CPU seconds of each.

    Each time the memory's file is opened anew; records are passed with versions, as the store has them.
    """
    with records.open(encoding="utf-8") as lines:
        keys, courses = zip(*(read_record(line, n) for n, line in enumerate(lines, 1)), strict=True)
    known, names = list(courses), [str(key) for key in keys]
    versions = [""] * count
    path = data / f"memory-{count}"
    path.unlink(missing_ok=True)
    chance = random.Random(5)
    for time_ in range(3):
        for n in range(count) if not time_ else chance.sample(range(count), changed):
            versions[n] = f"{time_}"
            if time_:
                known[n] = msgspec.structs.replace(chance.choice(known), url=known[n].url)
        begun = time.process_time()
        memory = Memory.load(path)
        found = match_all(known, keys=names, memory=memory, versions=versions)
        memory.save(path)
        again = time.process_time() - begun
        begun = time.process_time()
        same = match_all(known, keys=names) == found
        anew = time.process_time() - begun
        print(
            f"{changed if time_ else count:,} of {count:,} changed: {again:.2f} CPU s with memory, opened and saved "
            f"({memory.read} records read), {anew:.2f} anew: {again / anew:.1%}; the same result: {same}",
            flush=True,
        )


if __name__ == "__main__":
    main()
