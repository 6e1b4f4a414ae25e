"""Words of the queue of uncertain matches."""

from __future__ import annotations

from exports.words import Pair

STRENGTHS: tuple[tuple[float, Pair], ...] = (
    (4.0, ("pleit er sterk voor", "speaks strongly for it")),
    (1.0, ("pleit ervoor", "speaks for it")),
    (0.0, ("pleit er iets voor", "speaks a little for it")),
    (-1.0, ("pleit er iets tegen", "speaks a little against it")),
    (-4.0, ("pleit ertegen", "speaks against it")),
)
"""Least weight, in bits, to what it says of two records being one course."""
AGAINST: Pair = ("pleit er sterk tegen", "speaks strongly against it")
MATCHING: dict[str, Pair] = {
    "title_pairs": ("Eén cursus of twee?", "One course or two?"),
    "pairs_intro": (
        "Deze twee lijken op elkaar, maar het programma weet het niet zeker. Uw besluit blijft gelden, ook als titels "
        "en adressen veranderen.",
        "These two are alike, but the program is not sure. What you decide holds, also when titles and addresses "
        "change.",
    ),
    "no_pairs": (
        "Geen twijfelgevallen. Er is niets te beslissen.",
        "No uncertain matches. There is nothing to decide.",
    ),
    "pair_of": ("{n} van {total}", "{n} of {total}"),
    "chance": ("kans dat het één cursus is: {n}", "chance that it is one course: {n}"),
    "merge": ("Eén cursus: voeg samen", "One course: merge"),
    "split": ("Twee cursussen: houd apart", "Two courses: keep apart"),
    "skip": ("Weet ik niet: volgende", "Don't know: next"),
    "shortcuts": (
        "Sneltoetsen: Alt (in Firefox Alt+Shift) met s = samen, a = apart, v = volgende.",
        "Keys: Alt (in Firefox Alt+Shift) with m = merge, k = keep apart, n = next.",
    ),
    "key_merge": ("s", "m"),
    "key_split": ("a", "k"),
    "key_skip": ("v", "n"),
    "row": ("Gegeven", "Field"),
    "differs": ("verschilt", "differs"),
    "page_language": ("Taal van de pagina", "Language of the page"),
    "seen_at": ("Gevonden op", "Found at"),
    "title_field": ("Titel", "Title"),
    "why_unsure": ("Waarom het programma twijfelt", "Why the program is not sure"),
    "ruled_out": ("Sluit het uit", "Rules it out"),
    "gone_pair": (
        "Een van de twee is niet meer gepubliceerd; dit twijfelgeval vervalt bij de volgende publicatie.",
        "One of the two is not published any more; this question ends with the next publication.",
    ),
}
