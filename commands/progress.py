"""Progress of a refresh: bars on a terminal, plain lines elsewhere. Always on standard error."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from refresh import Stage, Watcher
from spiders.registry import Provider

STAGES: dict[Stage, str] = {"crawl": "crawling", "read": "reading", "done": "done", "publish": "publishing"}


@contextmanager
def watching(providers: Sequence[Provider], *, quiet: bool = False) -> Iterator[Watcher]:
    """Give a watcher for these providers; `quiet` shows nothing at all."""
    console = Console(stderr=True)
    if quiet:
        yield lambda _provider, _stage, _done, _total: None
    elif console.is_terminal:
        with _bars(console, providers) as watcher:
            yield watcher
    else:
        yield _lines()


@contextmanager
def _bars(console: Console, providers: Sequence[Provider]) -> Iterator[Watcher]:
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
                    name = names.get(provider, "publication")[:36]
                    tasks[provider] = progress.add_task(f"{name:36}", total=None, stage="")
                finished = stage == "done" or (stage == "publish" and total is not None)
                unit = {"crawl": "pages", "read": "pages", "done": "courses", "publish": "offers"}[stage]
                progress.update(
                    tasks[provider], completed=done, total=done if finished else total,
                    stage=unit if finished else f"{unit}, {STAGES[stage]}",
                )  # fmt: skip

        yield watch


def _lines() -> Watcher:
    """Say when a provider enters a stage; while it crawls, also every hundred pages."""
    last: dict[str, tuple[Stage, int]] = {}
    lock = threading.Lock()

    def watch(provider: str, stage: Stage, done: int, total: int | None) -> None:
        with lock:
            if last.get(provider) == (stage, done // 100):
                return
            last[provider] = (stage, done // 100)
        what = f"{provider}: " if provider else ""
        many = {"crawl": f" ({done} pages)", "read": f" ({total or '?'} pages)", "done": f": {done} courses"}
        click.echo(f"{what}{STAGES[stage]}{many.get(stage, '') if stage != 'crawl' or done else ''}", err=True)

    return watch
