"""Coverage: what is found and published of each provider, how much of it can be compared, and how fresh it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from console.analysts.draw import Chart, Series, Tone
from console.analysts.material import Figure, Material, Row, known_on, line_of_time, share, ticks
from exports.words import FIELDS, STATUSES, pick
from normalize.course import COMPARED, Status

FRESHNESS: tuple[Status, ...] = ("current", "undated", "conflicting", "missing", "expired", "withdrawn")
"""From what can be followed to what can't."""
FIELD_TONES: dict[str, Tone] = {
    "audience": "main", "price": "second", "duration": "third", "dates": "fourth", "entry_requirements": "sixth",
}  # fmt: skip


def found(m: Material) -> Figure:
    """Draw what was found and published of each provider."""
    rows = sorted(
        m.rows("analysis_coverage"), key=lambda row: (-row["published"], -row["found"], m.name(row["provider"]))
    )
    total = sum(row["published"] for row in rows)
    names = [m.name(row["provider"]) for row in rows]
    title = m.say("no_visits")
    if total:
        title = m.say("found", name=names[0], number=rows[0]["published"], total=total)
    elif rows:
        title = m.say("found_none")
    words = (m.say("found_pages"), m.say("published"))
    return Figure(
        name="found", title=title, note=m.say("found_note"), view="analysis_coverage",
        chart=Chart("bars", names, [
            Series(words[0], "quiet", [row["found"] for row in rows]),
            Series(words[1], "main", [row["published"] for row in rows]),
        ], m.number) if rows else None,
        head=[m.say("provider"), *words, m.say("not_found_again"), m.say("comparable")],
        body=[
            [name, *(m.number(row[key]) for key in ("found", "published", "not_found_again", "comparable"))]
            for name, row in zip(names, rows, strict=True)
        ],
    )  # fmt: skip


def fields(m: Material) -> Figure:
    """Draw how often each compared field is given."""
    rows = [row for row in m.rows("analysis_coverage") if row["published"]]
    total = sum(row["published"] for row in rows)
    names = pick(FIELDS, m.language)
    given = {name: share(sum(row[name] for row in rows), total) for name in COMPARED}
    title = m.say("fields_none")
    if total:
        rarest = min(COMPARED, key=lambda name: given[name] or 0)
        full = (given[rarest] or 0) >= 99.5
        title = m.say("fields_all" if full else "fields", name=names[rarest], share=m.percent(given[rarest]))
    all_row = [m.say("together"), m.number(total), *(m.percent(given[name]) for name in COMPARED)]
    return Figure(
        name="fields", title=title, note=m.say("fields_note"), view="analysis_coverage",
        chart=Chart("bars", [names[name] for name in COMPARED], [
            Series(m.say("share_given"), "main", [given[name] for name in COMPARED]),
        ], m.percent, 100) if total else None,
        head=[m.say("provider"), m.say("courses"), *(names[name] for name in COMPARED)],
        body=[
            [m.name(row["provider"]), m.number(row["published"]),
             *(m.percent(share(row[name], row["published"])) for name in COMPARED)]
            for row in sorted(rows, key=lambda row: m.name(row["provider"]))
        ] + ([all_row] if total else []),
    )  # fmt: skip


def freshness(m: Material) -> Figure:
    """Draw how the published offers of each provider stand."""
    rows = [row for row in m.rows("analysis_coverage") if row["published"]]
    rows.sort(key=lambda row: (-row["published"], m.name(row["provider"])))
    total, current = sum(row["published"] for row in rows), sum(row["is_current"] for row in rows)
    names = pick(STATUSES, m.language)
    kept = [status for status in FRESHNESS if any(row[f"is_{status}"] for row in rows)]
    return Figure(
        name="freshness", view="analysis_coverage", note=m.say("freshness_note"),
        title=m.say("freshness", share=m.percent(share(current, total))) if total else m.say("fields_none"),
        chart=Chart("parts", [m.name(row["provider"]) for row in rows], [
            Series(names[status], status, [row[f"is_{status}"] for row in rows]) for status in kept
        ], m.number) if total else None,
        head=[m.say("provider"), m.say("courses"), *(names[status] for status in kept)],
        body=[
            [m.name(row["provider"]), m.number(row["published"]), *(m.number(row[f"is_{status}"]) for status in kept)]
            for row in rows
        ],
    )  # fmt: skip


def found_over_time(m: Material) -> Figure:
    """Draw how many course pages were found and how many offers published, day by day."""
    visits, published = _visits(m), _published(m)
    days = line_of_time([day for held in visits.values() for day in held] + list(published))
    each = [
        Series(m.say("found_pages"), "quiet", [_sum(visits, day, lambda row: row["found"]) for day in days]),
        Series(m.say("published"), "main", [_on(published, day).total() for day in days]),
    ]
    title = m.say("no_time")
    if days:
        title = m.say("found_over_time", first=each[1].values[0] or 0, last=each[1].values[-1] or 0, day=m.day(days[0]))
    return _over_time(m, "found-over-time", "analysis_visit", title, "found_time_note", days, each, "lines")


def fields_over_time(m: Material) -> Figure:
    """Draw which part of the course pages found gave each compared field, day by day."""
    visits = _visits(m)
    days = line_of_time(day for held in visits.values() for day in held)
    names = pick(FIELDS, m.language)
    each = []
    for name, tone in FIELD_TONES.items():
        values = []
        for day in days:
            pages = _sum(visits, day, lambda row, name=name: row["found"] if row[name] is not None else 0)
            filled = _sum(visits, day, lambda row, name=name: row["found"] * (row[name] or 0))
            values.append(share(filled or 0, pages or 0))
        each.append(Series(names[name], tone, values))
    title = m.say("no_time")
    if days:
        change = {one.name: (one.values[-1] or 0) - (one.values[0] or 0) for one in each}
        most = max(change, key=lambda name: abs(change[name]))
        key = "fields_same" if abs(change[most]) < 0.5 else "fields_up" if change[most] > 0 else "fields_down"
        row = next(one for one in each if one.name == most)
        title = m.say(key, name=most, first=m.percent(row.values[0]), last=m.percent(row.values[-1]))
    return _over_time(
        m, "fields-over-time", "analysis_visit", title, "fields_time_note", days, each, "lines", percent=True
    )  # fmt: skip


def freshness_over_time(m: Material) -> Figure:
    """Draw how the published offers stood, day by day."""
    published = _published(m)
    days = line_of_time([*published, *(day for held in _visits(m).values() for day in held)])
    names = pick(STATUSES, m.language)
    kept = [status for status in FRESHNESS if any(counts[status] for counts in published.values())]
    each = [Series(names[status], status, [_on(published, day)[status] for day in days]) for status in kept]
    title = m.say("no_time")
    if days:
        first, last = (_on(published, day) for day in (days[0], days[-1]))
        title = m.say(
            "freshness_over_time", day=m.day(days[0]), first=m.percent(share(first["current"], first.total())),
            last=m.percent(share(last["current"], last.total())),
        )  # fmt: skip
    return _over_time(
        m, "freshness-over-time", "analysis_published", title, "freshness_time_note", days, each, "areas"
    )  # fmt: skip


def _over_time(  # noqa: PLR0913 - a figure's parts, named as Figure names them
    m: Material, name: str, view: str, title: str, note: str, days: Sequence[str], each: list[Series],
    kind: str, *, percent: bool = False,
) -> Figure:  # fmt: skip
    """Return a figure over time; its table has the newest day first."""
    words = m.percent if percent else m.number
    chart = None
    if days:
        chart = Chart(
            "areas" if kind == "areas" else "lines", ticks(days, m.language), each, words, 100 if percent else None
        )
    body = [
        [m.day(day), *(words(one.values[place]) for one in each)] for place, day in reversed(list(enumerate(days)))
    ]  # fmt: skip
    return Figure(
        name=name, title=title, note=m.say(note), view=view, chart=chart,
        head=[m.say("day"), *(one.name for one in each)], body=body,
    )  # fmt: skip


def _visits(m: Material) -> dict[str, dict[str, Row]]:
    """Return provider to day to what was found then."""
    held: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for row in m.rows("analysis_visit"):
        if m.provider in ("", row["provider"]):
            held[row["provider"]][row["day"]] = row
    return held


def _sum(visits: dict[str, dict[str, Row]], day: str, figure: object) -> float | None:
    """Return the sum over providers of what each one's last visit until a day gave; None before the first."""
    assert callable(figure)
    last = [known_on(sorted(held), day) for held in visits.values()]
    found = [figure(held[at]) for held, at in zip(visits.values(), last, strict=True) if at]
    return sum(found) if found else None


def _published(m: Material) -> dict[str, Counter[str]]:
    """Return each day on which something was known to how many offers had each status."""
    days: dict[str, Counter[str]] = {row["day"]: Counter() for row in m.rows("analysis_published")}
    for row in m.rows("analysis_published"):
        if m.provider in ("", row["provider"]):
            days[row["day"]][row["status"]] += row["offers"]
    return dict(sorted(days.items()))


def _on(published: dict[str, Counter[str]], day: str) -> Counter[str]:
    at = known_on(list(published), day)
    return published[at] if at else Counter()
