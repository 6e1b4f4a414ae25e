"""`lloket match`: cluster course records without touching the store."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import click
import msgspec

from commands.options import WrongUse


@click.command(short_help="Cluster course records from a file.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True, readable=True, allow_dash=True))
def match(file: Path) -> None:
    """Cluster the course records of FILE.ndjson; writes a line {"id", "cluster"} for each, in its order.

    \b
    Example:
      lloket match courses.ndjson > clusters.ndjson
    """
    from normalize.match import match_file

    encode = msgspec.json.Encoder().encode
    with click.open_file(str(file), encoding="utf-8", errors="replace") as lines:
        try:
            found = match_file(lines)
            while some := [encode(one) for one in islice(found, 1000)]:
                click.echo(b"\n".join(some))
        except ValueError as error:
            raise WrongUse(f"{file}: {error}") from error
