"""What lloket reads of each record, as columns for another engine: its spelling mended, its variants told apart.

python benchmarks/matching_columns.py records.ndjson > columns.ndjson
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from normalize.matching.candidates import rare_words
from normalize.matching.records import Stack
from normalize.matching.traits import learn, read_traits


def main() -> None:
    """Write a line per record."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        stack = Stack(lines)
        vocabulary = learn(stack.fill())
    traits = [read_traits(course, vocabulary) for course in stack.courses()]
    frequency: dict[str, int] = {}
    for one in traits:
        for token in set(one.title.tokens):
            frequency[token] = frequency.get(token, 0) + 1
    for name, one in zip(stack.names, traits, strict=True):
        title = one.title
        rare = [*rare_words(one, frequency), None, None][:2]
        row = {
            "unique_id": name, "organiser": one.organiser or None, "title": " ".join(title.tokens) or None,
            "rare1": rare[0], "rare2": rare[1], "numbers": sorted(title.numbers), "parts": sorted(title.parts),
            "letters": sorted(title.letters), "levels": sorted(title.levels), "exam": title.exam,
            "refresher": "refresher" in title.levels, "price": min(one.prices, default=None),
            "day": min(one.dates, default=None), "place": min(one.places, default=None), "language": one.language,
        }  # fmt: skip
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")


if __name__ == "__main__":
    main()
