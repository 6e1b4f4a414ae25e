"""The days that a page tells to programs: in its elements for times, in links to calendars, in its embedded data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from normalize.page.view import View
from normalize.values.dates import Dates, read_dates

ISO_DAY = re.compile(r"(20[0-4]\d)-?(\d\d)-?(\d\d)")
"""A day as ISO 8601 writes it, with or without its dashes."""
CALENDAR = re.compile(r"[?&;](?:dates|startdt|st|start|startTime)=(?=20[0-4]\d)")
"""In the address of a calendar that one may add an event to: its first day follows."""
ATTRIBUTES = {"time": "datetime", "abbr": "title", "meta": "content", "a": "href"}
"""Where an element holds a day for programs."""
LONGEST = 2000
"""Characters of an attribute that are looked at."""
MOST = 200
"""Elements that are looked at."""


def read_stamped(view: View, words: str) -> Dates | None:
    """Read the days of words that name no year, in the one year in which the page tells programs of them all."""
    stamps = view.once(stamped_days)
    found = []
    for year in sorted({stamp[:4] for stamp in stamps}):
        dates = read_dates(words, year=int(year), seen=view.seen)
        if dates.sessions and {(session.start or "")[:10] for session in dates.sessions} <= stamps:
            found.append(dates)
    return found[0] if len(found) == 1 else None


def stamped_days(view: View) -> frozenset[str]:
    """Return the days that a page tells to programs, ISO 8601."""
    return frozenset(day for text in _stamps(view) if (day := _day_in(text)))


def _stamps(view: View) -> Iterator[str]:
    """Yield what may begin with such a day."""
    for number, element in enumerate(view.root.iter(*ATTRIBUTES)):
        value = (element.get(ATTRIBUTES[str(element.tag)]) or "")[:LONGEST]
        if element.tag == "a":
            found = CALENDAR.search(value) if "=20" in value else None
            if found:
                yield value[found.end() :]
        elif number < MOST:
            yield value
    for thing in view.embedded.of("Event", "EducationEvent", "CourseInstance"):
        yield from (thing.text(key) for key in ("startDate", "endDate"))


def _day_in(text: str) -> str | None:
    """Return the day with which a text begins, ISO 8601; None where it begins with none."""
    found = ISO_DAY.match(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else None
    except ValueError:
        return None
