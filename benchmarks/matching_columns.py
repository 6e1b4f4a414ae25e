"""What lloket reads of each record, as columns for another engine: its spelling mended, its variants told apart.

python benchmarks/matching_columns.py records.ndjson > columns.ndjson
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from normalize.matching.candidates import rare_words
from normalize.matching.records import Stack
from normalize.matching.traits import Traits, learn, read_traits


def main() -> None:
    """Write a line per record."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        stack = Stack(lines)
        vocabulary = learn(stack.fill())
    frequency: Counter[str] = Counter()
    with tempfile.TemporaryFile() as spool:
        for name, course in zip(stack.names, stack.courses(), strict=True):
            row = columns(name, read_traits(course, vocabulary))
            frequency.update(set((row["title"] or "").split()))
            spool.write(msgspec.json.encode(row) + b"\n")
        spool.seek(0)
        for line in spool:
            row = msgspec.json.decode(line)
            row["rare1"], row["rare2"] = [*rare_words((row["title"] or "").split(), frequency), None, None][:2]
            sys.stdout.write(msgspec.json.encode(row).decode() + "\n")


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
