"""`lloket check`: what the program reads from one page, with the words it was read from."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import click

from commands.one_page import one_page
from commands.options import WrongUse, amsterdam_today, options, registry_path
from commands.options import registry as load_registry
from spiders.registry import Provider, RegistryError, load


@click.command(short_help="What is read from one page, and from which words.")
@click.argument("url_or_file")
@click.option("--base-url", metavar="URL", help="The address of a saved file.")
@click.option("--provider", "provider_id", metavar="ID", help="Apply this provider's own rules.")
@click.option("--as-course", is_flag=True, help="Read the page as a course page, also where it does not look like one.")
@options("providers", "today", "json", "lang")
def check(
    url_or_file: str, base_url: str | None, provider_id: str | None, as_course: bool,
    registry: Path | None, today: date | None, as_json: bool, lang: str,
) -> int:  # fmt: skip
    """Show what the program reads from one page, a URL or a saved file.

    Each field with its value and the words it came from; what is missing, what contradicts, and how the
    provider can mend it.

    \b
    Examples:
      lloket check https://www.example.nl/cursussen/gmp
      lloket check page.html --base-url https://www.example.nl/cursussen/gmp --json
    """
    from acts.page import read_one
    from acts.refused import Refused
    from normalize.course import to_dict

    today = today or amsterdam_today()
    provider = _provider(provider_id, url_or_file, registry)
    seen = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    page = one_page(url_or_file, base_url=base_url, provider=provider, seen=seen)
    try:
        reading = read_one(page, provider, today=today, as_course=as_course, named=url_or_file)
    except Refused as error:
        raise WrongUse(str(error)) from error
    if as_json:
        click.echo(json.dumps([to_dict(course) for course in reading.courses], ensure_ascii=False, indent=1))
    else:
        from commands.findings import show

        show(reading, "nl" if lang == "nl" else "en")
    return 0


def _provider(id: str | None, url: str, path: Path | None) -> Provider | None:
    """Return the named provider, else the one whose host the address is of."""
    if id is not None:
        known = {p.id: p for p in load_registry(path)}
        if id not in known:
            raise WrongUse(f"unknown provider '{id}'; known: {', '.join(sorted(known))}")
        return known[id]
    from acts.page import owner_of

    try:
        return owner_of(url, load(registry_path(path)))
    except RegistryError:
        return None
