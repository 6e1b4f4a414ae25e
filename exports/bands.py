"""How an offer stands, for who can mend it: one of five bands, the most pressing that holds."""

from __future__ import annotations

from typing import Literal

from exports.words import Pair
from normalize.course import Course

Band = Literal["conflicting", "stale", "incomplete", "withdrawn", "complete"]
BANDS: tuple[Band, ...] = ("conflicting", "stale", "incomplete", "withdrawn", "complete")
"""In the order in which they want attention."""

WORDS: dict[Band, Pair] = {
    "conflicting": ("Tegenstrijdig", "Contradictory"),
    "stale": ("Verouderd", "Stale"),
    "incomplete": ("Er ontbreekt iets", "Something is missing"),
    "withdrawn": ("Vervallen", "Withdrawn"),
    "complete": ("Volledig en actueel", "Complete and current"),
}
MEANING: dict[Band, Pair] = {
    "conflicting": (
        "De pagina spreekt zichzelf tegen. Bezoekers krijgen een waarschuwing.",
        "The page contradicts itself. Visitors are warned.",
    ),
    "stale": (
        "Alle data zijn voorbij, of de pagina is niet teruggevonden. Bezoekers vinden de cursus niet vanzelf.",
        "All dates are past, or the page was not found again. Visitors do not find the course unless they ask for it.",
    ),
    "incomplete": (
        "Een of meer van de zes gegevens die het loket vergelijkt, staan niet op de pagina.",
        "One or more of the six values that the desk compares are not on the page.",
    ),
    "withdrawn": (
        "De pagina is weg, of zegt dat de cursus niet meer wordt gegeven.",
        "The page is gone, or says that the course is no longer given.",
    ),
    "complete": (
        "Alle zes de gegevens staan op de pagina, en niets spreekt elkaar tegen.",
        "All six values are on the page, and nothing contradicts.",
    ),
}
"""What a band means for its courses."""


def band_of(course: Course) -> Band:
    """Return the band of an offer."""
    match course.freshness.status:
        case "withdrawn":
            return "withdrawn"
        case "conflicting":
            return "conflicting"
        case "expired" | "missing":
            return "stale"
        case "current" | "undated":
            return "incomplete" if course.completeness.missing else "complete"
