"""Whose tariff an amount is, or on what condition, by the words around it."""

from __future__ import annotations

import re

from normalize.values.price_words import EXTRA, INSTALMENTS, ON_TOP, PART, PART_BEFORE, TARIFF, TARIFF_WORD

_TRIM_START = re.compile(r"^\W*(?:(?:voor|for|en|and|of|or|if|is|bedraagt|kost)\b\W*)*", re.IGNORECASE)
_TRIM_END = re.compile(
    r"(?:\W*\b(?:betalen|betaal je|is|zijn|bedraagt|bedragen|kost|kosten|ca|circa|ongeveer|approx|pay"
    r"|it costs|and|en|or|of)\b)?"
    r"[^\w)]*$",
    re.IGNORECASE,
)


def label_of(before: str, after: str, literal: str) -> str | None:
    """Return whose tariff it is or on what condition, in the page's words; None for the ordinary one."""
    behind = literal[len(literal) - len(after) :] if after else ""
    if part := PART.match(after):
        return behind[: part.end()].strip(" (,")
    if part := PART_BEFORE.search(before):
        return literal[part.start() : part.end()].strip(" (,:-")
    if ON_TOP.search(before):
        return trim(behind) or "extra"
    cut = max((match.end() for match in re.finditer(r"[,;\n]|(?<![a-z])/", before)), default=0)
    told = TARIFF_WORD.search(before[cut:])
    if len(before[cut:].strip()) > 40:
        cut += max((match.end() for match in re.finditer(r": (?=[^:]{3,60}: ?$)", before[cut:])), default=0)
    nearby = before[cut:]
    if len(nearby.strip()) > (80 if nearby.rstrip().endswith(":") else 40) and not told:
        nearby = nearby[-12:]
    after = INSTALMENTS.sub(lambda match: " " * len(match[0]), after)
    inside = re.sub(
        r"\b(?:in|ex)cl[^,;)]*|[^,;(]*\b(?:inbegrepen|included)\b|[(](?:met"
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
    words = _TRIM_START.sub("", _TRIM_END.sub("", words)).replace("\n", " ")[:80].strip()
    if words.endswith(")") and "(" not in words:
        return words[:-1]
    return words + ")" if words.count("(") > words.count(")") else words
