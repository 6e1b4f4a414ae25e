"""What a record lacks for a register's format: the reasons, and the list of what was left out."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

import msgspec

from exports.exporter import Target
from exports.words import Pair
from normalize.course import Course

REASONS: dict[str, Pair] = {
    "expired": ("alle uitvoeringen zijn voorbij", "all runs are past"),
    "withdrawn": ("de aanbieder geeft de cursus niet meer", "the provider no longer gives the course"),
    "conflicting": ("de pagina spreekt zichzelf tegen", "the page contradicts itself"),
    "language": ("de taal van de pagina is niet bekend", "the language of the page is not known"),
    "description": ("de pagina heeft geen omschrijving", "the page has no description"),
    "start": ("de pagina zegt niet wanneer de cursus begint", "the page does not say when the course starts"),
    "duration": ("de pagina noemt geen hele uren, dagen, weken, maanden of jaren als duur",
                 "the page names no length in whole hours, days, weeks, months or years"),
    "level": ("de pagina noemt geen niveau", "the page names no level"),
    "location": ("de pagina noemt geen plaats waar men komt", "the page names no place that people come to"),
    "teaching_language": ("de pagina noemt geen voertaal", "the page names no language of instruction"),
    "program_type": ("soort opleiding: niet in de titel en niet ingesteld",
                     "kind of programme: not in the title and not set"),
    "program_form": ("vorm (deeltijd, avond, …): niet op de pagina en niet ingesteld",
                     "form (part-time, evening, …): not on the page and not set"),
    "degree": ("bewijs: niet op de pagina en niet ingesteld", "certificate: not on the page and not set"),
    "org_unit": ("orgUnitId van EDU-DEX is niet ingesteld", "EDU-DEX's orgUnitId is not set"),
    "application_type": ("inschrijving per persoon of groep is niet ingesteld",
                         "whether persons or groups enrol is not set"),
    "payment_due": ("wanneer men betaalt is niet ingesteld", "when one pays is not set"),
    "run_dates": ("van een uitvoering is de eerste of laatste dag niet bekend", "a run's first or last day is unknown"),
    "price": ("de pagina zegt niet of de btw erin zit, of tegen welk tarief",
              "the page does not say whether VAT is in it, or at which rate"),
}  # fmt: skip
"""Why a record, or a value of it, is left out."""


class Left(NamedTuple):
    """A record, or some of its values, that is left out."""

    id: str
    title: str
    provider: str
    url: str
    reasons: list[str]
    """Codes of REASONS."""


class LeftOut:
    """`left-out.json`: records that a format can't hold, and values left out of records that it holds."""

    def __init__(self, target: Target, file: str) -> None:
        self._target, self._file = target, file
        self._parts = target.parts(file.replace("/", "-"))

    def record(self, course: Course, reasons: list[str]) -> None:
        """List a record that is left out whole."""
        self._add("records", course, reasons)

    def values(self, course: Course, reasons: list[str]) -> None:
        """List a record that stands there without some of its values."""
        if reasons:
            self._add("values", course, reasons)

    def _add(self, key: str, course: Course, reasons: list[str]) -> None:
        left = Left(course.id, course.title, course.provider.id, course.url, reasons)
        line = msgspec.json.encode(dict(zip(Left._fields, left, strict=True)))
        self._parts.add(key, (b",\n" if self._parts.counts.get(key) else b"\n") + line)

    def finish(self) -> None:
        """Write the list, with the words of the reasons."""
        words = {code: {"nl": nl, "en": en} for code, (nl, en) in REASONS.items()}
        pieces = chain(
            [b'{"reasons":', msgspec.json.encode(words), b',\n"records":['],
            self._parts.pieces("records"),
            [b'\n],\n"values":['],
            self._parts.pieces("values"),
            [b"\n]}\n"],
        )
        count = self._parts.counts.get("records", 0) + self._parts.counts.get("values", 0)
        self._target.write(self._file, "application/json", pieces, count)
