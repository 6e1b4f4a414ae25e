"""Fields that are kept in the page's own words: audience, entry requirements, certificate, accreditation, place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from normalize.fields import prose
from normalize.fields.witness import Witness
from normalize.page.embedded import Thing, as_text
from normalize.page.text import cut, fold, sentences, tidy, without_personal
from normalize.page.view import Sentence, View

LONGEST = {"audience": 300, "entry_requirements": 700, "certificate": 300, "accreditation": 300, "location": 160}
"""Characters kept of each text."""
SPOKEN = {"entry_requirements": 3, "certificate": 2}
"""Sentences of prose that are joined; one where not named."""
EMBEDDED = {
    "audience": ("audience", "typicalAgeRange"),
    "entry_requirements": ("coursePrerequisites", "programPrerequisites"),
    "certificate": ("educationalCredentialAwarded",),
    "location": ("location",),
    "accreditation": (),
}
"""schema.org properties of each field."""
_PLACES = tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))
TOWNS = _PLACES["towns"]
IN_BUILDING = re.compile(
    r"\b(?:in|op|bij|at)\s+((?:(?:de|het|een|ons|onze|the)\s+)?(?:\w{3,20}\s+)?(?:"
    + "|".join(_PLACES["buildings"])
    + r")\b[^.;:,()•|]{0,60})"
)
"""A place by its kind, with the name that follows."""
TOWN = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(TOWNS, key=len, reverse=True)))})(?![\w-])")
IN_TOWN = re.compile(rf"\b(?:in|te|bij|near) (?:hartje |het centrum van |downtown )?({TOWN.pattern})")
WHEN = re.compile(r"\d{1,2}[:.]\d\d|\b(?:20\d\d)\b|(?:avond|dag)en van\b|:$")
NAME = re.compile(
    r"\s+((?:(?:de|het|een|ons|onze|the)\s+)?(?:[a-zà-ÿ-]{4,25}\s+(?:van\s+(?:de\s+|het\s+)?)?)?[A-Z][\w'’.&-]*"
    r"(?:[ ,]+(?:(?:van|de|den|der|het|of|and|en|in|aan|te|the|&|[A-Z0-9][\w'’.&-]*)(?=[ ,.;)]|$)))*)"
)
"""A name with its capitals, after words that announce a place."""


def read_text(view: View, name: str) -> Witness | None:
    """Find the words of a text field: under its label, in prose, in the embedded data."""
    for statement in view.under(name):
        text = _joined(name, statement.lines)
        if text:
            return Witness(text, statement.method, statement.meaning.year, statement.label, statement.zone == "side")
    if name == "entry_requirements":
        hidden = _requirements_in_audience(view)
        if hidden:
            return hidden
    spoken = _spoken(view, name)
    if not spoken and name == "entry_requirements":
        spoken = next((s.text for s in prose.on(view, "audience")[:2] if prose.speaks_of("asked", s.text)), "")
    if spoken:
        return Witness(spoken, "text")
    return _embedded(view.thing, name)


def _joined(name: str, lines: list[str]) -> str:
    """Join the lines under a label to one text."""
    kept = [without_personal(line).strip(" •·|") for line in lines]
    kept = [line for line in kept if line and not prose.speaks_of("nothing", line)]
    text = ""
    for line in kept:
        joint = "" if not text else " " if text[-1] in ".!?:;" else "; "
        text += joint + line
        if len(text) > LONGEST[name]:
            break
    return cut(text, LONGEST[name])


def _spoken(view: View, name: str) -> str:
    """Find the sentences of prose that speak of the field."""
    kept: list[str] = []
    for sentence in prose.on(view, name):
        if sentence.text.endswith("?"):
            continue
        words = sentence.text
        if words.rstrip().endswith(":"):
            words = " ".join([words, *_list_after(view, sentence.block)])
        if name == "audience" and prose.speaks_of("answers", words):
            words = " ".join([*_questions_before(view, sentence), words])
        kept.append(words)
        if len(kept) == SPOKEN.get(name, 1):
            break
    return cut(without_personal(" ".join(dict.fromkeys(kept))), LONGEST[name])


def _questions_before(view: View, answer: Sentence) -> list[str]:
    """Return the questions that a sentence answers ("Werk jij met …? Dan is deze cursus iets voor jou")."""
    block = [s for s in view.sentences if s.block == answer.block]
    before = block[: block.index(answer)]
    return [s.text for s in before if s.text.endswith("?")][-3:]


def _list_after(view: View, at: int) -> list[str]:
    """Return the list items that a line ending in a colon announces."""
    items = []
    for block in view.blocks[at + 1 : at + 12]:
        if block.tag != "li" and not block.text.startswith(("•", "-", "–")):
            break
        items.append(block.text.rstrip(";., ") + ";")
    return items


def _requirements_in_audience(view: View) -> Witness | None:
    """Find requirements that stand in the text on the audience, with the list that they announce."""
    for statement in view.under("audience"):
        kept: list[str] = []
        listed = False
        for line in statement.lines:
            asked = [s for s in sentences(line) if _asks(s)]
            kept += [line] if listed and len(line) < 250 else asked
            listed = bool(asked and line.rstrip().endswith(":")) or (listed and len(line) < 250)
        if kept:
            words = _joined("entry_requirements", kept)
            return Witness(words, statement.method, label=statement.label)
    return None


def _asks(sentence: str) -> bool:
    """Tell whether a sentence on the audience asks something of them."""
    return prose.speaks_of("entry_requirements", sentence) or prose.speaks_of("asked", sentence)


def _embedded(thing: Thing | None, name: str) -> Witness | None:
    if thing is None:
        return None
    words = next((w for w in (thing.text(key) for key in EMBEDDED[name]) if w), "")
    if not words or words.startswith("http"):
        return None
    return Witness(cut(without_personal(words), LONGEST[name]), thing.syntax)


def read_location(view: View) -> Witness | None:
    """Find where the course is given."""
    rows: list[str] = []
    for statement in view.under("location"):
        line = next((words for words in map(_first_sentence, statement.lines[:3]) if _is_place(words)), "")
        if not line and len(statement.meaning.fields) > 1:  # "Wanneer en waar": the place stands in a sentence
            line = next((name for name in map(_place_in, statement.lines) if name), "")
        text = cut(tidy(_joined("location", [line]), 400), LONGEST["location"])
        if text and not statement.row:
            return Witness(text, statement.method, label=statement.label)
        if text and text not in rows:
            rows.append(text)
    if rows:
        return Witness(cut("; ".join(rows[:6]), LONGEST["location"]), "table")
    for sentence in view.sentences:
        words = sentence.text[: prose.MAX_SENTENCE]
        name = _named_place(words) if prose.speaks_of("location", words) or prose.speaks_of("given", words) else None
        if name:
            return Witness(name, "text")
    for sentence in view.sentences:
        town = IN_TOWN.search(sentence.text[: prose.MAX_SENTENCE])
        if town and prose.speaks_of("given", sentence.text):
            return Witness(town[1], "text")
    thing = view.thing
    if thing is None:
        return None
    instances = [i.get("location") for i in thing.many("hasCourseInstance") if isinstance(i, dict)]
    words = next((w for w in map(place_words, [*thing.many("location"), *instances]) if w), "")
    return Witness(words, thing.syntax) if words else None


def _first_sentence(words: str) -> str:
    """Cut what follows a place ("Utrecht. De lessen worden …")."""
    return sentences(words)[0] if len(words) > 40 else words


def _named_place(words: str) -> str | None:
    """Find the name that follows words that announce a place."""
    for before in prose.patterns("place")[0].finditer(words.lower()):
        name = NAME.match(words, before.end())
        capital = re.search(r"[A-Z]", name[1]) if name else None
        if name and capital and not prose.speaks_of("no_place", name[1][capital.start() :]):
            return name[1].rstrip(" ,.")
    building = IN_BUILDING.search(words)
    named = building and re.search(r"\s[A-Z]", building[1])
    return re.sub(r"\s+(?:van|om|vanaf)\s+\d.*$", "", building[1]).rstrip(" ,.") if building and named else None


def _place_in(words: str) -> str | None:
    """Find a place that a line names among other things: a building, or a town."""
    town = IN_TOWN.search(words)
    return _named_place(words) or (town[1] if town else None)


def _is_place(words: str) -> bool:
    """Tell whether a line under a place's label may be one: no date, no time, no sentence."""
    return len(words.split()) <= 25 and bool(re.search(r"[A-Za-z]{2}", words)) and not WHEN.search(words)


def towns_in(text: str) -> set[str]:
    """Return the towns that a text names, folded."""
    return {fold(town) for town in TOWN.findall(text)}


def place_words(place: object) -> str:
    """Write a schema.org Place as a line: its name, and its town."""
    name = as_text(place)
    town = ""
    if isinstance(place, dict):
        address = place.get("address")
        town = as_text(address.get("addressLocality")) if isinstance(address, dict) else as_text(address)
    parts = [part for part in (name, town) if part and not part.startswith("http")]
    if len(parts) == 2 and fold(parts[1]) in fold(parts[0]):
        parts.pop()
    return cut(", ".join(parts), LONGEST["location"])
