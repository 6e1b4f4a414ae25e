"""The value of a field as a person writes it, read as from a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from normalize.values.audiences import read_audiences
from normalize.values.dates import read_dates
from normalize.values.delivery import read_delivery
from normalize.values.durations import read_duration
from normalize.values.languages import read_languages
from normalize.values.levels import read_level
from normalize.values.prices import read_prices

READERS: Mapping[str, Callable[[str, date], Any]] = {
    "price": lambda words, _: next(iter(read_prices(words)), None),
    "duration": lambda words, _: read_duration(words),
    "sessions": lambda words, seen: read_dates(words, seen=seen).sessions,
    "languages": lambda words, _: read_languages(words),
    "level": lambda words, _: read_level(words) or words,
    "delivery": lambda words, _: read_delivery(words) or words,
    "audiences": lambda words, _: read_audiences(words),
}
"""How the words of a field are read; those of others are a list."""


def spoken(field: str, words: str, seen: date) -> Any:
    """Return what the words give for a field; None or nothing in it where they give none."""
    read = READERS.get(field)
    return read(words, seen) if read else [word.strip() for word in words.split(",")]
