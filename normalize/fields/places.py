"""Where the course is given: under a label, by a town or building that prose names."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from normalize.fields import prose
from normalize.fields.witness import Witness
from normalize.page.labels import read_label
from normalize.page.statements import Statement
from normalize.page.text import cut, fold, sentences, without_personal
from normalize.page.view import View

LEAST = 3
"""Letters of the name of a place."""
LONGEST = 160
"""Characters kept of a place."""
HEADING = 40
"""Characters of a heading that tells of what all under it is."""
OWN_ADDRESS = frozenset(
    ("adres", "address", "gebouw", "building", "vestiging", "vestigingen", "plaats", "stad", "city")
)
"""Labels of a place that stand in a block on how to reach the provider as well."""

_PLACES = tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))
TOWNS = _PLACES["towns"]
OTHER_NAMES: dict[str, str] = _PLACES["other_names"]
BUILDING = re.compile(rf"\b(?:{'|'.join(_PLACES['buildings'])})\b", re.IGNORECASE)
COUNTRIES = "|".join(_PLACES["countries"])
IN_BUILDING = re.compile(
    r"\b(?:in|op|bij|at|^In(?= (?:mijn|onze|ons|our|my) ))\s+((?:(?:de|het|een|ons|onze|mijn|the|our|my)\s+)?"
    r"(?:(?:\w{3,20}|[A-Z]\w{2,20} [A-Z]\w{2,20})\s+)?(?:"
    + "|".join(_PLACES["buildings"])
    + r")\b[^.;:,()•|]{0,60}|(?:mijn|onze|ons|our|my) (?:"
    + "|".join(_PLACES["own"])
    + r") (?:in|te|at|near) [^.;:,()•|]{3,40})"
)
"""A place by its kind, with the name that follows."""


def _grouped(names: list[str], depth: int = 0) -> str:
    """Write names as one pattern, those that begin alike together: of hundreds a word is held against a few.

    What stands before a name is looked at behind its first letter, so that only such letters are stopped at.
    """
    if depth == 2 or len(names) == 1 or min(map(len, names)) <= depth:
        return "(?:" + "|".join(re.escape(name[depth:]) for name in sorted(names, key=len, reverse=True)) + ")"
    groups = itertools.groupby(sorted(names, key=lambda name: name[depth]), key=lambda name: name[depth])
    signs = ((re.escape(sign), list(group)) for sign, group in groups)
    edge = "" if depth else r"(?<![\w-]{})"
    return "(?:" + "|".join(sign + edge.format(sign) + _grouped(group, depth + 1) for sign, group in signs) + ")"


QUARTER = r"-(?:Zuidoost|Zuid|Noord|Oost|West|Centrum|Centraal)"
"""Behind a town: which part of it is meant."""
TOWN = re.compile(rf"{_grouped(TOWNS)}(?:{QUARTER})?(?![\w-])")
"""A town, perhaps with the part of it that is meant ("Amsterdam-Zuid")."""
BESIDE_TOWNS = re.compile(r"\b(?:en|and|of|or|regio|online)\b|[^\w]", re.IGNORECASE)
"""What may stand between towns on a line."""
IN_TOWN = re.compile(rf"\b(?:in|te|bij|near) (?:hartje |het centrum van |downtown )?({TOWN.pattern})")
LIKE_TOWN = re.compile(rf"[A-Z][a-zà-ÿ'-]{{2,24}}(?:{'|'.join(_PLACES['endings'])})")
"""A town that no table knows, by its ending."""
IN_ITS_TOWN = re.compile(rf"[A-Z][\w'’.& -]{{2,50}}(?:, [\w'’. -]{{2,40}}){{0,2}}, {TOWN.pattern}")
"""A line that is a building, perhaps its street, and its town."""
LINES = 6
"""Lines under a label of when and where that are looked through for the place."""
SPOKEN = 400
"""Characters of one of them."""
SENTENCE = 8
"""Words of a line that ends in a stop, from which on it is a sentence."""
SHORT = 4
"""Words of a place, at most, that are no sentence whatever ends them."""
DAY_BEHIND = re.compile(r":? \d{1,2}$")
"""What is left of a list of days behind a place ("Utrecht: 2, 3 en 9 februari")."""
WHEN = re.compile(
    r"\d{1,2}:\d\d|(?<!\d)\d{1,2}\.\d\d ?(?:uur|u\b|h\b|[ap]\.?m\b|[-–—]|tot\b|to\b)|(?<!\d)20\d\d(?!\d)"
    r"|(?:avond|dag)en van\b|:$"
    r"|(?<!\d)\d{1,2} (?:jan|feb|maart|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)",
    re.IGNORECASE,
)
NAME = re.compile(
    r"\s+((?:(?:de|het|een|ons|onze|the)\s+)?(?:[a-zà-ÿ-]{3,25}\s+(?:[A-Z]{0,2}\d[\d.]{0,5}\s+)?"
    r"(?:(?:van|of)\s+(?:de\s+|het\s+|the\s+)?)?)?(?:['’][ts][ -])?[A-Z][\w'’.&-]*"
    r"(?:[ ,]+(?:(?:van|de|den|der|het|of|and|en|in|aan|te|the|&|stadion|hogeschool"
    r"|universiteit|gebouw|centrum|complex|theater|museum|hotel|college|ziekenhuis|bibliotheek|campus|zaal|lokaal"
    r"|laboratorium|instituut|kantoor|demo|lab|laboratory|building|room|hall|offices?|centre|center|institute|auditorium"
    r"|library|house|hospital|studio|[A-Z0-9][\w'’.&-]*)"
    r"(?=[ ,.;)]|$)))*)"
)
"""A name with its capitals, after words that announce a place."""
PRICED = re.compile(r"€|\b(?:prijs|prijzen|btw|euro|price|vat)\b", re.IGNORECASE)
"""In a line on what it costs."""
TRAILING = re.compile(r"(?:[ ,.]+(?:van|de|den|der|het|of|and|en|in|aan|te|the|op|om|bij|&))+$")
"""Small words behind a name."""
TOLD = re.compile(r"(?i:\b(?:is|zijn|wordt|worden|vindt|vinden|will|takes?|are|kun|kan|geven|gegeven|run|held)\b)")
"""A verb: the line is a sentence that names a place."""
POSTAL = re.compile(r"[1-9]\d{3} ?[A-Z]{2}\b.{3,30}$")
"""A line of an address with the postcode and the town."""
GLUED = re.compile(r"(?:[A-Z][a-z]+){3,}")
"""The heads of a table that ran together."""
BEYOND = re.compile(
    r"\s+(?:(?:van|om|vanaf|en|and)\s+\d|(?:heb|hebt|kun|kunt|kan|is|zijn|wordt|worden|waar|die|dat|volg|volgt|vind|vindt|leer|leert"
    r"|waarbij|where|which|you|is|are)\b).*$"
)
"""What follows the name of a building in its sentence."""
BEFORE = re.compile(
    r"(?:\b(?:op locatie(?: in| te| bij)?|locaties?:?|in|vanuit|vanaf|te|op|bij|aan|at|near|on)"
    r"(?: (?:hartje|downtown|(?:(?:het|de|the) )?(?:\w{3,12} )?(?:centrum|hart|stad|dorp|city|town|heart|centre"
    r"|village) (?:van|of)))?|:)(?=\s)"
)
"""What stands right before the name of a place."""
GAP = 90
"""Characters between the words that announce a place and its name."""
SURELY = re.compile(
    r"vind|plaats|gehouden|bijeen|elkaar|door|welkom|terecht|ontvangen|locatie|held|place|located|venue|join|hosted|person"
    r"|verzamel|vertrek"
    r"|on location"
)
"""Verbs behind which a capital after "in" begins a place, and no language or program."""


AT = re.compile(r"^(?:(?:[Ii]n|[Tt]e|[Bb]ij|[Aa]t) (?=[A-Z]|(?:de|het|the) )|[Oo]p (?=(?:de|het) ))")
"""Before the name of a place, in an answer to where it is."""
NO_NAME = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]* \d{1,2}\b|[A-Z]{1,4}\d{2}-\d{1,3}$", re.IGNORECASE
)
"""A day, month first, or the code of a run."""


def read_label_of_place(view: View) -> Witness | None:
    """Find a place under its own label; in a table of runs it is a run's, not the course's."""
    for statement in sorted(view.under("location"), key=lambda s: len(s.meaning.fields) > 1):
        if statement.row or _is_of_else(view, statement):
            continue
        place = _place_of(_without_columns(view, statement), view.titles)
        at = AT.match(place)
        if place:
            return Witness(place[at.end() :].rstrip(".") if at else place, statement.method, label=statement.label)
    return None


def _without_columns(view: View, statement: Statement) -> Statement:
    """Leave out the heads of the columns of a table that stands under a heading ("Waar en wanneer?": "Moment")."""
    cells = [view.blocks[n].cell for n in statement.blocks]
    if statement.method != "heading" or not any(cells) or len(cells) != len(statement.lines):
        return statement
    tables = {s.row[0] for s in view.statements if s.row}
    heads = [cell is not None and not cell[1] and cell[0] in tables for cell in cells]
    kept = [line for line, is_head in zip(statement.lines, heads, strict=True) if not is_head]
    return replace(statement, lines=kept)


def _is_of_else(view: View, statement: Statement) -> bool:
    """Tell whether a place is that of a meeting beside the course, or the address of who gives it."""
    heads = [head for n in statement.blocks[:1] for head in view.heads(n)[-2:] if len(head) <= HEADING]
    own = fold(statement.label) in OWN_ADDRESS and any(prose.speaks_of("contact", head) for head in heads)
    return own or is_beside(view, *heads)


def is_beside(view: View, *words: str) -> bool:
    """Tell whether words speak of a meeting beside the course: one to be informed at, a dinner."""
    beside = any(prose.speaks_of("other_meeting", one) for one in words)
    return beside and not prose.speaks_of("other_meeting", " | ".join((view.title, *view.titles)))


def read_rows(view: View) -> Witness | None:
    """Name the places of all runs of a table."""
    places = dict.fromkeys(_place_of(s) for s in view.under("location") if s.row)
    named = [place for place in places if place][:6]
    return Witness(cut("; ".join(named), LONGEST), "table") if named else None


def _place_of(statement: Statement, titles: Collection[str] = ()) -> str:
    """Find the line under a label that is a place, else the place that a line names among other things."""
    lines = [words for line in statement.lines[:3] for words in (_first_sentence(line), _before_time(line))]
    lines = [words for words in lines if words not in titles]
    if len(statement.meaning.fields) > 1:  # "Wanneer en waar"
        told = [words.rstrip(" .") for line in statement.lines[:LINES] for words in sentences(line[:SPOKEN])]
        lines = [*(words for words in told if IN_ITS_TOWN.fullmatch(words)), *lines]
    line = next((words for words in lines if is_place(words)), "")
    if line and line == statement.lines[0] and POSTAL.match("".join(statement.lines[1:2])):
        line = f"{line}, {statement.lines[1]}"
    if len(line.split()) > SHORT and TOLD.search(line):
        line = _place_in(line) or line
    if len(line.split()) > SENTENCE and line.endswith(".") and not _names_place(line):
        return ""
    if not line and len(statement.meaning.fields) > 1:  # "Wanneer en waar"
        line = next((name for name in map(_place_in, statement.lines) if name), "")
    words = without_personal(line).strip(" •·|")
    words = words.rstrip(".") if len(words.split()) <= SHORT else words
    return "" if not words or is_nowhere(words) else cut(words, LONGEST)


def _names_place(words: str) -> bool:
    """Tell whether a sentence names a town, a building or a number in a street."""
    return bool(TOWN.search(words) or BUILDING.search(words) or any(map(str.isdigit, words)) or named_place(words))


def is_nowhere(words: str) -> bool:
    """Tell whether words under a place's label only say that it is not known, or is wherever one likes."""
    return any(prose.speaks_of(name, words) for name in ("nothing", "no_location"))


def _before_time(words: str) -> str:
    """Cut the hours that follow a place ("De Schakel, Maarssen, 19.30 - 22.00 uur")."""
    parts = re.split(r",\s+|\s+[–—|-]\s+", words[:LONGEST])
    place = ", ".join(itertools.takewhile(lambda part: not WHEN.search(part), parts))
    return place if place == words else DAY_BEHIND.sub("", place)


def _first_sentence(words: str) -> str:
    """Cut what follows a place ("Utrecht. De lessen worden …")."""
    return sentences(words)[0] if len(words) > 40 else words


def named_place(words: str) -> str | None:
    """Find the name of a place that a sentence gives behind words that announce one ("vindt plaats in …")."""
    low = words.lower()
    for verb in prose.patterns("place")[0].finditer(low):
        for before in BEFORE.finditer(low, verb.end(), verb.end() + GAP):
            name = NAME.match(words, before.end())
            if before[0] == ":" and not (name and TOWN.match(name[1])):
                continue
            if before[0] == "bij" and verb[0] == "welkom" and not (name and TOWN.search(name[1])):
                continue  # "Welkom bij Celhuis": who receives one
            if name and _may_be_place(name[1], surely=bool(SURELY.search(verb[0]))):
                return _trimmed(name[1])
    building = IN_BUILDING.search(words)
    named = building and re.search(r"\s[A-Z]", building[1])
    return _trimmed(BEYOND.sub("", building[1])) if building and named else None


def _trimmed(name: str) -> str:
    """Take off a name what leads on to other words ("Valthe in het", "Gouderak en")."""
    return TRAILING.sub("", name).rstrip(" ,.")


def _may_be_place(name: str, *, surely: bool) -> bool:
    """Tell whether a name may be a place's; one word that no table knows only where the verb says so surely."""
    capital = re.search(r"[A-Z]", name)
    if (
        capital is None
        or len(name.strip(" .,")) < LEAST
        or prose.speaks_of("no_place", name[capital.start() :])
        or prose.speaks_of("no_place", name)
    ):
        return False
    return surely or " " in name.strip() or bool(TOWN.search(name) or LIKE_TOWN.fullmatch(name.rstrip(" .,")))


@lru_cache(maxsize=4096)
def only_towns(words: str) -> bool:
    """Tell whether a line is nothing but towns ("Leiden en Den Haag")."""
    return bool(TOWN.search(words)) and not BESIDE_TOWNS.sub(" ", TOWN.sub(" ", words)).strip()


def _place_in(words: str) -> str | None:
    """Find a place that a line names among other things: a building, or a town."""
    town = IN_TOWN.search(words)
    return named_place(words) or (town[1] if town else None)


def is_place(words: str) -> bool:
    """Tell whether a line under a place's label may be one: no date, no time, no sentence."""
    label = read_label(words)
    if (label.fields and label.exact) or prose.speaks_of(
        "call", words
    ):  # "Locatie", and nothing but a button behind it
        return False
    worded = bool(re.search(r"[A-Z][A-Za-z]|[a-z]{3}", words)) and not GLUED.fullmatch(words)
    worded = worded and not PRICED.search(words)
    return len(words.split()) <= 25 and worded and not WHEN.search(words) and not NO_NAME.match(words)


def towns_in(text: str) -> set[str]:
    """Return the towns that a text names, folded, each by one of its names."""
    bare = (re.sub(rf"{QUARTER}$", "", town) for town in TOWN.findall(text))
    return {OTHER_NAMES.get(name, name) for town in bare if (name := fold(town))}
