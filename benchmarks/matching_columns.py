"""What lloket reads of each record, as columns for another engine: its spelling mended, its variants told apart.

python benchmarks/matching_columns.py records.ndjson > columns.ndjson

The file is read twice, first for the words and names of all; nothing is held but what they teach.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from normalize.course import Course
from normalize.matching.candidates import rare_words
from normalize.matching.engine import uncollected
from normalize.matching.records import read_record
from normalize.matching.traits import Traits, learn, read_traits


def main() -> None:
    """Write a line per record."""
    path = Path(sys.argv[1])
    frequency: Counter[str] = Counter()
    with tempfile.TemporaryFile() as spool, uncollected():
        vocabulary = learn(course for _, course in records(path))
        for name, course in records(path):
            one = read_traits(course, vocabulary)
            frequency.update(one.title.tokens)
            spool.write(b"%b\t%b\n" % (" ".join(one.title.tokens).encode(), msgspec.json.encode(columns(name, one))))
        spool.seek(0)
        for line in spool:
            tokens, _, row = line.rstrip(b"\n").partition(b"\t")
            rare = [*rare_words(tokens.decode().split(), frequency), None, None]
            more = msgspec.json.encode({"rare1": rare[0], "rare2": rare[1]})
            sys.stdout.buffer.write(b"%b,%b\n" % (row[:-1], more[1:]))


def records(path: Path) -> Iterator[tuple[str | int, Course]]:
    """Yield the id and the record of each line."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield read_record(line, number)


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
