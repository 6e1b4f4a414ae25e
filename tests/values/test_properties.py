"""What must hold for any value and any text."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from normalize.values.audiences import read_audiences
from normalize.values.dates import read_dates
from normalize.values.delivery import read_delivery
from normalize.values.durations import read_duration
from normalize.values.language import detect_language
from normalize.values.languages import read_languages
from normalize.values.levels import read_level
from normalize.values.price_choice import ordinary_price
from normalize.values.prices import read_prices, read_vat

DUTCH = ["januari", "februari", "maart", "april", "mei", "juni"]
DUTCH += ["juli", "augustus", "september", "oktober", "november", "december"]
ENGLISH = ["January", "February", "March", "April", "May", "June"]
ENGLISH += ["July", "August", "September", "October", "November", "December"]
SHORT = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
WEEKDAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]

WRITTEN: list[Callable[[date], str]] = [
    lambda day: day.isoformat(),
    lambda day: f"{day.day}-{day.month}-{day.year}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.day} {DUTCH[day.month - 1]} {day.year}",
    lambda day: f"{day.day} {SHORT[day.month - 1]}. {day.year}",
    lambda day: f"{day.day} {ENGLISH[day.month - 1]} {day.year}",
    lambda day: f"{ENGLISH[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{WEEKDAYS[day.weekday()]} {day.day} {DUTCH[day.month - 1]} {day.year}",
    lambda day: f"{WEEKDAYS[day.weekday()][:2]} {day:%d-%m-%Y}",
    lambda day: f"Datum: {day.day} {DUTCH[day.month - 1].upper()} {day.year}, Leiden",
    lambda day: f"{day.day} {SHORT[day.month - 1]} '{day:%y}",
]
TO = [" - ", " – ", " t/m ", " tot en met ", " until ", " to "]
CLOCKS: list[Callable[[int, int], str]] = [
    lambda hour, minute: f"{hour:02}:{minute:02}",
    lambda hour, minute: f"{hour}.{minute:02} uur",
    lambda hour, minute: f"{hour:02}:{minute:02}u",
    lambda hour, minute: f"{hour % 12 or 12}:{minute:02} {'am' if hour < 12 else 'pm'}",
]
DAYS = st.dates(date(2005, 1, 1), date(2058, 12, 31))


@given(DAYS, st.sampled_from(WRITTEN))
def test_a_written_day_reads_back(day: date, write: Callable[[date], str]) -> None:
    found = read_dates(write(day))
    assert [(session.start, session.end) for session in found.sessions] == [(day.isoformat(), None)]
    assert found.notes == []


@given(DAYS, st.integers(1, 400), st.sampled_from(WRITTEN[:9]), st.sampled_from(TO))
def test_a_written_range_reads_back(day: date, days: int, write: Callable[[date], str], to: str) -> None:
    last = day + timedelta(days=days)
    found = read_dates(write(day) + to + write(last))
    assert [(session.start, session.end) for session in found.sessions] == [(day.isoformat(), last.isoformat())]


@given(DAYS, st.integers(0, 22), st.integers(0, 59), st.sampled_from(WRITTEN), st.sampled_from(CLOCKS))
def test_written_times_read_back(
    day: date, hour: int, minute: int, write: Callable[[date], str], clock: Callable[[int, int], str]
) -> None:
    assume("/" not in write(day) or clock is not CLOCKS[3])  # beside a.m. a slashed date is American
    found = read_dates(f"{write(day)}, {clock(hour, minute)} - {clock(hour + 1, minute)}")
    [session] = found.sessions
    assert (session.start or "")[:16] == f"{day.isoformat()}T{hour:02}:{minute:02}"
    assert (session.end or "")[:16] == f"{day.isoformat()}T{hour + 1:02}:{minute:02}"


@given(DAYS, st.sampled_from(WRITTEN))
def test_no_time_is_invented(day: date, write: Callable[[date], str]) -> None:
    assert "T" not in str(read_dates(f"{write(day)} zaal 2.03, max. 12 personen, € 10.30").sessions[0].start)


AMOUNTS: list[Callable[[float], str]] = [
    lambda amount: f"€ {amount:,.2f}",
    lambda amount: "€ " + f"{amount:,.2f}".translate(str.maketrans(",.", ".,")),
    lambda amount: "€" + f"{amount:.2f}".replace(".", ","),
    lambda amount: f"{amount:.2f} euro",
    lambda amount: "EUR " + f"{amount:,.2f}".translate(str.maketrans(",.", ".,")),
]
WHOLE: list[Callable[[int], str]] = [
    lambda amount: "€ " + f"{amount:,}".replace(",", ".") + ",-",
    lambda amount: f"€{amount:,}",
    lambda amount: f"{amount},-",
    lambda amount: f"{amount} euro",
    lambda amount: "€ " + f"{amount:,}".replace(",", ".") + ",–",
]


@given(st.integers(100, 9_999_999), st.sampled_from(AMOUNTS))
def test_a_written_amount_reads_back(cents: int, write: Callable[[float], str]) -> None:
    chosen = ordinary_price(read_prices(write(cents / 100)))
    assert chosen is not None
    assert chosen.amount == cents / 100


@given(st.integers(1, 99_999), st.sampled_from(WHOLE))
def test_a_whole_amount_reads_back(amount: int, write: Callable[[int], str]) -> None:
    chosen = ordinary_price(read_prices(f"Kosten: {write(amount)} excl. btw"))
    assert chosen is not None
    assert (chosen.amount, chosen.vat) == (amount, "excluded")


UNITS = {
    "hour": ["uur", "hours"],
    "half_day": ["dagdelen", "middagen"],
    "day": ["dagen", "lesdagen", "days"],
    "session": ["avonden", "bijeenkomsten", "sessions"],
    "week": ["weken", "weeks"],
    "month": ["maanden", "months"],
    "year": ["jaar", "years"],
}


@given(st.integers(1, 99), st.sampled_from([(unit, word) for unit, words in UNITS.items() for word in words]))
def test_a_written_length_reads_back(value: int, named: tuple[str, str]) -> None:
    unit, word = named
    assume(unit != "year" or value < 12)  # that many years are an age
    for text in (f"{value} {word}", f"Duur: {value} {word}", f"De cursus duurt {value} {word}."):
        found = read_duration(text)
        assert found is not None
        assert (found.value, found.unit) == (value, unit)


READERS: dict[str, Callable[[str], object]] = {
    "dates": lambda text: read_dates(text, year=2027, seen=date(2026, 11, 20)),
    "prices": read_prices,
    "vat": read_vat,
    "duration": read_duration,
    "level": read_level,
    "languages": read_languages,
    "delivery": read_delivery,
    "audiences": read_audiences,
    "language": detect_language,
}
PIECES = ["27-01-2026", "14:00", "-", "19:00", "uur", "t/m", "en", "&", "of", "9", "10", "mei", "2027", "Q1", "\n"]
PIECES += ["2026-2027", "najaar", "€", "1.295,-", "excl.", "btw", "gratis", "vier middagen", "13.00", "17.00", "(vol)"]
PIECES += ["aanmelden", "tot", "31", "feb", "2-daagse", "10 weken", "x", "99:99", "12/13/2025", "0", "00-00-0000"]
PIECES += [
    "29 februari",
    "'26",
    ";",
    "|",
    "één",
    "İ",
    "٣",
    "16:48:04",
    "maandag",
    "april",
    "4,",
    "9999-12-31",
    "dag 1:",
]
PIECES += ["0000-00-00", "Block A", "vanaf", "prijs", "leden", "/", "per", "EC"]
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))


@pytest.mark.parametrize("name", READERS)
@settings(deadline=None)
@given(text=TEXTS)
def test_nothing_raises(name: str, text: str) -> None:
    READERS[name](text)


WORST = [
    "1 ",
    "9 mei ",
    "9, ",
    "9 en ",
    "€ 1 ",
    "2 dagen ",
    "btw ",
    "09:00 - ",
    "1-",
    "1.111",
    " ",
    "(",
    "\n",
    "x" * 50,
]


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("piece", WORST)
def test_work_is_bounded(name: str, piece: str) -> None:
    text = piece * (2_000_000 // len(piece))
    start = time.process_time()
    READERS[name](text)
    assert time.process_time() - start < 0.25  # some 5 ms on a quiet machine; a runaway takes minutes
