"""The words on a page that speak of when outside of labels: in headings, on lines of their own, in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, islice

from normalize.fields import prose
from normalize.fields.dated_lines import MAX_MEETINGS, lines, meeting_lines, numbers_of
from normalize.fields.days import (
    ASIDE,
    CLOCKS,
    FIGURE,
    LESSONS,
    LINE,
    MAX_LISTED,
    MONTH,
    PROGRAMME,
    WEEKDAY,
    YEAR,
    Words,
    clocked,
    has_clock,
    has_day,
    is_of_open_day,
    is_posted,
    names_day,
    year_above,
)
from normalize.fields.elsewhen import is_of_else, names_other
from normalize.fields.witness import Witness
from normalize.page.document import Block
from normalize.page.view import View
from normalize.values.dates import left_over, read_dates, read_times
from normalize.values.hours import SORT
from normalize.values.times import find_times
from normalize.values.words import plain

HEADS = 3
"""Levels of the headings that may tell when."""
EARLY = 6
"""Blocks in which one may do so by a day without its year."""
MOMENT = re.compile(r"\W*(?:om |at |aanvang:? )?\d{1,2}[.:u]\d\d ?(?:uur|u|h)?\W*", re.IGNORECASE)
"""A line that is nothing but a time."""
QUOTES = frozenset('“”„«‘"')
"""Begin what someone said of the course."""
BARE, WORDED = 30, 20
"""Characters of a line that is nothing but a pair of times, at most; where a word stands before them."""
CLAUSE = re.compile(r"[,;] ")
"""Parts the clauses of a sentence."""
MAX_TOLD = 200
"""Characters of a sentence in which times of day are looked for."""
MEETS = re.compile(
    r"\b(?:van|from|tussen|between|telkens|steeds)\b|avond|middag|ochtend|evening|afternoon|morning"
    r"|aanvang|einde|each day|every day|full days|hele dagen|day to \w+day|dag t/m \w+dag|per dag|elke dag"
    r"|iedere dag|dagelijks|daily",
    re.IGNORECASE,
)
"""Beside times of day: those of the meetings."""
STARTS = re.compile(r"\b(?:start\w*|begin\w*)\b", re.IGNORECASE)
"""Beside the times at which something begins and ends."""


def told_of(view: View) -> list[tuple[str, Witness, str | None]]:
    """Return what the page says of when outside of labels."""
    return list(spoken(view))


def spoken(view: View) -> Words:
    """Yield the words on dates in headings, on lines of their own, and in prose up to the first that name days."""
    for n, block in enumerate(view.blocks):
        if not 0 < block.level <= HEADS or not prose.may_speak_of("sessions", block.text):
            continue
        if YEAR.search(block.text):
            yield block.text, Witness(block.text, "heading"), None
        elif n < EARLY and has_day(block.text) and (year := year_above(view, n)) and not is_of_else(view, n):
            yield block.text, Witness(block.text, "heading", year), None
    days = [b.text for b in view.blocks if b.level and has_day(b.text) and _in_programme(view, b)]
    if len(days) > 1:
        words = "\n".join(days[:MAX_MEETINGS])
        yield words, Witness(words, "heading", None, LESSONS), None
        return
    meetings = list(meeting_lines(view))
    told = list(_paragraphs(view))
    yield from meetings or lines(view)
    if len(told) > 1 and all(numbers_of(plain(words)) for words, _, _ in told):  # theory here, practice there
        words = "\n".join(words for words, _, _ in told)
        told = [(words, Witness(words, "text", told[0][1].year, LESSONS), None)]
    yield from told


def _in_programme(view: View, heading: Block) -> bool:
    """Tell whether a heading stands under one of the programme: the days below it are those of one run."""
    above = [head for head in heading.headings if head not in view.titles]
    return any(PROGRAMME.search(head) for head in above) and left_over(heading.text) is not None


def _paragraphs(view: View) -> Words:
    """Yield what each paragraph says of runs, from the first that names days to the one behind it."""
    begun: int | None = None
    for at, group in groupby(view.sentences, key=lambda sentence: sentence.block):
        if begun is not None and sum(not block.level for block in view.blocks[begun + 1 : at]):
            return
        if len(view.blocks[at].text) < LINE and is_posted(view, view.blocks[at].text):
            continue
        texts = [sentence.text for sentence in group]
        if any(map(FIGURE.search, texts)) and is_of_else(view, at):
            continue
        texts = [text for text in texts if not names_other(view, text)]
        words = "" if view.blocks[at].text[:1] in QUOTES else _told(texts)
        if words:
            begun = at if names_day(words) else begun
            yield words, Witness(words, "text", year_above(view, at) or _year_told(view, at, words)), None


def _year_told(view: View, at: int, words: str) -> int | None:
    """Find the year that the paragraph, or one of the two before it, speaks of ("In 2027 geven wij deze cursus …")."""
    if YEAR.search(words) or not has_day(words):
        return None
    for sentence in reversed([s for s in view.sentences if at - 2 <= s.block <= at]):
        years = {int(year) for year in YEAR.findall(sentence.text)}
        if len(years) == 1 and prose.speaks_of("told_year", sentence.text):
            year = years.pop()
            near = view.seen is None or view.seen.year - 1 <= year <= view.seen.year + 2
            return year if (near or WEEKDAY.search(words)) and _fits(words, year) else None
    years = set(map(int, YEAR.findall(view.blocks[at].text)))
    if len(years) == 1 and WEEKDAY.search(words):  # of a deadline beside it, say: the weekdays prove it
        year = years.pop()
        return year if _fits(words, year) and not _fits(words, year + 1) and not _fits(words, year - 1) else None
    return None


def _fits(words: str, year: int) -> bool:
    """Tell whether the weekdays in a text are those of a year."""
    return "weekday_mismatch" not in read_dates(words, year=year).notes


def _told(texts: list[str]) -> str:
    """Return the sentences of a paragraph that tell when the course is, with the times that follow them."""
    kept: list[str] = []
    for text in texts:
        if FIGURE.search(text):
            told = _names_date(text) and prose.speaks_of("sessions", text)
            if (
                told
                and kept
                and prose.speaks_of("excursions", text)
                and any(prose.speaks_of("starts", k) for k in kept)
            ):
                continue  # the excursions of the course that starts on the day before
            if told or (kept and has_clock(text) and prose.speaks_of("told_times", text)):
                kept.append(text[: prose.MAX_SENTENCE])
    return " ".join(kept) if any(map(_names_date, kept)) else ""


def listings(view: View) -> Iterator[str]:
    """Yield the sentences that list several days of meetings; as one where they tell theory from practice."""
    for at, group in groupby(view.sentences, key=lambda sentence: sentence.block):
        listed = [s.text[: prose.MAX_SENTENCE] for s in group if _lists(s.text[:MAX_LISTED])]
        listed = [text for text in listed if prose.speaks_of("sessions", text) or left_over(text) == ()]
        if listed and not is_of_else(view, at):
            parted = len(listed) > 1 and all(numbers_of(plain(text)) for text in listed)
            yield from [" ".join(listed)] if parted else listed


def _lists(text: str) -> bool:
    return len(FIGURE.findall(text)) > 2 and has_day(text)


def openings(view: View) -> Iterator[str]:
    """Yield the sentences that say on which day the course starts."""
    for sentence in view.sentences:
        text = sentence.text[: prose.MAX_SENTENCE]
        starts = has_day(text) and prose.speaks_of("starts", text)
        if starts and prose.speaks_of("sessions", text) and not is_of_else(view, sentence.block):
            yield text


def timed_lines(view: View) -> Iterator[str]:
    """Yield short lines with a day and times, or a day whose times stand on the next line."""
    for n, block in enumerate(view.blocks):
        if len(block.text) < LINE and has_day(block.text):
            following = view.blocks[n + 1].text if n + 1 < len(view.blocks) else ""
            if has_clock(block.text):
                yield block.text
            elif (
                not (n and view.blocks[n - 1].tag == block.tag and left_over(view.blocks[n - 1].text[:LINE]) == ())
                and len(following) < LINE
                and not ASIDE.match(following)
                and (CLOCKS.match(following) or MOMENT.fullmatch(following))
            ):
                yield f"{block.text}, {following}"


def told_times(view: View) -> Iterator[str]:
    """Yield the sentences that give times of day for the meetings, and no date."""
    for n, block in enumerate(view.blocks):
        short = len(block.text) < (BARE if block.text[:1].isdigit() else WORDED)
        if short and CLOCKS.fullmatch(block.text) and not ASIDE.match(block.text):
            yield from () if is_of_open_day(view, n) else (block.text,)
    spoken = (sentence for sentence in view.once(clocked) if not is_of_open_day(view, sentence.block))
    timed = (sentence.text[:MAX_TOLD] for sentence in spoken if has_clock(sentence.text[:MAX_TOLD]))
    for text in (text for text in timed if not prose.speaks_of("around", text)):
        yield from islice((part for part in _parts(text) if _tells_times(part)), 1)


def _parts(text: str) -> tuple[str, ...]:
    """Return a sentence and its clauses; of one on a sort of meetings only itself, for a clause may leave that out."""
    return (text,) if SORT.search(plain(text)) else (text, *CLAUSE.split(text))


def _tells_times(text: str) -> bool:
    """Tell whether words give times of day for the meetings."""
    timed = has_clock(text) and prose.speaks_of("told_times", text) and find_times(plain(text))
    return bool(timed) and bool(MEETS.search(text) or (STARTS.search(text) and (read_times(text) or ("", None))[1]))


def _names_date(text: str) -> bool:
    """Tell whether a sentence names a day, or a month or season with a year."""
    return has_day(text) or (
        bool(MONTH.search(text)) and (prose.speaks_of("open_start", text) or prose.speaks_of("recurs", text))
    )
