"""Fields that are kept in the page's own words: audience, entry requirements, certificate, accreditation."""

from __future__ import annotations

from normalize.fields import prose
from normalize.fields.witness import Witness
from normalize.page.embedded import Thing
from normalize.page.text import cut, sentences, without_personal
from normalize.page.view import Sentence, View

LONGEST = {"audience": 300, "entry_requirements": 700, "certificate": 300, "accreditation": 300}
"""Characters kept of each text."""
SPOKEN = {"entry_requirements": 3, "certificate": 2}
"""Sentences of prose that are joined; one where not named."""
EMBEDDED = {
    "audience": ("audience", "typicalAgeRange"),
    "entry_requirements": ("coursePrerequisites", "programPrerequisites"),
    "certificate": ("educationalCredentialAwarded",),
    "accreditation": (),
}
"""schema.org properties of each field."""


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
