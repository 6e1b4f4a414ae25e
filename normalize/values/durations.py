"""How long a course takes, from words.

Candidates are a number with a unit ("12 dagdelen", "vier middagen", "2-daagse"). One that speaks of
something else (validity, age, an interval, so much per week, points) is passed over; length comes
before study load, and what stands behind a word such as "duur" before what does not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from normalize.course import Duration, Unit
from normalize.values.date_words import MONTHS
from normalize.values.duration_words import (
    A_DAY,
    A_WEEK,
    A_WEEK_BEFORE,
    ADJECTIVE,
    ALL_LONG,
    ARTICLE,
    ARTICLE_CUE,
    ASIDE,
    BESIDE,
    CLOCK_AFTER,
    COMPOUND,
    CUE,
    EXPERIENCE,
    FINISHES,
    FRACTIONS,
    GATHER,
    GOES_ON,
    INTENSITY,
    JOINED,
    LASTS,
    LOAD,
    LONG_UNITS,
    NOT_AFTER,
    NOT_BEFORE,
    OPTIONAL,
    PACKED,
    SAME_KIND,
    UNITS,
    YEAR_COURSE,
)
from normalize.values.words import NUMBERS, REMEMBERED, fold, plain, quote

_WORDS = "|".join(sorted([*NUMBERS, *FRACTIONS, *ARTICLE], key=len, reverse=True))
_NUMERALS = "|".join([*NUMBERS, *FRACTIONS])
_MONTHS = "|".join(MONTHS)
_COUNT = rf"[0-9]{{0,2}}½|[0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?|{_WORDS}"
_UNIT = "|".join(f"(?P<{name}>{pattern})" for name, (pattern, _, _) in UNITS.items())
_EACH_LONG = rf"(?:[0-9]{{1,2}}(?:[.,][0-9])?|{_NUMERALS})[- ]?(?:hour|uurs?|urige)"
_TIMES_OVER = (
    rf"(?:(?:(?P<times>[0-9]{{1,2}}) ?[x×]|(?P<blocks>[0-9]{{1,2}}|{_NUMERALS}) "
    r"(?:modules|blokken|blocks|delen|parts|periodes|weekenden|weekends)"
    r" (?:van|of|a|met|with)(?: elk| ieder| each)?) ?)?"
)
_CANDIDATE = re.compile(
    rf"(?<![0-9a-z.,:€])(?:duur|duration)?{_TIMES_OVER}(?P<low>{_COUNT})"
    rf"(?:(?: ?- ?| (?:a|of|or|to|tot)(?: maximaal)? | (?P<plus>en een|and a) )(?P<high>{_COUNT})(?![0-9]))?\+?"
    rf"(?:[ -](?:{_EACH_LONG} )?(?:(?!(?:{_NUMERALS}|{_MONTHS})\b)[a-z-]{{2,16}} ){{0,2}}?)?"
    rf"(?:{_UNIT})(?=van |(?![a-z]))"
)
_COUNTED = re.compile(rf"[0-9½]|\b(?:{_WORDS})")
_HOUR = r"(?P<h{n}>[01]?[0-9]|2[0-4])(?:[.:](?P<m{n}>[0-5][0-9]))?"
_TIMES = re.compile(
    r"(?<![0-9.:,])"
    + _HOUR.replace("{n}", "1")
    + r"(?: ?(?:uur|u|h))? ?(?:-|tot|to|until|t/m)(?: en met)? ?"
    + _HOUR.replace("{n}", "2")
    + r"(?P<unit> ?(?:uur|u|h)\b)?(?![0-9.:,]*[0-9])"
)
_EACH = re.compile(
    rf"^ ?[(,]? ?(?:van|a|of|met elk|each|x|elk) (?:elk )?(?P<hours>[0-9]{{1,2}}(?:[.,][0-9])?|{'|'.join(NUMBERS)})"
    r" (?:uur|uren|hours?)\b(?! per)"
)
_EACH_INSIDE = re.compile(rf"[ -]([0-9]{{1,2}}(?:[.,][0-9])?|{_NUMERALS})[- ]?(?:hour|uurs?|urige) ")
_MONTHS_TOO = re.compile(rf" (?:en|and) ([0-9]{{1,2}}|{'|'.join(NUMBERS)}) (?:maand(?:en)?|months?)\b")
_CLOSING = re.compile(
    r",? (?:en|plus|\+|and) (?:een|1|a|one) (?:slot|terugkom|start|closing|final|follow-up )-?(?:dag|day)\b"
)
"""Behind days: one more."""
_MINUTES_TOO = re.compile(r" (?:en |and )?([1-5]?[0-9]) ?min(?:uten|utes|\b)")
_TOTAL = re.compile(
    r"^ ?[(=] ?(?:totaal |in total )?(?P<hours>[0-9]{1,4}) ?"
    r"(?:(?:contact|les|cursus|opleidings|klok)?-?(?:uur|uren)|u|(?:contact |teaching )?hours?)\b(?! per)"
)


_ISO = re.compile(r"P(?:([0-9]{1,4})([YMWD])|T([0-9]{1,4})H)(?:T0?0[HM])?")
ISO_UNITS: dict[str, Unit] = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
"""Letters of ISO 8601 durations."""


@lru_cache(maxsize=REMEMBERED)
def read_duration(text: str) -> Duration | None:
    """Read how long the course takes; None where the text does not say.

    Of a range or of variants ("2-3 dagen", "9 dagen (4A) of 10 dagen (4B)") the first is the value and
    `text` holds the words. Meetings of several sorts are added up ("acht avonden en vier excursies").
    `hours` is filled where the words give it: times of day, hours a meeting, or the unit itself.
    A pair of times alone ("13:00 - 17:00") is the length of a meeting.
    """
    folded = fold(text, 1000)
    words = plain(folded)
    if not _COUNTED.search(words):
        return _unnumbered(folded, words)
    candidates = [match for match in islice(_CANDIDATE.finditer(words), 40) if _is_length(words, match, folded)]
    if not candidates:
        return _unnumbered(folded, words) or _from_times(folded, words)
    best = min(candidates, key=lambda match: (_is_load(words, match), _rank(words, match), match.start()))
    return _duration(folded, words, best, candidates)


def read_iso(text: str) -> Duration | None:
    """Read an ISO 8601 duration of one unit ("P2D", "PT16H"), as data for programs has it; None for any other text."""
    found = _ISO.fullmatch(text.strip()[:20])
    value = float(found[1] or found[3]) if found else 0.0
    if not found or not value:
        return None
    unit = ISO_UNITS[found[2] or "H"]
    return Duration(value=value, unit=unit, hours=value if unit == "hour" else None, text=text.strip())


def _unnumbered(folded: str, words: str) -> Duration | None:
    """Read "jaaropleiding" or "week-long course", which have no number."""
    found = YEAR_COURSE.search(words) if "jaar" in words else None
    if found:
        return Duration(value=0.5 if found["half"] else 1.0, unit="year", text=quote(folded, *found.span()))
    long = ALL_LONG.search(words) if "long " in words else None
    return Duration(value=1.0, unit=LONG_UNITS[long[1]], text=quote(folded, *long.span(0))) if long else None


def _number(word: str) -> float:
    if word in FRACTIONS:
        return FRACTIONS[word]
    if word in ARTICLE:
        return 1.0
    return float(NUMBERS[word]) if word in NUMBERS else float(word.replace(",", ".").replace("½", ".5") or 0)


def _unit(match: re.Match[str]) -> tuple[Unit, float]:
    """Return the unit of a candidate and how many of them one word counts for."""
    name = next(name for name in UNITS if match[name])
    return UNITS[name][1], UNITS[name][2]


def _is_length(words: str, match: re.Match[str], folded: str) -> bool:
    """Tell whether a number with a unit is a length at all."""
    sentence = max(words.rfind(stop, 0, match.start()) for stop in (". ", ";", "\n", "(")) + 1
    before = words[max(sentence, match.start() - 50) : match.start()]
    after = words[match.end() : match.end() + 70]
    accented = "é" in folded[match.start() : match.start() + 4].lower()
    apart = match["low"] in ARTICLE and words[match.end("low")] == " "  # "een dag", not "eendaags"
    packed = (not match.start() and PACKED.match(after)) or (match["half_day"] and "half" in match[0])
    if apart and not (accented or packed or ARTICLE_CUE.search(before) or match[0] == words):
        return False
    if _is_aside(words, match, before, after):
        return False
    if before.endswith("na ") and FINISHES.match(after):
        before = before[:-3]
    number = _number(match["low"])
    if number == 0 or number >= 1900 or (match["year"] and number > 11) or (match["minute"] and number < 10):
        return False  # a year, an age, "klaar in 2 minuten"
    if match["hour"] and _is_moment(words, match, before, after):
        return False
    if not (match["day"] or match["half_day"] or match["session"]) and EXPERIENCE.match(after):
        return False
    return not (
        NOT_BEFORE.search(before)
        or NOT_BEFORE.search(before + match[0])
        or NOT_AFTER.search(after)
        or INTENSITY.search(after)
        or OPTIONAL.match(after)
        or ((match["day"] or match["hour"]) and A_WEEK.match(after))
        or (match["hour"] and A_DAY.match(after))
    )


def _is_aside(words: str, match: re.Match[str], before: str, after: str) -> bool:
    """Tell whether it is the length of a part in brackets, a day or an hour of each week, or how often something is."""
    if match[0].endswith("times") and not GATHER.search(before):
        return True
    if (match["day"] or match["hour"]) and A_WEEK_BEFORE.search(before):
        return True
    opened = words.rfind("(", max(0, match.start() - 20), match.start()) > 0
    return opened and bool(BESIDE.search(words[max(0, match.start() - 60) : match.start()]) and GOES_ON.match(after))


def _is_moment(words: str, match: re.Match[str], before: str, after: str) -> bool:
    """Tell whether a number of hours is a time of day: "9 - 17 uur", "9.00 uur", "van 9 uur 's ochtends"."""
    times = _TIMES.match(words, match.start())
    if times and _is_clock(words, times):
        return True
    clock = re.fullmatch(r"[0-9]{1,2}\.[0-5][0-9]", match["low"]) and _number(match["low"]) > 4
    return bool(clock or (re.search(r"\b(?:van|om|vanaf|from|at) $", before) and CLOCK_AFTER.match(after)))


def _is_clock(words: str, times: re.Match[str]) -> bool:
    """Tell whether a pair of numbers is two times of day: "13.30 - 17.00", "van 9 tot 17 uur", not "3-4 uur"."""
    if not times["unit"] and re.match(rf" ?(?:{_MONTHS})\b", words[times.end() :][:12]):
        return False  # "from 1 to 5 November"
    return bool(
        times["m1"] or times["m2"] or re.search(r"\b(?:van|from|tussen|between) $", words[: times.start()][-9:])
    )


def _is_load(words: str, match: re.Match[str]) -> bool:
    """Tell whether it is study load instead of length."""
    around = words[max(0, match.start() - 25) : match.end() + 20]
    around = (
        re.split(r"[,;.\n+]", words[max(0, match.start() - 25) : match.start()])[-1]
        + around[match.start() - max(0, match.start() - 25) :]
    )
    return bool(LOAD.search(re.split(r"[,;.\n+]| en | and ", around, maxsplit=1)[0] or around))


def _rank(words: str, match: re.Match[str]) -> int:
    """Tell how plainly it is the length: 0 where it says that it lasts so long, 1 behind another cue, else 2."""
    before = words[max(0, match.start() - 30) : match.start()]
    plainly = CUE.search(before) or ADJECTIVE.search(match[0])
    return 0 if LASTS.search(before) else 1 if plainly else 2


def _duration(folded: str, words: str, match: re.Match[str], candidates: list[re.Match[str]]) -> Duration:
    """Return the value of a candidate, with hours where the words give them."""
    unit, factor = _unit(match)
    value = _number(match["low"]) * factor * _number(match["times"] or match["blocks"] or "1")
    if match["plus"]:
        value += _number(match["high"]) * factor
    end = match.end()
    months = _MONTHS_TOO.match(words, end) if unit == "year" and not match["high"] else None
    if months:
        unit, value, end = "month", value * 12 + _number(months[1]), months.end()
    mixed = False  # "5 theorielessen van 2 uur en 10 praktijklessen": how long the others take is not told
    if unit == "session" and not match["high"]:
        for other in candidates:
            gap = words[end : other.start()] if other.start() >= end else "."
            if len(gap) < 60 and SAME_KIND.search(gap) and _unit(other)[0] == "session":
                mixed = mixed or bool(_EACH.match(gap))
                value, end = value + _number(other["low"]), other.end()
    if COMPOUND.search(match[0]) and not match["high"]:
        for other in candidates:
            same = other.start() >= end and _unit(other)[0] == unit and COMPOUND.search(other[0])
            if same and JOINED.fullmatch(words[end : other.start()]):
                value, end = value + _number(other["low"]), other.end()
    if unit == "day" and not match["high"] and (closing := _CLOSING.match(words, end)):
        value, end = value + 1, closing.end()
    minutes = _MINUTES_TOO.match(words, end) if unit == "hour" and not match["high"] else None
    if minutes:
        value, end = value + int(minutes[1]) / 60, minutes.end()
    hours = None if (match["high"] and not match["plus"]) or mixed else _hours(words, match, unit, value)
    return Duration(value=round(value, 3), unit=unit, hours=hours, text=quote(folded, match.start(), end))


def _hours(words: str, match: re.Match[str], unit: Unit, value: float) -> float | None:
    """Return the length in hours where it follows from the words."""
    if unit == "hour":
        return round(value, 3)
    after = words[match.end() : match.end() + 60]
    if each := _EACH.match(after):
        return round(value * _number(each["hours"]), 2)
    if each := _EACH_INSIDE.search(match[0]):
        return round(value * _number(each[1]), 2)
    if total := _TOTAL.match(after):
        return float(total["hours"])
    times = _TIMES.search(re.split(r"[.;\n](?![0-9])", after, maxsplit=1)[0])
    if times and _is_clock(after, times) and unit in ("half_day", "session", "day") and (length := _length(times)):
        return round(value * length, 2)
    return None


def _length(times: re.Match[str]) -> float | None:
    """Return the hours between two times of day."""
    start = int(times["h1"]) + int(times["m1"] or 0) / 60
    end = int(times["h2"]) + int(times["m2"] or 0) / 60
    return end - start if 0 < end - start <= 12 else None


def _from_times(folded: str, words: str) -> Duration | None:
    """Return the length of a meeting whose two times of day are all that the text names."""
    found = [match for match in _TIMES.finditer(words) if _is_clock(words, match)]
    if len(found) != 1 or NOT_BEFORE.search(words) or ASIDE.search(words) or (length := _length(found[0])) is None:
        return None
    length = round(length, 2)
    return Duration(value=length, unit="hour", hours=length, text=quote(folded, found[0].start(), found[0].end()))
