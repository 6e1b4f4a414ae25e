"""The place beside a day: on the line that says when, or on the lines of a list of runs."""

from __future__ import annotations

import re

from normalize.fields import prose
from normalize.fields.days import WEEKDAY
from normalize.fields.kind import names_course
from normalize.fields.places import COUNTRIES, IN_ITS_TOWN, LIKE_TOWN, LONGEST, TOWN, is_beside
from normalize.fields.witness import Witness
from normalize.page.document import Block
from normalize.page.text import cut
from normalize.page.view import View
from normalize.values.alternatives import question

DATED = question(
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
PARTED = re.compile(r"\s*[|•·]\s*|\s+[–—]\s+")
"""What parts the facts of a line in which commas part what belongs together."""
IN_TOWN = re.compile(
    rf"(?!(?:vol|nog|start|groep|group|les)\b)[A-Z][\w'’.&-]+(?: [A-Z\d][\w'’.&-]*){{0,3}} {TOWN.pattern}"
)
"""A piece that is a name with its town ("Hal Zuid Leiden")."""
SITE = re.compile(
    r"\b(?:aula|zaal|hotel|campus|universiteit|university|hogeschool|umc|museum|bibliotheek|kasteel|landgoed|jaarbeurs"
    r"|centrum|center|centre|gebouw|building|kerk|theater|clubhuis|buurthuis|dorpshuis|school|college|boerderij|farm"
    r"|science park"
    r"|kwekerij|hoeve|auditorium|station|kazerne|studio|atelier|sporthal|hall|library|villa|fort|klooster|abdij|herberg)\b"
    r"|\w(?:huis|gebouw|centrum|zaal|straat|weg|laan|plein|hoeve|kerk) ?\d*",
    re.IGNORECASE,
)
"""In the name of a building or street."""
DATED_LINE = 160
"""Characters of a line that says when and where."""
MEETING = re.compile(r"\b(?:meetings?|sessions?|exam\w*|lectures?|bijeenkomst|tentamen)$", re.IGNORECASE)
"""Ends what is held on a day, and no place."""
CLOCK = re.compile(r"(?:van |from )?\d{1,2}[.:u]\d\d")
"""A line that begins with the hours."""
OF_COUNTRY = re.compile(
    rf"(?<![.!?] )\b[A-ZÀ-Þ][a-zà-ÿ'-]{{2,20}}(?: [A-ZÀ-Þ][a-zà-ÿ'-]{{2,20}})?(?:, | ?\()(?i:{COUNTRIES})\b\)?"
)
"""A town with its country ("Mol (Belgium)")."""
PLACE = 90
"""Characters of a line that is a building with its town."""
DAY = 40
"""Characters of a line that is nothing but a day."""
RUNS = 8
"""Runs whose towns are looked at."""


def read_beside_day(view: View) -> Witness | None:
    """Find the place on a line that says when ("Donderdag 4 maart, 9.00 - 17.00 uur, Jaarbeurs Utrecht")."""
    for block in view.blocks:
        text = block.text
        if len(text) > DATED_LINE or block.level == 1 or not DATED.search(text) or _is_deadline(block):
            continue
        if is_beside(view, text, *block.headings[-1:]):
            continue
        parts = [part for part in PARTED.split(text) if IN_ITS_TOWN.fullmatch(part) and not DATED.search(part)]
        pieces = [piece.strip(" .()") for piece in PIECES.split(text)]
        where = parts or [piece for piece in pieces if _is_site(piece) or _ends_in_town(piece)]
        abroad = OF_COUNTRY.search(text)
        if where or abroad:
            return Witness(", ".join(where) or (abroad[0] if abroad else ""), "text")
    return _beside_days(view)


def _beside_days(view: View) -> Witness | None:
    """Find the town in the list of a course's runs, each of them a day, a town and whether there are places left."""
    days = [n for n, b in enumerate(view.blocks) if b.zone == "main" and not b.level and len(b.text) <= DAY]
    days = [n for n in days if DATED.search(view.blocks[n].text) and not CLOCK.match(view.blocks[n].text)]
    places = [place for n in days[:RUNS] if (place := _after_day(view, n))]
    sure = len(places) > 1 or (places and not LIKE_TOWN.fullmatch(places[0]))
    return Witness(cut("; ".join(dict.fromkeys(places)), LONGEST), "text") if sure else None


def _after_day(view: View, at: int) -> str:
    """Return the line behind a day that is a place: the next one, or the next but one behind the hours."""
    after = [b for b in view.blocks[at + 1 : at + 3] if b.zone == "main" and not b.level and len(b.text) <= PLACE]
    line = next((b.text for b in after if not CLOCK.match(b.text)), "")
    if not line or is_beside(view, *after[0].headings[-1:]):
        return ""
    pieces = [piece.strip(" .") for piece in line.split(", ")]
    town = TOWN.fullmatch(line) or LIKE_TOWN.fullmatch(line)
    return line if town or (len(pieces) > 1 and all(map(_is_site_or_town, pieces))) else ""


def _is_site_or_town(piece: str) -> bool:
    return _is_site(piece) or bool(LIKE_TOWN.fullmatch(piece))


def _ends_in_town(piece: str) -> bool:
    """Tell whether a piece of a line is the name of a building or firm with its town behind it."""
    return bool(IN_TOWN.fullmatch(piece)) and not (WEEKDAY.match(piece) or names_course(piece))


def _is_deadline(block: Block) -> bool:
    return any(prose.speaks_of("no_course_date", words) for words in (block.text, *block.headings[-1:]))


def _is_site(piece: str) -> bool:
    """Tell whether a piece of a line is a place: a town, or the name of a building."""
    if not piece[:1].isupper() or ":" in piece or len(piece.split()) > 8 or DATED.search(piece) or names_course(piece):
        return False
    if MEETING.search(piece):
        return False
    town = TOWN.match(piece)
    return bool(town and town.end() == len(piece)) or (bool(SITE.search(piece)) and len(piece) > 4)
