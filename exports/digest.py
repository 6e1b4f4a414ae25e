"""What staff should know after a scheduled run, in Dutch: a digest; and per provider a letter that is ready to send.

Nothing is sent to a provider by itself: the letter is for a person to read, change and send.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from exports.difference_words import KIND_WORDS
from exports.words import CAUSES, FIELDS, reason_words
from normalize.course import Course
from normalize.difference import KINDS, Difference

SHOWN = 10
"""Courses of a kind that are named; the others are counted."""
OVERDUE = 14
"""Days after which a provider without a good run is named."""
STALE = ("expired", "withdrawn", "conflicting")
"""Statuses that a provider can mend by changing its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """A provider's last run, as the digest tells it."""

    id: str
    """Registry id."""
    name: str
    """As people write it."""
    state: str
    """How the run ended: good, incomplete, failed, held or rejected."""
    cause: str | None
    """Code of what went wrong."""
    detail: str | None
    """The same in one line."""
    last_good: date | None
    """Day of the last good run."""
    differences: Sequence[Difference]
    """What the run changed, or would change where it is held back."""


def digest(visits: Iterable[Visited], asks: int, *, today: date, dead: Sequence[str] = ()) -> str:
    """Return the digest as plain text: what is held back and why, what failed, what changed, who is overdue.

    `dead` holds the dead links, each in a line.
    """
    known = list(visits)
    parts = [f"LLO-loket, {today.isoformat()}"]
    held = [visit for visit in known if visit.state == "held"]
    if held:
        parts.append("AANGEHOUDEN: wacht op uw oordeel\n" + "\n".join(_trouble(visit) for visit in held))
        parts.append("Bekijk met: lloket diff AANBIEDER. Beslis met: lloket runs accept AANBIEDER, of reject.")
    failed = [visit for visit in known if visit.state in ("failed", "incomplete")]
    if failed:
        parts.append("NIET OF NIET GEHEEL GELUKT\n" + "\n".join(map(_trouble, failed)))
    if asks:
        parts.append(f"OPNIEUW BEKIJKEN: bij {asks} correcties geeft de pagina nu iets anders (lloket decisions)")
    changed = [text for visit in known if visit.state != "held" and (text := _changes(visit))]
    parts.append("GEWIJZIGD\n" + "\n".join(changed) if changed else "Er is verder niets veranderd.")
    if dead:
        more = f"\n  en nog {len(dead) - SHOWN}" if len(dead) > SHOWN else ""
        parts.append("DODE LINKS\n" + "\n".join(f"  {line}" for line in dead[:SHOWN]) + more)
    overdue = [
        f"  {visit.name}: {'nog nooit' if visit.last_good is None else f'laatst op {visit.last_good.isoformat()}'}"
        for visit in known if visit.last_good is None or (today - visit.last_good).days > OVERDUE
    ]  # fmt: skip
    if overdue:
        parts.append("LANG GEEN GOED BEZOEK\n" + "\n".join(overdue))
    return "\n\n".join(parts) + "\n"


def _trouble(visit: Visited) -> str:
    words = CAUSES.get(visit.cause or "", (visit.cause or "", ""))[0]
    return f"  {visit.name} ({visit.id}): {words}\n      {visit.detail or ''}".rstrip()


def _changes(visit: Visited) -> str:
    lines = []
    for kind in KINDS:
        titles = [one.title for one in visit.differences if one.kind == kind]
        if titles:
            more = f" en nog {len(titles) - SHOWN}" if len(titles) > SHOWN else ""
            lines.append(f"      {KIND_WORDS[kind][0].lower()}: {'; '.join(titles[:SHOWN])}{more}")
    return "\n".join([f"  {visit.name}", *lines]) if lines else ""


def letter(name: str, offers: Iterable[Course], *, report: str) -> str | None:
    """Return a letter to a provider about what its pages leave open or contradict; None where all is well.

    `report` is the address of the page on which it sees its offers value by value.
    """
    stale: list[str] = []
    missing: dict[str, int] = {}
    total = 0
    for course in offers:
        total += 1
        if course.freshness.status in STALE:
            why = "; ".join(reason_words(one.code, "nl") for one in course.freshness.reasons)
            stale.append(f"  - {course.title}: {why}\n    {course.url}")
        for field in course.completeness.missing:
            missing[field] = missing.get(field, 0) + 1
    if not stale and not missing:
        return None
    parts = [
        f"Beste {name},",
        f"Het LLO-loket toont {total} cursussen van u, zoals uw site ze beschrijft. Een paar dingen vielen ons op;"
        " als u ze op uw site aanpast, lezen wij dat bij het volgende bezoek vanzelf.",
    ]
    if stale:
        more = f"\n  en nog {len(stale) - SHOWN}" if len(stale) > SHOWN else ""
        parts.append("Verouderd of tegenstrijdig:\n" + "\n".join(stale[:SHOWN]) + more)
    if missing:
        parts.append("Wat bezoekers vergelijken en niet op elke pagina staat:\n" + "\n".join(_gaps(missing, total)))
    parts.append(f"Per cursus ziet u het op {report}")
    parts.append("Met vriendelijke groet,\nhet LLO-loket Leiden Bio Science Park")
    return "\n\n".join(parts) + "\n"


def _gaps(missing: Mapping[str, int], total: int) -> list[str]:
    return [f"  - {FIELDS[field][0]}: ontbreekt bij {count} van {total}" for field, count in sorted(missing.items())]
