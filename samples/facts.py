"""The facts of the sample sites: `data/<site>.toml` read onto typed records, dates worked out.

What a course page prints stands in the data file word for word, with its value beside it:
`price = [695, "€ 695,00"]`, `duration = [2, "day", "2 dagen"]`, `level = ["hbo", "hbo-niveau"]`.
So the truth is what somebody wrote down, not what a program read back.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from samples.dates import Run, read_run

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Price:
    """A tariff as printed."""

    amount: float
    """In euros; 0 is free."""
    text: str
    """The words on the page."""
    vat: str
    """included, excluded, exempt or unknown, as that page says."""
    label: str | None = None
    """Whose tariff; None for the ordinary one."""


@dataclass(frozen=True, slots=True)
class Course:
    """A course as one page of one site gives it. Texts are None where the page is silent."""

    key: str
    """`<site>/<slug>`, unique."""
    slug: str
    path: str
    """Path on the site, percent-encoded; with a fragment where the course has no page of its own."""
    title: str
    lang: str
    lead: str
    """The first words of the description."""
    points: tuple[str, ...] = ()
    """What is learned, a line each."""
    category: str = ""
    audience: str | None = None
    requires: str | None = None
    """Entry requirements."""
    price: Price | None = None
    tariffs: tuple[Price, ...] = ()
    """Other tariffs than the ordinary one."""
    duration: tuple[float, str, str] | None = None
    """Number, unit, words."""
    runs: tuple[Run, ...] = ()
    place: str | None = None
    level: tuple[str, str] | None = None
    """Code, words."""
    delivery: tuple[str, str] | None = None
    """Code, words."""
    languages: tuple[tuple[str, ...], str] | None = None
    """Codes, words."""
    certificate: str | None = None
    accreditation: str | None = None
    start: str | None = None
    """on_request or any_time where the page says so."""
    start_text: str | None = None
    """Its words."""
    notice: str | None = None
    """Words by which the page withdraws the course."""
    conflicting: bool = False
    """Whether the page contradicts itself."""
    organiser: tuple[str, str] | None = None
    """Id and name, where another than the site gives the course."""
    duplicate_of: str | None = None
    """Key of the course of which this is another page."""
    apart: tuple[str, ...] = ()
    """Keys of courses that look alike and are not the same."""
    has_page: bool = True
    """False where the course is only a row of a list."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What only this site's templates know."""

    def status(self, today: date) -> str:
        """Return the freshness that the page deserves on a day."""
        if self.notice:
            return "withdrawn"
        if self.conflicting:
            return "conflicting"
        if any(not run.is_past(today) and not run.yearless for run in self.runs) or self.start:
            return "current"
        return "expired" if any(run.is_past(today) for run in self.runs) else "undated"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a site is made of."""

    id: str
    name: str
    courses: tuple[Course, ...]
    """Every course page, also those in another language and of older editions."""
    site: Mapping[str, Any]
    """The `[site]` table."""
    lists: tuple[Mapping[str, Any], ...]
    """Pages that list courses, and how they page."""
    pages: tuple[Mapping[str, Any], ...]
    """Everything that is no course: news, vacancies, teachers, conditions, events."""
    moved: Mapping[str, str]
    """Old address → new address."""
    gone: Mapping[str, int]
    """Address → 404 or 410."""


def names() -> list[str]:
    """Return the ids of the sample sites, sorted."""
    return sorted(path.stem for path in DATA.glob("*.toml"))


def load(name: str, today: date) -> Facts:
    """Return the facts of a site on a day."""
    table = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    site = table["site"]
    courses = [course for raw in table["course"] for course in _family(raw, site, today)]
    return Facts(
        id=site["id"],
        name=site["name"],
        courses=tuple(courses),
        site=site,
        lists=tuple(table.get("list", ())),
        pages=tuple({"kind": "text"} | page for page in table.get("page", ())),
        moved=table.get("moved", {}),
        gone=table.get("gone", {}),
    )


def _family(raw: dict[str, Any], site: Mapping[str, Any], today: date) -> list[Course]:
    """Return a course and its other pages: translations, older editions. They inherit what they don't say."""
    others = raw.pop("also", [])
    main = _course(raw, site, today)
    mine = {key: value for key, value in raw.items() if key not in ("apart", "same")}
    return [main, *(_course({**mine, **other, "same": main.key}, site, today) for other in others)]


def _course(raw: Mapping[str, Any], site: Mapping[str, Any], today: date) -> Course:
    lang = raw.get("lang", site["language"])
    form = raw.get("form") or (site["form"] if isinstance(site["form"], str) else site["form"][lang])
    runs = tuple(read_run(spec, today, form) for spec in raw.get("runs", ()))
    year = str(next((run.days[0].year for run in runs if run.days), today.year))
    slug = raw["slug"].replace("{year}", year)
    root = site["course"] if isinstance(site["course"], str) else site["course"][lang]
    path = root.format(slug=quote(slug), year=year)
    vat = site.get("vat", "unknown")
    return Course(
        key=f"{site['id']}/{raw.get('key', slug)}",
        slug=slug,
        path=path if raw.get("has_page", True) else f"{site['table']}#{slug}",
        title=raw["title"].replace("{year}", year),
        lang=lang,
        lead=raw["lead"],
        points=tuple(raw.get("points", ())),
        category=raw.get("category", ""),
        audience=raw.get("audience") or None,
        requires=raw.get("requires") or None,
        price=_price(raw["price"], vat) if raw.get("price") else None,
        tariffs=tuple(_price(each, vat) for each in raw.get("tariffs", ())),
        duration=tuple(raw["duration"]) if raw.get("duration") else None,
        runs=runs,
        place=raw.get("place"),
        level=tuple(raw["level"]) if raw.get("level") else None,
        delivery=tuple(raw["delivery"]) if raw.get("delivery") else None,
        languages=(tuple(raw["languages"][0].split()), raw["languages"][1]) if raw.get("languages") else None,
        certificate=raw.get("certificate"),
        accreditation=raw.get("accreditation"),
        start=raw.get("start"),
        start_text=raw.get("start_text"),
        notice=raw.get("notice"),
        conflicting=raw.get("conflicting", False),
        organiser=tuple(raw["organiser"]) if raw.get("organiser") else None,
        duplicate_of=raw.get("same"),
        apart=tuple(raw.get("apart", ())),
        has_page=raw.get("has_page", True),
        more=raw.get("more", {}),
    )


def _price(raw: list[Any], vat: str) -> Price:
    """Read `[amount, words]`, `[amount, words, vat]` or `[amount, words, vat, label]`; vat "" is the site's own."""
    amount, text, *rest = raw
    return Price(amount, text, (rest[0] if rest else "") or vat, rest[1] if len(rest) > 1 else None)
