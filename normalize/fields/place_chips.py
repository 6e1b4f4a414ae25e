"""A place among short facts: alone on a line near the title, in a line of facts, on a card."""

from __future__ import annotations

import re
from itertools import pairwise

from normalize.fields.days import has_clock, has_day
from normalize.fields.places import COUNTRIES, LONGEST, TOWN, only_towns
from normalize.fields.witness import Witness
from normalize.page.view import View

PARTS_OF_LINE = re.compile(r"\s*[|•·]\s*")
"""What parts the facts of a line under the title ("2 dagen · Klassikaal · Leiden")."""
FACTS = re.compile(r"\s+[–—-]\s+|\s*[|•·;]\s*|,\s+|\.\s+")
"""What parts the facts on a line of a card ("Leiden – € 695,-")."""
VENUE = re.compile(
    r"[A-Z][\w'’-]*(?:plein|straat|laan|weg|kade|gracht|huis|hof|zaal|hoeve|park|kerk|hal|museum)(?: \d{1,4})?, "
    + TOWN.pattern
    + r"|(?:[A-Z][\w'’&-]+(?: [\w'’&-]+){0,5}, )?"
    rf"[A-Z][a-zà-ÿ-]{{2,20}}(?: [A-Z][a-zà-ÿ-]{{2,20}}){{0,2}}, (?:{COUNTRIES})"
)
"""A line that is a place by its form: a street or building with its town, a town with its country."""
HALL = re.compile(rf"[A-Z][\w'’&-]+(?: [\w'’&-]+){{0,4}},? {TOWN.pattern}")
"""A line right behind the day or the hours that is a name and its town ("Science Centre Delft")."""


def read_chip(view: View) -> Witness | None:
    """Find a town that stands alone on a line near the title, or among the facts of a card."""
    chip = next((chip for chip in view.chips if only_towns(chip.text)), None)
    if chip:
        return Witness(chip.text, "text")
    venue = next((chip.text for chip in view.chips if VENUE.fullmatch(chip.text)), None)
    if venue:
        return Witness(venue, "text")
    behind = (chip.text for before, chip in pairwise(view.chips) if has_day(before.text) or has_clock(before.text))
    hall = next((text for text in behind if HALL.fullmatch(text)), None)
    if hall:
        return Witness(hall, "text")
    lines = (PARTS_OF_LINE.split(line) for line in view.once(_lines_of_facts))
    town = next((part for parts in lines if len(parts) > 2 for part in parts if only_towns(part)), None)
    if town:
        return Witness(town, "text")
    facts = (fact for block in view.blocks if view.part for fact in FACTS.split(block.text[:300]))
    town = next((fact for fact in facts if len(fact) <= LONGEST and only_towns(fact)), None)
    return Witness(town.rstrip("."), "text") if town else None


def _lines_of_facts(view: View) -> list[str]:
    """Return the lines about the title that may tell several facts."""
    top = next((n for n, block in enumerate(view.blocks) if block.level == 1), 0)
    near = [] if view.part else view.blocks[max(0, top - 2) : top + 5]
    return [block.text for block in near if not block.level and len(block.text) <= 3 * LONGEST]
