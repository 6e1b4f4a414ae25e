"""Where a page contradicts itself about when the course is, quoting both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.course import Course, Reason, Session
from normalize.fields import claims, dated_lines, prose
from normalize.fields.conflicts_beside import beside
from normalize.fields.conflicts_choice import chosen
from normalize.fields.conflicts_edges import deadlines, listed_days, next_start, of_last_year
from normalize.fields.conflicts_hours import deadline, times, weekday
from normalize.fields.conflicts_parts import part_of_day, programme_hours
from normalize.fields.conflicts_runs import (
    claimed,
    day_by_day,
    differing_ends,
    first_meeting,
    listed,
    pressed,
    programme,
    starts,
    twice,
)
from normalize.fields.conflicts_sides import (
    NEAR,
    Pairs,
    clock,
    days_between,
    days_in,
    is_elsewhere,
    is_of_others,
    is_of_part,
    names_another,
    quoted,
)
from normalize.fields.instances import span_in
from normalize.fields.runs import Runs
from normalize.page.text import cut
from normalize.page.view import View

YEAR = 365
EDITION_YEAR = re.compile(r"(?<![\d:/.-])\b(20[12]\d)\b(?![\d/–-])")
"""A year that names an edition, not a norm's version or a span of years."""
LOCAL = re.compile(r"\d{4}-\d\d-\d\d[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?")
"""A moment without the offset of its time."""
LESSON_DAYS = re.compile(r"(?:dag|day)s? (?:en|and|&|/) ?\w+(?:dag|day)s?\b", re.IGNORECASE)
"""Two weekdays, without a day of the month between them."""


def date_conflicts(view: View, course: Course, runs: Runs) -> Iterator[Reason]:
    """Compare the days and times that stand at different places of the page."""
    for note, words in runs.notes[:3]:
        if note == "weekday_mismatch" and LESSON_DAYS.search(words):
            continue  # "7 september – 2 december maandag en woensdag": the lessons' days, not that of the start
        yield Reason(code=f"conflict_dates_{note}", text=cut(" ".join(words.split()), 300))
    pairs = (next(compare(view, course, runs), None) for compare in COMPARED)
    for first, second in dict.fromkeys(filter(None, pairs)):
        if not (is_of_part(view, second) or names_another(view, second)):
            yield Reason(code="conflict_dates", text=quoted(first, second))


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
                hour, said = clock(moment), shown.text.replace(".", ":")  # which may name the drinks' end too
                if hour and clock(own) not in (None, hour) and hour not in said:
                    yield shown.text or start, f"{named} {moment}"
                elif _is_off(str(instance.get(named) or ""), clock(own)):
                    yield shown.text or start, f"{named} {instance.get(named)}"
            if end and len(days) == 1 and start[:10] == seen[0] and end[:10] != seen[-1]:
                yield shown.text or seen[-1], f"endDate {end}"
        elif not any(s.start <= start <= (s.end or s.start) + "T" for s in days.values() if s.start):
            yield shown.text or seen[0], f"startDate {start}"


def _is_off(moment: str, own: str | None) -> bool:
    """Tell whether a moment without an offset is at another time of day, in whatever of our offsets it be written."""
    found = LOCAL.fullmatch(moment[:40])
    if found is None or own is None or found[1] + found[2] in ("0000", "2359"):
        return False
    apart = int(own[:2]) * 60 + int(own[3:5]) - int(found[1]) * 60 - int(found[2])
    return apart not in (0, 60, 120)


def _title_year(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the year in the title with the runs' years: an edition that was forgotten in one of the two."""
    head = claims.first_heading(view)
    years = {int(year) for year in EDITION_YEAR.findall(head)}
    found = {int(moment[:4]) for s in course.sessions for moment in (s.start, s.end) if moment}
    if len(years) == 1 and found and years.isdisjoint(found) and min(abs(year - min(years)) for year in found) == 1:
        yield head, course.sessions[0].text


def _told(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the only run, which stands under a label, with the days that a sentence says the course is on."""
    dated = [s for s in course.sessions if s.start]
    if len(dated) == 1 and dated[0].status != "full" and runs.witness and runs.witness.method != "text":
        for words in _on_the_day(view):
            if is_elsewhere(view, dated[0], words):
                yield dated[0].text, words
        for words in (view.title, *_summaries(view)):
            if _is_of_another_year(view, dated[0], words):
                yield dated[0].text, words


def _heading(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the days that title and text, or two sentences of the text, say the course is on."""
    own = [sentence.text for sentence in prose.told(view, "own_date")] if len(course.sessions) == 2 else []
    said = [words for run in course.sessions for words in own if run.text in words]
    if len(own) == len(said) == len(set(said)) == 2 and is_elsewhere(view, course.sessions[0], said[1]):
        yield said[0], said[1]  # a sentence each, and no list of them
    lone = course.sessions[0] if len(course.sessions) == 1 else None
    told = lone and runs.witness and runs.witness.method == "text" and lone.text in runs.witness.text
    if lone and told and EDITION_YEAR.search(view.title) and is_elsewhere(view, lone, view.title):
        yield lone.text, view.title
    tops = [claims.first_heading(view), *(words for words, _, _ in dated_lines.lines(view, alone=False))] if own else []
    for run in course.sessions if own else []:
        if run.text and run.start and any(run.text in top for top in tops):
            yield from ((run.text, words) for words in own if run.text not in words and is_elsewhere(view, run, words))


def _on_the_day(view: View) -> Iterator[str]:
    """Yield what else says on which day the course is: titles, sentences, the line beside the title, the summary."""
    yield claims.first_heading(view)
    yield view.title
    yield from (sentence.text for sentence in prose.told(view, "own_date"))
    lines = [words for words, _, _ in dated_lines.lines(view, alone=False)]
    placed = ((n, block) for n, block in enumerate(view.blocks) if block.text in lines)
    labelled = {block.text for n, block in placed if block.tag in ("dd", "td") or is_of_others(view, n)}
    lines = [words for words in lines if words not in labelled]
    yield from (w for w in lines if prose.may_speak_of("own_day" if w.endswith(".") else "own_date", w))
    yield from _summaries(view)


def _summaries(view: View) -> Iterator[str]:
    """Yield the sentences of the page's summaries that speak of a day of the course."""
    yield from (words for words in claims.summaries(view) if prose.speaks_of("sessions", words))


def _is_of_another_year(view: View, run: Session, words: str) -> bool:
    """Tell whether a title or summary names about the same day of the year before: an edition that was forgotten."""
    if run.precision != "day" or not run.start or not EDITION_YEAR.search(words):
        return False
    named = days_in(words, view, None)
    return len(named) == 1 and abs(days_between(named[0], run.start) - YEAR) < NEAR


COMPARED = (
    _embedded, _title_year, _told, _heading, programme, day_by_day, starts, twice, listed, differing_ends,
    first_meeting, claimed, pressed, chosen, deadline, deadlines, next_start, listed_days, of_last_year, weekday,
    times, part_of_day, programme_hours, beside,
)  # fmt: skip
"""What is compared, each giving its contradictions; of each the first is told."""
