"""The course record: the one shape that reading produces and that every feed is written from.

Field by field as in the published contract. A value that no page gives is None (or an empty
list), never a default that looks like a fact.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

SCHEMA_VERSION = "1.0.0"

Vat = Literal["included", "excluded", "exempt", "unknown"]
Unit = Literal["hour", "half_day", "day", "session", "week", "month", "year"]
Precision = Literal["day", "month", "season", "year"]
SessionStatus = Literal["open", "full", "cancelled"]
Start = Literal["dated", "on_request", "any_time", "unknown"]
Level = Literal["mbo2", "mbo3", "mbo4", "associate", "hbo", "wo", "post_hbo", "post_academic"]
Delivery = Literal["onsite", "online", "blended", "incompany", "workplace"]
Audience = Literal["employee", "career_changer", "returner", "employer", "student", "jobseeker"]
Status = Literal["current", "undated", "expired", "withdrawn", "missing", "conflicting"]
Method = Literal["json-ld", "microdata", "rdfa", "label", "table", "heading", "text", "rule", "correction"]


class Record(msgspec.Struct, forbid_unknown_fields=True):
    """What the parts of a course record share: unknown fields are refused."""


class Fact(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A part that never changes once it was read."""


class Organisation(Fact, kw_only=True, frozen=True):
    """Who gives the course (schema.org Organization)."""

    id: str
    """The registry's slug; for an organiser that the registry lacks, a slug of its name."""
    name: str
    """Name as people write it."""
    url: str | None = None
    """Home page."""


class Price(Fact, kw_only=True, frozen=True):
    """A tariff (schema.org Offer)."""

    amount: float
    """In units of the currency; 0 is free."""
    currency: str = "EUR"
    """ISO 4217."""
    vat: Vat = "unknown"
    """Whether the amount holds VAT; `unknown` where the page does not say."""
    text: str = ""
    """The words it was read from."""
    label: str | None = None
    """Whose tariff or on what condition ("leden", "early bird"); None for the ordinary one."""


class Duration(Fact, kw_only=True, frozen=True):
    """How long the course takes."""

    value: float
    """Number of units."""
    unit: Unit
    """hour; half_day (dagdeel); day; session (bijeenkomst, avond); week; month; year."""
    hours: float | None = None
    """Length in hours, None where it can't be known from the page."""
    text: str = ""
    """The words it was read from."""


class Day(Fact, kw_only=True, frozen=True):
    """One meeting of a run."""

    date: str
    """ISO 8601 date."""
    start: str | None = None
    """Local time HH:MM, None where the page gives none."""
    end: str | None = None
    """Local time HH:MM, None where the page gives none."""


class Session(Record, kw_only=True):
    """A run (uitvoering) of the course (schema.org CourseInstance)."""

    start: str | None = None
    """ISO 8601 date, or date-time with offset where the page gives a time; `2027-03` (month),
    `2027-21`…`2027-24` (season, EDTF: spring, summer, autumn, winter) or `2027` (year) as `precision`
    says; None for a day whose year the page leaves open."""
    end: str | None = None
    """Last day in the same shapes; None where the page names none or the run has one day."""
    location: str | None = None
    """Place of this run."""
    status: SessionStatus | None = None
    """Open, full or cancelled, where the page says so."""
    precision: Precision = "day"
    """How exact `start` is."""
    text: str = ""
    """The words it was read from."""
    days: list[Day] = []
    """Each meeting day, where the page lists them."""
    enrol_until: str | None = None
    """ISO 8601 date: last day to enrol."""


class Reason(Fact, kw_only=True, frozen=True):
    """Why a freshness status was given."""

    code: str
    """A code in snake_case: `all_runs_past`, `page_gone`, `dates_conflict`, …"""
    text: str = ""
    """The words on the page, or the response, that led to it."""


class Freshness(Record, kw_only=True):
    """How far the record can be trusted today."""

    status: Status = "undated"
    """current; undated; expired; withdrawn; missing; conflicting."""
    reasons: list[Reason] = []
    """Each with the words that led to it."""
    first_seen: str | None = None
    """ISO 8601 date on which a crawl first found it."""
    last_seen: str | None = None
    """ISO 8601 date on which a crawl last found it."""
    last_changed: str | None = None
    """ISO 8601 date on which its content last changed."""


class Source(Fact, kw_only=True, frozen=True):
    """A page merged into the record."""

    provider: str
    """Registry id of the site it was found on."""
    url: str
    """Canonical address."""
    title: str
    """Title as that page has it."""
    page_language: str | None = None
    """ISO 639-1."""
    last_seen: str | None = None
    """ISO 8601 date."""


class Evidence(Fact, kw_only=True, frozen=True):
    """The words a value was read from."""

    text: str
    """Literal words, whitespace folded."""
    method: Method
    """How they were found."""
    url: str
    """Page they stand on."""


class Completeness(Record, kw_only=True):
    """How much of what the loket compares is known."""

    score: float = 0.0
    """0 to 1 over organisation, audience, price, duration, dates, entry requirements."""
    missing: list[str] = []
    """Those of the six that are not known."""


COMPARED = ("organisation", "audience", "price", "duration", "dates", "entry_requirements")
"""The six fields that the loket compares."""


class Course(Record, kw_only=True):
    """The course record."""

    id: str = ""
    """Stable between refreshes, also when the title or the URL's query changes; "" until the store gave one."""
    url: str
    """Canonical page of the offer."""
    title: str
    """As the provider writes it, without the site's name, edition year or SEO tail."""
    titles: dict[str, str] = {}
    """Title per language where more than one was merged."""
    provider: Organisation
    """Organisation that gives the course."""
    description: str | None = None
    """Plain text, whitespace folded, no longer than the registry permits."""
    page_language: str | None = None
    """Language of the page, ISO 639-1."""
    languages: list[str] = []
    """Languages of instruction, ISO 639-1; empty where the page does not say."""
    audience: str | None = None
    """For whom, in the page's words."""
    audiences: list[Audience] = []
    """The same as codes."""
    entry_requirements: str | None = None
    """What one must have or know to enter, in the page's words."""
    level: Level | None = None
    """Only where the page states it."""
    delivery: Delivery | None = None
    """How it is given; workplace is bbl, learning on the job."""
    topics: list[str] = []
    """Codes of the published topic list."""
    price: Price | None = None
    """What an ordinary participant pays for the whole course; None where the page names none."""
    prices: list[Price] = []
    """Every tariff the page names; fees that are no course price are left out."""
    duration: Duration | None = None
    """How long it takes."""
    sessions: list[Session] = []
    """Each run of the course, the earliest first."""
    start: Start = "unknown"
    """dated; on_request; any_time; unknown."""
    location: str | None = None
    """Where it is given, in the page's words."""
    certificate: str | None = None
    """What one gets at the end."""
    accreditation: str | None = None
    """By whom it is recognised, with points where named."""
    freshness: Freshness = msgspec.field(default_factory=Freshness)
    """How far the record can be trusted today."""
    sources: list[Source] = []
    """Every page merged into this record, the chosen one first."""
    evidence: dict[str, Evidence] = {}
    """Field name to the words it was read from."""
    completeness: Completeness = msgspec.field(default_factory=Completeness)
    """How much of what the loket compares is known."""


def to_dict(course: Course) -> dict[str, Any]:
    """Return the record as plain JSON types, every field present."""
    plain: dict[str, Any] = msgspec.to_builtins(course)
    return plain


def from_dict(plain: dict[str, Any]) -> Course:
    """Return the record that `to_dict` gave.

    Raises msgspec.ValidationError where a field is unknown or of another type.
    """
    return msgspec.convert(plain, Course)


def completeness(course: Course) -> Completeness:
    """Judge which of the six compared fields the record fills."""
    known = {
        "organisation": bool(course.provider.name),
        "audience": bool(course.audience),
        "price": course.price is not None,
        "duration": course.duration is not None,
        "dates": bool(course.sessions) or course.start in ("on_request", "any_time"),
        "entry_requirements": bool(course.entry_requirements),
    }
    missing = [name for name in COMPARED if not known[name]]
    return Completeness(score=round(1 - len(missing) / len(COMPARED), 3), missing=missing)
