"""The offers as tables: `courses.csv`, `sessions.csv` and the Frictionless description of both.

RFC 4180, UTF-8, every field of the record. A list of texts is parted by "; ", a list of objects is
JSON in its cell. Text that a spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from exports.clean import Offer
from exports.exporter import Sink, Target
from exports.json_feeds import field_docs
from normalize.course import SCHEMA_VERSION, Course, Session

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a formula starts, full-width forms too. Tabs and line ends do not get this far."""


class Column(NamedTuple):
    """A column of a table."""

    name: str
    kind: str
    """Frictionless field type: string, number, integer, date."""
    documented: tuple[str, str]
    """Class and field of the record whose docstring describes it."""
    value: Callable[[Any], object]
    """Takes the value out of the record (courses) or of record and run (sessions)."""


def _text(owner: str, field: str, *, name: str = "", value: Callable[[Any], object] | None = None) -> Column:
    return Column(name or field, "string", (owner, field), value or (lambda record: getattr(record, field)))


def _joined(values: list[str]) -> str:
    return "; ".join(values)


def _json(values: object) -> str:
    return msgspec.json.encode(values).decode()


COURSE_COLUMNS = (
    _text("Course", "id"),
    _text("Course", "url"),
    _text("Course", "title"),
    _text("Course", "titles", value=lambda c: _json(c.titles)),
    _text("Organisation", "id", name="provider_id", value=lambda c: c.provider.id),
    _text("Organisation", "name", name="provider_name", value=lambda c: c.provider.name),
    _text("Organisation", "url", name="provider_url", value=lambda c: c.provider.url),
    _text("Course", "description"),
    _text("Course", "page_language"),
    _text("Course", "languages", value=lambda c: _joined(c.languages)),
    _text("Course", "audience"),
    _text("Course", "audiences", value=lambda c: _joined(c.audiences)),
    _text("Course", "entry_requirements"),
    _text("Course", "level"),
    _text("Course", "delivery"),
    _text("Course", "topics", value=lambda c: _joined(c.topics)),
    Column("price_amount", "number", ("Price", "amount"), lambda c: c.price and c.price.amount),
    _text("Price", "currency", name="price_currency", value=lambda c: c.price and c.price.currency),
    _text("Price", "vat", name="price_vat", value=lambda c: c.price and c.price.vat),
    _text("Price", "text", name="price_text", value=lambda c: c.price and c.price.text),
    _text("Price", "label", name="price_label", value=lambda c: c.price and c.price.label),
    _text("Course", "prices", value=lambda c: _json(c.prices)),
    Column("duration_value", "number", ("Duration", "value"), lambda c: c.duration and c.duration.value),
    _text("Duration", "unit", name="duration_unit", value=lambda c: c.duration and c.duration.unit),
    Column("duration_hours", "number", ("Duration", "hours"), lambda c: c.duration and c.duration.hours),
    _text("Duration", "text", name="duration_text", value=lambda c: c.duration and c.duration.text),
    Column("sessions", "integer", ("Course", "sessions"), lambda c: len(c.sessions)),
    _text("Course", "start"),
    _text("Course", "location"),
    _text("Course", "certificate"),
    _text("Course", "accreditation"),
    _text("Freshness", "status", name="freshness_status", value=lambda c: c.freshness.status),
    _text("Freshness", "reasons", name="freshness_reasons", value=lambda c: _json(c.freshness.reasons)),
    Column("first_seen", "date", ("Freshness", "first_seen"), lambda c: c.freshness.first_seen),
    Column("last_seen", "date", ("Freshness", "last_seen"), lambda c: c.freshness.last_seen),
    Column("last_changed", "date", ("Freshness", "last_changed"), lambda c: c.freshness.last_changed),
    _text("Course", "sources", value=lambda c: _json(c.sources)),
    _text("Course", "evidence", value=lambda c: _json(c.evidence)),
    Column("completeness_score", "number", ("Completeness", "score"), lambda c: c.completeness.score),
    _text("Completeness", "missing", name="completeness_missing", value=lambda c: _joined(c.completeness.missing)),
)
"""`courses.csv`: a row a course."""


class Row(NamedTuple):
    """What a row of `sessions.csv` is made from."""

    course: Course
    number: int
    run: Session


SESSION_COLUMNS = (
    _text("Course", "id", name="course_id", value=lambda row: row.course.id),
    Column("number", "integer", ("Course", "sessions"), lambda row: row.number),
    _text("Course", "title", name="course_title", value=lambda row: row.course.title),
    _text("Organisation", "id", name="provider_id", value=lambda row: row.course.provider.id),
    _text("Course", "url", name="course_url", value=lambda row: row.course.url),
    _text("Session", "start", value=lambda row: row.run.start),
    _text("Session", "end", value=lambda row: row.run.end),
    _text("Session", "location", value=lambda row: row.run.location),
    _text("Session", "status", value=lambda row: row.run.status),
    _text("Session", "precision", value=lambda row: row.run.precision),
    _text("Session", "text", value=lambda row: row.run.text),
    _text("Session", "days", value=lambda row: _json(row.run.days)),
    Column("enrol_until", "date", ("Session", "enrol_until"), lambda row: row.run.enrol_until),
)
"""`sessions.csv`: a row a run."""


class _Encoded:
    """The text file that the csv module wants, over a sink."""

    def __init__(self, sink: Sink) -> None:
        self.write = sink.write_text


class _Table:
    """A CSV file with its head written."""

    columns: tuple[Column, ...]

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._sink = target.open(file, media_type)
        self._csv = csv.writer(_Encoded(self._sink))
        self._csv.writerow([column.name for column in self.columns])

    def row(self, record: object) -> None:
        self._csv.writerow([cell(column.value(record)) for column in self.columns])
        self._sink.records += 1

    def finish(self) -> None:
        """Write nothing: nothing follows the last row."""


class CoursesCsv(_Table):
    """`courses.csv`."""

    columns = COURSE_COLUMNS

    def feed(self, offer: Offer) -> None:
        """Append the record's row."""
        self.row(offer.course)


class SessionsCsv(_Table):
    """`sessions.csv`."""

    columns = SESSION_COLUMNS

    def feed(self, offer: Offer) -> None:
        """Append a row for each run, the earliest first."""
        for number, run in enumerate(offer.course.sessions, 1):
            self.row(Row(offer.course, number, run))


def cell(value: object) -> str:
    """Return the text of a cell: "" for an unknown value, numbers without needless zeros, no formulas."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return f"{value:.12g}"
    text = str(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


class DataPackage:
    """`datapackage.json`: a Frictionless Data Package (2.0) over the two tables."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._sink = target.open(file, media_type)
        self._created = target.publication.generated_at

    def feed(self, offer: Offer) -> None:
        """Ignore it: the description does not depend on the offers."""

    def finish(self) -> None:
        """Write the description."""
        package = {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "lloket",
            "title": "Leven lang ontwikkelen rond het Leiden Bio Science Park",
            "version": SCHEMA_VERSION,
            "created": self._created,
            "resources": [
                _resource("courses", COURSE_COLUMNS, {"primaryKey": ["id"]}),
                _resource(
                    "sessions",
                    SESSION_COLUMNS,
                    {
                        "primaryKey": ["course_id", "number"],
                        "foreignKeys": [
                            {"fields": ["course_id"], "reference": {"resource": "courses", "fields": ["id"]}}
                        ],
                    },
                ),
            ],
        }
        self._sink.write(msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n")


def _resource(name: str, columns: tuple[Column, ...], keys: dict[str, Any]) -> dict[str, Any]:
    documented = field_docs()
    fields = [
        {"name": column.name, "type": column.kind, "description": documented[column.documented]} for column in columns
    ]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]} | keys,
    }
