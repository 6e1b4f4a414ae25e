"""Where a page contradicts itself about how long the course takes, quoting both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from math import ceil

from normalize.course import Course, Duration, Reason, Session, Unit
from normalize.fields import claims, prose
from normalize.fields.conflicts_counts import does_not_add_up, hours_between, numbered
from normalize.fields.conflicts_sides import names_another, quoted
from normalize.fields.days import has_day
from normalize.fields.elsewhen import after_others, is_of_else
from normalize.fields.lengths import spoken_lengths
from normalize.fields.runs import Runs
from normalize.page.text import fold, sentences
from normalize.page.view import View
from normalize.values.durations import read_duration

WHOLE = re.compile(r"\b(?:cursus|opleiding|training|course|workshop)", re.IGNORECASE)
"""A length beside the content must be of the whole course."""
OF_PARTS = re.compile(
    r"\b(?:modules?|delen|blokken|fasen|parts|blocks|units|phases|keer|times) (?:van|of|à)\b", re.IGNORECASE
)
"""Before the length of each of several parts."""
DEEP = 2
"""Headings below the title from which on a line may be on something that one of them names."""
LINE = 120
"""Characters of a line beside the content."""
MORE = 8
"""Characters behind a length from which on there may be another."""
FIRST = 30
"""Characters from where the first length begins, among which its end is."""
SEVERAL = 600
"""Characters of what was read that are parted into sentences."""
MAX_TOLD = 300
"""Characters of a sentence in which a length is looked for."""
OWN_COUNT = re.compile(
    r"\b(?:cursus|opleiding|training|workshop|leergang|course|programme|workshop) (?:bestaat uit|omvat|telt|heeft"
    r"|consists of|comprises|has)\b|^\W*in \w+ (?:\w{0,9}dagen|\w{0,9}avonden|ochtenden|middagen|dagdelen|\w{0,9}lessen"
    r"|bijeenkomsten) (?:leer|ontdek|oefen|maak|word)\b",
    re.IGNORECASE,
)
"""Before the number of meetings that a sentence announces."""
SCALES = {
    "hour": ("hour", 1.0), "day": ("day", 1.0), "half_day": ("day", 0.5), "week": ("week", 1.0),
    "month": ("month", 1.0), "year": ("month", 12.0), "session": ("session", 1.0),
}  # fmt: skip
"""What units of length can be compared, and how many of what one is."""
LASTS = re.compile(
    r"\b[\w-]*(?:cursus|opleiding|training|workshop|leergang|scholing|course|programme)\b.{0,30}\b(?:duurt|lasts|takes)"
    r" (?:in totaal )?$|\b(?:deze|this|onze|our) $"
)
"""Right before the length of the whole course, in lower case."""
MAX_BEFORE = 120
"""Characters before a length that are looked at."""
RANGE = re.compile(r"\d ?(?:-|–|of|or|tot|to|à|a) ?\d|\b(?:of|or|tot) (?:drie|vier|vijf|three|four)\b", re.IGNORECASE)
"""A length that is left open between two."""
FURTHER = re.compile(
    r"\b(?:(?:daarop)?volgende|overige|resterende|andere|remaining|following|other) \w+ \w+", re.IGNORECASE
)
"""The length told is of what comes after something else."""
NAMED = re.compile(r"\b(?:[Cc]ursus|[Tt]raining|[Oo]pleiding|[Ww]orkshop|[Cc]ourse|[Mm]odule) ([A-Z][\w-]+)")
"""A course by its name."""
CALLED = "deze cursus"
"""What a course's name is read as in a sentence."""
GENERIC = re.compile(
    r"(?:totale |total )?(?:cursus|opleidings?|trainings?|tijds|workshop|studie|course |training |programme )?"
    r"(?:duur|looptijd|lengte|duration|length)(?: (?:van|of) (?:de|deze|het|the|this) \w+)?|hoe lang(?: duurt .{3,20})?"
    r"|how long(?: .{3,20})?|tijd|time"
)
"""A label of the length of the whole course."""
ISO_LENGTH = re.compile(r"P(?:(\d{1,3})([YMWD])|T(\d{1,4})H(?:0+M)?)(?:T0+H)?")
ISO_UNITS: dict[str, Unit] = {"Y": "year", "M": "month", "W": "week", "D": "day"}


def length_conflicts(view: View, course: Course, runs: Runs) -> Iterator[Reason]:
    """Compare the lengths of the course that stand at different places, and its length with its days."""
    own = course.duration
    if own is None:
        return
    chosen = course.evidence["duration"].text if "duration" in course.evidence else own.text
    ranged = RANGE.search(own.text)
    sentence = next((words for words in sentences(chosen[:SEVERAL]) if own.text in words), chosen)
    longer = len(sentence) > len(own.text) + MORE
    several = longer and not ranged and any(_differ(own, one) for one in _lengths_in(sentence))
    part = several or FURTHER.search(chosen[:MAX_TOLD]) or names_another(view, chosen)
    for words, other in () if part else _said(view, course, chosen):
        variants = ("€" in chosen and "€" in words) or (ranged and own.value <= other.value)
        if _differ(own, other) and not variants:
            yield Reason(code="conflict_duration", text=quoted(chosen, words))
            return
    between = hours_between(course, own, chosen)
    pairs = chain(
        does_not_add_up(view),
        between,
        numbered(view, own, sure=not (part or ranged) and _is_sure(view, course, own, chosen)),
    )
    for first, second in islice(pairs, 1):
        yield Reason(code="conflict_duration", text=quoted(first, second))
        return
    counted = any(note == "announced_count_differs" for note, _ in runs.notes)
    days = "" if counted else _days_differ(view, course, own, chosen)
    if days:
        yield Reason(code="conflict_duration", text=quoted(chosen, days))


def _said(view: View, course: Course, chosen: str) -> Iterator[tuple[str, Duration]]:
    """Yield what else says how long the course is, each naming one length of a sort."""
    for words in _words_said(view, course, chosen):
        lengths = _lengths_in(words) if words not in chosen and not OF_PARTS.search(words) else []
        if lengths and _is_single(lengths) and not RANGE.search(words[: FIRST + words.find(lengths[0].text)]):
            yield words, lengths[0]
    yield from _embedded_lengths(view)


def _is_single(lengths: list[Duration]) -> bool:
    """Tell whether no two lengths are of one sort."""
    return len({SCALES[one.unit][0] for one in lengths if one.unit in SCALES}) == len(lengths)


def _lengths_in(words: str) -> list[Duration]:
    """Return the lengths that words name, without that over which they are spread."""
    lower = prose.patterns("spread")[0].sub(" ", words[:MAX_TOLD].lower().replace("half-day", "half day"))
    found = (read_duration(one[0]) for one in prose.patterns("lengths")[0].finditer(lower))
    return [one for one in found if one]


def _words_said(view: View, course: Course, chosen: str) -> Iterator[str]:
    """Yield the words that say how long the course is."""
    name = course.title
    for claim in claims.claims(view):
        if claim.field not in ("", "duration") or not prose.may_tell("lengths", claim.words):
            continue
        field, words = claims.told_by_label(claim.words)
        asked = claim.field or field == "duration"
        parts = [words] if asked else []
        if not asked and not field:
            facts = claims.facts(words if words == name else claims.renamed(words, name))
            parts = [part for part in facts if prose.speaks_of("length_fact", part)]
        if parts and _is_single(_lengths_in(words)):
            yield from parts
        told = claim.place == "title" and prose.speaks_of("title_length", words)
        if told or (claim.place in ("summary", "line") and _is_own(view, claims.renamed(words, name, CALLED))):
            yield words
    apart = view.once(after_others)
    labelled = (
        s for s in view.under("duration") if len(s.lines) == 1 and not s.row and GENERIC.fullmatch(fold(s.label))
    )
    labelled = (s for s in labelled if not (is_of_else(view, s.blocks[0]) or s.blocks[0] in apart))
    others = {s.lines[0] for s in labelled if s.blocks and s.lines[0] not in chosen}
    yield from (words for words in others if len(others) == 1)  # of more each is of a part
    said = (sentence.text for sentence in view.holding(prose.hints_of("own_length")))
    yield from (words for words in said if _is_own(view, claims.renamed(words, name, CALLED)))
    zone = next((b.zone for b in view.blocks if chosen[:80] in b.text), "main")
    beside = [s.text for s in view.sentences if view.blocks[s.block].zone != zone and len(s.text) < LINE]
    wholes = {words for words in beside if WHOLE.search(words)}
    yield from (s.text for s in (prose.on(view, "duration") if wholes else ()) if s.text in wholes)
    yield from _next_best(view, course)


def _is_own(view: View, words: str) -> bool:
    """Tell whether a sentence says how long the course itself takes."""
    if not prose.speaks_of("own_length", words):
        return False
    named = NAMED.search(words[:MAX_TOLD])
    return named is None or fold(named[1]) in fold(" ".join(claims.titles(view)))


def _next_best(view: View, course: Course) -> Iterator[str]:
    """Yield the sentence from which the length had been read, were it not told elsewhere.

    A length that is read from a sentence itself must surely be that of the whole course.
    """
    evidence, own = course.evidence.get("duration"), course.duration
    if evidence is None or own is None:
        return
    chosen, spoken = evidence.text, evidence.method == "text"
    if spoken and not _is_sure(view, course, own, chosen):
        return
    under = {n for s in view.under("duration") if chosen in s.text for n in s.blocks}
    passed = spoken
    for _, sentence in spoken_lengths(view, course.title):
        words, at = sentence.text, sentence.block
        if words in chosen or view.blocks[at].cell or is_of_else(view, at):
            continue
        if at in under:
            passed = True
        elif at not in view.once(after_others):
            alone = len(view.heads(at)) < DEEP and prose.speaks_of("length_fact", words)
            yield from (words,) if not passed or alone or _is_own(view, words) else ()
            return


def _embedded_lengths(view: View) -> Iterator[tuple[str, Duration]]:
    """Yield the length that the embedded data gives, in ISO 8601 or in words."""
    for name in ("timeRequired", "duration"):
        words = view.thing.text(name) if view.thing else ""
        length = _iso_length(words) or (read_duration(words) if words else None)
        if length:
            yield f"{name} {words}", length


def _iso_length(words: str) -> Duration | None:
    """Read an ISO 8601 length of one unit."""
    found = ISO_LENGTH.fullmatch(words.strip())
    if found is None:
        return None
    return Duration(value=float(found[1] or found[3]), unit=ISO_UNITS.get(found[2], "hour"), text=words)


def _days_differ(view: View, course: Course, own: Duration, chosen: str) -> str:
    """Return the words of a run that has more or fewer days than the course is said to take; "" where none has."""
    counts = {len(session.days) for session in course.sessions}
    count = next(iter(counts)) if len(counts) == 1 else 0
    if prose.speaks_of("beside_days", " ".join(s.text for s in course.sessions) + " " + chosen):
        return ""
    sure = _is_sure(view, course, own, chosen)
    whole = own.unit in ("day", "session") and ceil(own.value) != count
    unlike = own.value < count if own.unit == "half_day" else whole
    if own.value == sum(len(session.days) for session in course.sessions):
        return ""  # of its parts together
    editions = count > own.value and count % own.value == 0 and own.value > 1  # of several, taken for one
    beside = any(has_day(b.text) and prose.speaks_of("beside_days", b.text) for b in view.blocks if unlike and sure)
    if count > 1 and sure and unlike and not editions and not beside:
        return course.sessions[0].text
    for session in course.sessions:
        if own.unit == "day" and not session.days and 1 < _span(session) < own.value:
            return session.text
    return ""


def _is_sure(view: View, course: Course, own: Duration, chosen: str) -> bool:
    """Tell whether the length is surely that of the whole course: by its label, its sentence or the title."""
    if course.evidence["duration"].method in ("label", "table", "heading") or OWN_COUNT.search(chosen):
        return True
    lower = own.text.lower()
    if lower in claims.first_heading(view).lower() and prose.speaks_of("title_length", own.text):
        return True
    before = chosen.lower().partition(lower)[0]
    return prose.speaks_of("own_length", chosen) or LASTS.search(before[-MAX_BEFORE:]) is not None


def _span(session: Session) -> int:
    """Count the days from the first to the last of a run, 0 where one of them is open."""
    if session.precision != "day" or not session.start or not session.end:
        return 0
    return (date.fromisoformat(session.end[:10]) - date.fromisoformat(session.start[:10])).days + 1


def _differ(one: Duration, two: Duration) -> bool:
    """Tell whether two lengths can be compared and are not the same."""
    first, second = SCALES.get(one.unit), SCALES.get(two.unit)
    if first is None or second is None or first[0] != second[0] or min(one.value, two.value) <= 0:
        return False
    return abs(one.value * first[1] - two.value * second[1]) > 0.01
