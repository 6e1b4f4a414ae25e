"""Values as a person reads them, in Dutch or English."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from exports.clean import cut, web_address
from exports.words import FIELDS, METHODS, PAGE, Language, Pair, pick
from normalize.course import Course, Duration, Price, Session

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
VALUE_CHARS = 400
"""The longest value shown in full; the feeds hold all of it."""
QUOTE_CHARS = 240
RUNS_SHOWN = 12

MONTHS: tuple[Pair, ...] = (
    ("januari", "January"), ("februari", "February"), ("maart", "March"), ("april", "April"), ("mei", "May"),
    ("juni", "June"), ("juli", "July"), ("augustus", "August"), ("september", "September"), ("oktober", "October"),
    ("november", "November"), ("december", "December"),
)  # fmt: skip
SEASONS: dict[str, Pair] = {
    "21": ("voorjaar", "spring"),
    "22": ("zomer", "summer"),
    "23": ("najaar", "autumn"),
    "24": ("winter", "winter"),
}
"""EDTF season."""
UNITS: dict[str, tuple[str, str, str, str]] = {
    "hour": ("uur", "uur", "hour", "hours"),
    "half_day": ("dagdeel", "dagdelen", "half day", "half days"),
    "day": ("dag", "dagen", "day", "days"),
    "session": ("bijeenkomst", "bijeenkomsten", "session", "sessions"),
    "week": ("week", "weken", "week", "weeks"),
    "month": ("maand", "maanden", "month", "months"),
    "year": ("jaar", "jaar", "year", "years"),
}
"""Unit to Dutch singular and plural, English singular and plural."""
VAT: dict[str, Pair] = {
    "included": ("incl. btw", "incl. VAT"),
    "excluded": ("excl. btw", "excl. VAT"),
    "exempt": ("vrij van btw", "VAT exempt"),
    "unknown": ("btw niet vermeld", "VAT not stated"),
}
RUN_STATUS: dict[str, Pair] = {
    "open": ("open", "open"),
    "full": ("vol", "full"),
    "cancelled": ("geannuleerd", "cancelled"),
}
START: dict[str, Pair] = {
    "on_request": ("op aanvraag", "on request"),
    "any_time": ("doorlopend, start wanneer u wilt", "any time"),
}
LEVELS: dict[str, Pair] = {
    "mbo2": ("mbo 2", "mbo 2"),
    "mbo3": ("mbo 3", "mbo 3"),
    "mbo4": ("mbo 4", "mbo 4"),
    "associate": ("associate degree", "associate degree"),
    "hbo": ("hbo", "hbo (bachelor)"),
    "wo": ("wo", "wo (university)"),
    "post_hbo": ("post-hbo", "post-hbo"),
    "post_academic": ("postacademisch", "post-academic"),
}
DELIVERIES: dict[str, Pair] = {
    "onsite": ("op locatie", "on site"),
    "online": ("online", "online"),
    "blended": ("deels online", "blended"),
    "incompany": ("in company", "in-company"),
    "workplace": ("op de werkplek", "at the workplace"),
}
AUDIENCES: dict[str, Pair] = {
    "employee": ("werkenden", "people in work"),
    "career_changer": ("zij-instromers", "career changers"),
    "returner": ("herintreders", "returners"),
    "employer": ("werkgevers", "employers"),
    "student": ("studenten", "students"),
    "jobseeker": ("werkzoekenden", "jobseekers"),
}
TONGUES: dict[str, Pair] = {
    "nl": ("Nederlands", "Dutch"), "en": ("Engels", "English"), "de": ("Duits", "German"), "fr": ("Frans", "French"),
    "es": ("Spaans", "Spanish"), "it": ("Italiaans", "Italian"), "pt": ("Portugees", "Portuguese"),
    "pl": ("Pools", "Polish"), "ro": ("Roemeens", "Romanian"), "bg": ("Bulgaars", "Bulgarian"),
    "hu": ("Hongaars", "Hungarian"), "tr": ("Turks", "Turkish"), "ar": ("Arabisch", "Arabic"),
    "uk": ("Oekraïens", "Ukrainian"), "ru": ("Russisch", "Russian"), "fy": ("Fries", "Frisian"),
}  # fmt: skip

EVIDENCE: dict[str, tuple[str, ...]] = {
    "organisation": ("provider",),
    "price": ("price", "prices"),
    "dates": ("sessions", "start"),
    "audience": ("audience", "audiences"),
}
"""Shown field to the record's fields its words may stand under; else its own name."""


class Quote(NamedTuple):
    """The words that a value was read from."""

    text: str
    method: str
    url: str | None
    """A link that a page may carry."""


class Line(NamedTuple):
    """A row of a course in the report."""

    name: str
    """What the field is called."""
    values: list[str]
    """What was read; empty where nothing was found."""
    quote: Quote | None
    compared: bool
    """Whether it is one of the six."""
    verbatim: bool = False
    """Whether the value is the words themselves: then they need not be shown twice."""


def lines(course: Course, language: Language) -> list[Line]:
    """Return the fields to show: the six compared ones always, others where known."""
    names = pick(FIELDS, language)
    shown = []
    for field, read in VALUES.items():
        values = [cut(value, VALUE_CHARS) for value in read(course, language) if value]
        quote = _quote(course, field, language)
        compared = field in COMPARED_FIELDS
        if compared or values:
            shown.append(Line(names[field], values, quote, compared, _verbatim(values, quote)))
    return shown


def _verbatim(values: list[str], quote: Quote | None) -> bool:
    if quote is None or len(values) != 1:
        return False
    value, words = values[0].rstrip("… "), quote.text.rstrip("… ")
    short, long = sorted((value, words), key=len)
    return short == long or (len(short) > 40 and long.startswith(short))


def _quote(course: Course, field: str, language: Language) -> Quote | None:
    for name in EVIDENCE.get(field, (field,)):
        evidence = course.evidence.get(name)
        if evidence:
            method = pick(METHODS, language)[evidence.method]
            return Quote(cut(evidence.text, QUOTE_CHARS), method, web_address(evidence.url))
    return None


def _dates(course: Course, language: Language) -> list[str]:
    shown = [run_words(run, language) for run in course.sessions[:RUNS_SHOWN]]
    if len(course.sessions) > RUNS_SHOWN:
        shown.append(f"+ {len(course.sessions) - RUNS_SHOWN}")
    return [*shown, pick(START, language).get(course.start, "")]


def _prices(course: Course, language: Language) -> list[str]:
    ordinary = [course.price] if course.price else []
    others = [price for price in course.prices if price != course.price]
    return [price_words(price, language) for price in (*ordinary, *others)][:RUNS_SHOWN]


VALUES: dict[str, Callable[[Course, Language], list[str]]] = {
    "organisation": lambda course, language: [course.provider.name],
    "audience": lambda course, language: [course.audience or ""],
    "price": _prices,
    "duration": lambda course, language: [duration_words(course.duration, language)] if course.duration else [],
    "dates": _dates,
    "entry_requirements": lambda course, language: [course.entry_requirements or ""],
    "level": lambda course, language: [pick(LEVELS, language)[course.level]] if course.level else [],
    "delivery": lambda course, language: [pick(DELIVERIES, language)[course.delivery]] if course.delivery else [],
    "languages": lambda course, language: [", ".join(pick(TONGUES, language).get(c, c) for c in course.languages)],
    "location": lambda course, language: [course.location or ""],
    "certificate": lambda course, language: [course.certificate or ""],
    "accreditation": lambda course, language: [course.accreditation or ""],
    "description": lambda course, language: [course.description or ""],
}
"""Field to its values in words, in the order of the report."""
COMPARED_FIELDS = tuple(VALUES)[:6]


def number_words(number: float, language: Language, decimals: int = 0) -> str:
    """Return a number with the language's own signs for thousands and decimals."""
    text = f"{number:,.{decimals}f}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def price_words(price: Price, language: Language) -> str:
    """Return a tariff: "€ 1.450 (excl. btw), leden"."""
    label = f", {price.label}" if price.label else ""
    if price.amount == 0:
        return pick(PAGE, language)["free"] + label
    sign = "€" if price.currency == "EUR" else price.currency
    amount = number_words(price.amount, language, 0 if float(price.amount).is_integer() else 2)
    return f"{sign} {amount} ({pick(VAT, language)[price.vat]}){label}"


def duration_words(duration: Duration, language: Language) -> str:
    """Return a length: "2 dagen (16 uur)"."""
    one, many = UNITS[duration.unit][:2] if language == "nl" else UNITS[duration.unit][2:]
    words = f"{_plain(duration.value, language)} {one if duration.value == 1 else many}"
    if duration.hours is not None and duration.unit != "hour":
        words += f" ({_plain(duration.hours, language)} {pick(PAGE, language)['hours']})"
    return words


def _plain(number: float, language: Language) -> str:
    return number_words(number, language, 0 if float(number).is_integer() else 1)


def run_words(run: Session, language: Language) -> str:
    """Return a run: "10 maart 2027 t/m 11 maart 2027, Leiden, vol"; its own words where it has no start."""
    page = pick(PAGE, language)
    when = date_words(run.start, language) if run.start else cut(run.text, 80)
    if run.start and run.end and run.end[:10] != run.start[:10]:
        when += f" {page['until']} {date_words(run.end, language)}"
    if run.days:
        when += f" ({len(run.days)} × )".replace(" × ", "×")
    status = pick(RUN_STATUS, language).get(run.status or "", "")
    enrol = f"{page['enrol_until']} {date_words(run.enrol_until, language)}" if run.enrol_until else ""
    return ", ".join(part for part in (when, run.location or "", status, enrol) if part)


def date_words(text: str, language: Language) -> str:
    """Return an ISO 8601 date or date-time, a month, an EDTF season or a year in words; other text as it is."""
    place = 0 if language == "nl" else 1
    try:
        if len(text) > 10:
            moment = datetime.fromisoformat(text)
            local = moment.astimezone(AMSTERDAM) if moment.tzinfo else moment
            return f"{_day(local.date(), place)} {local:%H:%M}"
        if len(text) == 10:
            return _day(date.fromisoformat(text), place)
    except (ValueError, OverflowError):
        return text
    found = re.fullmatch(r"(\d{4})-(\d\d)", text)
    if found and found[2] in SEASONS:
        return f"{SEASONS[found[2]][place]} {found[1]}"
    if found and 1 <= int(found[2]) <= 12:
        return f"{MONTHS[int(found[2]) - 1][place]} {found[1]}"
    return text


def _day(day: date, place: int) -> str:
    return f"{day.day} {MONTHS[day.month - 1][place]} {day.year}"
