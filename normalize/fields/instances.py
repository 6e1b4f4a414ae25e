"""What the embedded data of a page (schema.org CourseInstance) adds to the runs that it shows."""

from __future__ import annotations

import re

from normalize.course import Duration, Session
from normalize.fields.meetings import moment_of, takes_days
from normalize.fields.sameness import span_of
from normalize.page.view import View

MAX_RUNS = 200
"""Instances of one course that are looked at."""
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
        start, end = (iso_date(instance.get(key)) for key in ("startDate", "endDate"))
        if start and end and start[:10] == run.start[:10] < end[:10]:
            run.end = moment_of(end[:10], run.end[11:16] if run.end and "T" in run.end else None)
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
            start, end = (iso_date(instance.get(key)) for key in ("startDate", "endDate"))
            if start and end:
                spans[start, end] = None
    for spans in named.values():
        others = [(start, end) for start, end in spans if (start[:10], end[:10]) != span_of(shown)]
        if len(others) < len(spans):
            sessions += [Session(start=start, end=end, text=f"{start} – {end}") for start, end in others[:MAX_RUNS]]
            return


def iso_date(value: object) -> str | None:
    """Return an ISO date, with its time where it is more than midnight's filling."""
    found = re.match(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?", str(value or ""))
    if not found or not "2000" < found[1] < "2050":
        return None
    if found[2] in (None, "00:00", "23:59") or not found[3]:
        return found[1]
    return f"{found[1]}T{found[2]}:00{'+00:00' if found[3] == 'Z' else found[3]}"
