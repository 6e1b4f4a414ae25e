"""Where the course is given, by the data that a page has for programs (schema.org)."""

from __future__ import annotations

from normalize.fields.places import LONGEST
from normalize.fields.witness import Witness
from normalize.page.embedded import as_text
from normalize.page.text import cut, fold
from normalize.page.view import View


def read_embedded_place(view: View) -> Witness | None:
    """Find the place in the embedded data."""
    thing = view.thing
    if thing is None:
        return None
    instances = [i.get("location") for i in thing.many("hasCourseInstance") if isinstance(i, dict)]
    words = next((w for w in map(place_words, [*thing.many("location"), *instances]) if w), "")
    return Witness(words, thing.syntax) if words else None


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
    return cut(", ".join(parts), LONGEST)
