"""The hour at which a run ends: not that of the drinks behind it, and none where its last day is yet to begin then."""

from __future__ import annotations

import re
from datetime import date

from normalize.course import Session
from normalize.fields.days import LINE, clocked, has_day
from normalize.fields.sameness import span_of
from normalize.page.view import View
from normalize.values.dates import read_dates
from normalize.values.moments import moment_of

_CLOCK = r"([01]?\d|2[0-3])[.:]([0-5]\d)"
_HOUR = r"(?: ?(?:uur|u|h|hrs)\b\.?)?"
SOCIAL = re.compile(
    rf"\b{_CLOCK}{_HOUR}\W{{1,4}}(?:(?:en |and )?"
    r"(?:daarna|aansluitend|gevolgd door|met|followed by|then|afterwards|with) )?"
    r"(?:(?:een|a|de|the) )?(?:netwerk|afsluitende |network(?:ing)? )?"
    r"(?:borrel|drinks|diner|dinner|reception|receptie|napraten|hapjes)\b"
    rf"[^.;\d]{{0,20}} (?:tot|until|till|to) {_CLOCK}",
    re.IGNORECASE,
)
"""Where the meeting ends and the drinks begin, and until when they last."""
SLOT = re.compile(rf"\W{{0,3}}{_CLOCK}{_HOUR} ?(?:[-–—]|tot|to|until) ?{_CLOCK}(?!\d)", re.IGNORECASE)
"""The times with which a line of a programme begins."""
LEAST = 3
"""Lines of the programme of a day, at least."""


def mend(view: View, sessions: list[Session]) -> list[str]:
    """Mend the hours at which runs end; return what of the programme contradicts them, with the words of the run."""
    told: list[str] = []
    for run in sessions:
        hour = run.end[11:16] if run.end and "T" in run.end else ""
        if not hour or run.precision != "day":
            continue
        last = span_of(run)[1]
        earlier = _before_drinks(view, run, hour)
        slots = _programme(view, last)
        if earlier:
            run.end = moment_of(last, earlier)
        elif len(slots) >= LEAST and sum(begin >= hour for begin, _ in slots) * 2 > len(slots):
            run.end = last
            told.append(f"{run.text} ↔ {slots[-1][1]}")
    return told


def _before_drinks(view: View, run: Session, hour: str) -> str | None:
    """Return when the meeting of one day ends, where the page says that the hour is that of the drinks."""
    begin = run.start[11:16] if run.start and run.start[:10] == (run.end or "")[:10] else ""
    for sentence in view.once(clocked) if begin else ():
        for found in SOCIAL.finditer(sentence.text[:300]):
            ends, drinks = (f"{int(h):02}:{m}" for h, m in (found.group(1, 2), found.group(3, 4)))
            if drinks == hour and begin < ends < drinks:
                return ends
    return None


def _programme(view: View, day: str) -> list[tuple[str, str]]:
    """Return when the parts of the programme begin that stands under a heading with a day, and their words."""
    at = next((n for n, b in enumerate(view.blocks) if b.level and _is_on(view, b.text, day)), None)
    slots = []
    for block in view.blocks[at + 1 :] if at is not None else ():
        if block.level:
            break
        found = SLOT.match(block.text)
        if found:
            slots.append((f"{int(found[1]):02}:{found[2]}", block.text))
    return slots


def _is_on(view: View, heading: str, day: str) -> bool:
    """Tell whether a heading names a day, and no other."""
    if len(heading) > LINE or not has_day(heading):
        return False
    read = read_dates(heading, year=date.fromisoformat(day).year, seen=view.seen).sessions
    return len(read) == 1 and span_of(read[0]) == (day, day)
