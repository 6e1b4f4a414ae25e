"""What changed, in words: a line a course, and below it a line a field, old → new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from exports.shown import (
    AUDIENCES,
    DELIVERIES,
    LEVELS,
    START,
    TONGUES,
    duration_words,
    price_words,
    run_words,
)
from exports.words import FIELDS, LANGUAGES, STATUSES, Language, Pair
from normalize.course import Duration, Price, Session
from normalize.difference import KINDS, Difference, FieldChange, Kind
from normalize.topics import topics

KIND_WORDS: dict[Kind, Pair] = {
    "new": ("Nieuw", "New"),
    "changed": ("Gewijzigd", "Changed"),
    "vanished": ("Verdwenen", "Vanished"),
    "returned": ("Teruggekeerd", "Returned"),
    "aged": ("Verouderd of weer actueel", "Grown older, or current again"),
}
FIELD_WORDS: dict[str, Pair] = {
    "title": ("Titel", "Title"),
    "prices": ("Tarieven", "Tariffs"),
    "sessions": ("Data", "Dates"),
    "start": ("Start", "Start"),
    "page_language": ("Taal van de pagina", "Language of the page"),
    "audiences": ("Doelgroepen", "Audiences"),
    "provider": ("Organisatie", "Organisation"),
    "topics": ("Onderwerpen", "Topics"),
    "titles": ("Titels", "Titles"),
}
"""Fields that the report does not show under these names."""
DATED: dict[str, Pair] = {"dated": ("op vaste data", "on fixed dates")}
"""How a course with runs starts; the report shows the runs themselves."""
NOTHING: Pair = ("(niets)", "(nothing)")
SAME: Pair = ("Er is niets veranderd.", "Nothing changed.")
CHARS = 100
"""The longest text that is shown of a value."""


def lines(differences: Iterable[Difference], language: Language) -> Iterator[str]:
    """Yield the differences in words, by kind; one line where there are none."""
    found = list(differences)
    n = 0 if language == "nl" else 1
    for kind in KINDS:
        of_kind = [one for one in found if one.kind == kind]
        if of_kind:
            yield f"{KIND_WORDS[kind][n]}: {len(of_kind)}"
        for one in of_kind:
            yield f"  {one.title}  {one.url}"
            old, new = one.status
            if old and new and old != new:
                yield f"      {STATUSES[old][n]} → {STATUSES[new][n]}"
            for change in one.fields:
                yield f"      {field_words(change, language)}"
    if not found:
        yield SAME[n]


def field_words(change: FieldChange, language: Language) -> str:
    """Return a changed field: "Prijs: € 450 (excl. btw) → € 495 (excl. btw)"."""
    n = 0 if language == "nl" else 1
    name = (FIELDS.get(change.field) or FIELD_WORDS.get(change.field) or (change.field, change.field))[n]
    if change.field == "sessions":
        old, new = (_runs(value, language) for value in (change.old, change.new))
        gone, come = [f"− {run}" for run in old if run not in new], [f"+ {run}" for run in new if run not in old]
        if gone or come:
            return f"{name}: {'; '.join([*gone, *come])}"
    return f"{name}: {_value(change.field, change.old, language)} → {_value(change.field, change.new, language)}"


def _runs(value: Any, language: Language) -> list[str]:
    return [run_words(run, language) for run in msgspec.convert(value, list[Session])]


def _named(names: Mapping[str, Pair], code: str, language: Language) -> str:
    return names.get(code, (code, code))[LANGUAGES.index(language)]


def _topics() -> dict[str, Pair]:
    return {topic.code: (topic.nl, topic.en) for topic in topics()}


VALUES: dict[str, Callable[[Any, Language], str]] = {
    "price": lambda value, language: price_words(msgspec.convert(value, Price), language),
    "prices": lambda value, language: "; ".join(price_words(p, language) for p in msgspec.convert(value, list[Price])),
    "duration": lambda value, language: duration_words(msgspec.convert(value, Duration), language),
    "sessions": lambda value, language: "; ".join(_runs(value, language)),
    "provider": lambda value, _: str(value["name"]),
    "start": lambda value, language: _named(START | DATED, value, language),
    "level": lambda value, language: _named(LEVELS, value, language),
    "delivery": lambda value, language: _named(DELIVERIES, value, language),
    "page_language": lambda value, language: _named(TONGUES, value, language),
    "languages": lambda value, language: ", ".join(_named(TONGUES, code, language) for code in value),
    "audiences": lambda value, language: ", ".join(_named(AUDIENCES, code, language) for code in value),
    "topics": lambda value, language: ", ".join(_named(_topics(), code, language) for code in value),
}
"""Field to its value in words; other values are shown as they are."""


def _value(field: str, value: Any, language: Language) -> str:
    if value in (None, "", [], {}) or (field, value) == ("start", "unknown"):
        return NOTHING[0 if language == "nl" else 1]
    if field in VALUES:
        return VALUES[field](value, language)
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return words if len(words) <= CHARS else words[: CHARS - 1] + "…"
