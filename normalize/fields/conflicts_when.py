"""Where a page contradicts itself about when the course is or how long it takes, quoting both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from normalize.course import Course, Duration, Reason, Session, Unit
from normalize.fields import dated_lines, prose, told
from normalize.fields.instances import iso_date, span_in
from normalize.fields.meetings import AMSTERDAM
from normalize.fields.runs import Runs
from normalize.page.text import cut, sentences
from normalize.page.view import View
from normalize.values.date_words import WEEKDAYS
from normalize.values.dates import read_dates
from normalize.values.durations import read_duration

NEAR = 45
"""Days between two dates, at most, of which one is a mistake for the other and not another run."""
MONTHS = 6
"""Months between two starts, at most, of which one is a mistake for the other."""
EDITION_YEAR = re.compile(r"(?<![\d:/.-])\b(20[12]\d)\b(?![\d/–-])")
"""A year that names an edition, not a norm's version or a span of years."""
WHOLE = re.compile(r"\b(?:cursus|opleiding|training|course|workshop)", re.IGNORECASE)
"""A length beside the content must be of the whole course."""
MAX_TOLD = 300
"""Characters of a sentence in which a length is looked for."""
OWN_COUNT = re.compile(
    r"\b(?:cursus|opleiding|training|workshop|leergang|course|programme|workshop) (?:bestaat uit|omvat|telt|heeft"
    r"|consists of|comprises|has)\b",
    re.IGNORECASE,
)
"""Before the number of meetings that a sentence announces."""
SCALES = {
    "hour": ("hour", 1.0), "day": ("day", 1.0), "half_day": ("day", 0.5), "week": ("week", 1.0),
    "month": ("month", 1.0), "year": ("month", 12.0), "session": ("session", 1.0),
}  # fmt: skip
"""What units of length can be compared, and how many of what one is."""
RANGE = re.compile(r"\d ?(?:-|–|of|or|tot|to|à|a) ?\d|\b(?:of|or|tot) (?:drie|vier|vijf|three|four)\b", re.IGNORECASE)
"""A length that is left open between two."""
HOURS = {"hour": 1.0, "half_day": 4.0, "day": 8.0}
WEEKLY = re.compile(
    r"\b((?:maan|dins|woens|donder|vrij|zater|zon)dag)(?:en|s|avond|middag|ochtend|morgen)?(?:en)?\b", re.IGNORECASE
)
"""The weekday of the lessons."""


def quoted(first: str, second: str) -> str:
    """Quote the two sides of a contradiction."""
    return f"“{cut(' '.join(first.split()), 160)}” / “{cut(' '.join(second.split()), 160)}”"


def date_conflicts(view: View, course: Course, runs: Runs) -> Iterator[Reason]:
    """Compare the days and times that stand at different places of the page."""
    for note, words in runs.notes[:3]:
        yield Reason(code=f"conflict_dates_{note}", text=cut(" ".join(words.split()), 300))
    for compare in (_embedded, _title_year, _told, _heading, _weekday, _times):
        for first, second in compare(view, course, runs):
            yield Reason(code="conflict_dates", text=quoted(first, second))
            break


Pairs = Iterator[tuple[str, str]]
"""The two sides of contradictions."""


def _embedded(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the runs that are shown with those of the embedded data."""
    thing = view.thing
    days = {s.start[:10]: s for s in course.sessions if s.start and s.precision == "day"}
    if thing is None or not days or (runs.witness and runs.witness.method == thing.syntax):
        return
    instances = [i for i in thing.many("hasCourseInstance") if isinstance(i, dict)] or [thing.data]
    for instance in instances[:50]:
        start, end = span_in(instance)
        shown = next(iter(days.values()))
        seen = [s[:10] for s in (shown.start, shown.end) if s]
        if not start:
            continue
        if start[:10] in days:
            shown = days[start[:10]]
            for named, moment, own in (("startDate", start, shown.start), ("endDate", end, shown.end)):
                if _clock(moment) and _clock(own) not in (None, _clock(moment)):
                    yield shown.text or start, f"{named} {moment}"
            if end and len(days) == 1 and start[:10] == seen[0] and end[:10] != seen[-1]:
                yield shown.text or seen[-1], f"endDate {end}"
        elif not any(s.start <= start <= (s.end or s.start) + "T" for s in days.values() if s.start):
            yield shown.text or seen[0], f"startDate {start}"


def _clock(moment: object) -> str | None:
    """Return the Dutch time of day of a moment; None where it has none."""
    iso = iso_date(moment)
    return datetime.fromisoformat(iso).astimezone(AMSTERDAM).strftime("%H:%M") if iso and "T" in iso else None


def _title_year(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the year in the title with the runs' years: an edition that was forgotten in one of the two."""
    head = _head(view)
    years = {int(year) for year in EDITION_YEAR.findall(head)}
    found = {int(moment[:4]) for s in course.sessions for moment in (s.start, s.end) if moment}
    if len(years) == 1 and found and years.isdisjoint(found) and min(abs(year - min(years)) for year in found) == 1:
        yield head, course.sessions[0].text


def _head(view: View) -> str:
    """Return the page's first heading."""
    return next((block.text for block in view.blocks if block.level == 1), "")


def _told(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the only run, which stands under a label, with the days that a sentence says the course is on."""
    dated = [s for s in course.sessions if s.start]
    if len(dated) == 1 and dated[0].status != "full" and runs.witness and runs.witness.method != "text":
        for words in _on_the_day(view):
            if _is_elsewhere(view, dated[0], words):
                yield dated[0].text, words


def _heading(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the day in or beside the title with the one that the text says the course is on."""
    own = [sentence.text for sentence in prose.told(view, "own_date")] if len(course.sessions) == 2 else []
    tops = [_head(view), *(words for words, _, _ in dated_lines.lines(view, alone=False))] if own else []
    for run in course.sessions if own else []:
        if run.text and run.start and any(run.text in top for top in tops):
            yield from ((run.text, words) for words in own if run.text not in words and _is_elsewhere(view, run, words))


def _is_elsewhere(view: View, run: Session, words: str) -> bool:
    """Tell whether words name another day, or another month, than the run's, not far from it."""
    first, last = (run.start or "")[:10], (run.end or run.start or "")[:10]
    found = read_dates(words[: prose.MAX_SENTENCE], year=int(first[:4]), seen=view.seen).sessions
    named = [(s.start[:10], (s.end or s.start)[:10]) for s in found if s.start and s.precision == run.precision]
    months = [s.start for s in found if s.start and s.precision == "month" and not s.end]
    if len(found) == len(months) == 1 and run.precision in ("day", "month") and not first <= months[0] <= last:
        apart = abs(int(months[0][:4]) * 12 + int(months[0][5:7]) - int(first[:4]) * 12 - int(first[5:7]))
        return 0 < apart <= MONTHS
    if run.precision != "day":
        return False
    for begin, end in named:
        near = abs((date.fromisoformat(begin) - date.fromisoformat(first)).days) <= NEAR
        if near and not (first <= begin and end <= last) and not (run.end is None and begin == first):
            return True
    return False


def _on_the_day(view: View) -> Iterator[str]:
    """Yield what else says on which day the course is: title, sentences, the line beside the title, the summary."""
    yield _head(view)
    yield from (sentence.text for sentence in prose.told(view, "own_date"))
    yield from (words for words, _, _ in dated_lines.lines(view, alone=False))
    meta = view.embedded.meta
    for words in dict.fromkeys((meta.get("description", ""), meta.get("og:description", ""))):
        yield from (part for part in sentences(words[:600]) if prose.speaks_of("sessions", part))


def _weekday(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the first day of the only run with the weekday that the lessons are said to be on."""
    run = course.sessions[0] if len(course.sessions) == 1 else None
    if run is None or run.start is None or run.precision != "day":
        return
    said = [sentence.text for sentence in prose.told(view, "lesson_day")]
    named = {day.lower() for words in said for day in WEEKLY.findall(words)}
    if len(named) == 1 and WEEKDAYS[named.pop()] != date.fromisoformat(run.start[:10]).weekday():
        yield run.text, said[0]


def _times(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the times of day of a run on one day with those that a sentence gives the whole course."""
    run = course.sessions[0] if len(course.sessions) == 1 else None
    start, end = _clock(run.start if run else None), _clock(run.end if run else None)
    if run is None or not start or not end or (run.start or "")[:10] != (run.end or "")[:10]:
        return
    for sentence in prose.told(view, "own_times"):
        times = read_dates(sentence.text[: told.MAX_TOLD]).times
        if times and times[1] and times != (start, end):
            yield run.text, sentence.text
    for sentence in prose.told(view, "own_date"):
        for named in read_dates(sentence.text[: told.MAX_TOLD], seen=view.seen).sessions:
            same_day = (named.start or "")[:10] == (run.start or "")[:10]
            if same_day and _clock(named.end) and (_clock(named.start), _clock(named.end)) != (start, end):
                yield run.text, sentence.text


def length_conflicts(view: View, course: Course, runs: Runs) -> Iterator[Reason]:
    """Compare the lengths of the course that stand at different places, and its length with its days."""
    own = course.duration
    if own is None:
        return
    chosen = course.evidence["duration"].text if "duration" in course.evidence else own.text
    said = () if RANGE.search(own.text) else (*_lengths(view, chosen), *_embedded_lengths(view))
    for words, other in said:
        if _differ(own, other):
            yield Reason(code="conflict_duration", text=quoted(chosen, words))
            return
    days = "" if any(note == "announced_count_differs" for note, _ in runs.notes) else _days_differ(course, own, chosen)
    if days:
        yield Reason(code="conflict_duration", text=quoted(chosen, days))
        return
    mine = _hours(own)
    zone = next((b.zone for b in view.blocks if chosen[:80] in b.text), "main")
    for sentence in prose.on(view, "duration"):
        if len(sentence.text) > 120 or sentence.text in chosen:
            continue
        if view.blocks[sentence.block].zone == zone or not WHOLE.search(sentence.text):
            continue
        beside = read_duration(sentence.text)
        hours = _hours(beside) if beside else None
        if hours and mine and hours != mine and max(hours, mine) <= 120:
            yield Reason(code="conflict_duration", text=quoted(chosen, sentence.text))
            return


def _lengths(view: View, chosen: str) -> Iterator[tuple[str, Duration]]:
    """Yield what else says how long the course is: the title, the summary, sentences; each that names one length."""
    said = [("title_length", _head(view))]
    said += [("own_length", words) for words in sentences(view.embedded.meta.get("description", "")[:600])]
    said = [(name, words) for name, words in said if prose.speaks_of(name, words)]
    said += [("own_length", sentence.text) for sentence in prose.told(view, "own_length")]
    for name, words in said:
        lower = words[:MAX_TOLD].lower()
        found = prose.patterns(name)[0].search(lower)
        length = read_duration(words[found.start() : found.end()]) if found else None
        if not length or words in chosen:
            continue
        lower = prose.patterns("spread")[0].sub(" ", lower)
        if len(prose.patterns("lengths")[0].findall(lower)) == 1:
            yield words, length


def _embedded_lengths(view: View) -> Iterator[tuple[str, Duration]]:
    """Yield the length that the embedded data gives, in ISO 8601 or in words."""
    for name in ("timeRequired", "duration"):
        words = view.thing.text(name) if view.thing else ""
        length = _iso_length(words) or (read_duration(words) if words else None)
        if length:
            yield f"{name} {words}", length


ISO_LENGTH = re.compile(r"P(?:(\d{1,3})([YMWD])|T(\d{1,4})H(?:0+M)?)(?:T0+H)?")
ISO_UNITS: dict[str, Unit] = {"Y": "year", "M": "month", "W": "week", "D": "day"}


def _iso_length(words: str) -> Duration | None:
    """Read an ISO 8601 length of one unit."""
    found = ISO_LENGTH.fullmatch(words.strip())
    if found is None:
        return None
    return Duration(value=float(found[1] or found[3]), unit=ISO_UNITS.get(found[2], "hour"), text=words)


def _days_differ(course: Course, own: Duration, chosen: str) -> str:
    """Return the words of a run that has more or fewer days than the course is said to take; "" where none has."""
    counts = {len(session.days) for session in course.sessions}
    count = next(iter(counts)) if len(counts) == 1 else 0
    if prose.speaks_of("beside_days", " ".join(s.text for s in course.sessions) + " " + chosen):
        return ""
    sure = course.evidence["duration"].method in ("label", "table", "heading") or OWN_COUNT.search(chosen)
    unlike = own.value < count if own.unit == "half_day" else own.unit in ("day", "session") and own.value != count
    if count > 1 and sure and unlike:
        return course.sessions[0].text
    for session in course.sessions:
        if own.unit == "day" and not session.days and 1 < _span(session) < own.value:
            return session.text
    return ""


def _span(session: Session) -> int:
    """Count the days from the first to the last of a run, 0 where one of them is open."""
    if session.precision != "day" or not session.start or not session.end:
        return 0
    return (date.fromisoformat(session.end[:10]) - date.fromisoformat(session.start[:10])).days + 1


def _differ(one: Duration, two: Duration) -> bool:
    """Tell whether two lengths can be compared and are not the same."""
    first, second = SCALES.get(one.unit), SCALES.get(two.unit)
    if first is None or second is None or first[0] != second[0] or min(one.value, two.value) <= 0:
        return False
    return abs(one.value * first[1] - two.value * second[1]) > 0.01


def _hours(duration: Duration) -> float | None:
    factor = HOURS.get(duration.unit)
    return duration.value * factor if factor and duration.unit != "hour" else None
