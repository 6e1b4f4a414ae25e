"""Where a page contradicts itself about when the course is, quoting both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from normalize.course import Course, Reason, Session
from normalize.fields import dated_lines, prose, told
from normalize.fields.days import LINE, WEEKDAY
from normalize.fields.instances import iso_date, span_in
from normalize.fields.meetings import AMSTERDAM
from normalize.fields.runs import Runs
from normalize.page.text import cut, sentences
from normalize.page.view import View
from normalize.values.date_words import WEEKDAYS
from normalize.values.dates import left_over, read_dates

NEAR = 45
"""Days between two dates, at most, of which one is a mistake for the other and not another run."""
MEETINGS = 3
"""Days from which on a list of them is that of all meetings."""
YEAR = 365
MONTHS = 6
"""Months between two starts, at most, of which one is a mistake for the other."""
EDITION_YEAR = re.compile(r"(?<![\d:/.-])\b(20[12]\d)\b(?![\d/–-])")
"""A year that names an edition, not a norm's version or a span of years."""
LESSON_DAYS = re.compile(r"(?:dag|day)s? (?:en|and|&|/) ?\w+(?:dag|day)s?\b", re.IGNORECASE)
"""Two weekdays, without a day of the month between them."""
START = re.compile(
    r"\W*(?:start\w*|begin\w*|aanvang\w*|eerste (?:\w*dag|\w*bijeenkomst|\w*les|\w*avond)"
    r"|first (?:day|session|meeting|class))\W*"
    r"(?:datum|date|cursus|opleiding|training|course|op|on)?\W*$",
    re.IGNORECASE,
)
"""A label of the one day on which a course starts."""
ENDING = re.compile(
    r"(?<=\d{4}),? (?:en|and) (?:eindigt|loopt|duurt|runs|ends|lasts|finishes) (?:tot |until |in |through )*(?=[a-z])",
    re.IGNORECASE,
)
"""Behind a start: until which month it goes on."""
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
        if note == "weekday_mismatch" and LESSON_DAYS.search(words):
            continue  # "7 september – 2 december maandag en woensdag": the lessons' days, not that of the start
        yield Reason(code=f"conflict_dates_{note}", text=cut(" ".join(words.split()), 300))
    between_days = (_embedded, _title_year, _told, _heading, _programme, _starts, _listed, _first)
    for compare in (*between_days, _deadline, _weekday, _times):
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
    head = first_heading(view)
    years = {int(year) for year in EDITION_YEAR.findall(head)}
    found = {int(moment[:4]) for s in course.sessions for moment in (s.start, s.end) if moment}
    if len(years) == 1 and found and years.isdisjoint(found) and min(abs(year - min(years)) for year in found) == 1:
        yield head, course.sessions[0].text


def first_heading(view: View) -> str:
    """Return the page's first heading."""
    return next((block.text for block in view.blocks if block.level == 1), "")


def _told(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the only run, which stands under a label, with the days that a sentence says the course is on."""
    dated = [s for s in course.sessions if s.start]
    if len(dated) == 1 and dated[0].status != "full" and runs.witness and runs.witness.method != "text":
        for words in _on_the_day(view):
            if _is_elsewhere(view, dated[0], words):
                yield dated[0].text, words
        for words in (view.title, *_summaries(view)):
            if _is_of_another_year(view, dated[0], words):
                yield dated[0].text, words


def _heading(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the days that title and text, or two sentences of the text, say the course is on."""
    own = [sentence.text for sentence in prose.told(view, "own_date")] if len(course.sessions) == 2 else []
    said = [words for run in course.sessions for words in own if run.text in words]
    if len(own) == len(said) == len(set(said)) == 2 and _is_elsewhere(view, course.sessions[0], said[1]):
        yield said[0], said[1]  # a sentence each, and no list of them
    tops = [first_heading(view), *(words for words, _, _ in dated_lines.lines(view, alone=False))] if own else []
    for run in course.sessions if own else []:
        if run.text and run.start and any(run.text in top for top in tops):
            yield from ((run.text, words) for words in own if run.text not in words and _is_elsewhere(view, run, words))


def _programme(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the only run of several days with those that head its programme, weekday first: as many, all others."""
    ranged = [session for session in course.sessions if session.end and session.precision == "day"]
    run = ranged[0] if len(ranged) == 1 else None
    if run is None or not run.start or not run.end:
        return
    heads = [b.text for b in view.blocks if len(b.text) < LINE and WEEKDAY.match(b.text) and b.text not in run.text]
    heads = [words for words in heads if left_over(words) == []]
    days = [day for words in heads for day in _days_in(words, view, int(run.start[:4]))]
    apart = all(0 < abs(_days_between(day, run.start)) <= NEAR for day in days)
    if len(days) > 1 and len(days) == _days_between(run.start, run.end) + 1 and apart and not _within(run, days):
        yield run.text, heads[0]


def _within(run: Session, days: list[str]) -> bool:
    return any((run.start or "")[:10] <= day[:10] <= (run.end or "")[:10] for day in days)


def _is_elsewhere(view: View, run: Session, words: str) -> bool:
    """Tell whether words name another day, or another month, than the run's, not far from it."""
    first, last = (run.start or "")[:10], (run.end or run.start or "")[:10]
    found = read_dates(_without_end(words), year=int(first[:4]), seen=view.seen).sessions
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
    """Yield what else says on which day the course is: titles, sentences, the line beside the title, the summary."""
    yield first_heading(view)
    yield view.title
    yield from (sentence.text for sentence in prose.told(view, "own_date"))
    labelled = {block.text for block in view.blocks if block.tag in ("dd", "td")}
    yield from (words for words, _, _ in dated_lines.lines(view, alone=False) if words not in labelled)
    yield from _summaries(view)


def _summaries(view: View) -> Iterator[str]:
    """Yield the sentences of the page's summaries that speak of a day of the course."""
    meta = view.embedded.meta
    for words in dict.fromkeys((meta.get("description", ""), meta.get("og:description", ""))):
        yield from (part for part in sentences(words[:600]) if prose.speaks_of("sessions", part))


def _is_of_another_year(view: View, run: Session, words: str) -> bool:
    """Tell whether a title or summary names about the same day of the year before: an edition that was forgotten."""
    if run.precision != "day" or not run.start or not EDITION_YEAR.search(words):
        return False
    named = _days_in(words, view, None)
    return len(named) == 1 and abs(_days_between(named[0], run.start) - YEAR) < NEAR


def _days_in(words: str, view: View, year: int | None) -> list[str]:
    """Return the first days of the runs that words name to the day."""
    found = read_dates(_without_end(words), year=year, seen=view.seen).sessions
    return [session.start for session in found if session.start and session.precision == "day"]


def _without_end(words: str) -> str:
    """Return a sentence up to where it goes on to say in which month the course ends."""
    return ENDING.split(words[: prose.MAX_SENTENCE], maxsplit=1)[0]


def _days_between(one: str, two: str) -> int:
    return (date.fromisoformat(two[:10]) - date.fromisoformat(one[:10])).days


def _starts(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare two labels for the day on which the course starts: of other names, or one of them beside the content."""
    named = [s for s in view.under("sessions") if not s.row and len(s.lines) == 1 and START.match(s.label)]
    if len(course.sessions) != 2 or len(named) != 2 or len({(s.zone, s.label) for s in named}) != 2:
        return
    days = [_days_in(s.text, view, None) for s in named]
    if len(days[0]) == len(days[1]) == 1 and 0 < abs(_days_between(days[0][0], days[1][0])) <= NEAR:
        yield named[0].text, named[1].text


def _listed(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the day under a label for the start with the first of the days that another place lists as all days."""
    days = [session for session in course.sessions if session.start and session.precision == "day"]
    one, all_days = (days[0], days[1]) if len(days) == 2 and not days[0].end else (None, None)
    if one is None or all_days is None or len(all_days.days) < MEETINGS or not one.start or not all_days.start:
        return
    labels = [s.text for s in view.under("sessions") if START.match(s.label) and one.text in s.text]
    length = course.duration
    whole = length is None or length.unit not in ("day", "session") or length.value == len(all_days.days)
    if labels and whole and 0 < _days_between(one.start, all_days.start) <= NEAR:
        yield one.text, all_days.text


def _first(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the start of the only run with the day that a sentence gives the start or the first meeting."""
    run = course.sessions[0] if len(course.sessions) == 1 else None
    if run is None or not run.start or run.precision != "day" or run.status == "full":
        return
    starting = (s for s in prose.told(view, "own_date") if prose.speaks_of("starts", s.text))
    for sentence in (*prose.told(view, "first_meeting"), *starting):
        days = _days_in(sentence.text, view, int(run.start[:4]))
        if len(days) == 1 and 0 < abs(_days_between(days[0], run.start)) <= NEAR:
            yield run.text, sentence.text


def _deadline(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the day up to which one enrols for a run with its last day."""
    length = course.duration
    brief = length is None or length.unit in ("hour", "half_day") or (length.unit == "day" and length.value == 1)
    for run in course.sessions:
        last = run.end or (run.start if brief else None)
        if run.enrol_until and last and run.precision == "day" and run.enrol_until[:10] > last[:10]:
            yield run.text, f"→ {run.enrol_until}"


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
