"""`lloket matches`: what matching was not sure of, and what people decide of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import click
import msgspec
from rich.markup import escape
from rich.table import Table

from acts import matching
from acts.by import By
from acts.matching import KINDS, Look, Subject, bearing, explained, rule, sides
from acts.refused import Refused
from commands.matches_look import decider, side_by_side
from commands.matches_weights import weights
from commands.matches_words import FEATURES, OUTCOMES, WORDS, agreement, veto
from commands.options import clock, options, places, problems
from commands.summary import wide
from normalize.match import Comparison
from store import Decision, Store, StoreError

who = click.option("--who", envvar="LLOKET_WHO", help="Who decides. [default: the name you are logged in by]")
why = click.option("--why", default="", help="The reason, for those who read it later.")
where = options("data", "database", "json", "lang")


@click.group(
    short_help="One course or two? list, show, explain, merge, split, undo, weights.",
    context_settings={"max_content_width": 100},
)
def matches() -> None:
    """Decide which pages show one course, where the program is not sure or is wrong.

    Records are named by their id or by the address of one of their pages. What is decided holds for every
    later refresh, also when titles and addresses change, until it is undone.

    \b
    Example:
      lloket matches list
      lloket matches explain 3f2a9c81d0e4 https://www.example.nl/cursus/gmp
      lloket matches merge 3f2a9c81d0e4 81b0c2d3e4f5 --why "same teacher, same days"
    """


matches.add_command(weights)


@matches.command("list")
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True, help="How many pairs.")
@click.option("--decided", is_flag=True, help="List the decisions that hold instead.")
@where
def list_(limit: int, decided: bool, data: Path, database: str | None, as_json: bool, lang: str) -> int:
    """List the pairs that the last publication was not sure of, the likeliest first.

    \b
    Example:
      lloket matches list --limit 50
    """
    n = _n(lang)
    with problems(StoreError, Refused), Store.open(places(data, database, None).database) as store:
        if decided:
            return _list_decisions(store, as_json, n)
        look, doubts, told = Look(store), store.doubts(), store.contradictions()
        rows = [
            {
                "score": one.comparison.score,
                "ids": [look.offer_of.get(key, "") for key in (one.left, one.right)],
                "titles": [look.title(key) for key in (one.left, one.right)],
                "pages": [one.left, one.right],
                "comparison": msgspec.to_builtins(one.comparison),
            }
            for one in doubts[:limit]
        ]
    if as_json:
        _print({"unsure": rows, "total": len(doubts), "contradictions": msgspec.to_builtins(told)})
        return 1 if told else 0
    for one in told:
        words = "itself" if one.against == (one.ruling,) else "contradiction"
        click.echo(WORDS[words][n].format(a=one.ruling, b=", ".join(map(str, one.against)), key=one.key), err=True)
    click.echo(WORDS["unsure" if doubts else "none"][n].format(n=len(doubts)))
    for row, doubt in zip(rows, doubts, strict=False):
        click.echo(f"\n{row['score']:.0%}  {_reasons(doubt.comparison, lang)}")
        for id, title, key in zip(row["ids"], row["titles"], row["pages"], strict=True):
            click.echo(f"  {id}  {title}  [{key}]")
    if len(doubts) > limit:
        click.echo("\n" + WORDS["more"][n].format(n=len(doubts) - limit))
    return 1 if told else 0


@matches.command()
@click.argument("record")
@click.argument("other", required=False)
@where
def show(record: str, other: str | None, data: Path, database: str | None, as_json: bool, lang: str) -> None:
    """Show the pages of one record, or two records side by side; an old id tells where it went.

    \b
    Example:
      lloket matches show 3f2a9c81d0e4 81b0c2d3e4f5
    """
    with problems(StoreError, Refused), Store.open(places(data, database, None).database) as store:
        look = Look(store)
        subjects = [look.subject(named) for named in (record, other) if named]
        if len(subjects) == 1:
            columns = look.courses(subjects[0])
        else:
            offers = [(one.offer, store.offer(one.offer)) for one in subjects]
            columns = [(id, course) for id, course in offers if course is not None]
        decisions = bearing(store, *subjects)
    if as_json:
        _print({"records": [_plain(one) for one in subjects], "courses": [course for _, course in columns],
                "decisions": decisions})  # fmt: skip
        return
    n = _n(lang)
    _say_retired(subjects, n)
    if len(subjects) == 1:
        click.echo(WORDS["pages"][n].format(id=subjects[0].offer, n=len(columns)))
        columns = [(key.partition(" ")[0], course) for key, course in columns]
    wide().print(side_by_side(columns, n))
    _say_decisions(decisions, n)


@matches.command()
@click.argument("record")
@click.argument("other")
@who
@why
@where
def merge(
    record: str, other: str, who: str | None, why: str, data: Path, database: str | None, as_json: bool, lang: str
) -> None:
    """Decide that two records are one course, from the next publication on.

    \b
    Example:
      lloket matches merge 3f2a9c81d0e4 81b0c2d3e4f5 --why "same teacher, same days"
    """
    with problems(StoreError, Refused), Store.open(places(data, database, None).database) as store:
        look = Look(store)
        one, two = look.subject(record), look.subject(other)
        _decide(store, "merge", one, two, By(decider(who), why, clock()), as_json=as_json, n=_n(lang))


@matches.command()
@click.argument("record")
@click.argument("other", required=False)
@who
@why
@where
def split(
    record: str, other: str | None, who: str | None, why: str, data: Path, database: str | None, as_json: bool,
    lang: str,
) -> None:  # fmt: skip
    """Decide that two records are two courses; with one page's address, that it is none of its record.

    \b
    Example:
      lloket matches split https://www.example.nl/cursus/gmp-2 --why "part 2, see the programme"
    """
    with problems(StoreError, Refused), Store.open(places(data, database, None).database) as store:
        look = Look(store)
        one = look.subject(record)
        two = look.subject(other) if other else None
        _decide(store, "split", one, two, By(decider(who), why, clock()), as_json=as_json, n=_n(lang))


@matches.command()
@click.argument("decision", type=int)
@who
@where
def undo(decision: int, who: str | None, data: Path, database: str | None, as_json: bool, lang: str) -> None:
    """Undo a merge, a split or a change of weights by its number, from the next publication on.

    \b
    Example:
      lloket matches undo 12
    """
    with problems(StoreError, Refused), Store.open(places(data, database, None).database) as store:
        matching.undo(store, decision, who=decider(who), now=clock())
    if as_json:
        _print({"decision": decision, "undone": True})
    else:
        click.echo(WORDS["undone"][_n(lang)].format(n=decision))


@matches.command()
@click.argument("record")
@click.argument("other")
@where
def explain(record: str, other: str, data: Path, database: str | None, as_json: bool, lang: str) -> None:
    """Show every feature, weight and veto of two records, and what came of them.

    Of records with several pages the likeliest pair of pages is shown.

    \b
    Example:
      lloket matches explain https://www.example.nl/gmp https://www.example.nl/en/gmp
    """
    with problems(StoreError, Refused), Store.open(places(data, database, None).database) as store:
        look = Look(store)
        one, two = look.subject(record), look.subject(other)
        found = explained(store, one, two)
        decisions = bearing(store, one, two)
    together = one.offer == two.offer
    if as_json:
        _print({"pages": [key for key, _ in found.pages], "together": together,
                "comparison": found.comparison, "prior": found.prior, "decisions": decisions})  # fmt: skip
        return
    n = _n(lang)
    _say_retired([one, two], n)
    for key, course in found.pages:
        click.echo(f"{course.title}  [{key}]")
    wide().print(_features(found.comparison, found.prior, lang))
    for words in found.comparison.vetoes:
        click.echo(f"{WORDS['veto'][n]}: {veto(words, lang)}")
    click.echo(f"{WORDS['chance'][n]} {found.comparison.score:.1%} → {OUTCOMES[found.comparison.outcome][n]}")
    _say_decisions(decisions, n)
    click.echo(WORDS["together" if together else "apart_now"][n])
    if found.comparison.outcome == "merged" and not together and not decisions:
        click.echo(WORDS["neighbour"][n])


def _features(comparison: Comparison, prior: float, lang: str) -> Table:
    n = _n(lang)
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(WORDS["feature"][n])
    table.add_column(WORDS["outcome"][n])
    table.add_column(WORDS["weight"][n], justify="right")
    table.add_row(FEATURES["prior"][n], "", f"{prior:+.1f}")
    for feature in comparison.features:
        table.add_row(FEATURES[feature.name][n], escape(agreement(feature.outcome, lang)), f"{feature.weight:+.1f}")
    return table


def _reasons(comparison: Comparison, lang: str) -> str:
    """Return what speaks for and against, the strongest first."""
    telling = sorted((f for f in comparison.features if f.weight), key=lambda f: -abs(f.weight))
    return ", ".join(
        f"{FEATURES[f.name][_n(lang)]} {agreement(f.outcome, lang)} ({f.weight:+.1f})" for f in telling[:5]
    )


def _decide(
    store: Store, kind: Literal["merge", "split"], one: Subject, two: Subject | None, by: By, *, as_json: bool, n: int
) -> None:
    number = rule(store, kind, one, two, by)
    if as_json:
        left, right = sides(kind, one, two)
        _print({"decision": number, "kind": kind, "left": left, "right": right})
    else:
        click.echo(WORDS["done"][n].format(n=number, kind=WORDS[kind][n]))


def _list_decisions(store: Store, as_json: bool, n: int) -> int:
    held = [one for one in store.decisions() if one.kind in KINDS]
    if as_json:
        _print(held)
        return 0
    click.echo(WORDS["decided" if held else "none_decided"][n])
    for one in held:
        click.echo(f"{one.id:5}  {WORDS[one.kind][n]:6}  {one.decided:%Y-%m-%d}  {one.who}: {one.why}")
        for side in ("left", "right"):
            if side in one.value:
                click.echo(f"{'':15}{', '.join(one.value[side])}")
    return 0


def _say_decisions(decisions: list[Decision], n: int) -> None:
    for one in decisions:
        words = WORDS["by"][n]
        click.echo(words.format(n=one.id, kind=WORDS[one.kind][n], who=one.who, day=one.decided, why=one.why or "–"))


def _say_retired(subjects: list[Subject], n: int) -> None:
    for one in subjects:
        if one.retired:
            click.echo(WORDS["retired"][n].format(old=one.named, new=one.offer))


def _plain(subject: Subject) -> dict[str, Any]:
    return {"named": subject.named, "id": subject.offer, "pages": subject.keys, "retired": subject.retired}


def _print(value: Any) -> None:
    click.echo(msgspec.json.format(msgspec.json.encode(value)).decode())


def _n(lang: str) -> int:
    return 0 if lang == "nl" else 1
