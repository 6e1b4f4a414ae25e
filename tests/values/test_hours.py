"""From when until when the days of a course last: the rows of `hours.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.values.hours import Hours, read_hours

LINES = Path(__file__).with_name("hours.txt").read_text("utf-8").splitlines()
ROWS = [tuple(line.split(" || ", 1)) for line in LINES if line and not line.startswith("#")]
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


def notation(hours: Hours | None) -> str:
    """Write hours in the notation of the rows."""
    if hours is None:
        return "none"
    told = [("", hours.every)] if any(hours.every) else []
    told += sorted((f"{number}:", clocks) for number, clocks in hours.numbered.items())
    told += [(f"{WEEKDAYS[day]}:", clocks) for day, clocks in sorted(hours.weekdays.items())]
    return " ".join(f"{days}{begin or ''}-{end or ''}" for days, (begin, end) in told)


@pytest.mark.parametrize(("wanted", "words"), ROWS, ids=[words[:60] for _, words in ROWS])
def test_hours(wanted: str, words: str) -> None:
    assert notation(read_hours(words)) == wanted
