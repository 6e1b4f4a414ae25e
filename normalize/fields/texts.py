"""Fields that are kept in the page's own words: audience, entry requirements, certificate, accreditation."""

from __future__ import annotations

import re

from normalize.fields import asked, people, prose
from normalize.fields.days import has_day
from normalize.fields.witness import Witness
from normalize.page.embedded import Thing
from normalize.page.labels import read_label
from normalize.page.statements import Statement
from normalize.page.text import cut, fold, sentences, without_personal
from normalize.page.view import Sentence, View

LONGEST = {"audience": 300, "entry_requirements": 400, "certificate": 300, "accreditation": 300}
"""Characters kept of each text."""
SPOKEN = {"entry_requirements": 3, "certificate": 2}
"""Sentences of prose that are joined; one where not named."""
WHO = ("who", "wie")
"""Labels of whom it is for, and of who teaches."""
NEEDED = ("benodigd", "wat heb je nodig", "wat heb ik nodig", "wat heeft u nodig")
"""How labels of what one must have begin, and of what one brings along."""
NAMES = re.compile(
    r"(?:(?:[A-Z][\w'’-]+|van|de|der|den|von|ter|ten|di|da)[ ,]+|(?:and|en|&) ){1,12}[A-Z][\w'’-]+"
    r"(?: (?:with|met|of|from|van)\b.{0,200})?\.?"
)
"""Names of persons, and whom they are with."""
ANNOUNCES = re.compile(r":\s*$|\b(?:volgende|onderstaande|following) [^.:;]{0,60}\.$", re.IGNORECASE)
"""Ends a line after which a list tells what it is about."""
NEAR = 3
"""Blocks between two sentences that are joined."""
CARD_HEAD = 60
"""Characters of a card's heading, or of a line that stands as an item of a list, at most."""
COSTLY = ("entry_requirements", "accreditation")
"""Fields of which a sentence on what they cost says nothing else."""
EMBEDDED = {
    "audience": ("audience", "typicalAgeRange"),
    "entry_requirements": ("coursePrerequisites", "programPrerequisites"),
    "certificate": ("educationalCredentialAwarded",),
    "accreditation": (),
}
"""schema.org properties of each field."""


SELECTS = ("selecti", "how we select")
"""How a label begins under which stands who goes before others, where another says what one must have."""


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
    if found and (name != "certificate" or found.method == "rule" or _names_paper(found.text)):
        return found
    spoken = _spoken(view, name)
    if found and not spoken:
        return found
    if name == "entry_requirements" and not spoken and (hidden := _requirements_in_audience(view)):
        return hidden
    spoken = spoken or _asked(view, name)
    return Witness(spoken, "text") if spoken else _embedded(view.thing, name)


def _names_paper(text: str) -> bool:
    """Tell whether words under a label name what one gets, and not merely an exam."""
    return prose.speaks_of("paper", text) or prose.speaks_of("affirmed", text)


def _stated(view: View, name: str) -> Witness | None:
    """Find the words under the field's label."""
    for statement in sorted(view.under(name), key=lambda s: fold(s.label).startswith(SELECTS)):
        lines = _from_whom(_with_heads(view, statement)) if name == "audience" else statement.lines
        text = _joined(name, lines)
        if fold(statement.label) in WHO and NAMES.fullmatch(text) and not prose.speaks_of("people", text):
            continue  # "Who: Anna Bakker"
        if fold(statement.label).startswith(NEEDED) and not _asks(text):
            continue  # what one brings along
        if text and (statement.method == "rule" or _is_one(name, text)):
            return Witness(text, statement.method, statement.meaning.year, statement.label, statement.zone == "side")
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
    while len(kept) > 1 and _is_label(kept[-1]):
        kept.pop()
    return " ".join(kept)


def _tells_when(sentence: str) -> bool:
    """Tell whether a sentence says when the course is, or how long it takes: it may stand behind what one must have."""
    return bool(WHEN.match(sentence)) and (prose.speaks_of("sessions", sentence) or has_day(sentence))


def _is_label(words: str) -> bool:
    """Tell whether a sentence is nothing but a label ("Inhoud van de cursus")."""
    meaning = read_label(words)
    return bool(meaning.fields) and (meaning.exact or not (words.endswith((".", "!")) or ": " in words))


def _spoken(view: View, name: str) -> str:
    """Find the sentences of prose that speak of the field."""
    kept: list[str] = []
    last = None
    for sentence in _ranked(view, name):
        words = sentence.text
        again = any(words.rstrip(".;") in said for said in kept)  # an item of a list that was taken whole
        if again or words.endswith("?") or prose.speaks_of("call", words):
            continue
        if name in COSTLY and prose.speaks_of("own_costs", words):
            continue
        if _is_label(words) and not (name == "certificate" and _is_included(view, sentence.block)):
            continue
        if _is_of_others(view, name, sentence):
            continue
        if name == "entry_requirements" and _is_no_requirement(view, sentence):
            continue
        if name == "entry_requirements" and last is not None and abs(sentence.block - last) > NEAR:
            break
        if ANNOUNCES.search(words):
            words = " ".join([words, *_list_after(view, sentence.block)]).rstrip(";")
        if name == "audience" and prose.speaks_of("answers", words):
            questions = asked.before(view, sentence)
            if questions and not any(prose.speaks_of("asked_you", question) for question in questions):
                continue
            words = " ".join([*questions, words])
        if name == "audience" and (prose.speaks_of("for_you", words) or prose.speaks_of("passed_only", words)):
            continue
        kept.append(words)
        last = sentence.block
        if len(kept) == SPOKEN.get(name, 1):
            break
    return cut(without_personal(" ".join(dict.fromkeys(kept))), LONGEST[name])


def _is_included(view: View, at: int) -> bool:
    """Tell whether a label is the paper that one gets itself, on a line of its own ("Bewijs van deelname").

    In a list of labels it only says what the page has a section on.
    """
    block = view.blocks[at]
    beside = (view.blocks[n] for n in (at - 1, at + 1) if 0 <= n < len(view.blocks))
    item = not block.level and not block.href and prose.speaks_of("credential_item", block.text)
    return item and not any(other.tag == block.tag == "li" and _is_label(other.text) for other in beside)


def _ranked(view: View, name: str) -> list[Sentence]:
    """Return the sentences on a field, the most telling first, those on whom else it is for last."""
    found = prose.on(view, name)
    return sorted(found, key=_rank) if name == "audience" else found


def _rank(sentence: Sentence) -> tuple[bool, bool]:
    """Tell how late a sentence on the audience is to be asked."""
    return prose.speaks_of("audience_also", sentence.text), not prose.speaks_of("audience_first", sentence.text)


def _is_of_others(view: View, name: str, sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of who teaches, of another course, of a study or a tool, in another's words."""
    if name not in ("audience", "entry_requirements"):
        return False
    if name == "audience" and sentence.block in view.in_requirements:  # one must be this to come in
        return not prose.speaks_of("audience_first", sentence.text)
    apart = any(prose.speaks_of("apart_heading", heading) for heading in view.heads(sentence.block))
    return apart or prose.speaks_of("of_else", sentence.text)


def _is_no_requirement(view: View, sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of what one must bring along, of who teaches, or of what one has afterwards."""
    headings = view.blocks[sentence.block].headings
    apart = any(prose.speaks_of(name, head) for head in headings for name in ("school_heading", "outcome_heading"))
    return apart or prose.speaks_of("technical", sentence.text) or prose.speaks_of("not_requirement", sentence.text)


def _asked(view: View, name: str) -> str:
    """Find what stands beside another field: requirements in whom it is for, an audience in a question, a paper."""
    if name == "entry_requirements":
        if near := _in_other_part(view) or asked.entry(view):
            return cut(near, LONGEST[name])
        whom = [s for s in prose.on(view, "audience")[:2] if not _is_of_others(view, name, s)]
        whom = [s for s in whom if not _is_no_requirement(view, s)]
        spoken = [s.text for s in whom if prose.speaks_of("asked", s.text)]
        spoken += [s.text for s in view.sentences if s.text.endswith("?") and prose.speaks_of("asked_paper", s.text)]
        return cut(next(iter(spoken), ""), LONGEST[name])
    if name == "audience":
        if listed := people.listed(view):
            return cut(listed, LONGEST[name])
        return cut(asked.whom(view) or people.named(view), LONGEST[name])
    if name == "certificate":
        after = (s.text for s in prose.told(view, name) if prose.speaks_of("certificate_after", s.text))
        return cut(next(after, ""), LONGEST[name])
    return ""


def _in_other_part(view: View) -> str:
    """Find what one must know or have in a part on how one enrols, what one brings, whom it suits."""
    kept: list[Sentence] = []
    for sentence in view.sentences:
        block = view.blocks[sentence.block]
        if block.level or block.zone != "main" or sentence.text.endswith("?"):
            continue
        headed = any(prose.speaks_of("enter_heading", head) for head in view.heads(sentence.block)[-1:])
        if not (headed and prose.speaks_of("brought", sentence.text)) or _is_no_requirement(view, sentence):
            continue
        if not _is_of_others(view, "entry_requirements", sentence):
            kept.append(sentence)
    near = [s.text for s in kept if s.block - kept[0].block <= NEAR]
    return " ".join(near[: SPOKEN["entry_requirements"]])


def _list_after(view: View, at: int) -> list[str]:
    """Return the list items that a line ending in a colon announces, or the short lines that stand as such."""
    items = []
    behind = view.blocks[at + 1 : at + 12]
    for block in behind:
        plain = block.tag == behind[0].tag and len(block.text) < CARD_HEAD and not (block.level or ":" in block.text)
        if block.tag != "li" and not (
            block.text.startswith(("•", "-", "–")) or (plain and not block.text.endswith((".", "?", "!")))
        ):
            break
        items.append(block.text.rstrip(";., ") + ";")
    return items


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
