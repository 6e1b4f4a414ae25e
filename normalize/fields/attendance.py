"""How one attends a course: on site, online or both, at the customer's, at work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from normalize.course import Course, Delivery
from normalize.fields import prose
from normalize.fields.dated_lines import CLOSES
from normalize.fields.days import has_day
from normalize.fields.places import BUILDING, TOWN
from normalize.fields.witness import Witness
from normalize.fields.witnesses import MAX_WORDS
from normalize.page.view import View
from normalize.values.delivery import read_delivery

ON_LINE = re.compile(
    r"\b(?:online|remote|video ?(?:meeting|call|conference)|live ?stream|stream|zoom|teams"
    r"|microsoft|google|meet|skype|webex|webinar|virtual|virtueel|digitaal|e-?learning|link|jouw|eigen|own|platform"
    r"|leeromgeving|moodle|canvas|brightspace)\b",
    re.IGNORECASE,
)
"""What is said of a place that is none."""
SOMEWHERE = re.compile(r"(?<![.!?] )\b[A-ZÀ-Þ][a-zà-ÿ]{3,}")
"""A name that is left of the words under a label for the place, once those are taken off."""
ROOM = re.compile(r"\b\w*(?:zaal|lokaal|room|hall|theatre|aula|auditorium)\b", re.IGNORECASE)
HERE = (
    r"(?:(?:in|te|naar|at|to) (?:{town}|(?:de|het|ons|onze|the|our) (?:\w+ )?(?:lab\w*|skillslab|zaal|lokaal|aula|hall"
    r"|\w*room))|(?:op|at|on|naar) (?:(?:de|onze|our|the|een) )?(?:\w*locatie|school|campus|kantoor))\b"
)
"""Where one meets, in a sentence."""
AFAR = r"\b(?:online|zoom|teams|e-?learning\w*|webinars?|live ?stream)\b"
BOTH = re.compile(
    rf"(?i:{AFAR}.{{0,80}}(?:\b(?:of|or|en|and|then|daarna|vervolgens|after|rest|part)\b|[;,]).{{0,40}}?\b){HERE}"
    rf"|(?i:\b){HERE}(?i:.{{0,60}}\b(?:of|or|en|and|als)\b.{{0,30}}{AFAR})".replace("{town}", TOWN.pattern)
)
"""A sentence on what is online as well as somewhere."""
ENDS_ONLINE = re.compile(r"(?:^|[,|·(–—-] ?)(?:live )?online(?: via \w+)?\W*$", re.IGNORECASE)
"""What stands behind the day and time of what is online."""
LINE = 120
"""Characters of such a line."""

MOST_PARTS = 8
"""Items of a list of what a course is made of."""
NAMED = 60
"""Characters at the begin of an item that name the part."""

AHEAD = re.compile(
    r"\b(?:vooraf|voorafgaand|ter voorbereiding|prior to|pre-?course|in advance|beforehand)\b", re.IGNORECASE
)
"""Says that something is done before the course."""
Told = tuple[Delivery, Witness]
"""A form and the words that tell it."""


def read_form(view: View, course: Course) -> Told | None:
    """Find how a course is given of which the place and the runs are known."""
    return _labelled(view, course.location) or _alone(view, course) or _spoken(view, course)


def _labelled(view: View, location: str | None) -> Told | None:
    """Read the form under its label; a place that is said to be online tells it too."""
    told = [(_form_in(s.text[:MAX_WORDS]), s) for s in view.under("delivery")]
    forms = {form for form, _ in told}
    for form, statement in told:
        if form:
            both = {"onsite", "online"} <= forms
            witness = Witness(statement.text[:400], statement.method, label=statement.label)
            return "blended" if both else form, witness
    value = read_delivery(location) if location else None
    if value in ("online", "blended", "incompany") and location:
        return "blended" if value == "online" and _is_somewhere(location) else value, Witness(location, "label")
    for statement in view.under("location") if not location else ():
        if read_delivery(statement.lines[0][:LINE]) == "incompany":
            return "incompany", Witness(statement.lines[0][:LINE], statement.method, label=statement.label)
    when = [s for s in view.under("sessions") if len(s.lines) == 1 and len(s.text) <= LINE and not location]
    when = [s for s in when if not CLOSES.match(s.label)]
    dated = next((s for s in when if ENDS_ONLINE.search(s.text)), None)
    return ("online", Witness(dated.text, dated.method, label=dated.label)) if dated else None


def _is_somewhere(location: str) -> bool:
    left = ON_LINE.sub(" ", location)
    return any(place.search(left) for place in (TOWN, BUILDING, ROOM, SOMEWHERE))


def _alone(view: View, course: Course) -> Told | None:
    """Read the form where it stands by itself or in the title."""
    chips = [chip for chip in view.chips if prose.speaks_of("form_line", chip.text)]
    if sum(bool(run.location) for run in course.sessions) and len(course.sessions) > 1:
        chips = [c for c in chips if not (c.cell or has_day(c.text))]  # of one run, where others are somewhere
    lines = [(read_delivery(chip.text), chip.text) for chip in chips]
    told = {form: words for form, words in reversed(lines) if form}
    if {"onsite", "online"} <= told.keys():
        return "blended", Witness(f"{told['onsite']} … {told['online']}", "text")
    for form, words in lines:
        if form:
            return form, Witness(words, "text")
    value = read_delivery(course.title) if prose.speaks_of("delivery_title", course.title) else None
    return (value, Witness(course.title, "heading")) if value else None


def _spoken(view: View, course: Course) -> Told | None:
    """Read how sentences say that the course is given; part of it on site and part of it online is blended."""
    found = [told for told in _told(view) if told[0] != "incompany" or _is_only_there(told[1], course)]
    first_of = dict(reversed(found))
    if "blended" in first_of or not found:
        return ("blended", first_of["blended"]) if found else None
    if "online" not in first_of:
        return found[0]
    return _partly_online(found, first_of.get("onsite"), course)


def _partly_online(found: list[Told], site: Witness | None, course: Course) -> Told | None:
    """Tell the form of a course of which sentences say that it, or some of it, is online."""
    online = [witness for form, witness in found if form == "online"]
    wholly = [witness for witness in online if not prose.speaks_of("single_online", witness.text)]
    if site:
        return ("blended", Witness(f"{site.text} … {wholly[0].text}", "text")) if wholly else ("onsite", site)
    if not wholly or not (course.location and _is_somewhere(course.location)):
        if wholly and all(AHEAD.search(witness.text) for _, witness in found):
            return None  # how one prepares, and no more
        return found[0] if wholly else None  # some meetings are online: how the others are is not said
    partly = next((witness for witness in wholly if prose.speaks_of("partly", witness.text)), None)
    if partly:
        return "blended", partly
    sure = next((witness for witness in wholly if prose.speaks_of("all_online", witness.text)), None)
    return ("online", sure) if sure else None


def _told(view: View) -> list[Told]:
    """Return what the sentences tell that are on the course itself."""
    spoken = [Witness(block.text[:MAX_WORDS], "text") for block in view.blocks] if view.part else []
    for sentence in prose.on(view, "delivery"):
        if not any(prose.speaks_of("form_apart", head) for head in view.heads(sentence.block)):
            side = view.blocks[sentence.block].zone == "side"
            spoken.append(Witness(sentence.text[: prose.MAX_SENTENCE], "text", side=side))
    spoken += [Witness(words, "text") for words in _made_of(view)]
    told = ((_form_in(witness.text), witness) for witness in spoken)
    return [(form, witness) for form, witness in told if form]


def _made_of(view: View) -> Iterator[str]:
    """Yield the items of lists of all that the course is made of, each list as one sentence."""
    for at in prose.lines(view, "made_of"):
        items = takewhile(lambda block: block.tag == "li", view.blocks[at + 1 : at + 1 + MOST_PARTS])
        yield "; ".join(block.text[:NAMED] for block in items)


def _form_in(sentence: str) -> Delivery | None:
    form = read_delivery(sentence)
    return "blended" if form == "online" and BOTH.search(sentence) else form


def _is_only_there(witness: Witness, course: Course) -> bool:
    """Tell whether a course is given at the customer's: it has no place or days of its own, or is said to be."""
    open_to_all = bool(course.location or any(session.start for session in course.sessions))
    return not open_to_all or prose.speaks_of("only_incompany", witness.text)
