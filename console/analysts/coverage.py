"""Coverage: what is found and published of each provider, how much of it can be compared, and how fresh it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence

from console.analysts.draw import Chart, Kind, Series, Tone
from console.analysts.material import Figure, Material, Row, known_on, line_of_time, share, ticks
from exports.words import FIELDS, STATUSES, pick
from normalize.course import COMPARED, Status

FRESHNESS: tuple[Status, ...] = ("current", "undated", "conflicting", "missing", "expired", "withdrawn")
"""From what can be followed to what can't."""
TABLE = 100
"""Days of a table, the newest; the CSV has all."""
FIELD_TONES: dict[str, Tone] = {
    "audience": "main", "price": "second", "duration": "third", "dates": "fourth", "entry_requirements": "sixth",
}  # fmt: skip


def found(m: Material) -> Figure:
    """Draw what was found and published of each provider."""
    rows = sorted(
        m.rows("analysis_coverage"), key=lambda row: (-row["published"], -row["found"], m.name(row["provider"]))
    )
    total = m.rows("analysis_total")[0]["published"]
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
    together = m.rows("analysis_total")[0]
    total = together["published"]
    names = pick(FIELDS, m.language)
    given = {name: share(together[name], total) for name in COMPARED}
    title = m.say("fields_none")
    if total:
        rarest = min(COMPARED, key=lambda name: given[name] or 0)
        full = (given[rarest] or 0) >= 99.5
        title = m.say("fields_all" if full else "fields", name=names[rarest].lower(), share=m.percent(given[rarest]))
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
    together = m.rows("analysis_total")[0]
    total, current = together["published"], together["is_current"]
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
    lines: list[Line] = [
        (m.say("found_pages"), "quiet", lambda day: _sum(visits, day, lambda row: row["found"])),
        (m.say("published"), "main", lambda day: _on(published, day).total()),
    ]
    drawn = _Drawn({day for held in visits.values() for day in held} | published.keys(), lines)
    title = m.say("no_time")
    if drawn.days:
        first, last = (drawn.series[1].values[place] or 0 for place in (0, -1))
        title = m.say("found_over_time", first=first, last=last, day=m.day(drawn.days[0]))
    return _over_time(m, "found-over-time", "analysis_visit", (title, m.say("found_time_note")), drawn)


def fields_over_time(m: Material) -> Figure:
    """Draw which part of the course pages found gave each compared field, day by day."""
    visits = _visits(m)
    names = pick(FIELDS, m.language)

    def given(name: str) -> Callable[[str], float | None]:
        def on(day: str) -> float | None:
            pages = _sum(visits, day, lambda row: row["found"] if row[name] is not None else 0)
            return share(_sum(visits, day, lambda row: row["found"] * (row[name] or 0)) or 0, pages or 0)

        return on

    lines: list[Line] = [(names[name], tone, given(name)) for name, tone in FIELD_TONES.items()]
    drawn = _Drawn({day for held in visits.values() for day in held}, lines)
    title = m.say("no_time")
    if drawn.days:
        ends = {one.name: (one.values[0] or 0, one.values[-1] or 0) for one in drawn.series}
        most = max(ends, key=lambda name: abs(ends[name][1] - ends[name][0]))
        first, last = ends[most]
        key = "fields_same" if abs(last - first) < 0.5 else "fields_up" if last > first else "fields_down"
        title = m.say(key, name=most.lower(), first=m.percent(first), last=m.percent(last))
    words = (title, m.say("fields_time_note"))
    return _over_time(m, "fields-over-time", "analysis_visit", words, drawn, percent=True)


def freshness_over_time(m: Material) -> Figure:
    """Draw how the published offers stood, day by day."""
    published = _published(m)
    names = pick(STATUSES, m.language)

    def standing(status: str) -> Callable[[str], float]:
        return lambda day: _on(published, day)[status]

    kept = [status for status in FRESHNESS if any(counts[status] for counts in published.values())]
    lines: list[Line] = [(names[status], status, standing(status)) for status in kept]
    drawn = _Drawn({day for held in _visits(m).values() for day in held} | published.keys(), lines)
    title = m.say("no_time")
    if drawn.days:
        first, last = (_on(published, drawn.days[place]) for place in (0, -1))
        title = m.say(
            "freshness_over_time", day=m.day(drawn.days[0]), first=m.percent(share(first["current"], first.total())),
            last=m.percent(share(last["current"], last.total())),
        )  # fmt: skip
    words = (title, m.say("freshness_time_note"))
    return _over_time(m, "freshness-over-time", _published_view(m), words, drawn, kind="areas")


Line = tuple[str, Tone, Callable[[str], float | None]]
"""What a line over time is called, its tone, and its figure on a day."""


class _Drawn:
    """Lines over time: evenly spread days for the picture, and the days on which something was known."""

    def __init__(self, known: Collection[str], lines: Sequence[Line]) -> None:
        self.known, self.lines = sorted(known), lines
        self.days = line_of_time(known)
        self.series = [Series(name, tone, [figure(day) for day in self.days]) for name, tone, figure in lines]


def _over_time(
    m: Material, name: str, view: str, words: tuple[str, str], drawn: _Drawn, *, kind: Kind = "lines",
    percent: bool = False,
) -> Figure:  # fmt: skip
    """Return a figure over time; its table has the newest day first."""
    told = m.percent if percent else m.number
    chart = None
    if drawn.days:
        chart = Chart(kind, ticks(drawn.days, m.language), drawn.series, told, 100 if percent else None)
    return Figure(
        name=name, title=words[0], note=words[1], view=view, chart=chart,
        head=[m.say("day"), *(name for name, _, _ in drawn.lines)],
        body=[[m.day(day), *(told(figure(day)) for _, _, figure in drawn.lines)] for day in drawn.known[::-1][:TABLE]],
    )  # fmt: skip


def _visits(m: Material) -> dict[str, dict[str, Row]]:
    """Return provider to day to what was found then."""
    held: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for row in m.rows("analysis_visit"):
        if m.provider in ("", row["provider"]):
            held[row["provider"]][row["day"]] = row
    return held


def _sum(visits: dict[str, dict[str, Row]], day: str, figure: Callable[[Row], float]) -> float | None:
    """Return the sum over providers of what each one's last visit until a day gave; None before the first."""
    last = [known_on(sorted(held), day) for held in visits.values()]
    found = [figure(held[at]) for held, at in zip(visits.values(), last, strict=True) if at]
    return sum(found) if found else None


def _published(m: Material) -> dict[str, Counter[str]]:
    """Return each day on which something was known to how many offers had each status."""
    rows = m.rows(_published_view(m))
    days: dict[str, Counter[str]] = {row["day"]: Counter() for row in rows}
    for row in rows:
        if not m.provider or m.provider == row["provider"]:
            days[row["day"]][row["status"]] += row["offers"]
    return dict(sorted(days.items()))


def _published_view(m: Material) -> str:
    """Return the view that counts what is asked for: of all providers together each offer counts once."""
    return "analysis_published" if m.provider else "analysis_published_total"


def _on(published: dict[str, Counter[str]], day: str) -> Counter[str]:
    at = known_on(list(published), day)
    return published[at] if at else Counter()
