"""What a page says of its course beside its text: in titles, summaries, lines about the title, buttons and answers."""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal, NamedTuple

from normalize.fields.days import DAY
from normalize.fields.elsewhen import is_of_else
from normalize.fields.tops import top_headings
from normalize.page.labels import read_label
from normalize.page.text import fold, sentences, tidied
from normalize.page.view import View

Place = Literal["title", "summary", "line", "button", "answer"]
"""The page's names for itself, its summary, a line about its title, a button by which one enrols, an answer."""
SUMMARY = 600
"""Characters of a summary that are looked at."""
BUTTON = 80
"""Characters of a button, at most."""
BUTTONS = 400
"""Links and buttons of a page that are looked at."""
MORE = re.compile(r"[\d€A-Z(–]|\b(?:een|twee|drie|vier|vijf|zes|one|two|three|four|five|six|eight|ten)\b")
"""In a button that tells a fact."""
IN_FORM = re.compile(rb"<button[^>]{0,300}>(?:<[^>]{0,300}>|\s){0,4}[^<]{0,70}(?:\d| in |\xe2\x80\x93|\()")
"""A button of a form that may tell one."""
LINE = 90
"""Characters of a line about the title, at most."""
ABOVE, BELOW = 2, 5
"""Lines above and below the title that are about it."""
QUESTION = 90
"""Characters of a question, at most."""
ENROLS = re.compile(
    r"(?:(?:nu |direct |hier )?(?:inschrijven|aanmelden|boeken|reserveren|bestel\w*|deelnemen)"
    r"|(?:schrijf|meld) (?:je|u|mij|me) (?:nu |direct |hier )?(?:in|aan)|boek|reserveer|ik (?:doe|ga) mee"
    r"|register|sign (?:me )?up|enrol\w*|book|apply|join|buy|koop)\b",
    re.IGNORECASE,
)
"""Begins a button by which one enrols."""
_COURSE = (
    r"(?:cursus|opleiding|training|workshop|leergang|(?:bij|na)?scholing|studiedag|masterclass|course|programme|event)"
)
_IT = rf"\b(?:[\w-]*{_COURSE}|het|it|deelname|participation)\b"
QUESTIONS = {
    "sessions": re.compile(
        rf"(?:(?:wanneer|op welke (?:dag|datum)|when|on (?:what|which) (?:day|date))\b.{{0,30}}(?:{_IT}|\b(?:wij|we)\b)"
        r"|(?:wanneer is|when is) (?:de|the) (?:eerste|first) \w+|wat is de startdatum|what is the start(?:ing)? date)"
        r"(?!.{0,60}\b(?:inschrij|aanmeld|factuur|certificaat|uitslag|betal|examen|register|enrol|deadline|weer|again"
        r"|open))",
        re.IGNORECASE,
    ),
    "location": re.compile(
        rf"(?:(?:waar|op welke (?:plek|locatie)|where)\b.{{0,30}}(?:{_IT}|\b(?:les(?:sen|dagen)?|classes)\b)"
        r"|(?:wat is|what is) (?:de|the) (?:les|cursus)?(?:locatie|plaats|location|venue))"
        r"(?!.{0,60}\b(?:inschrij|aanmeld|over|parke|erkend|goed|vind ik|materia|register|about|useful|take me))",
        re.IGNORECASE,
    ),
    "price": re.compile(
        r"(?:(?:wat kost|wat kosten|hoeveel kost|wat betaal|wat moet ik betalen|how much|what do(?:es)?)\b"
        rf".{{0,30}}{_IT}"
        r"|(?:wat|what) (?:is|are|zijn) (?:de|het|the) (?:kosten|prijs|cursusgeld|lesgeld|fees?|costs?|price|tuition))"
        r"(?!.{0,60}\b(?:annul|cancel|examen|exam|vervolg|leden|members|student|online))",
        re.IGNORECASE,
    ),
    "duration": re.compile(
        r"(?:(?:hoe ?lang|hoeveel (?:tijd|dagen|lessen|avonden|weken)"
        r"|how (?:long|much time|many (?:days|weeks|sessions)))"
        rf"\b.{{0,30}}{_IT}|(?:wat|what) is (?:de|the) (?:duur|lengte|duration|length))"
        r"(?!.{0,60}\b(?:geldig|toegang|examen|inschrij|per (?:week|dag)|valid|access|exam|register|a week"
        r"|voor(?:af|bereid)|wacht|betal))",
        re.IGNORECASE,
    ),
}
"""Questions to which the answer tells the field of the course."""


FACTS = re.compile(r"\s+[–—|·•/-]\s+|\s*[()|·•;!:]\s*|,\s+|[.?]\s+|[.?]$")
"""What parts the facts on a line."""


class Claim(NamedTuple):
    """What one place of the page says."""

    place: Place
    words: str
    block: int = -1
    """Position of its block, -1 where it stands in none."""
    field: str = ""
    """Of an answer: the field that was asked for."""


def claims(view: View) -> list[Claim]:
    """Return all that the page says of its course beside its text."""
    return view.once(_claims)


def _claims(view: View) -> list[Claim]:
    told = [Claim("title", words) for words in titles(view)]
    told += [Claim("summary", words) for words in summaries(view)]
    told += [Claim("line", view.blocks[n].text, n) for n in _lines(view)]
    return told + _buttons(view) + _answers(view)


def told_by_label(words: str) -> tuple[str, str]:
    """Return the field that a line tells by its label ("Duur: 3 dagen"), and what it tells; "" where it has none."""
    label, colon, told = words[: LINE + SUMMARY].partition(": ")
    meaning = read_label(label) if colon and len(label) < LINE // 2 else None
    known = meaning and meaning.exact and meaning.fields
    return (known[0], told) if known else ("", words)


def renamed(words: str, name: str, put: str = "") -> str:
    """Put other words, or nothing, in the place of the course's name."""
    at = words.lower().find(name.lower()) if name else -1
    return words if at < 0 else words[:at] + put + words[at + len(name) :]


def facts(words: str) -> list[str]:
    """Part a title or a line into what may be facts ("Celkweek – 3 dagen (Leiden)")."""
    return [part.strip() for part in FACTS.split(words) if part.strip()]


def answers(view: View, field: str) -> list[str]:
    """Return the first sentence of the answer to each question about a field of the course."""
    return [claim.words for claim in claims(view) if claim.place == "answer" and claim.field == field]


def _answers(view: View) -> list[Claim]:
    found: list[Claim] = []
    for n, block in enumerate(view.blocks[:-1]):
        if "?" not in block.text[:QUESTION]:
            continue
        asked, _, told = block.text[: QUESTION + SUMMARY].partition("?")
        field = next((name for name, question in QUESTIONS.items() if question.match(asked)), "")
        after = view.blocks[n + 1]
        words = told.strip() or ("" if after.level else after.text)
        if field and words:
            found.append(Claim("answer", sentences(words[:SUMMARY])[0], n if told.strip() else n + 1, field))
    return found


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


def _lines(view: View) -> list[int]:
    """Return the positions of the short lines right above and below the title."""
    heads = top_headings(view)
    top = next((n for n, block in enumerate(view.blocks) if heads and block is heads[0]), None)
    if top is None or view.part:
        return []
    after = list(range(top + 1, min(len(view.blocks), top + BELOW + 1)))
    ends = next((k + 1 for k, n in enumerate(after) if view.blocks[n].level), len(after))
    near = [*range(max(0, top - ABOVE), top), *after[:ends]]  # up to the first heading below the title
    near = [n for n in near if view.blocks[n].tag != "figcaption"]
    return [n for n in near if len(view.blocks[n].text) <= LINE and not is_of_else(view, n)]


def buttons(view: View) -> list[tuple[str, str]]:
    """Return the buttons by which one enrols for a day, and that day."""
    dated = ((claim.words, DAY.search(claim.words)) for claim in claims(view) if claim.place == "button")
    return [(words, words[day.start() - 1 :].lstrip()) for words, day in dated if day]


def _buttons(view: View) -> list[Claim]:
    """Return the buttons by which one enrols that say more than that; of those of a form the only one."""
    short = [n for n, b in enumerate(view.blocks) if len(b.text) <= BUTTON and ENROLS.match(b.text)]
    short = [n for n in short if _says_more(view.blocks[n].text)]
    found: list[Claim] = []
    if short:
        pressed = {fold(words) for words in _texts_of(view, "a", "button")}
        found = [Claim("button", view.blocks[n].text, n) for n in short if fold(view.blocks[n].text) in pressed]
    if not view.part and IN_FORM.search(view.markup):
        told = {words for words in _texts_of(view, "button") if ENROLS.match(words) and _says_more(words)}
        found += [Claim("button", words) for words in told if len(told) == 1]
    return found


def _says_more(words: str) -> bool:
    """Tell whether a button tells a fact besides what it is for, and no day before which one enrols."""
    enrols = ENROLS.match(words)
    return enrols is not None and "vóór" not in words and MORE.search(words, enrols.end()) is not None


def _texts_of(view: View, *tags: str) -> list[str]:
    return [tidied(element.itertext(), BUTTON, " ") for element in islice(view.root.iter(*tags), BUTTONS)]
