"""Short facts and labels within a line: where one ends and the next begins."""

from __future__ import annotations

import re
from itertools import pairwise

from normalize.page.elements import FACT, SEAM
from normalize.page.labels import read_label
from normalize.page.text import tidy

MAX_FACTS = 8
"""Facts in one row."""
MAX_ROW = 40 * MAX_FACTS
"""Characters of such a row."""
PAPER = re.compile(r"(?:certificaat|certificate|diploma|getuigschrift|accreditatie|accreditation)", re.IGNORECASE)
"""A fact by itself, though the label of one as well."""
ANSWER = re.compile(r"(?:ja|yes|nee|no|van|by|door)\b|.*(?:diploma|certifica|getuigschrift|bewijs)", re.IGNORECASE)
"""Follows such a word where that is a label."""
SIGN = re.compile(rf"€\s*{SEAM}\s*(?=\d)")
"""The sign of an amount in an element of its own."""


def is_label(words: str) -> bool:
    """Tell whether words are a label as it stands in the table, with or without its colon."""
    meaning = read_label(words.rstrip(" :"))
    return bool(meaning.fields) and meaning.exact


def facts_in(words: str) -> list[str]:
    """Part a row of short facts, each in an element of its own ("4 avonden", "Online", "€ 210,-"); [] for a line."""
    if SEAM not in words:
        return []
    words = SIGN.sub("€", words)
    facts = [fact for fact in (tidy(piece, 60) for piece in words.split(SEAM)) if fact]
    counted = sum(fact[0].isdigit() or fact[0] == "€" for fact in facts)
    if not counted or not (3 <= len(facts) <= MAX_FACTS or len(facts) == counted == 2):
        return []
    apart = all(FACT.fullmatch(fact) and (PAPER.fullmatch(fact) or not _is_any_label(fact)) for fact in facts)
    answered = any(PAPER.fullmatch(fact) and ANSWER.match(after) for fact, after in pairwise(facts))
    return facts if apart and not answered else []


def _is_any_label(fact: str) -> bool:
    return bool(read_label(fact.rstrip(" :")).fields)
