"""`python -m samples --serve` shows the sample sites in a browser; `--truth` prints their true records as JSON."""

from __future__ import annotations

import json
import threading
from datetime import date, datetime
from pathlib import Path

import click

from samples import serve
from samples.dates import AMSTERDAM
from samples.facts import load, names
from samples.truth import records


@click.command()
@click.option("--serve", "what", flag_value="serve", default=True, help="Serve the sites until Ctrl-C (default).")
@click.option("--truth", "what", flag_value="truth", help="Print the true records as JSON.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the sites are on (default: today).")
@click.option("--port", default=8800, show_default=True, help="First of the ports, one a site.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def main(what: str, today: datetime | None, port: int, out: Path | None) -> None:
    """Show the fictional provider sites of the demo, or what is true of them."""
    day = today.date() if today else datetime.now(AMSTERDAM).date()
    if what == "truth":
        bases = {name: f"http://127.0.0.1:{port + number}" for number, name in enumerate(names())}
        truth = records([load(name, day) for name in names()], bases, day)
        _write(json.dumps(truth, ensure_ascii=False, indent=1), out)
    else:
        _serve(day, port, out)


def _serve(day: date, port: int, out: Path | None) -> None:
    try:
        with serve(day, first_port=port) as sites:
            _write(sites.registry, out)
            threading.Event().wait()
    except OSError as error:
        raise click.ClickException(f"can't serve on the ports from {port}: {error.strerror}") from error


def _write(text: str, out: Path | None) -> None:
    if out:
        out.write_text(text + "\n", encoding="utf-8")
    else:
        click.echo(text)


if __name__ == "__main__":
    main()
