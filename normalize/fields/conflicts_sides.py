"""The two sides of a contradiction, and the days and times in the words of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from normalize.course import Session
from normalize.fields import claims, prose
from normalize.fields.elsewhen import is_of_else
from normalize.fields.instances import iso_date
from normalize.page.text import cut, fold
from normalize.page.view import View
from normalize.values.date_items import may_name_date
from normalize.values.dates import read_dates
from normalize.values.moments import AMSTERDAM
from normalize.values.words import plain

Pairs = Iterator[tuple[str, str]]
"""The two sides of contradictions."""
MONTHS = 6
"""Months between two starts, at most, of which one is a mistake for the other."""
NEAR = 45
"""Days between two dates, at most, of which one is a mistake for the other and not another run."""
ENDING = re.compile(
    r"(?<=\d{4}),? (?:en|and) (?:eindigt|loopt|duurt|runs|ends|lasts|finishes) (?:tot |until |in |through )*(?=[a-z])",
    re.IGNORECASE,
)
"""Behind a start: until which month it goes on."""
PART_LINE = 90
"""Characters of such a label, and of the line under it."""
PART = re.compile(
    r"\W{0,3}(?:webinar|online|e-?learning|module|deel|part|blok|theorie|praktijk|intake|kennismaking|startweek)"
    r"[\w -]{0,25}(?:$|:)",
    re.IGNORECASE,
)
"""A label of a part of the course that has a day of its own."""
QUOTED = re.compile(
    r"(?:cursus|opleiding|training|workshop|module|lezing|course|lecture|class)\W{1,3}[‘“\"„«'’]+([A-Z][^’”\"»']{4,60})[’”\"»']"
)
"""A course with its name in quotes."""
OTHERS = re.compile(
    r"\b(?:andere?|overige|meer|alle|volgende|latere|verdere|other|more|all|following|further|later)\b", re.IGNORECASE
)
"""In a heading over other days."""


def quoted(first: str, second: str) -> str:
    """Quote the two sides of a contradiction."""
    return f"“{cut(' '.join(first.split()), 160)}” / “{cut(' '.join(second.split()), 160)}”"


def clock(moment: object) -> str | None:
    """Return the Dutch time of day of a moment; None where it has none."""
    iso = iso_date(moment)
    return datetime.fromisoformat(iso).astimezone(AMSTERDAM).strftime("%H:%M") if iso and "T" in iso else None


def days_in(words: str, view: View, year: int | None) -> list[str]:
    """Return the first days of the runs that words name to the day."""
    words = without_end(words)
    found = read_dates(words, year=year, seen=view.seen).sessions if may_name_date(plain(words)) else []
    return [session.start for session in found if session.start and session.precision == "day"]


def without_end(words: str) -> str:
    """Return a sentence up to where it goes on to say in which month the course ends."""
    return ENDING.split(words[: prose.MAX_SENTENCE], maxsplit=1)[0]


def days_between(one: str, two: str) -> int:
    """Count the days from one moment to another."""
    return (date.fromisoformat(two[:10]) - date.fromisoformat(one[:10])).days


def is_elsewhere(view: View, run: Session, words: str) -> bool:
    """Tell whether words name another day, or another month, than the run's, not far from it."""
    if run.start is None or not may_name_date(plain(words)):  # a day whose year nobody knows
        return False
    first, last = run.start[:10], (run.end or run.start)[:10]
    found = read_dates(without_end(words), year=int(first[:4]), seen=view.seen).sessions
    named = [(s.start[:10], (s.end or s.start)[:10]) for s in found if s.start and s.precision == run.precision]
    months = [s.start for s in found if s.start and s.precision == "month" and not s.end]
    if len(found) == len(months) == 1 and run.precision in ("day", "month") and not first <= months[0] <= last:
        apart = abs(int(months[0][:4]) * 12 + int(months[0][5:7]) - int(first[:4]) * 12 - int(first[5:7]))
        return 0 < apart <= MONTHS
    if run.precision != "day":
        return False
    if run.end is None and any(begin == first for begin, _ in named):
        return False  # one of several days
    for begin, end in named:
        near = abs(days_between(begin, first)) <= NEAR or _is_year_off(begin, first)
        if near and not (first <= begin and end <= last) and not (run.end is None and begin == first):
            return True
    return False


def _is_year_off(one: str, two: str) -> bool:
    """Tell whether two days are the same but for the year, which is the one before or after."""
    return one[4:] == two[4:] and abs(int(one[:4]) - int(two[:4])) == 1


def is_of_others(view: View, at: int) -> bool:
    """Tell whether a block stands where other days than those of this run are listed."""
    return is_of_else(view, at) or any(OTHERS.search(head) for head in view.heads(at))


def names_another(view: View, words: str) -> bool:
    """Tell whether words name a course in quotes that no title of the page has ("de cursus ‘Sterrenkunde’")."""
    named = QUOTED.search(words[: prose.MAX_SENTENCE])
    return named is not None and fold(named[1]) not in fold(" ".join(claims.titles(view)))


def is_of_part(view: View, words: str) -> bool:
    """Tell whether the day that words name is that which the page gives a part of the course ("Webinar 1: 2 maart")."""
    labelled = (n for n, block in enumerate(view.blocks) if len(block.text) <= PART_LINE and PART.match(block.text))
    told = [" ".join(block.text[:PART_LINE] for block in view.blocks[n : n + 2]) for n in labelled]
    days = days_in(words, view, None) if told else []
    return bool(days) and any(days[0][:10] == day[:10] for line in told for day in days_in(line, view, None))
