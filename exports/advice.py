"""What a provider can do about a gap or a doubt, in words that fit on its own page."""

from __future__ import annotations

from collections.abc import Iterator

from exports.words import LANGUAGES, Language, Pair
from normalize.course import Course

MISSING: dict[str, Pair] = {
    "organisation": (
        "Noem op de pagina welke organisatie de cursus geeft.",
        "Name on the page the organisation that gives the course.",
    ),
    "audience": (
        "Zet een kop 'Voor wie' of 'Doelgroep' op de pagina, met daaronder voor wie de cursus is.",
        "Put a heading 'For whom' or 'Target group' on the page, with those the course is meant for below it.",
    ),
    "price": (
        "Noem het bedrag en of de btw erin zit, zoals 'Prijs: € 950 (excl. btw)' of 'Deelname is gratis'.",
        "Name the amount and whether VAT is in it, as in 'Price: € 950 (excl. VAT)' or 'Free of charge'.",
    ),
    "duration": (
        "Noem hoe lang de cursus duurt, zoals 'Duur: 2 dagen' of 'Duur: 6 bijeenkomsten van 3 uur'.",
        "Name how long the course takes, as in 'Duration: 2 days' or 'Duration: 6 sessions of 3 hours'.",
    ),
    "dates": (
        "Noem elke startdatum met het jaar, zoals 'Start: 10 maart 2027', of 'Start op aanvraag'. Zonder data "
        "blijft de cursus buiten een zoekvraag op datum.",
        "Name each start date with its year, as in 'Start: 10 March 2027', or 'Starts on request'. Without dates "
        "the course stays out of a search by date.",
    ),
    "entry_requirements": (
        "Zet een kop 'Toelatingseisen' of 'Vooropleiding' op de pagina, ook als er geen eisen zijn: "
        "'Geen vooropleiding nodig'.",
        "Put a heading 'Entry requirements' on the page, also where there are none: 'No prior education needed'.",
    ),
}
"""A compared field that was not found."""

STATUS: dict[str, Pair] = {
    "expired": (
        "Zet nieuwe data op de pagina, of 'Start op aanvraag'; haal data weg die voorbij zijn.",
        "Put new dates on the page, or 'Starts on request'; remove dates that are past.",
    ),
    "conflicting": (
        "Laat één van de twee waarden staan, overal op de pagina en ook in de gegevens voor zoekmachines (JSON-LD).",
        "Keep one of the two values, everywhere on the page and in the data for search engines (JSON-LD) too.",
    ),
    "missing": (
        "Bestaat de cursus nog? Zorg dat uw overzicht of sitemap naar de pagina verwijst.",
        "Is the course still given? See that your list or sitemap links to the page.",
    ),
    "withdrawn": (
        "Wordt de cursus weer gegeven? Zet de pagina terug op hetzelfde adres, zonder de melding dat zij vervalt.",
        "Is the course given again? Put the page back at the same address, without the notice of withdrawal.",
    ),
}
"""A freshness status that needs something done."""

REASONS: dict[str, Pair] = {
    "conflict_price": (
        "Noem overal op de pagina hetzelfde bedrag, ook in de gegevens voor zoekmachines (JSON-LD). Gelden er meer "
        "tarieven? Zet bij elk bedrag voor wie het is.",
        "Name the same amount everywhere on the page, in the data for search engines (JSON-LD) too. Are there several "
        "tariffs? Say at each amount for whom it is.",
    ),
    "conflict_duration": (
        "Noem overal op de pagina dezelfde duur, ook in de gegevens voor zoekmachines (JSON-LD).",
        "Name the same length everywhere on the page, in the data for search engines (JSON-LD) too.",
    ),
    "conflict_location": (
        "Noem overal dezelfde plaats, of zet de plaats bij elke uitvoering.",
        "Name the same place everywhere, or put the place beside each run.",
    ),
    "conflict_languages": (
        "Noem overal op de pagina dezelfde voertaal, of zeg welk deel in welke taal is.",
        "Name the same language everywhere on the page, or say which part is in which.",
    ),
    "conflict_level": (
        "Noem overal op de pagina hetzelfde niveau.",
        "Name the same level everywhere on the page.",
    ),
    "conflict_status": (
        "Zeg bij elke uitvoering één keer of er nog plaats is.",
        "Say once at each run whether places are left.",
    ),
    "conflict_dates": (
        "Noem overal op de pagina dezelfde data, ook in de gegevens voor zoekmachines (JSON-LD).",
        "Name the same dates everywhere on the page, in the data for search engines (JSON-LD) too.",
    ),
    "conflict_dates_end_before_start": (
        "Verbeter begin of einde: de cursus eindigt nu voordat zij begint.",
        "Mend start or end: the course now ends before it begins.",
    ),
    "conflict_dates_weekday_mismatch": (
        "Verbeter de weekdag of de datum: zij horen niet bij elkaar.",
        "Mend the weekday or the date: they do not belong together.",
    ),
    "conflict_dates_ends_too_early": (
        "Noem als einde het uur waarop de laatste dag eindigt; nu begint het programma van die dag pas dan.",
        "Give the hour at which the last day ends; now the programme of that day only begins then.",
    ),
    "conflict_dates_invalid_date": (
        "Verbeter de datum: zo'n dag bestaat niet.",
        "Mend the date: there is no such day.",
    ),
    "conflict_dates_announced_count_differs": (
        "Noem evenveel data als u bijeenkomsten aankondigt.",
        "List as many dates as the page announces meetings.",
    ),
    "dead_link": (
        "Herstel de link die niet werkt, of haal haar weg.",
        "Mend the link that does not work, or remove it.",
    ),
    "past_year": (
        "Titel of adres noemt een jaar dat voorbij is: werk het bij of laat het weg.",
        "Title or address names a year that is past: bring it up to date or leave it out.",
    ),
}
"""A reason that says more exactly what is to be done than the status does."""

VAT: Pair = (
    "Zet bij de prijs of de btw erin zit: nu staat er 'btw niet vermeld' bij.",
    "Say beside the price whether VAT is in it: now it is shown with 'VAT not stated'.",
)
"""A price of which that is not known."""
YEAR: Pair = (
    "Noem bij elke datum het jaar: een dag zonder jaar telt niet als startdatum.",
    "Name the year with each date: a day without its year does not count as a start date.",
)
"""A run whose year the page leaves open."""


def advice(course: Course, language: Language) -> list[str]:
    """Return what can be done, the most pressing first."""
    place = LANGUAGES.index(language)
    return [pair[place] for pair in dict.fromkeys(_advised(course))]


def _advised(course: Course) -> Iterator[Pair]:
    status = course.freshness.status
    exact = [REASONS[reason.code] for reason in course.freshness.reasons if reason.code in REASONS]
    if status in STATUS and not (status == "conflicting" and exact):
        yield STATUS[status]
    if status in ("withdrawn", "missing"):
        return
    yield from exact
    yield from (MISSING[field] for field in course.completeness.missing if field in MISSING)
    if course.price is not None and course.price.amount and course.price.vat == "unknown":
        yield VAT
    if any(run.start is None for run in course.sessions):
        yield YEAR
