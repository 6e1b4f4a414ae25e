"""The CSV file of needs: read as people make it, each line that can't be used named, and written for the next time.

Comma, semicolon or tab; UTF-8, UTF-16 or what Excel writes; columns in any order under Dutch or English names.
Either the whole file is right or nothing of it is taken.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from console.analysts.asked_topics import CHARS, is_label, topic_of
from exports.clean import cut
from exports.tables import FORMULA, cell
from exports.words import LANGUAGES, Language, Pair
from normalize.topics import topics
from store.needs import Need

if TYPE_CHECKING:
    from _csv import Reader

LINES = 5000
"""The most lines of a file."""
NOTE_CHARS = 1000
MOST = 1_000_000
"""The most people that a line may ask for."""
SHOWN = 80
"""Characters of a wrong line that are shown."""
COLUMNS: dict[str, Pair] = {
    "topic": ("onderwerp", "topic"),
    "asked": ("aantal", "number"),
    "note": ("toelichting", "note"),
}
"""The head of the file."""
NAMES: dict[str, str] = {
    name: column
    for column, names in {
        "topic": "onderwerp topic thema theme code vraag need behoefte subject cursus course",
        "asked": "aantal number asked gevraagd deelnemers people personen amount count",
        "note": "toelichting note opmerking remark notitie comment bron source",
    }.items()
    for name in names.split()
}
"""What people call the columns."""
Cause = Literal["no_topic", "long_topic", "long_note", "no_number", "not_number", "not_whole", "too_small", "too_large"]
"""Why a line can't be used."""
Refusal = Literal["empty", "workbook", "not_text", "no_columns", "too_many"]
"""Why a whole file can't be."""
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of spreadsheet programs begin."""
EXCEL = re.compile(r"\Asep=.\r?\n", re.IGNORECASE)
"""The line by which Excel is told how columns are parted."""
GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,\s]\d{3})+")
WHOLE = re.compile(r"\d{1,12}(?:[.,]0{1,2})?")
DECIMAL = re.compile(r"\d{1,12}[.,]\d{1,12}")


class Line(NamedTuple):
    """A line that can be used."""

    topic: str
    """As it was written."""
    code: str | None
    """The topic that is meant; None where none was recognised."""
    asked: int
    note: str


class Wrong(NamedTuple):
    """A line that can't."""

    number: int
    """Of the line in the file, from 1."""
    text: str
    """How it begins."""
    cause: Cause
    value: str
    """What is wrong in it."""


@dataclass(slots=True)
class Upload:
    """A file as it was read."""

    lines: list[Line] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    empty: int = 0
    """Lines of the template that were left without a number."""
    refusal: Refusal | None = None


def read(data: bytes) -> Upload:
    """Read a file of needs; never raises."""
    text = None if data.startswith(WORKBOOKS) else _decoded(data)
    if text is None:
        return Upload(refusal="workbook" if data.startswith(WORKBOOKS) else "not_text")
    text = EXCEL.sub("", text.lstrip("\r\n"))
    first = text.partition("\n")[0]
    upload = Upload()
    try:
        _read(upload, csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count)))
    except csv.Error:
        upload.refusal = "not_text"
    if not upload.lines and not upload.wrong:
        upload.refusal = upload.refusal or "empty"
    return upload


def _read(upload: Upload, reader: Reader) -> None:
    """Read lines until the end, or until the file is refused."""
    order: dict[str, int] | None = None
    for row in reader:
        values = [_clean(value) for value in row]
        if not any(values):
            continue
        if order is None:
            order = _order(values)
            if order is None:
                upload.refusal = "no_columns"
                return
            if "head" in order:
                continue
        if len(upload.lines) + len(upload.wrong) + upload.empty >= LINES:
            upload.refusal = "too_many"
            return
        _take(upload, reader.line_num, row, {name: _at(values, place) for name, place in order.items()})


def _decoded(data: bytes) -> str | None:
    """Return the text; None for what is none."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if wide else ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _order(values: Sequence[str]) -> dict[str, int] | None:
    """Return the place of each column; `head` is among them where the line is the head of the file.

    A file without a head has topic, number and note in that order; None where it does not look so.
    """
    named = {NAMES[value.casefold()]: place for place, value in enumerate(values) if value.casefold() in NAMES}
    if {"topic", "asked"} <= named.keys():
        return named | {"head": -1}
    if len(values) >= 2 and isinstance(_number(values[1]), int):
        return {"topic": 0, "asked": 1, "note": 2}
    return None


def _take(upload: Upload, number: int, row: Sequence[str], values: dict[str, str]) -> None:
    topic, said, note = values["topic"], values["asked"], values.get("note", "")
    if not said and not note and is_label(topic):
        upload.empty += 1
        return
    asked = _number(said)
    cause: Cause | None = None
    value = said
    if not topic:
        cause, value = "no_topic", ""
    elif len(topic) > CHARS:
        cause, value = "long_topic", str(len(topic))
    elif isinstance(asked, str):
        cause = asked
    elif len(note) > NOTE_CHARS:
        cause, value = "long_note", str(len(note))
    if cause:
        upload.wrong.append(Wrong(number, cut(" | ".join(map(_clean, row)), SHOWN), cause, cut(value, 30)))
    elif isinstance(asked, int):
        upload.lines.append(Line(topic, topic_of(topic), asked, note))


def _number(said: str) -> int | Cause:
    """Return how many are asked for, or why that can't be told."""
    if not said:
        return "no_number"
    if GROUPED.fullmatch(said):
        number = int(re.sub(r"\D", "", said))
    elif WHOLE.fullmatch(said):
        number = int(re.split("[.,]", said)[0])
    elif DECIMAL.fullmatch(said):
        return "not_whole"
    elif re.fullmatch(r"-\s?\d{1,12}", said):
        return "too_small"
    else:
        return "not_number"
    return "too_small" if number < 1 else "too_large" if number > MOST else number


def _at(values: Sequence[str], place: int) -> str:
    return values[place] if 0 <= place < len(values) else ""


def _clean(value: str) -> str:
    """Return a cell on one line; the apostrophe that our own files put before a formula is taken off again."""
    value = " ".join("".join(sign for sign in value if sign.isprintable() or sign.isspace()).split())
    return value[1:] if value.startswith("'") and value[1:].lstrip().startswith(FORMULA) else value


def template(language: Language) -> bytes:
    """Return a file with a line for each topic, to fill in."""
    place = LANGUAGES.index(language)
    return _written(language, ((topic.nl if place == 0 else topic.en, "", "") for topic in topics()))


def written(needs: Iterable[Need], language: Language) -> bytes:
    """Return the needs as a file that can be uploaded again."""
    return _written(language, ((need.topic, need.asked, need.note) for need in needs))


def _written(language: Language, rows: Iterable[Sequence[object]]) -> bytes:
    """Return a file as Excel opens it: in Dutch with semicolons."""
    place = LANGUAGES.index(language)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if language == "nl" else ",")
    writer.writerow([names[place] for names in COLUMNS.values()])
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
