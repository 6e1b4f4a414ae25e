"""Days in cards: each with a button to enrol, or a range behind a label of the page's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.fields import prose
from normalize.fields.days import FIGURE, LINE, Words, has_day
from normalize.fields.witness import Witness
from normalize.page.document import Block
from normalize.page.view import View
from normalize.values.alternatives import question
from normalize.values.dates import left_over, read_dates

ENROLS = question(
    r"\b(?-i:(?=[abeimrsvwABEIMRSVWİıſ]))(?:(?:meld|schrijf) (?:je|u)"
    r"|(?:aanmelden|inschrijven|reserveer|reserveren|boek|boeken|bestel|volgeboekt"
    r"|wachtlijst|book|register|enrol|enroll|reserve|sign up|sold out|waiting list))\b",
    re.IGNORECASE,
)
"""Says on a button that one may enrol, or may not any more."""
BUTTON = 40
"""A button has fewer characters."""
NEAR = 3
"""Blocks behind a date among which its button stands."""
CLOCK_PAIR = re.compile(r"\d{1,2}[.:u]\d\d ?(?:uur|h)?\W{1,4}(?:tot )?\d{1,2}[.:u]\d\d")
"""A pair of times."""


def choices(view: View) -> Words:
    """Yield dates alone, each with its price or times and a button to enrol: one chooses between them."""
    chain: list[tuple[str, int]] = []
    buttons = [n for n, block in enumerate(view.blocks) if _enrols(block)]
    for n, button in _buttons_behind(buttons):
        block = view.blocks[n]
        if block.level or block.cell or len(block.text) >= LINE or not FIGURE.search(block.text):
            continue
        if not has_day(block.text) or left_over(block.text) != ():
            continue
        if not all(prose.may_speak_of("range", head) for head in block.headings[-1:]):
            continue
        begun = chain[-1][1] + 1 if chain else max(0, n - 1)
        card = [b.text for b in view.blocks[begun : button + 1] if b is not block]
        if chain and not all(len(text) < LINE and (FIGURE.search(text) or ENROLS.search(text)) for text in card):
            return  # titles between them: cards of other courses
        clock = next((found[0] for text in card if (found := CLOCK_PAIR.search(text))), "")
        chain.append((f"{block.text}, {clock}" if clock else block.text, button))
    for words, _ in chain if len(chain) > 1 else ():
        yield words, Witness(words, "text"), None


def _buttons_behind(buttons: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the position of every block with the first button among those behind it, in the order of the page."""
    before = -1
    for button in buttons:
        yield from ((n, button) for n in range(max(before, button - NEAR, 0), button))
        before = button


def _enrols(block: Block) -> bool:
    return len(block.text) < BUTTON and bool(ENROLS.search(block.text))


def ranges(view: View) -> Words:
    """Yield a first and a last day alone behind a label of the page's own ("Winterblok 21 nov 2026 – 31 jan 2027")."""
    for block in view.blocks:
        if block.lead and len(block.text) < LINE and has_day(block.text) and not block.cell:
            rest = block.text.removeprefix(block.lead).strip(" :")
            if left_over(rest) == () and prose.may_speak_of("range", block.lead):
                runs = read_dates(rest).sessions
                if len(runs) == 1 and runs[0].end and runs[0].precision == "day":
                    yield rest, Witness(rest, "label"), None
