"""`lloket links`: look between refreshes whether pages without dates and enrolment links still lead somewhere."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from acts.links import watch_links
from commands.options import amsterdam_today, chosen, clock, options, places, problems, usable
from commands.options import registry as load_registry
from commands.progress import watching
from commands.refresh import stopping
from exports.publication import PublishError
from job import Settings
from store import StoreError

DEAD = ("dode link", "dead link")
NONE = ("Geen dode links.", "No dead links.")


@click.command(short_help="Look whether watched links still lead somewhere.")
@click.argument("provider", nargs=-1)
@options("providers", "data", "database", "out", "today", "json", "lang")
def links(
    provider: tuple[str, ...], registry: Path | None, data: Path, database: str | None, out: Path | None,
    today: date | None, as_json: bool, lang: str,
) -> int:  # fmt: skip
    """Look whether watched links still lead somewhere, and publish where that changed something.

    Watched are the pages of offers on request or without dates, and enrolment links. A link that fails on four days
    in a row is dead. The schedule does this every day.

    \b
    Example:
      lloket links boerhaave
    """
    known = load_registry(registry)
    where = places(data, database, out)
    settings = Settings(
        data=where.data, database=where.database, out=where.out, today=today or amsterdam_today(), clock=clock,
        registry=known,
    )  # fmt: skip
    with problems(StoreError, PublishError), stopping() as stop, watching([], quiet=as_json, lang=lang) as watch:
        usable(where.out)
        dead = watch_links(chosen(known, provider), settings, watch, stop)
    if as_json:
        told = [{"provider": d.provider, "page": d.page, "url": d.url, "words": str(d)} for d in dead]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    n = 0 if lang == "nl" else 1
    for link in dead:
        click.echo(f"{link.provider}: {DEAD[n]}: {link}\n    {link.page}")
    if not dead:
        click.echo(NONE[n])
    return 0
