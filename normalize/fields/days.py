"""What days, years and times look like on a page, near enough, and what a heading or a sentence says of their year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from normalize.fields import prose
from normalize.fields.witness import Witness
from normalize.page.view import Sentence, View
from normalize.values.alternatives import question
from normalize.values.dates import left_over, read_dates, read_times

YEAR = re.compile(r"\b(20[0-4]\d)\b")
FIGURE = re.compile(r"\d")
DAY = re.compile(
    r"(?-i:(?=[\dadfjmnosADFJMNOSſ]))(?:\d(?:e|ste|de|st|nd|rd|th)?[ ./-]{1,3}(?:of )?"
    r"(?:\d{1,2}[./-](?:20)?\d\d|(?:jan|feb|m(?:aa)?rt|mar|apr|mei|may|jun|jul|aug|sep|o[kc]t|nov|de[ck]))"
    r"|\b\d{1,2}/\d{1,2}(?:[-/ ](?:20)?\d\d)?\b(?! ?(?:deel|part|fte|uur))|(?:jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?\b)",
    re.IGNORECASE,
)
"""A day of a month, near enough."""
PROGRAMME = question(
    r"programm?a?|programme|schedule|rooster|indeling|opzet|opbouw|timetable|dagindeling", re.IGNORECASE
)
"""A heading above the programme of the days."""
WEEKDAY = re.compile(
    r"\b(?:(?:maan|dins|woens|donder|vrij|zater|zon|mon|tues|wednes|thurs|fri|satur|sun)da[gy]|(?:ma|di|wo|do|vr|za"
    r"|zo)\b)",
    re.IGNORECASE,
)
"""A weekday."""
MONTH = re.compile(
    r"\b(?:jan|feb|m(?:aa)?rt|march|apr|mei|may|jun|jul|aug|sep|o[kc]t|nov|de[ck]|najaar|voorjaar|zomer|winter"
    r"|herfst|lente"
    r"|spring|autumn|summer|fall|q[1-4]\b|kwartaal|quarter|studiejaar|academic|collegejaar|eind 20|begin 20|in 20)",
    re.IGNORECASE,
)
"""A month, season or year, near enough."""
OF_ALL = re.compile(
    r"\b(?:alle|all|onderstaande|genoemde) (?:[\w-]+ )?(?:data|datums|dates)\b[^.;]{0,30}\b(20[0-4]\d)\b", re.IGNORECASE
)
"""Says of which year the dates on the page are."""
CLOCK = re.compile(
    r"(?-i:(?=[\dhkHKK]))(?:\d ?(?:[.:]\d\d|u\b|u\d\d|uur|h\b|[ap]\.?m\b)"
    r"|\b(?:half|kwart (?:voor|over)) (?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)\b)",
    re.IGNORECASE,
)
"""A time of day, near enough."""
CLOCKS = re.compile(
    r"\D{0,12}\d{1,2}(?:[.:u]\d\d ?(?:uur|h|[ap]\.?m\.?)?| ?[ap]\.?m\.?)\W{1,4}(?:tot |to )?"
    r"\d{1,2}(?:[.:u]\d\d\W*(?:uur|u|h|hrs?|[ap]\.?m\.?)?| ?[ap]\.?m\.?)(?: (?:CES?T|GMT|UTC))?",
    re.IGNORECASE,
)
"""A line that is nothing but a pair of times."""
ASIDE = re.compile(
    r"\W*(?:lunch|pauze|koffie|coffee|tea|thee|break|inloop|ontvangst|borrel|drinks|walk-in|diner|dinner|registrati"
    r"|zaal|deuren|doors|aankomst|arrival|bereikbaar|tel\b|open)",
    re.IGNORECASE,
)
"""Begins a line with the times of something beside the meetings."""
OPEN_DAY = re.compile(
    r"\b(?:datum|dag|date|day)\b.{0,15}\b(?:volgt|nog|n\.?t\.?b|nader|onbekend|tba|tbd|to be|follows|unknown)\b",
    re.IGNORECASE,
)
"""Says that the day of a meeting is not known yet: times behind it are of no other day."""
LESSONS = "lesdata"
"""Label given to lines and rows that are the meetings of one run."""
MAX_LISTED = 300
"""Characters of a sentence in which a list of days begins."""
REMEMBERED = 512
"""Lines of which it is remembered whether they name a day or a time."""
LINE = 90
"""A line that is nothing but a date has fewer characters."""
BRIEF = 40
"""A line that says whether there are places, or in which town, has fewer characters."""
Words = Iterator[tuple[str, Witness, str | None]]
"""Words on dates, their witness, and the place that stands beside them."""
ARTICLES = ("Article", "NewsArticle", "BlogPosting", "WebPage")
"""schema.org types that carry a day of publication."""


def year_of_all(view: View) -> int | None:
    """Find the year of which a sentence says that all dates on the page are."""
    return next((int(found[1]) for s in view.sentences if (found := OF_ALL.search(s.text[:MAX_LISTED]))), None)


@lru_cache(maxsize=REMEMBERED)
def has_day(text: str) -> bool:
    """Tell whether a text names a day of a month, near enough: readers of many fields ask it of the same line."""
    return FIGURE.search(text) is not None and DAY.search(text) is not None


@lru_cache(maxsize=REMEMBERED)
def has_clock(text: str) -> bool:
    """Tell whether a text names a time of day, near enough."""
    return CLOCK.search(text) is not None


def clocked(view: View) -> list[Sentence]:
    """Find the sentences that name a time of day."""
    return [sentence for sentence in view.sentences if has_clock(sentence.text)]


def names_day(text: str) -> bool:
    """Tell whether a text names a day at all."""
    return bool(read_dates(text[: prose.MAX_SENTENCE]).sessions)


def is_posted(view: View, text: str) -> bool:
    """Tell whether a line is nothing but the day on which the page was published or changed."""
    return has_day(text) and left_over(text) == () and is_publication(view, text)


def is_publication(view: View, text: str) -> bool:
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


def is_time(words: str) -> bool:
    """Tell whether words name times of day and no day."""
    return len(words) < LINE and read_times(words) is not None


def is_clock_line(line: str) -> bool:
    """Tell whether a line names times of day and no day ("Dag 1: 9.00 - 17.00 uur")."""
    return has_clock(line) and not has_day(CLOCKS.sub(" ", line))


def is_of_open_day(view: View, at: int) -> bool:
    """Tell whether the line before a block says that the day of a meeting is not known yet."""
    return at > 0 and OPEN_DAY.search(view.blocks[at - 1].text[:LINE]) is not None


def without_open_days(words: str) -> str:
    """Leave out the lines on a meeting whose day is not known yet, and the times that stand alone behind them."""
    kept: list[str] = []
    passed = False
    for line in words.split("\n") if OPEN_DAY.search(words) else ():
        passed = (passed and is_clock_line(line)) or (bool(OPEN_DAY.search(line)) and not MONTH.search(line))
        kept += [] if passed else [line]
    return "\n".join(kept) or words


def year_above(view: View, at: int) -> int | None:
    """Find a year in the headings above a block, the nearest first."""
    for heading in reversed(view.blocks[at].headings):
        years = set(YEAR.findall(heading))
        if len(years) == 1:
            return int(years.pop())
    return None
