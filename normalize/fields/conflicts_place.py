"""Where a page contradicts itself about where the course is, quoting both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, islice
from typing import NamedTuple

from normalize.course import Course, Reason
from normalize.fields import claims, dated_lines, prose
from normalize.fields.conflicts_sides import Pairs, names_another, quoted
from normalize.fields.elsewhen import is_of_else
from normalize.fields.embedded_places import place_words
from normalize.fields.locations import telling
from normalize.fields.places import IN_ITS_TOWN, IN_TOWN, POSTAL, QUARTER, only_towns, towns_in
from normalize.page.embedded import Thing
from normalize.page.statements import Statement
from normalize.page.text import fold
from normalize.page.view import View

LINES = 6
"""Lines under a heading for the place in which its address is looked for."""
MOST = 12
"""Places that are compared."""
WITH_COUNTRY = re.compile(r",? ?\(?(?:The Netherlands|Netherlands|Nederland|NL|Belgium|België)\)?$")
"""The country behind a town."""
LEAD = re.compile(
    r"^\W*(?:(?:(?:schrijf|meld) je (?:nu )?(?:in|aan)|inschrijven|aanmelden|boek(?: je plek)?|reserveer|register"
    r"|sign up|enrol|book(?: your place)?|in|te|voor|for|locatie|plaats|venue|location|place|adres|address"
    r"|(?:het )?centrum van|(?:the )?cent(?:re|er) of|hartje|downtown)\b[\s:–-]*)+",
    re.IGNORECASE,
)
"""Begins a line or a button, before the town."""
AROUND = re.compile(rf"(?:{QUARTER}|-Stad)\b| \((?:centrum|city cent(?:re|er))\)", re.IGNORECASE)
"""Which part of a town is meant."""
COMES = re.compile(
    r"^\W*(?:volg|leer|kom|doe|ga|take|follow|join|learn|come|study)\b.{0,80}\b(?:in|naar|to|te) ", re.IGNORECASE
)
"""Begins a sentence of a summary on what one does, and where."""
REGION = re.compile(r"^\W*(?:omgeving|nabij|bij|region|near)\b|\bregio\b", re.IGNORECASE)
"""A place that is left open, about a town."""
ONLINE = frozenset(("online", "volledig online", "geheel online", "fully online", "100 online", "online via zoom"))
"""What stands under the label of the place of a course that is in no room."""
CALLED = "deze cursus"
"""What a course's name is read as in a sentence."""


OF_DAY = re.compile(r"^\W*(?:dag|day|deel|part|module|les|groep|group) \w{1,5}\b", re.IGNORECASE)
"""Begins a line on one of several days."""
GENERIC = re.compile(
    r"(?:(?:les|cursus|trainings?|opleidings?|course |training )?(?:locatie|plaats|adres|location|venue|address)s?"
    r"(?: en tijd| and time)?|waar|where|place|stad|city|vestiging|op locatie)(?: .{2,25})?"
)
"""A label of the place of the course."""


BESIDE = re.compile(
    r"\b(?:ook|also|weer|again|volgende?|next|tweede|derde|second|third|andere|other|groep|group|najaar|voorjaar|autumn"
    r"|spring|excursi\w*|field trip|(?:praktijk|veld|buiten|theorie|rij)-?(?:dag|les|training)\w*|practical day"
    r"|examen\w*|exam\w*|docent\w*|trainers?|teachers?|lecturers?|kantoor|office|universiteit|university|hogeschool)\b",
    re.IGNORECASE,
)
"""In a sentence that may tell of another place than where the course is."""


class Told(NamedTuple):
    """A place of the page that says where the course is."""

    words: str
    towns: frozenset[str]


def place_conflicts(view: View, course: Course) -> Iterator[Reason]:
    """Compare what the page says at its several places of where the course is."""
    for first, second in islice(_compared(view, course), 1):
        yield Reason(code="conflict_location", text=quoted(first, second))


def _compared(view: View, course: Course) -> Pairs:
    """Compare all that says where the course is, each with each other, where no list of places holds both."""
    told = list(islice(_told(view, course), MOST))
    if len({one.towns for one in told}) < 2:
        yield from _online(view, course, told)
        return
    lists = [one.towns for one in told if len(one.towns) > 1]
    lists.append(frozenset().union(*(towns_in(run.location or "") for run in course.sessions)))
    for one, two in combinations(told, 2):
        if one.towns.isdisjoint(two.towns) and not any(one.towns | two.towns <= towns for towns in lists):
            yield one.words, two.words


def _told(view: View, course: Course) -> Iterator[Told]:
    """Yield what says where the course is, the record first."""
    runs = [run.location or "" for run in course.sessions] if len(course.sessions) == 1 else []
    if any(REGION.search(words) for words in (course.location or "", *(s.text for s in view.under("location")))):
        return
    found = course.evidence.get("location")
    sure = found and (found.method != "text" or not any(run.location for run in course.sessions))
    own = course.location if course.location and sure else ""
    for words in (own, *runs, *_labelled(view), *_said(view, course), *_next_best(view, own), *_embedded(view)):
        towns = towns_in(words) if words else set()
        if towns:
            yield Told(words, frozenset(towns))


def _labelled(view: View) -> Iterator[str]:
    """Yield what stands under a label for the place, with its town."""
    for statement in view.under("location"):
        if statement.blocks and not statement.row and GENERIC.fullmatch(fold(statement.label)):
            yield from () if is_of_else(view, statement.blocks[0]) else _places_of(statement)


def _places_of(statement: Statement) -> Iterator[str]:
    postal = next((line for line in statement.lines[:LINES] if POSTAL.search(line)), "")
    if postal:
        yield postal
    elif (statement.method in ("label", "table") and len(towns_in(statement.text)) == 1) or (
        statement.method == "heading" and prose.speaks_of("own_place", statement.text)
    ):
        yield statement.text


def _said(view: View, course: Course) -> Iterator[str]:
    """Yield what titles, summaries, lines, buttons, answers and sentences say of where the course is."""
    for claim in claims.claims(view):
        if claim.field in ("", "location") and towns_in(claim.words):
            field, words = claims.told_by_label(claim.words)
            label = fold(claim.words.partition(":")[0]) if field == "location" else "where"
            if OF_DAY.search(words) or not GENERIC.fullmatch(label):
                continue
            told = claim.field or field == "location"
            told = told or (claim.place in ("summary", "line") and _is_own(words, course))
            if told or (not field and claim.place != "summary" and _names_place(words, claim.place, course)):
                yield claim.words
    told_here = (s for s in prose.told(view, "own_place") if not is_of_else(view, s.block))
    yield from (s.text for s in told_here if _is_own(s.text, course))
    dated = len(course.sessions) == 1 and bool(view.under("location"))
    lines = [words for words, _, _ in dated_lines.lines(view, alone=False)] if dated else []
    yield from (words for words in lines if len(towns_in(words)) == 1 and not OF_DAY.search(words))


def _next_best(view: View, own: str) -> Iterator[str]:
    """Yield the first sentence from which the place would be read, were it not told elsewhere."""
    told = (words for words in telling(view) if own and own not in words and len(towns_in(words)) == 1)
    yield from islice((words for words in told if not BESIDE.search(words)), 1)


def _names_place(words: str, place: str, course: Course) -> bool:
    """Tell whether a title, a line or a button, or a part of it, is nothing but a place, or a title ends in one."""
    if place == "line" and ": " in words:
        return False  # under a label of something else
    rest = words if towns_in(course.title) else claims.renamed(words, course.title)
    whole = LEAD.sub("", AROUND.sub("", rest))
    parts = [] if words.endswith(".") else claims.facts(rest)
    places = [WITH_COUNTRY.sub("", LEAD.sub("", AROUND.sub("", part))) for part in (rest, *parts)]
    if any(only_towns(part) or IN_ITS_TOWN.fullmatch(part) for part in places) or POSTAL.match(whole):
        return True
    found = IN_TOWN.search(rest) if place == "title" else None
    return found is not None and not rest[found.end() :].strip(" |–-)")


def _is_own(words: str, course: Course) -> bool:
    """Tell whether a sentence says in which town the course itself is."""
    told = claims.renamed(words, course.title, CALLED)
    named = told.startswith(CALLED) and IN_TOWN.search(told) is not None
    return named or COMES.match(told) is not None or prose.speaks_of("own_place", told)


def _online(view: View, course: Course, told: list[Told]) -> Pairs:
    """Compare a label by which the course is in no room with the town that is told elsewhere."""
    labelled = [s.text for s in view.under("location")]
    if labelled and all(fold(words) in ONLINE for words in labelled):
        yield from (
            (labelled[0], one.words)
            for one in told
            if not prose.speaks_of("partly_online", one.words) and not names_another(view, one.words)
        )


def _embedded(view: View) -> Iterator[str]:
    """Yield the places that the embedded data gives the course and its runs."""
    thing = view.thing
    if thing is None:
        return
    runs = [run for run in thing.many("hasCourseInstance")[:50] if isinstance(run, dict)]
    places = [place for run in runs for place in Thing(frozenset(), run, thing.syntax).many("location")]
    yield "; ".join(dict.fromkeys(place_words(place) for place in (*thing.many("location"), *places)))
