"""What a provider can do about a gap or a doubt, in words that fit on its own page."""

from __future__ import annotations

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


def advice(course: Course, language: Language) -> list[str]:
    """Return what can be done, the most pressing first."""
    place = LANGUAGES.index(language)
    found = [STATUS[course.freshness.status]] if course.freshness.status in STATUS else []
    if course.freshness.status not in ("withdrawn", "missing"):
        found += [MISSING[field] for field in course.completeness.missing if field in MISSING]
    return [pair[place] for pair in found]
