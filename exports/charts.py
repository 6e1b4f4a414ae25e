"""The report's charts as pieces of a page, for whoever shows the same: plain SVG, in the colours of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from exports.bands import WORDS, Band
from exports.publication import Visit
from exports.report import environment
from exports.report_text import Average
from exports.words import FIELDS, Language, pick
from normalize.course import COMPARED


def parts(counts: Sequence[tuple[Band, int]], language: Language) -> Markup:
    """Draw how many courses each band has, as parts of one bar; there must be a course."""
    total = sum(number for _, number in counts)
    return _drawn("parts", language, counts, total, pick(WORDS, language))


def bars(filled: Mapping[str, float | None], average: Average | None, language: Language) -> Markup:
    """Draw how often each compared field is given, with the average as a mark where it is known."""
    names = {field: pick(FIELDS, language)[field] for field in COMPARED}
    return _drawn("bars", language, filled, names, average)


def trend(visits: Sequence[Visit], language: Language) -> Markup:
    """Draw what each visit found, and how complete it was, with the figures as a table; at least two visits."""
    return _drawn("trend", language, visits)


def _drawn(macro: str, language: Language, *given: Any) -> Markup:
    charts = environment(language).get_template("chart.html").make_module()
    return Markup(getattr(charts, macro)(*given))  # noqa: S704 - made by a template that escapes every value
