"""What lloket reads of each record, as columns for another engine: its spelling mended, its variants told apart.

python -m benchmarks.matching_columns records.ndjson columns.ndjson [--workers 2]

The file is read twice, first for the words and names of all; nothing is held but what they teach. Counts are sums,
so every worker reads its own share of the file, here on one machine, elsewhere where the share lies.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from normalize.course import Course
from normalize.matching.candidates import rare_words
from normalize.matching.engine import uncollected
from normalize.matching.records import read_record
from normalize.matching.traits import Traits, own_name, read_traits, title_words
from normalize.matching.vocabulary import Vocabulary

Share = tuple[Path, int, int]
"""A file, and where in it the share begins and ends."""


def main() -> None:
    """Write a line per record."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("records", type=Path)
    parser.add_argument("columns", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    begun = time.monotonic()
    shares = list(cut(options.records, options.workers))
    with tempfile.TemporaryDirectory(dir=options.columns.parent) as name, ProcessPoolExecutor(options.workers) as pool:
        counts: Counter[str] = Counter()
        names: Counter[str] = Counter()
        for its_counts, its_names in pool.map(learn, shares):
            counts.update(its_counts)
            names.update(its_names)
        say(f"{counts.total():,} words, {len(names):,} names", begun)
        spools = [Path(name) / str(number) for number in range(len(shares))]
        frequency: Counter[str] = Counter()
        for its_frequency in pool.map(partial(read, Vocabulary(counts, names)), shares, spools):
            frequency.update(its_frequency)
        say("read", begun)
        with options.columns.open("wb") as out:
            for part in pool.map(partial(finish, frequency), spools):
                with part.open("rb") as columns:
                    shutil.copyfileobj(columns, out)
                part.unlink()
    say("written", begun)


def say(what: str, begun: float) -> None:
    """Tell how far it is."""
    print(f"{time.monotonic() - begun:8.1f} s  {what}", file=sys.stderr, flush=True)


def cut(path: Path, count: int) -> Iterator[Share]:
    """Yield so many shares of the lines, alike in size."""
    size = path.stat().st_size
    start = 0
    with path.open("rb") as file:
        for number in range(1, count + 1):
            file.seek(max(start, size * number // count))
            file.readline()
            end = min(file.tell(), size)
            yield path, start, end
            start = end


def learn(share: Share) -> tuple[Counter[str], Counter[str]]:
    """Return how often the words and the names of a share occur."""
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for _, course in records(share):
        counts.update(title_words(course.title))
        names.update(own_name(course.provider.name))
    return counts, names


def read(vocabulary: Vocabulary, share: Share, spool: Path) -> Counter[str]:
    """Write the columns of a share that depend on no other record; return in how many titles each word stands."""
    frequency: Counter[str] = Counter()
    with spool.open("wb") as out, uncollected():
        for name, course in records(share):
            one = read_traits(course, vocabulary)
            frequency.update(one.title.tokens)
            out.write(b"%b\t%b\n" % (" ".join(one.title.tokens).encode(), msgspec.json.encode(columns(name, one))))
    return frequency


def finish(frequency: Counter[str], spool: Path) -> Path:
    """Write the columns of a share with the rarest words of each title."""
    done = spool.with_suffix(".done")
    with spool.open("rb") as lines, done.open("wb") as out:
        for line in lines:
            tokens, _, row = line.rstrip(b"\n").partition(b"\t")
            rare = [*rare_words(tokens.decode().split(), frequency), None, None]
            more = msgspec.json.encode({"rare1": rare[0], "rare2": rare[1]})
            out.write(b"%b,%b\n" % (row[:-1], more[1:]))
    spool.unlink()
    return done


def records(share: Share) -> Iterator[tuple[str | int, Course]]:
    """Yield the id and the record of each line of a share; one without an id is named by where its line begins."""
    path, at, end = share
    with path.open("rb") as lines:
        lines.seek(at)
        while at < end:
            line = lines.readline()
            if line.strip():
                yield read_record(line.decode(), at)
            at += len(line)


def columns(name: str | int, one: Traits) -> dict[str, Any]:
    """Return the columns of a record, but for those that depend on all others."""
    title = one.title
    return {
        "unique_id": name, "organiser": one.organiser or None, "title": " ".join(title.tokens) or None,
        "numbers": sorted(title.numbers), "parts": sorted(title.parts),
        "letters": sorted(title.letters), "levels": sorted(title.levels), "exam": title.exam,
        "refresher": "refresher" in title.levels, "price": min(one.prices, default=None),
        "day": min(one.dates, default=None), "place": min(one.places, default=None), "language": one.language,
    }  # fmt: skip


if __name__ == "__main__":
    main()
