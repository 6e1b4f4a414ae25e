"""`lloket providers`: the registry, and a page of links held against it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from commands.options import options, problems, registry_path
from commands.options import registry as load_registry
from spiders.registry import Provider


@click.group(
    short_help="The registry: list, add, remove, enable, disable, compare.", context_settings={"max_content_width": 100}
)
def providers() -> None:
    """Show and change the registry: whose courses are read.

    \b
    Example:
      lloket providers add https://www.example.nl/ --name "Example Training"
    """


@providers.command("list")
@options("providers", "json")
def list_(registry: Path | None, as_json: bool) -> None:
    """List the providers in the registry.

    \b
    Example:
      lloket providers list
    """
    known = load_registry(registry)
    if as_json:
        click.echo(json.dumps([_plain(p) for p in known], ensure_ascii=False, indent=1))
        return
    for p in known:
        click.echo(f"{p.id:18} {'' if p.enabled else 'off':4} {p.name:42} {p.website}")
        if p.note:
            click.echo(f"{'':24}{p.note}")
    click.echo(f"{len(known)} providers, {sum(p.enabled for p in known)} of them enabled")


@providers.command()
@click.argument("url")
@click.option("--name", help="Name as people write it. [default: the host]")
@click.option("--id", "slug", help="Short lower-case name, stable for ever. [default: made from the host]")
@options("providers")
def add(url: str, name: str | None, slug: str | None, registry: Path | None) -> None:
    """Add a provider; the address of its site is enough.

    \b
    Example:
      lloket providers add https://www.example.nl/
    """
    from spiders.registry_edit import add as add_provider

    path = registry_path(registry)
    with problems():
        provider = add_provider(path, url, id=slug, name=name)
    click.echo(f"added '{provider.id}' ({provider.name}) to {path}")
    click.echo(f"next: lloket refresh {provider.id}")


@providers.command()
@click.argument("provider")
@options("providers")
def remove(provider: str, registry: Path | None) -> None:
    """Take a provider out of the registry; its courses leave the feeds with the next publication.

    \b
    Example:
      lloket providers remove example
    """
    from spiders.registry_edit import remove as remove_provider

    with problems():
        remove_provider(registry_path(registry), provider)
    click.echo(f"removed '{provider}'; its courses leave the feeds with the next refresh or export")


@providers.command()
@click.argument("provider")
@options("providers")
def enable(provider: str, registry: Path | None) -> None:
    """Let `lloket refresh` hold a provider again.

    \b
    Example:
      lloket providers enable example
    """
    _enable(registry, provider, True)


@providers.command()
@click.argument("provider")
@options("providers")
def disable(provider: str, registry: Path | None) -> None:
    """Leave a provider out of `lloket refresh`; what is known of it stays.

    \b
    Example:
      lloket providers disable example
    """
    _enable(registry, provider, False)


@providers.command()
@click.argument("url_or_file")
@click.option("--base-url", help="The address of a saved file.")
@options("providers", "json")
def compare(url_or_file: str, base_url: str | None, registry: Path | None, as_json: bool) -> None:
    """Hold a page of links against the registry: who is linked and lacking here, who is gone from it.

    \b
    Example:
      lloket providers compare https://www.leidenbiosciencepark.nl/…/professional-training
    """
    from commands.one_page import one_page
    from spiders.link_page import compare as compare_links

    result = compare_links(one_page(url_or_file, base_url=base_url), load_registry(registry))
    if as_json:
        answer = {
            "linked": [{"id": p.id, "url": url} for p, url in result.linked],
            "lacking": [{"url": link.url, "text": link.text} for link in result.lacking],
            "gone": [p.id for p in result.gone],
        }
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    _say("linked, and in the registry", (f"{p.id:18} {url}" for p, url in result.linked))
    _say("linked, and lacking in the registry", (f"{link.url}  “{link.text}”" for link in result.lacking))
    _say("in the registry, and not linked", (f"{p.id:18} {p.website}" for p in result.gone))
    if result.lacking:
        click.echo(f"add one with: lloket providers add {result.lacking[0].url}")


def _say(heading: str, lines: Iterable[str]) -> None:
    shown = list(lines)
    click.echo(f"{heading}: {len(shown)}")
    for line in shown:
        click.echo(f"  {line}")


def _enable(path: Path | None, provider: str, enabled: bool) -> None:
    from spiders.registry_edit import enable as enable_provider

    with problems():
        enable_provider(registry_path(path), provider, enabled)
    click.echo(f"{'enabled' if enabled else 'disabled'} '{provider}'")


def _plain(provider: Provider) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(provider), "fields": dict(provider.fields)}
