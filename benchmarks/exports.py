"""Writing the feeds beside bare loops that write the same bytes: seconds and peak memory of each, alone.

    python benchmarks/exports.py [--records 1000000] [--only NDJSON --only CSV] [--folder /somewhere/large]

Each feed is published in a process of its own, from records made on the way; the time of making them
is measured in the same process and taken off. `write` is a loop that writes the finished bytes in
pieces of a record's size; `make` one that also makes them, the shortest way there is, without cleaning,
checksums, or a switch that readers do not see. `times make` compares CPU time, which a busy machine
bends least. Peak memory is the process's, Python and libraries
included.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))  # this file's own folder would hide the package of its name

from exports.formats import FORMATS
from exports.publication import ProviderView, Publication
from exports.publish import publish
from exports.tables import COURSE_COLUMNS
from normalize.course import (
    Course,
    Duration,
    Evidence,
    Freshness,
    Organisation,
    Price,
    Session,
    Source,
    completeness,
)
from store import Change
from store.changes import PAGE

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
PROVIDERS = 50
EVERYTHING = "all"
LARGE = 1 << 20
"""Bytes of a file that a bare loop brings to the disk by itself."""


def course(number: int) -> Course:
    """Return a record as a refresh finds them, about 3 kB of JSON."""
    provider = f"aanbieder-{number % PROVIDERS}"
    url = f"https://www.{provider}.example/cursussen/gmp-in-de-praktijk-{number}"
    title = f"GMP in de praktijk, deel {number}"
    price = Price(amount=950.0 + number % 400, vat="exempt", text=f"€ {950 + number % 400} (vrij van btw)")
    words = {
        "title": title,
        "price": price.text,
        "duration": "Duur: 2 dagen",
        "audience": "Medewerkers van productie en kwaliteitscontrole",
        "sessions": "10 en 11 maart 2027; 8 en 9 september 2027",
    }
    made = Course(
        id=f"{number:012x}", url=url, title=title, titles={"nl": title, "en": f"GMP in practice, part {number}"},
        provider=Organisation(id=provider, name=f"Aanbieder {number % PROVIDERS}", url=f"https://www.{provider}.example/"),
        description=f"Cursus {number}. " + "In twee dagen oefent u met de regels van GMP in een echte cleanroom. " * 6,
        page_language="nl", languages=["nl"], audience=words["audience"], audiences=["employee"],
        entry_requirements="Mbo werk- en denkniveau, een jaar ervaring in een laboratorium", level="post_hbo",
        delivery="onsite", topics=["gmp_quality", "cleanroom"], price=price, prices=[price],
        duration=Duration(value=2.0, unit="day", hours=16.0, text=words["duration"]),
        sessions=[
            Session(start="2027-03-10", end="2027-03-11", location="Leiden", status="open", text="10 en 11 maart 2027"),
            Session(start="2027-09-08", end="2027-09-09", location="Leiden", text="8 en 9 september 2027"),
        ],
        start="dated", location="Leiden", certificate="Bewijs van deelname",
        freshness=Freshness(status="current", first_seen="2026-10-01", last_seen="2026-11-22"),
        sources=[Source(provider=provider, url=url, title=title, page_language="nl", last_seen="2026-11-22")],
        evidence={name: Evidence(text=text, method="label", url=url) for name, text in words.items()},
    )  # fmt: skip
    made.completeness = completeness(made)
    return made


def courses(records: int) -> Iterator[Course]:
    """Yield that many records."""
    return (course(number) for number in range(records))


def changes(records: int) -> Iterator[Change]:
    """Yield the same records as changes of one night."""
    return (Change(PAGE + number, AT, one.id, one, None, None) for number, one in enumerate(courses(records)))


def facts() -> Publication:
    """Return what the publication states."""
    settings = {
        "org_unit": "aanbieder", "application_type": "individual", "payment_due": "up-front",
        "program_form": "part-time", "program_type": "training",
    }  # fmt: skip
    views = [
        ProviderView(id=f"aanbieder-{n}", name=f"Aanbieder {n}", website=f"https://a{n}.example/", edudex=settings)
        for n in range(PROVIDERS)
    ]
    return Publication(run="benchmark", generated_at=AT, today=date(2026, 11, 22), providers=views)


class Took(NamedTuple):
    """What work took, in seconds."""

    wall: float
    cpu: float

    def less(self, other: Took, times: int = 1) -> Took:
        """Return what is left without something else."""
        return Took(self.wall - times * other.wall, self.cpu - times * other.cpu)


def timed(work: Callable[[], object]) -> Took:
    """Return how long it takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def alone(feed: str, records: int, folder: Path) -> dict[str, Any]:
    """Publish one feed, or all, in this process and say what it took."""
    chosen = FORMATS if feed == EVERYTHING else tuple(row for row in FORMATS if row.name == feed)
    changed = "Change feed" in {row.name for row in chosen}
    making = timed(lambda: sum(1 for _ in courses(records)))
    out = folder / "feeds"
    told = (lambda: changes(records)) if changed else tuple
    given = (lambda: iter(())) if feed == "Change feed" else (lambda: courses(records))
    took = timed(lambda: publish(given, facts(), out, changes=told, formats=chosen))
    took = took.less(making, 2 if feed == EVERYTHING else 1)
    written = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return took._asdict() | {"bytes": written, "peak": _peak()}


def bare(feed: str, records: int, folder: Path) -> dict[str, Any]:
    """Write the same bytes the shortest way."""
    out = folder / "feeds"
    files = [path for path in out.rglob("*") if path.is_file()]
    result = {"write": sum(_copied(path, records) for path in files)}
    if feed in MAKERS:
        made = timed(lambda: MAKERS[feed](folder / "bare", records))
        result["make"] = made.less(timed(lambda: sum(1 for _ in courses(records)))).cpu
    return result


def _copied(path: Path, records: int) -> float:
    """Return the time of writing a file's bytes in pieces of a record's size, reading them not counted."""
    size = max(64, path.stat().st_size // max(records, 1))
    spent = 0.0
    with path.open("rb") as source, path.with_suffix(".bare").open("wb") as target:
        while block := source.read(1 << 24):
            pieces = [block[start : start + size] for start in range(0, len(block), size)]
            spent += timed(lambda pieces=pieces: [target.write(piece) for piece in pieces]).wall  # type: ignore[misc]
        spent += timed(target.flush).wall
        if path.stat().st_size >= LARGE:
            spent += timed(lambda: os.fsync(target.fileno())).wall
    path.with_suffix(".bare").unlink()
    return spent


def _ndjson(path: Path, records: int) -> None:
    with path.open("wb") as file:
        for one in courses(records):
            file.write(msgspec.json.encode(one) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _csv(path: Path, records: int) -> None:
    values = [column.value for column in COURSE_COLUMNS]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow([column.name for column in COURSE_COLUMNS])
        for one in courses(records):
            table.writerow([value(one) for value in values])
        file.flush()
        os.fsync(file.fileno())


MAKERS: dict[str, Callable[[Path, int], None]] = {"NDJSON": _ndjson, "CSV": _csv}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def child(what: str, feed: str, records: int, folder: Path) -> dict[str, Any]:
    """Run one measurement in a process of its own."""
    run = [
        sys.executable,
        __file__,
        "--child",
        what,
        "--only",
        feed,
        "--records",
        str(records),
        "--folder",
        str(folder),
    ]
    told = subprocess.run(run, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--only", action="append", choices=[*(row.name for row in FORMATS), EVERYTHING])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--child", choices=["alone", "bare"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        measure = alone if given.child == "alone" else bare
        print(json.dumps(measure(given.only[0], given.records, given.folder)))
        return
    print(f"{given.records:,} records\n")
    print("| feed | seconds | CPU s | records/CPU s | MB | peak MB | write s | make CPU s | times make |")
    print("|---|---|---|---|---|---|---|---|---|")
    for feed in given.only or [*(row.name for row in FORMATS), EVERYTHING]:
        folder = Path(tempfile.mkdtemp(prefix="lloket-exports-", dir=given.folder))
        try:
            took = child("alone", feed, given.records, folder)
            plain = child("bare", feed, given.records, folder)
        finally:
            shutil.rmtree(folder)
        make = plain.get("make")
        times = f"{took['cpu'] / make:.1f}" if make else "–"
        print(
            f"| {feed} | {took['wall']:.1f} | {took['cpu']:.1f} | {given.records / took['cpu']:,.0f} "
            f"| {took['bytes'] / 1e6:,.1f} "
            f"| {took['peak'] / 1e6:.0f} | {plain['write']:.2f} | {f'{make:.1f}' if make else '–'} "
            f"| {times} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
