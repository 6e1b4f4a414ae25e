"""Files of needs as people make them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.analysts import needs_file
from console.analysts.asked_topics import topic_of
from console.analysts.needs_file import read
from normalize.topics import topics
from store.needs import Need

RIGHT: list[tuple[str, bytes, list[tuple[Any, ...]]]] = [
    ("semicolons", b"onderwerp;aantal;toelichting\nGMP;60;voorjaar\n", [("GMP", "gmp_quality", 60, "voorjaar")]),
    ("commas, English", b"topic,number\nLanguages,5\n", [("Languages", "languages", 5, "")]),
    ("tabs, other order", b"note\tnumber\ttopic\nx\t7\tcleanroom\n", [("cleanroom", "cleanroom", 7, "x")]),
    ("no head", b"GMP;60\nTalen;3;avond\n", [("GMP", "gmp_quality", 60, ""), ("Talen", "languages", 3, "avond")]),
    ("byte order mark", "\ufeffOnderwerp;Aantal\nTalen;3\n".encode(), [("Talen", "languages", 3, "")]),
    ("utf-16 of Excel", "onderwerp\taantal\nTalen\t3\n".encode("utf-16"), [("Talen", "languages", 3, "")]),
    ("cp1252 of Excel", "onderwerp;aantal\nStralingshygiëne;3\n".encode("cp1252"), [
        ("Stralingshygiëne", "radiation_safety", 3, "")]),
    ("told to Excel", b"sep=;\r\nonderwerp;aantal\r\nTalen;3\r\n", [("Talen", "languages", 3, "")]),
    ("grouped number", b"onderwerp;aantal\nTalen;1.200\n", [("Talen", "languages", 1200, "")]),
    ("number of a spreadsheet", b'onderwerp,aantal\nTalen,"3,00"\n', [("Talen", "languages", 3, "")]),
    ("words of one's own", b"onderwerp;aantal\nLassen;2\n", [("Lassen", None, 2, "")]),
    ("quoted line end", b'onderwerp;aantal;toelichting\nTalen;3;"een\ntwee"\n', [
        ("Talen", "languages", 3, "een twee")]),
    ("empty lines", b"\n\nonderwerp;aantal\n;;\nTalen;3\n\n", [("Talen", "languages", 3, "")]),
    ("formula of our own file", b"onderwerp;aantal\n'=1+1;3\n", [("=1+1", None, 3, "")]),
    ("more columns", b"onderwerp;afdeling;aantal\nTalen;QA;3\n", [("Talen", "languages", 3, "")]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "lines"), [row[1:] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_file_is_read(data: bytes, lines: list[tuple[Any, ...]]) -> None:
    upload = read(data)
    assert (upload.refusal, upload.wrong) == (None, [])
    assert [tuple(line) for line in upload.lines] == lines


WRONG: list[tuple[str, str, str]] = [
    ("GMP;zestig", "not_number", "zestig"),
    ("GMP;", "no_number", ""),
    ("GMP;;met toelichting", "no_number", ""),
    ("Lassen", "no_number", ""),
    (";24", "no_topic", ""),
    ("GMP;1,5", "not_whole", "1,5"),
    ("GMP;-3", "too_small", "-3"),
    ("GMP;0", "too_small", "0"),
    ("GMP;1000001", "too_large", "1000001"),
    ("GMP;" + "9" * 400, "not_number", "9"),
    ("x" * 201 + ";3", "long_topic", "201"),
    ("GMP;3;" + "x" * 1001, "long_note", "1001"),
    ("GMP;٣x", "not_number", "٣x"),
]


@pytest.mark.parametrize(("line", "cause", "value"), WRONG, ids=[row[1] + row[2] for row in WRONG])
def test_a_wrong_line_is_named(line: str, cause: str, value: str) -> None:
    upload = read(f"onderwerp;aantal;toelichting\nTalen;3;\n{line}\n".encode())
    assert [(one.number, one.cause) for one in upload.wrong] == [(3, cause)]
    assert upload.wrong[0].value.startswith(value)
    assert len(upload.wrong[0].text) <= needs_file.SHOWN
    assert [line.topic for line in upload.lines] == ["Talen"]


REFUSED: list[tuple[bytes, str]] = [
    (b"", "empty"),
    (b"  \n", "empty"),
    (b"onderwerp;aantal\n", "empty"),
    (b"PK\x03\x04abc", "workbook"),
    (b"\xd0\xcf\x11\xe0abc", "workbook"),
    (b"onderwerp;aantal\nTa\x00len;3", "not_text"),
    (b"\xff\xfeabc", "not_text"),
    (b"naam;leeftijd\nJan;drie\n", "no_columns"),
    (b"onderwerp\nGMP\n", "no_columns"),
    (b"onderwerp;aantal\n" + b"Talen;3\n" * 5001, "too_many"),
    (b"onderwerp;aantal\n" + b"x" * 200_000 + b";3\n", "not_text"),
]


@pytest.mark.parametrize(("data", "refusal"), REFUSED, ids=[f"{row[1]}{len(row[0])}" for row in REFUSED])
def test_a_file_that_is_none_is_refused(data: bytes, refusal: str) -> None:
    assert read(data).refusal == refusal


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_nothing_breaks_the_reader(data: bytes) -> None:
    for given_bytes in (data, b"onderwerp;aantal\n" + data):
        upload = read(given_bytes)
        assert upload.refusal or upload.lines or upload.wrong


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_template_names_every_topic_and_is_read_as_empty(language: Any) -> None:
    data = needs_file.template(language)
    upload = read(data)
    assert (upload.refusal, upload.empty, upload.wrong) == ("empty", len(topics()), [])
    filled = data.decode("utf-8-sig").replace(";;\r\n", ";4;\r\n").replace(",,\r\n", ",4,\r\n")
    assert [line.code for line in read(filled.encode()).lines] == [topic.code for topic in topics()]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_needs_that_are_written_are_read_again(language: Any) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    words = ["=HYPERLINK(1)", 'GMP; "x", y', "@x", "'citaat'"]
    held = [Need(topic=one, code=None, asked=3, note="-1+2", uploaded_by="a", uploaded=now) for one in words]
    data = needs_file.written(held, language)
    assert [(line.topic, line.asked, line.note) for line in read(data).lines] == [(one, 3, "-1+2") for one in words]
    parted = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";" if language == "nl" else ",")
    cells = [cell for row in parted for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


TOPICS: list[tuple[str, str | None]] = [
    ("gmp_quality", "gmp_quality"), ("GMP en kwaliteit", "gmp_quality"), ("gmp AND  quality", "gmp_quality"),
    ("GMP", "gmp_quality"), ("iets met GMP voor nieuwelingen", "gmp_quality"), ("Clean room", "cleanroom"),
    ("cleanrom en aseptisch werken", "cleanroom"), ("Labtechnieken", "lab_techniques"),
    ("laboratorium technieken", "lab_techniques"), ("Stralingsveilighied", "radiation_safety"),
    ("Talen", "languages"), ("timemanagement", "time_management"), ("Lassen", None), ("", None), ("x", None),
    ("vegetarisch koken", None), ("a" * 10_000, None), ("(((", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code"), TOPICS, ids=[words[:30] or "empty" for words, _ in TOPICS])
def test_words_are_matched_to_topics(words: str, code: str | None) -> None:
    assert topic_of(words) == code


@pytest.mark.parametrize("topic", topics(), ids=[topic.code for topic in topics()])
def test_every_topic_is_found_by_its_code_and_labels(topic: Any) -> None:
    assert {topic_of(words) for words in (topic.code, topic.nl, topic.en, topic.nl.upper())} == {topic.code}
