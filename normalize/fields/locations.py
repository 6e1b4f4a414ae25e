"""Where the course is given: under a label, in prose, as an address, behind a date, in the embedded data."""

from __future__ import annotations

import re

from normalize.course import Course
from normalize.fields import prose
from normalize.fields.embedded_places import read_embedded_place
from normalize.fields.place_chips import read_chip
from normalize.fields.places import (
    IN_TOWN,
    LONGEST,
    TOWN,
    is_beside,
    is_nowhere,
    is_place,
    named_place,
    read_label_of_place,
    read_rows,
)
from normalize.fields.places_by_day import DATED, DATED_LINE, read_beside_day
from normalize.fields.witness import Witness
from normalize.page.labels import read_label
from normalize.page.text import cut, without_personal
from normalize.page.view import View

POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b[ ,]{0,3}(?:[A-Z'][\w'-]+(?: [A-Z][\w'-]+){0,3})?")
"""A Dutch postcode with its town."""
STREET = re.compile(
    r"(?:\b(?:op|aan|at) (?:de |het )?|\()"
    r"((?:[A-Z][\w'’.-]+ ){0,3}[A-Z]?[\w'’-]*(?:straat|weg|laan|plein|dijk|kade|gracht"
    r"|singel|dreef|pad|hof|park|steeg|plantsoen|street|road) \d{1,4}[a-zA-Z]?(?:-\d{1,4})?"
    r"(?:,? (?:in|te|at) [A-Z][\w'-]+"
    r"(?: [A-Z][\w'-]+){0,2}|, [A-Z][\w'-]+)?)"
)
"""A street with a number, and the town behind it."""
LABEL = 40
"""Characters of a label in the midst of a paragraph."""
MOST = 4
"""Places that are named."""
APART = ("apart_heading", "school_heading", "outcome_heading", "contact")
"""Headings under which a town is that of somebody else."""
TOP = 14
"""Blocks after the title among which an address is that of the course."""
IN_TOWNS = re.compile(rf"{IN_TOWN.pattern[:-1]}(?:(?:, | en | of | and | or )+{TOWN.pattern}){{0,6}})")
"""One town or several ("in Utrecht, Zwolle of Breda")."""
IN_TITLE = re.compile(rf"(?:\b(?:in|te) |[,|–—-] |\()({TOWN.pattern})\)?(?:, (?:Nederland|(?:[Tt]he )?Netherlands))?$")
"""A town that ends a title."""
IN_FORM = re.compile(
    r"\b(?i:face-to-face|on-?site|in person|op locatie|klassikaal|fysiek|on campus)(?: ?\((?:in |te )?| (?:in|te) )"
    + rf"({TOWN.pattern})(?:\)|$)"
)
"""A town behind the form of a course, in brackets or as all that the line says besides."""
WHITHER = re.compile(
    r"\b(?:in|te|naar|to|near|bij|voor)(?: (?:het (?:hart|centrum) van|hartje|downtown))? "
    rf"((?:(?:de|het|ons|onze|our|the) )?(?:[A-Z][\w'’.-]+ ){{0,4}}(?:in |te |, )?{TOWN.pattern}(?: [A-Z][a-z]+)?)"
    rf"|^(?:\W*)({TOWN.pattern})(?= (?:hosts?|is)\b)"
)
"""A town to which a sentence brings one, perhaps with the building before it."""
OF_DATES = re.compile(
    rf"(?i:[\w-]*(?:data|datums|dates|lesdagen|startmomenten|planning))(?: in| te)?:? [–—-]? ?({TOWN.pattern})"
)
"""A heading over the days that are in a town ("Cursusdata Den Helder")."""
TOWN_ONLY = re.compile(rf"({TOWN.pattern}(?:, (?:Nederland|(?:[Tt]he )?Netherlands|België|Belgium))?)")
"""A heading that is nothing but a town."""

MANY = re.compile(
    r"(?:\d{1,3}|diverse|meerdere|verschillende|several|various|multiple) (?:\w+ )?"
    r"(?:locaties|plaatsen|locations|places)",
    re.IGNORECASE,
)
"""Says only that there are several places."""


def read_location(view: View) -> Witness | None:
    """Find where the course is given."""
    return (
        read_label_of_place(view)
        or read_rows(view)
        or read_chip(view)
        or _noted(view)
        or _spoken(view)
        or _address(view)
        or read_beside_day(view)
        or _formed(view)
        or _brought(view)
        or _titled(view)
        or read_embedded_place(view)
    )


def of_all_runs(course: Course, found: Witness | None) -> tuple[str | None, Witness | None]:
    """Name the places of all runs where what was found is that of one of them."""
    held = list(dict.fromkeys(run.location for run in course.sessions if run.location))[:MOST]
    named = [run for run in course.sessions if run.location]
    if found is None and (len(named) > 1 or len(named) == len(course.sessions) == 1):
        words = cut("; ".join(held), LONGEST)
        return words, Witness(words, "text")
    unnamed = found is not None and MANY.fullmatch(found.text)
    if found is None or len(held) < 2 or found.method == "rule" or not (unnamed or found.text in held):
        return course.location, found
    words = cut("; ".join(held), LONGEST)
    return words, Witness(words, found.method)


def _noted(view: View) -> Witness | None:
    """Find the places that sentences in the midst of a paragraph give behind a label ("Lesplaats: Kade 19, Almen.")."""
    found = []
    for sentence in view.sentences:
        label, colon, place = sentence.text[: 2 * LONGEST].partition(": ")
        meaning = read_label(label) if colon and len(label) <= LABEL else None
        if meaning and meaning.exact and meaning.fields == ("location",) and is_place(place):
            words = without_personal(place).rstrip(" .")
            found += [words] if words and not is_nowhere(words) else []
    return Witness(cut("; ".join(dict.fromkeys(found[:MOST])), LONGEST), "label") if found else None


def _spoken(view: View) -> Witness | None:
    """Find a place in prose: a name after words that announce one, else a street, else a town."""
    told = telling(view)
    for words in told:
        name = named_place(words)
        if name:
            return Witness(name, "text")
    for pattern in (STREET, IN_TOWNS):
        found = next((found for found in map(pattern.search, told) if found), None)
        if found:
            return Witness(found[1], "text")
    return None


def telling(view: View) -> list[str]:
    """Return the sentences that say where the course is, those of the main content first."""
    told = [s for s in view.sentences if prose.speaks_of("location", s.text) or _gives(s.text)]
    told = [s for s in told if not is_beside(view, s.text, *view.heads(s.block)[-1:])]
    told.sort(key=lambda sentence: view.blocks[sentence.block].zone == "side")
    return [sentence.text[: prose.MAX_SENTENCE] for sentence in told]


def _gives(words: str) -> bool:
    """Tell whether a sentence says of the course, and not of a person, where it is."""
    return prose.speaks_of("given", words) and prose.may_speak_of("location", words)


def _address(view: View) -> Witness | None:
    """Find the address of the course: a postcode near the title or a date, in no part on contact."""
    top = next((n for n, block in enumerate(view.blocks) if block.level == 1), 0)
    for n, block in enumerate(view.blocks):
        found = POSTCODE.search(block.text[:400]) if any(map(str.isdigit, block.text[:400])) else None
        if not found or _on_contact(view, n):
            continue
        near = view.blocks[max(0, n - 3) : n + 3]
        if top - 3 <= n <= top + TOP or any(
            DATED.search(b.text[:DATED_LINE]) for b in near if len(b.text) < 2 * DATED_LINE
        ):
            return Witness(_with_name(view, n, found), "text")
    return None


def _on_contact(view: View, at: int) -> bool:
    """Tell whether an address is the provider's own: beside a phone number, a post box, under a heading on contact."""
    near = [*view.blocks[at].headings[-1:], *(block.text[:300] for block in view.blocks[max(0, at - 2) : at + 3])]
    return any(prose.speaks_of("contact", words) for words in near)


def _with_name(view: View, at: int, found: re.Match[str]) -> str:
    """Return an address with the street before it, and the building's name on the line above."""
    line = view.blocks[at].text
    begin = max(line.rfind(sign, 0, found.start()) for sign in (". ", ": ", "; ", "! "))
    words = line[begin + 2 if begin >= 0 else 0 : found.end()].strip(" ,")
    above = view.blocks[at - 1] if at else None
    named = above and begin < 0 and not above.level and len(above.text) < 60 and above.text[:1].isupper()
    if above and named and not DATED.search(above.text) and not above.text.endswith((".", ":", "?", "!")):
        words = f"{above.text}, {words}"
    return cut(without_personal(words), LONGEST).rstrip(" .,")


def _formed(view: View) -> Witness | None:
    """Find the town that stands in brackets behind the form ("Klassikaal (Utrecht)")."""
    found = (IN_FORM.search(sentence.text[: prose.MAX_SENTENCE]) for sentence in view.sentences)
    return next((Witness(one[1], "text") for one in found if one), None)


def _brought(view: View) -> Witness | None:
    """Find the town to which sentences bring the reader or the group, where they bring them to one only."""
    found: dict[str, str] = {}
    labelled = bool(view.under("location"))  # left open, or the customer's
    for sentence in view.holding(prose.hints_of("brings")) if not labelled else ():
        block = view.blocks[sentence.block]
        if block.zone != "main" or block.level or not prose.speaks_of("brings", sentence.text):
            continue
        if any(prose.speaks_of(name, head) for head in view.heads(sentence.block) for name in APART):
            continue
        where = WHITHER.search(sentence.text[: prose.MAX_SENTENCE])
        if where and not is_beside(view, sentence.text):
            found.setdefault(TOWN.findall(where[0])[-1], where[1] or where[2])
    return Witness(next(iter(found.values())), "text") if len(found) == 1 else None


def _titled(view: View) -> Witness | None:
    """Find the town at the end of the page's own title ("Cursus Celkweek in Leiden")."""
    dated = [found[1] for block in view.blocks if block.level and (found := OF_DATES.fullmatch(block.text[:LONGEST]))]
    if dated:
        return Witness("; ".join(dict.fromkeys(dated[:MOST])), "heading")
    for block in view.blocks:
        found = (IN_TITLE.search(block.text) or TOWN_ONLY.fullmatch(block.text)) if block.level in (1, 2) else None
        if found:
            return Witness(found[1], "heading")
    return None
