"""Whose tariff an amount is, or on what condition, by the words around it."""

from __future__ import annotations

import re

from normalize.values.price_words import (
    EXTRA,
    INSTALMENTS,
    ON_TOP,
    PART,
    PART_BEFORE,
    PRICE_NAME,
    TARIFF,
    TARIFF_WORD,
    VAT_NAME,
)

_TRIM_START = re.compile(r"^\W*(?:(?:voor|for|en|and|of|or|if|is|bedraagt|kost)\b\W*)*", re.IGNORECASE)
_TRIM_END = re.compile(
    r"(?:\W*\b(?:betalen|betaal je|is|zijn|bedraagt|bedragen|kost|kosten|ca|circa|ongeveer|approx|pay"
    r"|it costs|and|en|or|of)\b)?"
    r"[^\w)]*$",
    re.IGNORECASE,
)
_NAMED_ASIDE = re.compile(r"[(]([^\W\d][^():€\d]{1,40}): ?$")
"""Between two amounts: names in brackets whose the second is ("€ 2,450 (SMEs: € 2,100)")."""
_APPLIES = re.compile(
    r"(?<=\w)(?<!\ber)\s+(?:geldt|gelden)\s+(?:een|het|de)\b.{0,40}\b(?:tarief|prijs|bedrag)\b.*$", re.IGNORECASE
)
"""Behind those for whom a tariff is."""


def label_of(before: str, after: str, literal: str) -> str | None:
    """Return whose tariff it is or on what condition, in the page's words; None for the ordinary one."""
    behind = literal[len(literal) - len(after) :] if after else ""
    if part := PART.match(after):
        return behind[: part.end()].strip(" (,")
    if part := PART_BEFORE.search(before):
        return literal[part.start() : part.end()].strip(" (,:-")
    if ON_TOP.search(before):
        return trim(behind) or "extra"
    if (aside := _NAMED_ASIDE.search(before)) and not (PRICE_NAME.search(aside[1]) or VAT_NAME.search(aside[1])):
        return trim(literal[aside.start(1) : aside.end(1)])
    return _nearest(before, after, literal)


def _nearest(before: str, after: str, literal: str) -> str | None:
    """Return the words right before or behind an amount that tell whose it is."""
    behind = literal[len(literal) - len(after) :] if after else ""
    cut = max(
        (match.end() for match in re.finditer(r"[,;\n]|\): (?=\S)|\w \((?=[^()]+$)|(?<![a-z])/", before)), default=0
    )
    told = TARIFF_WORD.search(before[cut:])
    if len(before[cut:].strip()) > 40:
        cut += max((match.end() for match in re.finditer(r": (?=[^:]{3,60}: ?$)", before[cut:])), default=0)
    nearby = before[cut:]
    if len(nearby.strip()) > (80 if nearby.rstrip().endswith(":") else 40) and not told:
        nearby = nearby[-12:]
    after = INSTALMENTS.sub(lambda match: " " * len(match[0]), after)
    inside = re.sub(
        r"\b(?:in|ex)cl[^,;)]*|[^,;(]*\b(?:inbegrepen|included)\b(?:: [^()€\d]*)?|[(](?:met"
        r"|with)\b[^()]{0,40}[)]",
        lambda match: " " * len(match[0]),
        after,
    )
    for pattern in (TARIFF, EXTRA):
        if pattern.search(nearby[-60:]) and not (pattern is EXTRA and "inclu" in nearby):
            return trim(literal[cut : len(before)])
        if pattern.search(inside[:40]):
            return trim(behind if behind.lstrip().startswith("(") else behind.lstrip(" ,").split(",")[0])
    return None


def trim(words: str) -> str:
    """Return a label without the punctuation and linking words around it, 80 characters at most."""
    words = _TRIM_START.sub("", _TRIM_END.sub("", _APPLIES.sub("", words))).replace("\n", " ")[:80].strip()
    if words.endswith(")") and "(" not in words:
        return words[:-1]
    return words + ")" if words.count("(") > words.count(")") else words
