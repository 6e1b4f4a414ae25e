"""Where a page contradicts itself about the last day to enrol, the next start, or the edition, quoting both sides."""

from __future__ import annotations

import re

from normalize.course import Course, Session
from normalize.fields import claims, prose
from normalize.fields.conflicts_runs import SLIP, START, YEAR
from normalize.fields.conflicts_sides import NEAR, Pairs, days_between, days_in, is_of_others
from normalize.fields.runs import Runs
from normalize.page.view import View
from normalize.values.dates import read_dates

BESIDE = re.compile(
    r"korting|beurs|scholarship|grant|fund|award|bursar|vroeg|early|annul|cancel|daarna|nadien|verleng|extend|wachtlijst|waiting|hotel|abstract|subsid|instrom|instap"
    r"|volgende|next|examen|exam|leden|members|nieuwe|online|module|betal|pay|vóór die|of uiterlijk|groep|start|begin",
    re.IGNORECASE,
)
"""In a sentence with a last day that may be another than that to enrol for the only run."""
FORMER = re.compile(
    r"\b(?:na|after|since|sinds|terugblik|verslag|report|vorige|previous|last|afgelopen|was|waren|were|editie van"
    r"|nieuwe?|new|accredit\w*|geaccrediteerd|publi\w*|geplaatst|update\w*|bijgewerkt)\b",
    re.IGNORECASE,
)
"""In a summary that tells of a former edition, or of another thing that has a day."""
FIGURES = re.compile(r"\d+")
YEARS_AGO = 2
"""Years by which a forgotten title or summary is behind, at most."""


def deadlines(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the last days to enrol for the only run with each other, and with the day on which it is."""
    run = _only_day(course)
    if run is None or not run.start:
        return
    told: dict[str, str] = {}
    lines = [f"{s.label.rstrip(' :')}: {s.text}" for s in view.under("enrol_until") if not s.row]
    lines += [sentence.text[: prose.MAX_SENTENCE] for sentence in prose.on(view, "enrol")]
    for words in lines:
        until = None if BESIDE.search(words) else read_dates(words, year=int(run.start[:4]), seen=view.seen).enrol_until
        if until and abs(days_between(until, run.start)) <= 2 * NEAR:
            told.setdefault(until[:10], words)
    days = sorted(told)
    if len(days) == 2 and days_between(*days) <= NEAR:
        yield told[days[0]], told[days[1]]
    length = course.duration
    brief = length is None or length.unit in ("hour", "half_day") or (length.unit == "day" and length.value == 1)
    last = (run.end or run.start)[:10]
    if days and days[-1] > last and (brief or run.end):
        yield run.text, told[days[-1]]


def next_start(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the start that stands beside the content with a list of all starts that does not have it."""
    for statement in view.under("sessions"):
        if statement.zone != "side" or statement.row or len(statement.lines) != 1 or not START.match(statement.label):
            continue
        days = days_in(statement.text, view, None)
        others = [run for run in course.sessions if run.start and run.start[:10] != (days[0][:10] if days else "")]
        if len(days) != 1 or len(others) < 2 or len(course.sessions) != len(others) + 1:
            continue
        places = [n for run in others for n, block in enumerate(view.blocks) if run.text and run.text in block.text]
        beside = any(view.blocks[n].zone == "side" or is_of_others(view, n) for n in places)
        if places and not beside and not any(run.location or run.status == "full" for run in course.sessions):
            yield statement.text, others[0].text


def listed_days(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the days of the only run with those that a sentence lists: as many, and all the same but one."""
    run = course.sessions[0] if len(course.sessions) == 1 else None
    own = sorted({day.date for day in run.days}) if run else []
    if run is None or len(own) < 2:
        return
    many = {s.text for s in view.sentences if len(FIGURES.findall(s.text)) >= len(own) and run.text not in s.text}
    for sentence in prose.on(view, "sessions") if many else ():
        if sentence.text not in many:
            continue
        found = read_dates(sentence.text[: prose.MAX_SENTENCE], year=int(own[0][:4]), seen=view.seen).sessions
        told = {s.start[:10] for s in found if s.start and s.precision == "day" and not s.days}
        told |= {day.date for s in found for day in s.days}
        extra, missing = sorted(told - set(own)), sorted(set(own) - told)
        alike = len(told) == len(own) and len(extra) == len(missing) == 1 and not is_of_others(view, sentence.block)
        slip = alike and abs(days_between(extra[0], missing[0])) <= SLIP
        if slip and prose.may_speak_of("own_date", sentence.text):
            yield run.text, sentence.text


def of_last_year(view: View, course: Course, runs: Runs) -> Pairs:
    """Compare the only run with a title or summary on about the same days of a year before: they were forgotten."""
    run = course.sessions[0] if len(course.sessions) == 1 else None
    if run is None or not run.start or run.precision != "day":
        return
    for words in (*claims.titles(view), *claims.summaries(view)):
        days = days_in(words, view, None) if "20" in words and not FORMER.search(words) else []
        apart = days_between(days[0], run.start) if len(days) == 1 else 0
        if any(abs(apart - YEAR * years) <= SLIP for years in range(1, YEARS_AGO + 1)):
            yield run.text, words


def _only_day(course: Course) -> Session | None:
    """Return the only run, where it begins on a day."""
    run = course.sessions[0] if len(course.sessions) == 1 else None
    return run if run and run.start and run.precision == "day" else None
