"""Progress of a refresh: bars on a terminal, plain lines elsewhere. Always on standard error."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from exports.words import Pair
from job import Stage, Watcher
from spiders.registry import Provider

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import TaskID

STAGES: dict[Stage, Pair] = {
    "crawl": ("haalt pagina's op", "crawling"),
    "read": ("leest", "reading"),
    "done": ("klaar", "done"),
    "publish": ("publiceert", "publishing"),
}
UNITS: dict[Stage, Pair] = {
    "crawl": ("pagina's", "pages"),
    "read": ("pagina's", "pages"),
    "done": ("cursussen", "courses"),
    "publish": ("cursussen", "courses"),
}
PUBLICATION: Pair = ("publicatie", "publication")


@contextmanager
def watching(providers: Sequence[Provider], *, quiet: bool = False, lang: str = "en") -> Iterator[Watcher]:
    """Give a watcher for these providers; `quiet` shows nothing at all."""
    if quiet:
        yield lambda _provider, _stage, _done, _total: None
        return
    from rich.console import Console  # it takes its time to load

    console, n = Console(stderr=True), 0 if lang == "nl" else 1
    if console.is_terminal:
        with _bars(console, providers, n) as watcher:
            yield watcher
    else:
        yield _lines(n)


@contextmanager
def _bars(console: Console, providers: Sequence[Provider], n: int) -> Iterator[Watcher]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(finished_text="✓"), TextColumn("{task.description}"), BarColumn(bar_width=24),
        MofNCompleteColumn(), TextColumn("{task.fields[stage]}", style="dim"), TimeElapsedColumn(),
    )  # fmt: skip
    lock = threading.Lock()
    names = {p.id: p.name for p in providers}
    with Progress(*columns, console=console) as progress:
        tasks: dict[str, TaskID] = {}

        def watch(provider: str, stage: Stage, done: int, total: int | None) -> None:
            with lock:
                if provider not in tasks:
                    name = names.get(provider, PUBLICATION[n])[:36]
                    tasks[provider] = progress.add_task(f"{name:36}", total=None, stage="")
                finished = stage == "done" or (stage == "publish" and total is not None)
                unit = UNITS[stage][n]
                progress.update(
                    tasks[provider], completed=done, total=done if finished else total,
                    stage=unit if finished else f"{unit}, {STAGES[stage][n]}",
                )  # fmt: skip

        yield watch


def _lines(n: int) -> Watcher:
    """Say when a provider enters a stage; while it crawls, also every hundred pages."""
    last: dict[str, tuple[Stage, int]] = {}
    lock = threading.Lock()

    def watch(provider: str, stage: Stage, done: int, total: int | None) -> None:
        with lock:
            if last.get(provider) == (stage, done // 100):
                return
            last[provider] = (stage, done // 100)
        many = total if total is not None else done
        count = f": {many} {UNITS[stage][n]}" if many else ""
        click.echo(f"{provider or PUBLICATION[n]}: {STAGES[stage][n]}{count}", err=True)

    return watch
