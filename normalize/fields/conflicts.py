"""Where a page contradicts itself about a date, a price, a length or a place, quoting both sides."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.course import Course, Price, Reason
from normalize.fields import prose
from normalize.fields.conflicts_when import date_conflicts, length_conflicts, quoted
from normalize.fields.places import place_words, towns_in
from normalize.fields.runs import Runs
from normalize.fields.values import embedded_prices, price_tiers
from normalize.fields.witness import Witness
from normalize.page.embedded import Thing
from normalize.page.text import cut, fold, sentences
from normalize.page.view import View
from normalize.values.price_words import TARIFF
from normalize.values.prices import read_prices
from normalize.values.words import plain

VAT_FACTORS = (1.21, 1.09)
"""Prices that differ by Dutch VAT agree."""


def find_conflicts(view: View, course: Course, runs: Runs) -> list[Reason]:
    """Compare what stands at different places of the page."""
    found = [*date_conflicts(view, course, runs), *_prices(view, course), *length_conflicts(view, course, runs)]
    found += _places(view, course)
    found += [
        Reason(code="withdrawn_notice", text=cut(sentence.text, 300)) for sentence in prose.on(view, "withdrawn")[:1]
    ]
    return found


def _prices(view: View, course: Course) -> Iterator[Reason]:
    if course.price is None or course.price.amount == 0:
        return
    shown = {price.amount for price in course.prices}
    tiers = list(price_tiers(view))
    for first, second in _same_tariff(tiers, course):
        yield Reason(code="conflict_price", text=quoted(first, second))
        return
    others = [(p.amount, p.text) for p in embedded_prices(view) if p.text != course.price.text]
    meta = view.embedded.meta
    for words in {meta.get("description", ""), meta.get("og:description", "")}:
        told = (part for part in sentences(words[:600]) if not prose.speaks_of("other_price", part))
        others += [(p.amount, p.text) for part in told for p in read_prices(part)]
    exempt = course.price.vat == "exempt"
    for amount, words in others:
        if amount and not any(_agree(amount, price, exempt=exempt) for price in shown):
            yield Reason(code="conflict_price", text=quoted(course.price.text, words))
            return
    usual = [w for tier in tiers for w in tier if w.method != "text" or not prose.speaks_of("other_price", w.text)]
    spoken = [(price, w) for w in usual for price in read_prices(w.text[:400])]
    named = {fold(price.label or ""): price for price in course.prices if TARIFF.search(plain(price.label or ""))}
    alone = [(price, w) for price, w in spoken if sum(other is w for _, other in spoken) == 1]
    for price, witness in alone:
        known = named.get(fold(price.label or "")) if not any(sign.isdigit() for sign in price.label or "") else None
        if known and not _agree(known.amount, price.amount, exempt=exempt):
            yield Reason(code="conflict_price", text=quoted(known.text, witness.text))
            return
    if course.price.label:
        return
    for price, witness in spoken:
        near = price.amount and not price.label and 0.5 <= price.amount / course.price.amount <= 2
        rival = near and not any(_agree(price.amount, amount, exempt=exempt) for amount in shown)
        if rival or (not price.amount and not price.label and _says_free(witness.text)):
            yield Reason(code="conflict_price", text=quoted(course.price.text, witness.text))
            return


def _says_free(words: str) -> bool:
    """Tell whether a sentence says of the course that it is free, for all and without a condition."""
    return prose.speaks_of("free", words) and not prose.speaks_of("free_for_some", words)


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


def _agree(one: float, two: float, *, exempt: bool = False) -> bool:
    """Tell whether two prices are one, the VAT apart; no VAT is paid on a course that is exempt from it."""
    low, high = sorted((one, two))
    factors = () if exempt else VAT_FACTORS
    return high - low < 0.02 or any(abs(high - low * factor) <= max(1, 0.003 * high) for factor in factors)


def _places(view: View, course: Course) -> Iterator[Reason]:
    own = [
        course.location or "",
        *(s.location or "" for s in course.sessions),
        *(s.text for s in view.under("location")),
    ]
    named = set().union(*map(towns_in, own))
    for words in _on_the_place(view) if named and view.under("location") else ():
        elsewhere = towns_in(words)
        if elsewhere and named.isdisjoint(elsewhere) and prose.speaks_of("own_place", words):
            yield Reason(code="conflict_location", text=quoted(own[0], words))
            return
    thing, found = view.thing, course.evidence.get("location")
    if thing is None or not course.location or (found and found.method == thing.syntax):
        return
    shown = towns_in(course.location)
    for place in (*thing.many("location"), *_places_of_runs(thing)):
        other = towns_in(place_words(place))
        if shown and other and shown.isdisjoint(other) and named.isdisjoint(other):
            yield Reason(code="conflict_location", text=quoted(course.location, place_words(place)))
            return


def _on_the_place(view: View) -> Iterator[str]:
    """Yield what else may say in which town the course is: sentences, and the page's summary."""
    yield from (sentence.text for sentence in view.sentences)
    meta = view.embedded.meta
    for words in dict.fromkeys((meta.get("description", ""), meta.get("og:description", ""))):
        yield from sentences(words[:600])


def _places_of_runs(thing: Thing) -> Iterator[object]:
    """Yield the places of the runs that embedded data names."""
    for run in thing.many("hasCourseInstance")[:50]:
        if isinstance(run, dict):
            yield from Thing(frozenset(), run, thing.syntax).many("location")
