"""What pages carry along in schema.org's terms: a course's own facts, in several real shapes, one perhaps altered."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from typing import Any

from benchmarks.contradictions_pages import Labelled

SHAPES = {
    "course with a run": ("date", "price", "place"),
    "course with its length": ("price", "length"),
    "course whose run has the offer": ("date", "price", "place", "length"),
    "event": ("date", "price", "place"),
    "event in a graph": ("date", "price", "place"),
    "product": ("price",),
}
"""How the data is built, and which facts it may hold."""
ISO = {"hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}
Json = dict[str, Any]


def data(
    one: Labelled, shape: str, field: str, other: object | None, chance: random.Random
) -> tuple[str, Mapping[str, Any]] | None:
    """Return the words of a fact and data that holds it with the other facts; None where the shape can't hold it."""
    facts: dict[str, object] = {"price": one.price, "place": one.town, "length": one.length}
    facts["date"] = date.fromisoformat(one.starts[0]) if one.single else None
    currency = "EUR"
    if other is not None and field == "price" and chance.random() < 0.2:
        currency = chance.choice(["USD", "GBP"])
    elif other is not None:
        facts[field] = other
    offer = _offer(facts["price"], currency, one, chance)
    run = _run(facts, one, chance, altered=other is not None and field == "date")
    place = _place(facts["place"], chance)
    length = _length(facts["length"])
    if field == "length" and not length:
        return None
    base: Json = {"@context": "https://schema.org", "name": one.title, "url": one.page.url}
    found: Json
    if shape == "product":
        found = base | {"@type": "Product", "offers": offer}
    elif shape == "course with its length":
        found = base | {"@type": "Course", "offers": offer, "timeRequired": length, "provider": _giver(one)}
    elif shape == "course with a run":
        instance = {"@type": "CourseInstance", "courseMode": "onsite", **run, "location": place}
        found = base | {"@type": "Course", "provider": _giver(one), "offers": offer, "hasCourseInstance": instance}
    elif shape == "course whose run has the offer":
        instance = {"@type": "CourseInstance", "name": one.title, **run, "location": place, "offers": offer}
        found = base | {"@type": "Course", "timeRequired": length, "hasCourseInstance": [instance]}
    else:
        kind = "Event" if shape == "event" else "EducationEvent"
        found = base | {"@type": kind, **run, "location": place, "offers": offer, "organizer": _giver(one)}
        found["eventAttendanceMode"] = "https://schema.org/OfflineEventAttendanceMode"
    found = _without_none(found)
    if shape == "event in a graph":
        found.pop("@context")
        site = {"@type": "WebSite", "name": one.site, "url": one.page.url}
        crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Home"}]}
        found = {"@context": "https://schema.org", "@graph": [site, crumbs, found]}
    words = {"price": f"{facts['price']} {currency}", "length": length}.get(field, str(facts[field]))
    return f"{shape}: {words}", found


def _run(facts: dict[str, object], one: Labelled, chance: random.Random, *, altered: bool) -> Json:
    start = facts["date"]
    if not isinstance(start, date):
        return {}
    if one.clock and chance.random() < 0.7:
        begin, end = (f"{start.isoformat()}{moment[10:]}" for moment in one.clock)
        return {"startDate": begin, "endDate": end}
    if one.end or chance.random() < 0.5:
        return {"startDate": start.isoformat()}
    return {"startDate": start.isoformat(), "endDate": start.isoformat()}


def _offer(price: object, currency: str, one: Labelled, chance: random.Random) -> Json | None:
    if not isinstance(price, (int, float)):
        return None
    amount = chance.choice([f"{price:.2f}", f"{price:g}", price])
    offer = {"@type": "Offer", "price": amount, "priceCurrency": currency, "availability": "https://schema.org/InStock"}
    return offer | {"category": "Paid", "url": one.page.url} if chance.random() < 0.5 else offer


def _place(town: object, chance: random.Random) -> object:
    if not town:
        return None
    address = {"@type": "PostalAddress", "addressLocality": town, "addressCountry": "NL"}
    return chance.choice(
        [{"@type": "Place", "name": town}, {"@type": "Place", "name": f"Locatie {town}", "address": address},
         {"@type": "Place", "address": address}, town]
    )  # fmt: skip


def _length(length: object) -> str | None:
    if not isinstance(length, tuple):
        return None
    number, unit = length
    return ISO[unit].format(f"{number:g}") if unit in ISO and number == int(number) else None


def _giver(one: Labelled) -> Json:
    return {"@type": "Organization", "name": one.site}


def _without_none(found: Json) -> Json:
    return {
        name: _without_none(value) if isinstance(value, dict) else value
        for name, value in found.items()
        if value is not None
    }
