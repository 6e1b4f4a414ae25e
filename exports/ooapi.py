"""`ooapi/`: the records as pages of OOAPI v5: courses, course offerings and organizations.

OOAPI requires a description and a language of instruction: a record without is listed in
`ooapi/left-out.json`. Identifiers are UUIDs made from ours, so they stay. `abbreviation`, "the internal
code", is our id; `level` is `undefined` where the page names none; `resultExpected` is false, since no
results are exchanged here.
"""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from exports.calendars import moment, span
from exports.clean import Offer, web_address
from exports.draft import LeftOut
from exports.exporter import Target
from exports.vat import bases
from normalize.course import Course, Duration, Organisation, Price, Session

PAGE = 250
"""Items on a page."""
LANGUAGES = {
    "nl": "nld", "en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita", "pt": "por",
    "pl": "pol", "ro": "ron", "bg": "bul", "hu": "hun", "tr": "tur", "ar": "ara", "uk": "ukr", "ru": "rus", "fy": "fry",
}  # fmt: skip
"""ISO 639-1 to ISO 639-2, for those that are taught in here."""
REGIONS = {"nl": "nl-NL", "en": "en-GB", "de": "de-DE"}
LEVELS = {
    "mbo2": "secondary vocational education 2",
    "mbo3": "secondary vocational education 3",
    "mbo4": "secondary vocational education 4",
    "associate": "associate degree",
    "hbo": "bachelor",
}
"""Levels that OOAPI knows the same; the others are `undefined` to it."""
MODES = {"onsite": ["situated"], "online": ["online"], "blended": ["hybrid"], "incompany": ["situated"]}
PERIODS = {"day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y", "hour": "PT{}H"}
"""OOAPI's durations are whole numbers."""


class OoapiPages:
    """`ooapi/courses/1.json` …, the same of `offerings` and `organizations`, and the list of what was left out."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._courses = _Pages(target, file, media_type, "courses")
        self._offerings = _Pages(target, file, media_type, "offerings")
        self._organizations = _Pages(target, file, media_type, "organizations")
        self._left = LeftOut(target, "ooapi/left-out.json")
        self._known: set[str] = set()

    def feed(self, offer: Offer) -> None:
        """Append the course, its runs and who gives it, or list why it can't be."""
        course = offer.course
        reasons = lacking(course)
        if reasons:
            self._left.record(course, reasons)
            return
        self._courses.add(course_item(course))
        runs = [offering_item(course, number, run) for number, run in enumerate(course.sessions, 1)]
        for run in runs:
            if run:
                self._offerings.add(run)
        open_runs = [
            run for run, item in zip(course.sessions, runs, strict=True) if not item and run.status != "cancelled"
        ]
        lacks = {
            "run_dates": bool(open_runs),
            "price": course.price is not None and bases(course.price).included is None,
        }
        self._left.values(course, [reason for reason, there in lacks.items() if there])
        if course.provider.id not in self._known:
            self._known.add(course.provider.id)
            self._organizations.add(organization_item(course.provider))

    def finish(self) -> None:
        """Write the last pages and the list."""
        for pages in (self._courses, self._offerings, self._organizations):
            pages.finish()
        self._left.finish()


class _Pages:
    """Pages of one kind of item; the last is held until it is known to be the last."""

    def __init__(self, target: Target, file: str, media_type: str, kind: str) -> None:
        self._target, self._file, self._media_type, self._kind = target, file, media_type, kind
        self._held: list[bytes] = []
        self._number = 1

    def add(self, item: dict[str, Any]) -> None:
        """Append an item."""
        if len(self._held) == PAGE:
            self._write(following=True)
        self._held.append(msgspec.json.encode(item))

    def finish(self) -> None:
        """Write the last page."""
        self._write(following=False)

    def _write(self, *, following: bool) -> None:
        page = {
            "pageSize": PAGE,
            "pageNumber": self._number,
            "hasPreviousPage": self._number > 1,
            "hasNextPage": following,
            "items": [msgspec.Raw(item) for item in self._held],
        }
        path = self._file.format(kind=self._kind, page=self._number)
        self._target.write(path, self._media_type, [msgspec.json.encode(page), b"\n"], len(self._held))
        self._held, self._number = [], self._number + 1


def lacking(course: Course) -> list[str]:
    """Return the reasons why OOAPI can't hold the record; [] where it can."""
    status = course.freshness.status
    if status in ("expired", "withdrawn"):
        return [status]
    known = {
        "description": bool(course.description),
        "language": course.page_language in REGIONS,
        "teaching_language": bool(course.languages) and course.languages[0] in LANGUAGES,
    }
    return [reason for reason, there in known.items() if not there]


def course_item(course: Course) -> dict[str, Any]:
    """Return an OOAPI Course."""
    hours = course.duration.hours if course.duration else None
    return _filled(
        {
            "courseId": _uuid("course", course.id),
            "primaryCode": {"codeType": "identifier", "code": course.id},
            "name": _names(course),
            "abbreviation": course.id,
            "description": _words(course, course.description),
            "teachingLanguage": LANGUAGES[course.languages[0]],
            "level": LEVELS.get(course.level or "", "undefined"),
            "duration": _period(course.duration),
            "studyLoad": {"studyLoadUnit": "hour", "value": hours} if hours else None,
            "modeOfDelivery": MODES.get(course.delivery or ""),
            "admissionRequirements": _words(course, course.entry_requirements),
            "link": _link(course.url),
            "organization": _uuid("organization", course.provider.id),
        }
    )


def offering_item(course: Course, number: int, run: Session) -> dict[str, Any] | None:
    """Return an OOAPI CourseOffering; None for a run whose first or last day is not known."""
    days = span(run, course)
    if days is None or run.status == "cancelled":
        return None
    first, last = days
    closes = moment(run.enrol_until)
    place = run.location or course.location
    named = {"addressType": "teaching", "additional": _words(course, place)} if place else None
    return _filled(
        {
            "offeringId": _uuid("offering", f"{course.id} {first} {number}"),
            "primaryCode": {"codeType": "offeringCode", "code": f"{course.id}-{first}-{number}"},
            "offeringType": "course",
            "name": _names(course),
            "description": _words(course, course.description),
            "teachingLanguage": LANGUAGES[course.languages[0]],
            "resultExpected": False,
            "modeOfDelivery": MODES.get(course.delivery or ""),
            "startDate": first,
            "endDate": last,
            "enrollEndDate": closes[0] if closes else None,
            "addresses": [named] if named else None,
            "priceInformation": [cost] if (cost := _cost(course.price)) else None,
            "course": _uuid("course", course.id),
            "organization": _uuid("organization", course.provider.id),
            "link": _link(course.url),
        }
    )


def organization_item(organisation: Organisation) -> dict[str, Any]:
    """Return an OOAPI Organization."""
    return _filled(
        {
            "organizationId": _uuid("organization", organisation.id),
            "primaryCode": {"codeType": "identifier", "code": organisation.id},
            "organizationType": "institute",
            "name": [{"language": "nl-NL", "value": organisation.name}],
            "shortName": organisation.id,
            "link": _link(organisation.url),
        }
    )


def _cost(price: Price | None) -> dict[str, str] | None:
    """Return what one pays, VAT included; None where that is not known."""
    on = bases(price) if price else None
    if price is None or on is None or on.included is None:
        return None
    cost = {"costType": "total costs", "amount": f"{on.included:.2f}", "currency": price.currency}
    if on.vat is not None and on.without is not None:
        cost |= {"vatAmount": f"{on.vat:.2f}", "amountWithoutVat": f"{on.without:.2f}"}
    return cost


def _names(course: Course) -> list[dict[str, str]]:
    titles = {course.page_language or "": course.title} | course.titles
    return [{"language": REGIONS[key], "value": title} for key, title in titles.items() if key in REGIONS]


def _words(course: Course, text: str | None) -> list[dict[str, str]] | None:
    return [{"language": REGIONS[course.page_language or ""], "value": text}] if text else None


def _period(duration: Duration | None) -> str | None:
    shape = PERIODS.get(duration.unit) if duration else None
    whole = duration is not None and duration.value == int(duration.value)
    return shape.format(int(duration.value)) if duration and shape and whole else None


def _link(url: str | None) -> str | None:
    return url if web_address(url) and len(url or "") <= 2048 else None


def _uuid(kind: str, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"lloket {kind} {name}"))


def _filled(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value not in (None, "", [])}
