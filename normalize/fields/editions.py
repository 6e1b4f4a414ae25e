"""Runs that each list their own meeting days: under a heading of their own, or in a column of a table."""

from __future__ import annotations

import re
from collections import Counter

from normalize.fields import prose
from normalize.fields.cards import CLOCK_PAIR
from normalize.fields.days import FIGURE, LESSONS, LINE, YEAR, Words, has_clock, has_day, is_clock_line, year_above
from normalize.fields.places import TOWN
from normalize.fields.witness import Witness
from normalize.page.document import Block
from normalize.page.statements import Statement
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.date_words import PART, status_in
from normalize.values.dates import left_over
from normalize.values.words import plain

LESSON = re.compile(
    r"(?:les|lesdag|cursusdag|bijeenkomst|sessie|college|dagdeel|lesweek|onderwerp(?:en)?|thema(?: s)?|inhoud|lesstof"
    r"|lesinhoud|session|lecture|meeting|topics?|subject|theme|content)(?: (?:nr|nummer|number))?"
)
"""Heads a column that tells the meetings of one run apart."""
CHOICE = re.compile(
    r"\b(?:prijs|kosten|locatie|plaats|status|inschrijven|aanmelden|beschikbaar\w*|plaatsen|plekken|places|seats"
    r"|price|location|register|available|availability)\b"
)
"""Heads a column that says that one may choose between the rows."""
AFTERWARDS = re.compile(
    r"(?:(?:terugkom|slot|opfris)(?:dag|avond|middag|ochtend|bijeenkomst|moment)|follow-?up(?: (?:day|session"
    r"|meeting))?)\W*"
)
"""Heads a column of the last meeting of every run."""
MODULE = re.compile(r"(?:modules?|blok(?:ken)?|blocks?|onderde(?:el|len)|fase|phase|de(?:el|len)|parts?|units?)")
"""Heads a column of the parts of one run."""
NUMBERED = re.compile(r"(?:(?:module|blok|block|onderdeel|fase|phase|deel|part|unit) )?([1-9])\b")
"""Begins with the number of such a part."""
DAYS = re.compile(
    r"(?:(?:cursus|les|trainings?|opleidings|contact)(?:dag|dagen|data)|(?:course|training|teaching) ?(?:days?|dates?)"
    r"|data|datums?|dates?|tweedaagse|driedaagse)"
)
"""Heads a column of the days before it."""
NO_LESSON = re.compile(r"\b(?:geen (?:les|bijeenkomst|college)|vakantie|vervalt|no (?:class|lecture|lesson)|holiday)")
"""In a row of a table of lessons: there is none on that day."""
EDITION = re.compile(
    r"\b(?:editie|edition|groep|group|uitvoering|reeks|series?|cyclus|ronde|round|lichting|cohort|run|klas|leergang"
    r"|startgroep|start|voorjaar|najaar|lente|zomer|herfst|winter|spring|summer|autumn|fall|blok|semester"
    r"|[\w-]*cursus|[\w-]*opleiding|[\w-]*training|course)\b"
)
"""In a heading above the days of one run."""
NAMED = re.compile(
    r"(?:(?:eerste|tweede|derde|volgende|first|second|third|next) )?(?:(?:voorjaars?|najaars?|lente|zomer|herfst"
    r"|winter|spring"
    r"|autumn|fall|summer)[ -]?)?(?:groep|group|editie|edition|reeks|cyclus|ronde|lichting|cohort|leergang|startgroep"
    r"|voorjaar|najaar|spring|autumn|uitvoering)(?: (?:[0-9]{1,2}|[a-e]"
    r"|(?:20)?[0-9]{2}(?:-[0-9]{1,2}| ?[a-e])|20[0-9]{2}))?(?: 20[0-9]{2})?"
)
"""A line that names a run, and no more."""
OF_DAYS = re.compile(
    r"^(?:data|datums|lesdagen|lesdata|cursusdata|cursusdagen|planning|rooster|dates|schedule)\s+"
    r"(?:(?:van|voor|for|of)\s+)?(?:(?:de|the)\s+)?",
    re.IGNORECASE,
)
"""Begins a heading over the days of one run."""
PAST = re.compile(r"\b(?:past|previous|earlier|eerdere?|vorige|afgelopen|archie[fv]\w*|archives?)\b", re.IGNORECASE)
"""In a heading above runs that are over."""
LEAST = 2
"""Runs side by side, and days in each, below which nothing shows that they are runs."""
Grid = dict[tuple[int, int], str]
"""The words of a table, by row and column."""
MOST = 40
"""Rows of a table that are read."""


def editions(view: View, statement: Statement) -> Words:
    """Yield the days under each heading within a label's part, where every heading is that of one run."""
    groups: list[list[int]] = []
    clocks: dict[int, list[str]] = {}
    for n in statement.blocks:
        if view.blocks[n].level or _heads_edition(view.blocks[n].text):
            groups.append([n])
        elif groups and is_clock_line(view.blocks[n].text):
            clocks.setdefault(groups[-1][0], []).append(view.blocks[n].text)
        elif groups and has_day(view.blocks[n].text):
            groups[-1].append(n)
    groups = [group for group in groups if len(group) > 1]
    if len(groups) < LEAST or not all(_is_edition(view, group) for group in groups):
        return
    for head, *days in groups:
        words = _with_clock([view.blocks[n].text for n in days], clocks.get(head, []))
        year = year_above(view, days[0]) or statement.meaning.year
        towns = TOWN.findall(view.blocks[head].text)
        yield words, Witness(words, statement.method, year, LESSONS), towns[0] if len(towns) == 1 else None


def headed(view: View) -> Words:
    """Yield the days under headings without a label above that each name a run ("Groep A (Nederlands)")."""
    groups: list[list[int]] = []
    clocks: dict[int, list[str]] = {}
    for n, block in enumerate(view.blocks):
        if block.level:
            groups.append([n])
        elif groups and len(block.text) < LINE and is_clock_line(block.text):
            clocks.setdefault(groups[-1][0], []).append(block.text)
        elif groups and len(block.text) < LINE and has_day(block.text) and not _is_past(block):
            groups[-1].append(n)
    named = [group for group in groups if len(group) > 1 and _heads_edition(view.blocks[group[0]].text)]
    levels = {view.blocks[group[0]].level for group in named}
    if len(named) < LEAST or len(levels) != 1:
        return
    for head, *days in named:
        words = _with_clock([view.blocks[n].text for n in days], clocks.get(head, []))
        yield words, Witness(words, "heading", year_above(view, days[0]), LESSONS), None


def _with_clock(days: list[str], clocks: list[str]) -> str:
    """Return the days of a run a line each, with the times that stand once below them."""
    clock = CLOCK_PAIR.search(clocks[0]) if len(clocks) == 1 else None
    behind = f", {clock[0]} uur" if clock and not any(map(CLOCK_PAIR.search, days)) else ""
    return "\n".join(f"{day}{behind}" for day in days)


def _is_past(block: Block) -> bool:
    return any(PAST.search(head) or prose.speaks_of("elsewhen", head) for head in block.headings)


def _bare(text: str) -> str:
    """Return a heading without what stands in brackets behind it, and without that it is on days ("Data groep 31")."""
    return OF_DAYS.sub("", re.sub(r"\s*\([^()]{0,40}\)$", "", text))


def _heads_edition(text: str) -> bool:
    """Tell whether a short line is nothing but the name of a run ("Najaarsgroep", "Groep 2", "Voorjaar 2027")."""
    return len(text) < LINE // 3 and not text.endswith((".", ":")) and bool(NAMED.fullmatch(plain(_bare(text))))


def _is_edition(view: View, group: list[int]) -> bool:
    """Tell whether a heading is that of a run, and what stands under it its meeting days."""
    head, *days = (plain(_bare(view.blocks[n].text)) for n in group)
    parts = all(PART.search(day) for day in days)
    named = (
        EDITION.search(head)
        or NAMED.fullmatch(head)
        or parts
        or left_over(TOWN.sub("", view.blocks[group[0]].text)) == ()
    )
    return (len(days) >= LEAST and bool(named)) or bool(days and NAMED.fullmatch(head))


def grids(view: View) -> dict[int, list[tuple[str, Witness, str | None]]]:
    """Find the days of each run in tables of lessons by runs, whichever of the two stand in rows: by table."""
    found: dict[int, list[tuple[str, Witness, str | None]]] = {}
    dated = Counter(b.cell[0] for b in view.blocks if b.cell and FIGURE.search(b.text) and has_day(b.text[:LINE]))
    for number, count in dated.items():
        if count >= LEAST:
            cells: Grid = {}
            inside = [(n, block) for n, block in enumerate(view.blocks) if block.cell and block.cell[0] == number]
            for _, block in inside:
                key = (block.cell or (0, 0, 0))[1:]
                cells[key] = f"{cells.get(key, '')} {block.text}".strip()
            at = inside[0][0]
            turned = {(column, row): text for (row, column), text in cells.items()}
            if count < LEAST * LEAST and not _is_numbered(cells, sorted({row for row, _ in cells})):
                continue
            runs = _runs_in_rows(cells) or _runs_in_rows(turned)
            year = year_above(view, at)
            runs = runs or [(days, None) for days in [_schedule(cells) or _modules(cells)] if days]
            if runs:
                found[number] = [(words, Witness(words, "table", year, LESSONS), place) for words, place in runs]
    return found


def _schedule(cells: Grid) -> str:
    """Return the days of a table that lists the lessons of one run, "" where it is another one."""
    rows = sorted({row for row, _ in cells})[:MOST]
    heads = [fold(text) for (row, _), text in sorted(cells.items()) if row == rows[0]]
    choice = any(map(CHOICE.search, heads)) and not _is_numbered(cells, rows)
    if not (any(map(LESSON.fullmatch, heads)) or _is_numbered(cells, rows)) or choice or any(map(has_day, heads)):
        return ""
    told = [[text for (at, _), text in sorted(cells.items()) if at == row] for row in rows[1:]]
    held = [row for row in told if not NO_LESSON.search(plain(" ".join(row)))]
    days = [[text for text in row if has_day(text) or (has_clock(text) and len(text) < LINE // 3)] for row in held]
    days = [row for row in days if sum(has_day(text) for text in row) == 1]
    return "\n".join(map(" ".join, days)) if len(days) > LEAST - _is_numbered(cells, rows) else ""


def _modules(cells: Grid) -> str:
    """Return the days of a table that lists those of each numbered module of one run, "" where it is another one."""
    rows = sorted({row for row, _ in cells})[:MOST]
    numbers = [NUMBERED.match(plain(cells.get((row, 0), ""))) for row in rows[1:]]
    told = [number[1] for number in numbers if number]
    if not MODULE.fullmatch(fold(cells.get((0, 0), ""))) or told != [str(n) for n in range(1, len(numbers) + 1)]:
        return ""
    days = [[text for (at, _), text in sorted(cells.items()) if at == row and has_day(text)] for row in rows[1:]]
    return "\n".join(row[0] for row in days) if len(days) >= LEAST and all(len(row) == 1 for row in days) else ""


def _heads_meeting(head: str) -> bool:
    """Tell whether a head is that of one meeting of every run: numbered, or the one after all others."""
    return bool(PART.match(head) or AFTERWARDS.fullmatch(head))


def _is_numbered(cells: Grid, rows: list[int]) -> bool:
    """Tell whether the first column numbers the rows below the heads, from one on."""
    numbers = [fold(cells.get((row, 0), "")) for row in rows[1:]]
    return len(numbers) > LEAST - 1 and [number.rpartition(" ")[2] for number in numbers] == [
        str(number) for number in range(1, len(numbers) + 1)
    ]


def _is_clocks(cells: Grid, row: int) -> bool:
    """Tell whether a row holds the times of the days in the row above it: nothing but times beside its head."""
    texts = [text for (at, _), text in cells.items() if at == row and FIGURE.search(text)]
    return len(texts) >= LEAST and all(has_clock(t) and not has_day(t) and len(t) < LINE // 3 for t in texts)


def _runs_in_rows(cells: Grid) -> list[tuple[str, str | None]]:
    """Return the days in each row of a table whose columns are headed by lessons, with the town that it names."""
    rows, wide = sorted({row for row, _ in cells})[:MOST], sorted({column for _, column in cells})
    lessons = [column for column in wide if _heads_meeting(plain(cells.get((rows[0], column), "")))]
    if len(lessons) == 1:  # the days in one column, the day after all others in another
        lessons = [
            column for column in wide if column in lessons or DAYS.fullmatch(fold(cells.get((rows[0], column), "")))
        ]
    told = [row for row in rows[1:] if any(has_day(cells.get((row, column), "")) for column in lessons)]
    if len(lessons) < LEAST or not told:
        return []
    runs = []
    for row in told:
        clocks = {column: cells.get((row + 1, column), "") for column in lessons} if _is_clocks(cells, row + 1) else {}
        days = [
            f"{text} {clocks.get(column, '')}".strip()
            for column in lessons
            if has_day(text := cells.get((row, column), ""))
        ]
        rest = [cells.get((row, column), "") for column in wide if column not in lessons]
        towns = set(TOWN.findall(" ".join(rest)))
        years = set(YEAR.findall(" ".join(rest)))
        if len(years) == 1 and not any(map(YEAR.search, days)):
            days = [*years, *days]
        beside = next(filter(status_in, rest), "")
        runs.append(("\n".join([*days[:-1], f"{days[-1]} {beside}".strip()]), towns.pop() if len(towns) == 1 else None))
    return runs
