"""When a provider is refreshed, as people choose it: a rhythm and a time, kept as a cron line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from console.staff.words.providers import RHYTHMS, WEEKDAYS
from exports.words import LANGUAGES, Language
from spiders.cron import LocalCron

TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


class Rhythm(NamedTuple):
    """A schedule as a form has it."""

    kind: str
    """Key of `RHYTHMS`."""
    time: str = "05:00"
    weekday: str = "1"
    """1 Monday to 7 Sunday."""
    cron: str = ""
    """The cron line, where it is none of the others."""


class WrongScheduleError(ValueError):
    """What was chosen is no schedule; the text is a key of the words."""


def rhythm_of(cron: str | None) -> Rhythm:
    """Return a cron line as people choose it."""
    if not cron:
        return Rhythm("usual")
    parts = cron.split()
    found = None
    if len(parts) == 5 and parts[0].isdecimal() and parts[1].isdecimal():
        found = _of_days(parts[2:], f"{int(parts[1]):02}:{int(parts[0]):02}")
    return found or Rhythm("own", cron=cron)


def _of_days(days: list[str], time: str) -> Rhythm | None:
    match days:
        case ["*", "*", "*"]:
            return Rhythm("daily", time)
        case ["*", "*", "1-5"]:
            return Rhythm("workdays", time)
        case ["*", "*", day] if len(day) == 1 and day in "01234567":
            return Rhythm("weekly", time, "7" if day == "0" else day)
        case ["1", "*", "*"]:
            return Rhythm("monthly", time)
    return None


def cron_of(form: Mapping[str, str]) -> str | None:
    """Return the cron line that a form asks for, None for the usual; raises WrongScheduleError."""
    kind = form.get("rhythm", "usual")
    if kind == "usual":
        return None
    if kind == "own":
        line = " ".join(form.get("cron", "").split())[:100]
        try:
            LocalCron(line)
        except ValueError as error:
            raise WrongScheduleError("wrong_cron") from error
        return line
    time = TIME.fullmatch(form.get("time", "").strip())
    if time is None or kind not in RHYTHMS:
        raise WrongScheduleError("wrong_time")
    clock = f"{int(time[2])} {int(time[1])}"
    if kind == "weekly":
        day = form.get("weekday", "1")
        return f"{clock} * * {day if day in WEEKDAYS else '1'}"
    return clock + {"daily": " * * *", "workdays": " * * 1-5", "monthly": " 1 * *"}[kind]


def schedule_words(cron: str | None, language: Language) -> str:
    """Return when a provider is refreshed: "elke maandag om 05:00"."""
    place, rhythm = LANGUAGES.index(language), rhythm_of(cron)
    return RHYTHMS[rhythm.kind][place].format(
        time=rhythm.time, day=WEEKDAYS[rhythm.weekday][place], cron=rhythm.cron
    )  # fmt: skip
