"""The values of a page, others that one may write by mistake, and the forms in which both are written."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.contradictions_pages import Labelled
from normalize.page.text import fold

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("contradictions.toml").read_text("utf-8"))
WORDS = TABLE["words"]
TOWNS: list[str] = TABLE["towns"]["names"]
TWINS: dict[str, str] = TABLE["towns"]["again"]
"""Towns with two names."""
FIELDS = ("date", "price", "place", "length")
SAME_LENGTH = {("day", 1): (2, "half_day"), ("day", 2): (4, "half_day"), ("year", 1): (12, "month")}
"""Other units in which a length is the same."""
VAT = (1, 1.21, 1.09, 1 / 1.21, 1 / 1.09)
"""What makes another amount the same price, with or without VAT."""
PAST = ("Laatst", "Last ", "Eerder", "Earlier", "“", "online info")
"""In a sentence on a day before the course."""
Value = Any
"""A date, an amount in euros, a town, or a number and its unit of time."""


def known(one: Labelled, field: str) -> Value | None:
    """Return the page's own value."""
    if field == "date":
        return date.fromisoformat(one.starts[0]) if one.single else None
    return {"price": one.price, "place": one.town, "length": one.length}[field]


def other(one: Labelled, field: str, chance: random.Random, shown: str) -> Value | None:
    """Return another value, likely by mistake, that stands nowhere on the page."""
    tried = (DRAWN[field](one, chance, shown) for _ in range(20))
    return next((value for value in tried if value is not None), None)


def _other_date(one: Labelled, chance: random.Random, shown: str) -> date | None:
    start = date.fromisoformat(one.starts[0])
    if chance.random() < 0.2 and (start.month, start.day) != (2, 29):
        return start.replace(year=start.year - 1)  # the weekday is left as it was
    drawn = start + timedelta(days=chance.choice([-14, -7, -3, -2, -1, 1, 2, 3, 7, 14]))
    beside = any(f"{drawn.day} {words['months'][drawn.month - 1].lower()}" in shown for words in WORDS.values())
    own = drawn.isoformat() in one.starts or one.starts[0] < drawn.isoformat() <= one.end
    return None if beside or own or drawn.month != start.month else drawn


def _other_price(one: Labelled, chance: random.Random, shown: str) -> float | None:
    drawn = round((one.price or 0) * chance.choice([1.1, 1.15, 1.25, 1.3, 1.5, 1.75, 2.0]) / 5) * 5.0
    same = any(abs(amount * factor - drawn) < 0.015 * drawn for amount in one.amounts for factor in VAT)
    return None if same or re.search(rf"\b{drawn:.0f}\b", shown.replace(" ", "")) else drawn


def _other_place(one: Labelled, chance: random.Random, shown: str) -> str | None:
    drawn = chance.choice(TOWNS)
    return None if fold(drawn) in shown or drawn in TWINS else drawn


def _other_length(one: Labelled, chance: random.Random, shown: str) -> tuple[int, str] | None:
    if one.length is None:
        return None
    number, unit = one.length
    drawn = chance.choice([number * 2, number / 2, number + 1])
    return (int(drawn), unit) if drawn and drawn == int(drawn) else None


DRAWN: dict[str, Callable[[Labelled, random.Random, str], Value | None]] = {
    "date": _other_date,
    "price": _other_price,
    "place": _other_place,
    "length": _other_length,
}


def form(one: Labelled, field: str, value: Value, chance: random.Random, *, altered: bool, where: str) -> str:
    """Write a value in one of its forms; `where`: title, facts or text."""
    if field == "date":
        return _day(value, date.fromisoformat(one.starts[0]), one.language, chance)
    if field == "price":
        return _money(value, one.language, chance) + ("" if altered else WORDS[one.language]["vat"].get(one.vat, ""))
    if field == "length":
        return _length(value, one.language, chance, altered=altered)
    town = value if altered else TWINS.get(value, value)
    forms = {"title": ["{town}"], "facts": TABLE["towns"]["addresses"]}.get(
        where, TABLE["towns"][f"forms_{one.language}"]
    )
    return str(chance.choice(forms).format(town=town))


def _day(value: date, start: date, language: str, chance: random.Random) -> str:
    month = WORDS[language]["months"][value.month - 1]
    old = value.year != start.year
    weekday = WORDS[language]["weekdays"][(start if old else value).weekday()]
    forms = [f"{value.day} {month} {value.year}", f"{weekday} {value.day} {month} {value.year}"]
    if language == "nl":
        forms += [f"{value:%d-%m-%Y}", f"{weekday[:2]} {value.day} {month} {value.year}"]
    else:
        forms += [f"{month} {value.day}, {value.year}", f"{value.day} {month[:3]} {value.year}"]
    if not old:
        forms += [f"{value.day} {month}", f"{weekday} {value.day} {month}"]
    return chance.choice(forms)


def _money(value: float, language: str, chance: random.Random) -> str:
    whole, cents = int(value), round(value % 1 * 100)
    point, comma = (".", ",") if language == "nl" else (",", ".")
    thousands = f"{whole:,}".replace(",", point)
    tail = f"{comma}{cents:02}" if cents else ""
    forms = [f"€ {thousands}{tail}", f"€{whole}{tail}", f"€ {thousands}{tail or f'{comma}00'}"]
    forms += [f"EUR {thousands}{tail}", f"{whole}{tail} euro" if language == "nl" else f"{whole}{tail} euros"]
    if language == "nl":
        forms.append(f"€ {thousands}{tail or ',-'}")
    return chance.choice(forms)


def _length(value: tuple[float, str], language: str, chance: random.Random, *, altered: bool) -> str:
    number, unit = value
    if not altered and chance.random() < 0.5:
        number, unit = SAME_LENGTH.get((unit, int(number)), value) if number == int(number) else value
    whole = f"{number:g}".replace(".", "," if language == "nl" else ".")
    words = WORDS[language]
    in_words = number == int(number) and number <= 10 and chance.random() < 0.5
    return f"{words['numbers'][int(number)] if in_words else whole} {words['units'][unit][number != 1]}"


def harmless(one: Labelled, field: str, chance: random.Random, shown: str) -> str | None:
    """Return a sentence with a value of something beside the course; None where no such value can be thought of."""
    rows = [row for row in TABLE["harmless"][one.language][field] if "{less}" not in row or len(set(one.amounts)) == 1]
    rows = [row for row in rows if "{before}" not in row or (one.starts and not one.deadline)]
    row = chance.choice(rows)
    values: dict[str, str] = {}
    if one.starts:
        start = date.fromisoformat(one.starts[0])
        days = -chance.randint(100, 500) if any(word in row for word in PAST) else chance.choice([180, 200, 364])
        values["other"] = _full(start + timedelta(days=days), one.language)
        values["before"] = _full(start - timedelta(days=chance.randint(15, 60)), one.language)
    if field == "price" and one.price:
        values["less"] = _money(round(one.price * 0.85), one.language, chance)
        values["part"] = _money(float(chance.choice([15, 35, 75, 95])), one.language, chance)
        values["other"] = _money(round(one.price * 1.4 / 5) * 5.0, one.language, chance)
    elif field != "date":
        drawn = other(one, field, chance, shown)
        if drawn is None:
            return None
        values["other"] = form(one, field, drawn, chance, altered=True, where="text")
        hours = chance.choice([1, 2, 3])
        values["part"] = f"{hours} {WORDS[one.language]['units']['hour'][hours != 1]}"
    return str(row.format(**values))


def _full(day: date, language: str) -> str:
    return f"{day.day} {WORDS[language]['months'][day.month - 1]} {day.year}"
