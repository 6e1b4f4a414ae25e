"""Pages in the mark-up of other content systems are read alike: `pages/` through every shape of `shapes.py`."""

from __future__ import annotations

import pytest

from tests.reading.shapes import SHAPES, reshape
from tests.reading.test_pages import FOLDER, NAMES, differences

SHORTFALLS = {
    ("agenda_rows", "gridded"): "a list of courses in rows of divs that hold no link",
    ("rows_without_links", "gridded"): "a list of courses in rows of divs that hold no link",
    ("shop", "bare"): "which tab opens a panel, and what is related, is told by names alone",
    ("strong_lines", "bare"): "that a part of the page is on other courses is told by class names alone",
}
"""Pages that a shape spoils, and why."""


BODIES = {name: (FOLDER / f"{name}.html").read_bytes() for name in NAMES}
CASES = [(name, shape, body) for name in NAMES for shape in SHAPES if (body := reshape(BODIES[name], shape))]


@pytest.mark.parametrize(("name", "shape", "body"), CASES, ids=[f"{name}-{shape}" for name, shape, _ in CASES])
def test_shape(name: str, shape: str, body: bytes, request: pytest.FixtureRequest) -> None:
    if (name, shape) in SHORTFALLS:
        request.applymarker(pytest.mark.xfail(reason=SHORTFALLS[name, shape], strict=True))
    assert not differences(name, body)
