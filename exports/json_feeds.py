"""The course record as JSON: one document, one record a line, and its JSON Schema (draft 2020-12)."""

from __future__ import annotations

import ast
import inspect
from typing import Any

import msgspec

from exports.clean import Offer
from exports.exporter import Target
from normalize import course as record
from normalize.course import SCHEMA_VERSION, Course


class CoursesJson:
    """`courses.json`: an object with `schema_version`, `generated_at` and `courses`."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._sink = target.open(file, media_type)
        head = {"schema_version": SCHEMA_VERSION, "generated_at": target.publication.generated_at}
        self._sink.write(msgspec.json.encode(head)[:-1] + b',"courses":[')

    def feed(self, offer: Offer) -> None:
        """Append the record to the array."""
        self._sink.write((b",\n" if self._sink.records else b"\n") + offer.json)
        self._sink.records += 1

    def finish(self) -> None:
        """Close the array and the object."""
        self._sink.write(b"\n]}\n")


class CoursesNdjson:
    """`courses.ndjson`: the same records, one a line."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._sink = target.open(file, media_type)

    def feed(self, offer: Offer) -> None:
        """Append a line."""
        self._sink.write(offer.json + b"\n")
        self._sink.records += 1

    def finish(self) -> None:
        """Write nothing: nothing follows the last line."""


class CourseSchema:
    """`course.schema.json`: what a record looks like, field by field."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._sink = target.open(file, media_type)

    def feed(self, offer: Offer) -> None:
        """Ignore it: the schema does not depend on the offers."""

    def finish(self) -> None:
        """Write the schema."""
        self._sink.write(msgspec.json.format(msgspec.json.encode(course_schema()), indent=2) + b"\n")


def course_schema() -> dict[str, Any]:
    """Return the JSON Schema of the published record.

    Every field is always written, so every field is required. Unknown fields are allowed: a minor
    version may add some, and that must not break a reader who holds an older schema.
    """
    schema = msgspec.json.schema(Course)
    documented = field_docs()
    for name, definition in schema["$defs"].items():
        definition.pop("additionalProperties", None)
        properties = definition.get("properties", {})
        definition["required"] = list(properties)
        for field, description in properties.items():
            description.pop("default", None)
            if (name, field) in documented:
                description["description"] = documented[name, field]
    body = schema["$defs"].pop("Course")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Course",
        "$comment": f"schema_version {SCHEMA_VERSION}",
        **body,
        "$defs": schema["$defs"],
    }


def field_docs() -> dict[tuple[str, str], str]:
    """Return the docstring of each field of the record's classes, by class and field name."""
    found: dict[tuple[str, str], str] = {}
    for node in ast.parse(inspect.getsource(record)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for field, after in zip(node.body, node.body[1:], strict=False):
            if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
                continue
            if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                found[node.name, field.target.id] = " ".join(str(after.value.value).split())
    return found
