"""Where providers overlap: courses that stand on more than one site, and topics that more than one teaches."""

from __future__ import annotations

from collections import Counter

from console.analysts.draw import Chart, Series
from console.analysts.material import NONE, Figure, Material
from normalize.topics import topics

COLUMNS = 24
"""Providers that are drawn at most, those with most in common; the table has all."""


def sites(m: Material) -> Figure:
    """Draw which part of each provider's courses stands on another site too."""
    rows = [row for row in m.rows("analysis_coverage") if row["published"]]
    rows.sort(key=lambda row: (-row["shared"], -row["published"], m.name(row["provider"])))
    sharing = [row for row in rows if row["shared"]]
    names = [m.name(row["provider"]) for row in rows]
    words = (m.say("shared"), m.say("alone"))
    title = m.say("fields_none")
    if rows:
        title = m.say("sites", number=len(sharing), total=len(rows)) if sharing else m.say("sites_none")
    return Figure(
        name="sites", title=title, note=m.say("sites_note"), view="analysis_coverage",
        chart=Chart("parts", names, [
            Series(words[0], "second", [row["shared"] for row in rows]),
            Series(words[1], "main", [row["published"] - row["shared"] for row in rows]),
        ], m.number) if rows else None,
        head=[m.say("provider"), *words],
        body=[
            [name, m.number(row["shared"]), m.number(row["published"] - row["shared"])]
            for name, row in zip(names, rows, strict=True)
        ],
    )  # fmt: skip


def pairs(m: Material) -> Figure:
    """Draw how many topics each two providers have in common."""
    rows = sorted(
        m.rows("analysis_overlap"),
        key=lambda row: (-row["topics"], -row["offers"], m.name(row["provider"]), m.name(row["other"])),
    )
    held = {(row["provider"], row["other"]): row["topics"] for row in rows}
    shared: Counter[str] = Counter()
    for (one, other), number in held.items():
        shared[one] += number
        shared[other] += number
    order = sorted(+shared, key=lambda one: (-shared[one], m.name(one)))[:COLUMNS]
    return Figure(
        name="pairs", view="analysis_overlap", note=m.say("pairs_note"),
        title=m.say("pairs", one=m.name(rows[0]["provider"]), other=m.name(rows[0]["other"]), number=rows[0]["topics"])
        if order else m.say("pairs_none"),
        chart=Chart("dots", [m.name(one) for one in order], [
            Series(m.name(one), "dot", [held.get((one, other), held.get((other, one))) for other in order])
            for one in order
        ], m.number) if order else None,
        head=[m.say("provider"), m.say("other_provider"), m.say("shared_topics"), m.say("shared_offers")],
        words=2,
        body=[
            [m.name(row["provider"]), m.name(row["other"]), m.number(row["topics"]), m.number(row["offers"])]
            for row in rows
        ],
    )  # fmt: skip


def spread(m: Material) -> Figure:
    """Draw how many providers teach each topic."""
    rows = {row["topic"]: row for row in m.rows("analysis_topic") if row["available"] and row["topic"] != NONE}
    order = sorted(rows, key=lambda code: (-rows[code]["providers"], m.topic(code)))
    alone = sum(row["providers"] == 1 for row in rows.values())
    nothing = [m.topic(topic.code) for topic in topics() if topic.code not in rows]
    title = m.say("topics_none")
    if order:
        title = m.say("spread", name=m.topic(order[0]), number=rows[order[0]]["providers"], alone=alone)
    return Figure(
        name="spread", title=title, note=m.say("spread_note"), view="analysis_topic",
        chart=Chart("bars", [m.topic(code) for code in order], [
            Series(m.say("providers"), "main", [rows[code]["providers"] for code in order])
        ], m.number) if order else None,
        head=[m.say("topic"), m.say("providers"), m.say("courses")],
        body=[[m.topic(code), m.number(rows[code]["providers"]), m.number(rows[code]["available"])] for code in order]
        + [[name, "0", "0"] for name in nothing if order],
    )  # fmt: skip
