"""What a refresh did, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from exports.report_text import coverage
from exports.words import CAUSES, FIELDS, STATUSES
from job import Outcome, Result, Settings
from normalize.course import COMPARED, Course
from spiders.registry import Provider
from store import Store

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

WORDS = {
    "provider": ("aanbieder", "provider"),
    "pages": ("pagina's", "pages"),
    "courses": ("cursussen", "courses"),
    "state": ("verloop", "run"),
    "good": ("goed", "good"),
    "incomplete": ("onvolledig", "incomplete"),
    "failed": ("mislukt", "failed"),
    "held": ("tegengehouden", "held back"),
    "offers": ("Gepubliceerd: {n} cursussen van {p} aanbieders.", "Published: {n} courses of {p} providers."),
    "changes": (
        "Nieuw {new}, gewijzigd {changed}, verdwenen {vanished}, teruggekeerd {returned}.",
        "New {new}, changed {changed}, vanished {vanished}, returned {returned}.",
    ),
    "joined": (
        "Samengevoegd: {pages} pagina's tot {offers} cursussen.",
        "Joined: {pages} pages into {offers} courses.",
    ),
    "known": ("Hoe vaak bekend:", "How often known:"),
    "feeds": ("Feeds", "Feeds"),
    "report": ("Overzicht", "Report"),
    "stopped": ("Gestopt; er is niets gepubliceerd.", "Stopped; nothing was published."),
}
"""What is said, in Dutch and English."""


def wide() -> Console:
    """Return a console that wraps at the terminal's width, and hardly where there is none."""
    from rich.console import Console  # it takes its time to load, and a program that asks for JSON needs none of it

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 132
    return console


def status_of(outcome: Outcome) -> int:
    """Return the exit status: 1 where something needs a person."""
    return 0 if all(result.state == "good" for result in outcome.results) else 1


def as_plain(outcome: Outcome, settings: Settings) -> dict[str, Any]:
    """Return the outcome as plain JSON types."""
    changes = outcome.changes
    return {
        "today": settings.today.isoformat(),
        "out": str(settings.out),
        "providers": [
            {
                "provider": r.provider, "state": r.state, "cause": r.cause, "detail": r.detail,
                "crawl": msgspec.to_builtins(r.crawled) if r.crawled else None, "recorded": r.recorded,
            } for r in outcome.results
        ],
        "changes": {
            "new": changes.new, "changed": changes.changed, "vanished": changes.vanished, "returned": changes.returned,
        } if changes is not None else None,
        "manifest": msgspec.to_builtins(outcome.manifest) if outcome.manifest else None,
    }  # fmt: skip


def show(outcome: Outcome, asked: Sequence[Provider], settings: Settings, *, verbose: bool, lang: str) -> None:
    """Print a summary that a person enjoys reading."""
    from rich.markup import escape

    n = 0 if lang == "nl" else 1
    console = wide()
    console.print(_table(outcome.results, {p.id: p.name for p in asked}, n))
    if outcome.changes is None:
        console.print(WORDS["stopped"][n], style="yellow")
        return
    with Store.open(settings.database) as store:
        offers = list(store.offers())
        _say_offers(console, offers, outcome, n)
    published = settings.out.absolute()
    console.print(f"\n{WORDS['feeds'][n]}:  [link={published.as_uri()}]{escape(str(settings.out))}[/link]")
    page = settings.out / "report" / "index.html"
    console.print(f"{WORDS['report'][n]}: [link={page.absolute().as_uri()}]{escape(str(page))}[/link]")
    if verbose:
        for result in outcome.results:
            for url, why in (result.crawled.failures if result.crawled else {}).items():
                console.print(f"[dim]{escape(result.provider)}: {escape(why)}: {escape(url)}[/dim]")


def _table(results: Sequence[Result], names: dict[str, str], n: int) -> Table:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(WORDS["provider"][n], overflow="fold")
    table.add_column(WORDS["pages"][n], justify="right")
    table.add_column(WORDS["courses"][n], justify="right")
    table.add_column(WORDS["state"][n], overflow="fold")
    for result in results:
        colour = {"good": "green", "incomplete": "yellow", "failed": "red", "held": "magenta"}[result.state]
        state = f"[{colour}]{WORDS[result.state][n]}[/{colour}]"
        if result.cause:
            state += f"  {escape(CAUSES.get(result.cause, (result.cause, result.cause))[n])}"
        pages = str(result.crawled.pages) if result.crawled else "–"
        courses = str(result.recorded["courses"]) if result.recorded else "–"
        table.add_row(escape(names.get(result.provider, result.provider)), pages, courses, state)
    return table


def _say_offers(console: Console, offers: Sequence[Course], outcome: Outcome, n: int) -> None:
    changes = outcome.changes
    if changes is None:
        return
    pages = sum(len(offer.sources) for offer in offers)
    said = WORDS["offers"][n].format(n=len(offers), p=len(coverage(offers)))
    console.print(f"\n[bold]{said}[/bold]")
    if pages > len(offers):
        console.print(WORDS["joined"][n].format(pages=pages, offers=len(offers)))
    console.print(WORDS["changes"][n].format(
        new=len(changes.new), changed=len(changes.changed), vanished=len(changes.vanished),
        returned=len(changes.returned)))  # fmt: skip
    statuses = Counter[str](offer.freshness.status for offer in offers)
    if offers:
        console.print(", ".join(f"{statuses[s]} {names[n]}" for s, names in STATUSES.items() if statuses[s]) + ".")
    if offers:
        missing = Counter(name for offer in offers for name in offer.completeness.missing)
        known = (f"{FIELDS[c][n].lower()} {1 - missing[c] / len(offers):.0%}" for c in COMPARED)
        console.print(f"{WORDS['known'][n]} {', '.join(known)}.")
