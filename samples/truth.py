"""The true records of the sample sites, in the terms of the course record.

One record a course page and site. `duplicate_of` names the record it must be joined with,
`same_as` the records that must be joined with it, `apart` records that look alike and must not be.
What the page does not say is None or []. `acceptable` holds other answers that are as right, by field;
`words` holds the literal words, field by field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from samples.facts import Course, Facts, Price

Truth = dict[str, Any]


def records(sites: Sequence[Facts], bases: Mapping[str, str], today: date) -> list[Truth]:
    """Return the true records of all sites, sorted by key; `bases` gives each site's address."""
    found = {c.key: _record(c, facts, bases[facts.id], today) for facts in sites for c in facts.courses}
    for key, record in found.items():
        if record["duplicate_of"]:
            found[record["duplicate_of"]]["same_as"].append(key)
    for record in found.values():
        record["same_as"].sort()
    return [found[key] for key in sorted(found)]


def _record(course: Course, facts: Facts, base: str, today: date) -> Truth:
    organiser, name = course.organiser or (facts.id, facts.name)
    prices = [p for p in (course.price, *course.tariffs) if p]
    return {
        "key": course.key,
        "site": facts.id,
        "url": base + course.path,
        "title": course.title,
        "page_language": course.lang,
        "provider": {"id": organiser, "name": name},
        "audience": course.audience,
        "entry_requirements": course.requires,
        "price": _price(course.price) if course.price else None,
        "prices": [_price(price) for price in prices],
        "duration": {"value": course.duration[0], "unit": course.duration[1]} if course.duration else None,
        "sessions": [run.as_session() for run in course.runs],
        "start": course.start or ("dated" if any(not run.yearless for run in course.runs) else "unknown"),
        "location": course.place,
        "level": course.level[0] if course.level else None,
        "delivery": course.delivery[0] if course.delivery else None,
        "languages": list(course.languages[0]) if course.languages else [],
        "certificate": course.certificate,
        "accreditation": course.accreditation,
        "freshness": {"status": course.status(today)},
        "duplicate_of": course.duplicate_of,
        "same_as": [],
        "apart": list(course.apart),
        "acceptable": dict(course.more.get("acceptable", {})),
        "words": _words(course),
    }


def _price(price: Price) -> dict[str, Any]:
    return {"amount": price.amount, "currency": "EUR", "vat": price.vat, "text": price.text, "label": price.label}


def _words(course: Course) -> dict[str, list[str]]:
    words: dict[str, list[str | None]] = {
        "audience": [course.audience],
        "entry_requirements": [course.requires],
        "price": [course.price.text if course.price else None],
        "prices": [price.text for price in course.tariffs],
        "duration": [course.duration[2] if course.duration else None],
        "sessions": [part for run in course.runs for part in (run.when, run.clock)],
        "start": [course.start_text],
        "location": [course.place, *(run.place for run in course.runs)],
        "level": [course.level and course.level[1]],
        "delivery": [course.delivery and course.delivery[1]],
        "languages": [course.languages and course.languages[1]],
        "certificate": [course.certificate],
        "accreditation": [course.accreditation],
        "freshness": [course.notice],
    }
    return {name: told for name, texts in words.items() if (told := [text for text in texts if text])}
