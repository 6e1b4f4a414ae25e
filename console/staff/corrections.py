"""Correcting a field of a course in a form: how it is shown, asked for and read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from console.staff.words.courses import FIELD_NAMES, HELP, NO_VALUE, STARTS
from exports.shown import AUDIENCES, DELIVERIES, LEVELS, TONGUES, date_words, duration_words, price_words, run_words
from exports.words import LANGUAGES, METHODS, PAGE, Language, Pair, pick
from normalize.amend import AmendError, read_value
from normalize.course import Course, Session
from normalize.topics import topics

LONG = ("description", "audience", "entry_requirements", "sessions")
"""Fields that are written in several lines."""
CHARS = 5000
"""The longest value."""
CHOICES: dict[str, dict[str, Pair]] = {"level": LEVELS, "delivery": DELIVERIES, "start": STARTS}
"""Field to the values of which it has one."""


class WrongValueError(ValueError):
    """What was written gives no value; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a course, as the page shows it and asks for it."""

    key: str
    name: str
    values: list[str]
    """In words; [] where it is not known."""
    quote: str
    """The words it was read from; "" where none are kept, or they are the value itself."""
    method: str
    """How they were found, in words."""
    corrected: bool
    kind: Literal["line", "long", "choice", "several"]
    """How it is asked for."""
    written: str
    """What stands in the form: the value as a person would write it, or its code."""
    choices: list[tuple[str, str, bool]]
    """Code, name and whether it is chosen."""
    help: str


def several(field: str) -> Mapping[str, Pair]:
    """Return the values of which a field may have any number; {} for another field."""
    if field == "audiences":
        return AUDIENCES
    return {one.code: (one.nl, one.en) for one in topics()} if field == "topics" else {}


def fields_of(course: Course, language: Language) -> list[Field]:
    """Return the fields that can be corrected."""
    return [_field(course, key, language) for key in FIELD_NAMES]


def _field(course: Course, key: str, language: Language) -> Field:
    place, evidence = LANGUAGES.index(language), course.evidence.get(key)
    values = [value for value in SHOWN.get(key, _text(key))(course, language) if value]
    options = CHOICES.get(key) or several(key)
    value = getattr(course, key)
    chosen = (
        set(value) if isinstance(value, list) and key != "sessions" else {value} if isinstance(value, str) else set()
    )
    kind: Literal["line", "long", "choice", "several"] = "long" if key in LONG else "line"
    if options:
        kind = "choice" if key in CHOICES else "several"
    return Field(
        key=key, name=FIELD_NAMES[key][place], values=values,
        quote=evidence.text if evidence and not _is_said(evidence.text, values) else "",
        method=pick(METHODS, language)[evidence.method] if evidence else "",
        corrected=evidence is not None and evidence.method == "correction", kind=kind,
        written=WRITTEN.get(key, _joined)(course, key, language),
        choices=[(code, names[place], code in chosen) for code, names in options.items()],
        help=HELP[key][place] if key in HELP else "",
    )  # fmt: skip


def _is_said(quote: str, values: list[str]) -> bool:
    """Tell whether the words that a value was read from are the value itself, or how it begins."""
    return len(values) == 1 and values[0].startswith(quote.rstrip(".… "))


def read_correction(field: str, form: Mapping[str, str], language: Language, *, seen: date) -> tuple[Any, str]:
    """Return the value that a form gives a field, and the words it was given in; raises WrongValueError."""
    place = LANGUAGES.index(language)
    written = form.get("value", "")[:CHARS].strip()
    options = CHOICES.get(field) or several(field)
    try:
        if form.get("empty") == "1" or not (options or written):
            return read_value(field, "", seen=seen), ""
        if field in CHOICES:
            if written not in options:
                raise AmendError("no choice")
            return written, options[written][place]
        if options:
            codes = [code for code in options if f"v:{code}" in form]
            return codes, ", ".join(options[code][place] for code in codes)
        return _read_text(field, written, seen), written
    except AmendError as error:
        words = NO_VALUE.get(field, NO_VALUE["other"])[place]
        raise WrongValueError(words.format(words=written[:120])) from error


def _read_text(field: str, written: str, seen: date) -> Any:
    if written[:1] in ("{", "["):
        raise AmendError("JSON is for programs")
    if field != "sessions":
        return read_value(field, " ".join(written.split()), seen=seen)
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    try:
        found = [run for line in lines for run in read_value(field, line, seen=seen)]
    except AmendError:  # a line alone says nothing: they are to be read as one text
        found = read_value(field, " ".join(lines), seen=seen)
    return sorted(found, key=lambda run: run["start"] or "")


def _text(key: str) -> Callable[[Course, Language], list[str]]:
    return lambda course, _language: [getattr(course, key) or ""]


SHOWN: dict[str, Callable[[Course, Language], list[str]]] = {
    "price": lambda course, language: [price_words(course.price, language)] if course.price else [],
    "duration": lambda course, language: [duration_words(course.duration, language)] if course.duration else [],
    "sessions": lambda course, language: [run_words(run, language) for run in course.sessions],
    "start": lambda course, language: [pick(STARTS, language)[course.start]] if course.start != "unknown" else [],
    "level": lambda course, language: [pick(LEVELS, language)[course.level]] if course.level else [],
    "delivery": lambda course, language: [pick(DELIVERIES, language)[course.delivery]] if course.delivery else [],
    "languages": lambda course, language: [", ".join(pick(TONGUES, language).get(c, c) for c in course.languages)],
    "audiences": lambda course, language: [", ".join(pick(AUDIENCES, language)[code] for code in course.audiences)],
    "topics": lambda course, language: [", ".join(_topics(course.topics, language))],
}
"""Field to its values in words; the others are texts."""


def _topics(codes: list[str], language: Language) -> list[str]:
    names = several("topics")
    return [names[code][LANGUAGES.index(language)] if code in names else code for code in codes]


def _joined(course: Course, key: str, language: Language) -> str:
    return ", ".join(SHOWN.get(key, _text(key))(course, language))


def _days(course: Course, _key: str, language: Language) -> str:
    return "\n".join(_run(run, language) for run in course.sessions)


def _run(run: Session, language: Language) -> str:
    if not run.start:
        return run.text
    first = date_words(run.start[:10], language)
    last = date_words(run.end[:10], language) if run.end and run.end[:10] != run.start[:10] else ""
    return f"{first} {PAGE['until'][LANGUAGES.index(language)]} {last}" if last else first


WRITTEN: dict[str, Callable[[Course, str, Language], str]] = {
    "sessions": _days,
    "level": lambda course, _key, _language: course.level or "",
    "delivery": lambda course, _key, _language: course.delivery or "",
    "start": lambda course, _key, _language: course.start,
    "topics": lambda _course, _key, _language: "",
    "audiences": lambda _course, _key, _language: "",
}
"""Field to what stands in its form, where that is not its value in words."""
