"""Words and the length that they give."""

from __future__ import annotations

import pytest

from normalize.values.durations import read_duration, read_iso

LENGTHS: list[tuple[str, float, str, float | None]] = [
    ("vier middagen van 13.00 tot 17.00 uur", 4, "half_day", 16),
    ("2-daagse", 2, "day", None),
    ("driedaags", 3, "day", None),
    ("een tweejarige master", 2, "year", None),
    ("6-weekse cursus", 6, "week", None),
    ("10 weken van 3 uur", 10, "week", 30),
    ("1,5 day workshop", 1.5, "day", None),
    ("2½ dag", 2.5, "day", None),
    ("twee en een halve dag", 2.5, "day", None),
    ("anderhalf jaar", 1.5, "year", None),
    ("halve dag", 0.5, "day", None),
    ("12 dagdelen", 12, "half_day", None),
    ("drie avonden", 3, "session", None),
    ("3 avonden van 19.00-22.00 uur", 3, "session", 9),
    ("acht cursusavonden en vier excursies", 12, "session", None),
    ("vijf theorielessen van 2 uur en tien praktijklessen", 15, "session", None),
    ("four 3-hour group sessions", 4, "session", 12),
    ("drie blokken van twee dagen", 6, "day", None),
    ("3 x 1 dag", 3, "day", None),
    ("4 x 3 uur", 12, "hour", 12),
    ("1 jaar", 1, "year", None),
    ("De opleiding duurt een jaar", 1, "year", None),
    ("in één dag", 1, "day", None),
    ("2 dagen (16 uur)", 2, "day", 16),
    ("86 dagen (516 contacturen)", 86, "day", 516),
    ("10 lesdagen (60u)", 10, "day", 60),
    ("acht tweeuurs sessies", 8, "session", 16),
    ("ten 2.5-hour meetings", 10, "session", 25),
    ("a week-long course", 1, "week", None),
    ("onze ervaringsgerichte, driejarige opleiding", 3, "year", None),
    ("twee lesdagen van 8 uur", 2, "day", 16),
    ("3 days, 9:00 - 17:00", 3, "day", 24),
    ("90 minuten", 1.5, "hour", 1.5),
    ("13.30 - 17.00 uur", 3.5, "hour", 3.5),
    ("van 9 tot 17 uur", 8, "hour", 8),
    ("3-4 uur", 3, "hour", None),
    ("2 of 3 dagen", 2, "day", None),
    ("9 dagen (niveau 4A) of 10 dagen (niveau 4B)", 9, "day", None),
    ("studielast 28 uur", 28, "hour", 28),
    ("Studielast: 28 uur, 2 dagen", 2, "day", None),
    ("5 EC (140 uur)", 140, "hour", 140),
    ("9 opleidingsdagen en ongeveer 6 dagen zelfstudie", 9, "day", None),
    ("1 dag per week, 12 weken", 12, "week", None),
    ("6 weken, 4 uur per week", 6, "week", None),
    ("In maximaal 14 zaterdagenvan 9:30 uur tot 16:00 uur", 14, "day", 91),
    ("Duur40 uur", 40, "hour", 40),
]


@pytest.mark.parametrize(("words", "value", "unit", "hours"), LENGTHS)
def test_length(words: str, value: float, unit: str, hours: float | None) -> None:
    found = read_duration(words)
    assert found is not None
    assert (found.value, found.unit, found.hours) == (value, unit, hours)


@pytest.mark.parametrize(
    "words",
    [
        "Het certificaat is 5 jaar geldig.",
        "Minimum leeftijd is 18 jaar.",
        "minimaal 2 jaar relevante werkervaring",
        "at the latest six weeks before the course starts",
        "gemiddeld 8 uur per week",
        "vier tot zes uur per week",
        "7 nascholingsuren",
        "5 EC",
        "dag 1",
        "max. 12 personen",
        "24 uur per dag bereikbaar",
        "Op werkdagen van 9.00 tot 17.00 uur",
        "2027",
        "27 jaar geleden",
        "de laatste 5 jaar",
        "Na 2 dagen ben je bekwaam",
        "",
    ],
)
def test_no_length(words: str) -> None:
    assert read_duration(words) is None


def test_text_is_literal() -> None:
    found = read_duration("De training duurt  twee\u00a0dagen.")
    assert found is not None
    assert found.text == "twee dagen"


ISO: list[tuple[str, tuple[float, str, float | None] | None]] = [
    ("P2D", (2, "day", None)),
    (" P6W ", (6, "week", None)),
    ("P1Y", (1, "year", None)),
    ("PT16H", (16, "hour", 16)),
    ("P2DT0H", (2, "day", None)),
    ("P2DT3H", None),
    ("PT90M", None),
    ("P0D", None),
    ("PT", None),
    ("2 dagen", None),
    ("P" * 5000, None),
]


@pytest.mark.parametrize(("words", "read"), ISO)
def test_durations_of_iso_8601(words: str, read: tuple[float, str, float | None] | None) -> None:
    found = read_iso(words)
    assert (found and (found.value, found.unit, found.hours)) == read
