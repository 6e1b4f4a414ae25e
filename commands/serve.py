"""`lloket serve`: what is published, over HTTP."""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
import uvicorn

from commands.logs import log_option, start_log
from commands.options import Places, WrongUse, amsterdam_today, clock, options, places, registry_path
from exports.folder import current
from job import Settings
from spiders.registry import load
from store import Store, StoreError
from store.accounts import accounts

if TYPE_CHECKING:
    from console.desk import Desk
    from console.shelf import Shelf

PATIENCE = 5
"""Seconds that answers under way get to end in when the server is stopped."""


class Server(uvicorn.Server):
    """A server for which a signal is a wish to stop, not a failure."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """End on Ctrl-C and SIGTERM, without raising the signal anew."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@click.command(short_help="Show what is published, in a browser and as feeds.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0 takes a free one.")
@click.option(
    "--address", envvar="LLOKET_CONSOLE", metavar="URL", help="Where it is on the web: https://loket.example."
)
@click.option("--published-at", envvar="LLOKET_ADDRESS", hidden=True)
@log_option
@options("providers", "data", "database", "out")
def serve(
    host: str, port: int, address: str | None, published_at: str | None, log_json: bool,
    registry: Path | None, data: Path, database: str | None, out: Path | None,
) -> int:  # fmt: skip
    """Serve what is published until stopped by Ctrl-C or SIGTERM.

    A new publication is shown as soon as it is there.

    \b
    Examples:
      lloket serve
      lloket serve --port 8090 --data data/demo
    """
    from console.address import beside, root_of
    from console.app import application
    from console.publications import Publications
    from console.shelf import Shelf

    start_log(as_json=log_json, level=logging.WARNING)
    where = places(data, database, out)
    try:
        root = root_of(address) if address else beside(published_at)
    except ValueError as error:
        raise WrongUse(str(error)) from error
    listening = _listen(host, port)
    taken = listening.getsockname()[1]
    if current(where.out) is None:
        click.echo(f"lloket: nothing is published in {where.out} yet: run lloket refresh", err=True)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"http://{shown}:{taken}/  (Ctrl-C stops)")
    shelf = Shelf(Publications(where.out), where.data / "console")
    with listening, ExitStack() as open_ones:

        def opening() -> Desk | None:
            try:
                store = open_ones.enter_context(Store.open(where.database))
                return _desk(store, registry_path(registry), where, shelf, root)
            except StoreError as error:
                click.echo(f"lloket: the private part is closed: {error}", err=True)
                return None

        app = application(shelf, opening(), clock=clock, address=root, opening=opening)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=PATIENCE
        )
        Server(config).run(sockets=[listening])
    return 0


def _desk(store: Store, registry: Path, where: Places, shelf: Shelf, root: str | None) -> Desk:
    """Return what the private pages work with; says how to make the first account where there is none."""
    from console.desk import Desk

    def settings() -> Settings:
        return Settings(
            data=where.data, database=where.database, out=where.out, today=amsterdam_today(), clock=clock,
            registry=load(registry),
        )  # fmt: skip

    if not accounts(store.database):
        here = "" if where.data == Path("data") else f" --data {where.data}"
        click.echo(f"lloket: nobody can sign in yet: lloket accounts add NAME --role staff{here}", err=True)
    return Desk(
        store=store, registry=registry, settings=settings, clock=clock, shelf=shelf, out=where.out, address=root
    )  # fmt: skip


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; a host or port that can't be had is wrong usage."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        why, _, _ = (error.strerror or str(error)).partition(" (while")  # Python repeats the address there
        raise WrongUse(f"can't listen on {host}:{port}: {why}") from error
