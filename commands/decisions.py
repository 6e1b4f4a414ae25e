"""`lloket correct`, `hide`, `confirm`, `undo` and `decisions`: what people decide of single courses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from commands.options import WrongUse, amsterdam_today, clock, options, places, problems, who_and_why
from normalize.amend import FACTS, FIELDS, AmendError, Kind, read_value
from normalize.course import Course, to_dict
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
    with problems(StoreError, AmendError), Store.open(places(data, database, None).database) as store:
        course = the(store, offer)
        plain = read_value(field, value, seen=amsterdam_today())
        decided = {
            "field": field, "value": plain, "words": value, "pinned": until_change,
            "seen": as_read(store, course, field),
        }  # fmt: skip
        return _decide(store, "correct", course, decided, who, why, lang, field=field, words=value)


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
    with problems(StoreError), Store.open(places(data, database, None).database) as store:
        return _decide(store, "hide", the(store, offer), {}, who, why, lang)


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
    with problems(StoreError), Store.open(places(data, database, None).database) as store:
        course = the(store, offer)
        reasons = [[one.code, one.text] for one in course.freshness.reasons if one.code not in FACTS]
        return _decide(store, "confirm", course, {"reasons": reasons}, who, why, lang)


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

    with problems(StoreError), Store.open(places(data, database, None).database) as store:
        of = next((one for one in store.decisions(undone=True) if one.id == number), None)
        if of is not None and of.kind in ("accept", "reject"):
            raise WrongUse(f"decision {number} is about run {of.subject}, which is done: refresh again")
        store.undo(number, who=who or getpass.getuser(), now=clock())
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
    with problems(StoreError), Store.open(places(data, database, None).database) as store:
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


def the(store: Store, asked: str) -> Course:
    """Return the published offer of this id, of an id that went up in it, or with a page at this address."""
    found = store.offer(asked) or store.offer(store.retired_into(asked) or "")
    if found is None:
        found = next((one for one in store.offers() if asked in (one.url, *(page.url for page in one.sources))), None)
    if found is None:
        raise WrongUse(f"no published course '{asked}': give an id or the address of a page")
    return found


def as_read(store: Store, course: Course, field: str) -> Any:
    """Return what the page gives for a field, also where it is corrected already."""
    if field not in course.evidence or course.evidence[field].method != "correction":
        return to_dict(course)[field]
    earlier = [one for one in store.decisions("correct") if one.subject == course.id and one.value["field"] == field]
    return earlier[-1].value["seen"] if earlier else to_dict(course)[field]


def _decide(
    store: Store, kind: Kind, course: Course, value: Mapping[str, Any], who: str, why: str, lang: str, **words: str
) -> int:
    members = sorted(key for key, id in store.member_ids().items() if id == course.id)
    number = store.decide(kind, course.id, {**value, "members": members}, who=who, why=why, now=clock())
    n = lang != "nl"
    click.echo(SAID[kind][n].format(title=course.title, **words))
    click.echo(SAID["after"][n].format(number=number))
    return 0


def _words(decision: Decision) -> str:
    return f"{decision.value['field']} = {decision.value['words']}" if decision.kind == "correct" else ""
