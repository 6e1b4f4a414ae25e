"""What a page says of its course besides facts and prose: its titles, summaries, buttons and answers to questions."""

from __future__ import annotations

import re
from itertools import islice

from normalize.fields.days import DAY
from normalize.page.document import Block
from normalize.page.text import fold, sentences, tidy
from normalize.page.view import View

SUMMARY = 600
"""Characters of a summary that are looked at."""
BUTTON = 80
"""Characters of a button, at most."""
BUTTONS = 400
"""Links and buttons of a page that are looked at."""
ENROLS = re.compile(
    r"(?:(?:nu |direct |hier )?(?:inschrijven|aanmelden|boeken|reserveren|bestel\w*|deelnemen)"
    r"|(?:schrijf|meld) (?:je|u|mij|me) (?:nu |direct |hier )?(?:in|aan)|boek|reserveer|ik (?:doe|ga) mee"
    r"|register|sign (?:me )?up|enrol\w*|book|apply|join)\b",
    re.IGNORECASE,
)
"""Begins a button by which one enrols."""

_COURSE = (
    r"(?:cursus|opleiding|training|workshop|leergang|(?:bij|na)?scholing|studiedag|masterclass|course|programme|event)"
)
QUESTIONS = {
    "when": re.compile(
        rf"(?:wanneer|op welke (?:dag|datum)|when|on (?:what|which) (?:day|date))\b.{{0,30}}"
        rf"\b(?:[\w-]*{_COURSE}|het|it)\b(?!.{{0,60}}\b(?:inschrij|aanmeld|factuur|certificaat|uitslag|betal|examen"
        r"|register|enrol|deadline|weer|again|open))",
        re.IGNORECASE,
    ),
    "where": re.compile(
        rf"(?:waar|op welke (?:plek|locatie)|where)\b.{{0,30}}\b(?:[\w-]*{_COURSE}|les(?:sen|dagen)?|het|it|classes)\b"
        r"(?!.{0,60}\b(?:inschrij|aanmeld|over|parke|erkend|goed|vind ik|materia|register|about|useful|take me))",
        re.IGNORECASE,
    ),
}
"""Questions to which the answer tells when and where the course is."""
QUESTION = 90
"""Characters of a question, at most."""


def answers(view: View, about: str) -> list[str]:
    """Return the first sentence of the answer to each question on when, or where, the course is."""
    asked = (n for n, b in enumerate(view.blocks[:-1]) if b.text.endswith("?") and len(b.text) <= QUESTION)
    found = (view.blocks[n + 1] for n in asked if QUESTIONS[about].match(view.blocks[n].text))
    return [sentences(block.text[:SUMMARY])[0] for block in found if not block.level]


def first_heading(view: View) -> str:
    """Return the page's first heading."""
    return next((block.text for block in view.blocks if block.level == 1), "")


def titles(view: View) -> list[str]:
    """Return what the page calls itself: in its first heading, its title element and where it is shared."""
    named = (first_heading(view)[:SUMMARY], view.title, view.embedded.meta.get("og:title", "")[:SUMMARY])
    return [words for words in dict.fromkeys(named) if words]


def summaries(view: View) -> list[str]:
    """Return the sentences of the page's summaries."""
    return view.once(_summaries)


def _summaries(view: View) -> list[str]:
    meta = view.embedded.meta
    told = dict.fromkeys(meta.get(name, "")[:SUMMARY] for name in ("description", "og:description"))
    return list(dict.fromkeys(part for words in told for part in sentences(words)))


def buttons(view: View) -> list[tuple[str, str]]:
    """Return the buttons by which one enrols for a day, and that day."""
    found = [(b.text, b.text[day.start() - 1 :]) for b, day in view.once(_dated_buttons)]
    return [(words, day.lstrip()) for words, day in found]


def _dated_buttons(view: View) -> list[tuple[Block, re.Match[str]]]:
    short = [b for b in view.blocks if len(b.text) <= BUTTON and ENROLS.match(b.text) and "vóór" not in b.text]
    found = [(block, day) for block in short if (day := DAY.search(block.text))]
    if not found:
        return []
    elements = islice(view.root.iter("a", "button"), BUTTONS)
    pressed = {fold(tidy(" ".join(element.itertext()), BUTTON)) for element in elements}
    return [(block, day) for block, day in found if fold(block.text) in pressed]
