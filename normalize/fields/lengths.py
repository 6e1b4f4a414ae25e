"""How long the course takes: words under labels, in sentences, in the title, in the embedded data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from normalize.course import Duration
from normalize.fields import prose
from normalize.fields.witness import Witness
from normalize.page.statements import Statement
from normalize.page.text import fold
from normalize.page.view import Sentence, View
from normalize.values.duration_words import ASIDE
from normalize.values.durations import read_duration, read_iso
from normalize.values.times import find_times
from normalize.values.words import NUMBERS, plain

MAX_WORDS = 1500
"""Characters handed to the value module at once."""
OFTEN = re.compile(r"\b(?:weekly|wekelijks|per week)\b", re.IGNORECASE)
"""Says that so much comes back every week."""
HOURS = re.compile(r"(?:course |training |les|cursus)?(?:hours|uren|tijden|times)")
"""A label of times of day as well as of lengths."""
EACH = re.compile(r"\b(?:each|every|elke?|iedere?|per)\b", re.IGNORECASE)
"""Says that hours are those of one meeting among others."""
FACTS = re.compile(r"\s+[|·•]\s+")
"""What parts the facts in one heading ("Summer School 2027 | 2 weeks | July")."""
PART = re.compile(
    r"(?:module|blok|block|deel|part|fase|phase|les|lesson|dag|day|week|dagdeel|bijeenkomst|sessie|session|stap"
    r"|step|unit"
    r"|onderdeel|thema|theme)s? ?(?:[1-9]|[a-f]\b|een|one|i{1,3}\b)",
    re.IGNORECASE,
)
"""Begins a heading over a part of the course."""
LONG = ("week", "month", "year")
"""Units in which no meeting is measured."""
SENTENCE = 400
"""Characters of a sentence that are read at once."""
OPENING = 600
"""Characters of a line that are read before the rest of it."""
OTHERS = re.compile(
    r"\b(?:de|een|onze|die|the|a|our|in) (?:[\w-]+ ){0,2}?((?:vervolg|verdiepings|herhalings|opfris|gevorderden"
    r"|follow-up "
    r"|refresher )-?(?:cursus|training|opleiding|module|workshop|masterclass|leergang|traject|course|programme)\w*"
    r"|verdieping)\b"
)
"""Names of other courses, unless a word of the title stands beside it."""
NAMING = re.compile(r"\b(?!(?:cursus|training|opleiding|workshop|course)\b)[a-zà-ÿ]{5,}")
"""A word by which a title, in lower case, names its course."""
LASTS = re.compile(r"\b(?:duurt|duren|lasts?|takes?|beslaat|beslaan)\b")
"""Behind what takes so long."""
CLAUSE = re.compile(r"[,;:.()?!]|\b(?:en|and|maar|but|want|omdat|dat|die|that|which)\b")
"""Parts what is said before it."""
NO_SUBJECT = re.compile(r"\W*(?:in|na|voor|bij|op|met|door|over|with|for|on|after|per|zo|dan|hoe|how)\b")
"""Begins a clause whose subject stands behind its verb."""
SUBJECT = re.compile(
    r"\b(?:de|het|een|the|an?|elke?|iedere?|each|every|onze|ons|our|die|deze|dit|this) "
    r"((?:(?!(?:van|of|voor|for|in|op|met|tot|to|naar|over|on|bij|at)\b)[\w'’-]+ ){1,4})"
)
"""A thing named before the verb, up to what it is of."""
ASKED = 120
"""Characters of a question that are read."""
LOAD = re.compile(
    r"\b(?:studie(?:last|belasting|omvang|uren|uur)\w*|sbu|\w*belasting|tijds?(?:investering|besteding)|workload|effort"
    r"|study (?:load|hours|time)|time (?:investment|commitment))\b"
)
"""Words of how much work the course is, which may not be how long it takes."""
COUNTED = re.compile(
    r"(?:(?:totaal )?(?:aantal|number of|total number of|duur|duration|lengte|length|omvang) (?:in )?)?(.+)"
)
"""A label that names what is counted ("aantal dagen", "duur in weken")."""
COUNTS = re.compile(
    r"(?:(?:les|cursus|trainings|opleidings|contact|studie)?(?:dagen|avonden|middagen)|bijeenkomsten|lessen|sessies"
    r"|sessions"
    r"|(?:course|training|teaching)? ?days)"
)
"""A label of days that may be their number as well."""
NAMED = re.compile(r"(?:daagse?|weekse|jarige?|maandse)\b|[- ](?:day|week|month|year)[ -]")
"""In words that name a course by its length ("tweejarige opleiding")."""
ITEM_ASIDE = re.compile(r"[^\W\d].*\((?:ca\.? ?|circa |ongeveer |about )?\d[^()]{1,30}\)\W*$", re.IGNORECASE)
"""An item that ends with a number in brackets."""
NUMBER = re.compile(
    rf"\W*((?:\d{{1,3}}(?:[.,]\d)?|{'|'.join(NUMBERS)})(?: ?(?:-|–|a|à|of|tot|to|or) ?\d{{1,3}})?)\W*", re.IGNORECASE
)
"""A value that is nothing but a number, or two."""


def read_length(view: View, title: str) -> tuple[Duration, Witness] | None:
    """Find how long the course takes; how much work it is, or a day of it, counts only where nothing tells that."""
    loads: list[tuple[Duration, Witness]] = []
    counts = [s for s in view.under("sessions") if NUMBER.fullmatch(s.text) and COUNTS.fullmatch(fold(s.label))]
    for statement in (*view.under("duration"), *counts):
        value = None if statement.method == "table" and _is_on_cookies(view, statement.blocks) else _labelled(statement)
        if value:
            labelled = value, Witness(statement.text[:400], statement.method, label=statement.label)
            if not LOAD.search(fold(statement.label)):
                return labelled
            loads.append(labelled)
    if found := _headed(view, "bare_length"):
        return found
    for value, sentence in spoken_lengths(view, title):
        is_load = LOAD.search(fold(sentence.text)) or find_times(plain(value.text))
        if value.unit == "hour" and is_load:
            loads.append((value, Witness(sentence.text, "text")))
        else:
            return value, Witness(sentence.text, "text")
    found = _headed(view, "duration_heading") or _titled(title) or next(iter(loads), None)
    return found or _named_by_length(view, title) or _embedded(view)


def spoken_lengths(view: View, title: str) -> Iterator[tuple[Duration, Sentence]]:
    """Yield the lengths of the course that sentences tell, the likeliest first."""
    for sentence in view.sentences if view.part else _by_weight(view):
        value = _spoken(sentence.text)
        if value is None or (not view.part and _is_of_else(view, sentence, title)):
            continue
        if not view.part and "min" in value.text and prose.speaks_of("minutes_aside", sentence.text):
            continue
        if value.unit not in LONG or not prose.speaks_of("elsewhen", title):
            yield value, sentence  # an evening on a study is not as long as the study


def _by_weight(view: View) -> list[Sentence]:
    """Return the sentences on how long something takes, last those on parts of the course (headings, items)."""
    return sorted(prose.on(view, "duration"), key=lambda s: (_is_headed_part(view, s), _is_item_aside(view, s)))


def _is_headed_part(view: View, sentence: Sentence) -> bool:
    """Tell whether a sentence stands under the heading of a part of the course."""
    return any(PART.match(head) for head in view.heads(sentence.block)[-1:])


def _is_item_aside(view: View, sentence: Sentence) -> bool:
    """Tell whether a sentence is an item of a list with a length in brackets behind it ("Reanimatie (14 uur)")."""
    return view.blocks[sentence.block].tag == "li" and bool(ITEM_ASIDE.search(sentence.text))


def _is_of_else(view: View, sentence: Sentence, title: str) -> bool:
    """Tell whether the length in a sentence is that of another course, of what follows this one, or of a story told."""
    text = sentence.text.lower()
    if prose.speaks_of("length_own", sentence.text):
        return False
    if OTHERS.search(text) and not any(word in text for word in NAMING.findall(title.lower())):
        return True
    if prose.speaks_of("length_of_else", sentence.text) or _of_a_part(text, title.lower()):
        return True
    head = view.blocks[sentence.block].header and view.blocks[sentence.block].cell  # of a row or a column
    if head or _is_on_cookies(view, (sentence.block,)):
        return True
    heads = view.heads(sentence.block)[-1:]
    if any(prose.speaks_of(name, head) for head in heads for name in ("length_apart", "apart_heading")):
        return True
    block = view.blocks[sentence.block].text
    before = block[: max(0, block.find(sentence.text))]
    return "?" in before[-3:] and prose.speaks_of("else_asked", before[-ASKED:])


def _named_by_length(view: View, title: str) -> tuple[Duration, Witness] | None:
    """Read the length by which a sentence that tells another as well names the course ("De driejarige opleiding")."""
    if view.part or prose.speaks_of("elsewhen", title):
        return None
    for sentence in prose.on(view, "own_length"):
        told = prose.patterns("own_length")[0].search(sentence.text[: prose.MAX_SENTENCE].lower())
        value = read_duration(told[0]) if told and NAMED.search(told[0]) else None
        if value and not _is_of_else(view, sentence, title):
            return value, Witness(sentence.text, "text")
    return None


def _of_a_part(text: str, title: str) -> bool:
    """Tell whether what lasts so long, by the words before "duurt", is something else than a course."""
    told = LASTS.search(text)
    clause = CLAUSE.split(text[: told.start()])[-1] if told else ""
    subject = SUBJECT.search(clause) if not NO_SUBJECT.match(clause) else None
    if subject is None:
        return False
    head = subject[1].split()[-1]
    return not (prose.speaks_of("whole", head) or head in title)


def _is_on_cookies(view: View, blocks: Sequence[int]) -> bool:
    """Tell whether cells of a table tell how long a cookie is kept."""
    tables = {cell[0] for n in blocks if (cell := view.blocks[n].cell)}
    return bool(tables) and any("cookie" in b.text.lower() for b in view.blocks if b.cell and b.cell[0] in tables)


def _titled(title: str) -> tuple[Duration, Witness] | None:
    """Read the length that the title tells."""
    told = any(prose.speaks_of(name, title) for name in ("duration", "duration_title"))
    value = _spoken(title) if told else None
    return (value, Witness(title, "heading")) if value else None


def _embedded(view: View) -> tuple[Duration, Witness] | None:
    """Read the length that the embedded data tells."""
    words = view.thing.text("timeRequired", "duration") if view.thing else ""
    value = (read_iso(words) or read_duration(words)) if words else None
    return (value, Witness(words, view.thing.syntax)) if value and view.thing else None


def _headed(view: View, name: str) -> tuple[Duration, Witness] | None:
    """Read the only heading below the title that speaks of a length."""
    parts = [part for b in view.blocks if b.level > 1 for part in FACTS.split(b.text)]
    headings = list({part: None for part in parts if prose.speaks_of(name, part)})
    value = read_duration(headings[0]) if len(headings) == 1 else None
    return (value, Witness(headings[0], "heading")) if value else None


def _labelled(statement: Statement) -> Duration | None:
    """Read what stands under a label of length; the label itself may say what is counted."""
    if HOURS.fullmatch(fold(statement.label)) and any(
        one.end for one in find_times(plain(statement.lines[0][:OPENING]))
    ):
        return None
    value = read_duration(statement.lines[0][:OPENING]) or read_duration(statement.text[:MAX_WORDS])
    counted, number = COUNTED.fullmatch(fold(statement.label)), NUMBER.fullmatch(statement.lines[0][:OPENING])
    if value is None and counted and number:
        value = read_duration(f"{number[1]} {counted[1].replace('sbu', 'uur')}")
    return value


@lru_cache(maxsize=prose.REMEMBERED)
def _spoken(text: str) -> Duration | None:
    """Read a length from a sentence; where it names several, the one that the sentence is about."""
    value = read_duration(text[:SENTENCE])
    if value or OFTEN.search(text):
        return value
    told = prose.patterns("duration")[0].search(text[: prose.MAX_SENTENCE].lower())
    value = read_duration(text[max(0, told.start() - 10) : told.end() + 70]) if told else None
    timed = value and value.unit == "hour" and (ASIDE.search(plain(text)) or EACH.search(text))
    return None if timed else value
