"""The words on a page that speak of when: under labels, in tables, in lists to choose from, on lines, in prose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from normalize.fields import prose
from normalize.fields.witness import Witness
from normalize.page.statements import Statement
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.date_words import PART
from normalize.values.dates import read_dates
from normalize.values.words import plain

YEAR = re.compile(r"\b(20[0-4]\d)\b")
SPAN = re.compile(r"\b(20[0-4]\d) ?[-/–] ?((?:20)?\d\d)\b(?![-/–]\d)")
"""Two years that may be an academic year."""
TERM = re.compile(r"\b(?:semester|trimester|studiejaar|collegejaar|academic year|lesjaar|schooljaar)", re.IGNORECASE)
"""A part of an academic year."""
PROGRAMME = re.compile(r"programm?a?|programme|schedule|rooster|indeling|opzet|timetable|dagindeling", re.IGNORECASE)
"""A heading above the programme of the days."""
LINE = 90
"""A line that is nothing but a date has fewer characters."""
MEETINGS = 3
"""Lines from which on numbered meetings count as one run."""
MAX_MEETINGS = 40
"""Lines of meetings that are read."""
Words = Iterator[tuple[str, Witness, str | None]]
"""Words on dates, their witness, and the place that stands beside them."""


def labelled(view: View) -> Words:
    """Yield the words on dates that stand under a label, in a table or in a list to choose from."""
    statements = [s for s in view.under("sessions", "times") if not is_programme(view, s)]
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
                Witness(words, "table", statement.meaning.year or year_above(view, statement.blocks[0])),
                place,
            )
    yield from _options(view)


def spoken(view: View) -> Words:
    """Yield the words on dates in headings, on lines of their own, and in prose up to the first that name days."""
    for block in view.blocks:
        if block.level and YEAR.search(block.text) and prose.may_speak_of("sessions", block.text) and block.level <= 3:
            yield block.text, Witness(block.text, "heading"), None
    meetings = list(_meeting_lines(view))
    yield from meetings or lines(view)
    begun: int | None = None
    for sentence in view.sentences:
        if begun is not None and sentence.block > begun + 1:
            return
        if re.search(r"\d", sentence.text) and prose.speaks_of("sessions", sentence.text):
            begun = sentence.block if begun is None and _names_day(sentence.text) else begun
            yield sentence.text, Witness(sentence.text, "text", year_above(view, sentence.block)), None


def _names_day(text: str) -> bool:
    """Tell whether a sentence names a day at all."""
    return bool(read_dates(text[: prose.MAX_SENTENCE]).sessions)


def _options(view: View) -> Words:
    """Lines of a list of dates that one chooses from."""
    for block in view.blocks:
        if block.tag == "option":
            yield block.text, Witness(block.text, "label"), None


def lines(view: View) -> Words:
    """Lines that are nothing but a date: in a card, or close to the page's title."""
    top = next((n for n, block in enumerate(view.blocks) if block.level == 1), 0)
    for n, block in enumerate(view.blocks):
        if len(block.text) >= LINE or not (view.part or top - 4 <= n <= top + 8):
            continue
        free = view.part and prose.may_speak_of("date_line", block.text)  # "Training 4 March 2027" on a card
        if (free or prose.speaks_of("date_line", block.text)) and not _is_publication(view, block.text):
            yield block.text, Witness(block.text, "heading" if block.level else "text", block.year), None


def _meeting_lines(view: View) -> Words:
    """Lines that follow each other and number the meetings of one course ("24-03-2027 les 1", "21-04-2027 les 2")."""
    group: list[str] = []
    for block in [*view.blocks, None]:
        if block is not None and len(block.text) < LINE and not block.level and _is_meeting(block.text):
            group.append(block.text)
            continue
        numbers = [{m[0] for m in PART.finditer(plain(line))} for line in group]
        numbered = len(group) >= MEETINGS or all(numbers)
        if numbered and len(set().union(*numbers)) >= 2:
            words = "\n".join(group[:MAX_MEETINGS])
            yield words, Witness(words, "text"), None
        group = []


def _is_meeting(text: str) -> bool:
    """Tell whether a line is a date, with or without the number of a meeting before it."""
    if not any(sign.isdigit() for sign in text):
        return False
    if prose.speaks_of("date_line", text):
        return True
    number = PART.match(plain(text))
    return bool(number) and prose.speaks_of("date_line", text[number.end() if number else 0 :])


def _is_publication(view: View, text: str) -> bool:
    """Tell whether a date is the day on which the page was published, changed or shown."""
    meta = view.embedded.meta
    stamps = {meta.get(f"article:{kind}_time", "")[:10] for kind in ("published", "modified")}
    stamps |= {
        thing.text(key)[:10] for thing in view.embedded.of(*ARTICLES) for key in ("datePublished", "dateModified")
    }
    if view.seen:
        stamps.add(view.seen.isoformat())
    found = read_dates(text, seen=view.seen).sessions
    return any((session.start or "-")[:10] in stamps for session in found)


ARTICLES = ("Article", "NewsArticle", "BlogPosting", "WebPage")
"""schema.org types that carry a day of publication."""


def _flat(view: View, flat: list[Statement]) -> Words:
    """Labels with their value: start, end and times that stand apart belong together."""
    split = [s for s in flat if fold(s.label) in START or fold(s.label) in END]
    starts = [s for s in split if fold(s.label) in START]
    ends = [s for s in split if fold(s.label) in END]
    times = [s for s in flat if s.meaning.fields == ("times",)]
    joined: set[int] = {id(end) for end in ends} if starts else set()  # an end is never a run of its own
    for number, start in enumerate(starts[: len(ends)]):
        words = f"{start.lines[0]} – {ends[number].lines[0]}"
        joined.add(id(start))
        yield words, Witness(words, start.method, start.meaning.year), None
    for statement in flat:
        if id(statement) in joined or statement.meaning.fields == ("times",):
            continue
        words = statement.text
        if times and len(times) == 1 and not re.search(r"\d[:.]\d\d", words):
            words = f"{words}, {times[0].lines[0]}"
        year = statement.meaning.year or (year_above(view, statement.blocks[0]) if statement.blocks else None)
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


def is_programme(view: View, statement: Statement) -> bool:
    """Tell whether a label heads the programme of one day, not the runs."""
    if not statement.blocks:
        return False
    above = view.blocks[statement.blocks[0]].headings
    return bool(statement.row) and any(PROGRAMME.search(heading) for heading in above[1:])


def academic_year(view: View, words: str) -> str:
    """Return the page's only academic year ("2027-2028") for words that name a part of one, else ""."""
    if not TERM.search(words) or YEAR.search(words) or not _names_day(words):
        return ""
    spans = {
        found[0]
        for block in view.blocks
        for found in SPAN.finditer(block.text)
        if int(found[1]) + 1 == int(found[2]) % 100 + 2000
    }
    return spans.pop() if len(spans) == 1 else ""


def year_above(view: View, at: int) -> int | None:
    """Find a year in the headings above a block, the nearest first."""
    for heading in reversed(view.blocks[at].headings):
        years = set(YEAR.findall(heading))
        if len(years) == 1:
            return int(years.pop())
    return None
