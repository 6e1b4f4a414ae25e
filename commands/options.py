"""Options that several verbs share, and what they mean together."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from spiders.registry import Provider, RegistryError, load

F = TypeVar("F", bound=Callable[..., Any])

PACKAGED = Path(__file__).resolve().parents[1] / "providers.toml"
"""The registry that comes with the program."""


def clock() -> datetime:
    """Tell the time. The one place that reads the clock."""
    return datetime.now(UTC)


def amsterdam_today() -> date:
    """Return today's date in Europe/Amsterdam."""
    from zoneinfo import ZoneInfo

    return clock().astimezone(ZoneInfo("Europe/Amsterdam")).date()


class Day(click.ParamType[date]):
    """A date written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date; fail in words for anything else."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fail(f"'{value}' is no date; write it as 2027-03-31", param, ctx)


FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


def options(*names: str) -> Callable[[F], F]:
    """Give a verb the named options, in this order."""
    known = {
        "providers": click.option(
            "--providers", "registry", type=FILE, envvar="LLOKET_PROVIDERS",
            help="Another registry. [default: providers.toml here, else the one that came with lloket]"),
        "data": click.option(
            "--data", type=FOLDER, default=Path("data"), envvar="LLOKET_DATA", show_default=True,
            help="Folder of the page archive, the database and the feeds."),
        "database": click.option(
            "--database", envvar="LLOKET_DATABASE", metavar="URL",
            help="SQLAlchemy URL. [default: a SQLite file in the data folder]"),
        "out": click.option(
            "--out", type=click.Path(path_type=Path), metavar="DIR",
            help="Where the feeds are published. [default: published in the data folder]"),
        "today": click.option(
            "--today", type=Day(), help="The day that freshness is judged on. [default: today in Amsterdam]"),
        "replay": click.option(
            "--replay", type=click.Path(path_type=Path, dir_okay=False), multiple=True, metavar="FILE.warc.gz",
            help="Answer every request from this recording, without network. May be given several times."),
        "json": click.option("--json", "as_json", is_flag=True, help="A machine-readable result on standard output."),
        "jobs": click.option(
            "--jobs", type=click.IntRange(1, 64), default=4, show_default=True,
            help="How many providers are crawled side by side."),
        "keep": click.option(
            "--keep-days", type=click.IntRange(11, 36_500), default=30, show_default=True, envvar="LLOKET_KEEP_DAYS",
            help="How long pages are kept in the archive; of each page the newest copy only."),
        "verbose": click.option("-v", "--verbose", is_flag=True, help="Say more: every crawl, every failed address."),
        "lang": click.option(
            "--lang", type=click.Choice(["nl", "en"]), default=language, envvar="LLOKET_LANG",
            help="Language of the words. [default: as the system, else en]"),
    }  # fmt: skip

    def decorate(command: F) -> F:
        for name in reversed(names):
            command = known[name](command)
        return command

    return decorate


def who_and_why(command: F) -> F:
    """Give a verb that decides something the options that say who and why."""
    who = click.option("--who", default=getpass.getuser, envvar="LLOKET_WHO", help="Who decides. [default: you]")
    why = click.option("--why", default="", help="The reason, in words.")
    return who(why(command))


def language() -> str:
    """Return nl where the system speaks Dutch, else en."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "nl" if spoken.lower().startswith("nl") else "en"


def registry_path(given: Path | None) -> Path:
    """Return the registry to use: the given one, the one in this folder, or the packaged one."""
    here = Path("providers.toml")
    return given or (here if here.exists() else PACKAGED)


def registry(given: Path | None) -> list[Provider]:
    """Return the providers of the registry; a mistake in it is wrong configuration."""
    try:
        return load(registry_path(given))
    except RegistryError as error:
        raise WrongUse(str(error)) from error


def chosen(providers: list[Provider], ids: tuple[str, ...]) -> list[Provider]:
    """Return the providers with these ids, all enabled ones where none is named."""
    if not ids:
        return [p for p in providers if p.enabled]
    known = {p.id: p for p in providers}
    for id in ids:
        if id not in known:
            near = f"; known: {', '.join(sorted(known))}" if known else "; the registry is empty"
            raise WrongUse(f"unknown provider '{id}'{near}")
    return [known[id] for id in dict.fromkeys(ids)]


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are kept."""

    data: Path
    """The data folder."""
    database: str
    """SQLAlchemy URL."""
    out: Path
    """Where the feeds are published."""


def places(data: Path, database: str | None, out: Path | None) -> Places:
    """Return where things are kept, the data folder made where it is missing."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUse(f"{data}: {error.strerror}") from error
    return Places(data, database or f"sqlite:///{(data / 'lloket.db').resolve()}", out or data / "published")


class WrongUse(click.ClickException):
    """Wrong usage or configuration, in one line; exit status 2."""

    exit_code = 2


@contextmanager
def problems(*mendable: type[Exception]) -> Iterator[None]:
    """Turn mistakes in the registry, and these further errors, into one line and exit status 2."""
    try:
        yield
    except (RegistryError, *mendable) as error:  # type: ignore[misc]  # a tuple of exception classes
        raise WrongUse(str(error)) from error


def usable(out: Path) -> None:
    """Make sure, before any work, that feeds can be published there; raises PublishError."""
    from exports.folder import shelf

    with shelf(out):
        pass
