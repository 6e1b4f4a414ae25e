"""`lloket runs`: the history of refreshes, and the word of a person on those that are held back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import msgspec

from acts.by import By
from acts.refused import Refused
from acts.runs import accept as accept_run
from acts.runs import asked
from acts.runs import reject as reject_run
from commands.options import amsterdam_today, clock, options, places, problems, usable, who_and_why
from commands.options import registry as load_registry
from commands.progress import watching
from exports.publication import PublishError
from exports.words import CAUSES, STATES
from job import Settings
from refresh import publish_all
from store import Locked, Store, StoreError

LABELS = {
    "started": ("begonnen", "started"),
    "state": ("verloop", "state"),
    "cause": ("oorzaak", "cause"),
    "detail": ("toelichting", "detail"),
    "profile": ("cijfers", "figures"),
    "notes": ("opmerkingen", "notes"),
    "problems": ("onleesbaar", "unreadable"),
    "recorded": ("vastgelegd", "recorded"),
}
"""What `show` calls things."""
ACCEPTED = (
    "{run} telt mee: {courses} cursussen; gepubliceerd in {out}",
    "{run} counts: {courses} courses; published in {out}",
)
REJECTED = (
    "{run} is afgekeurd; wat ervoor bekend was blijft staan",
    "{run} is rejected; what was known before stays",
)


@click.group(invoke_without_command=True, short_help="The newest runs; accept or reject one that is held back.")
@click.pass_context
def runs(context: click.Context) -> None:
    """Show how refreshes ended, and decide on those that are held back.

    \b
    Examples:
      lloket runs list boerhaave
      lloket runs show 20261122T051500Z-boerhaave
      lloket runs accept boerhaave --why "they did stop the evening courses"
    """
    if context.invoked_subcommand is None:
        context.invoke(list_runs)


@runs.command("list", short_help="The newest runs: when, how each ended and why.")
@click.argument("provider", required=False)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many, newest first.")
@options("data", "database", "json", "lang")
def list_runs(provider: str | None, limit: int, data: Path, database: str | None, as_json: bool, lang: str) -> int:
    """List the newest runs: when, how each ended and why.

    \b
    Example:
      lloket runs list boerhaave
    """
    where = places(data, database, None)
    with problems(StoreError), Store.open(where.database) as store:
        found = store.runs(provider, limit)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        return 0
    n = 0 if lang == "nl" else 1
    for run in found:
        cause = CAUSES.get(run.cause or "", (run.cause or "",) * 2)[n]
        courses = run.recorded["courses"] if run.recorded else "–"
        click.echo(f"{run.id:36} {STATES.get(run.state, (run.state, run.state))[n]:12} {courses:>5}  {cause}")
        if run.detail:
            click.echo(f"{'':37}{run.detail}")
    return 0


@runs.command(short_help="One run with all its figures.")
@click.argument("run")
@options("data", "database", "json", "lang")
def show(run: str, data: Path, database: str | None, as_json: bool, lang: str) -> int:
    """Show one run with all its figures; RUN is its id, or a provider whose run is held back.

    \b
    Example:
      lloket runs show boerhaave
    """
    where = places(data, database, None)
    with problems(StoreError, Refused), Store.open(where.database) as store:
        found = asked(store, run)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        return 0
    n = 0 if lang == "nl" else 1
    told = {
        "started": f"{found.started:%Y-%m-%d %H:%M} UTC",
        "state": STATES.get(found.state, (found.state, found.state))[n],
        "cause": CAUSES.get(found.cause or "", (found.cause or "",) * 2)[n],
        "detail": found.detail,
        "profile": words_of(found.stats.get("profile", {})),
        "notes": "; ".join(found.stats.get("notes", [])),
        "problems": "; ".join(f"{url}: {words}" for url, words in found.stats.get("problems", {}).items()),
        "recorded": words_of(found.recorded or {}),
    }
    click.echo(found.id)
    for name, words in told.items():
        if words:
            click.echo(f"  {LABELS[name][n]:12} {words}")
    return 0


@runs.command(short_help="Let a run that is held back count, and publish.")
@click.argument("run")
@who_and_why
@options("providers", "data", "database", "out", "today", "lang")
def accept(
    run: str, who: str, why: str, registry: Path | None, data: Path, database: str | None, out: Path | None,
    today: date | None, lang: str,
) -> int:  # fmt: skip
    """Let a run that is held back count, and publish; RUN is its id, or its provider.

    \b
    Example:
      lloket runs accept boerhaave --why "they did stop the evening courses"
    """
    where = places(data, database, out)
    settings = Settings(
        data=where.data, database=where.database, out=where.out, today=today or amsterdam_today(),
        clock=clock, registry=load_registry(registry),
    )  # fmt: skip
    with problems(StoreError, PublishError, Locked, Refused), watching([], quiet=False, lang=lang) as watch:
        usable(where.out)
        with Store.open(where.database) as store:
            found = asked(store, run)
            recorded = accept_run(store, found, settings.archive, By(who, why, clock()), clock)
            publish_all(store, settings, watch)
    click.echo(ACCEPTED[lang != "nl"].format(run=found.id, courses=recorded["courses"], out=where.out))
    return 0


@runs.command(short_help="Throw away what a run that is held back found.")
@click.argument("run")
@who_and_why
@options("data", "database", "lang")
def reject(run: str, who: str, why: str, data: Path, database: str | None, lang: str) -> int:
    """Throw away what a run that is held back found; RUN is its id, or its provider.

    \b
    Example:
      lloket runs reject boerhaave --why "their site was half empty"
    """
    where = places(data, database, None)
    with problems(StoreError, Locked, Refused), Store.open(where.database) as store:
        found = asked(store, run)
        reject_run(store, found, By(who, why, clock()), clock)
    click.echo(REJECTED[lang != "nl"].format(run=found.id))
    return 0


def words_of(figures: object) -> str:
    """Return figures in one line."""
    if not isinstance(figures, dict):
        return str(figures)
    return ", ".join(
        f"{name} {f'({words_of(value)})' if isinstance(value, dict) else value}"
        for name, value in figures.items()
        if value not in ({}, [])
    )
