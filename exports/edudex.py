"""EDU-DEX drafts per provider, as JSON (the Data API's schema) and XML.

What EDU-DEX requires and neither page nor registry states is never filled in: the record is left out,
with its reasons in `edudex/left-out.json`. A draft is for the provider to submit, under its own name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from exports.calendars import span
from exports.clean import Offer, cut, web_address
from exports.draft import LeftOut
from exports.edudex_xml import document, program_xml
from exports.exporter import Target
from exports.publication import Publication
from exports.vat import bases
from normalize.course import Course, Duration, Price, Session
from normalize.topics import topics

FORMAT = "EDU-DEX 1.0"
NAME, SUMMARY, SUBJECT, TEXT = 200, 200, 500, 1200
"""Longest texts, in characters."""
LANGUAGES = ("nl", "en", "de")
UNITS = {"day": "days", "week": "weeks", "month": "months", "year": "years", "hour": "hours"}
ENDED = ("expired", "withdrawn", "conflicting")
"""Freshness status that keeps a record out: EDU-DEX holds the present state, and nothing doubtful."""


@cache
def table(name: str) -> dict[str, Any]:
    """Return a table of `edudex.toml`."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tables[name]


class EdudexDrafts:
    """`edudex/<provider>.json` and `.xml`, and `edudex/left-out.json`."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._target, self._file, self._media_type = target, file, media_type
        self._publication = target.publication
        self._views = {view.id: view for view in target.publication.providers}
        self._json, self._xml = target.parts("edudex-json"), target.parts("edudex-xml")
        self._left = LeftOut(target, file.format(provider="left-out"))

    def feed(self, offer: Offer) -> None:
        """Draft the record for the provider that gives the course, or list why it can't be."""
        course = offer.course
        view = self._views.get(course.provider.id)
        if view is None:  # an organiser that is not in the registry can't submit a draft of ours
            return
        reasons = lacking(course, view.edudex)
        if reasons:
            self._left.record(course, reasons)
            return
        draft, missing = program(course, view.edudex, self._publication)
        self._left.values(course, missing)
        line = msgspec.json.encode(draft)
        self._json.add(view.id, (b",\n" if self._json.counts.get(view.id) else b"\n") + line)
        self._xml.add(view.id, program_xml(draft))

    def finish(self) -> None:
        """Write each provider's drafts, and the list of what was left out."""
        for view in self._views.values():
            institute = _filled(
                {
                    "editor": self._publication.publisher.name,
                    "format": FORMAT,
                    "generator": "lloket",
                    "lastEdited": _moment(self._publication.generated_at.isoformat()),
                    "orgUnitId": view.edudex.get("org_unit"),
                    "instituteName": {"nl": cut(view.name, NAME)},
                    "webLink": {"nl": view.website} if web_address(view.website) else None,
                }
            )
            count = self._json.counts.get(view.id, 0)
            pieces: Iterable[bytes] = chain(
                [b'{"institute":', msgspec.json.encode(institute), b',"programs":['],
                self._json.pieces(view.id), [b"\n]}\n"],
            )  # fmt: skip
            path = self._file.format(provider=view.id)
            self._target.write(path, self._media_type, pieces, count)
            pieces = document(institute, self._xml.pieces(view.id))
            self._target.write(path.removesuffix(".json") + ".xml", "application/xml", pieces, count)
        self._left.finish()


def lacking(course: Course, settings: dict[str, str]) -> list[str]:
    """Return the reasons why EDU-DEX can't hold the record; [] where it can."""
    status = course.freshness.status
    if status in ENDED:
        return [status]
    known = {
        "language": course.page_language in LANGUAGES,
        "description": bool(course.description),
        "start": course.start in table("start"),
        "duration": _duration(course.duration) is not None,
        "level": course.level is not None,
        "location": bool(_places(course)),
        "program_type": bool(_type(course, settings)),
        "program_form": bool(_form(course, settings)),
        "degree": bool(_degree(course, settings)),
        "org_unit": bool(re.fullmatch(r"[-+a-z0-9_.{}/&]{1,64}", settings.get("org_unit", ""))),
        "application_type": bool(_setting(settings, "application_type")),
        "payment_due": bool(_setting(settings, "payment_due")),
    }
    return [reason for reason, there in known.items() if not there]


def program(course: Course, settings: dict[str, str], publication: Publication) -> tuple[dict[str, Any], list[str]]:
    """Return the draft, and the reasons of the values that were left out of it."""
    language = course.page_language or ""
    description = course.description or ""
    runs = [_run(course, number, run, publication.today) for number, run in enumerate(course.sessions, 1)]
    cost = _cost(course.price) if course.price else None
    missing = [
        reason
        for reason, lacks in {"run_dates": None in runs, "price": course.price is not None and cost is None}.items()
        if lacks
    ]
    known = [run for run in runs if run is not None]
    changed = course.freshness.last_changed or course.freshness.first_seen or publication.generated_at.isoformat()
    mode = table("mode").get(course.delivery or "")
    hours = course.duration.hours if course.duration else None
    return _filled(
        {
            "editor": publication.publisher.name,
            "format": FORMAT,
            "generator": "lloket",
            "lastEdited": _moment(changed),
            "programAdmission": {
                "applicationOpen": not known or any(run["status"] == "application opened" for run in known),
                "applicationType": _setting(settings, "application_type"),
                "paymentDue": _setting(settings, "payment_due"),
                "startDateDetermination": table("start")[course.start],
            },
            "programClassification": _filled(
                {
                    "degree": _degree(course, settings),
                    "fullyOnline": None if course.delivery is None else course.delivery == "online",
                    "orgUnitId": settings["org_unit"],
                    "programDuration": _duration(course.duration),
                    "programForm": [_form(course, settings)],
                    "programId": course.id,
                    "programLevel": table("level")[course.level or ""],
                    "programLocation": [{"description": place} for place in _places(course)],
                    "programType": _type(course, settings),
                    "theme": themes(course),
                }
            ),
            "programContacts": {},
            "programCurriculum": _filled(
                {
                    "instructionLanguage": [{"languageCode": course.languages[0], "percentage": 100}]
                    if len(course.languages) == 1
                    else None,
                    "instructionMode": [mode] if mode else None,
                    "studyLoad": {"program": int(hours)} if hours and hours >= 1 and hours == int(hours) else None,
                }
            ),
            "programDescriptions": _filled(
                {
                    "programDescriptionText": {language: cut(description, TEXT)},
                    "programName": {
                        key: cut(title, NAME)
                        for key, title in ({language: course.title} | course.titles).items()
                        if key in LANGUAGES
                    },
                    "programSummaryText": {language: _sentence(description)},
                    "subjectText": [
                        {"subject": subject, "summaryText": {language: cut(words, SUBJECT)}}
                        for subject, words in (
                            ("student profile", course.audience),
                            ("admission", course.entry_requirements),
                        )
                        if words
                    ],
                    "webLink": {language: course.url} if web_address(course.url) else None,
                }
            ),
            "programSchedule": _filled({"genericProgramRun": {"cost": [cost]} if cost else None, "programRun": known}),
        },
        keep=("programContacts", "programCurriculum", "programSchedule"),
    ), missing


def themes(course: Course) -> list[str]:
    """Return EDU-DEX's themes of the course's topics."""
    return sorted({topic.edudex for topic in topics() if topic.edudex and topic.code in course.topics})


def _run(course: Course, number: int, run: Session, today: date) -> dict[str, Any] | None:
    """Return a run; None where its first or last day is not known."""
    days = span(run, course)
    if days is None:
        return None
    first, last = days
    cancelled = run.status == "cancelled"
    deadline = _day(run.enrol_until)
    closed = run.status == "full" or first < today or (deadline is not None and deadline < today)
    return _filled(
        {
            "id": f"{course.id}-{first.isoformat()}-{number}",
            "status": "canceled" if cancelled else "application closed" if closed else "application opened",
            "startDate": {"date": first.isoformat(), "isFinal": True},
            "endDate": {"date": last.isoformat(), "isFinal": True},
            "applicationDeadline": deadline.isoformat() if deadline else None,
            "courseDay": [
                {"id": f"{course.id}-{number}-{place}", "date": meeting.date}
                for place, meeting in enumerate(run.days, 1)
                if _day(meeting.date)
            ],
        }
    )


def _cost(price: Price) -> dict[str, Any] | None:
    """Return the tuition fee, whose amount is without VAT; None where that is not known."""
    on = bases(price)
    if on.without is None or not re.fullmatch("[A-Z]{3}", price.currency):
        return None
    return _filled(
        {
            "id": "fee",
            "costType": "tuition fee",
            "amount": f"{on.without:.2f}",
            "amountVAT": f"{on.vat:.2f}" if on.vat is not None else None,
            "VATCode": {0: 1, 21: 5}.get(on.rate) if on.rate is not None else None,
            "VATPercentage": on.rate,
            "amountIsFinal": True,
            "currency": price.currency,
            "isRequiredCost": True,
        }
    )


def _setting(settings: dict[str, str], name: str) -> str | None:
    """Return a setting of the registry, None where there is none or EDU-DEX knows no such word."""
    word = settings.get(name)
    return word if word in table("settings")[name] else None


def _type(course: Course, settings: dict[str, str]) -> str | None:
    words = " ".join([course.title, *course.titles.values()]).casefold()
    return next((kind for word, kind in table("type").items() if word in words), _setting(settings, "program_type"))


def _form(course: Course, settings: dict[str, str]) -> str | None:
    form: str | None = table("form").get(course.delivery or "")
    return form or _setting(settings, "program_form")


def _degree(course: Course, settings: dict[str, str]) -> str | None:
    words = (course.certificate or "").casefold()
    return next((kind for word, kind in table("degree").items() if word in words), _setting(settings, "degree"))


def _duration(duration: Duration | None) -> dict[str, int] | None:
    if duration is None:
        return None
    unit, value = UNITS.get(duration.unit), duration.value
    if unit is None and duration.hours is not None:
        unit, value = "hours", duration.hours
    return {unit: int(value)} if unit and value >= 1 and value == int(value) else None


def _places(course: Course) -> list[str]:
    """Return where people come to, as far as it is a place."""
    named = dict.fromkeys(run.location or course.location for run in course.sessions) or {course.location: None}
    nowhere = table("nowhere")["words"]
    return [cut(place, NAME) for place in named if place and not any(word in place.casefold() for word in nowhere)]


def _sentence(text: str) -> str:
    """Return the first sentence, cut at a word's end where it is too long."""
    first = re.split(r"(?<=[.!?])\s", text[: SUMMARY * 4], maxsplit=1)[0]
    if len(first) <= SUMMARY:
        return first
    return first[: SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text and len(text) >= 10 else None
    except ValueError:
        return None


def _moment(text: str) -> str:
    return text if "T" in text else f"{text}T00:00:00Z"


def _filled(record: dict[str, Any], keep: tuple[str, ...] = ()) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key in keep or value not in (None, "", [], {})}
