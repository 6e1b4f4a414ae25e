"""Words and the runs that they name."""

from __future__ import annotations

from datetime import date

import pytest

from normalize.course import Session
from normalize.values.dates import read_dates

SEEN = date(2026, 11, 20)


def shown(session: Session) -> str:
    """Write a run shortly: start, end, status, last day to enrol; words where the year is open."""
    start = session.start or f"? {session.text}"
    parts = [start if session.end is None else f"{start}..{session.end}", session.status or ""]
    parts.append(f"enrol {session.enrol_until}" if session.enrol_until else "")
    return " ".join(part for part in parts if part)


RUNS = [
    # ranges
    ("20 January - 7 February 2020", ["2020-01-20..2020-02-07"]),
    ("9 t/m 11 mei 2027", ["2027-05-09..2027-05-11"]),
    ("9-11 mei 2027", ["2027-05-09..2027-05-11"]),
    ("9 tot en met 11 mei 2027", ["2027-05-09..2027-05-11"]),
    ("van 9 tot 11 mei 2027", ["2027-05-09..2027-05-11"]),
    ("28 September 2020 – 16 October 2020", ["2020-09-28..2020-10-16"]),
    ("15 december - 10 januari 2027", ["2026-12-15..2027-01-10"]),
    ("tussen 8 april en 22 april 2027", ["2027-04-08..2027-04-22"]),
    ("Oct 24 – Nov 11, 2011", ["2011-10-24..2011-11-11"]),
    ("March 4-6, 2027", ["2027-03-04..2027-03-06"]),
    ("9th to 13th of March 2026", ["2026-03-09..2026-03-13"]),
    ("donderdag 8 t/m vrijdag 9 april 2027", ["2027-04-08..2027-04-09"]),
    ("Startdatum: 5 mei 2027\nEinddatum: 9 juni 2027", ["2027-05-05..2027-06-09"]),
    ("Start: 5 May 2027, End: 9 May 2027", ["2027-05-05..2027-05-09"]),
    ("The course starts on 2 November 2026 and ends on 7 December 2026.", ["2026-11-02..2026-12-07"]),
    (
        "start op 3 maart 2027 om 9.00 uur en eindigt op 5 maart 2027 om 14.00 uur",
        ["2027-03-03T09:00+01:00..2027-03-05T14:00+01:00"],
    ),
    (
        "start op 3 maart 2027 van 19.00 tot 21.30 uur en eindigt op 12 mei 2027",
        ["2027-03-03T19:00+01:00..2027-05-12T21:30+02:00"],
    ),
    ("begint op maandag 1 maart en eindigt vijf dagen later op zaterdag 6 maart 2027", ["2027-03-01..2027-03-06"]),
    (
        "starts Monday morning March 1st and ends five days later on Saturday afternoon March 6th 2027",
        ["2027-03-01..2027-03-06"],
    ),
    ("12-14/01/2027", ["2027-01-12..2027-01-14"]),
    ("13-14-15 januari 2027", ["2027-01-13..2027-01-15"]),
    ("13/01, 10/02 en 27/04/2027", ["2027-01-13", "2027-02-10", "2027-04-27"]),
    ("De cursus start op 12 januari 2027 i.p.v. 5 januari 2027", ["2027-01-12"]),
    ("Start in oktober 2027 en afsluiting in juni 2028", ["2027-10..2028-06"]),
    ("1 t/m 5 februari en 8 t/m 12 februari 2027", ["2027-02-01..2027-02-05", "2027-02-08..2027-02-12"]),
    ("1-5 februari of 8-12 maart 2027", ["2027-02-01..2027-02-05", "2027-03-08..2027-03-12"]),
    # several runs, and one run of several days
    ("5 April, 9 May, 5 June 2023", ["2023-04-05", "2023-05-09", "2023-06-05"]),
    ("Start dates 2023: 11 April, 7 September, 6 November", ["2023-04-11", "2023-09-07", "2023-11-06"]),
    ("Startdata: 5, 12 en 19 mei 2027", ["2027-05-05", "2027-05-12", "2027-05-19"]),
    ("9 & 10 April, 14, 15 en 16 mei 2024", ["2024-04-09..2024-04-10", "2024-05-14..2024-05-16"]),
    ("Block A on 9 & 10 April, Block B on 14, 15 & 16 May 2024", ["2024-04-09..2024-05-16"]),
    ("5, 12, 19 en 26 mei 2027", ["2027-05-05..2027-05-26"]),
    ("14, 21 en 28 januari en 4, 11 en 18 februari 2027", ["2027-01-14..2027-02-18"]),
    ("12, 19 en 26 februari, 5 en 12 maart 2027", ["2027-02-12..2027-03-12"]),
    ("19 januari, 2 en 16 februari, 2 en 16 maart 2027", ["2027-01-19..2027-03-16"]),
    ("17 december 2026, 7 en 21 januari 2027", ["2026-12-17..2027-01-21"]),
    ("9 en 16 januari, 6 en 13 februari 2027", ["2027-01-09..2027-01-16", "2027-02-06..2027-02-13"]),
    ("9 en 16 maart of 23 en 30 maart 2027", ["2027-03-09..2027-03-16", "2027-03-23..2027-03-30"]),
    ("8/9 april 2027", ["2027-04-08..2027-04-09"]),
    ("maandag 12 en dinsdag 13 april 2027", ["2027-04-12..2027-04-13"]),
    ("5 april of 12 april 2027", ["2027-04-05", "2027-04-12"]),
    ("ma 3 mei 2027\nwo 12 mei 2027", ["2027-05-03", "2027-05-12"]),
    ("Dag 1: 5 april 2027, dag 2: 12 april 2027", ["2027-04-05..2027-04-12"]),
    ("bijeenkomst 1: 5 april 2027\nbijeenkomst 2: 12 mei 2027", ["2027-04-05..2027-05-12"]),
    ("Lesdagen: 5 april, 6 mei en 19 juni 2027", ["2027-04-05..2027-06-19"]),
    ("Data: 8 april, 15 april, 22 april 2027", ["2027-04-08..2027-04-22"]),
    ("Data 2027: 8 april, 17 juni, 14 oktober", ["2027-04-08", "2027-06-17", "2027-10-14"]),
    ("April 4, 5 and 6, 2023", ["2023-04-04..2023-04-06"]),
    (
        "Groep A: 2, 9 en 16 maart 2027\nGroep B: 4, 11 en 18 mei 2027",
        ["2027-03-02..2027-03-16", "2027-05-04..2027-05-18"],
    ),
    ("Leiden: 2 maart 2027; Utrecht: 9 maart 2027", ["2027-03-02", "2027-03-09"]),
    # writing
    ("Monday, August 27, 2018", ["2018-08-27"]),
    ("1st of June 2027", ["2027-06-01"]),
    ("June 1st, 2027", ["2027-06-01"]),
    ("1e juni 2027", ["2027-06-01"]),
    ("1ste juni 2027", ["2027-06-01"]),
    ("do 12 nov '26", ["2026-11-12"]),
    ("9 mrt. 2026", ["2026-03-09"]),
    ("Datum9 maart 2026Locatie Leiden", ["2026-03-09"]),
    ("9\u00a0maart\u00ad 2026", ["2026-03-09"]),
    ("04-12-2025", ["2025-12-04"]),
    ("4/12/2025", ["2025-12-04"]),
    ("4.12.2025", ["2025-12-04"]),
    ("2025-12-04", ["2025-12-04"]),
    ("20270112", ["2027-01-12"]),
    ("12/25/2025", ["2025-12-25"]),
    ("12/04/2025, 1 p.m. - 5 p.m.", ["2025-12-04T13:00+01:00..2025-12-04T17:00+01:00"]),
    # open dates
    ("September 2027", ["2027-09"]),
    ("mei - juni 2027", ["2027-05..2027-06"]),
    ("mei/juni 2027", ["2027-05", "2027-06"]),
    ("najaar 2027", ["2027-23"]),
    ("in het voorjaar van 2027", ["2027-21"]),
    ("winter 2026/2027", ["2026-24"]),
    ("Q1 2027", ["2027-01..2027-03"]),
    ("tweede kwartaal van 2027", ["2027-04..2027-06"]),
    ("tweede helft 2027", ["2027-07..2027-12"]),
    ("collegejaar 2026-2027", ["2026..2027"]),
    ("in 2027", ["2027"]),
    ("startdatum 8 september", ["? 8 september"]),
    ("Sept 28 – Oct 16", ["? Sept 28 – Oct 16"]),
    ("2 x per jaar in maart & in september", ["? maart", "? september"]),
    # times
    ("4 april 2027 @ 13:00 - 16:00", ["2027-04-04T13:00+02:00..2027-04-04T16:00+02:00"]),
    ("Tuesday 21 February, 2017, 4pm – 5 pm", ["2017-02-21T16:00+01:00..2017-02-21T17:00+01:00"]),
    ("4 May 2027 from 9:00 AM to 5:00 PM", ["2027-05-04T09:00+02:00..2027-05-04T17:00+02:00"]),
    ("9 mei 2027 van 9 tot 17 uur", ["2027-05-09T09:00+02:00..2027-05-09T17:00+02:00"]),
    ("9 mei 2027, 09.30 – 12.30 uur", ["2027-05-09T09:30+02:00..2027-05-09T12:30+02:00"]),
    ("9 mei 2027 9h-17h", ["2027-05-09T09:00+02:00..2027-05-09T17:00+02:00"]),
    ("9 mei 2027 07:00u", ["2027-05-09T07:00+02:00"]),
    ("9 mei 2027 om 19.30 uur", ["2027-05-09T19:30+02:00"]),
    ("9 mei 2027 Aanvang: 19.00 uur Einde: 21.30 uur", ["2027-05-09T19:00+02:00..2027-05-09T21:30+02:00"]),
    ("9 mei 2027, inloop 9:00, start 9:30", ["2027-05-09T09:30+02:00"]),
    ("29 September 2023 18:30 - 01:00", ["2023-09-29T18:30+02:00..2023-09-30T01:00+02:00"]),
    (
        "Thursday 18 June 2020 09:30hrs to Friday 19 June 2020 17:00hrs",
        ["2020-06-18T09:30+02:00..2020-06-19T17:00+02:00"],
    ),
    ("3 februari t/m 26 mei 2027 (woensdag 19.00-21.30)", ["2027-02-03T19:00+01:00..2027-05-26T21:30+02:00"]),
    (
        "13 februari en 4 maart 2027, 13.00 - 17.00 uur",
        ["2027-02-13T13:00+01:00..2027-02-13T17:00+01:00", "2027-03-04T13:00+01:00..2027-03-04T17:00+01:00"],
    ),
    ("2026-11-05T09:00:00+01:00", ["2026-11-05T09:00+01:00"]),
    ("2026-11-05T08:00:00Z/2026-11-06T16:00:00Z", ["2026-11-05T09:00+01:00..2026-11-06T17:00+01:00"]),
    ("2026-11-05T00:00:00+01:00", ["2026-11-05"]),
    # status and enrolment
    ("5 juli 2027 (vol)", ["2027-07-05 full"]),
    ("5 juli 2027 (geannuleerd), 6 augustus 2027 (nog 3 plaatsen)", ["2027-07-05 cancelled", "2027-08-06 open"]),
    ("VOL: 5 mei 2027", ["2027-05-05 full"]),
    ("10-14 May 2027 (fully booked); 8-12 November 2027", ["2027-05-10..2027-05-14 full", "2027-11-08..2027-11-12"]),
    ("3 maart 2027 full day", ["2027-03-03"]),
    ("9-11 mei 2027, aanmelden tot 1 april 2027", ["2027-05-09..2027-05-11 enrol 2027-04-01"]),
    ("9-11 mei 2027 (inschrijven kan t/m 1 april)", ["2027-05-09..2027-05-11 enrol 2027-04-01"]),
    ("15 januari 2027 (inschrijven t/m 1 december)", ["2027-01-15 enrol 2026-12-01"]),
    (
        "5 april 2027 (aanmelden tot 1 maart 2027)\n9 mei 2027 (aanmelden tot 1 april 2027)",
        ["2027-04-05 enrol 2027-03-01", "2027-05-09 enrol 2027-04-01"],
    ),
    ("Meld je aan voor de training op 5 mei 2027", ["2027-05-05"]),
]


@pytest.mark.parametrize(("words", "expected"), RUNS)
def test_runs(words: str, expected: list[str]) -> None:
    assert [shown(session) for session in read_dates(words).sessions] == expected


NO_RUNS = [
    "elke dinsdag",
    "maandag",
    "12 dagdelen",
    "€ 1.295",
    "071-527 2727",
    "06-12-34-56-78",
    "B 2.03",
    "v2.1.2027",
    "24/7",
    "Op werkdagen van 9.00 tot 17.00 uur",
    "Gepubliceerd op 4 mei 2026",
    "Laatste wijziging: 3 maart 2026",
    "Last Modified: 06-01-2015",
    "Versie 1.8: 24 - 02 - 2023",
    "Stcrt. 2014, 12 mei 2014",
    "Op 18 december 2014 is de wet van kracht geworden",
    "mei 24, 2008, 16:48:04 PM",
    "© 2026 Voorbeeld",
    "Geboren op 3 maart 1970",
    "Accreditatie geldig t/m 31-12-2027",
    "Early bird tot 1 maart 2027: € 350",
    "Registration deadline is set on 15 May 2020.",
    "inschrijfformulier (beschikbaar van 16 november 2020 t/m 15 januari 2021)",
    "Inschrijving opent op 1 maart 2027",
    "30 februari 2027",
    "31-04-2027",
    "31 juni t/m 5 juli 2027",
    "Examen: 12 mei 2027",
    "Open dag 3 maart 2027",
    "Summer school 2027",
    "You may use the room",
    "3046 NJ Rotterdam",
    "",
]


@pytest.mark.parametrize("words", NO_RUNS)
def test_no_runs(words: str) -> None:
    assert read_dates(words).sessions == []


STARTS = [
    ("in overleg", "on_request"),
    ("Startdatum: op aanvraag", "on_request"),
    ("prijs op aanvraag", "unknown"),
    ("doorlopend", "any_time"),
    ("U kunt op ieder moment starten", "any_time"),
    ("start any time", "any_time"),
    ("on demand", "any_time"),
    ("nader te bepalen", "unknown"),
    ("To be decided", "unknown"),
    ("Viermaal per jaar", "unknown"),
    ("9 mei 2027, daarna in overleg", "dated"),
    ("", "unknown"),
]


@pytest.mark.parametrize(("words", "start"), STARTS)
def test_start(words: str, start: str) -> None:
    assert read_dates(words).start == start


NOTES = [
    ("8 september", {}, ["? 8 september"], ["year_missing"]),
    ("8 september", {"year": 2027}, ["2027-09-08"], ["year_from_context"]),
    ("dinsdag 4 mei", {"seen": SEEN}, ["2027-05-04"], ["year_from_weekday"]),
    ("dinsdag 4 mei", {}, ["? dinsdag 4 mei"], ["year_missing"]),
    ("za 6/6", {"seen": SEEN}, ["2026-06-06"], ["year_from_weekday"]),
    ("6/6", {"seen": SEEN}, [], []),
    ("4 mei", {"seen": SEEN}, ["? 4 mei"], ["year_missing"]),
    ("zaterdag 4 april 2026 en donderdag 7 mei 2026", {}, ["2026-04-04", "2026-05-07"], []),
    ("donderdag 4 april 2026", {}, ["2026-04-04"], ["weekday_mismatch"]),
    ("11 mei 2027 - 9 mei 2027", {}, ["2027-05-11"], ["end_before_start"]),
    ("9 mei 2027 17:00 - 13:00", {}, ["2027-05-09T17:00+02:00"], ["end_before_start"]),
    ("12 november 2026, 14 januari", {}, ["2026-11-12", "? 14 januari"], ["year_missing"]),
    ("30 februari 2027", {}, [], ["invalid_date"]),
    ("Viermaal per jaar", {}, [], ["recurring"]),
    ("data volgen", {}, [], ["to_be_announced"]),
    (
        "starts in April 2024 … four training days. (Block A on 9 & 10 April, Block B on 14, 15 & 16 May in Breukelen)",
        {},
        ["2024-04-09..2024-05-16"],
        ["year_from_context", "announced_count_differs"],
    ),
]


@pytest.mark.parametrize(("words", "context", "expected", "notes"), NOTES)
def test_notes(words: str, context: dict[str, object], expected: list[str], notes: list[str]) -> None:
    found = read_dates(words, **context)  # type: ignore[arg-type]
    assert [shown(session) for session in found.sessions] == expected
    assert found.notes == notes


def test_days_hold_their_own_times() -> None:
    [session] = read_dates("Dag 1: 2 maart 2027 9:30-16:30\nDag 2: 9 maart 2027 9:30-12:30").sessions
    assert [(day.date, day.start, day.end) for day in session.days] == [
        ("2027-03-02", "09:30", "16:30"),
        ("2027-03-09", "09:30", "12:30"),
    ]


def test_days_share_the_times_behind_them() -> None:
    [session] = read_dates("3 en 4 maart 2027 telkens van 9.00 tot 17.00 uur").sessions
    assert [(day.date, day.start, day.end) for day in session.days] == [
        ("2027-03-03", "09:00", "17:00"),
        ("2027-03-04", "09:00", "17:00"),
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("aanmelden tot 1 mei 2027", "2027-05-01"),
        ("inschrijven vóór 1 mei 2027", "2027-05-01"),
        ("register before 1 May 2027", "2027-05-01"),
        ("The application deadline is 22 July, 2024", "2024-07-22"),
        ("Early bird registration deadline: 22 April 2023\nRegular registration deadline: 1 May 2023", "2023-05-01"),
        ("5 april 2027, 9 mei 2027. Aanmelden tot 1 maart 2027.", "2027-03-01"),
        ("1 mei 2027 is de uiterste inschrijfdatum", "2027-05-01"),
        ("Applications are open and registration ends on 7 January 2023", "2023-01-07"),
        ("Abstract submission deadline: 15 September 2027", None),
        ("Start date6 September 2027Apply before or on1 June 2027", "2027-06-01"),
        ("Start4 maart 2027Inschrijven t/m18 februari 2027", "2027-02-18"),
        ("Op 16 april 2027 sluiten we de inschrijving en delen we de groepen in.", "2027-04-16"),
        ("Cursus: 10 juni 2027. Laatste dag om in te schrijven: 27 mei 2027.", "2027-05-27"),
        ("9 mei 2027", None),
    ],
)
def test_enrol_until(words: str, day: str | None) -> None:
    assert read_dates(words).enrol_until == day


def test_times_without_a_date() -> None:
    assert read_dates("09.30 (tot ±12.30) uur").times == ("09:30", "12:30")
    assert read_dates("9 mei 2027 9:00 - 12:00").times is None


def test_text_is_literal() -> None:
    [session] = read_dates("Wanneer:  maandag\u00a09 –\n11 mei 2027, 9.00 uur").sessions
    assert session.text == "maandag 9 – 11 mei 2027, 9.00 uur"
    [session] = read_dates("2026-11-05T08:00:00Z").sessions
    assert session.text == "2026-11-05T08:00:00Z"
