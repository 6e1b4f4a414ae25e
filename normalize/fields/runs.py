"""When the course is given: its runs, from labels, tables, headings and prose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from normalize.course import Day, Duration, Session, Start
from normalize.fields import prose, texts
from normalize.fields.meetings import open_ends, unite_lines, unite_meetings, unite_parts, unite_range
from normalize.fields.texts import place_words
from normalize.fields.witness import Witness
from normalize.page.statements import Statement
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.dates import Dates, read_dates

MAX_SESSIONS = 200
"""Runs kept of a page."""
MAX_WORDS = 2000
"""Characters handed to the date reader at once."""
YEAR = re.compile(r"\b(20[0-4]\d)\b")
PROGRAMME = re.compile(r"programm?a?|programme|schedule|rooster|indeling|opzet|timetable|dagindeling", re.IGNORECASE)


class Runs(msgspec.Struct, kw_only=True):
    """What the page says about when."""

    sessions: list[Session] = []
    """Its runs."""
    start: Start = "unknown"
    """dated; on_request; any_time; unknown."""
    witness: Witness | None = None
    """The words."""
    notes: list[tuple[str, str]] = []
    """Codes of the date reader that tell of a contradiction, with the words."""


def read_runs(view: View, duration: Duration | None) -> Runs:
    """Find the runs of the course."""
    runs = Runs()
    for words, witness, place in _labelled(view):
        _read(view, runs, words, witness, place, duration)
    if not any(s.start for s in runs.sessions) and runs.start == "unknown":
        for words, witness, place in _spoken(view):
            _read(view, runs, words, witness, place, duration)
    if not runs.sessions and runs.start == "unknown":
        _embedded(view, runs)
    if not runs.sessions and runs.start == "unknown":
        for sentence in prose.on(view, "on_request")[:3]:
            start = read_dates(sentence.text[: prose.MAX_SENTENCE]).start
            if start in ("on_request", "any_time"):
                runs.start, runs.witness = start, Witness(sentence.text, "text")
                break
    runs.sessions = unite_meetings(runs.sessions, duration)
    open_ends(runs.sessions, duration)
    _deadlines(view, runs)
    _programme_days(view, runs)
    if any(s.start for s in runs.sessions):
        runs.start = "dated"
    runs.sessions.sort(key=lambda s: (s.start is None, s.start or "", s.end or "", s.location or ""))
    del runs.sessions[MAX_SESSIONS:]
    return runs


def _read(view: View, runs: Runs, words: str, witness: Witness, place: str | None, duration: Duration | None) -> None:
    """Read the dates of one witness; what prose named before tells the year of what follows."""
    year = witness.year
    if year is None and witness.method == "text":
        year = next((int(s.start[:4]) for s in runs.sessions if s.start), None)
    named = f"{witness.label.rstrip(' :')}: {words}" if witness.label else words
    dates = read_dates(named[:MAX_WORDS], year=year, seen=view.seen)
    dates.sessions = unite_range(dates.sessions, words)
    if prose.speaks_of("parts", words):
        dates.sessions = unite_parts(dates.sessions)
    dates.sessions = unite_lines(dates.sessions, words, duration)
    runs.notes += [(note, words) for note in dates.notes if note in CONTRADICTIONS]
    _add(runs, dates, witness, place)


CONTRADICTIONS = ("weekday_mismatch", "end_before_start", "announced_count_differs")
"""Notes of the date reader by which a page contradicts itself."""


def _add(runs: Runs, dates: Dates, witness: Witness, place: str | None) -> None:
    """Add what one witness says to what others said before."""
    before = list(runs.sessions)
    _place_beside(dates.sessions, witness.text)
    towns = texts.towns_in(witness.text) if len(dates.sessions) == 1 else set()
    for session in dates.sessions:
        session.location = (
            session.location or place or (texts.TOWN.findall(witness.text)[0] if len(towns) == 1 else None)
        )
        if dates.enrol_until and not session.enrol_until:
            session.enrol_until = dates.enrol_until
        if session.start is None and any(other.start for other in before):
            continue
        if not any(_same(session, other) for other in before):
            runs.sessions = [
                o for o in runs.sessions if o not in before or not (_within(o, session) or _vague(o, session))
            ]
            runs.sessions.append(session)
            runs.witness = runs.witness or witness
    if dates.start in ("on_request", "any_time") and runs.start == "unknown":
        runs.start = dates.start
        runs.witness = runs.witness or witness


def _place_beside(sessions: list[Session], words: str) -> None:
    """Give each run the town that stands on its line, or on the line after it."""
    lines = words.split("\n")
    if len(lines) < 2 or len(sessions) < 2:
        return
    at = [
        next((n for n, line in enumerate(lines) if s.text and " ".join(s.text.split()[:4]) in line), None)
        for s in sessions
    ]
    for session, begin, following in zip(sessions, at, [*at[1:], None], strict=True):
        if begin is not None and not session.location:
            until = following if following is not None and following > begin else begin + 3
            towns = list(dict.fromkeys(texts.TOWN.findall(" ".join(lines[begin:until]))))
            session.location = towns[0] if len(towns) == 1 else None


def _same(new: Session, known: Session) -> bool:
    """Tell whether a run that another witness names is one that is known, or a day of it."""
    if not new.start or not known.start:
        return new.text == known.text
    if new.location and known.location and _apart(new.location, known.location):
        return False
    if new.precision != "day":
        return known.start.startswith(new.start[:7] if new.precision == "month" else new.start[:4])
    same = _span(new) == _span(known)
    if same and "T" in new.start and "T" not in known.start:
        known.start, known.end, known.days = new.start, new.end, new.days or known.days
    return same or _within(new, known)


def _apart(one: str, two: str) -> bool:
    """Tell whether two places are different ones: other towns, or other names altogether."""
    first, second = fold(one), fold(two)
    if first in second or second in first:
        return False
    towns = texts.towns_in(one), texts.towns_in(two)
    return towns[0].isdisjoint(towns[1]) if all(towns) else not any(towns)


def _vague(known: Session, new: Session) -> bool:
    """Tell whether another witness gives the date that was left open before."""
    if known.start is None or new.start is None:
        return known.start is None and new.start is not None
    return known.precision in ("month", "year") and new.precision == "day" and new.start.startswith(known.start)


def _within(inner: Session, outer: Session) -> bool:
    """Tell whether one run lies within the days of another, longer one."""
    if not inner.start or not outer.start or inner.precision != "day" or outer.precision != "day":
        return False
    (first, last), (begin, end) = _span(inner), _span(outer)
    return begin <= first and last <= end and (first, last) != (begin, end)


def _span(session: Session) -> tuple[str, str]:
    start = (session.start or "")[:10]
    return start, (session.end or start)[:10]


Words = Iterator[tuple[str, Witness, str | None]]
"""Words on dates, their witness, and the place that stands beside them."""


def _labelled(view: View) -> Words:
    """Yield the words on dates that stand under a label, in a table or in a list to choose from."""
    statements = [s for s in view.under("sessions", "times") if not _is_programme(view, s)]
    rows: dict[tuple[int, int], list[Statement]] = defaultdict(list)
    for statement in view.statements:
        if statement.row:
            rows[statement.row].append(statement)
    seen_rows: set[tuple[int, int]] = set()
    flat = [s for s in statements if not s.row]
    if flat:
        yield from _flat(view, flat)
    for statement in statements:
        if statement.row and statement.row not in seen_rows:
            seen_rows.add(statement.row)
            cells = rows[statement.row]
            words = " ".join(
                s.text
                for s in cells
                if {"sessions", "times", "enrol_until"} & set(s.meaning.fields) or "other" in s.meaning.fields
            )
            place = next((s.text for s in cells if "location" in s.meaning.fields), None)
            yield (
                words,
                Witness(words, "table", statement.meaning.year or _year_above(view, statement.blocks[0])),
                place,
            )
    yield from _options(view)


def _spoken(view: View) -> Words:
    """Yield the words on dates in headings, on lines of their own, and in prose up to the first that name days."""
    for block in view.blocks:
        if block.level and YEAR.search(block.text) and prose.may_speak_of("sessions", block.text) and block.level <= 3:
            yield block.text, Witness(block.text, "heading"), None
    yield from _lines(view)
    begun: int | None = None
    for sentence in view.sentences:
        if begun is not None and sentence.block > begun + 1:
            return
        if re.search(r"\d", sentence.text) and prose.speaks_of("sessions", sentence.text):
            begun = sentence.block if begun is None and _names_day(sentence.text) else begun
            yield sentence.text, Witness(sentence.text, "text", _year_above(view, sentence.block)), None


def _names_day(text: str) -> bool:
    """Tell whether a sentence names a day at all."""
    return bool(read_dates(text[: prose.MAX_SENTENCE]).sessions)


def _options(view: View) -> Words:
    """Lines of a list of dates that one chooses from."""
    for block in view.blocks:
        if block.tag == "option":
            yield block.text, Witness(block.text, "label"), None


def _lines(view: View) -> Words:
    """Lines that are nothing but a date: in a card, or close to the page's title."""
    top = next((n for n, block in enumerate(view.blocks) if block.level == 1), 0)
    for n, block in enumerate(view.blocks):
        near = view.part or top - 4 <= n <= top + 8
        if near and len(block.text) < 90 and prose.speaks_of("date_line", block.text):
            yield block.text, Witness(block.text, "heading" if block.level else "text", block.year), None


def _flat(view: View, flat: list[Statement]) -> Words:
    """Labels with their value: start, end and times that stand apart belong together."""
    split = [s for s in flat if fold(s.label) in START or fold(s.label) in END]
    starts = [s for s in split if fold(s.label) in START]
    ends = [s for s in split if fold(s.label) in END]
    times = [s for s in flat if s.meaning.fields == ("times",)]
    joined: set[int] = set()
    if len(starts) == len(ends) and starts:
        for start, end in zip(starts, ends, strict=True):
            words = f"{start.lines[0]} – {end.lines[0]}"
            joined |= {id(start), id(end)}
            yield words, Witness(words, start.method, start.meaning.year), None
    for statement in flat:
        if id(statement) in joined or statement.meaning.fields == ("times",):
            continue
        words = statement.text
        if times and len(times) == 1 and not re.search(r"\d[:.]\d\d", words):
            words = f"{words}, {times[0].lines[0]}"
        year = statement.meaning.year or (_year_above(view, statement.blocks[0]) if statement.blocks else None)
        year = year or next((view.blocks[n].year for n in statement.blocks if view.blocks[n].year), None)
        yield words, Witness(words, statement.method, year, statement.label), None


START = {
    "van",
    "vanaf",
    "from",
    "startdatum",
    "start date",
    "begindatum",
    "start",
    "begin",
    "begins",
    "starts",
    "start time",
}
END = {"tot", "tot en met", "t m", "until", "to", "einddatum", "end date", "eind", "end", "einde"}


def _is_programme(view: View, statement: Statement) -> bool:
    """Tell whether a label heads the programme of one day, not the runs."""
    if not statement.blocks:
        return False
    above = view.blocks[statement.blocks[0]].headings
    return bool(statement.row) and any(PROGRAMME.search(heading) for heading in above[1:])


def _year_above(view: View, at: int) -> int | None:
    """Find a year in the headings above a block, the nearest first."""
    for heading in reversed(view.blocks[at].headings):
        years = set(YEAR.findall(heading))
        if len(years) == 1:
            return int(years.pop())
    return None


def _programme_days(view: View, runs: Runs) -> None:
    """Fill in the meeting days of the only run from the programme: its table, or its headings."""
    dated = [s for s in runs.sessions if s.start and s.precision == "day"]
    if len(dated) != 1 or dated[0].days or not dated[0].end:
        return
    run, (first, last) = dated[0], _span(dated[0])
    lines = [s.text for s in view.under("sessions") if _is_programme(view, s)]
    lines += [b.text for b in view.blocks if b.level and PROGRAMME.search(b.text) and re.search(r"\d", b.text)]
    days: dict[str, Day] = {}
    for line in lines[:60]:
        for session in read_dates(line[:300], year=int(first[:4]), seen=view.seen).sessions:
            day = (session.start or "")[:10]
            if session.precision == "day" and first <= day <= last and not session.end:
                days[day] = Day(date=day)
    if len(days) >= 2:
        run.days = [days[day] for day in sorted(days)]


def _deadlines(view: View, runs: Runs) -> None:
    """Fill in the last day to enrol, where the page names one for its only run."""
    dated = [s for s in runs.sessions if s.start]
    if len(dated) != 1 or dated[0].enrol_until:
        return
    year = int(dated[0].start[:4]) if dated[0].start else None
    for statement in view.under("enrol_until"):
        found = read_dates(f"{statement.label.rstrip(' :')}: {statement.text[:300]}", year=year, seen=view.seen)
        until = found.enrol_until or next((s.start for s in found.sessions if s.start and s.precision == "day"), None)
        if until:
            dated[0].enrol_until = until[:10]
            return


def _embedded(view: View, runs: Runs) -> None:
    """Take the runs of the embedded data where the page itself shows none."""
    thing = view.thing
    if thing is None:
        return
    instances = [i for i in thing.many("hasCourseInstance") if isinstance(i, dict)] or [thing.data]
    for instance in instances[:MAX_SESSIONS]:
        start, end = (iso_date(instance.get(key)) for key in ("startDate", "endDate"))
        if not start:
            continue
        status = str(instance.get("eventStatus") or "").lower()
        runs.sessions.append(
            Session(
                start=start, end=end if end != start else None, location=place_words(instance.get("location")) or None,
                status="cancelled" if "cancel" in status else None, text=" – ".join(x for x in (start, end) if x),
            )
        )  # fmt: skip
        runs.witness = runs.witness or Witness(start, thing.syntax)


def iso_date(value: object) -> str | None:
    """Return an ISO date, with its time where it is more than midnight's filling."""
    found = re.match(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?", str(value or ""))
    if not found or not "2000" < found[1] < "2050":
        return None
    if found[2] in (None, "00:00", "23:59") or not found[3]:
        return found[1]
    return f"{found[1]}T{found[2]}:00{'+00:00' if found[3] == 'Z' else found[3]}"
