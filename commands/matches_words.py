"""The words of `lloket matches`, Dutch and English side by side."""

from __future__ import annotations

from exports.words import Pair

WORDS: dict[str, Pair] = {
    "none": ("Geen vragen: niets is onzeker.", "No questions: nothing is unsure."),
    "unsure": ("{n} paren zijn onzeker. Zijn het dezelfde cursussen?", "{n} pairs are unsure. Are they one course?"),
    "more": ("… en nog {n} (--limit).", "… and {n} more (--limit)."),
    "chance": ("kans", "chance"),
    "same": ("dezelfde", "the same"),
    "differ": ("twee cursussen", "two courses"),
    "look": ("bekijken", "look"),
    "decided": ("Besluiten die gelden:", "Decisions that hold:"),
    "none_decided": ("Er is niets besloten.", "Nothing was decided."),
    "merge": ("samen", "one"),
    "split": ("apart", "two"),
    "weights": ("gewichten", "weights"),
    "in_use": ("In gebruik", "In use"),
    "found": ("Gevonden", "Found"),
    "seen": ("Paren", "Pairs"),
    "weights_of": (
        "Gevonden uit {pairs} paren, waarvan {labelled} door mensen beoordeeld.",
        "Found from {pairs} pairs, {labelled} of them judged by people.",
    ),
    "contradiction": (
        "Besluit {a} is niet uitgevoerd: het weerspreekt besluit {b} ({key}). Draai één van de twee terug.",
        "Decision {a} was not carried out: it contradicts decision {b} ({key}). Undo one of them.",
    ),
    "itself": (
        "Besluit {a} spreekt zichzelf tegen: {key} staat nu aan beide kanten. Draai het terug.",
        "Decision {a} contradicts itself: {key} now stands on both of its sides. Undo it.",
    ),
    "retired": ("{old} is opgegaan in {new}.", "{old} went into {new}."),
    "done": (
        "Besluit {n}: {kind}. Het geldt vanaf de volgende publicatie (lloket export); terug: lloket matches undo {n}",
        "Decision {n}: {kind}. It holds from the next publication on (lloket export); back: lloket matches undo {n}",
    ),
    "undone": (
        "Besluit {n} is teruggedraaid, vanaf de volgende publicatie (lloket export).",
        "Decision {n} is undone, from the next publication on (lloket export).",
    ),
    "feature": ("Kenmerk", "Feature"),
    "outcome": ("Uitkomst", "Outcome"),
    "weight": ("Gewicht (bits)", "Weight (bits)"),
    "veto": ("Uitgesloten", "Ruled out"),
    "together": ("Nu: één cursus in de feeds.", "Now: one course in the feeds."),
    "apart_now": ("Nu: twee cursussen in de feeds.", "Now: two courses in the feeds."),
    "by": (
        "Besluit {n} ({kind}) van {who} op {day:%Y-%m-%d}: {why}",
        "Decision {n} ({kind}) by {who} on {day:%Y-%m-%d}: {why}",
    ),
    "neighbour": (
        "Zij zouden één zijn, maar een andere pagina van een van beide past er niet bij.",
        "They would be one, but another page of either does not fit in.",
    ),
    "pages": ("{id}: {n} pagina's", "{id}: {n} pages"),
}

OUTCOMES: dict[str, Pair] = {
    "merged": ("samen: één cursus", "merged: one course"),
    "unsure": ("onzeker", "unsure"),
    "apart": ("apart: twee cursussen", "apart: two courses"),
}

FEATURES: dict[str, Pair] = {
    "prior": ("vooraf", "beforehand"),
    "page": ("pagina", "page"),
    "organiser": ("organisator", "organiser"),
    "title": ("titel", "title"),
    "variant": ("variant", "variant"),
    "price": ("prijs", "price"),
    "dates": ("data", "dates"),
    "place": ("plaats", "place"),
    "duration": ("duur", "duration"),
    "level": ("niveau", "level"),
}

AGREEMENTS: dict[str, str] = {
    "same address": "zelfde adres",
    "language twin": "zelfde pagina in een andere taal",
    "same": "gelijk",
    "similar": "lijkt erop",
    "named": "wordt genoemd",
    "unknown": "onbekend",
    "another": "een andere",
    "another name": "een andere naam",
    "equal": "gelijk",
    "spelling": "andere spelling",
    "equal but broken off": "gelijk, maar afgebroken",
    "breaks off": "breekt af",
    "a word more": "een woord meer",
    "words more": "woorden meer",
    "translated": "vertaald",
    "partly translated": "deels vertaald",
    "other language": "andere taal",
    "a word differs": "een woord verschilt",
    "other words": "andere woorden",
    "missing": "ontbreekt",
    "none": "geen",
    "broken off": "afgebroken",
    "one-sided": "bij één van beide",
    "another first step": "introductie naast basis",
    "equal but for VAT": "gelijk op de btw na",
    "near": "in de buurt",
    "differs": "verschilt",
    "shared": "gemeenschappelijk",
    "differ": "verschillen",
}
"""What comes of a feature, in Dutch."""

VETOES: dict[str, str] = {
    "another part": "een ander deel",
    "another number": "een ander nummer",
    "another letter": "een andere letter",
    "another step": "een andere trede",
    "another level of education": "een ander opleidingsniveau",
    "for others": "voor anderen",
    "a step beside a numbered part": "een trede naast een genummerd deel",
    "a refresher beside the full course": "een opfriscursus naast de hele cursus",
    "the same words in another compound": "dezelfde woorden in een andere samenstelling",
    "an examination only beside the course": "alleen examen naast de cursus",
}
"""What rules a pair out, in Dutch; what follows a colon is the pages' own words."""


def agreement(outcome: str, lang: str) -> str:
    """Return what came of a feature in words."""
    return AGREEMENTS[outcome] if lang == "nl" else outcome


def veto(words: str, lang: str) -> str:
    """Return what rules a pair out in words."""
    what, colon, rest = words.partition(":")
    return f"{VETOES[what]}{colon}{rest}" if lang == "nl" else words
