"""What a card of a list is called: its heading, link, cell or bold words, or what stands before its facts."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from normalize.fields import prose
from normalize.fields.kind import WORDS
from normalize.fields.places import only_towns
from normalize.page.elements import BOLD, INLINE
from normalize.page.labels import read_label
from normalize.page.text import fold, tidied, tidy
from normalize.values.date_words import BESIDE_CHOICE
from normalize.values.dates import read_dates

NAMES = frozenset(("title", "titel", "name", "naam", "heading", "headline", "kop"))
"""Words by which a class says that an element names its card."""
MAX_LINE = 400
"""Characters of an element whose parts are looked at."""
MAX_NAME = 100
"""Characters of a name that stands beside facts."""
ACRONYM = 3
"""Capitals that may name a course by themselves ("PCR", "BHV")."""
LEAST_PARTS = 3
"""Elements below which a line is parted by its signs."""
AMOUNT = re.compile(
    r"\W*\d[\d.,-]* ?(?:ecs?|ects|credits?|punten|points|uur|uren|u|h|hours?|(?:les)?dag(?:en)?|dagdelen|days?"
    r"|weken|weeks?|maanden|months?|jaar|years?|avonden|lessen|bijeenkomsten|sessions?)\W*",
    re.IGNORECASE,
)
"""Words that are an amount of time or of credits and nothing else."""
BRACKET = re.compile(r"\s*\(([^()]{3,40})\)?$")
"""Behind a name: a town or a date in brackets, or where such brackets begin."""
LINE_PARTS = re.compile(r"\s+[–—|-]\s+|\s*[|•·;]\s*|,\s+|:\s+")
"""What parts the facts of a line."""
_TITLE_HEADS = frozenset(WORDS["list"]["title_heads"])
_TITLE_LABELS = frozenset(WORDS["generic_titles"]["labels"])
_NO_TITLE = frozenset(WORDS["list"]["no_titles"])
_KINDS = frozenset((*WORDS["list"]["kinds"], *WORDS["list"]["words"], *WORDS["generic_titles"]["gatherings"]))
_CALLS = tuple(f"{call} " for call in WORDS["list"]["calls"])


ROWS = 60
"""Rows above one in which the heads of its columns are looked for."""
MOSTLY = 0.6
"""Share of the cells of a row that are labels, where it is that of the heads."""


def find_name(
    element: HtmlElement, heads: list[HtmlElement], links: list[HtmlElement], text: str
) -> tuple[HtmlElement | None, str]:
    """Find what names a card, and its words: a heading, a cell, a link, a bold line, what comes before the facts."""
    if element.tag == "table":
        heads = [caption] if (caption := element.find("caption")) is not None else []
    if not heads and len(element) and element[0].tag == "dt":
        heads = [element[0]]
    if element.tag == "tr" and not heads:
        cell = _title_cell(element)
        bold = _bold(cell) if cell is not None else None
        heads = [bold if bold is not None else cell] if cell is not None else []
    for head in heads[:1] + links:
        words = _name_in(head) if head.tag == "a" else words_of(head)
        if head.tag in ("a", "button") and f"{fold(words)} ".startswith(_CALLS):
            continue
        if may_name(words) and not is_value(words):
            return head, words
    if heads or element.tag == "tr":
        return None, ""
    bold = _bold(element)
    words = words_of(bold) if bold is not None else ""
    return (bold, words) if words and not is_value(words) else (None, _beside_facts(element, text))


def _name_in(link: HtmlElement) -> str:
    """Return a link's words; of one that holds a whole card, the part that is called its title, else its first."""
    parts = [e for e in islice(link.iter(), 60) if isinstance(e.tag, str) and (e.text or "").strip()]
    if len(parts) < 2:
        return words_of(link)
    named = [e for e in parts if not NAMES.isdisjoint(re.split(r"[^a-z]+", e.get("class", "").lower()))]
    inline = all(e.tag in INLINE for e in parts)
    if inline and not (named or _is_of_facts(parts) or fold(words_of(parts[0])) in _KINDS):
        return words_of(link)
    found = [words for words in map(words_of, named + parts) if may_name(words) and not is_value(words)]
    return _no_kind(found) if found else ""


def _no_kind(names: list[str]) -> str:
    """Return the first name that is more than a kind of course ("Masterclass"), else the first."""
    return next((name for name in names if fold(name) not in _KINDS), names[0])


def _is_of_facts(parts: list[HtmlElement]) -> bool:
    """Tell whether the inline parts of a link are a card's facts, a part each: one of them is a date or a price."""
    told = [words_of(part) for part in parts if part.tag != "a"]
    split = [piece for words in told for piece in LINE_PARTS.split(words)]
    return len(told) > 1 and any(any(map(str.isdigit, piece)) and is_value(piece) for piece in split)


def _bold(element: HtmlElement) -> HtmlElement | None:
    """Return the bold words that an element begins with, and that are not all of it."""
    holder = element
    for _ in range(4):
        if (holder.text or "").strip() or not len(holder):
            return None
        first = holder[0]
        if first.tag in BOLD:
            words = words_of(first)
            return None if words.endswith(":") or words == words_of(element) else first
        holder = first
    return None


def _beside_facts(element: HtmlElement, text: str) -> str:
    """Return the first of an element's parts that is no fact, where another is a date or a price.

    The parts are elements of their own, or what signs part in a line ("GMP basis – 12 maart 2027 – € 695,-").
    """
    if len(text) > MAX_LINE:
        return ""
    parts = [part for part in (tidy(part, MAX_LINE) for part in element.itertext()) if part]
    if len(parts) < LEAST_PARTS:
        return name_beside(text) if element.tag in ("li", "p", "div", "label") else ""
    label = fold(parts[0].rstrip(" :"))
    if label in _TITLE_LABELS and parts[0].endswith(":"):
        return parts[1] if len(parts[1]) <= MAX_NAME and not is_value(parts[1]) else ""
    return _name_among(parts)


def name_beside(line: str) -> str:
    """Return the first part of a line that is no fact, where another is a date or a price."""
    return _name_among([part for part in LINE_PARTS.split(words_after(line) or line) if part])


def words_after(line: str) -> str:
    """Return what a line says behind a label for the name of a course ("Cursus: Celkweek"); "" where it has none."""
    label, colon, words = line.partition(":")
    return words.strip() if colon and fold(label) in _TITLE_LABELS else ""


def _name_among(parts: list[str]) -> str:
    """Return the first of parts that is no fact, without the facts or the town that it holds in brackets."""
    names = [part for part in parts if not is_value(part)]
    dated = any(any(sign.isdigit() for sign in part) and is_value(part.strip(" ()")) for part in parts)
    bare = BRACKET.sub(lambda found: "" if is_value(found[1]) else found[0], _no_kind(names)) if names else ""
    return bare if dated and len(bare) <= MAX_NAME and may_name(bare) else ""


def is_value(words: str) -> bool:
    """Tell whether words are nothing but a date, a price, a town or whether there are places: they name no course."""
    if only_towns(words) or AMOUNT.fullmatch(words):
        return True
    if all(word in BESIDE_CHOICE or word.isdigit() for word in fold(words).split()):
        return True
    if len(words) > 60 or not any(sign.isdigit() for sign in words):
        return False
    days = words[0].isdigit() and bool(read_dates(words).sessions)
    return days or prose.speaks_of("date_line", words) or prose.speaks_of("price_line", words)


def _title_cell(row: HtmlElement) -> HtmlElement | None:
    """Find the cell of a row that names what the row is about: by the head of its column, else the first that may."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or all(cell.tag == "th" for cell in cells):
        return None
    heads = [fold(head) for head in column_heads(row)]
    at = next((n for n, head in enumerate(heads) if head in _TITLE_HEADS), None)
    if at is not None:
        return cells[at] if at < len(cells) else None
    return next((cell for cell in cells if may_name(words_of(cell)) and not is_value(words_of(cell))), None)


def has_names(row: HtmlElement) -> bool:
    """Tell whether a column of a row's table is headed as that of what the rows are called."""
    return bool(heads_of_names(row))


def heads_of_names(row: HtmlElement) -> list[str]:
    """Return the heads of the columns that hold what the rows are called ("Training")."""
    return [head for head in column_heads(row) if fold(head) in _TITLE_HEADS]


def column_heads(row: HtmlElement) -> list[str]:
    """Return the heads of the columns of a row's table; none where it has none.

    Where rows are no rows of a table, the first beside them that is as wide holds the heads, if it is nothing else.
    """
    if row.tag != "tr":
        return _heads_beside(row)
    table = next(row.iterancestors("table"), None)
    first = next(table.iter("tr"), None) if table is not None else None
    if first is None or first is row or len(first) < 2 or not any(cell.tag == "th" for cell in first):
        return []
    return [tidied(cell.itertext(), 80) for cell in first if cell.tag in ("th", "td")]


def _heads_beside(row: HtmlElement) -> list[str]:
    """Return what a row holds that stands above a row, where it is as wide and most of it labels."""
    for above in islice(row.itersiblings(preceding=True), ROWS) if len(row) > 1 else ():
        heads = [tidied(cell.itertext(), 80) for cell in above] if len(above) == len(row) else []
        known = sum(is_label(head) or fold(head) in _TITLE_HEADS for head in heads)
        if known >= max(2, MOSTLY * len(heads)):
            return heads
    return []


def is_label(words: str) -> bool:
    """Tell whether words are a label that is known, and so name nothing."""
    meaning = read_label(words)
    return bool(meaning.fields) and meaning.exact


def words_of(element: HtmlElement) -> str:
    """Return an element's words as one line."""
    return tidied(element.itertext(), 300)


def may_name(text: str) -> bool:
    """Tell whether words may name a course."""
    words = fold(text)
    return (
        not text.endswith("?")
        and (4 <= len(words) <= 200 or (len(words) == ACRONYM and text.strip().isupper()))
        and words not in _NO_TITLE
        and not words.replace(" ", "").isdecimal()
    )
