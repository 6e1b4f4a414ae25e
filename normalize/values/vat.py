"""Remarks on VAT, from words."""

from __future__ import annotations

import re

from normalize.course import Vat
from normalize.values.price_words import VAT_AFTER, VAT_BEFORE, VAT_NAME, VAT_WHOLE
from normalize.values.words import fold, plain

RIGHT_BEFORE = re.compile(
    r"(?:\b(?:ex|(?:in|ex)(?:cl?|k)\w*)\.?\W{0,3}(?:of )?(?:[0-9]+ ?%)?|\b(?:vrij|vrijgesteld|exempt|free"
    r"|vrijstelling) (?:van|from"
    r"|of)"
    r"|\bgeen|\bno|\bzonder|\bplus|\+)\W*$"
)
"""Right before the name of the tax: then nothing behind it counts."""


def read_vat(text: str) -> Vat | None:
    """Read a remark on VAT, also where it stands without an amount; None where there is none or where they differ."""
    remarks = set(vat_remarks(plain(fold(text))))
    return remarks.pop() if len(remarks) == 1 else None


def vat_remarks(words: str) -> list[Vat]:
    """Return what each remark on VAT in plain text says."""
    remarks: list[Vat] = []
    previous = 0
    for name in VAT_NAME.finditer(words):
        before = words[max(previous, name.start() - 60) : name.start()]
        after = words[name.end() : name.end() + 40]
        remark = _nearest(before, VAT_BEFORE) or _first(after, VAT_AFTER)
        if behind := _first(after[:24], VAT_AFTER):
            remark = behind if not RIGHT_BEFORE.search(before) else remark
        if remark:
            remarks.append(remark)
        previous = name.end()
    for vat, mark in VAT_WHOLE.items():
        if mark.search(words):
            remarks.append(vat)
    return remarks


def _nearest(before: str, table: dict[Vat, re.Pattern[str]]) -> Vat | None:
    """Return the remark whose word stands last in the text."""
    found: list[tuple[int, Vat]] = [
        (match.end(), vat) for vat, pattern in table.items() for match in pattern.finditer(before)
    ]
    return max(found)[1] if found else None


def _first(after: str, table: dict[Vat, re.Pattern[str]]) -> Vat | None:
    """Return the remark whose word stands first in the text, within the sentence."""
    after = re.split(r"[);\n]|, |\.(?![a-z])", after, maxsplit=1)[0]
    found: list[tuple[int, Vat]] = [
        (match.start(), vat) for vat, pattern in table.items() if (match := pattern.search(after))
    ]
    return min(found)[1] if found else None
