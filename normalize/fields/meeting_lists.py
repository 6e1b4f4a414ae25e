"""Lists of the meetings of one run by their sort: theory evenings here, excursions there, or week after week."""

from __future__ import annotations

import re

from normalize.fields import prose
from normalize.fields.cards import CLOCK_PAIR
from normalize.fields.days import LESSONS, LINE, PROGRAMME, YEAR, Words, has_clock, has_day
from normalize.fields.elsewhen import is_of_else
from normalize.fields.witness import Witness
from normalize.page.document import Block
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.date_words import PART
from normalize.values.dates import left_over
from normalize.values.words import plain

_TIME_OF_DAY = r"(?:avonden|avond|dagen|dag|lessen|middagen|ochtenden|bijeenkomsten|colleges|uren|deel|gedeelte)"
SORT = re.compile(
    rf"(?:de |the )?(?:(?:theorie|praktijk|les|cursus|college|werk|training|trainings|studie|contact|oefen|excursie"
    rf"|veld)"
    rf"{_TIME_OF_DAY}|(?:\w+ ){{0,2}}(?:excursies?|lessen|theorie|praktijk|practica|werkcolleges|hoorcolleges"
    rf"|veldbezoeken)"
    r"|(?:\w+ )?(?:lectures|practicals|field ?trips|excursions|lab days|theory (?:evenings|sessions)|tutorials))"
    r"(?: (?:en |and )?(?:data|datums|dates))?"
)
"""Heads the days of one sort of meeting."""
WEEK = re.compile(r"(?:week|weekend|blok|block|module|maand|month|deel|part) ?(?:[0-9]{1,2}|[a-e]|i{1,3}|iv)\b.{0,50}")
"""Heads the days of one week, or of another part of the run."""
BEGINS = re.compile(
    r"\W{0,3}(?:[A-Za-z]{2,9}\.?,? )?(?:\d{1,2}(?:st|nd|rd|th|e)? (?:of )?[A-Za-z]{3,9}\.?(?: 20\d\d)?"
    r"|[A-Z][a-z]{2,8} \d{1,2}(?:st"
    r"|nd|rd|th)?(?:, 20\d\d)?|\d{1,2}[-/]\d{1,2}(?:[-/](?:20)?\d\d)?)(?=\s*(?:$|[:,(–-]))"
)
"""The day with which an item of a list begins."""
OF_EACH = re.compile(
    r"\b(?:seminars?|[\w-]*lezing(?:en)?|lectures?|[\w-]*colloqui\w*|webinars?|[\w-]*agenda|[\w-]*activiteiten"
    r"|evenementen|events?|jaarprogramma|calendar)\b",
    re.IGNORECASE,
)
"""In the title of a page: what is told on a day is to be attended by itself."""
EARLY = 40
"""Characters with which a line begins that begins with a day."""
TOPIC = 8
"""Characters that say what is done on a day, at least."""
LEAST = 2
"""Days of a sort, and sorts."""
MOST = 40
"""Days that are read."""


def listed_meetings(view: View) -> Words:
    """Yield the days in the lists under two or more heads that are each one sort of meeting, as those of one run."""
    groups: dict[tuple[int, str], list[str]] = {}
    head, at = "", 0
    if len(view.once(_dated)) < LEAST:
        return
    for n, block in enumerate(view.blocks):
        day = _day_of(block) if head and n in view.once(_dated) else ""
        if day and not is_of_else(view, n):
            groups.setdefault((at, head), []).append(f"{day}{_clock(block.text) or _clock(head)}")
        elif block.level or (block.tag != "li" and block.text.endswith(":")):
            head, at = (block.text, n) if _heads_sort(view, n) else ("", 0)
    lines = [day for days in groups.values() for day in days][:MOST]
    years = {year for line in lines for year in YEAR.findall(line)}
    sorts = {fold(head) for _, head in groups}
    if LEAST <= len(groups) == len(sorts) and len(set(lines)) == len(lines):
        words = "\n".join(lines)
        yield words, Witness(words, "text", int(years.pop()) if len(years) == 1 else None, LESSONS), None


def _dated(view: View) -> frozenset[int]:
    """Find the blocks that name a day early on, and are no headings."""
    early = ((n, block.text[:EARLY]) for n, block in enumerate(view.blocks) if not block.level)
    return frozenset(n for n, text in early if has_day(text))


def _day_of(block: Block) -> str:
    """Return the day with which an item begins, or a line that is nothing but days; "" for any other."""
    if len(block.text) < LINE and left_over(block.text) == ():
        return block.text
    begun = BEGINS.match(block.text) if block.tag == "li" else None
    return begun[0].strip() if begun and has_day(begun[0]) else ""


def told_days(view: View) -> Words:
    """Yield the days in a list under a programme, where every item says what is done on its day: those of one run."""
    group: list[tuple[str, str]] = []
    dated = view.once(_dated)
    if len(dated) <= LEAST or any(block.level == 1 and OF_EACH.search(block.text) for block in view.blocks):
        return
    for n, block in enumerate([*view.blocks, None]):
        begun = BEGINS.match(block.text) if block and n in dated else None
        under = block is not None and any(PROGRAMME.search(head) for head in block.headings[-1:])
        if block and begun and under and has_day(begun[0]):
            rest = CLOCK_PAIR.sub(" ", block.text[begun.end() :])
            group.append((f"{begun[0].strip()}{_clock(block.text)}", fold(rest)))
            continue
        topics = {topic for _, topic in group if len(topic) >= TOPIC and not prose.speaks_of("price_line", topic)}
        if len(group) > LEAST and len(topics) == len(group):
            words = "\n".join(days for days, _ in group[:MOST])
            years = {year for days, _ in group for year in YEAR.findall(days)}
            yield words, Witness(words, "text", int(years.pop()) if len(years) == 1 else None, LESSONS), None
        group = []


def _heads_sort(view: View, at: int) -> bool:
    """Tell whether a heading, or a line with a colon, is that of one sort of meeting, or of a part of a programme."""
    block = view.blocks[at]
    if not (block.level or block.text.endswith(":")) or len(block.text) > 100:
        return False
    bare = fold(re.sub(r"\([^()]{0,80}\)", " ", block.text))
    parted = WEEK.fullmatch(bare) or PART.match(plain(block.text))
    return bool(SORT.fullmatch(bare) or (parted and any(PROGRAMME.search(head) for head in block.headings)))


def _clock(text: str) -> str:
    """Return the only pair of times in a text, to stand behind a day; "" for none or several."""
    found = CLOCK_PAIR.findall(text) if has_clock(text) else []
    return f", {found[0]} uur" if len(found) == 1 else ""
