"""The coverage audit as pages: `report/index.html`, and for each provider what the desk reads at its site.

Beside each page lies the same as data (see `exports.audit`), under the name that ends in `.json`.
Dutch is `….html`, English `….en.html`; the pages link to each other and need no JavaScript. Crawled
text is never markup (Jinja escapes all of it), and only http and https addresses become links.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment

from exports import bands, shown, words
from exports.advice import advice
from exports.audit import audit_of, provider_audit, standing
from exports.bands import BANDS, band_of
from exports.block import additions, block
from exports.clean import Offer, cut, web_address
from exports.exporter import Target
from exports.pages import escaping
from exports.provenance import found_at
from exports.publication import ProviderView, Visit
from exports.report_text import LEAST, Average, ProviderCoverage, Tally, average
from exports.words import LANGUAGES, Language, pick
from normalize.course import COMPARED, Course

COURSES_SHOWN = 300
"""Courses shown in full in one section of one provider's page."""
GAP = "\0"
"""Stands in a rendered page where the courses go; cleaned text holds none."""
JSON = "application/json"


class ReportPages:
    """All pages of the report: the audit, and a page a provider, each in both languages."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._target, self._file, self._media_type = target, file, media_type
        self._views = {view.id: view for view in target.publication.providers}
        self._tally = Tally(target.publication.providers)
        self._parts = target.parts("report")
        self._seen: dict[tuple[str, str], int] = {}
        self._average: Average | None = None

    def feed(self, offer: Offer) -> None:
        """Count the offer, and put its piece by for the page of each provider that has it on its site."""
        course = offer.course
        self._tally.add(course)
        band = band_of(course)
        owners = [provider for provider in found_at(course) if provider in self._views]
        line = standing(course) if owners else b""
        for provider in owners:
            self._seen[provider, band] = self._seen.get((provider, band), 0) + 1
            key = _key(provider)
            self._parts.add(key, (b",\n" if self._parts.counts.get(key) else b"\n") + line)
        wanted = [provider for provider in owners if self._seen[provider, band] <= COURSES_SHOWN]
        for language in LANGUAGES if wanted else ():
            piece = _course_piece(course, language)
            for provider in wanted:
                self._parts.add(_key(provider, band, language), piece)

    def finish(self) -> None:
        """Write all pages."""
        rows = self._tally.rows()
        self._average = average(rows)
        self._write_data("index", [audit_of(rows, self._tally.total(), self._average)], len(rows))
        for row in rows:
            if row.id in self._views:
                lines = self._parts.pieces(_key(row.id))
                audit = provider_audit(row, self._views[row.id], self._average, lines)
                self._write_data(page_name(row.id), audit, row.courses)
        for language in LANGUAGES:
            self._write("index", language, [self._index(rows, language).encode()])
            for row in rows:
                if row.id in self._views:
                    self._write(page_name(row.id), language, self._provider(row, language), row.courses)

    def _write(self, name: str, language: Language, pieces: Iterable[bytes], records: int = 0) -> None:
        suffix = "" if language == "nl" else f".{language}"
        self._target.write(self._file.format(page=f"{name}{suffix}"), self._media_type, pieces, records)

    def _write_data(self, name: str, pieces: Iterable[bytes], records: int) -> None:
        file = self._file.format(page=name).removesuffix(".html") + ".json"
        self._target.write(file, JSON, pieces, records)

    def _index(self, rows: list[ProviderCoverage], language: Language) -> str:
        return (
            environment(language)
            .get_template("index.html")
            .render(
                publication=self._target.publication,
                rows=sorted((row for row in rows if _awake(row)), key=lambda row: not row.courses),
                asleep=[row for row in rows if not _awake(row)],
                total=self._tally.total(),
                average=self._average,
                linked=self._views,
                troubled=[row for row in rows if row.enabled and row.state not in (None, "complete")],
                name="index",
            )
        )

    def _provider(self, row: ProviderCoverage, language: Language) -> Iterable[bytes]:
        page = (
            environment(language)
            .get_template("provider.html")
            .render(
                publication=self._target.publication,
                view=self._views[row.id],
                row=row,
                bands=[(band, self._seen.get((row.id, band), 0)) for band in BANDS],
                average=self._average,
                least=LEAST,
                name=page_name(row.id),
                gap=GAP,
                limit=COURSES_SHOWN,
            )
        )
        first, *rest = page.split(GAP)
        yield first.encode()
        for band, text in zip(BANDS, rest, strict=True):
            yield from self._parts.pieces(_key(row.id, band, language))
            yield text.encode()


def page_name(provider: str) -> str:
    """Return the name of a provider's page, without its ending."""
    return "index-" if provider == "index" else provider


def _key(provider: str, band: str = "courses", language: str = "data") -> str:
    return f"{provider}.{band}.{language}"


def _course_piece(course: Course, language: Language) -> bytes:
    piece = (
        environment(language)
        .get_template("course.html")
        .render(
            course=course,
            title=cut(course.title, 200),
            lines=shown.lines(course, language),
            advice=advice(course, language),
            block=block(course) if band_of(course) not in ("withdrawn", "complete") else None,
            additions=additions(course, language),
        )
    )
    return piece.encode()


@cache
def environment(language: Language) -> Environment:
    """Return the templates with the words of a language; every value is escaped."""
    templates = escaping(Path(__file__).parent / "templates")
    place = LANGUAGES.index(language)
    templates.globals.update(
        language=language,
        w=pick(words.PAGE, language),
        fields={field: words.FIELDS[field][place] for field in COMPARED},
        statuses=pick(words.STATUSES, language),
        states=pick(words.STATES, language),
        band_names=pick(bands.WORDS, language),
        band_meanings=pick(bands.MEANING, language),
        feeds=pick(words.FEEDS, language),
        page_name=page_name,
        state_of=state_of,
        suffix="" if language == "nl" else f".{language}",
        other_suffix=".en" if language == "nl" else "",
        other_language=LANGUAGES[1 - place],
    )
    templates.filters.update(
        link=web_address,
        day=partial(_day, language=language),
        percent=partial(_percent, language=language),
        cause=lambda code: pick(words.CAUSES, language).get(code, code),
        reason=lambda code: words.reason_words(code, language),
        short=cut,
        number=lambda value: shown.number_words(value, language),
        completeness=completeness_of,
    )
    return templates


def completeness_of(visit: Visit) -> float:
    """Return how much of what is compared the courses of a visit gave, as a percentage; all name their organisation."""
    return (100 + sum(visit.filled.values())) / len(COMPARED)


def _day(moment: date | datetime | str, language: Language) -> str:
    return shown.date_words(moment if isinstance(moment, str) else moment.isoformat(), language)


def _percent(share: float | None, language: Language) -> str:
    # 99.6 is not "100 %": what is not whole is never shown as whole.
    if share is None:
        return "–"
    whole = round(share)
    whole = 99 if whole == 100 and share < 100 else 1 if whole == 0 and share > 0 else whole
    return f"{whole}%" if language == "en" else f"{whole} %"


def _awake(row: ProviderCoverage) -> bool:
    """Tell whether a provider has anything to show, or should have."""
    return bool(row.enabled or row.courses or row.state)


def state_of(view: ProviderView | ProviderCoverage) -> str:
    """Return the code of a provider's state, for `STATES`."""
    state = view.last_run_state if isinstance(view, ProviderView) else view.state
    return state or ("never" if view.enabled else "disabled")
