"""`lloket accounts`: who may come into the console."""

from __future__ import annotations

from pathlib import Path

import click

from commands.options import WrongUse, clock, options, places, problems
from store import Store, StoreError
from store import accounts as people
from store.accounts import Role

NAME_CHARS = 100


@click.group(short_help="Who may sign in to the console.")
def accounts() -> None:
    """Make, close and list the accounts of the console.

    \b
    Examples:
      lloket accounts add anna --role staff
      lloket accounts add bo --role analyst --generate
      lloket accounts list
    """


@accounts.command()
@click.argument("name")
@click.option(
    "--role", type=click.Choice(["staff", "analyst", "provider"]), default="staff", show_default=True,
    help="What they may do.",
)  # fmt: skip
@click.option("--provider", metavar="ID", help="Whose pages a provider's account shows.")
@click.option("--generate", is_flag=True, help="Make a password and show it once, instead of asking for one.")
@options("data", "database")
def add(name: str, role: Role, provider: str | None, generate: bool, data: Path, database: str | None) -> int:
    """Make an account; a password is asked for twice."""
    name = name.strip()
    if not name or len(name) > NAME_CHARS or not name.isprintable() or name.startswith("link "):
        raise WrongUse(f"a name has 1 to {NAME_CHARS} characters and does not begin with 'link '")
    if (role == "provider") != (provider is not None):
        raise WrongUse("--provider ID belongs to --role provider, and only to that")
    with problems(StoreError), Store.open(places(data, database, None).database) as store:
        if people.one(store.database, name):
            raise WrongUse(f"there is an account '{name}' already")
        password, hashed = new_password(name, generate)
        people.add(store.database, name, role, provider, hashed, now=clock())
        people.note(store.database, at=clock(), who="lloket accounts", what="add", subject=f"{name} ({role})", status=0)
    click.echo(f"{name}: {role}" + (f", password {password}" if generate else ""))
    return 0


def new_password(name: str, generate: bool) -> tuple[str, str]:
    """Return a password, made or asked for, and its hash."""
    from console.accounts.passwords import WeakPassword, generated, hash_of  # argon2 takes its time to load

    password = generated() if generate else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        return password, hash_of(password, name)
    except WeakPassword as error:
        raise WrongUse(str(error)) from error
