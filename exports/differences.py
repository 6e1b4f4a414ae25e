"""What changed between two versions of an offer, in words for the news feeds."""

from __future__ import annotations

from collections.abc import Callable

from exports.clean import cut
from exports.shown import duration_words, price_words
from exports.words import FIELDS, STATUSES
from normalize.course import Course

LONGEST = 120
"""Characters of a value that is shown."""

SHOWN: dict[str, Callable[[Course], str]] = {
    "stand": lambda course: STATUSES[course.freshness.status][0],
    "titel": lambda course: course.title,
    "prijs": lambda course: price_words(course.price, "nl") if course.price else "",
    "duur": lambda course: duration_words(course.duration, "nl") if course.duration else "",
    "plaats": lambda course: course.location or "",
}
"""Fields whose old and new value are told."""
NAMED: dict[str, Callable[[Course], object]] = {
    "data": lambda course: (course.sessions, course.start),
    "tarieven": lambda course: [(price.amount, price.vat, price.label) for price in course.prices],
    FIELDS["organisation"][0].lower(): lambda course: course.provider,
    FIELDS["audience"][0].lower(): lambda course: (course.audience, course.audiences),
    FIELDS["entry_requirements"][0].lower(): lambda course: course.entry_requirements,
    FIELDS["level"][0].lower(): lambda course: course.level,
    FIELDS["delivery"][0].lower(): lambda course: course.delivery,
    FIELDS["languages"][0].lower(): lambda course: course.languages,
    FIELDS["certificate"][0].lower(): lambda course: course.certificate,
    FIELDS["accreditation"][0].lower(): lambda course: course.accreditation,
    FIELDS["description"][0].lower(): lambda course: course.description,
    "onderwerpen": lambda course: course.topics,
    "adres": lambda course: course.url,
    "vindplaatsen": lambda course: [(source.provider, source.url) for source in course.sources],
}
"""Fields of which it is told that they changed."""


def differences(old: Course, new: Course) -> str:
    """Return the fields that changed, in Dutch words: "prijs: € 950 (vrij van btw) → € 990 (vrij van btw); data"."""
    told = [
        f"{name}: {cut(before, LONGEST) or 'onbekend'} → {cut(after, LONGEST) or 'onbekend'}"
        for name, value in SHOWN.items()
        if (before := value(old)) != (after := value(new))
    ]
    told += [name for name, value in NAMED.items() if value(old) != value(new)]
    return "; ".join(told)
