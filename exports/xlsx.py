"""`courses.xlsx`: the offers as a person wants them, with a sheet per provider of what can be better.

Rows go to the disk one by one. A cell holds text, a number or a day, never a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from exports.advice import advice
from exports.clean import Offer, cut, web_address
from exports.exporter import Sink, Target
from exports.provenance import found_at
from exports.shown import DELIVERIES, LEVELS, TONGUES, VAT, duration_words, price_words, run_words
from exports.words import FIELDS, STATUSES, pick, reason_words
from normalize.course import Course, Price, Session

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

CELL = 32_000
"""Characters a cell may hold (Excel: 32,767)."""
ROWS = 1_048_576
"""Rows a sheet may hold; what follows goes on a next sheet."""
LINKS = 65_000
"""Links a sheet may hold (Excel: 65,530); further addresses are text."""
LINK = 2079
"""Characters a link may hold."""
SHEETS = 200
"""Providers with a sheet of their own; each holds a file open. What follows shares one."""
FINDINGS = 5000
"""Findings listed of one provider."""


class Column(NamedTuple):
    """A column of a sheet."""

    name: str
    width: int
    """In characters."""
    value: Callable[[Any], object]
    """Text, number, day, (address, text) for a link, or None."""


def _day(text: str | None) -> date | str | None:
    """Return the day of a date or date-time; other text (a month, a season, before Excel's time) as it is."""
    try:
        day = date.fromisoformat(text[:10]) if text and len(text) >= 10 else None
    except ValueError:
        return text
    return day if day and day.year > 1900 else text


def _vat(price: Price | None) -> str | None:
    return VAT[price.vat][0] if price else None


def _others(course: Course) -> str:
    return "; ".join(price_words(price, "nl") for price in course.prices if price != course.price)


def _first(course: Course) -> date | str | None:
    return next((_day(run.start) for run in course.sessions if run.start), None)


def _runs(course: Course) -> str:
    return "; ".join(run_words(run, "nl") for run in course.sessions)


NAMES = pick(FIELDS, "nl")
COURSES = (
    Column("Cursus", 44, lambda c: (c.url, c.title)),
    Column("Aanbieder", 26, lambda c: c.provider.name),
    Column("Stand", 14, lambda c: STATUSES[c.freshness.status][0]),
    Column(NAMES["audience"], 34, lambda c: c.audience),
    Column("Prijs", 11, lambda c: c.price and c.price.amount),
    Column("Valuta", 8, lambda c: c.price and c.price.currency),
    Column("Btw", 15, lambda c: _vat(c.price)),
    Column("Andere tarieven", 26, _others),
    Column(NAMES["duration"], 18, lambda c: duration_words(c.duration, "nl") if c.duration else None),
    Column("Uren", 8, lambda c: c.duration and c.duration.hours),
    Column("Eerste datum", 13, _first),
    Column("Alle data", 40, _runs),
    Column("Begin", 12, lambda c: {"on_request": "op aanvraag", "any_time": "doorlopend"}.get(c.start)),
    Column(NAMES["entry_requirements"], 34, lambda c: c.entry_requirements),
    Column(NAMES["level"], 14, lambda c: LEVELS[c.level][0] if c.level else None),
    Column(NAMES["delivery"], 14, lambda c: DELIVERIES[c.delivery][0] if c.delivery else None),
    Column(NAMES["languages"], 14, lambda c: ", ".join(TONGUES.get(one, (one,))[0] for one in c.languages)),
    Column("Onderwerpen", 18, lambda c: ", ".join(c.topics)),
    Column(NAMES["location"], 20, lambda c: c.location),
    Column(NAMES["certificate"], 22, lambda c: c.certificate),
    Column(NAMES["accreditation"], 22, lambda c: c.accreditation),
    Column(NAMES["description"], 60, lambda c: c.description),
    Column("Waarom deze stand", 34, lambda c: "; ".join(reason_words(r.code, "nl") for r in c.freshness.reasons)),
    Column("Ontbreekt", 24, lambda c: ", ".join(NAMES[field].lower() for field in c.completeness.missing)),
    Column("Eerst gezien", 13, lambda c: _day(c.freshness.first_seen)),
    Column("Laatst gezien", 13, lambda c: _day(c.freshness.last_seen)),
    Column("Laatst gewijzigd", 15, lambda c: _day(c.freshness.last_changed)),
    Column("Gevonden op", 40, lambda c: " ".join(source.url for source in c.sources)),
    Column("Adres", 44, lambda c: c.url),
    Column("Id", 14, lambda c: c.id),
)
"""A row a course."""


class Run(NamedTuple):
    """What a row of the second sheet is made from."""

    course: Course
    run: Session


RUNS = (
    Column("Cursus", 44, lambda r: (r.course.url, r.course.title)),
    Column("Aanbieder", 26, lambda r: r.course.provider.name),
    Column("Van", 13, lambda r: _day(r.run.start)),
    Column("Tot en met", 13, lambda r: _day(r.run.end)),
    Column("Plaats", 24, lambda r: r.run.location or r.course.location),
    Column("Vol of geannuleerd", 18, lambda r: {"full": "vol", "cancelled": "geannuleerd"}.get(r.run.status or "")),
    Column("Aanmelden tot en met", 18, lambda r: _day(r.run.enrol_until)),
    Column("Woorden op de pagina", 44, lambda r: r.run.text),
    Column("Id van de cursus", 14, lambda r: r.course.id),
)
"""A row a run."""


class Finding(NamedTuple):
    """What can be better at one course."""

    url: str
    title: str
    status: str
    advice: str
    words: str


FOUND = (
    Column("Cursus", 44, lambda f: (f.url, f.title)),
    Column("Stand", 14, lambda f: STATUSES[f.status][0]),
    Column("Zo wordt het beter", 90, lambda f: f.advice),
    Column("Woorden op de pagina", 60, lambda f: f.words),
)
"""A row a finding."""


class CoursesXlsx:
    """`courses.xlsx`: courses, runs, and a sheet per provider of its findings."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        from xlsxwriter import Workbook

        self._sink = target.open(file, media_type)
        options = {"constant_memory": True, "tmpdir": str(target.workplace("xlsx")), "use_zip64": True}
        self._book = Workbook(_File(self._sink), options)
        target.on_abandon(self._abandon)
        made = target.publication.generated_at.astimezone(UTC).replace(tzinfo=None)
        self._book.set_properties({"title": "Cursusaanbod LLO-loket", "created": made})
        self._courses = _Sheets(self._book, "Cursussen", COURSES)
        self._runs = _Sheets(self._book, "Uitvoeringen", RUNS)
        self._names = {view.id: view.name for view in target.publication.providers}
        self._parts = target.parts("findings")

    def feed(self, offer: Offer) -> None:
        """Write the course's row and those of its runs, and put by what can be better."""
        course = offer.course
        self._courses.row(course)
        self._sink.records += 1
        for run in course.sessions:
            self._runs.row(Run(course, run))
        words = "; ".join(reason.text for reason in course.freshness.reasons if reason.text)
        for one in advice(course, "nl"):
            line = msgspec.json.encode(Finding(course.url, course.title, course.freshness.status, one, words)) + b"\n"
            for provider in found_at(course):
                if provider in self._names and self._parts.counts.get(provider, 0) < FINDINGS:
                    self._parts.add(provider, line)

    def finish(self) -> None:
        """Write the findings and the file."""
        found = [provider for provider in self._names if self._parts.counts.get(provider)]
        for provider in found[:SHEETS]:
            self._list(_Sheets(self._book, provider, FOUND), provider)
        if found[SHEETS:]:
            shared = _Sheets(self._book, "Overige aanbieders", FOUND)
            for provider in found[SHEETS:]:
                self._list(shared, provider)
            shared.close()
        self._courses.close()
        self._runs.close()
        self._book.close()

    def _list(self, sheets: _Sheets, provider: str) -> None:
        for line in _lines(self._parts.pieces(provider)):
            sheets.row(msgspec.json.decode(line, type=Finding))
        sheets.close()

    def _abandon(self) -> None:
        for sheet in self._book.worksheets():
            sheet.row_data_fh.close()


class _Sheets:
    """A table over as many sheets as it needs."""

    def __init__(self, book: Workbook, name: str, columns: tuple[Column, ...]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._date = book.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
        self._link = book.add_format({"font_color": "#0b5cad", "underline": 1})
        self._sheet = self._start(name)

    def _start(self, name: str) -> Worksheet:
        taken = {sheet.get_name().lower() for sheet in self._book.worksheets()}
        number, free = 1, name[:31]
        while free.lower() in taken or free.lower() == "history":  # a name that Excel keeps for itself
            number += 1
            free = f"{name[:26]} {number}"
        sheet = self._book.add_worksheet(free)
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.name, self._head)
        self._rows, self._links = 1, 0
        return sheet

    def row(self, record: object) -> None:
        """Append a row; where the sheet is full, on a next one."""
        if self._rows == ROWS:
            self.close()
            self._sheet = self._start(self._name)
        for place, column in enumerate(self._columns):
            value = column.value(record)
            if value is not None and value != "":
                self._cell(place, value)
        self._rows += 1

    def _cell(self, place: int, value: object) -> None:
        match value:
            case (str() as url, str() as text):
                self._titled(place, url, text)
            case datetime() | date():
                self._sheet.write_datetime(self._rows, place, value, self._date)
            case int() | float():
                self._sheet.write_number(self._rows, place, value)
            case _:
                self._sheet.write_string(self._rows, place, cut(str(value), CELL))

    def _titled(self, place: int, url: str, text: str) -> None:
        linked = web_address(url) and len(url) < LINK and self._links < LINKS
        if linked and self._sheet.write_url(self._rows, place, url, self._link, cut(text, CELL)) == 0:
            self._links += 1
        else:
            self._sheet.write_string(self._rows, place, cut(text, CELL))

    def close(self) -> None:
        """Set the filters over all rows."""
        self._sheet.autofilter(0, 0, self._rows - 1, len(self._columns) - 1)


class _File:
    """The unseekable file that a zip is written to, over a sink."""

    def __init__(self, sink: Sink) -> None:
        self.write = sink.write

    def flush(self) -> None:
        """Do nothing: the sink is brought to the disk when it is closed."""


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
