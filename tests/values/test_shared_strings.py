"""Literal strings of real pages with their values, where they are at hand; known shortfalls are listed."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from normalize.course import Session
from normalize.values.dates import read_dates
from normalize.values.durations import read_duration
from normalize.values.levels import read_level
from normalize.values.prices import read_prices, read_vat

STRINGS = Path(__file__).parents[3] / "shared" / "pages" / "strings"

SHORTFALLS = {
    "woensdag 7 december 2022": "dates a piece of news: the words alone don't say so",
    "€ 2.541": "a monthly salary: the words alone don't say so",
    "€ 2.663": "a monthly salary: the words alone don't say so",
    "€ 2.982": "a monthly salary: the words alone don't say so",
    "1250€600": "cents of three figures are no price",
    "EUR29.66 (inc VAT 20% - UK & EEC) EUR24.71 (exc VAT 20% - UK & EEC)": "the label took the VAT of the other amount",
}
"""Literal → why it is read otherwise."""


def rows(name: str, *, shortfalls: bool = True) -> list[object]:
    """Return the rows of a file as parameters, one that says why where the file is not at hand."""
    file = STRINGS / name
    if not file.exists():
        return [pytest.param({}, marks=pytest.mark.skip(reason=f"{file} is not at hand"))]
    with file.open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        pytest.param(
            row,
            id=row["literal"][:60],
            marks=[pytest.mark.xfail(reason=SHORTFALLS[row["literal"]])]
            if shortfalls and row["literal"] in SHORTFALLS
            else [],
        )
        for row in found
    ]


def day_of(session: Session) -> str:
    """Write a run as the file does: first and last day, month without a year by its words."""
    start = (session.start or "?")[:10]
    return f"{start}/{(session.end or start)[:10]}"


def labelled_days(row: dict[str, str]) -> list[str]:
    """Return what the file says as `day_of` writes it."""
    value = row["normalised"]
    if value == "null" or value.startswith("recurring"):
        return []
    if value.startswith("academic-year:"):
        return [value.partition(":")[2].replace("-", "/")]
    days = []
    for part in value.split(";"):
        first, *last = re.sub(r"(?:month|season):", "", part).split("/")
        end = last[0] if last and "summer" not in last[0] else first  # a season does not end a month
        days.append("?/?" if len(first) == 2 else f"{first}/{end}")
    return days


@pytest.mark.parametrize("row", rows("dates.tsv"))
def test_dates(row: dict[str, str]) -> None:
    found = read_dates(row["literal"], year=int(row["context_year"]) if row["context_year"] else None)
    assert [day_of(session) for session in found.sessions] == labelled_days(row)


@pytest.mark.parametrize("row", rows("dates.tsv", shortfalls=False))
def test_times(row: dict[str, str]) -> None:
    found = read_dates(row["literal"], year=int(row["context_year"]) if row["context_year"] else None)
    times = ""
    if found.sessions and "T" in (found.sessions[0].start or ""):
        end = found.sessions[-1].end or ""
        times = f"{(found.sessions[0].start or '')[11:16]}-{end[11:16]}"
    elif found.times:
        times = f"{found.times[0]}-{found.times[1] or ''}"
    assert times == row["times"]


@pytest.mark.parametrize("row", rows("prices.tsv"))
def test_prices(row: dict[str, str]) -> None:
    found = read_prices(row["literal"])
    amounts = [] if row["amount"] == "null" else [float(amount) for amount in row["amount"].split(";")]
    chosen = "the amount is the choice of the package" in row["note"]
    assert [price.amount for price in found][: len(amounts) if chosen else None] == amounts
    assert {price.currency for price in found} == ({row["currency"]} if amounts else set())
    vat = found[0].vat if found else read_vat(row["literal"]) or "unknown"
    assert vat == (row["vat"] or "unknown")


@pytest.mark.parametrize("row", rows("durations.tsv"))
def test_durations(row: dict[str, str]) -> None:
    found = read_duration(row["literal"])
    if row["value"] == "null" or row["unit"] == "EC":
        assert found is None
        return
    values, unit = [float(value) for value in re.split("[;-]", row["value"])], row["unit"]
    if unit == "minute":
        values, unit = [round(value / 60, 3) for value in values], "hour"
    assert found is not None
    assert (found.value, found.unit) == (values[0], unit)


@pytest.mark.parametrize("row", rows("levels.tsv"))
def test_levels(row: dict[str, str]) -> None:
    assert read_level(row["literal"]) == (row["code"] or None)
