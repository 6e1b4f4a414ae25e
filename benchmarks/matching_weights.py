"""Weights of matching found from records, beside those of the table, and what each makes of labelled records.

    python -m benchmarks.matching_weights records.ndjson truth.tsv [--labels 200] [--on records.ndjson truth.tsv]

Weights are found on the first records, without labels and with so many pairs taken from the truth as if staff had
decided them (half merges, half splits, those nearest to even odds first, as staff are asked). --on measures on others.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from benchmarks.matching import score
from normalize.match import match_file
from normalize.matching.model import BY_HAND, PRIOR, WEIGHTS, Weights, weigh
from normalize.matching.records import Stack
from normalize.matching.traits import Traits, learn_from, read_traits
from normalize.matching.weights import Fitted, candidate_pairs, fit, patterns_of


def main() -> None:
    """Print the weights and what they make of records."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("records", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--labels", type=int, default=200)
    parser.add_argument("--on", type=Path, nargs=2, metavar=("RECORDS", "TRUTH"))
    options = parser.parse_args()
    traits, course = _read(options.records, options.truth)
    pairs = list(candidate_pairs(traits))
    found = {"by hand": None, "without labels": fit(patterns_of(traits, pairs))}
    asked = _asked(traits, pairs, course, options.labels)
    found["with labels"] = fit(
        patterns_of(traits, [pair for pair in pairs if pair not in asked]),
        patterns_of(traits, [pair for pair in asked if course[pair[0]] == course[pair[1]]]),
        patterns_of(traits, [pair for pair in asked if course[pair[0]] != course[pair[1]]]),
    )
    _print_table(found)
    for name, fitted in found.items():
        weights = fitted.ready() if fitted else BY_HAND
        precision, recall = _measure(weights, *(options.on or (options.records, options.truth)))
        print(f"{name}: P {precision:.4f} R {recall:.4f} F1 {2 * precision * recall / (precision + recall):.4f}")


def _read(records: Path, truth: Path) -> tuple[list[Traits], list[str]]:
    with records.open(encoding="utf-8") as lines:
        stack = Stack(lines)
        vocabulary = learn_from(stack.fill())
    with truth.open(encoding="utf-8") as lines:
        course_of = dict(line.rstrip("\n").split("\t") for line in lines)
    return [read_traits(one, vocabulary) for one in stack.courses()], [course_of[str(name)] for name in stack.names]


def _asked(traits: list[Traits], pairs: list[tuple[int, int]], course: list[str], count: int) -> set[tuple[int, int]]:
    """Return pairs as staff would be asked of: the least sure first, of either answer as many."""
    chance = random.Random(3)
    ordered = sorted(
        pairs, key=lambda pair: (abs(weigh(traits[pair[0]], traits[pair[1]], BY_HAND) or 0.0), chance.random())
    )
    answers: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for pair in ordered:
        answers[course[pair[0]] == course[pair[1]]].append(pair)
    return {*answers[0][: count // 2], *answers[1][: count // 2]}


def _print_table(found: Mapping[str, Fitted | None]) -> None:
    print("| feature | outcome | " + " | ".join(found) + " | pairs |")
    print("| --- | --- | " + " --- |" * (len(found) + 1))
    print("| prior | | " + " | ".join(f"{one.prior if one else PRIOR:+.1f}" for one in found.values()) + " | |")
    for name, table in WEIGHTS.items():
        for outcome, bits in table.items():
            cells = [f"{one.weights[name][outcome] if one else bits:+.1f}" for one in found.values()]
            seen = max(one.seen[name][outcome] for one in found.values() if one)
            print(f"| {name} | {outcome} | {' | '.join(cells)} | {seen} |")


def _measure(weights: Weights, records: Path, truth: Path) -> tuple[float, float]:
    with records.open(encoding="utf-8") as lines, tempfile.NamedTemporaryFile() as out:
        for found in match_file(lines, weights):
            out.write(msgspec.json.encode(found) + b"\n")
        out.flush()
        return score(Path(out.name), truth)


if __name__ == "__main__":
    main()
