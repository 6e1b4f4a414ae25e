"""The last day to enrol for a run: in its row, under a label, in a sentence, under a heading on how to enrol."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from normalize.course import Session
from normalize.fields import prose
from normalize.fields.days import DAY, has_day
from normalize.page.statements import Statement
from normalize.page.view import View
from normalize.values.date_roles import ENROL, LIMIT, NO_ENROL
from normalize.values.date_words import MONTHS
from normalize.values.dates import Dates, read_dates
from normalize.values.words import plain

SENTENCES = 5
"""Sentences that are asked for a last day."""
MAX_WORDS = 300
"""Characters of a line that are read."""
AHEAD = timedelta(days=120)
"""How long before a run one may have to enrol at the latest, where several runs follow."""
APART = 4
"""Months between two runs from which on a last day before both is that of the first."""
MONTH = 7
"""Figures of a date that tell its month."""

NAME_OF_MONTH = re.compile(rf"\b({'|'.join(name for name in MONTHS if len(name) > 3)})(?=groep|\b)")
"""A month by its name, that of a group's start as well ("de februarigroep")."""


def fill(view: View, sessions: list[Session]) -> None:
    """Fill in the last day to enrol of the runs that the page gives one for."""
    dated = [run for run in sessions if run.start]
    _by_rows(view, dated)
    open_yet = [run for run in dated if not run.enrol_until]
    if len(open_yet) != len(dated) or not dated:
        return
    for words, surely in _told(view):
        until = _until(words, dated[0], view.seen)
        run = _run_of(dated, until, words, surely=surely) if until else None
        if run and until:
            run.enrol_until = until[:10]
            return


def _by_rows(view: View, runs: list[Session]) -> None:
    """Fill in what stands in the row of a run."""
    rows: dict[tuple[int, int], list[Statement]] = defaultdict(list)
    for statement in view.under("enrol_until"):
        if statement.row:
            rows[statement.row].append(statement)
    if not rows:
        return
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for block in view.blocks:
        if block.cell and block.cell[:2] in rows:
            cells[block.cell[:2]].append(block.text)
    for row, told in rows.items():
        line = " ".join(cells[row])
        own = [run for run in runs if not run.enrol_until and run.text and run.text.split("\n")[0] in line]
        until = _until(f"{told[0].label.rstrip(' :')}: {told[0].text}", own[0], view.seen) if len(own) == 1 else None
        if until and until <= (own[0].start or ""):
            own[0].enrol_until = until


def _told(view: View) -> Iterator[tuple[str, bool]]:
    """Yield the words that may tell a last day to enrol, and whether a label says so surely."""
    for statement in view.under("enrol_until"):
        if not statement.row:
            yield f"{statement.label.rstrip(' :')}: {statement.text[:MAX_WORDS]}", True
    for statement in view.under("other"):
        if statement.method == "label" and ENROL.search(plain(statement.label)):
            yield f"{statement.label.rstrip(' :?')} {statement.text[:MAX_WORDS]}", False
    for sentence in prose.on(view, "enrol")[:SENTENCES]:
        yield sentence.text[: prose.MAX_SENTENCE], False
    for sentence in view.sentences:
        words = sentence.text[:MAX_WORDS]
        day = DAY.search(words) if has_day(sentence.text) else None
        if not day or NO_ENROL.search(plain(words)) or not LIMIT.search(plain(words[: day.start()])):
            continue
        head = plain(" ".join(view.heads(sentence.block)[-1:]))
        if ENROL.search(head) and not NO_ENROL.search(head):
            yield f"{head.rstrip(' :?')}: {words[max(0, day.start() - 20) :]}", False


def _until(words: str, run: Session, seen: date | None) -> str | None:
    """Read the last day to enrol, its year that of the run where the words leave it open."""
    start = run.start or ""
    found = _read(words, int(start[:4]), seen)
    until = _day(found, words)
    if until and until > start and run.precision == "day" and not re.search(r"\b20\d\d\b", words):
        until = _day(_read(words, int(start[:4]) - 1, seen), words)
    return until


def _read(words: str, year: int, seen: date | None) -> Dates:
    return read_dates(words, year=year, seen=seen)


def _day(found: Dates, words: str) -> str | None:
    """Return the last day that was read; under its own label also a day that no other word tells of."""
    alone = next((run.start for run in found.sessions if run.start and run.precision == "day"), None)
    return (found.enrol_until or (alone if ":" in words else None) or "")[:10] or None


def _run_of(runs: list[Session], until: str, words: str, *, surely: bool) -> Session | None:
    """Return the run that a last day is for: the only one, the first by far, or that in a month the words name."""
    if len(runs) == 1:
        return runs[0] if surely or until <= (runs[0].end or runs[0].start or "")[:10] else None
    last = (date.fromisoformat(until) + AHEAD).isoformat()
    later = sorted((run for run in runs if until[:MONTH] <= (run.start or "")[:MONTH]), key=lambda run: run.start or "")
    run = later[0] if later and (later[0].start or "") <= last else None
    if run and len(later) > 1 and _months(run, later[1]) >= APART:
        return run
    named = {MONTHS[name] for name in NAME_OF_MONTH.findall(plain(words))}
    month = int((run.start or "")[5:MONTH]) if run else 0
    return run if month in named - {int(until[5:MONTH])} else None


def _months(run: Session, later: Session) -> int:
    """Count the months from the start of one run to that of another."""
    one, two = run.start or "", later.start or ""
    return (int(two[:4]) - int(one[:4])) * 12 + int(two[5:MONTH] or 0) - int(one[5:MONTH] or 0)
