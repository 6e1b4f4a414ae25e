"""From template to page, in one of two languages."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment
from starlette.responses import HTMLResponse

from console import words
from console.accounts.sessions import Visitor
from console.accounts.words import DESK, NAV, REFUSED_TITLE
from console.facets import upcoming
from exports import shown
from exports.clean import cut, web_address
from exports.pages import escaping
from exports.vat import bases
from exports.words import FIELDS, LANGUAGES, STATUSES, Language, pick, reason_words
from normalize.course import Price
from spiders.cron import AMSTERDAM

HERE = Path(__file__).parent
PATHS: dict[str, tuple[str, str]] = {
    "search": ("/", "/en"),
    "course": ("/cursus/{id}", "/en/course/{id}"),
    "calendar": ("/cursus/{id}.ics", "/en/course/{id}.ics"),
    "compare": ("/vergelijk", "/en/compare"),
    "list_atom": ("/zoek.atom", "/en/search.atom"),
    "list_ics": ("/zoek.ics", "/en/search.ics"),
}
"""Public page to its address, Dutch and English."""
ENTRANCE: dict[str, tuple[str, str]] = {
    "sign_in": ("/inloggen", "/en/sign-in"),
    "sign_out": ("/uitloggen", "/en/sign-out"),
    "password": ("/wachtwoord", "/en/password"),
    "log": ("/beheer/logboek", "/en/manage/log"),
    "access": ("/beheer/toegang", "/en/manage/access"),
    "link": ("/aanbieder/{id}/binnen/{key}", "/en/provider/{id}/enter/{key}"),
}
"""The same of signing in and out."""


def path(page: str, language: Language, id: str = "") -> str:
    """Return the address of a page."""
    return (PATHS | ENTRANCE)[page][LANGUAGES.index(language)].replace("{id}", quote(id, safe=""))


def page(template: str, language: Language, *, status: int = 200, other: str, **given: object) -> HTMLResponse:
    """Return a page; `other` is the address of the same page in the other language."""
    return HTMLResponse(_environment(language).get_template(template).render(other=other, **given), status)


@cache
def _environment(language: Language) -> Environment:
    """Return the templates with the words of a language; every value is escaped."""
    templates = escaping(HERE / "templates")
    place = LANGUAGES.index(language)
    templates.globals.update(
        language=language,
        other_language=LANGUAGES[1 - place],
        place=place,
        w=pick(words.PAGE, language),
        d=pick(DESK, language),
        nav=partial(_nav, place=place),
        refused_title=REFUSED_TITLE,
        fields=pick(FIELDS, language),
        facet_names=pick(words.FACETS, language),
        sorts=pick(words.SORTS, language),
        notices=pick(words.NOTICES, language),
        statuses=pick(STATUSES, language),
        path=partial(path, language=language),
        lines=partial(shown.lines, language=language),
        run_words=partial(shown.run_words, language=language),
        upcoming=upcoming,
    )
    templates.filters.update(
        link=web_address,
        short=cut,
        moment=_moment,
        day=partial(shown.date_words, language=language),
        number=partial(shown.number_words, language=language),
        price=partial(shown.price_words, language=language),
        duration=partial(shown.duration_words, language=language),
        reason=partial(reason_words, language=language),
        with_vat=partial(_with_vat, language=language),
        six=lambda course: shown.lines(course, language)[:6],
        start=lambda code: pick(words.STARTS, language).get(code, ""),
    )
    return templates


def _nav(visitor: Visitor, place: int) -> list[tuple[str, str]]:
    """Return address and name of the pages that somebody may begin at."""
    own = visitor.provider or ""
    return [(where[place].replace("{provider}", own), names[place]) for where, names in NAV[visitor.role]]


def _moment(at: datetime | None) -> str:
    """Return a moment as a clock in the Netherlands showed it, to the minute; "" for none."""
    return f"{at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}" if at else ""


def _with_vat(price: Price | None, language: Language) -> str:
    """Return what a price without VAT comes to with it, where the page names the rate; else ""."""
    if price is None or price.vat != "excluded":
        return ""
    included: Decimal | None = bases(price).included
    return f"€ {shown.number_words(float(included), language, 2)}" if included and price.currency == "EUR" else ""
