"""What there is to learn: topics by provider, prices, lengths and levels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from console.analysts.draw import Chart, Series, Tone
from console.analysts.material import NONE, Figure, Material, share
from console.words import DURATION_BANDS, PRICE_BANDS
from exports.shown import LEVELS, VAT
from exports.words import Pair, pick
from normalize.topics import topics

COLUMNS = 24
"""Providers of the matrix at most: those with the most courses."""
VAT_TONES: dict[str, Tone] = {"included": "main", "excluded": "fifth", "exempt": "third", "unknown": "quiet"}


def matrix(m: Material) -> Figure:
    """Draw how many available courses each provider has on each topic."""
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in m.rows("analysis_topic_provider"):
        held[row["topic"]][row["provider"]] += row["available"]
    sizes = {row["topic"]: row["available"] for row in m.rows("analysis_topic") if row["available"]}
    without = sizes.pop(NONE, 0)
    on_list = [topic.code for topic in topics()]
    order = sorted(sizes, key=lambda code: (-sizes[code], m.topic(code)))
    per_provider = sum((held[code] for code in order), Counter[str]())
    columns = sorted(+per_provider, key=lambda one: (-per_provider[one], m.name(one)))[:COLUMNS]
    missing = [m.topic(code) for code in on_list if code not in sizes]
    note = m.say("matrix_note", number=without)
    note += " " + m.say("matrix_missing", names=", ".join(missing)) if missing and order else ""
    title = m.say("topics_none")
    if order:
        total = m.rows("analysis_total")[0]["available"]
        title = m.say("matrix", name=m.topic(order[0]), number=sizes[order[0]], total=total)
        title += m.say("matrix_rest", number=len(missing), total=len(on_list)) if missing else ""
    return Figure(
        name="topics", title=title, note=note, view="analysis_topic_provider",
        chart=Chart("dots", [m.name(one) for one in columns], [
            Series(m.topic(code), "dot", [held[code][one] for one in columns]) for code in order
        ], m.number) if order else None,
        head=[m.say("topic"), m.say("together"), *(m.name(one) for one in columns)],
        body=[
            [m.topic(code), m.number(sizes[code]), *(m.number(held[code][one]) for one in columns)] for code in order
        ] + [[name, "0", *("0" for _ in columns)] for name in missing if order],
    )  # fmt: skip


def prices(m: Material) -> Figure:
    """Draw what courses cost, with what the pages say of VAT."""
    rows = [row for row in m.rows("analysis_price") if row["available"]]
    known = [row for row in rows if row["band"] != NONE]
    total, named = sum(row["available"] for row in rows), sum(row["available"] for row in known)
    labels = pick(PRICE_BANDS, m.language) | {"other_currency": m.say("other_currency")}
    bands = list(dict.fromkeys(row["band"] for row in sorted(known, key=lambda row: row["place"])))
    vats = [vat for vat in VAT_TONES if any(row["vat"] == vat for row in known)]
    held = Counter({(row["band"], row["vat"]): row["available"] for row in known})
    sums = {band: sum(held[band, vat] for vat in vats) for band in bands}
    title = m.say("prices_none")
    if named:
        most = max(bands, key=lambda band: sums[band])
        title = m.say("prices", band=labels[most], share=m.percent(share(sums[most], named)))
    words = pick(VAT, m.language)
    return Figure(
        name="prices", title=title, view="analysis_price",
        note=m.say("prices_note", number=total - named, total=total),
        chart=Chart("parts", [labels[band] for band in bands], [
            Series(words[vat], VAT_TONES[vat], [held[band, vat] for band in bands]) for vat in vats
        ], m.number) if named else None,
        head=[m.say("price"), m.say("courses"), *(words[vat] for vat in vats)],
        body=[
            [labels[band], m.number(sums[band]), *(m.number(held[band, vat]) for vat in vats)] for band in bands
        ] + ([[m.say("not_named"), m.number(total - named), *("" for _ in vats)]] if total > named else []),
    )  # fmt: skip


def durations(m: Material) -> Figure:
    """Draw how long courses take."""
    rows = sorted(m.rows("analysis_duration"), key=lambda row: row["place"])
    counts = {row["band"]: row["available"] for row in rows if row["available"]}
    return _counted(m, "durations", "analysis_duration", counts, DURATION_BANDS, "duration")


def levels(m: Material) -> Figure:
    """Draw which levels pages state."""
    held = {row["level"]: row["available"] for row in m.rows("analysis_level") if row["available"]}
    counts = {level: held[level] for level in (*LEVELS, NONE) if level in held}
    return _counted(m, "levels", "analysis_level", counts, LEVELS, "level")


def _counted(
    m: Material, name: str, view: str, counts: Mapping[str, int], words: Mapping[str, Pair], what: str
) -> Figure:  # fmt: skip
    """Return a figure of one count a label; `none` counts what the pages leave unsaid."""
    labels = pick(dict(words), m.language) | {NONE: m.say("not_named")}
    named = {code: number for code, number in counts.items() if code != NONE}
    total = sum(counts.values())
    title = m.say(f"{name}_none")
    if named:
        most = max(named, key=lambda code: named[code])
        title = m.say(name, label=labels[most], share=m.percent(share(named[most], sum(named.values()))))
    return Figure(
        name=name, title=title, view=view, note=m.say(f"{name}_note", number=counts.get(NONE, 0), total=total),
        chart=Chart("bars", [labels[code] for code in named], [
            Series(m.say("courses"), "main", list(named.values()))
        ], m.number) if named else None,
        head=[m.say(what), m.say("courses"), m.say("part")],
        body=[[labels[code], m.number(number), m.percent(share(number, total))] for code, number in counts.items()],
    )  # fmt: skip
