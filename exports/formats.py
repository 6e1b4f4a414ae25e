"""The one table of what is published. A new feed is a class with `feed` and `finish`, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from exports.exporter import Exporter, Target
from exports.json_feeds import CourseSchema, CoursesJson, CoursesNdjson


class Format(NamedTuple):
    """A row of the table."""

    name: str
    """What it is called in reports and messages."""
    file: str
    """Path under the output folder; `{provider}` where there is one for each."""
    media_type: str
    """IANA media type."""
    exporter: Callable[[Target, str, str], Exporter]
    """Makes the exporter from target, file and media type."""


FORMATS = (
    Format("JSON", "courses.json", "application/json", CoursesJson),
    Format("NDJSON", "courses.ndjson", "application/x-ndjson", CoursesNdjson),
    Format("JSON Schema", "course.schema.json", "application/schema+json", CourseSchema),
)
"""Everything that a publication holds, beside its manifest."""
