"""How long a course takes, from words.

Candidates are a number with a unit ("12 dagdelen", "vier middagen", "2-daagse"). One that speaks of
something else (validity, age, an interval, so much per week, points) is passed over; length comes
before study load, and what stands behind a word such as "duur" before what does not.
"""

from __future__ import annotations

import re
from itertools import islice

from normalize.course import Duration, Unit
from normalize.values.duration_words import (
    ARTICLE,
    CUE,
    FRACTIONS,
    INTENSITY,
    LOAD,
    NOT_AFTER,
    NOT_BEFORE,
    SAME_KIND,
    UNITS,
)
from normalize.values.words import NUMBERS, fold, plain, quote

_COUNT = r"[0-9]{1,4}(?:[.,][0-9]{1,2})?|" + "|".join(sorted([*NUMBERS, *FRACTIONS, *ARTICLE], key=len, reverse=True))
_UNIT = "|".join(f"(?P<{name}>{pattern})" for name, (pattern, _, _) in UNITS.items())
_CANDIDATE = re.compile(
    rf"(?<![0-9a-z.,€])(?:duur|duration)?(?P<low>{_COUNT})"
    rf"(?:(?: ?-? ?| (?:a|of|or|to|tot|en een|and a) )(?P<high>{_COUNT})(?![0-9]))?\+?"
    rf"[ -]?(?:[a-z-]{{2,16}} ){{0,2}}?(?:{_UNIT})(?![a-z])"
)
_HOUR = r"(?P<h{n}>[01]?[0-9]|2[0-4])(?:[.:](?P<m{n}>[0-5][0-9]))?"
_TIMES = re.compile(
    r"(?<![0-9.:,])"
    + _HOUR.replace("{n}", "1")
    + r"(?: ?(?:uur|u|h))? ?(?:-|tot|to|until|t/m)(?: en met)? ?"
    + _HOUR.replace("{n}", "2")
    + r"(?P<unit> ?(?:uur|u|h)\b)?(?![0-9.:,]*[0-9])"
)
_EACH = re.compile(
    r"^(?: ?[(,]?(?:van|a|of|met elk|each|x)? ?(?:elk )?)"
    rf"(?P<hours>[0-9]{{1,2}}(?:[.,][0-9])?|{'|'.join(NUMBERS)}) (?:uur|uren|hours?)\b(?! per)"
)
_EACH_BEFORE = re.compile(r"([0-9]{1,2}(?:[.,][0-9])?)[- ](?:hours?|uur|urige)\b")
_HOURS_BEHIND = re.compile(
    r"^[^.;\n]{0,30}?[(=] ?(?:totaal |in total )?(?P<hours>[0-9]{1,4}) (?:uur|uren|hours?)(?: in to)?"
)


def read_duration(text: str) -> Duration | None:
    """Read how long the course takes; None where the text does not say.

    Of a range or of variants ("2-3 dagen", "9 dagen (4A) of 10 dagen (4B)") the first is the value and
    `text` holds the words. Meetings of several sorts are added up ("acht avonden en vier excursies").
    `hours` is filled where the words give it: times of day, hours a meeting, or the unit itself.
    A pair of times alone ("13:00 - 17:00") is the length of a meeting.
    """
    folded = fold(text, 1000)
    words = plain(folded)
    candidates = [match for match in islice(_CANDIDATE.finditer(words), 40) if _is_length(words, match, folded)]
    if not candidates:
        return _from_times(folded, words)
    best = min(candidates, key=lambda match: (_is_load(words, match), not _has_cue(words, match), match.start()))
    return _duration(folded, words, best, candidates)


def _number(word: str) -> float:
    if word in FRACTIONS:
        return FRACTIONS[word]
    if word in ARTICLE:
        return 1.0
    return float(NUMBERS[word]) if word in NUMBERS else float(word.replace(",", "."))


def _unit(match: re.Match[str]) -> tuple[Unit, float]:
    """Return the unit of a candidate and how many of them one word counts for."""
    name = next(name for name in UNITS if match[name])
    return UNITS[name][1], UNITS[name][2]


def _is_length(words: str, match: re.Match[str], folded: str) -> bool:
    """Tell whether a number with a unit is a length at all."""
    sentence = max(words.rfind(stop, 0, match.start()) for stop in (". ", ";", "\n", "(")) + 1
    before = words[max(sentence, match.start() - 50) : match.start()]
    after = words[match.end() : match.end() + 50]
    if match["low"] in ARTICLE and not (CUE.search(before) or "é" in folded[match.start() : match.start() + 4].lower()):
        return False
    if 1900 <= _number(match["low"]) <= 2100 or _number(match["low"]) == 0:
        return False
    return not (
        NOT_BEFORE.search(before) or NOT_AFTER.search(after) or INTENSITY.search(after) or NOT_BEFORE.search(match[0])
    )


def _is_load(words: str, match: re.Match[str]) -> bool:
    """Tell whether it is study load instead of length."""
    around = words[max(0, match.start() - 25) : match.end() + 20]
    around = (
        re.split(r"[,;.\n+]", words[max(0, match.start() - 25) : match.start()])[-1]
        + around[match.start() - max(0, match.start() - 25) :]
    )
    return bool(LOAD.search(re.split(r"[,;.\n+]| en | and ", around, maxsplit=1)[0] or around))


def _has_cue(words: str, match: re.Match[str]) -> bool:
    return bool(CUE.search(words[max(0, match.start() - 30) : match.start()]))


def _duration(folded: str, words: str, match: re.Match[str], candidates: list[re.Match[str]]) -> Duration:
    """Return the value of a candidate, with hours where the words give them."""
    unit, factor = _unit(match)
    value = _number(match["low"]) * factor
    end = match.end()
    if unit == "session" and not match["high"]:
        for other in candidates:
            gap = words[end : other.start()] if other.start() >= end else "."
            if len(gap) < 60 and SAME_KIND.search(gap) and _unit(other)[0] == "session":
                value, end = value + _number(other["low"]), other.end()
    hours = None if match["high"] else _hours(words, match, unit, value)
    return Duration(value=round(value, 3), unit=unit, hours=hours, text=quote(folded, match.start(), end))


def _hours(words: str, match: re.Match[str], unit: Unit, value: float) -> float | None:
    """Return the length in hours where it follows from the words."""
    if unit == "hour":
        return round(value, 3)
    after = words[match.end() : match.end() + 60]
    if each := _EACH.match(after):
        return round(value * _number(each["hours"]), 2)
    if each := _EACH_BEFORE.search(match[0]):
        return round(value * _number(each[1]), 2)
    if total := _HOURS_BEHIND.match(after):
        return float(total["hours"])
    times = _TIMES.search(re.split(r"[.;\n](?![0-9])", after, maxsplit=1)[0])
    if times and unit in ("half_day", "session", "day") and (length := _length(times)):
        return round(value * length, 2)
    return None


def _length(times: re.Match[str]) -> float | None:
    """Return the hours between two times of day."""
    start = int(times["h1"]) + int(times["m1"] or 0) / 60
    end = int(times["h2"]) + int(times["m2"] or 0) / 60
    sure = times["m1"] or times["m2"] or times["unit"]
    return end - start if sure and 0 < end - start <= 12 else None


def _from_times(folded: str, words: str) -> Duration | None:
    """Return the length of a meeting whose two times of day are all that the text names."""
    found = [match for match in _TIMES.finditer(words) if match["m1"] or match["m2"] or match["unit"]]
    if len(found) != 1 or NOT_BEFORE.search(words) or (length := _length(found[0])) is None:
        return None
    length = round(length, 2)
    return Duration(value=length, unit="hour", hours=length, text=quote(folded, found[0].start(), found[0].end()))
