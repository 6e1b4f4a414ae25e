"""Times of day written in words: "van zeven tot half tien", "om kwart voor vijf", "at half past nine"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.values.words import NUMBERS

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
_LENGTH = re.compile(r"(?:cursus|training|workshop|opleiding|webinar|masterclass|sessie|les|programma|dagdeel) $")
"""Before what may as well be a length ("een training van vier tot zes uur")."""
NEAR = 60
"""Characters around a time among which the part of the day may stand."""
WORK_DAY = 8
"""No lesson begins before this hour: an earlier one is that of the afternoon."""
HINT = re.compile(r"\b(?:half|kwart|quarter|noon)\b|\b[a-z]{3,6} uur\b")
"""Stands where a time of day may be written in words."""
_ENGLISH = {word: hour for word, hour in NUMBERS.items() if 1 <= hour <= 12 and word not in _HOURS}
_ENGLISH_PARTS = {"half past": 30, "quarter past": 15, "quarter to": -15}
_ENGLISH_ONE = re.compile(
    rf"\b(?P<part>half past|quarter (?:past|to)) (?P<hour>{'|'.join(_ENGLISH)})\b|(?<=[a-z] )(?P<noon>noon)\b"
)


def find_worded(words: str) -> list[tuple[int, int, str, str | None]]:
    """Find the times of day in words, each with its place, when it begins and, of a pair, when it ends.

    An hour alone counts only with "uur" behind a word such as "om"; "van zes uur" is as well a length.
    """
    if not HINT.search(words):
        return []
    found: list[tuple[int, int, str, str | None]] = []
    lengths: list[int] = []
    for match in _PAIR.finditer(words):
        hours = match["u2"] and not _LENGTH.search(words[max(0, match.start() - 20) : match.start()])
        if match["o1"] or match["o2"] or match["u1"] or hours:
            begin = _minutes(match["o1"], match["h1"], words, match.start())
            end = _minutes(match["o2"], match["h2"], words, match.start())
            end += 720 if end <= begin else 0
            end -= 720 if end - begin > 720 else 0
            found.append(
                (match.start("o1") if match["o1"] else match.start("h1"), match.end(), _clock(begin), _clock(end))
            )
        lengths.append(match.end())
    for match in _SINGLE.finditer(words):
        inside = any(at <= match.end() and match.start() <= until for at, until, _, _ in found)
        if not inside and match.end() not in lengths and (match["o1"] or match["u1"]):
            at = match.start("o1") if match["o1"] else match.start("h1")
            found.append((at, match.end(), _clock(_minutes(match["o1"], match["h1"], words, at)), None))
    return sorted([*found, *_english(words)])


def _english(words: str) -> Iterator[tuple[int, int, str, None]]:
    """Yield the English times; an hour before work begins is that of the afternoon."""
    for match in _ENGLISH_ONE.finditer(words):
        minutes = 720 if match["noon"] else 60 * _ENGLISH[match["hour"]] + _ENGLISH_PARTS[match["part"]]
        near = words[max(0, match.start() - NEAR) : match.end() + NEAR]
        late = minutes < 60 * WORK_DAY or "evening" in near
        yield match.start(), match.end(), _clock(minutes + 720 if late and minutes < 720 else minutes), None


def _minutes(offset: str | None, hour: str, words: str, at: int) -> int:
    """Return a time as minutes since midnight; what stands near tells the half of the day."""
    minutes = 60 * (_HOURS.index(hour) + 1) + _OFFSETS.get(offset or "", 0)
    near = words[max(0, at - NEAR) : at + NEAR]
    late = minutes < 60 * WORK_DAY or (_EVENING.search(near) and not _AFTERNOON.search(near))
    return minutes + 720 if late and minutes < 720 else minutes


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
