"""Where the course is given: under a label, in prose, as an address, behind a date, in the embedded data."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from normalize.fields import prose
from normalize.fields.kind import names_course
from normalize.fields.places import (
    IN_TOWN,
    LIKE_TOWN,
    LONGEST,
    TOWN,
    is_beside,
    named_place,
    read_chip,
    read_embedded_place,
    read_label_of_place,
    read_rows,
)
from normalize.fields.witness import Witness
from normalize.page.document import Block
from normalize.page.text import cut, without_personal
from normalize.page.view import View

POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b[ ,]{0,3}(?:[A-Z'][\w'-]+(?: [A-Z][\w'-]+){0,3})?")
"""A Dutch postcode with its town."""
STREET = re.compile(
    r"\b(?:op|aan|at) (?:de |het )?((?:[A-Z][\w'’.-]+ ){0,3}[A-Z]?[\w'’-]*(?:straat|weg|laan|plein|dijk|kade|gracht"
    r"|singel|dreef|pad|hof|park|steeg|plantsoen|street|road) \d{1,4}[a-zA-Z]?(?:-\d{1,4})?"
    r"(?:,? (?:in|te|at) [A-Z][\w'-]+"
    r"(?: [A-Z][\w'-]+){0,2}|, [A-Z][\w'-]+)?)"
)
"""A street with a number, and the town behind it."""
DATED = re.compile(
    r"\b\d{1,2} (?:jan|feb|maart|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)|\b(?:19|20)\d\d\b"
    r"|(?<![\d.,€])(?<!€ )\d{1,2}[.:]\d\d(?!\d)"
    r"|\b(?:jan|febr)uar[iy]|\b(?:maart|march|april|juni?e?|jul[iy]|august(?:us)?|(?:sept|nov|dec)ember|o[kc]tober)\b",
    re.IGNORECASE,
)
"""In a line that says when."""
PIECES = re.compile(
    r",\s+|:\s+|\s*[()]\s*|\s+[–—|•·-]\s+|\s*[|•·;]\s*|(?<=\d)\s+(?=(?:in|te)\s)|\b(?:in|te|at)\s+(?=[A-Z])"
)
"""What parts the facts of such a line."""
SITE = re.compile(
    r"\b(?:aula|zaal|hotel|campus|universiteit|university|hogeschool|umc|museum|bibliotheek|kasteel|landgoed|jaarbeurs"
    r"|centrum|center|centre|gebouw|building|kerk|theater|clubhuis|buurthuis|dorpshuis|school|college|boerderij|farm"
    r"|kwekerij|hoeve|auditorium|station|kazerne|studio|atelier|sporthal|hall|library|villa|fort|klooster|abdij|herberg)\b"
    r"|\w(?:huis|gebouw|centrum|zaal|straat|weg|laan|plein|hoeve|kerk) ?\d*",
    re.IGNORECASE,
)
"""In the name of a building or street."""
DATED_LINE = 160
"""Characters of a line that says when and where."""
DAY = 40
"""Characters of a line that is nothing but a day."""
RUNS = 8
"""Runs whose towns are looked at."""
TOP = 14
"""Blocks after the title among which an address is that of the course."""
IN_TOWNS = re.compile(rf"{IN_TOWN.pattern[:-1]}(?:(?:, | en | of | and | or )+{TOWN.pattern}){{0,6}})")
"""One town or several ("in Utrecht, Zwolle of Breda")."""
IN_TITLE = re.compile(rf"(?:\b(?:in|te) |[,|–-] |\()({TOWN.pattern})\)?(?:, (?:Nederland|(?:[Tt]he )?Netherlands))?$")
"""A town that ends a title."""
IN_FORM = re.compile(
    r"\b(?i:face-to-face|on-?site|in person|op locatie|klassikaal|fysiek|on campus) ?\((?:in |te )?"
    + rf"({TOWN.pattern})\)"
)
"""A town in brackets behind the form of a course."""
TOWN_ONLY = re.compile(rf"({TOWN.pattern}(?:, (?:Nederland|(?:[Tt]he )?Netherlands|België|Belgium))?)")
"""A heading that is nothing but a town."""


def read_location(view: View) -> Witness | None:
    """Find where the course is given."""
    return (
        read_label_of_place(view)
        or read_rows(view)
        or read_chip(view)
        or _spoken(view)
        or _address(view)
        or _dated(view)
        or _formed(view)
        or _titled(view)
        or read_embedded_place(view)
    )


def _spoken(view: View) -> Witness | None:
    """Find a place in prose: a name after words that announce one, else a street, else a town."""
    telling = _telling(view)
    for words in telling:
        name = named_place(words)
        if name:
            return Witness(name, "text")
    for pattern in (STREET, IN_TOWNS):
        found = next((found for found in map(pattern.search, telling) if found), None)
        if found:
            return Witness(found[1], "text")
    return None


def _telling(view: View) -> list[str]:
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


def _dated(view: View) -> Witness | None:
    """Find the place on a line that says when ("Donderdag 4 maart, 9.00 - 17.00 uur, Jaarbeurs Utrecht")."""
    for block in view.blocks:
        text = block.text
        if len(text) > DATED_LINE or block.level == 1 or not DATED.search(text) or _is_deadline(block):
            continue
        if is_beside(view, text, *block.headings[-1:]):
            continue
        pieces = [piece.strip(" .()") for piece in PIECES.split(text)]
        where = [piece for piece in pieces if _is_site(piece)]
        if where:
            return Witness(", ".join(where), "text")
    return _beside_days(view)


def _beside_days(view: View) -> Witness | None:
    """Find the town in the list of a course's runs, each of them a day, a town and whether there are places left."""
    beside = (
        after.text
        for block, after in pairwise(view.blocks)
        if len(block.text) <= DAY and block.text[:1].isdigit() and DATED.search(block.text)
        if block.zone == "main" == after.zone and not after.level and _is_town(after.text)
    )
    towns = list(islice(beside, RUNS))
    return Witness("; ".join(dict.fromkeys(towns)), "text") if len(towns) > 1 else None


def _is_town(words: str) -> bool:
    return bool(TOWN.fullmatch(words) or LIKE_TOWN.fullmatch(words))


def _is_deadline(block: Block) -> bool:
    return any(prose.speaks_of("no_course_date", words) for words in (block.text, *block.headings[-1:]))


def _is_site(piece: str) -> bool:
    """Tell whether a piece of a line is a place: a town, or the name of a building."""
    if not piece[:1].isupper() or ":" in piece or len(piece.split()) > 8 or DATED.search(piece) or names_course(piece):
        return False
    town = TOWN.match(piece)
    return bool(town and town.end() == len(piece)) or (bool(SITE.search(piece)) and len(piece) > 4)


def _formed(view: View) -> Witness | None:
    """Find the town that stands in brackets behind the form ("Klassikaal (Utrecht)")."""
    found = (IN_FORM.search(sentence.text[: prose.MAX_SENTENCE]) for sentence in view.sentences if "(" in sentence.text)
    return next((Witness(one[1], "text") for one in found if one), None)


def _titled(view: View) -> Witness | None:
    """Find the town at the end of the page's own title ("Cursus Celkweek in Leiden")."""
    for block in view.blocks:
        found = (IN_TITLE.search(block.text) or TOWN_ONLY.fullmatch(block.text)) if block.level in (1, 2) else None
        if found:
            return Witness(found[1], "heading")
    return None
