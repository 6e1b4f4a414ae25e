"""What sentences say of whom a course is for, what it asks, and what one gets for it."""

from __future__ import annotations

import re

from normalize.fields import asked, people, prose
from normalize.page.labels import read_label
from normalize.page.text import cut, without_personal
from normalize.page.view import Sentence, View

LONGEST = {"audience": 300, "entry_requirements": 400, "certificate": 300, "accreditation": 300}
"""Characters kept of each text."""
SPOKEN = {"entry_requirements": 3, "certificate": 2}
"""Sentences of prose that are joined; one where not named."""
ANNOUNCES = re.compile(r":\s*$|\b(?:volgende|onderstaande|following) [^.:;]{0,60}\.$", re.IGNORECASE)
"""Ends a line after which a list tells what it is about."""
NEAR = 3
"""Blocks between two sentences that are joined."""
FACTS = re.compile(r"\s+[·|]\s+")
"""What parts the facts of a line ("Opleiding voor volwassenen · mbo 4 · BBL")."""
CARD_HEAD = 60
"""Characters of a card's heading, or of a line that stands as an item of a list, at most."""
COSTLY = ("entry_requirements", "accreditation")
"""Fields of which a sentence on what they cost says nothing else."""


def is_label(words: str) -> bool:
    """Tell whether a sentence is nothing but a label ("Inhoud van de cursus")."""
    meaning = read_label(words)
    return bool(meaning.fields) and (meaning.exact or not (words.endswith((".", "!")) or ": " in words))


def read_told(view: View, name: str) -> str:
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
        if is_label(words) and not (name == "certificate" and _is_included(view, sentence.block)):
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
        kept.append(FACTS.split(words)[0] if name == "audience" else words)
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
    return item and not any(other.tag == block.tag == "li" and is_label(other.text) for other in beside)


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


def read_beside(view: View, name: str) -> str:
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
