"""Made-up pages with what is to be read from each: `NAME.html` beside `NAME.json`.

The JSON holds `url`, `seen`, `kind`, and per course the fields that are asserted; a field that is left
out is not looked at. Nested values are compared on the keys that are given.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from normalize.course import to_dict
from normalize.read import read_page
from spiders.page import Page

FOLDER = Path(__file__).with_name("pages")
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def holds(wanted: Any, found: Any) -> bool:
    """Tell whether what was found is what was wanted, on the keys that are given."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(holds(value, found.get(key)) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(holds, wanted, found))
    return bool(wanted == found)


def differences(name: str, body: bytes) -> dict[str, Any]:
    """Read the page of this name from these bytes and return what is not as it should be."""
    expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    seen = datetime.fromisoformat(expected["seen"] + "T12:00+00:00")
    reading = read_page(Page(expected["url"], body, fetched_at=seen), as_course=expected.get("as_course", False))
    if (reading.kind, len(reading.courses)) != (expected["kind"], len(expected["courses"])):
        return {"kind": (reading.kind, len(reading.courses))}
    return {
        key: (value, course[key])
        for wanted, course in zip(expected["courses"], map(to_dict, reading.courses), strict=True)
        for key, value in wanted.items()
        if not holds(value, course[key])
    }


@pytest.mark.parametrize("name", NAMES)
def test_page(name: str) -> None:
    assert not differences(name, (FOLDER / f"{name}.html").read_bytes())
