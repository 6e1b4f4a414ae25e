"""Where a page contradicts itself about a date, a price, a length or a place, quoting both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from normalize.course import Course, Duration, Price, Reason, Session
from normalize.fields import prose, told
from normalize.fields.meetings import AMSTERDAM
from normalize.fields.places import place_words, towns_in
from normalize.fields.runs import Runs, iso_date
from normalize.fields.values import embedded_prices, price_tiers
from normalize.fields.witness import Witness
from normalize.page.text import cut, fold, sentences
from normalize.page.view import View
from normalize.values.dates import read_dates
from normalize.values.durations import read_duration
from normalize.values.price_words import TARIFF
from normalize.values.prices import read_prices
from normalize.values.words import plain

NEAR = 45
"""Days between two dates, at most, of which one is a mistake for the other and not another run."""
EDITION_YEAR = re.compile(r"(?<![\d:/.-])\b(20[12]\d)\b(?![\d/–-])")
"""A year that names an edition, not a norm's version or a span of years."""
VAT_FACTORS = (1.21, 1.09)
"""Prices that differ by Dutch VAT agree."""
WHOLE = re.compile(r"\b(?:cursus|opleiding|training|course|workshop)", re.IGNORECASE)
"""A length beside the content must be of the whole course."""
MAX_TOLD = 300
"""Characters of a sentence in which a length is looked for."""
COUNTS = re.compile(
    r"\b(?:\d+|een|één|twee|drie|vier|vijf|zes|zeven|acht|one|two|three|four|five|six)[ -]?(?:hele |full )?"
    r"(?:dag|dagen|daags|daagse|dagdelen|weken|weekse|maanden|jaar|jarige|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
"""Lengths in a sentence: of one that names several, it is not plain which is the course's."""
OWN_COUNT = re.compile(
    r"\b(?:cursus|opleiding|training|workshop|leergang|course|programme|workshop) (?:bestaat uit|omvat|telt|heeft"
    r"|consists of|comprises|has)\b",
    re.IGNORECASE,
)
"""Before the number of meetings that a sentence announces."""
SCALES = {
    "day": ("day", 1.0), "half_day": ("day", 0.5), "week": ("week", 1.0), "month": ("month", 1.0),
    "year": ("month", 12.0),
}  # fmt: skip
"""What units of length can be compared, and how many of what one is."""
HOURS = {"hour": 1.0, "half_day": 4.0, "day": 8.0}


def find_conflicts(view: View, course: Course, runs: Runs) -> list[Reason]:
    """Compare what stands at different places of the page."""
    found = [*_dates(view, course, runs), *_title_year(view, course), *_told_dates(view, course, runs)]
    found += [*_prices(view, course), *_lengths(view, course), *_places(view, course)]
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
        clock = _clock(instance.get("startDate"))
        if start and start[:10] in days and clock and _clock(days[start[:10]].start) not in (None, clock):
            yield Reason(code="conflict_dates", text=_quote(days[start[:10]].text or start, f"startDate {start}"))
            return
        if start and end and len(days) == 1 and start[:10] == seen[0] and end[:10] != seen[-1]:
            yield Reason(code="conflict_dates", text=_quote(shown.text or seen[-1], f"endDate {end}"))
            return


def _clock(moment: object) -> str | None:
    """Return the Dutch time of day of a moment; None where it has none."""
    iso = iso_date(moment)
    return datetime.fromisoformat(iso).astimezone(AMSTERDAM).strftime("%H:%M") if iso and "T" in iso else None


def _title_year(view: View, course: Course) -> Iterator[Reason]:
    """Compare the year in the title with the runs' years: an edition that was forgotten in one of the two."""
    head = next((block.text for block in view.blocks if block.level == 1), "")
    years = {int(year) for year in EDITION_YEAR.findall(head)}
    runs = {int(moment[:4]) for s in course.sessions for moment in (s.start, s.end) if moment}
    if len(years) == 1 and runs and years.isdisjoint(runs) and min(abs(year - min(years)) for year in runs) == 1:
        yield Reason(code="conflict_dates", text=_quote(head, course.sessions[0].text))


def _told_dates(view: View, course: Course, runs: Runs) -> Iterator[Reason]:
    """Compare the only run, which stands under a label, with the days that a sentence says the course is on."""
    dated = [s for s in course.sessions if s.start]
    if len(dated) != 1 or dated[0].precision != "day" or runs.witness is None or runs.witness.method == "text":
        return
    run = dated[0]
    first, last = (run.start or "")[:10], (run.end or run.start or "")[:10]
    for words in _on_the_day(view):
        for named in read_dates(words[: prose.MAX_SENTENCE], year=int(first[:4]), seen=view.seen).sessions:
            if named.start is None or named.precision != "day":
                continue
            begin, end = named.start[:10], (named.end or named.start)[:10]
            inside = first <= begin and end <= last
            near = abs((date.fromisoformat(begin) - date.fromisoformat(first)).days) <= NEAR
            if not inside and near and not (run.end is None and begin == first):
                yield Reason(code="conflict_dates", text=_quote(run.text or first, words))
                return


def _on_the_day(view: View) -> Iterator[str]:
    """Yield what else says on which day the course is: sentences, the line beside the title, the page's summary."""
    yield from (sentence.text for sentence in prose.told(view, "own_date"))
    yield from (words for words, _, _ in told.lines(view, alone=False))
    meta = view.embedded.meta
    for words in dict.fromkeys((meta.get("description", ""), meta.get("og:description", ""))):
        yield from (part for part in sentences(words[:600]) if prose.speaks_of("sessions", part))


def _prices(view: View, course: Course) -> Iterator[Reason]:
    if course.price is None or course.price.amount == 0:
        return
    shown = {price.amount for price in course.prices}
    tiers = list(price_tiers(view))
    for first, second in _same_tariff(tiers, course):
        yield Reason(code="conflict_price", text=_quote(first, second))
        return
    others = [(p.amount, p.text) for p in embedded_prices(view) if p.text != course.price.text]
    meta = view.embedded.meta
    for words in {meta.get("description", ""), meta.get("og:description", "")}:
        others += [(p.amount, p.text) for p in read_prices(words[:600])]
    for amount, words in others:
        if amount and not any(_agree(amount, price) for price in shown):
            yield Reason(code="conflict_price", text=_quote(course.price.text, words))
            return
    spoken = [(price, w) for tier in tiers for w in tier for price in read_prices(w.text[:400])]
    named = {fold(price.label or ""): price for price in course.prices if TARIFF.search(plain(price.label or ""))}
    alone = [(price, w) for price, w in spoken if sum(other is w for _, other in spoken) == 1]
    for price, witness in alone:
        known = named.get(fold(price.label or "")) if not any(sign.isdigit() for sign in price.label or "") else None
        if known and not _agree(known.amount, price.amount):
            yield Reason(code="conflict_price", text=_quote(known.text, witness.text))
            return
    if course.price.label:
        return
    for price, witness in spoken:
        rival = price.amount and not price.label and 0.5 <= price.amount / course.price.amount <= 2
        if rival and not any(_agree(price.amount, amount) for amount in shown):
            yield Reason(code="conflict_price", text=_quote(course.price.text, witness.text))
            return


def _same_tariff(tiers: list[list[Witness]], course: Course) -> Iterator[tuple[str, str]]:
    """Yield the words of two prices for the same tariff: by its label, or by labels that mean the whole price."""
    named: dict[str, Price] = {}
    for price in course.prices:
        label = fold(price.label or "")
        whose = label and TARIFF.search(plain(price.label or "")) and not any(sign.isdigit() for sign in label)
        known = named.setdefault(label, price) if whose else price
        if known.amount != price.amount:
            yield known.text, price.text
    plainly: list[Price] = []
    for tier in tiers:
        if plainly:
            break
        for witness in tier:
            whole = [p for p in read_prices(f"{witness.label.rstrip(' :')}: {witness.text[:400]}") if p.amount]
            if witness.method in ("label", "heading") and len(whole) == 1 and whole[0].label is None:
                plainly += whole
    for other in plainly[1:]:
        if not _agree(plainly[0].amount, other.amount) and 0.5 <= other.amount / plainly[0].amount <= 2:
            yield plainly[0].text, other.text


def _agree(one: float, two: float) -> bool:
    low, high = sorted((one, two))
    return high - low < 0.02 or any(abs(high - low * factor) <= 0.01 * high for factor in VAT_FACTORS)


def _lengths(view: View, course: Course) -> Iterator[Reason]:
    if course.duration is None:
        return
    mine = _hours(course.duration)
    chosen = course.evidence["duration"].text if "duration" in course.evidence else course.duration.text
    told = [block.text for block in view.blocks if block.level == 1 and prose.speaks_of("own_length", block.text)]
    told += [sentence.text for sentence in prose.told(view, "own_length")]
    for words in told:
        found = prose.patterns("own_length")[0].search(words[:MAX_TOLD].lower())
        other = read_duration(words[found.start() : found.end()]) if found else None
        if other and words not in chosen and _differ(course.duration, other) and len(COUNTS.findall(words)) == 1:
            yield Reason(code="conflict_duration", text=_quote(chosen, words))
            return
    counts = {len(session.days) for session in course.sessions}
    count = next(iter(counts)) if len(counts) == 1 else 0
    extra = prose.speaks_of("beside_days", " ".join(s.text for s in course.sessions) + " " + chosen)
    sure = course.evidence["duration"].method in ("label", "table", "heading") or OWN_COUNT.search(chosen)
    if count > 1 and not extra and sure:
        unit, value = course.duration.unit, course.duration.value
        if (unit in ("day", "session") and value != count) or (unit == "half_day" and value < count):
            yield Reason(code="conflict_duration", text=_quote(chosen, course.sessions[0].text))
            return
    for session in course.sessions:
        span = _span(session)
        if course.duration.unit == "day" and not session.days and 1 < span < course.duration.value and not extra:
            yield Reason(code="conflict_duration", text=_quote(chosen, session.text))
            return
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


def _span(session: Session) -> int:
    """Count the days from the first to the last of a run, 0 where one of them is open."""
    if session.precision != "day" or not session.start or not session.end:
        return 0
    return (date.fromisoformat(session.end[:10]) - date.fromisoformat(session.start[:10])).days + 1


def _differ(one: Duration, two: Duration) -> bool:
    """Tell whether two lengths can be compared and are not the same."""
    first, second = SCALES.get(one.unit), SCALES.get(two.unit)
    if first is None or second is None or first[0] != second[0] or min(one.value, two.value) <= 0:
        return False
    return abs(one.value * first[1] - two.value * second[1]) > 0.01


def _hours(duration: Duration) -> float | None:
    factor = HOURS.get(duration.unit)
    return duration.value * factor if factor and duration.unit != "hour" else None


def _places(view: View, course: Course) -> Iterator[Reason]:
    thing = view.thing
    own = [
        course.location or "",
        *(s.location or "" for s in course.sessions),
        *(s.text for s in view.under("location")),
    ]
    named = set().union(*map(towns_in, own))
    for sentence in view.sentences if named and view.under("location") else []:
        elsewhere = towns_in(sentence.text)
        if elsewhere and named.isdisjoint(elsewhere) and prose.speaks_of("own_place", sentence.text):
            yield Reason(code="conflict_location", text=_quote(own[0], sentence.text))
            return
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
