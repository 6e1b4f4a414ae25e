"""The words on a page that speak of when outside of labels: in headings, on lines of their own, in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from normalize.fields import prose
from normalize.fields.elsewhen import is_of_else
from normalize.fields.places import TOWN
from normalize.fields.witness import Witness
from normalize.page.text import sentences
from normalize.page.view import View
from normalize.values.date_runs import announced_meetings
from normalize.values.date_words import BESIDE_CHOICE, KIND, ORDINAL, PART
from normalize.values.dates import left_over, read_dates, read_times
from normalize.values.words import plain

YEAR = re.compile(r"\b(20[0-4]\d)\b")
FIGURE = re.compile(r"\d")
DAY = re.compile(
    r"\d(?:e|ste|de|st|nd|rd|th)?[ ./-]{1,3}(?:of )?"
    r"(?:\d{1,2}[./-](?:20)?\d\d|(?:jan|feb|m(?:aa)?rt|mar|apr|mei|may|jun|jul|aug|sep|o[kc]t|nov|de[ck]))"
    r"|\b\d{1,2}/\d{1,2}(?:[-/ ](?:20)?\d\d)?\b(?! ?(?:deel|part|fte|uur))|(?:jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?\b",
    re.IGNORECASE,
)
"""A day of a month, near enough."""
WEEKDAY = re.compile(
    r"\b(?:(?:maan|dins|woens|donder|vrij|zater|zon|mon|tues|wednes|thurs|fri|satur|sun)da[gy]|(?:ma|di|wo|do|vr|za"
    r"|zo)\b)",
    re.IGNORECASE,
)
"""A weekday."""
MONTH = re.compile(
    r"\b(?:jan|feb|m(?:aa)?rt|march|apr|mei|may|jun|jul|aug|sep|o[kc]t|nov|de[ck]|najaar|voorjaar|zomer|winter"
    r"|herfst|lente"
    r"|spring|autumn|summer|fall|q[1-4]\b|kwartaal|quarter|studiejaar|academic|collegejaar|eind 20|begin 20|in 20)",
    re.IGNORECASE,
)
"""A month, season or year, near enough."""
FURTHER_ON = re.compile(
    r"\W*(?:daarna|vervolgens|aansluitend|tot slot|daarnaast|afterwards|after that|then)\b", re.IGNORECASE
)
"""Begins a sentence on what comes after the meetings before it."""
OF_ALL = re.compile(
    r"\b(?:alle|all|onderstaande|genoemde) (?:[\w-]+ )?(?:data|datums|dates)\b[^.;]{0,30}\b(20[0-4]\d)\b", re.IGNORECASE
)
"""Says of which year the dates on the page are."""
CLOCK = re.compile(r"\d ?(?:[.:]\d\d|u\b|u\d\d|uur|h\b|[ap]\.?m\b)", re.IGNORECASE)
"""A time of day, near enough."""
CLOCKS = re.compile(
    r"\D{0,12}\d{1,2}[.:u]\d\d ?(?:uur|h)?\W{1,4}(?:tot )?\d{1,2}[.:u]\d\d\W*(?:uur|u|h|hrs?)?", re.IGNORECASE
)
"""A line that is nothing but a pair of times."""
MOMENT = re.compile(r"\W*(?:om |at |aanvang:? )?\d{1,2}[.:u]\d\d ?(?:uur|u|h)?\W*", re.IGNORECASE)
"""A line that is nothing but a time."""
QUOTES = frozenset('“”„«‘"')
"""Begin what someone said of the course."""
LESSONS = "lesdata"
"""Label given to lines and rows that are the meetings of one run."""
MAX_LISTED = 300
"""Characters of a sentence in which a list of days begins."""
MAX_TOLD = 200
"""Characters of a sentence in which times of day are looked for."""
MEETS = re.compile(
    r"\b(?:van|from|tussen|between|telkens|steeds)\b|avond|middag|ochtend|evening|afternoon|morning"
    r"|each day|every day|per dag|elke dag|iedere dag|dagelijks|daily",
    re.IGNORECASE,
)
"""Beside times of day: those of the meetings."""
LINE = 90
"""A line that is nothing but a date has fewer characters."""
MEETINGS = 3
"""Lines from which on numbered meetings count as one run."""
MAX_MEETINGS = 40
"""Lines of meetings that are read."""
Words = Iterator[tuple[str, Witness, str | None]]
"""Words on dates, their witness, and the place that stands beside them."""


def spoken(view: View) -> Words:
    """Yield the words on dates in headings, on lines of their own, and in prose up to the first that name days."""
    for block in view.blocks:
        if block.level and YEAR.search(block.text) and prose.may_speak_of("sessions", block.text) and block.level <= 3:
            yield block.text, Witness(block.text, "heading"), None
    meetings = list(_meeting_lines(view))
    told = list(_paragraphs(view))
    yield from meetings or lines(view)
    if len(told) > 1 and all(_numbers(plain(words)) for words, _, _ in told):  # theory here, practice there
        words = "\n".join(words for words, _, _ in told)
        told = [(words, Witness(words, "text", told[0][1].year, LESSONS), None)]
    yield from told


def _paragraphs(view: View) -> Words:
    """Yield what each paragraph says of runs, from the first that names days to the one behind it."""
    begun: int | None = None
    for at, group in groupby(view.sentences, key=lambda sentence: sentence.block):
        if begun is not None and at > begun + 1:
            return
        if len(view.blocks[at].text) < LINE and _is_posted(view, view.blocks[at].text):
            continue
        texts = [sentence.text for sentence in group]
        if any(map(FIGURE.search, texts)) and is_of_else(view, at):
            continue
        words = "" if view.blocks[at].text[:1] in QUOTES else _told(texts)
        if words:
            begun = at if names_day(words) else begun
            yield words, Witness(words, "text", year_above(view, at) or _year_told(view, at, words)), None


def _year_told(view: View, at: int, words: str) -> int | None:
    """Find the year that the paragraph, or one of the two before it, speaks of ("In 2027 geven wij deze cursus …")."""
    if YEAR.search(words) or not DAY.search(words):
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


def year_of_all(view: View) -> int | None:
    """Find the year of which a sentence says that all dates on the page are."""
    return next((int(found[1]) for s in view.sentences if (found := OF_ALL.search(s.text[:MAX_LISTED]))), None)


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
            if told or (kept and CLOCK.search(text) and prose.speaks_of("told_times", text)):
                kept.append(text[: prose.MAX_SENTENCE])
    return " ".join(kept) if any(map(_names_date, kept)) else ""


def listings(view: View) -> Iterator[str]:
    """Yield the sentences that list several days of meetings."""
    for sentence in view.sentences:
        if len(FIGURE.findall(sentence.text[:MAX_LISTED])) > 2 and DAY.search(sentence.text[:MAX_LISTED]):
            text = sentence.text[: prose.MAX_SENTENCE]
            if prose.speaks_of("sessions", text) and not is_of_else(view, sentence.block):
                yield text


def timed_lines(view: View) -> Iterator[str]:
    """Yield short lines with a day and times, or a day whose times stand on the next line."""
    for n, block in enumerate(view.blocks):
        if len(block.text) < LINE and DAY.search(block.text):
            following = view.blocks[n + 1].text if n + 1 < len(view.blocks) else ""
            if CLOCK.search(block.text):
                yield block.text
            elif len(following) < LINE and (CLOCKS.match(following) or MOMENT.fullmatch(following)):
                yield f"{block.text}, {following}"


def told_times(view: View) -> Iterator[str]:
    """Yield the sentences that give times of day for the meetings, and no date."""
    for block in view.blocks:
        if len(block.text) < 20 and CLOCKS.fullmatch(block.text):
            yield block.text
    for sentence in view.sentences:
        text = sentence.text[:MAX_TOLD]
        if CLOCK.search(text) and MEETS.search(text) and prose.speaks_of("told_times", text):
            yield text


def _names_date(text: str) -> bool:
    """Tell whether a sentence names a day, or a month or season with a year."""
    return bool(DAY.search(text)) or (bool(MONTH.search(text)) and prose.speaks_of("open_start", text))


def names_day(text: str) -> bool:
    """Tell whether a text names a day at all."""
    return bool(read_dates(text[: prose.MAX_SENTENCE]).sessions)


def lines(view: View, *, alone: bool = True) -> Words:
    """Lines that are nothing but a date: in a card, or close to the page's title; `alone`: elsewhere as well."""
    top = next((n for n, block in enumerate(view.blocks) if block.level == 1), 0)
    listed = _listed(view) if alone else frozenset[int]()
    for n, block in enumerate(view.blocks):
        if len(block.text) >= LINE or not FIGURE.search(block.text):
            continue
        near = view.part or top - 4 <= n <= top + 8
        free = view.part and prose.may_speak_of("date_line", block.text)  # "Training 4 March 2027" on a card
        told = near and (free or prose.speaks_of("date_line", block.text))
        if (told or n in listed or (alone and _is_alone(block.text))) and not (
            _is_publication(view, block.text) or is_of_else(view, n)
        ):
            words = _headed(view, n)
            year = block.year or (year_of_all(view) if n in listed else None)
            yield words, Witness(words, "heading" if block.level else "text", year), None


def months(view: View) -> Words:
    """Yield lines right under the page's title that are nothing but a first and a last month."""
    top = next((n for n, block in enumerate(view.blocks) if block.level == 1), 0)
    for above, block in pairwise(view.blocks[top : top + 7]):
        text = block.text
        if above.text.endswith(":") or not prose.may_speak_of("range", above.text):
            continue  # the line above says what else the months are
        if len(text) < LINE and YEAR.search(text) and not DAY.search(text) and left_over(text) == []:
            words = re.sub(r"(?<=[a-z]{3}) ?/ ?(?=[a-z]{3})", " – ", text, flags=re.IGNORECASE)
            runs = read_dates(words).sessions
            if len(runs) == 1 and runs[0].precision == "month" and runs[0].end:
                yield words, Witness(text, "text"), None


def _headed(view: View, at: int) -> str:
    """Return a line with the one above it where that says what the date is for ("Payment deadline:")."""
    above = view.blocks[at - 1].text if at else ""
    return f"{above} {view.blocks[at].text}" if above.endswith(":") and len(above) < LINE else view.blocks[at].text


def _listed(view: View) -> frozenset[int]:
    """Find the list items that are nothing but a day with a town, and how one takes part: one chooses between them."""
    found = [
        n
        for n, block in enumerate(view.blocks)
        if block.tag == "li" and len(block.text) < LINE and FIGURE.search(block.text) and DAY.search(block.text)
        if prose.may_speak_of("date_line", block.text) and _names_choice(block.text) and not is_of_else(view, n)
    ]
    return frozenset(found if len(found) > 1 else ())


def _names_choice(text: str) -> bool:
    """Tell whether a line names a day and besides nothing but a town, a form or whether there are places."""
    left = left_over(TOWN.sub("", text))
    return left is not None and BESIDE_CHOICE.issuperset(left)


def _is_alone(text: str) -> bool:
    """Tell whether a line is nothing but a date with its weekday or times, or several: a post shows neither."""
    if not DAY.search(text) or left_over(TOWN.sub("", text)) != []:
        return False
    runs = read_dates(text).sessions
    return (
        any("T" in (run.start or "") or run.end or run.days for run in runs)
        or len(runs) > 1
        or bool(WEEKDAY.search(text))
    )


def _meeting_lines(view: View) -> Words:
    """Lines that follow each other and number the meetings of one course ("24-03-2027 les 1", "21-04-2027 les 2")."""
    group: list[int] = []
    told = False
    for n, block in enumerate([*view.blocks, None]):
        if block is not None and len(block.text) < LINE and not block.level and _is_meeting(block.text):
            group.append(n)
            continue
        lines = [view.blocks[at].text for at in group]
        numbers = [_numbers(plain(line)) for line in lines]
        apart = len(set().union(*numbers)) >= 2 or sum(bool(KIND.search(plain(line))) for line in lines) >= 2
        counted = len(group) >= MEETINGS or all(numbers)
        if ((counted and apart) or _announced(view, group)) and not is_of_else(view, group[0]):
            further = block is not None and FURTHER_ON.match(block.text) and DAY.search(block.text)
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


def _numbers(line: str) -> set[str]:
    """Return what tells a meeting from the others on its line: its number, or its sort."""
    first = ORDINAL.match(line)
    return {m[0] for part in (PART, KIND) for m in part.finditer(line)} | ({first[0]} if first else set())


def _numbered_lines(view: View) -> list[str]:
    """Return the lines, wherever they stand, that are nothing but the number of a meeting and its day."""
    found: dict[str, str] = {}
    for block in view.blocks:
        number = PART.match(plain(block.text)) if len(block.text) < LINE and DAY.search(block.text) else None
        if number and left_over(block.text[number.end() :]) == []:
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
    return prose.speaks_of("date_line", rest) or (bool(rest) and left_over(rest) == [])


def _is_posted(view: View, text: str) -> bool:
    """Tell whether a line is nothing but the day on which the page was published or changed."""
    return bool(DAY.search(text)) and left_over(text) == [] and _is_publication(view, text)


def _is_publication(view: View, text: str) -> bool:
    """Tell whether a date is the day on which the page was published, changed or shown."""
    meta = view.embedded.meta
    stamps = {meta.get(f"article:{kind}_time", "")[:10] for kind in ("published", "modified")}
    stamps |= {
        thing.text(key)[:10] for thing in view.embedded.of(*ARTICLES) for key in ("datePublished", "dateModified")
    }
    if view.seen:
        stamps.add(view.seen.isoformat())
    found = read_dates(text, seen=view.seen).sessions
    return any((session.start or "-")[:10] in stamps for session in found)


ARTICLES = ("Article", "NewsArticle", "BlogPosting", "WebPage")
"""schema.org types that carry a day of publication."""


def is_time(words: str) -> bool:
    """Tell whether words name times of day and no day."""
    return len(words) < LINE and read_times(words) is not None


def year_above(view: View, at: int) -> int | None:
    """Find a year in the headings above a block, the nearest first."""
    for heading in reversed(view.blocks[at].headings):
        years = set(YEAR.findall(heading))
        if len(years) == 1:
            return int(years.pop())
    return None
