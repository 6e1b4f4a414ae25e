"""`lloket correct`, `hide`, `confirm`, `undo` and `decisions`: what people decide of single courses."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from acts import courses
from acts.by import By
from acts.refused import Refused
from commands.options import amsterdam_today, clock, options, places, problems, who_and_why
from normalize.amend import FIELDS, AmendError, Kind, read_value
from normalize.course import Course
from store import Decision, Store, StoreError

SAID = {
    "correct": ("{field} van '{title}' is nu: {words}", "{field} of '{title}' is now: {words}"),
    "hide": ("'{title}' wordt niet meer getoond", "'{title}' is no longer shown"),
    "confirm": ("'{title}' is als juist bevestigd", "'{title}' is confirmed as it is"),
    "after": ("Besluit {number}; zichtbaar na `lloket export`.", "Decision {number}; seen after `lloket export`."),
    "undone": ("Besluit {number} is ingetrokken; zichtbaar na `lloket export`.",
               "Decision {number} is undone; seen after `lloket export`."),
    "ask": ("Besluit {number}: de pagina geeft nu iets anders voor {field} van {offer}; klopt de correctie nog?",
            "Decision {number}: the page now gives something else for {field} of {offer}; does it still hold?"),
}  # fmt: skip


@click.command(short_help="Correct a value of a course.")
@click.argument("offer")
@click.argument("field", type=click.Choice(FIELDS), metavar="FIELD")
@click.argument("value")
@click.option(
    "--until-change", is_flag=True, help="Only until the page gives something else; then you are asked again."
)
@who_and_why
@options("data", "database", "lang")
def correct(
    offer: str, field: str, value: str, until_change: bool, who: str, why: str,
    data: Path, database: str | None, lang: str,
) -> int:  # fmt: skip
    """Correct a FIELD of a course, for as long as the correction is not undone; an empty VALUE makes it unknown.

    OFFER is the course's id or the address of one of its pages. VALUE is read as if it stood on the page, or is the
    record's own JSON.

    \b
    Examples:
      lloket correct 3f2a9c81d0e4 price "€ 450 excl. btw" --why "phoned on Monday"
      lloket correct https://www.example.nl/cursus/gmp sessions "12 maart 2027" --until-change
    """
    with problems(Refused, StoreError, AmendError), Store.open(places(data, database, None).database) as store:
        course = courses.the(store, offer)
        plain = read_value(field, value, seen=amsterdam_today())
        by = By(who, why, clock())
        number = courses.correct(store, course, field, plain, value, by, until_change=until_change)
    return _say(number, "correct", course, lang, field=field, words=value)


@click.command(short_help="Show a course no longer.")
@click.argument("offer")
@who_and_why
@options("data", "database", "lang")
def hide(offer: str, who: str, why: str, data: Path, database: str | None, lang: str) -> int:
    """Publish a course no longer, whatever its site says; OFFER is its id or the address of one of its pages.

    \b
    Example:
      lloket hide 3f2a9c81d0e4 --why "no course but a lecture"
    """
    with problems(Refused, StoreError), Store.open(places(data, database, None).database) as store:
        course = courses.the(store, offer)
        number = courses.hide(store, course, By(who, why, clock()))
    return _say(number, "hide", course, lang)


@click.command(short_help="Confirm that a course is right as it is.")
@click.argument("offer")
@who_and_why
@options("data", "database", "lang")
def confirm(offer: str, who: str, why: str, data: Path, database: str | None, lang: str) -> int:
    """Confirm that a course is right though something speaks against it, until something else does.

    OFFER is the course's id or the address of one of its pages.

    \b
    Example:
      lloket confirm 3f2a9c81d0e4 --why "both prices are right: with and without lunch"
    """
    with problems(Refused, StoreError), Store.open(places(data, database, None).database) as store:
        course = courses.the(store, offer)
        number = courses.confirm(store, course, By(who, why, clock()))
    return _say(number, "confirm", course, lang)


@click.command(short_help="Undo a decision.")
@click.argument("number", type=int)
@click.option("--who", envvar="LLOKET_WHO", help="Who decides. [default: you]")
@options("data", "database", "lang")
def undo(number: int, who: str | None, data: Path, database: str | None, lang: str) -> int:
    """Undo a decision by its NUMBER; what was crawled shows again.

    \b
    Example:
      lloket undo 12
    """
    import getpass

    with problems(Refused, StoreError), Store.open(places(data, database, None).database) as store:
        courses.undo(store, number, who=who or getpass.getuser(), now=clock())
    click.echo(SAID["undone"][lang != "nl"].format(number=number))
    return 0


@click.command(short_help="What people decided: who, when, why.")
@click.option("--all", "also_undone", is_flag=True, help="Also those that were undone.")
@options("data", "database", "json", "lang")
def decisions(also_undone: bool, data: Path, database: str | None, as_json: bool, lang: str) -> int:
    """List what people decided, and which corrections should be looked at again; --json is the export.

    \b
    Example:
      lloket decisions --json > decisions.json
    """
    with problems(Refused, StoreError), Store.open(places(data, database, None).database) as store:
        found, asks = store.decisions(undone=also_undone), store.asks()
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        return 0
    for one in found:
        undone = f" (✗ {one.undone:%Y-%m-%d} {one.undone_by})" if one.undone else ""
        click.echo(
            f"{one.id:5}  {one.decided:%Y-%m-%d}  {one.kind:8} {one.subject}  {_words(one)}  "
            f"{one.who}: {one.why}{undone}"
        )
    for ask in asks:
        click.echo(SAID["ask"][lang != "nl"].format(number=ask.decision, field=ask.field, offer=ask.offer))
    return 1 if asks else 0


def _say(number: int, kind: Kind, course: Course, lang: str, **words: str) -> int:
    n = lang != "nl"
    click.echo(SAID[kind][n].format(title=course.title, **words))
    click.echo(SAID["after"][n].format(number=number))
    return 0


def _words(decision: Decision) -> str:
    return f"{decision.value['field']} = {decision.value['words']}" if decision.kind == "correct" else ""
