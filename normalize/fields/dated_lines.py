"""Lines that are nothing but a day: alone, in lists to choose from, and those that number the meetings of one run."""

from __future__ import annotations

import re
from itertools import chain, pairwise

from normalize.fields import prose
from normalize.fields.clean_titles import PARTS
from normalize.fields.days import (
    ASIDE,
    BRIEF,
    CLOCKS,
    DAY,
    FIGURE,
    LESSONS,
    LINE,
    WEEKDAY,
    YEAR,
    Words,
    has_clock,
    has_day,
    is_publication,
    names_day,
    year_above,
    year_of_all,
)
from normalize.fields.elsewhen import is_of_else
from normalize.fields.places import TOWN, only_towns
from normalize.fields.witness import Witness
from normalize.page.labels import read_label
from normalize.page.text import fold, sentences
from normalize.page.view import View
from normalize.values.date_runs import announced_meetings
from normalize.values.date_words import BESIDE_CHOICE, KIND, ORDINAL, PART, status_in
from normalize.values.dates import left_over, read_dates
from normalize.values.words import plain

FURTHER_ON = re.compile(
    r"\W*(?:daarna|vervolgens|aansluitend|tot slot|daarnaast|afterwards|after that|then)\b", re.IGNORECASE
)
"""Begins a sentence on what comes after the meetings before it."""
CLOSES = re.compile(
    r"\W*(?:terugkom|follow-?up|nazorg|afsluitende? (?:bijeenkomst|dag)|slot(?:dag|bijeenkomst))", re.IGNORECASE
)
"""Begins the line, or is the label, of the meeting that comes some time after the others."""
BYLINE = re.compile(
    r"\W*(?:(?:dit (?:bericht|artikel) (?:is |werd )?)?(?:geschreven|gepost|geplaatst|gepubliceerd|written|posted"
    r"|published)"
    r" (?:door|by|in|op|on)\b|(?:auteur|author|redactie|geplaatst|posted|leestijd)\s*:)|\W*\d{1,2} min(?:uten|uut"
    r"|utes|ute|\.)? (?:leestijd|read)",
    re.IGNORECASE,
)
"""A line that says who wrote the page, or how long it takes to read."""
PLACED = re.compile(r"([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2})(?:,? [-–—|]|[.,]) (.{6,60})")
"""A line of a place and what follows it."""
PARTS_OF_LINE = re.compile(r"\s*[·|•]\s+")
"""What parts the facts on one line ("Leiden · 30 mei – 4 juni 2027")."""
NEAR = 3
"""Lines under the title that may be one of facts."""
CARD = 6
"""Lines behind a day that may stand in its card."""
EARLY = 20
"""Characters with which an item of a list of days begins, a figure among them."""
MEETINGS = 3
"""Lines from which on numbered meetings count as one run."""
MAX_MEETINGS = 40
"""Lines of meetings that are read."""


def lines(view: View, *, alone: bool = True) -> Words:
    """Lines that are nothing but a date: in a card, or close to the page's title; `alone`: elsewhere as well."""
    top = _top(view)
    listed = _listed(view) if alone else {}
    last = -1  # line near the title, or in a card like that of such a line
    for n, block in enumerate(view.blocks):
        if len(block.text) >= LINE or not FIGURE.search(block.text):
            continue
        near = view.part or top - 4 <= n <= top + 8 or (last >= 0 and _is_next_card(view, last, n))
        free = view.part and prose.may_speak_of("date_line", block.text)  # "Training 4 March 2027" on a card
        told = near and (free or prose.speaks_of("date_line", block.text))
        last = n if told else last
        under = alone and not told and top < n <= top + NEAR
        part = _part_of_line(block.text) if under else ""
        place, day = _placed(view, n) if under and not part else ("", "")
        if place and not is_of_else(view, n):
            yield day, Witness(block.text, "text", block.year), place
        elif part and not is_of_else(view, n):
            yield part, Witness(part, "text", block.year), None
        elif (told or n in listed or (alone and _is_alone(block.text))) and not (
            is_publication(view, block.text) or is_of_else(view, n) or _is_signed(view, n) or _is_past_bare(view, n)
        ):
            words = listed.get(n) or _with_status(view, n, _clocked(view, n, _headed(view, n)))
            year = block.year or (year_of_all(view) if n in listed else None)
            yield words, Witness(words, "heading" if block.level else "text", year), _town_beside(view, n)


def is_dateline(view: View, day: str) -> bool:
    """Tell whether the line under the title begins with a day and goes on with the post's subjects, without figures."""
    top = _top(view)
    line = next((b.text for b in view.blocks[top + 1 : top + 3] if b.text.startswith(day)), "")
    rest = line[len(day) :]
    return bool(rest) and not FIGURE.search(rest) and not rest.rstrip().endswith((".", "!")) and not TOWN.search(rest)


def _is_next_card(view: View, last: int, at: int) -> bool:
    """Tell whether a line stands in a card beside that of another one, as deep and as far behind its begin."""
    one, other = view.blocks[last], view.blocks[at]
    return at - last <= CARD + 1 and one.tag == other.tag and one.path[:-2] == other.path[:-2] and len(one.path) > 2


def _begins_with_town(view: View) -> bool:
    """Tell whether the first day of the page that stands alone has a town on the line before it."""
    first = next((n for n, block in enumerate(view.blocks) if len(block.text) < LINE and has_day(block.text)), 0)
    return bool(first) and not view.blocks[first].level and only_towns(view.blocks[first - 1].text)


def _town_beside(view: View, at: int) -> str | None:
    """Return the town that a short line behind a day in its card is; None where a day or a heading comes first.

    Where cards begin with their town, it is the line before the day.
    """
    if view.once(_begins_with_town):
        return view.blocks[at - 1].text if only_towns(view.blocks[at - 1].text) else None
    for block in view.blocks[at + 1 : at + 1 + CARD]:
        if block.level or len(block.text) >= BRIEF or has_day(block.text):
            return None
        if only_towns(block.text):
            return block.text
    return None


def _top(view: View) -> int:
    """Return the position of the heading that the title element begins with, else of the first of the first level."""
    named = fold(PARTS.split(view.title)[0])
    own = (n for n, block in enumerate(view.blocks) if named and block.level and fold(block.text) == named)
    first = (n for n, block in enumerate(view.blocks) if block.level == 1)
    return next(chain(own, first), 0)


def _placed(view: View, at: int) -> tuple[str, str]:
    """Part a line into a place and a day ("Sheffield - 3 December 2027"), with the times below it; ("", "") for none.

    A name and a day alone may say who wrote the page, and when.
    """
    found = PLACED.fullmatch(view.blocks[at].text)
    if not found or not has_day(found[2]) or left_over(found[2]) != () or _is_label(found[1]):
        return "", ""
    following = view.blocks[at + 1].text if at + 1 < len(view.blocks) else ""
    timed = len(following) < LINE and CLOCKS.fullmatch(following) and not ASIDE.match(following)
    if not timed and not TOWN.fullmatch(found[1]) and not _is_alone(found[2]):
        return "", ""
    return found[1], f"{found[2]}, {following}" if timed else found[2]


def _is_label(words: str) -> bool:
    """Tell whether what stands before a day says what it is, or is a part of it, and is no place."""
    return bool(read_label(words).fields) or bool(WEEKDAY.search(words)) or names_day(words)


def _part_of_line(text: str) -> str:
    """Return the part of a line of facts that is nothing but days and says more than a post does; "" for none."""
    parts = [part for part in PARTS_OF_LINE.split(text) if part]
    ahead, _, rest = text.partition(", ")
    if len(parts) == 1 and rest and len(ahead) < BRIEF and not has_day(ahead) and not WEEKDAY.search(ahead):
        parts = [ahead, rest]  # "11 weken, 11 januari – 26 maart 2027"
    if text.endswith(".") or not prose.may_speak_of("sessions", text):
        return ""
    told = [part for part in parts if FIGURE.search(part) and _is_alone(part)] if len(parts) > 1 else []
    return told[0] if len(told) == 1 and not any(map(BYLINE.match, parts)) else ""


def _is_signed(view: View, at: int) -> bool:
    """Tell whether a line without a range stands right beside the name of who wrote the page."""
    beside = [view.blocks[n].text for n in (at - 1, at + 1) if 0 <= n < len(view.blocks)]
    return any(len(text) < LINE and BYLINE.match(text) for text in beside) and not CLOCKS.search(view.blocks[at].text)


def _is_past_bare(view: View, at: int) -> bool:
    """Tell whether a line is nothing but one past day, with no weekday, times or town, as posts show it."""
    block = view.blocks[at]
    bare = view.seen is not None and not view.part and not block.level and not WEEKDAY.search(block.text)
    if not bare or left_over(block.text) != () or _clocked(view, at, block.text) != block.text:
        return False
    runs = read_dates(block.text).sessions
    alone = len(runs) == 1 and runs[0].precision == "day" and not runs[0].end and "T" not in (runs[0].start or "T")
    return alone and view.seen is not None and (runs[0].start or "") < view.seen.isoformat()


def months(view: View) -> Words:
    """Yield lines right under the page's title that are nothing but a first and a last month."""
    top = next((n for n, block in enumerate(view.blocks) if block.level == 1), 0)
    for above, block in pairwise(view.blocks[top : top + 7]):
        text = block.text
        if above.text.endswith(":") or not prose.may_speak_of("range", above.text):
            continue  # the line above says what else the months are
        if len(text) < LINE and YEAR.search(text) and not has_day(text) and left_over(text) == ():
            words = re.sub(r"(?<=[a-z]{3}) ?/ ?(?=[a-z]{3})", " – ", text, flags=re.IGNORECASE)
            runs = read_dates(words).sessions
            if len(runs) == 1 and runs[0].precision == "month" and runs[0].end:
                yield words, Witness(text, "text"), None


def _with_status(view: View, at: int, words: str) -> str:
    """Return a line with what a short line behind it in its card says of the places ("Nog 2 plaatsen", "Vol")."""
    for block in view.blocks[at + 1 : at + 1 + CARD]:
        if block.level or len(block.text) >= LINE or (has_day(block.text) and left_over(block.text) is not None):
            break
        if len(block.text) < BRIEF and status_in(block.text):
            return f"{words} {block.text}"
    return words


def _clocked(view: View, at: int, words: str) -> str:
    """Return a line of several days with the times that are all that the next line holds."""
    following = view.blocks[at + 1].text if at + 1 < len(view.blocks) else ""
    several = not has_clock(words) and len(DAY.findall(words)) > 1
    timed = several and len(following) < LINE and CLOCKS.fullmatch(following) and not ASIDE.match(following)
    return f"{words}, {following}" if timed else words


def _headed(view: View, at: int) -> str:
    """Return a line with the one above it, or the head of its row, where that says what the date is for."""
    block, above = view.blocks[at], view.blocks[at - 1].text if at else ""
    if block.cell and block.cell[2]:
        row = next((b.text for b in view.blocks if b.cell == (*block.cell[:2], 0)), "")
        return f"{row.rstrip(' :')}: {block.text}" if 0 < len(row) < LINE and not FIGURE.search(row) else block.text
    named = above.endswith(":") or (not FIGURE.search(above) and not prose.may_speak_of("range", above))
    return f"{above.rstrip(' :')}: {block.text}" if named and len(above) < LINE // 2 else block.text


def _listed(view: View) -> dict[int, str]:
    """Find the list items that are nothing but a day with a town, and how one takes part: one chooses between them."""
    found: dict[int, str] = {}
    for n, block in enumerate(view.blocks):
        if block.tag == "li" and len(block.text) < LINE and FIGURE.search(block.text[:EARLY]) and has_day(block.text):
            beside = [other.text for other in view.blocks[n + 1 : n + 5] if other.item == block.item != 0]
            words = " ".join([block.text, *beside])
            if len(words) < LINE and prose.may_speak_of("date_line", words) and _names_choice(words):
                found[n] = words if not is_of_else(view, n) else ""
    return {n: words for n, words in found.items() if words} if len(found) > 1 else {}


def _names_choice(text: str) -> bool:
    """Tell whether a line names a day and besides nothing but a town, a form or whether there are places."""
    left = left_over(TOWN.sub("", text))
    return left is not None and all(word in BESIDE_CHOICE or (word.isdigit() and len(word) < 3) for word in left)


def _is_alone(text: str) -> bool:
    """Tell whether a line is nothing but a date with its weekday or times, or several: a post shows neither."""
    if not has_day(text) or left_over(TOWN.sub("", text)) != ():
        return False
    runs = read_dates(text).sessions
    return (
        any("T" in (run.start or "") or run.end or run.days for run in runs)
        or len(runs) > 1
        or bool(WEEKDAY.search(text))
    )


def meeting_lines(view: View) -> Words:
    """Lines that follow each other and number the meetings of one course ("24-03-2027 les 1", "21-04-2027 les 2")."""
    group: list[int] = []
    told = False
    for n, block in enumerate([*view.blocks, None]):
        if block is not None and len(block.text) < LINE and not block.level and _is_meeting(block.text):
            group.append(n)
            continue
        lines = [view.blocks[at].text for at in group]
        numbers = [numbers_of(plain(line)) for line in lines]
        apart = len(set().union(*numbers)) >= 2 or sum(bool(KIND.search(plain(line))) for line in lines) >= 2
        counted = len(group) >= MEETINGS or all(numbers)
        if ((counted and apart) or _announced(view, group)) and not is_of_else(view, group[0]):
            closing = block is not None and has_day(block.text) and CLOSES.match(block.text) and len(block.text) < LINE
            further = block is not None and FURTHER_ON.match(block.text) and has_day(block.text)
            lines += [block.text] if block is not None and closing else []
            lines += sentences(block.text)[:1] if block is not None and further else []
            words = "\n".join(lines[:MAX_MEETINGS])
            yield words, Witness(words, "text", year_above(view, group[0]), LESSONS), None
            told = True
        group = []
    if not told and (numbered_lines := _numbered_lines(view)):
        words = "\n".join(numbered_lines[:MAX_MEETINGS])
        yield words, Witness(words, "text", None, LESSONS), None


def _announced(view: View, group: list[int]) -> bool:
    """Tell whether the line above several days announces as many meetings ("We beginnen met drie theorieavonden:")."""
    above = view.blocks[group[0] - 1].text if group and group[0] else ""
    return len(group) > 1 and above.endswith(":") and announced_meetings(plain(above)) == len(group)


def numbers_of(line: str) -> set[str]:
    """Return what tells a meeting from the others on its line: its number, or its sort."""
    first = ORDINAL.match(line)
    return {m[0] for part in (PART, KIND) for m in part.finditer(line)} | ({first[0]} if first else set())


def _numbered_lines(view: View) -> list[str]:
    """Return the lines, wherever they stand, that are nothing but the number of a meeting and its day."""
    found: dict[str, str] = {}
    for block in view.blocks:
        dated = len(block.text) < LINE and has_day(block.text)
        number = PART.match(plain(block.text)) if dated else None
        if number and left_over(block.text[number.end() :]) == ():
            found.setdefault(number[0], block.text)
    return list(found.values()) if len(found) > 1 else []


def _is_meeting(text: str) -> bool:
    """Tell whether a line is a date, with or without the number of a meeting before it."""
    if not FIGURE.search(text):
        return False
    if prose.speaks_of("date_line", text):
        return True
    number = next((found for part in (PART, KIND, ORDINAL) if (found := part.match(plain(text)))), None)
    rest = text[number.end() :].lstrip(" :-–") if number else ""
    return prose.speaks_of("date_line", rest) or (bool(rest) and left_over(rest) == ())
