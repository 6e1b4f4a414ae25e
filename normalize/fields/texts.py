"""Fields that are kept in the page's own words: audience, entry requirements, certificate, accreditation."""

from __future__ import annotations

import re

from normalize.fields import prose
from normalize.fields.days import has_day
from normalize.fields.told_texts import ANNOUNCES, CARD_HEAD, COSTLY, LONGEST, is_label, read_beside, read_told
from normalize.fields.witness import Witness
from normalize.page.embedded import Thing
from normalize.page.statements import Statement
from normalize.page.text import cut, fold, sentences, without_personal
from normalize.page.view import View

WHO = ("who", "wie")
"""Labels of whom it is for, and of who teaches."""
NEEDED = ("benodigd", "wat heb je nodig", "wat heb ik nodig", "wat heeft u nodig")
"""How labels of what one must have begin, and of what one brings along."""
NAMES = re.compile(
    r"(?:(?:[A-Z][\w'’-]+|van|de|der|den|von|ter|ten|di|da)[ ,]+|(?:and|en|&) ){1,12}[A-Z][\w'’-]+"
    r"(?: (?:with|met|of|from|van)\b.{0,200})?\.?"
)
"""Names of persons, and whom they are with."""
EMBEDDED = {
    "audience": ("audience", "typicalAgeRange"),
    "entry_requirements": ("coursePrerequisites", "programPrerequisites"),
    "certificate": ("educationalCredentialAwarded",),
    "accreditation": (),
}
"""schema.org properties of each field."""
SELECTS = ("selecti", "how we select")
"""How a label begins under which stands who goes before others, where another says what one must have."""
PAPER = re.compile(r"certifica(?:at|te)|diploma|getuigschrift", re.IGNORECASE)
"""The paper that one gets, as a label."""
PAPERS = 60
"""Characters under that label, at most, that need not name the paper again."""
ACRONYM = re.compile(r"\b[A-Z]{3,}")
"""Names a body or a paper of a trade ("NIBHV", "VCA")."""

WHEN = re.compile(
    r"(?:de|deze|this|the) (?:[\w-]+ )?(?:cursus|opleiding|training|leergang|workshop|course|programme)\b.{0,60}"
    r"\b(?:start|begint|telt|duurt|vindt|starts|begins|takes)\b",
    re.IGNORECASE,
)
"""Begins a sentence on when a course is."""


def read_text(view: View, name: str) -> Witness | None:
    """Find the words of a text field: under its label, in prose, in the embedded data."""
    if name == "audience" and any(prose.speaks_of("vacancy_heading", b.text) for b in view.blocks if b.level):
        return None  # whom one wants to hire
    found = _stated(view, name)
    if found and (name != "certificate" or found.method == "rule" or _names_paper(found.text) or _is_papers(found)):
        return found
    spoken = read_told(view, name)
    if found and not spoken:
        return found
    if name == "entry_requirements" and not spoken and (hidden := _requirements_in_audience(view)):
        return hidden
    spoken = spoken or read_beside(view, name)
    return Witness(spoken, "text") if spoken else _embedded(view.thing, name)


def _names_paper(text: str) -> bool:
    """Tell whether words under a label name what one gets, and not merely an exam."""
    return prose.speaks_of("paper", text) or prose.speaks_of("affirmed", text)


def _is_papers(found: Witness) -> bool:
    """Tell whether a few words stand under the name of the paper itself ("Certificaat: NIBHV, 1 jaar geldig")."""
    named = len(found.text) < PAPERS and PAPER.fullmatch(found.label.strip(" :"))
    return bool(named and ACRONYM.search(found.text))


def _stated(view: View, name: str) -> Witness | None:
    """Find the words under the field's label."""
    for statement in sorted(view.under(name), key=lambda s: fold(s.label).startswith(SELECTS)):
        lines = _from_whom(_with_heads(view, statement)) if name == "audience" else statement.lines
        text = _joined(name, lines)
        if fold(statement.label) in WHO and NAMES.fullmatch(text) and not prose.speaks_of("people", text):
            continue  # "Who: Anna Bakker"
        if fold(statement.label).startswith(NEEDED) and not _asks(text):
            continue  # what one brings along
        found = Witness(text, statement.method, statement.meaning.year, statement.label, statement.zone == "side")
        if text and (
            statement.method == "rule" or _is_one(name, text) or (name == "certificate" and _is_papers(found))
        ):
            return found
    return None


def _with_heads(view: View, statement: Statement) -> list[str]:
    """Return the lines under a label, each with the heading of its own card ("Analisten: die meer willen weten")."""
    heads = {n: view.blocks[n - 1] for n in statement.blocks if n and view.blocks[n - 1].level}
    deepest = max((head.level for head in heads.values()), default=0)
    cards = {n: head.text for n, head in heads.items() if head.level == deepest and len(head.text) < CARD_HEAD}
    if len(cards) < 2 or len(statement.blocks) != len(statement.lines):
        return statement.lines
    pairs = zip(statement.blocks, statement.lines, strict=True)
    return [f"{cards[n].rstrip(' :')}: {line}" if n in cards else line for n, line in pairs]


def _from_whom(lines: list[str]) -> list[str]:
    """Leave out what stands under a label before the sentence that says for whom it is, where one does."""
    told = next((n for n, line in enumerate(lines) if prose.speaks_of("audience_first", line)), 0)
    return lines if any(prose.speaks_of("people", line) for line in lines[:told]) else lines[told:]


def _is_one(name: str, text: str) -> bool:
    """Tell whether words under a label may be what the label promises."""
    if name == "certificate":
        return prose.speaks_of("credential", text) or prose.speaks_of("affirmed", text)
    if name == "accreditation":
        return not prose.speaks_of("credential", text) or prose.speaks_of("accreditation", text)
    if name == "entry_requirements":
        return not prose.speaks_of("entrance", text)
    return not any(prose.speaks_of(no, text) for no in ("demand", "passed_only", "head_count"))


def _joined(name: str, lines: list[str]) -> str:
    """Join the lines under a label to one text."""
    text = ""
    for line in lines:
        kept = _kept(name, without_personal(line).strip(" •·|"))
        if kept:
            joint = "" if not text else " " if text[-1] in ".!?:;" else "; "
            text += joint + kept
        if len(text) > LONGEST[name]:
            break
    return cut(text, LONGEST[name])


def _kept(name: str, line: str) -> str:
    """Leave out of a line what is no value: links, a label that ends it, what one must bring along."""
    if name == "entry_requirements" and prose.speaks_of("none_asked", line):
        return line
    if not line or prose.speaks_of("nothing", line):
        return ""
    kept = [s for s in sentences(line) if not prose.speaks_of("call", s)]
    if name in COSTLY:
        kept = [s for s in kept if not prose.speaks_of("own_costs", s)]
    if name == "entry_requirements":
        kept = [s for s in kept if not prose.speaks_of("technical", s)]
        begun = next((n for n, s in enumerate(kept) if _tells_when(s)), len(kept))
        kept = [s for n, s in enumerate(kept) if n < begun or prose.speaks_of("entry_requirements", s)]
        kept = [s for s in kept if not prose.speaks_of("not_requirement", s)]
    while len(kept) > 1 and is_label(kept[-1]):
        kept.pop()
    return " ".join(kept)


def _tells_when(sentence: str) -> bool:
    """Tell whether a sentence says when the course is, or how long it takes: it may stand behind what one must have."""
    return bool(WHEN.match(sentence)) and (prose.speaks_of("sessions", sentence) or has_day(sentence))


def _requirements_in_audience(view: View) -> Witness | None:
    """Find requirements that stand in the text on the audience, with the list that they announce."""
    for statement in view.under("audience"):
        kept: list[str] = []
        listed = False
        for line in statement.lines:
            wanted = [s for s in sentences(line) if _asks(s)]
            kept += [line] if listed and len(line) < 250 else wanted
            listed = bool(wanted and ANNOUNCES.search(line)) or (listed and len(line) < 250)
        words = _joined("entry_requirements", kept)
        if words:
            return Witness(words, statement.method, label=statement.label)
    return None


def _asks(sentence: str) -> bool:
    """Tell whether a sentence on the audience asks something of them."""
    return any(prose.speaks_of(name, sentence) for name in ("entry_requirements", "asked", "demand"))


def _embedded(thing: Thing | None, name: str) -> Witness | None:
    if thing is None:
        return None
    words = next((w for w in (thing.text(key) for key in EMBEDDED[name]) if w), "")
    if not words or words.startswith("http"):
        return None
    return Witness(cut(without_personal(words), LONGEST[name]), thing.syntax)
