"""Runs of a course, put together from its days."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

from normalize.course import Session, SessionStatus
from normalize.values.date_records import session_of
from normalize.values.date_units import Unit
from normalize.values.date_words import GROUP, PART, PARTS, STARTS, STATUSES
from normalize.values.words import NUMBERS

_NUMBER = rf"([0-9]{{1,2}}|{'|'.join(NUMBERS)})"
_COUNT = re.compile(
    rf"\b(?:{_NUMBER}(?: ?[x×] ?| \w+ (?:van|of|a|à) (?:elk |ieder |telkens |each )?))?{_NUMBER} (?:\w+ )?"
    r"(?:\w*dagen|\w*bijeenkomsten|days|sessions|meetings|\w*avonden"
    r"|\w*middagen|\w*ochtenden|lessen|sessies|delen|parts|lectures|evenings|(?:keer|maal) (?:bij elkaar|bijeen"
    r"|samen))\b"
)


NEAR = 40
"""Characters between a day and its number, at most."""
CLOSING = 28
"""Days between the last two meetings of a list, at most."""
SOON = 14
"""Days between two meetings that a line lists, at most."""
_LINE_ENDS = re.compile(r"[\n;•]")
_BESIDE = re.compile(r"\b(?:excursie|excursion|terugkom|examen|exam\b|plus\b|reserve|inhaal)")
"""Days that the announced number may leave out."""


def make_sessions(units: list[Unit], folded: str, words: str, notes: list[str]) -> list[Session]:
    """Put the units that are course days together to runs, and say which run each became part of."""
    units = [unit for unit in units if unit.role == "course"]
    if not units:
        return []
    runs = _runs_of(units, words)
    _share_times(runs)
    sessions: list[Session] = []
    for run in runs:
        session = session_of(run, folded, notes)
        session.status = _status(run)
        twin = next((other for other in sessions if session.start and _days_of(other) == _days_of(session)), None)
        if twin is None:
            sessions.append(session)
        elif len(session.start or "") > len(twin.start or ""):
            sessions[sessions.index(twin)] = session
        else:
            session = twin
        for unit in run:
            unit.session = session
    announced = None if _BESIDE.search(words) else announced_meetings(words)
    if len(sessions) == 1 and sessions[0].days and announced not in (None, len(sessions[0].days)):
        notes.append("announced_count_differs")
    return sessions


def _runs_of(units: list[Unit], words: str) -> list[list[Unit]]:
    """Put units together that are days of one run."""
    starts = bool(STARTS.search(words)) and not _numbers_days(units, words)
    parts = not starts and bool(_numbers_days(units, words) or _names_parts(units, words))
    runs: list[list[Unit]] = []
    groups = [match.start() for match in GROUP.finditer(words)]
    for unit in units:
        if runs and len(groups) > 1 and _group(groups, runs[-1][-1]) != _group(groups, unit):
            runs.append([unit])
        elif runs and not starts and _same_run(runs[-1][-1], unit, parts=parts or len(groups) > 1):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    if parts:  # lessons first and excursions after them
        runs = [sorted(run, key=lambda unit: str(unit.first.date() or "")) for run in runs]
    if not (starts or parts or len(groups) > 1):
        runs = _announced_run(_bridged(_regular(_by_lines(runs, words))), words)
    return runs


def _numbers_days(units: list[Unit], words: str) -> bool:
    """Tell whether a text numbers its days ("dag 1: 3 maart"), not merely the times of day of each."""
    return any(
        0 <= unit.first.at - part.end() <= NEAR
        or (0 <= part.start() - unit.last.end <= NEAR and "\n" not in words[unit.last.end : part.start()])
        for part in PART.finditer(words)
        for unit in units
    )


def _names_parts(units: list[Unit], words: str) -> bool:
    """Tell whether a text calls its days parts of a run; "Lesdagen 9-16 uur" behind the last tells of each."""
    last = units[-1].first.at
    if any("\n" in unit.after and _status([unit]) for unit in units[:-1]):
        return False  # a line of its own that is full: one chooses between the lines
    ends = ("dagen", "days", "avonden")
    return any(found.start() < last or not found[0].endswith(ends) for found in PARTS.finditer(words))


def _group(groups: list[int], unit: Unit) -> int:
    """Tell behind which group's name a day stands."""
    return sum(at < unit.first.at for at in groups)


def _by_lines(runs: list[list[Unit]], words: str) -> list[list[Unit]]:
    """Take the days of each line for one run, where some lines hold equally many days soon after each other."""
    units = [unit for run in runs for unit in run]
    lines: list[list[Unit]] = []
    for unit in units:
        if lines and "\n" not in words[lines[-1][-1].last.end : unit.first.at]:
            lines[-1].append(unit)
        else:
            lines.append([unit])
    if len(lines) < 2 or len(runs) == len(lines) or len({len(line) for line in lines}) > 1:
        return runs
    return lines if all(map(_is_soon, lines)) else runs


def _is_soon(line: list[Unit]) -> bool:
    """Tell whether the units of a line are single days in one list, each at most two weeks behind the one before."""
    days = [unit.first.date() for unit in line if not unit.ranged and unit.first.kind == "day"]
    known = [day for day in days if day is not None]
    listed = all(unit.first.link in ("and", "comma") for unit in line[1:])
    return listed and len(known) == len(line) and all(0 < (b - a).days <= SOON for a, b in pairwise(known))


def _announced_run(runs: list[list[Unit]], words: str) -> list[list[Unit]]:
    """Take as many single days as the text announces for days of one run."""
    units = [unit for run in runs for unit in run]
    days = all(unit.first.kind == "day" and not unit.ranged and unit.first.link != "or" for unit in units)
    return [units] if days and len(runs) > 1 and announced_meetings(words) == len(units) else runs


def announced_meetings(words: str) -> int | None:
    """Return the number of meeting days that a text announces; of parts of some days each, of all of them."""
    match = _COUNT.search(words)
    return _number(match[1] or "1") * _number(match[2]) if match else None


def _number(word: str) -> int:
    """Return the number that a word or digits stand for."""
    return int(word) if word.isdecimal() else NUMBERS[word]


def _days_of(session: Session) -> tuple[str, str]:
    """Return the first and the last day of a run, without times."""
    return (session.start or "")[:10], (session.end or session.start or "")[:10]


def _same_run(before: Unit, after: Unit, *, parts: bool) -> bool:
    """Tell whether two neighbouring units are days of one run; see the head of `dates`."""
    link, first, second = after.first.link, before.last, after.first
    if first.kind != "day" or second.kind != "day" or link == "or":
        return False
    if parts:
        return True
    if link == "and" and "+" in after.before and not (before.ranged and after.ranged):
        return True  # "15 en 16 april + 28 mei"
    if link not in ("and", "comma", "slash") or before.ranged or after.ranged:
        return False
    if first.shared or (second.shared and first.month == second.month):
        return True
    one, other = first.date(), second.date()
    return link != "slash" and one is not None and other is not None and other - one == timedelta(days=1)


def _regular(runs: list[list[Unit]]) -> list[list[Unit]]:
    """Take three or more single days in one list that are a week or two apart for days of one run."""
    lists: list[list[list[Unit]]] = []
    for run in runs:
        if lists and run[0].first.link in ("and", "comma"):
            lists[-1].append(run)
        else:
            lists.append([run])
    return [run for one in lists for run in ([[unit for run in one for unit in run]] if _is_regular(one) else one)]


def _is_regular(runs: list[list[Unit]]) -> bool:
    """Tell whether the runs of one list are single days at one pace."""
    if len(runs) < 3 or any(len(run) > 1 or run[0].ranged for run in runs):
        return False
    days = [day for run in runs if (day := run[0].first.date())]
    steps = {(later - earlier).days for earlier, later in pairwise(days)}
    return len(days) == len(runs) and steps <= {7, 14} and (len(steps) == 1 or len(days) > 3)


def _bridged(runs: list[list[Unit]]) -> list[list[Unit]]:
    """Join runs that go on in the next month at their own pace ("14, 21 en 28 januari en 4 en 11 februari").

    Joined by "en", one free week is no end of the course; across New Year there may always be one.
    """
    joined: list[list[Unit]] = []
    for run in runs:
        if joined and _goes_on(joined[-1], run):
            joined[-1] = joined[-1] + run
        else:
            joined.append(run)
    return joined


def _goes_on(before: list[Unit], after: list[Unit]) -> bool:
    link = after[0].first.link
    if link not in ("and", "comma") or any(unit.ranged for unit in (*before, *after)) or len(before + after) < 3:
        return False
    days = [[unit.first.date() for unit in run] for run in (before, after)]
    known = [[day for day in run if day is not None] for run in days]
    if known != days:
        return False
    if link == "and" and len(before) > 1 and len(after) == 1 and 0 < (known[1][0] - known[0][-1]).days <= CLOSING:
        return True  # "12, 19 april en 10 mei": the last of a list
    steps = {(later - earlier).days for run in known for earlier, later in pairwise(run)}
    if not steps or not steps <= {7, 14}:
        return False
    last, first = known[0][-1], known[1][0]
    closing = link == "and" and len(before) > 2 and len(after) == len(steps) == 1
    if closing and abs((first - last).days - min(steps)) <= 2:
        return True  # "10, 17, 24 februari en 2 maart": the last on another weekday
    free = 7 if link == "and" or last.year != first.year else 0
    return (first - last).days in {step + extra for step in (min(steps), max(steps)) for extra in (0, free)}


def _share_times(runs: list[list[Unit]]) -> None:
    """Give times that stand behind a list of runs to all of them ("13 februari, 4 maart, 13.00 - 17.00 uur")."""
    for position in range(len(runs) - 1, 0, -1):
        first, last = runs[position - 1][-1].last, runs[position][0].first
        if (
            last.times
            and last.times.end
            and first.times is None
            and last.link in ("and", "or", "comma", "slash")
            and last.times.at >= last.end
        ):
            for unit in runs[position - 1]:
                if unit.last.times is None:
                    unit.last.times = last.times


def _status(run: list[Unit]) -> SessionStatus | None:
    """Read what the words around a run say of it."""
    after = _LINE_ENDS.split(run[-1].after, maxsplit=1)[0][:60]
    before = run[0].before if run[0].heads and len(run[0].before) <= 25 else ""
    for status, pattern in STATUSES.items():
        if pattern.search(after) or pattern.search(before):
            return status
    return None
