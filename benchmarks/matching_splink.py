"""lloket's model of sameness on splink and DuckDB: the same columns, vetoes, keys and weights, in SQL.

    python -m venv s && s/bin/pip install splink duckdb
    python -m benchmarks.matching_columns records.ndjson columns.ndjson
    s/bin/python benchmarks/matching_splink.py columns.ndjson clusters.ndjson [--weights learned] [--chunks 8]

Weights are lloket's own (`given`), or found by splink without labels (`learned`: u from random pairs, m by
expectation maximisation). The engine works out of core, in a file beside the clusters, within `--memory`; with
`--chunks` one side of the pairs is taken in so many parts, a table each. For more than one machine the same settings
run on splink's Spark backend.
"""

from __future__ import annotations

import argparse
import tempfile
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
NAMELESS = [
    ("title", "day"), ("title", "price", "place"), ("rare1", "day", "price"), ("rare1", "day", "place"),
    ("day", "price", "place"),
]  # fmt: skip
"""Keys of pairs of which one side names none: by the weights no others can be one course. Without an organiser that
agrees it takes the same title and more, or a title with a slip and two things more."""
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
    subset = "(list_has_all(words_l, words_r) or list_has_all(words_r, words_l))"
    slip = "abs(length(title_l) - length(title_r)) <= 2 and levenshtein(title_l, title_r) <= 2"
    return [
        comparison("title", [
            ("title_l = title_r", "equal", 9.0),
            (f"{slip} and jaro_winkler_similarity(title_l, title_r) > 0.95", "slip", 6.0),
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
    parser.add_argument("--memory", default="4GB", help="what the engine may hold before it writes to disk")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--chunks", type=int, default=1)
    options = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(dir=options.clusters.parent) as folder:
        connection = duckdb.connect(f"{folder}/records.duckdb")
        connection.execute(f"set threads = {options.threads}; set memory_limit = '{options.memory}'")
        connection.execute(f"set temp_directory = '{folder}'; set preserve_insertion_order = false")
        connection.execute(
            "create table records as select *, string_split(title, ' ') as words "
            f"from read_json('{options.columns}', format='newline_delimited')"
        )
        say("columns loaded", begun)
        linker = trained(connection, given=options.weights == "given")
        predicted = linker.inference.predict(
            threshold_match_probability=THRESHOLD, num_chunks_left=options.chunks if options.chunks > 1 else None
        )
        say("pairs found", begun)
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_probability=THRESHOLD
        )
        say("clustered", begun)
        clusters.as_duckdbpyrelation().select("unique_id as id, cluster_id as cluster").to_table("clusters")
        connection.execute(f"copy clusters to '{options.clusters}' (format json)")
        say(f"{connection.table('clusters').count('*').fetchall()[0][0]:,} records written", begun)


def say(what: str, begun: float) -> None:
    """Tell how far it is."""
    print(f"{time.monotonic() - begun:8.1f} s  {what}", flush=True)


def trained(connection: Any, *, given: bool) -> Any:
    """Return the linker, with our weights or with those that it finds."""
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
    return linker


if __name__ == "__main__":
    main()
