"""The course days as calendars (RFC 5545): `sessions.ics` for all, `sessions/<provider>.ics` for each.

One entry a course day. Only days that the page names are entered: of a run with a first and a last
day and nothing between, the days between are not known to be course days, unless the course lasts
exactly that many days. Runs known by month, season or year have no entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from exports.clean import Offer, web_address
from exports.exporter import Target
from exports.provenance import found_at
from normalize.course import Course, Session

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
YEARS = range(1970, 2200)
"""A day outside these is a slip of the pen, and more than calendars hold."""
LONGEST = 31
"""The longest run, in days, of which each day can be a course day."""
ONE_DAY = {"day": 1, "half_day": 2, "session": 1, "hour": 8}
"""The longest course, by unit, that has one day."""
FIRST = "eerste dag / first day"
LAST = "laatste dag / last day"
NOTES = {"full": "Vol / full", "cancelled": "Geannuleerd / cancelled"}
"""Run status to words."""

SUMMER = {
    "tzname": "CEST",
    "tzoffsetfrom": timedelta(hours=1),
    "tzoffsetto": timedelta(hours=2),
    "dtstart": datetime(1996, 3, 31, 2),  # noqa: DTZ001 - RFC 5545 wants it local
    "rrule": {"freq": "yearly", "bymonth": 3, "byday": "-1su"},
}
"""The clock goes forward on the last Sunday of March, throughout the EU since 1996."""
WINTER = {
    "tzname": "CET",
    "tzoffsetfrom": timedelta(hours=2),
    "tzoffsetto": timedelta(hours=1),
    "dtstart": datetime(1996, 10, 27, 3),  # noqa: DTZ001 - RFC 5545 wants it local
    "rrule": {"freq": "yearly", "bymonth": 10, "byday": "-1su"},
}
"""And back on the last Sunday of October."""


class Entry(NamedTuple):
    """A course day."""

    day: date
    start: time | None = None
    """Local time in Europe/Amsterdam."""
    end: time | None = None
    part: str = ""
    """Which day of a longer run this is, in words."""


class Calendars:
    """`sessions.ics` with all course days, and `sessions/<provider>.ics` with those found at each site."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._made = target.publication.generated_at
        self._parts = target.parts("sessions")
        head, self._foot = frame("LLO-loket: cursusdagen")
        self._all = target.open(file.format(provider=""), media_type)
        self._all.write(head)
        self._providers = {view.id: view.name for view in target.publication.providers}
        self._target, self._file, self._media_type = target, file, media_type

    def feed(self, offer: Offer) -> None:
        """Append an entry for each course day, and put it by for each provider that has it on its site."""
        owners = [provider for provider in found_at(offer.course) if provider in self._providers]
        for event in events(offer.course, self._made):
            self._all.write(event)
            self._all.records += 1
            for provider in owners:
                self._parts.add(provider, event)

    def finish(self) -> None:
        """Close the calendar and write each provider's, also an empty one: a subscription must not break."""
        self._all.write(self._foot)
        for provider, name in self._providers.items():
            head, foot = frame(name)
            pieces = chain([head], self._parts.pieces(provider), [foot])
            records = self._parts.counts.get(provider, 0)
            self._target.write(self._file.format(provider=f"/{provider}"), self._media_type, pieces, records)


def events(course: Course, made: datetime) -> Iterator[bytes]:
    """Yield an encoded VEVENT for each course day of the record, with a stable UID each."""
    same_day: Counter[date] = Counter()
    for run in course.sessions:
        for entry in days_of(run, course):
            same_day[entry.day] += 1
            yield _event(course, run, entry, same_day[entry.day], made)


def days_of(run: Session, course: Course) -> Iterator[Entry]:
    """Yield the course days of a run, as far as the page names them."""
    if run.days:
        for meeting in run.days:
            day = moment(meeting.date)
            if day:
                yield Entry(day[0], _clock(meeting.start), _clock(meeting.end))
        return
    first = moment(run.start) if run.precision == "day" else None
    if not first:
        return
    last = moment(run.end) or first
    if last[0] <= first[0]:
        yield Entry(first[0], first[1], last[1] if run.end else None)
        return
    span = (last[0] - first[0]).days + 1
    length = course.duration
    if span == 2 or (span <= LONGEST and length and length.unit == "day" and length.value == span):
        for number in range(span):
            yield Entry(first[0] + timedelta(days=number), first[1] if number == 0 else None)
        return
    yield Entry(first[0], first[1], part=FIRST)
    yield Entry(last[0], part=LAST)


def span(run: Session, course: Course) -> tuple[date, date] | None:
    """Return the first and last day of a run; None where the page leaves one of them open."""
    first = moment(run.start) if run.precision == "day" else None
    last = moment(run.end) or (moment(run.days[-1].date) if run.days else None)
    length = course.duration
    if first and not last and length and length.value <= ONE_DAY.get(length.unit, 0):
        last = first
    return (first[0], last[0]) if first and last and first[0] <= last[0] else None


def _event(course: Course, run: Session, entry: Entry, number: int, made: datetime) -> bytes:
    changed = moment(course.freshness.last_changed or course.freshness.first_seen)
    first_seen = moment(course.freshness.first_seen)
    event = Event()
    event.add("uid", f"{course.id}-{entry.day.isoformat()}{f'-{number}' if number > 1 else ''}@lloket")
    event.add("dtstamp", datetime.combine(changed[0], time(), UTC) if changed else made.astimezone(UTC))
    # RFC 5545 wants a number that grows with each revision: the days since the offer was first seen.
    event.add("sequence", max(0, (changed[0] - first_seen[0]).days) if changed and first_seen else 0)
    event.add("summary", f"{course.title} ({entry.part})" if entry.part else course.title)
    if entry.start is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
    else:
        event.add("dtstart", datetime.combine(entry.day, entry.start, AMSTERDAM))
        if entry.end is not None and entry.end > entry.start:
            event.add("dtend", datetime.combine(entry.day, entry.end, AMSTERDAM))
    location = run.location or course.location
    if location:
        event.add("location", location)
    words = [course.provider.name, run.text, NOTES.get(run.status or "", ""), course.url]
    event.add("description", "\n".join(word for word in words if word))
    if web_address(course.url):
        event.add("url", course.url)
    event.add("status", _status(course, run))
    encoded: bytes = event.to_ical()
    return encoded


def _status(course: Course, run: Session) -> str:
    if run.status == "cancelled" or course.freshness.status == "withdrawn":
        return "CANCELLED"
    return "TENTATIVE" if course.freshness.status in ("missing", "conflicting") else "CONFIRMED"


def moment(text: str | None) -> tuple[date, time | None] | None:
    """Return day and local time of an ISO 8601 date or date-time; None for any other text, or no likely year."""
    if not text or len(text) < 10:
        return None
    try:
        given = datetime.fromisoformat(text)
        local = given.astimezone(AMSTERDAM) if given.tzinfo else given
    except (ValueError, OverflowError):
        return None
    return (local.date(), local.time() if len(text) > 10 else None) if local.year in YEARS else None


def _clock(text: str | None) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None


def frame(name: str) -> tuple[bytes, bytes]:
    """Return what comes before and after the entries of a calendar."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//lloket//course days//NL")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    zone = Timezone()
    zone.add("tzid", "Europe/Amsterdam")
    for part, change in ((TimezoneDaylight(), SUMMER), (TimezoneStandard(), WINTER)):
        for key, value in change.items():
            part.add(key, value)
        zone.add_component(part)
    calendar.add_component(zone)
    foot = b"END:VCALENDAR\r\n"
    return calendar.to_ical().removesuffix(foot), foot
