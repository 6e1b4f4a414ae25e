"""`lloket notices`: the digest for staff, by e-mail or as a file, and a ready letter per provider."""

from __future__ import annotations

import os
import smtplib
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import click

from commands.options import WrongUse, amsterdam_today, options, places, problems
from commands.options import registry as load_registry
from exports.digest import Visited, digest, letter
from spiders.registry import Provider
from store import Store, StoreError

SUBJECT = "LLO-loket: verslag van {today}"
SECONDS = 30
"""How long a mail server has to answer."""


@click.command(short_help="The digest for staff, and a ready letter per provider.")
@click.option("--letters", type=click.Path(path_type=Path, file_okay=False), help="Write a letter per provider here.")
@click.option("--mail-to", envvar="LLOKET_MAIL_TO", help="Send the digest here, through LLOKET_SMTP (host:port).")
@options("providers", "data", "database", "today")
def notices(
    letters: Path | None,
    mail_to: str | None,
    registry: Path | None,
    data: Path,
    database: str | None,
    today: date | None,
) -> int:
    """Say what changed, what is held back and why, what failed and who was not visited for long, in Dutch.

    The digest goes to standard output and to `notices/` in the data folder; with --mail-to also by e-mail. Letters
    to providers are written with --letters and never sent.

    \b
    Examples:
      lloket notices
      lloket notices --letters letters/
    """
    known, day = load_registry(registry), today or amsterdam_today()
    where = places(data, database, None)
    with problems(StoreError), Store.open(where.database) as store:
        text = write_digest(store, known, where.data, day)
        written = write_letters(store, known, letters) if letters else []
    if mail_to:
        send(text, mail_to, day)
    click.echo(text, nl=False)
    for path in written:
        click.echo(f"brief: {path}")
    return 0


def write_digest(store: Store, known: list[Provider], data: Path, day: date) -> str:
    """Write the day's digest in the data folder and return it."""
    dead = [f"{one.provider}: {one}" for one in store.dead_links()]
    text = digest(visits(store, known), len(store.asks()), today=day, dead=dead)
    file = data / "notices" / f"{day.isoformat()}.txt"
    with problems(OSError):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return text


def visits(store: Store, known: list[Provider]) -> list[Visited]:
    """Return each enabled provider's last run."""
    statuses = {status.provider: status for status in store.statuses()}
    found = []
    for provider in known:
        status = statuses.get(provider.id)
        if status is None or not provider.enabled:
            continue
        run = status.last_run
        tells = run.recorded is not None or run.state == "held"
        found.append(Visited(
            id=provider.id, name=provider.name, state=run.state, cause=run.cause, detail=run.detail,
            last_good=status.last_good, differences=store.differences(run.id) if tells else [],
        ))  # fmt: skip
    return found


def write_letters(store: Store, known: list[Provider], folder: Path) -> list[Path]:
    """Write a letter for each provider that has something to mend; return the files."""
    offers = list(store.offers())
    written = []
    with problems(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for provider in known:
            own = [offer for offer in offers if offer.sources and offer.sources[0].provider == provider.id]
            text = letter(provider.name, own, report=f"report/{provider.id}.html")
            if own and text is not None:
                path = folder / f"{provider.id}.txt"
                path.write_text(text, encoding="utf-8")
                written.append(path)
    return written


def send(text: str, to: str, day: date) -> None:
    """Send the digest by SMTP; a server that can't be reached is one line."""
    server = os.environ.get("LLOKET_SMTP", "")
    if not server:
        raise WrongUse("no mail server: set LLOKET_SMTP to host:port")
    host, _, port = server.partition(":")
    message = EmailMessage()
    message["Subject"] = SUBJECT.format(today=day.isoformat())
    message["From"] = os.environ.get("LLOKET_MAIL_FROM", to)
    message["To"] = to
    message.set_content(text)
    with (
        problems(OSError, smtplib.SMTPException, ValueError),
        smtplib.SMTP(host, int(port or 25), timeout=SECONDS) as smtp,
    ):
        smtp.send_message(message)
