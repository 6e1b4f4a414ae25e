"""The offers as linked data: schema.org Course with CourseInstance and Offer, Bioschemas where it is met.

Only what the record holds is said: an open start date ("zomer 2027") has no place in schema.org and
stays out. A profile is claimed (`dct:conformsTo`) only where its minimum is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import msgspec

from exports.clean import Offer, web_address
from exports.exporter import Target
from exports.shown import lines
from exports.words import Language
from normalize.course import Course, Day, Duration, Organisation, Price, Session

CONTEXT = ["https://schema.org/", {"dct": "http://purl.org/dc/terms/"}]
COURSE_PROFILE = "https://bioschemas.org/profiles/Course/1.0-RELEASE"
INSTANCE_PROFILE = "https://bioschemas.org/profiles/CourseInstance/1.0-RELEASE"

MODES = {
    "onsite": "Onsite",
    "online": "Online",
    "blended": "Blended",
    "incompany": "Onsite",
    "workplace": "Onsite",
}
"""Delivery to schema.org courseMode; in-company and workplace learning are places too."""
AVAILABILITY = {"open": "https://schema.org/InStock", "full": "https://schema.org/SoldOut"}
VAT_INCLUDED = {"included": True, "excluded": False}
"""`exempt` and `unknown` have no word in schema.org: nothing is said."""
PERIODS = {"hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}
"""Unit to ISO 8601 duration; half days and sessions have none, unless their hours are known."""


class CoursesJsonld:
    """`courses.jsonld`: one graph. Safe to put into a page's script element as it is."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._sink = target.open(file, media_type)
        self._sink.write(b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"@graph":[')

    def feed(self, offer: Offer) -> None:
        """Append a Course."""
        line = encoded(_described_node(offer.course))
        self._sink.write((b",\n" if self._sink.records else b"\n") + line)
        self._sink.records += 1

    def finish(self) -> None:
        """Close the graph."""
        self._sink.write(b"\n]}\n")


def facts(course: Course) -> str:
    """Return what is known of a course in a sentence: for a format that demands a description where there is none."""
    language: Language = "en" if course.page_language == "en" else "nl"
    known = [f"{line.name}: {line.values[0]}" for line in lines(course, language) if line.values]
    return f"{course.title}. {'; '.join(known)}."


def course_node(course: Course, *, otherwise: str | None = None) -> dict[str, Any]:
    """Return the record as a schema.org Course, without the empty fields.

    `otherwise` is the description of a record that has none.
    """
    description = course.description or otherwise
    identity = f"urn:lloket:{quote(course.id, safe='')}" if course.id else None
    node = {
        "@type": "Course",
        "@id": identity,
        "identifier": course.id,
        "name": course.title,
        "alternateName": sorted({title for title in course.titles.values() if title != course.title}),
        "description": description,
        "url": web_address(course.url),
        "sameAs": [source.url for source in course.sources[1:] if web_address(source.url)],
        "keywords": [*course.topics, *(word for word in (course.level, course.delivery) if word), course.provider.name],
        "inLanguage": course.languages,
        "provider": _organisation(course.provider),
        "audience": {"@type": "EducationalAudience", "educationalRole": course.audience} if course.audience else None,
        "coursePrerequisites": course.entry_requirements,
        "educationalLevel": course.level,
        "educationalCredentialAwarded": course.certificate,
        "timeRequired": _period(course.duration),
        "dateModified": course.freshness.last_changed,
        "offers": [_offer(price) for price in (course.prices or ([course.price] if course.price else []))],
        "hasCourseInstance": [
            _instance(course, run, f"{identity}:{number}" if identity else None)
            for number, run in enumerate(course.sessions, 1)
        ],
    }
    if description:
        node["dct:conformsTo"] = {"@id": COURSE_PROFILE}
    return _filled(node)


def document(course: Course) -> bytes:
    """Return the record as a document of its own, with its identity: what a reader of linked data takes."""
    return encoded({"@context": CONTEXT, **_described_node(course)})


def encoded(node: dict[str, Any]) -> bytes:
    """Return the JSON of a node, fit for a page's script element."""
    line = msgspec.json.encode(node)
    for character in (b"<", b">", b"&"):  # no </script>, no <!--, in any string
        line = line.replace(character, b"\\u%04x" % ord(character))
    return line


def _described_node(course: Course) -> dict[str, Any]:
    return course_node(course, otherwise=None if course.description else facts(course))


def _organisation(organisation: Organisation) -> dict[str, Any]:
    return _filled({"@type": "Organization", "name": organisation.name, "url": web_address(organisation.url)})


def _offer(price: Price) -> dict[str, Any]:
    included = VAT_INCLUDED.get(price.vat)
    specification = {"@type": "PriceSpecification", "price": price.amount, "priceCurrency": price.currency}
    if included is not None:
        specification["valueAddedTaxIncluded"] = included
    return _filled(
        {
            "@type": "Offer",
            "name": price.label,
            "category": "Free" if price.amount == 0 else "Paid",
            "price": price.amount,
            "priceCurrency": price.currency,
            "priceSpecification": specification,
        }
    )


def _instance(course: Course, run: Session, identity: str | None) -> dict[str, Any]:
    mode = MODES[course.delivery] if course.delivery else None
    place = _place(course, run)
    cancelled = run.status == "cancelled" or course.freshness.status == "withdrawn"
    exact = run.precision == "day"
    node = {
        "@type": "CourseInstance",
        "@id": identity,
        "name": course.title,
        "url": web_address(course.url),
        "courseMode": mode,
        "startDate": run.start if exact else None,
        "endDate": run.end if exact else None,
        "description": run.text,
        "location": place,
        "inLanguage": course.languages,
        "eventStatus": {"@id": f"https://schema.org/{'EventCancelled' if cancelled else 'EventScheduled'}"},
        "courseSchedule": _schedule(run.days),
        "subEvent": [_meeting(course, day) for day in run.days],
    }
    if run.status in AVAILABILITY:
        available = {"@type": "Offer", "availability": {"@id": AVAILABILITY[run.status]}}
        node["offers"] = _filled(available | {"availabilityEnds": run.enrol_until})
    if mode and place:
        node["dct:conformsTo"] = {"@id": INSTANCE_PROFILE}
    return _filled(node)


def _place(course: Course, run: Session) -> dict[str, Any] | None:
    location = run.location or course.location
    if location:
        return {"@type": "Place", "name": location}
    link = web_address(course.url)
    return {"@type": "VirtualLocation", "url": link} if course.delivery == "online" and link else None


def _meeting(course: Course, day: Day) -> dict[str, Any]:
    return _filled(
        {
            "@type": "Event",
            "name": course.title,
            "startDate": f"{day.date}T{day.start}" if day.start else day.date,
            "endDate": f"{day.date}T{day.end}" if day.end else None,
        }
    )


def _schedule(days: Sequence[Day]) -> dict[str, Any] | None:
    """Return the rule by which a run meets; None for a single day.

    The days themselves stand in `subEvent`. A frequency is named only where they are equally far apart, times only
    where all days have the same.
    """
    try:
        dates = sorted(date.fromisoformat(day.date) for day in days)
    except ValueError:
        return None
    if len(dates) < 2:
        return None
    steps = {(later - earlier).days for earlier, later in pairwise(dates)}
    begins, ends = {day.start for day in days}, {day.end for day in days}
    return _filled(
        {
            "@type": "Schedule",
            "startDate": dates[0].isoformat(),
            "endDate": dates[-1].isoformat(),
            "repeatCount": len(dates),
            "repeatFrequency": _every(steps.pop()) if len(steps) == 1 else None,
            "startTime": begins.pop() if len(begins) == 1 else None,
            "endTime": ends.pop() if len(ends) == 1 else None,
            "scheduleTimezone": "Europe/Amsterdam",
        }
    )


def _every(days: int) -> str | None:
    """Return a step of so many days as an ISO 8601 duration; None for two meetings on one day."""
    if days == 0:
        return None
    return f"P{days}D" if days % 7 else f"P{days // 7}W"


def _period(duration: Duration | None) -> str | None:
    if duration is None:
        return None
    shape = PERIODS.get(duration.unit)
    if duration.hours is not None:
        return PERIODS["hour"].format(f"{duration.hours:.12g}")
    return shape.format(f"{duration.value:.12g}") if shape else None


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value not in (None, "", [])}
