"""The words on a page that speak of when under labels: beside them, in tables, in lists to choose from."""

from __future__ import annotations

import re
from collections import defaultdict

from msgspec.structs import replace

from normalize.fields.date_columns import with_status
from normalize.fields.dated_lines import CLOSES, meeting_lines
from normalize.fields.days import DAY, LESSONS, PROGRAMME, YEAR, Words, has_day, is_time, names_day, year_above
from normalize.fields.editions import CHOICE, LESSON, editions
from normalize.fields.elsewhen import is_of_else
from normalize.fields.weekday_clocks import tells_by_weekday
from normalize.fields.witness import Witness
from normalize.page.statements import Statement
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.date_words import KIND, PARTS
from normalize.values.dates import left_over
from normalize.values.hours import tells_apart
from normalize.values.words import plain

SPAN = re.compile(r"\b(20[0-4]\d) ?[-/–—] ?((?:20)?\d\d)\b(?![-/–—]\d)")
"""Two years that may be an academic year."""
EXAM = re.compile(
    r"(?:[\w-]+ ){0,2}?[\w-]*(?:examens?|exams?|toets|tentamen|assessment)(?:dag|datum)?: ", re.IGNORECASE
)
"""Begins a line on the day of an exam, beside the meetings."""
TERM = re.compile(r"\b(?:semester|trimester|studiejaar|collegejaar|academic year|lesjaar|schooljaar)", re.IGNORECASE)
"""A part of an academic year."""


def labelled(view: View, read: frozenset[int] = frozenset()) -> Words:
    """Yield the words on dates that stand under a label, in a table or in a list to choose from.

    `read` are the numbers of tables that were read already.
    """
    statements = [s for s in view.under("sessions", "times") if not is_programme(view, s)]
    statements += [s for s in view.under("duration") if not s.row and s not in statements and has_day(s.text)]
    if any(CLOSES.match(s.label) for s in statements) and any(True for _ in meeting_lines(view)):
        statements = [s for s in statements if not CLOSES.match(s.label)]  # the last of the numbered meetings
    statements = [s for s in statements if not (s.zone == "side" and s.method == "heading" and _names_others(s))]
    if any(s.zone == "main" and has_day(s.text) for s in statements):  # beside them: other courses
        statements = [s for s in statements if s.zone != "side" or (s.method != "heading" and not _names_others(s))]
    statements = [with_rows(view, s) for s in statements]
    statements = [own for s in statements if (own := _own(view, s, read))]
    rows: dict[tuple[int, int], list[Statement]] = defaultdict(list)
    for statement in view.statements:
        if statement.row:
            rows[statement.row].append(statement)
    seen_rows: set[tuple[int, int]] = set()
    flat = [s for s in statements if not s.row]
    flat = [s for s in flat if not (s.method == "heading" and _holds_runs(s, flat))]
    for statement in [s for s in flat if s.method == "heading"]:
        told = list(editions(view, statement))
        yield from told
        if told:
            flat = [s for s in flat if s is not statement and not set(s.blocks) <= set(statement.blocks)]
    for card in _by_heading(view, flat) or _cards(flat):
        yield from _flat(view, card)
    for statement in statements:
        if statement.row and statement.row not in seen_rows and _is_lesson_table(view, statement.row[0]):
            lessons = [row for row in rows if row[0] == statement.row[0]]
            seen_rows.update(lessons)
            words = "\n".join(_row(rows[row]) for row in lessons)
            yield words, Witness(words, "table", statement.meaning.year, LESSONS), None
        elif statement.row and statement.row not in seen_rows:
            seen_rows.add(statement.row)
            cells = rows[statement.row]
            words = with_status(_row(cells), view, statement.row)
            listed = next((s for s in cells if "sessions" in s.meaning.fields and _lists_days(s.text)), None)
            clock = next((f", {s.text}" for s in cells if s is not listed and is_time(s.text)), "")
            firsts = [s.text for s in cells if s is not listed and START.fullmatch(fold(s.label)) and has_day(s.text)]
            firsts = firsts if listed and FURTHER.fullmatch(fold(listed.label)) else []
            days = "\n".join(f"{words}{clock}" for words in (*firsts, listed.text)) if listed else ""
            several = len([s for s in cells if "sessions" in s.meaning.fields]) > 1  # its first day in another cell
            if listed and (several or PARTS.search(plain(listed.label))):
                where = next((s.text for s in cells if "location" in s.meaning.fields), None)
                year = statement.meaning.year or year_above(view, statement.blocks[0])
                yield days, Witness(days, "table", year, LESSONS), where
                continue
            place = next((s.text for s in cells if "location" in s.meaning.fields), None)
            yield (
                words,
                Witness(words, "table", statement.meaning.year or year_above(view, statement.blocks[0])),
                place,
            )
    yield from _options(view)


def _holds_runs(statement: Statement, others: list[Statement]) -> bool:
    """Tell whether all days under a heading stand in cards that each list those of their run under the same label."""
    inner = [s for s in others if s.method == "label" and set(s.blocks) < set(statement.blocks) and _lists_days(s.text)]
    return len(inner) > 1 and len({fold(s.label) for s in inner}) == 1


def _names_others(statement: Statement) -> bool:
    """Tell whether the days of a statement stand beside names: those of other courses."""
    dated = [line for line in statement.lines if has_day(line)]
    return any(len([word for word in left_over(line) or () if len(word) > 3]) > 1 for line in dated)


def with_rows(view: View, statement: Statement) -> Statement:
    """Put the cells of each row of a table under a heading on one line: what stands before a day says what it is."""
    cells = [view.blocks[n].cell for n in statement.blocks]
    if statement.method != "heading" or statement.row or None in cells or len(cells) != len(statement.lines):
        return statement
    if len({cell and cell[1] for cell in cells}) in (1, len(cells)):
        return statement
    rows: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for n, cell in enumerate(cells):
        rows[(cell or (0, n))[:2]].append(n)
    lines = [": ".join(statement.lines[n].rstrip(" :") for n in row) for row in rows.values()]
    return replace(statement, lines=lines, blocks=[statement.blocks[row[-1]] for row in rows.values()])


def _own(view: View, statement: Statement, read: frozenset[int]) -> Statement | None:
    """Leave out the lines whose days are of something else, or read already; None where nothing is left."""
    if not has_day(statement.text) or len(statement.lines) != len(statement.blocks):
        return statement
    cells = [view.blocks[n].cell for n in statement.blocks]
    kept = [n for n, cell in enumerate(cells) if not (cell and cell[0] in read)]
    kept = [n for n in kept if not (has_day(statement.lines[n]) and is_of_else(view, statement.blocks[n]))]
    apart = [n for n in kept if not EXAM.match(statement.lines[n])]
    kept = apart if any(has_day(statement.lines[n]) for n in apart) else kept
    if len(kept) == len(statement.lines):
        return statement
    lines, blocks = [statement.lines[n] for n in kept], [statement.blocks[n] for n in kept]
    return replace(statement, lines=lines, blocks=blocks) if any(map(has_day, lines)) else None


def _is_lesson_table(view: View, table: int) -> bool:
    """Tell by the heads of its columns whether the rows of a table are the meetings of one run."""
    cells = [(block.cell, block.text) for block in view.blocks if block.cell and block.cell[0] == table]
    first = min(cell[1] for cell, _ in cells)
    heads = [fold(text) for cell, text in cells if cell[1] == first]
    return any(LESSON.fullmatch(head) for head in heads) and not any(CHOICE.search(head) for head in heads)


def _row(cells: list[Statement]) -> str:
    """Return what a row says of dates; the cells of a first and a last day are a range."""
    told = [s for s in cells if {"sessions", "times"} & set(s.meaning.fields)]
    told += [s for s in cells if s.meaning.fields == ("other",) and not has_day(s.text)]
    until = [f"{s.label.rstrip(' :')}: {s.text}" for s in cells if "enrol_until" in s.meaning.fields and s not in told]
    starts = [s for s in told if START.fullmatch(fold(s.label))]
    ends = [s for s in told if END.fullmatch(fold(s.label))]
    if len(starts) == len(ends) == 1:
        others = [s.text for s in told if s not in (starts[0], ends[0])]
        return " ".join([f"{starts[0].text} – {ends[0].text}", *others, *until])
    return " ".join([*(s.text for s in told), *until])


def _lists_days(text: str) -> bool:
    """Tell whether a cell holds nothing but several days."""
    return len(DAY.findall(text)) > 2 and left_over(text) == ()


def _options(view: View) -> Words:
    """Lines of a list of dates that one chooses from."""
    for block in view.blocks:
        if block.tag == "option":
            yield block.text, Witness(block.text, "label"), None


def _by_heading(view: View, flat: list[Statement]) -> list[list[Statement]]:
    """Part the labels of a page into those under each heading, where each holds days and times of its own."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in flat:
        head = view.blocks[statement.blocks[0]].headings[-1:] if statement.blocks else ()
        groups[head[0] if head else ""].append(statement)
    cards = [card for card in groups.values() if any(has_day(s.text) for s in card)]
    timed = all(sum(map(_is_clock, card)) == 1 and len(card) == 2 for card in cards)
    return cards if len(cards) > 1 and timed else []


def _cards(flat: list[Statement]) -> list[list[Statement]]:
    """Part the labels of a page into those of each run, where every run has times or further days of its own."""
    placed = sorted((s for s in flat if s.blocks), key=lambda s: s.blocks[0])
    cards: list[list[Statement]] = []
    for statement in placed:
        label = fold(statement.label)
        follows = _is_clock(statement) or END.fullmatch(label) or FURTHER.fullmatch(label)
        if cards and follows:
            cards[-1].append(statement)
        elif not follows and has_day(statement.text):
            cards.append([statement])
        else:
            break
    apart = len(placed) == len(flat) == sum(map(len, cards)) and len(cards) > 1
    told = all(any(_is_clock(s) or FURTHER.fullmatch(fold(s.label)) for s in card) for card in cards)
    return cards if apart and told else [flat] if flat else []


def _is_clock(statement: Statement) -> bool:
    """Tell whether what stands under a label is times of day."""
    return statement.meaning.fields == ("times",) or is_time(statement.text)


def _flat(view: View, flat: list[Statement]) -> Words:
    """Labels with their value: start, end, times and further days that stand apart belong together."""
    starts = [s for s in flat if START.fullmatch(fold(s.label))]
    ends = [s for s in flat if END.fullmatch(fold(s.label))]
    times = [s for s in flat if _is_clock(s) and not tells_by_weekday(s.text) and not tells_apart(s.text)]
    joined: set[int] = {id(end) for end in ends} if starts else set()  # an end is never a run of its own
    if len(starts) == len(ends) == 1 and 1 < len(starts[0].lines) == len(ends[0].lines):  # a column for each run
        joined.add(id(starts[0]))
        for first, last in zip(starts[0].lines, ends[0].lines, strict=True):
            words = f"{first} – {last}"
            yield words, Witness(words, starts[0].method, starts[0].meaning.year), None
        starts = []
    for number, start in enumerate(starts[: len(ends)]):
        words = f"{start.lines[0]} – {ends[number].lines[0]}"
        joined.add(id(start))
        yield words, Witness(words, start.method, start.meaning.year), None
    columns = [s for s in flat if id(s) not in joined and s not in times and len(s.lines) > 1 and _in_row(view, s)]
    clocks = [s for s in times if len(columns) == 1 and len(s.lines) == len(columns[0].lines) and _in_row(view, s)]
    if len(columns) == len(clocks) == 1:  # a column for each day
        words = "\n".join(f"{day}, {clock}" for day, clock in zip(columns[0].lines, clocks[0].lines, strict=True))
        joined.add(id(columns[0]))
        table = (view.blocks[columns[0].blocks[0]].cell or (0,))[0]
        lessons = any(LESSON.fullmatch(fold(b.text)) for b in view.blocks if b.cell and b.cell[::2] == (table, 0))
        label = LESSONS if lessons else columns[0].label
        yield words, Witness(words, "table", columns[0].meaning.year, label), None
    further = [s for s in flat if FURTHER.fullmatch(fold(s.label))]
    firsts = starts or [s for s in flat if s not in further and s not in times and has_day(s.text)]
    if len(firsts) == len(further) == 1 and not ends and len(firsts[0].lines) == 1:
        clock = " – ".join(time.lines[0] for time in times[:2])
        words = "\n".join([firsts[0].lines[0], f"{further[0].lines[0]}{', ' * bool(clock)}{clock}"])
        joined |= {id(firsts[0]), id(further[0])}
        year = firsts[0].meaning.year or (year_above(view, firsts[0].blocks[0]) if firsts[0].blocks else None)
        yield words, Witness(words, firsts[0].method, year, LESSONS), None
    parts = [s for s in flat if id(s) not in joined and KIND.search(plain(f"{s.label} {s.text[:40]}"))]
    if len(parts) > 1:
        words = "\n".join(f"{s.label.rstrip(' :')}: {s.text}" for s in parts)
        joined |= {id(s) for s in parts}
        year = year_above(view, parts[0].blocks[0]) if parts[0].blocks else None
        yield words, Witness(words, parts[0].method, year, LESSONS), None
    for statement in flat:
        if id(statement) in joined or statement in times:
            continue
        words = statement.text
        if 0 < len(times) < 3 and not re.search(r"\d[:.]\d\d", words):
            days = [line for line in statement.lines if has_day(line)]
            clock = " – ".join(time.lines[0] for time in times)  # two: from when, until when
            words = "\n".join(f"{line}, {clock}" for line in (days if len(days) > 1 else [words]))
        year = statement.meaning.year or (year_above(view, statement.blocks[0]) if statement.blocks else None)
        year = year or next((view.blocks[n].year for n in statement.blocks if view.blocks[n].year), None)
        yield words, Witness(words, statement.method, year, statement.label), None


def _in_row(view: View, statement: Statement) -> bool:
    """Tell whether the lines of a statement are cells side by side in one row of a table."""
    cells = [view.blocks[n].cell for n in statement.blocks]
    return len(set(cells)) == len(cells) == len(statement.lines) and len({cell and cell[:2] for cell in cells}) == 1


_DAY = (
    r"(?: ?(?:datum|date|time|(?:les|cursus|trainings|opleidings)?(?:dag|bijeenkomst|avond|middag)|les|day|session"
    r"|meeting|lecture|class))"
)
START = re.compile(
    rf"van|vanaf|from|(?:start|begin|aanvangs?|ingangs?){_DAY}?|starts|begins|kick off|(?:eerste|1e|first){_DAY}"
)
"""Labels of the first day of a run."""
END = re.compile(
    rf"tot|tot en met|t m|until|to|(?:eind|einde|end|slot){_DAY}?|eindigt|ends|(?:laatste|last|final){_DAY}"
)
"""Labels of its last day."""
FURTHER = re.compile(
    r"(?:terugkom|opfris)(?:dag|avond|middag|ochtend|bijeenkomst|moment)(?:en)?|follow ?up ?(?:day|session|meeting"
    r"|date)s?"
    r"|vervolg ?(?:data|datums?|dagen|lessen|bijeenkomsten|avonden|sessies)|(?:volgende|overige|verdere) (?:les"
    r"|cursus)?(?:dagen"
    r"|lessen|bijeenkomsten|avonden|sessies|lesdata)|(?:further|following|subsequent|remaining) (?:dates|days|sessions"
    r"|lessons|meetings|evenings|classes)"
)
"""Labels of the meetings behind the first."""


def is_programme(view: View, statement: Statement) -> bool:
    """Tell whether a label heads the programme of one day, not the runs."""
    if not statement.blocks:
        return False
    above = view.blocks[statement.blocks[0]].headings
    if not statement.row or not any(PROGRAMME.search(heading) for heading in above[1:]):
        return False
    dated = [fold(s.label) for s in view.statements if s.row == statement.row and has_day(s.text)]
    return not (any(map(START.fullmatch, dated)) and any(map(END.fullmatch, dated)))


def academic_year(view: View, words: str) -> str:
    """Return the page's only academic year ("2027-2028") for words that name a part of one, else ""."""
    if not TERM.search(words) or YEAR.search(words) or not names_day(words):
        return ""
    spans = {
        found[0]
        for block in view.blocks
        for found in SPAN.finditer(block.text)
        if int(found[1]) + 1 == int(found[2]) % 100 + 2000
    }
    return spans.pop() if len(spans) == 1 else ""
