"""Demand beside supply: how many ask for each topic, and what there is for them in the next half year."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date
from typing import NamedTuple

from console.analysts.draw import Chart, Series
from console.analysts.material import NONE, Figure, Material, Row
from store.views import Rows

MONTHS = 6
"""How far ahead starts count."""
FREE = ("open", "unknown")
"""Runs that may have a place left."""


class Gap(NamedTuple):
    """A topic that is asked for."""

    topic: str
    asked: int
    """People."""
    available: int
    """Offers on the topic that are neither past nor withdrawn."""
    flexible: int
    """Those of them that start at any time or on request."""
    starts: int
    """Runs that start within six months and are neither full nor cancelled."""
    places: int
    """Places in those runs, by estimate."""

    @property
    def gap(self) -> int:
        """Return how many people more than places there are."""
        return max(0, self.asked - self.places)

    @property
    def verdict(self) -> str:
        """Return the code of what stands between demand and supply."""
        if not self.available:
            return "nothing"
        if not self.gap:
            return "enough"
        if self.flexible:
            return "flexible_verdict"
        return "short" if self.starts else "no_start"


def until(today: date) -> date:
    """Return the day six months on; the last of the month where that has no such day."""
    year, month = divmod(today.year * 12 + today.month - 1 + MONTHS, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def gaps(m: Material) -> list[Gap]:
    """Return each topic that is asked for, the largest gap first."""
    starts = _starts(m.rows("analysis_start"), m.today)
    asked: Counter[str] = Counter()
    supply: dict[str, Row] = {}
    for row in m.rows("analysis_demand"):
        if row["topic"] is not None:
            asked[row["topic"]] += row["asked"]
            supply[row["topic"]] = row
    found = [
        Gap(code, number, supply[code]["available"], supply[code]["on_request"] + supply[code]["any_time"],
            starts[code], starts[code] * m.group)
        for code, number in asked.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.gap, -one.asked, m.topic(one.topic)))


def _starts(rows: list[Row], today: date) -> Counter[str]:
    """Return how many runs of each topic with places left start on a known day or month within six months."""
    first, last = today.isoformat(), until(today).isoformat()
    counts: Counter[str] = Counter()
    for row in rows:
        day = row["start"][:10]
        known = row["exactness"] in ("day", "month") and row["status"] in FREE
        if known and first[: len(day)] <= day <= last[: len(day)]:
            counts[row["topic"]] += row["runs"]
    return counts


def gap(m: Material) -> Figure:
    """Draw how many ask for each topic beside the places there are."""
    found = gaps(m)
    names = [m.topic(one.topic) for one in found]
    words = (m.say("asked"), m.say("places"))
    short = [one for one in found if one.gap]
    title = m.say("gap_none")
    if short:
        title = m.say("gap", name=names[0], number=found[0].gap, short=len(short), total=len(found))
    elif found:
        title = m.say("gap_enough")
    spare = sorted(
        (row for row in m.rows("analysis_topic") if row["available"] and row["topic"] != NONE
         and row["topic"] not in {one.topic for one in found}),
        key=lambda row: (-row["available"], m.topic(row["topic"])),
    )  # fmt: skip
    note = m.say("gap_note", group=m.group, day=m.day(until(m.today).isoformat()))
    if found and spare:
        note += " " + m.say("gap_spare", names=", ".join(m.topic(row["topic"]) for row in spare))
    return Figure(
        name="gap", title=title, note=note, view="analysis_demand",
        chart=Chart("bars", names, [
            Series(words[0], "second", [one.asked for one in found]),
            Series(words[1], "main", [one.places for one in found]),
        ], m.number) if found else None,
        head=[
            m.say("topic"), m.say("verdict"), words[0], m.say("courses"), m.say("flexible"), m.say("starts"), words[1],
            m.say("gap_left"),
        ],
        words=2,
        body=[
            [name, m.say(one.verdict), *(m.number(value) for value in one[1:]), m.number(one.gap)]
            for name, one in zip(names, found, strict=True)
        ],
        table=Rows("analysis_demand", (*Gap._fields, "gap", "verdict"), [
            (*one, one.gap, one.verdict) for one in found
        ]),
    )  # fmt: skip
