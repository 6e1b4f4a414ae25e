"""What was read from a page, shown to a person in Dutch or English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.syntax import Syntax
from rich.table import Table

from exports.advice import advice
from exports.block import block
from exports.shown import Line, lines
from exports.words import PAGE, STATUSES, Language, Pair, reason_words
from normalize.course import Course, Reason

if TYPE_CHECKING:
    from normalize.read import Reading

WORDS: dict[str, Pair] = {
    "none": ("Op deze pagina is geen cursus gevonden.", "No course was found on this page."),
    "list": ("Zij is gelezen als een lijst.", "It was read as a list."),
    "try": ("Is het er wel een? Probeer: --as-course", "Is it one after all? Try: --as-course"),
    "complete": ("Volledigheid", "Completeness"),
    "flags": ("Let op", "Note"),
    "assumed": ("Zo toont het loket het", "How the loket will show it"),
    "block": (
        "Of zet dit blok in de <head> van de pagina, en vul aan wat ontbreekt",
        "Or put this block into the <head> of the page, and fill in what is missing",
    ),
    "vat": ("geen btw bij de prijs genoemd: ‘btw onbekend’", "no VAT remark at the price: ‘VAT unknown’"),
    "year": ("een dag zonder jaar: geen startdatum", "a day without a year: no start date"),
    "undated": ("geen data gevonden: ‘data onbekend’", "no dates found: ‘dates unknown’"),
}
"""What is said beside the report's own words, in Dutch and English."""


def show(reading: Reading, lang: Language) -> None:
    """Print what was read; in colour on a terminal."""
    n = 0 if lang == "nl" else 1
    console = Console(highlight=False)
    if not reading.courses:
        kind = f" {WORDS['list'][n]}" if reading.kind == "list" else ""
        console.print(f"[yellow]{WORDS['none'][n]}[/yellow]{kind} {WORDS['try'][n]}")
    for course in reading.courses:
        _show_course(console, course, lang, n)


def _show_course(console: Console, course: Course, lang: Language, n: int) -> None:
    console.rule(f"[bold]{escape(course.title)}[/bold]", align="left")
    console.print(_table(lines(course, lang), n))
    console.print(
        f"\n[bold]{WORDS['complete'][n]}[/bold] {course.completeness.score:.0%}, {STATUSES[course.freshness.status][n]}"
    )
    _bullets(console, WORDS["flags"][n], [_reason(reason, lang) for reason in course.freshness.reasons], "red")
    _bullets(console, WORDS["assumed"][n], list(_assumptions(course, n)), "yellow")
    _bullets(console, PAGE["mend"][n], advice(course, lang), "green")
    console.print(f"\n[bold]{escape(WORDS['block'][n])}[/bold]")
    html = block(course)
    if console.is_terminal:
        console.print(Syntax(html, "html", background_color="default", word_wrap=True))
    else:
        console.print(html, markup=False, soft_wrap=True)


def _table(shown: Sequence[Line], n: int) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    for line in shown:
        value = escape("\n".join(line.values)) if line.values else f"[dim]– {PAGE['not_found'][n]}[/dim]"
        table.add_row(line.name, value)
        if line.quote is not None and line.values:
            table.add_row("", f"[cyan]“{escape(line.quote.text)}”[/cyan] [dim]({line.quote.method})[/dim]")
    return table


def _bullets(console: Console, heading: str, texts: Sequence[str], style: str) -> None:
    if texts:
        console.print(f"\n[bold]{heading}[/bold]")
        for text in texts:
            console.print(Padding(f"[{style}]•[/{style}] {escape(text)}", (0, 0, 0, 2)))


def _reason(reason: Reason, lang: Language) -> str:
    what = reason_words(reason.code, lang)
    quoted = reason.text if reason.text.startswith("“") else f"“{reason.text}”"
    return f"{what}: {quoted}" if reason.text else what


def _assumptions(course: Course, n: int) -> Iterator[str]:
    if course.price is not None and course.price.vat == "unknown" and course.price.amount:
        yield WORDS["vat"][n]
    if any(session.start is None for session in course.sessions):
        yield WORDS["year"][n]
    if not course.sessions and course.start == "unknown":
        yield WORDS["undated"][n]
