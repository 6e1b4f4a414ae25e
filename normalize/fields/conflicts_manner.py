"""Where a page contradicts itself about how its course is given: online or in a room, language, level, places left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from normalize.course import Course, Reason
from normalize.fields import claims, prose
from normalize.fields.conflicts_place import ONLINE
from normalize.fields.conflicts_sides import Pairs, quoted
from normalize.fields.elsewhen import is_of_else
from normalize.fields.places import POSTAL, towns_in
from normalize.page.text import fold
from normalize.page.view import View

_COURSE = (
    r"(?:cursus|opleiding|training|workshop|leergang|masterclass|(?:bij|na)?scholing"
    r"|course|programme|class|webinar)"
)
ENTITLED = re.compile(rf"^\W*(?:live )?(?:online|digitale|virtuele|virtual) [\w-]*{_COURSE}\b", re.IGNORECASE)
"""A title by which the course is online."""
WHOLLY = re.compile(
    rf"\b[\w-]*{_COURSE}\b.{{0,40}}\b(?:volledig|geheel|helemaal|100 ?%|fully|completely|entirely)\b"
    r".{0,15}\bonline\b",
    re.IGNORECASE,
)
"""A sentence by which the course is online."""
MIXED = re.compile(
    r"\b(?:hybrid\w*|blended|klassikaal|lesdag\w*|praktijkdag\w*|op locatie|fysiek\w*|face-to-face|on-?site|in person"
    r"|on campus|(?:en|of|and|or|ook|also|deels|gedeeltelijk|partly|soms|naar keuze|liever) online"
    r"|online (?:en|of|and|or|variant|versie|deel|module\w*|voorbereid\w*|leeromgeving|intake)"
    r"|ook klassikaal|terugkomdag)\b",
    re.IGNORECASE,
)
"""Words on a page whose course may be both."""
TAUGHT = re.compile(
    rf"\b(?:de|deze|this|the) (?:[\w-]+ ){{0,2}}[\w-]*{_COURSE}\b.{{0,40}}\b(?:in het |in )"
    r"(engels|nederlands|duits|frans|english|dutch|german|french)\b"
    r"(?: (?:gegeven|verzorgd|gehouden|aangeboden|gedoceerd)\b|\W*$)",
    re.IGNORECASE,
)
"""A sentence on the language in which the course is given."""
TONGUES = {"engels": "en", "english": "en", "nederlands": "nl", "dutch": "nl", "duits": "de", "german": "de",
           "frans": "fr", "french": "fr"}  # fmt: skip
GRADE = re.compile(
    rf"^\W*(?:de|deze|dit|this|the) (?:[\w-]+ )?[\w-]*{_COURSE} is (?:een |a |an )?(?:op |at )?"
    r"(?P<school>mbo|hbo|wo)\b[- ]?(?:\d\W*$|niveau|level|opleiding)"
    rf"|\b[\w-]*{_COURSE} is (?:alleen |uitsluitend |only )?(?:bedoeld |geschikt |intended |meant )?(?:voor|for) "
    r"(?P<skill>beginners|gevorderden|beginning|advanced)\b",
    re.IGNORECASE,
)
"""A sentence on the level of the course itself."""
GRADES = re.compile(r"\b(mbo|hbo|wo|beginn|gevorderd|advanced)", re.IGNORECASE)
"""The level under its label."""
FULL = re.compile(
    r"(?:status|beschikbaarheid|availability)?\W*(?:vol|volgeboekt|uitverkocht|full|fully booked|sold out)\W*",
    re.IGNORECASE,
)
"""A line by which no places are left."""
LEFT = re.compile(
    r"\W*(?:er (?:zijn|is) |there (?:are|is) )?(?:nog |still |only |slechts )*"
    r"(?:enkele |voldoende |genoeg |een paar |\d+ |a few |some )?(?:plaatsen|plekken|plaats|plek|places|seats|spots)"
    r"(?: nog)? (?:vrij|beschikbaar|over|left|available)\W*",
    re.IGNORECASE,
)
"""A line by which places are left."""
BESIDE = re.compile(
    r"\b(?:ook|also|of|or|deels|gedeelte\w*|partly|sommige|some|literatuur|materiaal|tenzij|unless|als|if|indien|mits"
    r"|editie|edition|variant|versie|version|groep|andere|other|vervolg\w*|module|na afloop|afterwards|daarna|niet"
    r"|not)\b",
    re.IGNORECASE,
)
"""In a sentence that may be on something besides the course, or on a part or a version of it."""

AND = re.compile(r"\b(?:en|and)\b", re.IGNORECASE)
"""Between the course and something else."""


def manner_conflicts(view: View, course: Course) -> Iterator[Reason]:
    """Compare what the page says at its several places of how the course is given."""
    for code, compare in (("location", _online), ("languages", _languages), ("level", _level), ("status", _status)):
        for first, second in islice(compare(view, course), 1):
            yield Reason(code=f"conflict_{code}", text=quoted(first, second))


def _online(view: View, course: Course) -> Pairs:
    """Compare a room with an address or a town, and the title, a fact or a sentence by which all is online."""
    places = [s for s in view.under("location") if not s.row]
    if len(course.sessions) > 1:
        return
    rooms = [s.text for s in places if s.method in ("label", "table", "heading") and POSTAL.search(s.text)]
    facts = [s.text for s in (*view.under("delivery"), *places) if fold(s.text) in ONLINE]
    facts += [words for words in claims.titles(view)[:1] if ENTITLED.search(words)]
    if facts:
        said = [s.text for s in prose.told(view, "own_place") if towns_in(s.text) and not BESIDE.search(s.text)]
        rooms += [words for words in said if not prose.speaks_of("partly_online", words)]
    elif rooms:
        said = [s.text[:LONGEST] for s in view.sentences if "online" in s.text]
        facts = [words for words in said if WHOLLY.search(words) and not BESIDE.search(words)]
    if facts and rooms and not any(MIXED.search(block.text[:MOST]) for block in view.blocks):
        yield from ((fact, room) for fact in facts for room in rooms if fact != room)


def _languages(view: View, course: Course) -> Pairs:
    """Compare the language under its label with that in which a sentence says that the course is given."""
    labelled = [s.text for s in view.under("languages") if not s.row and s.method != "heading"]
    if len(labelled) != 1 or len(course.languages) != 1:
        return
    for sentence in view.sentences:
        found = TAUGHT.search(sentence.text[:LONGEST]) if " in " in sentence.text else None
        if found and TONGUES[found[1].lower()] not in course.languages and _is_own(view, sentence.text, sentence.block):
            yield labelled[0], sentence.text


def _level(view: View, course: Course) -> Pairs:
    """Compare the level under its label with that which a sentence gives the course."""
    labelled = [s.text for s in view.under("level") if not s.row and len(set(GRADES.findall(s.text.lower()))) == 1]
    if len(labelled) != 1:
        return
    own = GRADES.findall(labelled[0].lower())[0]
    schools = ("mbo", "hbo", "wo")
    for sentence in view.sentences:
        found = GRADE.search(sentence.text[:LONGEST]) if " is " in sentence.text.lower() else None
        if found is None or not _is_own(view, sentence.text, sentence.block):
            continue
        other = (found["school"] or found["skill"]).lower()
        alike = (own in schools) == (other in schools)
        if alike and not other.startswith(own[:5]):
            yield labelled[0], sentence.text


def _status(view: View, course: Course) -> Pairs:
    """Compare a line by which the only run is full with one by which places are left."""
    if len(course.sessions) != 1:
        return
    full = [s.text for s in view.sentences if len(s.text) <= SHORT and FULL.fullmatch(s.text)]
    if full:
        yield from (
            (full[0], s.text)
            for s in view.sentences
            if LEFT.fullmatch(s.text[:LONGEST]) and not is_of_else(view, s.block)
        )


SHORT = 40
"""Characters of a line by which no places are left, at most."""
LONGEST = 300
"""Characters of a sentence that are looked at."""
MOST = 4000
"""Characters of a block."""


def _is_own(view: View, words: str, at: int) -> bool:
    """Tell whether a sentence is on the course itself, the whole of it."""
    return (
        not (BESIDE.search(words) or AND.search(words)) and not is_of_else(view, at) and at not in view.in_requirements
    )
