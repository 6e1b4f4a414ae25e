"""Where a page contradicts itself about a date, a price, a length or a place, quoting both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.course import Course, Duration, Reason
from normalize.fields import prose
from normalize.fields.places import place_words, towns_in
from normalize.fields.runs import Runs, iso_date
from normalize.fields.values import embedded_prices, price_tiers
from normalize.page.text import cut
from normalize.page.view import View
from normalize.values.durations import read_duration
from normalize.values.prices import read_prices

VAT_FACTORS = (1.21, 1.09)
"""Prices that differ by Dutch VAT agree."""
WHOLE = re.compile(r"\b(?:cursus|opleiding|training|course|workshop)", re.IGNORECASE)
"""A length beside the content must be of the whole course."""
HOURS = {"hour": 1.0, "half_day": 4.0, "day": 8.0}


def find_conflicts(view: View, course: Course, runs: Runs) -> list[Reason]:
    """Compare what stands at different places of the page."""
    found = [*_dates(view, course, runs), *_prices(view, course), *_lengths(view, course), *_places(view, course)]
    found += [
        Reason(code="withdrawn_notice", text=cut(sentence.text, 300)) for sentence in prose.on(view, "withdrawn")[:1]
    ]
    return found


def _quote(first: str, second: str) -> str:
    return f"“{cut(' '.join(first.split()), 160)}” / “{cut(' '.join(second.split()), 160)}”"


def _dates(view: View, course: Course, runs: Runs) -> Iterator[Reason]:
    for note, words in runs.notes[:3]:
        yield Reason(code=f"conflict_dates_{note}", text=cut(" ".join(words.split()), 300))
    thing = view.thing
    days = {s.start[:10]: s for s in course.sessions if s.start and s.precision == "day"}
    if thing is None or not days or (runs.witness and runs.witness.method == thing.syntax):
        return
    instances = [i for i in thing.many("hasCourseInstance") if isinstance(i, dict)] or [thing.data]
    for instance in instances[:50]:
        start, end = iso_date(instance.get("startDate")), iso_date(instance.get("endDate"))
        shown = next(iter(days.values()))
        seen = [s[:10] for s in (shown.start, shown.end) if s]
        if (
            start
            and start[:10] not in days
            and not any(s.start <= start <= (s.end or s.start) + "T" for s in days.values() if s.start)
        ):
            yield Reason(code="conflict_dates", text=_quote(shown.text or seen[0], f"startDate {start}"))
            return
        if start and end and len(days) == 1 and start[:10] == seen[0] and end[:10] != seen[-1]:
            yield Reason(code="conflict_dates", text=_quote(shown.text or seen[-1], f"endDate {end}"))
            return


def _prices(view: View, course: Course) -> Iterator[Reason]:
    if course.price is None or course.price.amount == 0:
        return
    shown = {price.amount for price in course.prices}
    others = [(p.amount, p.text) for p in embedded_prices(view) if p.text != course.price.text]
    meta = view.embedded.meta
    for words in {meta.get("description", ""), meta.get("og:description", "")}:
        others += [(p.amount, p.text) for p in read_prices(words[:600])]
    for amount, words in others:
        if amount and not any(_agree(amount, price) for price in shown):
            yield Reason(code="conflict_price", text=_quote(course.price.text, words))
            return
    if course.price.label:
        return
    spoken = ((price, w) for tier in price_tiers(view) for w in tier for price in read_prices(w.text[:400]))
    for price, witness in spoken:
        rival = price.amount and not price.label and 0.5 <= price.amount / course.price.amount <= 2
        if rival and not any(_agree(price.amount, amount) for amount in shown):
            yield Reason(code="conflict_price", text=_quote(course.price.text, witness.text))
            return


def _agree(one: float, two: float) -> bool:
    low, high = sorted((one, two))
    return high - low < 0.02 or any(abs(high - low * factor) <= 0.01 * high for factor in VAT_FACTORS)


def _lengths(view: View, course: Course) -> Iterator[Reason]:
    if course.duration is None:
        return
    mine = _hours(course.duration)
    chosen = course.evidence["duration"].text if "duration" in course.evidence else course.duration.text
    zone = next((b.zone for b in view.blocks if chosen[:80] in b.text), "main")
    for sentence in prose.on(view, "duration"):
        if len(sentence.text) > 120 or sentence.text in chosen:
            continue
        if view.blocks[sentence.block].zone == zone or not WHOLE.search(sentence.text):
            continue
        other = read_duration(sentence.text)
        hours = _hours(other) if other else None
        if hours and mine and other and hours != mine and max(hours, mine) <= 120:
            yield Reason(code="conflict_duration", text=_quote(chosen, sentence.text))
            return


def _hours(duration: Duration) -> float | None:
    factor = HOURS.get(duration.unit)
    return duration.value * factor if factor and duration.unit != "hour" else None


def _places(view: View, course: Course) -> Iterator[Reason]:
    thing = view.thing
    if (
        thing is None
        or not course.location
        or ("location" in course.evidence and course.evidence["location"].method == thing.syntax)
    ):
        return
    shown = towns_in(course.location)
    for place in thing.many("location"):
        other = towns_in(place_words(place))
        if shown and other and shown.isdisjoint(other):
            yield Reason(code="conflict_location", text=_quote(course.location, place_words(place)))
            return
