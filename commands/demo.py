"""`lloket demo`: the whole job on the sample sites, over real HTTP on this machine."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import click

from commands.options import amsterdam_today, clock, options, places
from commands.refresh import report, run
from commands.summary import status_of
from job import Settings
from spiders.registry import load


@click.command(short_help="The whole job on eight sample sites, without network.")
@options("data", "out", "today", "jobs", "json", "verbose", "lang")
def demo(
    data: Path, out: Path | None, today: date | None, jobs: int, as_json: bool, verbose: bool, lang: str
) -> int:  # fmt: skip
    """Do the whole job on the sample sites that come with lloket, served on this machine.

    Needs no network. Database, pages and feeds come into the `demo` folder of the data folder, which
    is emptied first: real feeds are never touched.

    \b
    Example:
      lloket demo --lang nl
    """
    from samples import serve

    # Each demo begins anew: its sites get other ports, and so other addresses, every time.
    shutil.rmtree(data / "demo", ignore_errors=True)
    where = places(data / "demo", None, out or data / "demo" / "published")
    today = today or amsterdam_today()
    path = where.data / "providers.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    with serve(today) as sites:
        path.write_text(sites.registry, encoding="utf-8")
        providers = load(path)
        settings = Settings(
            data=where.data, database=where.database, out=where.out, today=today,
            clock=clock, registry=providers, jobs=jobs, mirror=None,
        )  # fmt: skip
        outcome = run(providers, settings, quiet=as_json, lang=lang)
        report(outcome, providers, settings, as_json=as_json, verbose=verbose, lang=lang)
    if not as_json:
        label = "In de browser" if lang == "nl" else "In a browser"
        click.echo(f"{label}: lloket serve --data {where.data} --providers {path}")
    return status_of(outcome)
