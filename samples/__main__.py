"""`python -m samples --serve` shows the sample sites in a browser; `--truth` prints their true records as JSON."""

from __future__ import annotations

import json
import threading
from datetime import date, datetime
from pathlib import Path

import click

from samples import serve
from samples.dates import AMSTERDAM


@click.command()
@click.option("--truth", "what", flag_value="truth", help="Print the true records as JSON.")
@click.option("--registry", "what", flag_value="registry", help="Print the registry's text.")
@click.option("--serve", "what", flag_value="serve", default=True, help="Serve until Ctrl-C.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the sites are on.")
@click.option("--port", default=8800, show_default=True, help="First of the ports, one a site; 0 for any free ones.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def main(what: str, today: datetime | None, port: int, out: Path | None) -> None:
    """Show the fictional provider sites of the demo, or what is true of them."""
    day: date = today.date() if today else datetime.now(AMSTERDAM).date()
    with serve(day, first_port=port if what == "serve" else 0) as sites:
        if what == "serve":
            for name, base in sites.bases.items():
                click.echo(f"{name:14} {base}/")
            threading.Event().wait()
        text = sites.registry if what == "registry" else json.dumps(sites.truth, ensure_ascii=False, indent=1)
        if out:
            out.write_text(text + "\n", encoding="utf-8")
        else:
            click.echo(text)


if __name__ == "__main__":
    main()
