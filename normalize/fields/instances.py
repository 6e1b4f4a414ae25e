"""What the embedded data of a page (schema.org CourseInstance) adds to the runs that it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from normalize.course import Duration, Session
from normalize.fields.meetings import takes_days
from normalize.fields.sameness import span_of
from normalize.page.view import View
from normalize.values.dates import read_times
from normalize.values.moments import AMSTERDAM, moment_of

MAX_RUNS = 200
"""Instances of one course that are looked at."""
ISO_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?")
RUN_NAMED = re.compile(r"\([^()]{0,60}\)|\b20\d\d\b")
"""What tells a run apart in its name ("Cursus Celkweek (winter)")."""


def embedded_end(view: View, sessions: list[Session], duration: Duration | None) -> None:
    """Take the last day of the only run from the embedded data, where the page leaves it open."""
    run = sessions[0] if len(sessions) == 1 else None
    thing = view.thing
    if run is None or thing is None or run.start is None or run.precision != "day" or not takes_days(duration):
        return
    if (run.end or run.start)[:10] != run.start[:10]:
        return
    for instance in [i for i in thing.many("hasCourseInstance") if isinstance(i, dict)] or [thing.data]:
        start, end = span_in(instance)
        if start and end and start[:10] == run.start[:10] < end[:10]:
            clock = read_times(run.text.partition(", ")[2]) if "T" in run.start else None
            until = clock[1] if clock and clock[0] == run.start[11:16] else None
            run.end = moment_of(end[:10], run.end[11:16] if run.end and "T" in run.end else until)
            return


def embedded_others(view: View, sessions: list[Session]) -> None:
    """Add the runs that the embedded data holds beside the only one that the page shows, where it holds that too."""
    shown = sessions[0] if len(sessions) == 1 else None
    if shown is None or shown.precision != "day" or not shown.end:
        return
    named: dict[str, dict[tuple[str, str], None]] = {}
    for thing in view.embedded.of("Course"):
        spans = named.setdefault(RUN_NAMED.sub("", thing.text("name")).strip(" -–:").lower(), {})
        for instance in [i for i in thing.many("hasCourseInstance") if isinstance(i, dict)][:MAX_RUNS]:
            start, end = span_in(instance)
            if start and end:
                spans[start, end] = None
    for spans in named.values():
        others = [(start, end) for start, end in spans if (start[:10], end[:10]) != span_of(shown)]
        if len(others) < len(spans):
            sessions += [Session(start=start, end=end, text=f"{start} – {end}") for start, end in others[:MAX_RUNS]]
            return


def span_in(instance: Mapping[str, object]) -> tuple[str | None, str | None]:
    """Return the ISO dates on which an instance begins and ends; an end before the beginning is none."""
    start, end = (iso_date(instance.get(key)) for key in ("startDate", "endDate"))
    return start, None if start and end and end[:10] < start[:10] else end


def iso_date(value: object) -> str | None:
    """Return a Dutch day as ISO date, with its time where it is more than midnight's filling; None for no day."""
    found = ISO_DATE.match(str(value or "")[:40])
    if not found or not "2000" < found[1] < "2050":
        return None
    if not _is_moment(found[1]):
        return None
    if found[2] in (None, "00:00", "23:59") or not found[3] or not _is_moment(found[0]):
        return found[1]
    local = datetime.fromisoformat(found[0]).astimezone(AMSTERDAM)
    midnight = (local.hour, local.minute) in ((0, 0), (23, 59))  # as scripts write a day: "2027-03-28T22:00:00Z"
    return local.date().isoformat() if midnight else local.isoformat(timespec="seconds")


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
