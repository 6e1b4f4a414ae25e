"""Where a page contradicts itself about where the course is, quoting both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, product

from normalize.course import Course, Reason
from normalize.fields import claims, dated_lines, prose
from normalize.fields.conflicts_sides import quoted
from normalize.fields.places import IN_ITS_TOWN, IN_TOWN, POSTAL, only_towns, place_words, towns_in
from normalize.page.embedded import Thing
from normalize.page.labels import read_label
from normalize.page.statements import Statement
from normalize.page.text import fold
from normalize.page.view import View


def place_conflicts(view: View, course: Course) -> Iterator[Reason]:
    """Compare what the page says at its several places of where the course is."""
    for compare in (_labelled, _beside_title, _told, _embedded):
        for first, second in compare(view, course):
            yield Reason(code="conflict_location", text=quoted(first, second))
            return


AFTER = 12
"""Lines after the title among which those with the place are."""
LINES = 6
"""Lines under a heading for the place in which its address is looked for."""
WITH_COUNTRY = re.compile(r",? ?\(?(?:The Netherlands|Netherlands|Nederland|NL|Belgium|België)\)?$")
"""The country behind a town."""
BEHIND = re.compile(r"\([^()]{3,40}\)\s*$|\s[–—|-]\s[^–—|]{3,40}$")
"""What stands behind a title, in brackets or parted by a dash."""
Pairs = Iterator[tuple[str, str]]
"""The two sides of contradictions."""


def _own(view: View, course: Course) -> list[str]:
    """Return all that is read or labelled as the place of the course or of one of its runs."""
    labelled = (s.text for s in view.under("location"))
    return [course.location or "", *(s.location or "" for s in course.sessions), *labelled]


def _labelled(view: View, course: Course) -> Pairs:
    """Compare the places of a course with one run: two labels at different places of the page, the run's own."""
    if len(course.sessions) > 1:
        return
    found = course.evidence.get("location")
    named = [s.text for s in view.sentences if found and found.text in s.text] if course.sessions else []
    surely = found is not None and (found.method != "text" or any(prose.may_speak_of("own_place", s) for s in named))
    for run in course.sessions if surely else ():
        towns, own = towns_in(run.location or ""), towns_in(course.location or "")
        if len(towns) == len(own) == 1 and towns.isdisjoint(own):
            yield run.location or "", course.location or ""
    places = [s for s in view.under("location") if not s.row and len(towns_in(s.text)) == 1]
    labelled = [s for s in places if s.method == "label" or any(map(POSTAL.search, s.lines[:LINES]))]
    headed = [s for s in view.under("location") if s.method == "heading"]
    answered = claims.answers(view, "where")
    told = [s for s in headed if prose.speaks_of("own_place", s.text) or any(map(s.text.startswith, answered))]
    for one, two in product(labelled[:4] + _rows(view), told[:2]):
        if towns_in(one.text) and towns_in(two.text) and towns_in(one.text).isdisjoint(towns_in(two.text)):
            yield one.text, two.text
    for one, two in combinations(labelled[:4], 2):
        if one.zone != two.zone and towns_in(one.text).isdisjoint(towns_in(two.text)):
            yield one.text, two.text
    runs = [run.location or "" for run in course.sessions]
    for one in labelled[:1] if len(labelled) == 1 else ():
        beside = [words for words, _, _ in dated_lines.lines(view, alone=False)] if len(runs) == 1 else []
        for words in (*runs, *beside, *_chips(view)):
            if len(towns_in(words)) == 1 and towns_in(words).isdisjoint(towns_in(one.text)):
                yield one.text, words


def _beside_title(view: View, course: Course) -> Pairs:
    """Compare the place on a short line about the title with that of sentences, where no run has a place of its own."""
    if view.under("location") or any(run.location for run in course.sessions):
        return
    chips = [words for words in _chips(view) if len(towns_in(words)) == 1]
    for words in chips[:1] if len(chips) == 1 else ():
        for sentence in prose.told(view, "own_place"):
            named = towns_in(sentence.text)
            if len(named) == 1 and named.isdisjoint(towns_in(words)):
                yield words, sentence.text


def _chips(view: View) -> list[str]:
    """Return the short lines about the title that are a town, or a building with its town."""
    top = next((n for n, block in enumerate(view.blocks) if block.level == 1), 0)
    after = {block.text for block in view.blocks[top : top + AFTER] if block.zone != "side"}
    near = ((block.text, WITH_COUNTRY.sub("", block.text)) for block in view.chips if block.text in after)
    found = [text for text, words in near if only_towns(words) or IN_ITS_TOWN.fullmatch(words)]
    return [words for words in found if not read_label(words.split(" ", 1)[0]).fields]


def _rows(view: View) -> list[Statement]:
    """Return the place in a table of facts."""
    return [s for s in view.under("location") if s.method == "table" and not s.row and len(towns_in(s.text)) == 1]


def _told(view: View, course: Course) -> Pairs:
    """Compare the labelled place with the towns that the title, sentences and the summary say the course is in."""
    own = _own(view, course)
    named = set().union(*map(towns_in, own))
    labelled = view.under("location")
    online = not named and bool(labelled) and all(fold(s.text) in ONLINE for s in labelled)
    if not (labelled or _is_chip(view, course)) or not (named or online):
        return
    if any(REGION.match(words) for words in own):
        return
    head = claims.first_heading(view)
    titled = {fold(town) for town in IN_TOWN.findall(head)}
    titled = titled.union(*(towns_in(words) for words in BEHIND.findall(head)))
    if titled and named and named.isdisjoint(titled):
        yield own[0], head
    entitled = {fold(town) for town in IN_TOWN.findall(view.title)} if view.title.startswith(head) else set()
    if entitled and named and named.isdisjoint(entitled):
        yield own[0], view.title
    answered = claims.answers(view, "where")
    for words in (*_on_the_place(view), *answered):
        elsewhere = towns_in(words)
        if not elsewhere or not named.isdisjoint(elsewhere):
            continue
        said = words in answered or prose.speaks_of("own_place", words)
        said = said or (fold(words).startswith(fold(course.title)) and IN_TOWN.search(words) is not None)
        if said and not (online and prose.speaks_of("partly_online", words)):
            yield own[0], words


def _is_chip(view: View, course: Course) -> bool:
    """Tell whether the place is a town on a short line about the title."""
    lines = (words for block in view.chips for words in BETWEEN.split(block.text))
    return any(only_towns(WITH_COUNTRY.sub("", words)) and words in (course.location or "") for words in lines)


REGION = re.compile(r"(?:regio|omgeving|nabij|bij|region|near)\b|\bregio\b", re.IGNORECASE)
"""A place that is left open, about a town."""
BETWEEN = re.compile(r" ?[|·•,–] ?")
"""What stands between the facts on a line."""
ONLINE = frozenset(("online", "volledig online", "geheel online", "fully online", "100 online", "online via zoom"))
"""What stands under the label of the place of a course that is in no room."""


def _embedded(view: View, course: Course) -> Pairs:
    """Compare the place that is shown with those that the embedded data gives the course and its runs."""
    thing, found = view.thing, course.evidence.get("location")
    if thing is None or not course.location or (found and found.method == thing.syntax):
        return
    own = set().union(*map(towns_in, _own(view, course)))
    places = [place_words(place) for place in (*thing.many("location"), *_places_of_runs(thing))]
    told = set().union(*map(towns_in, places)) if places else set()
    if told and towns_in(course.location) and own.isdisjoint(told):
        yield course.location, places[0]


def _on_the_place(view: View) -> Iterator[str]:
    """Yield what else may say in which town the course is: sentences, and the page's summary."""
    yield from (sentence.text for sentence in view.sentences)
    yield from claims.summaries(view)


def _places_of_runs(thing: Thing) -> Iterator[object]:
    """Yield the places of the runs that embedded data names."""
    for run in thing.many("hasCourseInstance")[:50]:
        if isinstance(run, dict):
            yield from Thing(frozenset(), run, thing.syntax).many("location")
