"""The one table of what is published. A new feed is a class with `feed` and `finish`, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from exports.calendars import Calendars
from exports.catalog import Catalog
from exports.changes import ChangePages
from exports.edudex import EdudexDrafts
from exports.exporter import Exporter, Target
from exports.json_feeds import CourseSchema, CoursesJson, CoursesNdjson
from exports.jsonld import CoursesJsonld
from exports.news import NewAtom, NewJson
from exports.ooapi import OoapiPages
from exports.parquet import CoursesParquet
from exports.records import RecordDocuments
from exports.report import ReportPages
from exports.tables import CoursesCsv, DataPackage, SessionsCsv
from exports.topics import TopicList
from exports.xlsx import CoursesXlsx


class Format(NamedTuple):
    """A row of the table."""

    name: str
    """What it is called in reports and messages."""
    file: str
    """Path under the output folder; `{provider}` (nothing, or `/` and an id) or `{page}` where there are several."""
    media_type: str
    """IANA media type."""
    exporter: Callable[[Target, str, str], Exporter]
    """Makes the exporter from target, file and media type."""


FORMATS = (
    Format("JSON", "courses.json", "application/json", CoursesJson),
    Format("NDJSON", "courses.ndjson", "application/x-ndjson", CoursesNdjson),
    Format("JSON Schema", "course.schema.json", "application/schema+json", CourseSchema),
    Format("JSON-LD", "courses.jsonld", "application/ld+json", CoursesJsonld),
    Format("JSON-LD a record", "courses/{id}.jsonld", "application/ld+json", RecordDocuments),
    Format("CSV", "courses.csv", "text/csv", CoursesCsv),
    Format("CSV, runs", "sessions.csv", "text/csv", SessionsCsv),
    Format("Excel", "courses.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", CoursesXlsx),
    Format("Parquet", "courses.parquet", "application/vnd.apache.parquet", CoursesParquet),
    Format("Data Package", "datapackage.json", "application/json", DataPackage),
    Format("iCalendar", "sessions{provider}.ics", "text/calendar", Calendars),
    Format("Atom", "new.atom", "application/atom+xml", NewAtom),
    Format("JSON Feed", "new.json", "application/feed+json", NewJson),
    Format("Change feed", "changes/{page}.json", "application/vnd.openactive.rpde+json; version=1", ChangePages),
    Format("EDU-DEX", "edudex/{provider}.json", "application/json", EdudexDrafts),
    Format("OOAPI", "ooapi/{kind}/{page}.json", "application/json", OoapiPages),
    Format("Topics", "topics.json", "application/json", TopicList),
    Format("DCAT-AP-NL", "catalog.ttl", "text/turtle", Catalog),
    Format("Report", "report/{page}.html", "text/html", ReportPages),
)
"""Everything that a publication holds, beside its manifest."""
