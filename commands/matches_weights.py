"""`lloket matches weights`: the weights that the known courses and the decisions taken ask for."""

from __future__ import annotations

import itertools
from pathlib import Path

import click
import msgspec
from rich.markup import escape
from rich.table import Table

from commands.matches_look import decider
from commands.matches_words import FEATURES, WORDS, agreement
from commands.options import clock, options, places, problems
from commands.summary import wide
from normalize.assemble import links_of
from normalize.match import twins_of
from normalize.matching.model import Weights
from normalize.matching.rulings import Ruling, plain_key
from normalize.matching.traits import learn, read_traits
from normalize.matching.weights import Fitted, candidate_pairs, fit, patterns_of
from store import Store, StoreError
from store.rulings import weights_of

KIND = "weights"
"""The kind of decision that takes weights into use."""


@click.command()
@click.option("--use", is_flag=True, help="Match by the weights found, from the next publication on.")
@click.option("--who", envvar="LLOKET_WHO", help="Who decides. [default: the name you are logged in by]")
@click.option("--why", default="", help="The reason, for those who read it later.")
@options("data", "database", "json", "lang")
def weights(use: bool, who: str | None, why: str, data: Path, database: str | None, as_json: bool, lang: str) -> None:
    """Find weights from the courses known and the merges and splits that hold; show them beside those in use.

    Taking them into use is a decision like any other: it has a number and can be undone.

    \b
    Example:
      lloket matches weights
      lloket matches weights --use --why "two hundred decisions since the summer"
    """
    n = 0 if lang == "nl" else 1
    with problems(StoreError), Store.open(places(data, database, None).database) as store:
        found = found_in(store)
        used = weights_of(store.decisions(KIND))
        number = None
        if use:
            value = msgspec.to_builtins(found)
            number = store.decide(KIND, "matching", value, who=decider(who), why=why, now=clock())
    if as_json:
        told = {"found": found, "used": {"prior": used.prior, "weights": used.table}, "decision": number}
        click.echo(msgspec.json.format(msgspec.json.encode(told)).decode())
        return
    wide().print(_table(found, used, lang))
    click.echo(WORDS["weights_of"][n].format(pairs=found.pairs, labelled=found.labelled))
    if number is not None:
        click.echo(WORDS["done"][n].format(n=number, kind=WORDS[KIND][n]))


def found_in(store: Store) -> Fitted:
    """Return the weights that the store's courses and decisions ask for."""
    known = [stored.known for stored in store.readings()]
    courses, twins = [one.course for one in known], twins_of(links_of(known))
    vocabulary = learn(courses)
    traits = [read_traits(course, vocabulary, twins.get(course.url, frozenset())) for course in courses]
    position = {plain_key(one.key): number for number, one in enumerate(known)}
    same, other = (_decided(store.rulings(), kind, position) for kind in ("merge", "split"))
    left = (pair for pair in candidate_pairs(traits) if (min(pair), max(pair)) not in same | other)
    return fit(patterns_of(traits, left), patterns_of(traits, same), patterns_of(traits, other))


def _decided(rulings: list[Ruling], kind: str, position: dict[str, int]) -> set[tuple[int, int]]:
    """Return the pairs of pages, one of either side, that the decisions of a kind are about."""
    found: set[tuple[int, int]] = set()
    for ruling in rulings:
        if ruling.kind == kind:
            sides = (
                {position[key] for key in map(plain_key, side) if key in position}
                for side in (ruling.left, ruling.right)
            )
            found.update((min(pair), max(pair)) for pair in itertools.product(*sides) if pair[0] != pair[1])
    return found


def _table(found: Fitted, used: Weights, lang: str) -> Table:
    n = 0 if lang == "nl" else 1
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(WORDS["feature"][n])
    table.add_column(WORDS["outcome"][n])
    for heading in ("in_use", "found", "seen"):
        table.add_column(WORDS[heading][n], justify="right")
    table.add_row(FEATURES["prior"][n], "", f"{used.prior:+.1f}", f"{found.prior:+.1f}", "")
    for name, row in used.table.items():
        for outcome, bits in row.items():
            table.add_row(
                FEATURES[name][n], escape(agreement(outcome, lang)), f"{bits:+.1f}",
                f"{found.weights[name][outcome]:+.1f}", str(found.seen[name][outcome]),
            )  # fmt: skip
    return table
