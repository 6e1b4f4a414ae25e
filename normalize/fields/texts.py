"""Fields that are kept in the page's own words: audience, entry requirements, certificate, accreditation, place."""

from __future__ import annotations

import re

from normalize.fields import prose
from normalize.fields.witness import Witness
from normalize.page.embedded import Thing, as_text
from normalize.page.text import cut, fold, sentences, tidy, without_personal
from normalize.page.view import View

LONGEST = {"audience": 500, "entry_requirements": 700, "certificate": 300, "accreditation": 300, "location": 160}
"""Characters kept of each text."""
EMBEDDED = {
    "audience": ("audience", "typicalAgeRange"),
    "entry_requirements": ("coursePrerequisites", "programPrerequisites"),
    "certificate": ("educationalCredentialAwarded",),
    "location": ("location",),
    "accreditation": (),
}
"""schema.org properties of each field."""
NAME = re.compile(
    r"\s+((?:de |het |the )?[A-Z][\w'’.&-]*"
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
        if sentence.text.endswith("?") and name != "audience":
            continue
        words = sentence.text
        if words.rstrip().endswith(":"):
            words = " ".join([words, *_list_after(view, sentence.block)])
        kept.append(words)
        if name != "entry_requirements" or len(kept) == 4:
            break
    return cut(without_personal(" ".join(dict.fromkeys(kept))), LONGEST[name])


def _list_after(view: View, at: int) -> list[str]:
    """Return the list items that a line ending in a colon announces."""
    items = []
    for block in view.blocks[at + 1 : at + 12]:
        if block.tag != "li" and not block.text.startswith(("•", "-", "–")):
            break
        items.append(block.text.rstrip(";., ") + ";")
    return items


def _requirements_in_audience(view: View) -> Witness | None:
    """Find requirements that stand in the text on the audience."""
    for statement in view.under("audience"):
        kept = [
            sentence
            for line in statement.lines
            for sentence in sentences(line)
            if prose.speaks_of("entry_requirements", sentence)
        ]
        if kept:
            words = cut(without_personal(" ".join(kept)), LONGEST["entry_requirements"])
            return Witness(words, statement.method, label=statement.label)
    return None


def _embedded(thing: Thing | None, name: str) -> Witness | None:
    if thing is None:
        return None
    words = next((w for w in (thing.text(key) for key in EMBEDDED[name]) if w), "")
    if not words or words.startswith("http"):
        return None
    return Witness(cut(without_personal(words), LONGEST[name]), thing.syntax)


def read_location(view: View) -> Witness | None:
    """Find where the course is given."""
    for statement in view.under("location"):
        text = cut(tidy(_joined("location", statement.lines[:2]), 400), LONGEST["location"])
        if text and len(text.split()) <= 25 and not re.fullmatch(r"[\W\d]*", text):
            return Witness(text, statement.method, label=statement.label)
    for sentence in view.sentences:
        before = prose.patterns("place")[0].search(sentence.text[: prose.MAX_SENTENCE])
        name = NAME.match(sentence.text[: prose.MAX_SENTENCE], before.end()) if before else None
        if name and not prose.speaks_of("no_place", name[1]) and prose.speaks_of("location", sentence.text):
            return Witness(name[1].rstrip(" ,."), "text")
    for thing in [view.thing] if view.thing else []:
        for place in [
            *thing.many("location"),
            *(as_text(i.get("location")) for i in thing.many("hasCourseInstance") if isinstance(i, dict)),
        ]:
            words = place_words(place)
            if words:
                return Witness(words, thing.syntax)
    return None


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
