"""Which times of day belong to which day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from normalize.values.date_atoms import Item
from normalize.values.date_words import EVERY_DAY, PART
from normalize.values.hours import NUMBERED, read_hours
from normalize.values.times import Times

STOP = re.compile(r"[;|•]|[!?](?= )|(?<!\bstcrt)(?<!\bnr)(?<!\bca)(?<!\bi\.p\.v)\.(?= )|(?<!:)\n")
"""Ends a clause."""
BEGINS = re.compile(r"\b(?:aanvang|start\w*|begin\w*)(?: is)?\W*(?:om |at )?$")
"""Right before a time of day: the meetings begin then."""
_BEGINS_ALL = re.compile(
    r"[.;] (?:(?:we|wij|de (?:\w+ )?(?:lessen|dagen|bijeenkomsten|cursusdagen|avonden)|alle \w+) (?:beginnen|starten)"
    r"|(?:the )?(?:course days|days|sessions|classes|we) (?:start|begin))\b[^.;]{0,20}$"
)
"""Between a day and a time: a sentence on when the meetings begin, all of them."""
_NUMBERED = re.compile(r"(?:\n|[.;] )([^.;\n]{3,20})$")
"""The words between the end of a line or sentence and times of day: the number of a day, say."""
_UNTIL = re.compile(
    r"[\s,;|-]*(?:(?:met|with) (?:\w+ ){1,3})?(?:(?:en|and|to|waarna) )?(?:(?:we|wij|het|they|it|is|are"
    r"|zijn) )?(?:om |at )?"
    r"(?:rond|omstreeks|eind\w*|stoppen|stopt|sluit\w*(?: af)?|afsluiten|ronden?(?: af)?|rondt(?: af)?|dur?en|duurt"
    r"|loopt|lopen"
    r"|klaar|uiterlijk|afgelopen"
    r"|finish\w*|end(?: ?time)?|ends|close|closes|wrap up|run|runs|last|lasts|tot|until|till)"
    r"(?: (?:\w{2,6} )?(?:tot(?: en met)?|until|till))?(?: (?:om|at|around|rond|omstreeks|circa|ca\.?|about"
    r"|uiterlijk))*[\s:]*"
)
"""Between the time at which meetings begin and the one at which they end."""
_LEAD = re.compile(r":[ ]*\n")
"""Between times of day and the first of the days below them: the times are those of all."""
_ASIDE = re.compile(r" ?\([^()]{1,60}\)")
"""What is said in brackets between the begin and the end ("9.30 uur (inloop vanaf 9 uur) en stoppen om 16 uur")."""
_LEADS = re.compile(r"\)?(?: ?uur)?\)?:\s*(?:(?:op|on) )?$")
"""Between times of day and the days that they are of."""


def attach_times(items: list[Item], times: Sequence[Times], words: str) -> list[Times]:
    """Give each pair of times to the day before it, else to the one behind; return those that were given."""
    days = [item for item in items if item.kind == "day"]
    used: list[Times] = []
    led: Times | None = None  # those in the line that leads to the days
    every: Times | None = None  # when the meetings begin, all of them
    for found in _of_dates(times, days, words) if len(times) > 1 else times:
        before = next((item for item in reversed(days) if item.end <= found.at), None)
        after = next((item for item in days if item.at >= found.end_at), None)
        number = _NUMBERED.search(words, max(before.end, found.at - 30), found.at) if before else None
        if number and PART.fullmatch(number[1].strip()):
            continue  # "Dag 1: 9.00 - 17.00 uur": of each run's first day
        if every is not None and not STOP.search(words, every.end_at, found.at):
            continue  # "… and finish at 16:30"
        every = None
        if before and found.end is None and _BEGINS_ALL.search(words, before.end - 1, found.at):
            every = found
            continue  # "… 25 mei. We beginnen om 9.30 uur": on every day
        if before and found.at - before.end <= 60 and not _heads_days(before, found, after, words):
            if before.link and found.end is None and BEGINS.search(words, before.end, found.at):
                before = _first_of(days, before)  # "3 maart t/m 12 juni, aanvang 19.00 uur"
            before.times = join_times(before.times, found, words) if before.times else found
            if found.end and EVERY_DAY.search(words[before.end : found.at].removesuffix("van ")):
                _share_behind(days, before)
            used.append(found)
        elif after and after.times is None and not STOP.search(words, found.end_at, after.at):
            if after.at - found.end_at > 60:
                continue
            after.times = found
            used.append(found)
            led = found if _LEAD.search(words, found.end_at, after.at) else led
    for day in days if led else ():
        day.times = day.times or (led if led and day.at > led.at else None)
    for day, following in reversed(list(pairwise(days))):
        if day.shared and day.times is None and following.link in ("and", "comma", "slash"):
            day.times = following.times if following.times and following.times.end else None  # "12 en 26 mei van …"
    return used


def _of_dates(times: Sequence[Times], days: list[Item], words: str) -> list[Times]:
    """Leave out the times of numbered days ("… 10.00 - 20.30 uur (dag 1) en 9.00 - 16.00 uur (dag 2)")."""
    ends = [0, *(day.end for day in days)]
    stretches = [(end, day.at if day else len(words)) for end, day in zip_longest(ends, days)]
    numbered = [(end, at) for end, at in stretches if end and _by_number(words[end:at])]
    return [one for one in times if not any(end <= one.at < at for end, at in numbered)]


def _by_number(words: str) -> bool:
    """Tell whether words give the first, the second … day times of their own."""
    hours = read_hours(words) if NUMBERED.search(words) else None
    return hours is not None and len(hours.numbered) + any(hours.every) > 1


def _heads_days(before: Item, found: Times, after: Item | None, words: str) -> bool:
    """Tell whether times head the days they are of, in a sentence of their own ("Praktijk (9.30-12.00): 3 mei")."""
    stops = STOP.search(words, before.end, found.at) is not None
    return stops and after is not None and bool(_LEADS.match(words[found.end_at : after.at]))


def _share_behind(days: list[Item], last: Item) -> None:
    """Give the days before one the times that are those of every day ("12 en 19 maart, beide dagen 9.00 - 17.00")."""
    for day in days[: days.index(last)]:
        day.times = day.times or last.times


def _first_of(days: list[Item], last: Item) -> Item:
    """Return the first day of the range or the list that a day ends."""
    at = days.index(last)
    while at and days[at].link in ("range", "and", "comma", "slash"):
        at -= 1
    return days[at]


def join_times(first: Times, second: Times, words: str) -> Times:
    """Put the times of a morning and an afternoon together, and "aanvang 19.00 uur, einde 21.30 uur"."""
    between = _ASIDE.sub(" ", words[first.end_at : second.at])
    pairs = first.end and second.end and second.start >= first.end
    singles = not first.end and not second.end and second.start > first.start
    if pairs and re.fullmatch(r"[ ,]*(?:en|and|&|/)?[ ]*(?:van |from )?", between):
        return Times(first.at, second.end_at, first.start, second.end, first.seconds)
    if singles and _UNTIL.fullmatch(between):
        return Times(first.at, second.end_at, first.start, second.start, first.seconds)
    return first
