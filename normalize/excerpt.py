"""Cut a text to a length at the end of a sentence, else of a word."""

from __future__ import annotations

import re

SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*(?=\s)")


def excerpt(text: str, limit: int) -> str | None:
    """Return at most `limit` characters of the text, None where the limit leaves nothing.

    Cut after the last whole sentence that fits when that keeps at least a third of the room, else after
    the last whole word, with an ellipsis.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text or None
    if limit < 2:
        return None
    ends = [m.end() for m in SENTENCE_END.finditer(text[: limit + 1]) if m.end() <= limit]
    if ends and ends[-1] * 3 >= limit:
        return text[: ends[-1]]
    words = text[: limit - 1]
    cut = words.rfind(" ")
    return (words[:cut] if cut > 0 else words).rstrip(" ,;:–-") + "…"
