"""lloket's model of sameness on splink and DuckDB: the same columns, vetoes, keys and weights, in SQL.

    python -m venv s && s/bin/pip install splink duckdb
    python benchmarks/matching_columns.py records.ndjson > columns.ndjson
    s/bin/python benchmarks/matching_splink.py columns.ndjson clusters.ndjson [--weights learned]

Weights are lloket's own (`given`), or found by splink without labels (`learned`: u from random pairs, m by
expectation maximisation). For more than one machine the same settings run on splink's Spark backend.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb  # type: ignore[import-not-found]  # lives in an environment of its own
from splink import Linker, SettingsCreator, block_on  # type: ignore[import-not-found]  # the same
from splink.backends.duckdb import DuckDBAPI  # type: ignore[import-not-found]  # the same

VETOES = (
    " and ".join(
        f"(len(l.{told}) = 0 or len(r.{told}) = 0 or list_has_any(l.{told}, r.{told}))"
        for told in ("numbers", "parts", "letters", "levels")
    )
    + " and l.exam = r.exam and l.refresher = r.refresher"
)
NAMED = [("organiser", "rare1"), ("organiser", "rare2"), ("organiser", "day"), ("organiser", "price", "place")]
"""Keys of records of one organiser."""
NAMELESS = [("rare1", "day"), ("rare1", "price", "place"), ("day", "price", "place")]
"""Keys of pairs of which one side names none: by the weights no others can be one course."""
THRESHOLD = 0.9
PRIOR = 2**-9


def level(condition: str, label: str, bits: float, given: bool) -> dict[str, Any]:
    """Return a comparison level; a weight of so many bits is m over u."""
    found: dict[str, Any] = {"sql_condition": condition, "label_for_charts": label}
    if given:
        odds = 2.0**bits
        found |= {"m_probability": odds / (1 + odds), "u_probability": 1 / (1 + odds)}
    return found


def comparison(column: str, levels: list[tuple[str, str, float]], given: bool) -> dict[str, Any]:
    """Return a comparison of a column, unknown where either side is."""
    unknown = {
        "sql_condition": f"{column}_l is null or {column}_r is null", "label_for_charts": "unknown",
        "is_null_level": True,
    }  # fmt: skip
    return {"output_column_name": column, "comparison_levels": [unknown, *(level(*one, given) for one in levels)]}


def comparisons(given: bool) -> list[dict[str, Any]]:
    """Return the model's features; the title's left-over words are one joint feature, as in lloket."""
    inside = "(len(list_filter(string_split({0}, ' '), lambda x: not list_contains(string_split({1}, ' '), x))) = 0)"
    subset = f"({inside.format('title_l', 'title_r')} or {inside.format('title_r', 'title_l')})"
    return [
        comparison("title", [
            ("title_l = title_r", "equal", 9.0),
            ("levenshtein(title_l, title_r) <= 2 and jaro_winkler_similarity(title_l, title_r) > 0.95", "slip", 6.0),
            (f"{subset} and language_l = language_r", "words more", -4.5),
            (subset, "partly translated", -1.0),
            ("language_l <> language_r", "other language", -2.0),
            ("ELSE", "other words", -8.0),
        ], given),
        comparison("organiser", [("organiser_l = organiser_r", "same", 5.0), ("ELSE", "another", -11.0)], given),
        comparison("price", [
            ("price_l = price_r", "equal", 3.0),
            ("abs(least(price_l, price_r) * 1.21 - greatest(price_l, price_r)) < 0.5", "equal but for VAT", 2.5),
            ("ELSE", "differs", -0.7),
        ], given),
        comparison("day", [("day_l = day_r", "shared", 5.0), ("ELSE", "differ", -0.7)], given),
        comparison("place", [("place_l = place_r", "shared", 1.7), ("ELSE", "differs", -0.5)], given),
    ]  # fmt: skip


def blocks() -> Iterator[list[str]]:
    """Yield the conditions of each blocking rule, vetoes aside; none grows with the number of records alone."""
    for columns in NAMED:
        yield [f"l.{column} = r.{column}" for column in columns]
    for columns in NAMELESS:
        for side in ("l", "r"):  # an "or" would have the engine make every pair before it drops most
            yield [*(f"l.{column} = r.{column}" for column in columns), f"{side}.organiser is null"]


def main() -> None:
    """Match and write clusters as `lloket match` does."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("columns", type=Path)
    parser.add_argument("clusters", type=Path)
    parser.add_argument("--weights", choices=("given", "learned"), default="given")
    options = parser.parse_args()
    begun = time.time()
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    connection.execute(
        f"create table records as select * from read_json('{options.columns}', format='newline_delimited')"
    )
    given = options.weights == "given"
    settings = SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=PRIOR / (1 + PRIOR) if given else 0.00001,
        comparisons=comparisons(given),
        blocking_rules_to_generate_predictions=[
            {"blocking_rule": " and ".join([*rule, VETOES]), "sql_dialect": "duckdb"} for rule in blocks()
        ],
        additional_columns_to_retain=["language"],
        retain_matching_columns=False,
    )
    linker = Linker(DuckDBAPI(connection).register("records"), settings)
    if not given:
        linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000)
        for columns in (("organiser", "rare1"), ("day", "price")):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    predicted = linker.inference.predict(threshold_match_probability=THRESHOLD)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predicted, threshold_match_probability=THRESHOLD
    )
    rows = clusters.as_duckdbpyrelation().select("unique_id, cluster_id").fetchall()
    with options.clusters.open("w", encoding="utf-8") as file:
        for name, cluster in rows:
            file.write(json.dumps({"id": name, "cluster": cluster}) + "\n")
    print(f"{len(rows)} records, {time.time() - begun:.1f} s")


if __name__ == "__main__":
    main()
