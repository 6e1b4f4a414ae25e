"""`lloket diff`: what a run changed, or what changed between two."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from commands.options import WrongUse, options, places, problems
from exports.difference_words import lines
from store import Run, Store, StoreError


@click.command(short_help="What a run changed: new, changed, vanished, returned.")
@click.argument("run", nargs=-1)
@options("data", "database", "json", "lang")
def diff(run: tuple[str, ...], data: Path, database: str | None, as_json: bool, lang: str) -> int:
    """Show what a run changed, field by field; of a run that is held back, what it would change.

    RUN is a run's id, or a provider for its newest run. With two, what changed from the first to the second; with
    none, the newest run of every provider.

    \b
    Examples:
      lloket diff
      lloket diff boerhaave
      lloket diff 20261101T051500Z-boerhaave boerhaave --json
    """
    where = places(data, database, None)
    with problems(StoreError), Store.open(where.database) as store:
        found = [(later, earlier, store.differences(later, earlier)) for later, earlier in pairs(store, run)]
    if as_json:
        plain = [
            {"run": later, "since": earlier, "differences": msgspec.to_builtins(changed)}
            for later, earlier, changed in found
        ]
        click.echo(msgspec.json.format(msgspec.json.encode(plain)).decode())
        return 0
    for later, _, changed in found:
        click.echo(later)
        for line in lines(changed, "nl" if lang == "nl" else "en"):
            click.echo(f"  {line}")
    return 0


def pairs(store: Store, asked: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """Return the runs to show, each with the one it is held against (None: the one before it)."""
    if not asked:
        newest = (newest_of(store, status.provider) for status in store.statuses())
        return [(run.id, None) for run in newest if run is not None]
    runs = [newest_of(store, name) or store.run(name) for name in asked]
    if len(runs) > 2:
        raise WrongUse("give one run or two")
    if len({run.provider for run in runs}) > 1:
        raise WrongUse(f"{runs[0].id} and {runs[1].id} are of different providers")
    return [(runs[-1].id, runs[0].id if len(runs) > 1 else None)]


def newest_of(store: Store, provider: str) -> Run | None:
    """Return a provider's newest run that found something, also one that is held back; None where there is none."""
    return next((run for run in store.runs(provider) if run.recorded is not None or run.state == "held"), None)
