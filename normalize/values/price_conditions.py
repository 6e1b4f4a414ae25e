"""On what condition a tariff is paid, where a question before it says so ("Ben je student? Dan betaal je € 75")."""

from __future__ import annotations

import re

_ASKED = re.compile(
    r"(?:^|[.;!)\n] ?)([^.;!?\n]{4,160}\?)\s+(?:dan|then|in that case|you (?:only )?pay)\b[^.;!?\n]{0,50}$",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"(?:dan|then|in that case|you (?:only )?pay)\b", re.IGNORECASE)
_QUESTION = re.compile(r"(?:^|[.;!)\n] ?)([^.;!?\n]{4,160}\?)\s*$")
LOOKED_AT = 240
"""Characters before an amount in which the question may stand."""


def condition_asked(text: str, start: int) -> str | None:
    """Return the question to which the sentence with the amount at a position is the answer."""
    before = text[max(0, start - LOOKED_AT) : start]
    asked = _ASKED.search(before) if "?" in before else None
    return asked[1].strip(" -–•") if asked else None


def with_question(sentence: str, paragraph: str) -> str:
    """Put the question before a sentence that answers it in a paragraph."""
    at = paragraph.find(sentence) if _ANSWERS.match(sentence) else -1
    question = _QUESTION.search(paragraph[max(0, at - LOOKED_AT) : at]) if at > 0 else None
    return f"{question[1].strip()} {sentence}" if question else sentence
