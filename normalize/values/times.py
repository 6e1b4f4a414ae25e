"""Times of day, from words."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from normalize.values.alternatives import question
from normalize.values.date_words import TIMESTAMP_WORDS
from normalize.values.worded_times import find_worded
from normalize.values.words import REMEMBERED

_MINUTES = (
    r"(?:(?::{1,2}|\.)(?P<m{n}>[0-5][0-9])(?P<s{n}>:[0-5][0-9])?|[uh](?P<x{n}>[0-5][0-9]))?"
    r"(?![0-9](?![0-9][.:][0-5][0-9](?![0-9]))|\.[0-9])"
)
_UNIT = r"(?: ?(?P<u{n}>uur|u\b\.?|h\b|hrs?\b|hours\b|a\.?m\b\.?|p\.?m\b\.?|o'clock))?"
_ONE = (r"(?=[0-9])(?<![0-9.,:/€-])(?<!€ )(?P<h1>[01]?[0-9]|2[0-3])" + _MINUTES + _UNIT).replace("{n}", "1")
_TWO = (r"(?P<h2>[01]?[0-9]|2[0-4])" + _MINUTES + _UNIT).replace("{n}", "2")
_TO = (
    r"(?:(?:(?<=[.:][0-5][0-9])(?=[012][0-9][.:])"  # a dash that got lost: "19.3022.30"
    r"|(?: ?\(| )?(?: ?- ?| ?(?:tot(?: en met)?|to|until|till|t/m|en|and) (?:ca\.? |circa )?)[±~]?)"
)
_TIME = re.compile(rf"{_ONE}{_TO}{_TWO}\)?(?: uur)?)?")
_DIGIT = re.compile("[0-9]")
_SINGLE_CUE = re.compile(
    r"(?:\bom|\bat|@|\bvanaf|\bvan|\bfrom|\btot|\buntil|\baanvang|\bstarts?|\btijd(?:stip)?|\btime|\binloop)[ :]*$"
)
_ABOUT_CUE = re.compile(
    r"(?:\b(?:rond(?:om)?|around|tegen|omstreeks|klokslag)|\b(?:einde?|eindigt|eindigen|ends?|finish(?:es)?|closes?|stops?)"
    r"(?: (?:om|at|rond|around|by|is))?)[ :]*$"
)
"""Before a time that may be near, or that ends something; before few hours it is a length."""
_FEW = 5
"""Hours that are a length behind such words."""
_RANGE_CUE = re.compile(
    r"(?:\bvan|\bfrom|\btussen|\bbetween|\btijd(?:en)?|\btimes?|@|\bom|,|\(|\||/|20[0-9]{2}"
    r"|\w+(?:dag|avond|middag|ochtend))[ :]*$"
)
_WALK_IN = re.compile(
    r"\b(?:(?:zaal|deur(?:en)?|doors?) (?:\w+ )?open|inloop|ontvangst|walk-in|welkom|welcome|aankomst"
    r"|arrival|koffie|coffee|borrel|drinks"
    r"|lunch)(?: (?:om|vanaf|from|at|tot|na|after|rond|around|before|voor))?[ :]*$"
)
_WALK_IN_ASIDE = re.compile(
    r"[(](?:[^()]*\b)?(?:koffie|coffee|thee|tea|inloop|ontvangst|walk-in|zaal|deuren|doors)\b[^()]*$"
)
"""The same in brackets, whatever words stand between."""
_WINDOW = re.compile(r"\b(?:gepland|ingepland|geroosterd|ingeroosterd|planned|scheduled) (?:tussen|between)[ :]*$")
"""Between such times there are meetings, at hours that nobody knows yet."""
_OF_LENGTH = re.compile(r"[a-z0-9] (?:van|of)[ :]*$")
"""Before bare hours that are a length ("een workshop van 3 uur")."""
_NOT_TIME_AFTER = re.compile(
    r"^ ?(?:per\b|studie|zelfstudie|self|contact|nascholing|euro|eur\b|€|%|ec\b|ects|km|lessen|onderwijs|study)"
)
_NOT_TIME_BEFORE = question(
    r"(?:€|\beur|\beuro|\bzaal|\broom|\bkamer|\blokaal|\bversie|\bversion|\bv|\bniveau|\blevel|\b[a-z])\.? ?$"
)


class Times(msgspec.Struct, frozen=True):
    """Times of day that stand at one place in a text."""

    at: int
    """Position of the first character."""
    end_at: int
    """Position behind the last one."""
    start: str
    """HH:MM."""
    end: str | None
    """HH:MM, None where only a start is given."""
    seconds: bool
    """Whether it names seconds, as the stamp of a post does and a course never."""


@lru_cache(maxsize=REMEMBERED)
def find_times(words: str) -> tuple[Times, ...]:
    """Find the times of day in plain text, in order.

    "9 tot 17 uur" and "2-4 pm" count, bare numbers never; "16 uur" only behind "om" and the like, for it
    may as well be a length; "2.03" only with "uur" or as one side of a pair. Opening hours are left out.
    """
    found = [
        Times(at, end, begin, until, seconds=False)
        for at, end, begin, until in find_worded(words)
        if not _WALK_IN.search(words[max(0, at - 16) : at]) and not _WALK_IN_ASIDE.search(words[max(0, at - 40) : at])
    ]
    if not _DIGIT.search(words):
        return tuple(found)
    for match in _TIME.finditer(words):
        times = _read(words, match)
        if times and not TIMESTAMP_WORDS.search(words[max(0, match.start() - 40) : match.start()].rsplit("\n", 1)[-1]):
            found.append(times)
    return tuple(sorted(found, key=lambda one: one.at))


def _read(words: str, match: re.Match[str]) -> Times | None:
    """Return the times that a match stands for; None where it is some other number."""
    first, second = match["m1"] or match["x1"], match["m2"] or match["x2"]
    if not (first or second or match["u1"] or match["u2"]):
        return None
    before, after = words[max(0, match.start() - 16) : match.start()], words[match.end() : match.end() + 16]
    colon = ":" in match[0]
    ahead = words[max(0, match.start() - 40) : match.start()]
    if _WALK_IN.search(before) or _WALK_IN_ASIDE.search(ahead) or _WINDOW.search(ahead):
        return None
    length = not (first or second or match["h2"]) and _OF_LENGTH.search(before)
    if length or _NOT_TIME_AFTER.match(after) or (_NOT_TIME_BEFORE.search(before) and not colon):
        return None
    if match["h2"] is not None:
        clear = (second and (first or match["u1"])) or (match["u2"] and (first or second or match["u1"]))
        if clear or (match["u2"] and (_RANGE_CUE.search(before) or "m" in match["u2"])):
            return _pair(match, first, second)
    cued = match["u1"] and match["u1"][0] in "ap"
    sure = first and (colon or match["u1"] or match["x1"])
    about = int(match["h1"]) > _FEW and match["u1"] not in ("hours", "hrs") and _ABOUT_CUE.search(before)
    if sure or cued or ((first or match["u1"]) and (about or _SINGLE_CUE.search(before))):
        end = max(match.end("h1"), match.end("m1"), match.end("s1"), match.end("x1"), match.end("u1"))
        return Times(match.start(), end, _clock(int(match["h1"]), first, match["u1"]), None, bool(match["s1"]))
    return None


def _pair(match: re.Match[str], first: str | None, second: str | None) -> Times | None:
    if match["h2"] == "24":
        return None
    end = _clock(int(match["h2"]), second, match["u2"])
    start = _clock(int(match["h1"]), first, match["u1"])
    if not match["u1"] and match["u2"] and match["u2"][0] == "p":
        later = _clock(int(match["h1"]), first, match["u2"])
        start = later if later < end else start
    return Times(match.start(), match.end(), start, end, bool(match["s1"]))


def _clock(hour: int, minutes: str | None, unit: str | None) -> str:
    if unit and unit[0] in "ap" and hour <= 12:
        hour = hour % 12 + (12 if unit[0] == "p" else 0)
    return f"{hour:02}:{minutes or '00'}"
