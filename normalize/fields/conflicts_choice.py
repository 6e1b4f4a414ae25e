"""Where the days among which a form lets one choose are not those that the page tells."""

from __future__ import annotations

from itertools import islice

from normalize.course import Course
from normalize.fields import prose
from normalize.fields.conflicts_sides import NEAR, Pairs, days_between, days_in
from normalize.fields.days import has_day
from normalize.fields.runs import Runs
from normalize.page.text import tidied
from normalize.page.view import View

MOST = 60
"""Choices that are looked at: a list of more is of something else."""
LONG = 120
"""Characters of a choice, at most."""


def chosen(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the days in a form's list with those told outside it: as many, and all the same but one."""
    offered = view.once(_offered)
    if not offered:
        return
    year = next((int(run.start[:4]) for run in course.sessions if run.start), None)
    choices = _dated(view, offered, year)
    told = _told_days(view, course, set(offered), year)
    only_told, only_chosen = sorted(told.keys() - choices), sorted(choices.keys() - told)
    if len(told) != len(choices) or not len(only_told) == len(only_chosen) == 1:
        return
    if abs(days_between(only_told[0], only_chosen[0])) <= NEAR:
        yield told[only_told[0]], choices[only_chosen[0]]


def _offered(view: View) -> list[str]:
    """Return the choices of the page's lists that name a day."""
    if view.markup and b"<option" not in view.markup:
        return []
    found = (tidied(option.itertext(), LONG) for option in islice(view.root.iter("option"), MOST))
    return list(dict.fromkeys(words for words in found if has_day(words)))


def _told_days(view: View, course: Course, offered: set[str], year: int | None) -> dict[str, str]:
    """Return the days of the runs that are told outside the form, with the words."""
    own = {run.start[:10]: run.text for run in course.sessions if run.start and run.precision == "day"}
    told = {day: words for day, words in own.items() if words not in offered}
    if told:
        return told
    spoken = [s.text for s in prose.told(view, "own_date")] or [s.text for s in prose.on(view, "sessions")]
    return _dated(view, spoken, year)


def _dated(view: View, lines: list[str], year: int | None) -> dict[str, str]:
    return {day[:10]: words for words in lines for day in days_in(words, view, year)}
