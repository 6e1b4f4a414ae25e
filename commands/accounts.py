"""`lloket accounts`: who may come into the console."""

from __future__ import annotations

from pathlib import Path

import click

from commands.options import WrongUse, clock, options, places, problems, registry
from console.accounts.passwords import LINK, NAME_CHARS, WeakPassword, generated, hash_of, is_name
from console.address import beside, root_of
from exports.words import Language
from store import Store, StoreError
from store import accounts as people
from store.accounts import Role

HERE = "http://127.0.0.1:8080"
"""Where `lloket serve` is unless told otherwise."""
BY = "lloket accounts"
"""Who does it, in the audit log."""


@click.group(short_help="Who may sign in to the console.")
def accounts() -> None:
    """Make, close and list the accounts of the console, and the private links of providers.

    \b
    Examples:
      lloket accounts add anna --role staff
      lloket accounts add bo --role analyst --generate
      lloket accounts link btf
      lloket accounts list
    """


generate_option = click.option(
    "--generate", is_flag=True, help="Make a password and show it once, instead of asking for one."
)


@accounts.command()
@click.argument("name")
@click.option(
    "--role", type=click.Choice(["staff", "analyst", "provider"]), default="staff", show_default=True,
    help="staff may do all; analyst sees the figures; provider sees the pages of --provider.",
)  # fmt: skip
@click.option("--provider", metavar="ID", help="Whose pages a provider's account shows.")
@generate_option
@options("providers", "data", "database")
def add(
    name: str, role: Role, provider: str | None, generate: bool,
    registry: Path | None, data: Path, database: str | None,
) -> int:  # fmt: skip
    """Make an account; its password is asked for twice."""
    name = name.strip()
    if not is_name(name):
        raise WrongUse(f"a name has 1 to {NAME_CHARS} characters and does not begin with '{LINK}'")
    if (role == "provider") != (provider is not None):
        raise WrongUse("--provider ID belongs to --role provider, and only to that")
    if provider is not None:
        _known(provider, registry)
    with problems(StoreError), _store(data, database) as store:
        if people.one(store.database, name):
            raise WrongUse(f"there is an account '{name}' already")
        password, hashed = _new_password(name, generate)
        people.add(store.database, name, role, provider, hashed, now=clock())
        _note(store, "add", f"{name} ({role})")
    click.echo(f"{name}: {role}" + (f", password {password}" if generate else ""))
    return 0


@accounts.command("list")
@options("data", "database")
def list_accounts(data: Path, database: str | None) -> int:
    """Show the accounts and the private links in use."""
    with problems(StoreError), _store(data, database) as store:
        held, links = people.accounts(store.database), people.links(store.database)
    for one in held:
        closed = f", closed since {one.disabled:%Y-%m-%d}" if one.disabled else ""
        whose = f" of {one.provider}" if one.provider else ""
        click.echo(f"{one.name}: {one.role}{whose}, since {one.created:%Y-%m-%d}{closed}")
    for link in links:
        if link.ended is None:
            click.echo(f"private link of {link.provider}: since {link.made:%Y-%m-%d}, made by {link.made_by}")
    if not held:
        click.echo("There is no account yet: lloket accounts add NAME --role staff", err=True)
    return 0


@accounts.command()
@click.argument("name")
@generate_option
@options("data", "database")
def password(name: str, generate: bool, data: Path, database: str | None) -> int:
    """Give an account another password; who was signed in with it is signed out."""
    with problems(StoreError), _store(data, database) as store:
        if people.one(store.database, name) is None:
            raise WrongUse(f"there is no account '{name}'")
        made, hashed = _new_password(name, generate)
        people.set_password(store.database, name, hashed)
        _note(store, "password", name)
    click.echo(f"{name}: password {made if generate else 'changed'}")
    return 0


@accounts.command()
@click.argument("name")
@click.option("--again", is_flag=True, help="Open it again.")
@options("data", "database")
def disable(name: str, again: bool, data: Path, database: str | None) -> int:
    """Close an account; who was signed in with it is signed out."""
    with problems(StoreError), _store(data, database) as store:
        people.disable(store.database, name, now=None if again else clock())
        _note(store, "open" if again else "disable", name)
    click.echo(f"{name}: {'open' if again else 'closed'}")
    return 0


@accounts.command()
@click.argument("provider")
@click.option("--end", is_flag=True, help="End the link that there is, and make no other.")
@click.option("--address", envvar="LLOKET_CONSOLE", help="Where the console is on the web.")
@click.option("--published-at", envvar="LLOKET_ADDRESS", hidden=True)
@options("lang", "providers", "data", "database")
def link(
    provider: str, end: bool, address: str | None, published_at: str | None, lang: Language,
    registry: Path | None, data: Path, database: str | None,
) -> int:  # fmt: skip
    """Make the private link by which a provider sees its own pages; the one before ends.

    Only its hash is kept, so it is shown this once.
    """
    from console.accounts.links import new_link  # brings the templates' library

    _known(provider, registry)
    try:
        root = root_of(address) if address else beside(published_at) or HERE
    except ValueError as error:
        raise WrongUse(str(error)) from error
    with problems(StoreError), _store(data, database) as store:
        if end:
            ended = people.end_links(store.database, provider, now=clock())
            click.echo(f"{provider}: {ended} link ended" if ended else f"{provider}: there was no link")
        else:
            click.echo(new_link(store, provider, root=root, language=lang, who=BY, now=clock()))
        _note(store, "end link" if end else "link", provider)
    return 0


def _store(data: Path, database: str | None) -> Store:
    return Store.open(places(data, database, None).database)


def _note(store: Store, what: str, subject: str) -> None:
    people.note(store.database, at=clock(), who=BY, what=what, subject=subject, status=0)


def _known(provider: str, given: Path | None) -> None:
    """Make sure that the registry has this provider."""
    if provider not in (known := {one.id for one in registry(given)}):
        raise WrongUse(f"unknown provider '{provider}'; known: {', '.join(sorted(known))}")


def _new_password(name: str, generate: bool) -> tuple[str, str]:
    """Return a password, made or asked for, and its hash."""
    made = generated() if generate else click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    try:
        return made, hash_of(made, name)
    except WeakPassword as error:
        raise WrongUse(str(error)) from error
