"""`lloket export` and `lloket report`: from the store, with no crawl."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
import msgspec
from rich.markup import escape
from rich.table import Table

from commands.options import amsterdam_today, clock, options, places, problems, usable
from commands.options import registry as load_registry
from commands.progress import watching
from commands.summary import WORDS, wide
from exports.gather import publication
from exports.publication import Manifest, PublishError
from exports.report_text import ProviderCoverage, coverage
from exports.words import CAUSES, STATES, Pair
from job import Settings, mirror_of
from normalize.course import COMPARED
from refresh import publish_all
from store import Store, StoreError

SHORT: dict[str, Pair] = {
    "audience": ("wie", "whom"),
    "price": ("prijs", "price"),
    "duration": ("duur", "dur."),
    "dates": ("data", "dates"),
    "entry_requirements": ("eisen", "req."),
}
"""The compared fields in a narrow table."""


@click.command(short_help="Write the feeds again from the store.")
@click.option("--rollback", is_flag=True, help="Show the publication before the current one again; write nothing.")
@options("providers", "data", "database", "out", "today", "json")
def export(
    registry: Path | None,
    data: Path,
    database: str | None,
    out: Path | None,
    today: date | None,
    as_json: bool,
    rollback: bool,
) -> int:
    """Write the feeds again from the store, with no crawl; freshness is judged anew.

    \b
    Examples:
      lloket export --out /srv/feeds
      lloket export --rollback
    """
    where = places(data, database, out)
    if rollback:
        return _go_back(where.out, as_json)
    settings = Settings(
        data=where.data, database=where.database, out=where.out, today=today or amsterdam_today(),
        clock=clock, registry=load_registry(registry),
    )  # fmt: skip
    with problems(StoreError, PublishError), watching([], quiet=as_json) as watch:
        usable(where.out)
        with Store.open(where.database) as store:
            _changes, manifest = publish_all(store, settings, watch)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(manifest)).decode())
    else:
        for file in manifest.files:
            click.echo(f"{file.name:40} {file.records:7} {file.bytes:10}")
        click.echo(f"published in {where.out}")
    return 0


def _go_back(out: Path, as_json: bool) -> int:
    from exports.folder import rollback

    with problems(PublishError):
        shown = rollback(out)
        if to := mirror_of(os.environ):
            from exports.mirror import mirror

            mirror(out, to)
    manifest = (shown / "manifest.json").read_bytes()
    if as_json:
        click.echo(manifest.decode(), nl=False)
    else:
        made = msgspec.json.decode(manifest, type=Manifest).generated_at
        click.echo(f"{out} shows the publication of {made:%Y-%m-%d %H:%M} again")
    return 0


@click.command(short_help="The coverage audit, in the terminal.")
@options("providers", "data", "database", "today", "json", "lang")
def report(
    registry: Path | None, data: Path, database: str | None, today: date | None, as_json: bool, lang: str
) -> int:
    """Show the coverage audit: what each provider offers, how complete, how fresh, what is missing.

    \b
    Example:
      lloket report --lang nl
    """
    where = places(data, database, None)
    settings = Settings(
        data=where.data, database=where.database, out=where.out, today=today or amsterdam_today(),
        clock=clock, registry=load_registry(registry),
    )  # fmt: skip
    with problems(StoreError), Store.open(where.database) as store:
        rows = coverage(
            store.offers(), publication(store, settings.registry, today=settings.today, now=clock()).providers
        )
    rows = [row for row in rows if row.enabled or row.courses or row.state]
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(rows)).decode())
    else:
        wide().print(_table(rows, 0 if lang == "nl" else 1))
    return 0


def _table(rows: Sequence[ProviderCoverage], n: int) -> Table:
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(WORDS["provider"][n], overflow="fold", min_width=20)
    table.add_column("", justify="right", no_wrap=True)
    for field in COMPARED[1:]:  # the organisation is always known: a course without one is none
        table.add_column(SHORT[field][n], justify="right", no_wrap=True)
    table.add_column(("oud", "stale")[n], justify="right", no_wrap=True)
    table.add_column(("laatst goed", "last good")[n], no_wrap=True)
    table.add_column(WORDS["state"][n], overflow="fold", min_width=16)
    for row in rows:
        shares = [row.filled[field] for field in COMPARED[1:]] + [row.stale]
        cells = ["–" if share is None else f"{share:.0f}%" for share in shares]
        cause = CAUSES.get(row.cause or "", (row.cause or "",) * 2)[n]
        state = ": ".join(part for part in (STATES[row.state or "never"][n], cause) if part)
        table.add_row(escape(row.name), str(row.courses), *cells, f"{row.last_good_run or '–'}", escape(state))
    return table
