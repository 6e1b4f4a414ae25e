"""The town of each run, and whether there are places, from the lines around its days."""

from __future__ import annotations

import itertools
import re
from operator import eq

from normalize.course import Session
from normalize.fields import places
from normalize.fields.days import BRIEF, has_day
from normalize.fields.places import is_place
from normalize.page.view import View
from normalize.values.date_words import status_in

BEHIND = re.compile(rf"[ ,]{{0,2}}(?:(?:in|te|at) |[(])(?:in )?({places.TOWN.pattern})")
"""Right behind a day: where it is."""


def place_beside(sessions: list[Session], words: str) -> None:
    """Give each run the town, and whether there are places, that stand on its line, or on the lines after it."""
    lines = words.split("\n")
    if len(sessions) < 2:
        return
    if len(lines) < 2:
        _place_behind(sessions, words)
        return
    at = [
        next((n for n, line in enumerate(lines) if s.text and " ".join(s.text.split()[:4]) in line), None)
        for s in sessions
    ]
    heads = {line for line in lines if _is_town(line)}
    headed = len(heads) > 1 and bool(at[0]) and lines[(at[0] or 1) - 1] in heads  # each group begins with its place
    for session, begin, following in zip(sessions, at, [*at[1:], None], strict=True):
        if begin is None:
            continue
        if headed:
            above = next(filter(_is_town, reversed(lines[:begin])), "")
            session.location = session.location or above.rstrip(" :") or None
        behind = following if following is not None and following > begin else begin + 3
        own = [line for line in lines[begin:behind] if not (headed and _is_town(line))]
        towns = list(dict.fromkeys(places.TOWN.findall(" ".join(own)))) if not session.location else []
        session.location = towns[0] if len(towns) == 1 else session.location
        told = [status for line in own[1:] if len(line) < BRIEF and (status := status_in(line))]
        session.status = session.status or (told[0] if len(told) == 1 else None)


def place_by_column(view: View, sessions: list[Session]) -> None:
    """Give each run the town at the head of the column in which its days stand."""
    heads = {b.cell[::2]: b.text for b in view.blocks if b.cell and not b.cell[1] and places.only_towns(b.text)}
    if not heads or any(session.location for session in sessions):
        return
    for session in sessions:
        cells = [b.cell for b in view.blocks if b.cell and session.text and session.text in b.text]
        session.location = heads.get(cells[0][::2]) if len(cells) == 1 else None


def place_by_card(view: View, sessions: list[Session]) -> None:
    """Give each run the place under the label in its own card, where every run has a card with one."""
    labelled = [s for s in view.under("location") if s.meaning.fields == ("location",) and s.meaning.exact]
    held = [(view.blocks[s.blocks[0]].path, s.lines[0]) for s in labelled if s.blocks and not s.row]
    if len(sessions) < 2 or len({words for _, words in held}) < 2 or all(one.location for one in sessions):
        return
    found = [_in_own_card(view, session, held) for session in sessions]
    if all(found):
        for session, words in zip(sessions, found, strict=True):
            session.location = words


def _in_own_card(view: View, session: Session, held: list[tuple[tuple[int, ...], str]]) -> str | None:
    """Return the words of the label that shares the most elements with the days of a run, where it is one."""
    told = [words for words in session.text.split(" … ") if words]
    nearest: set[str] = set()
    for block in view.blocks:
        if any(words in block.text for words in told):
            near = [(sum(itertools.takewhile(bool, map(eq, block.path, path))), words) for path, words in held]
            nearest |= {words for count, words in near if count == max(near)[0]}
    return nearest.pop() if len(nearest) == 1 and all(map(is_place, nearest)) else None


def _place_behind(sessions: list[Session], words: str) -> None:
    """Give each run of a sentence the town right behind its days ("8 maart in Leiden en 4 oktober in Delft")."""
    found = []
    for session in sessions:
        behind = words.partition(session.text)[2] if session.text else ""
        match = BEHIND.match(behind)
        found.append(match[1] if match else None)
    if all(found):
        for session, town in zip(sessions, found, strict=True):
            session.location = session.location or town


def _is_town(line: str) -> bool:
    return len(line) < BRIEF and bool(places.towns_in(line)) and not has_day(line)
