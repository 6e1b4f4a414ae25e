"""The record's version follows semantic versioning: a change of its shape without one fails here.

`shapes/` holds the shape of the record at each version. After a change of `normalize/course.py`: raise
SCHEMA_VERSION as the failing test says, then run this file as a program to write the new shape.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import pytest

from exports.json_feeds import course_schema
from normalize.course import SCHEMA_VERSION

SHAPES = Path(__file__).parent / "shapes"
Step = Literal["none", "patch", "minor", "major"]


def shape() -> dict[str, dict[str, Any]]:
    """The record as field by field its type, without words."""
    schema = course_schema()
    definitions = {"Course": schema} | schema["$defs"]
    return {name: {field: _plain(kind) for field, kind in d["properties"].items()} for name, d in definitions.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in sorted(value.items()) if key != "description"}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def needed(old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]) -> Step:
    """The step that a change of shape asks for: what readers relied on is gone, or something was added."""
    for name, fields in old.items():
        if any(new.get(name, {}).get(field) != kind for field, kind in fields.items()):
            return "major"
    return "none" if old == new else "minor"


def taken(old: str, new: str) -> Step:
    """The step between two versions."""
    steps: tuple[Step, ...] = ("major", "minor", "patch")
    for step, before, after in zip(steps, numbers(old), numbers(new), strict=True):
        if before != after:
            assert after > before, f"{new} is older than {old}"
            return step
    return "none"


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def versions() -> list[str]:
    return sorted((path.stem for path in SHAPES.glob("*.json")), key=numbers)


def test_the_record_is_as_its_version_says() -> None:
    path = SHAPES / f"{SCHEMA_VERSION}.json"
    assert path.exists(), f"version {SCHEMA_VERSION} is new: run python {Path(__file__).name} to write its shape"
    assert shape() == json.loads(path.read_text()), "the record changed: raise SCHEMA_VERSION, then write its shape"
    assert versions()[-1] == SCHEMA_VERSION


def test_each_version_is_as_far_from_the_one_before_as_its_change_asks() -> None:
    order: tuple[Step, ...] = ("none", "patch", "minor", "major")
    for old, new in zip(versions(), versions()[1:], strict=False):
        asked = needed(
            json.loads((SHAPES / f"{old}.json").read_text()), json.loads((SHAPES / f"{new}.json").read_text())
        )
        assert order.index(taken(old, new)) >= order.index(asked), f"{old} to {new} is a {asked} change"


@pytest.mark.parametrize(
    ("change", "step"),
    [
        (lambda record: None, "none"),
        (lambda record: record["Course"].update(credits={"type": "number"}), "minor"),
        (lambda record: record.update(Credits={"value": {"type": "number"}}), "minor"),
        (lambda record: record["Price"].update(vat={"enum": ["included"]}), "major"),
        (lambda record: record["Session"].pop("precision"), "major"),
        (lambda record: record.pop("Day"), "major"),
    ],
)
def test_a_change_of_shape_is_seen(change: Any, step: Step) -> None:
    changed = json.loads(json.dumps(shape()))
    change(changed)
    assert needed(shape(), changed) == step


def main() -> None:
    """Write the shape of the record at its version."""
    (SHAPES / f"{SCHEMA_VERSION}.json").write_text(json.dumps(shape(), indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
