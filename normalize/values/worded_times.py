"""Times of day written in words: "van zeven tot half tien", "om kwart voor vijf", "at half past nine"."""

from __future__ import annotations

import re

_HOURS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_HOUR = "|".join(_HOURS)
_OFFSETS = {"half": -30, "kwart voor": -15, "kwart over": 15}
"""Minutes from the hour that is named."""
_ONE = r"(?:(?P<o{n}>half|kwart voor|kwart over) )?(?P<h{n}>" + _HOUR + r")\b(?P<u{n}> uur\b)?"
_FIRST, _SECOND = _ONE.replace("{n}", "1"), _ONE.replace("{n}", "2")
_PAIR = re.compile(rf"\b(?:van|tussen) {_FIRST} (?:tot|en) {_SECOND}(?=[.,;:!?)]|$|\n| (?:en|in|op|de|met|is|zijn)\b)")
_SINGLE = re.compile(rf"\b(?:om|vanaf|tot|rond|uiterlijk|omstreeks) {_FIRST}(?!\w)")
_EVENING = re.compile(r"avond|borrel|diner")
_AFTERNOON = re.compile(r"middag")
NEAR = 60
"""Characters around a time among which the part of the day may stand."""
WORK_DAY = 8
"""No lesson begins before this hour: an earlier one is that of the afternoon."""
_HINTS = ("half ", "kwart ", " uur")


def find_worded(words: str) -> list[tuple[int, int, str, str | None]]:
    """Find the times of day in words, each with its place, when it begins and, of a pair, when it ends.

    An hour alone counts only with "uur" behind a word such as "om"; "van zes uur" is as well a length.
    """
    if not any(map(words.__contains__, _HINTS)):
        return []
    found: list[tuple[int, int, str, str | None]] = []
    for match in _PAIR.finditer(words):
        if match["o1"] or match["o2"] or match["u1"] or match["u2"]:
            begin = _minutes(match["o1"], match["h1"], words, match.start())
            end = _minutes(match["o2"], match["h2"], words, match.start())
            end += 720 if end <= begin else 0
            end -= 720 if end - begin > 720 else 0
            found.append(
                (match.start("o1") if match["o1"] else match.start("h1"), match.end(), _clock(begin), _clock(end))
            )
    for match in _SINGLE.finditer(words):
        inside = any(at <= match.end() and match.start() <= until for at, until, _, _ in found)
        if not inside and (match["o1"] or match["u1"]):
            at = match.start("o1") if match["o1"] else match.start("h1")
            found.append((at, match.end(), _clock(_minutes(match["o1"], match["h1"], words, at)), None))
    return sorted(found)


def _minutes(offset: str | None, hour: str, words: str, at: int) -> int:
    """Return a time as minutes since midnight; what stands near tells the half of the day."""
    minutes = 60 * (_HOURS.index(hour) + 1) + _OFFSETS.get(offset or "", 0)
    near = words[max(0, at - NEAR) : at + NEAR]
    late = minutes < 60 * WORK_DAY or (_EVENING.search(near) and not _AFTERNOON.search(near))
    return minutes + 720 if late and minutes < 720 else minutes


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
