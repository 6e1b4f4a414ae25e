"""Whether a page offers a course: signs for and against, counted in its places and weighed by one table."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from normalize.course import Course
from normalize.page.document import Block
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.dates import read_dates

FIRST = 150
OPENING = 600
"""Characters of the text that come first, and that open it."""
BRIEF = 250
"""A page with fewer characters tells hardly anything."""
MAX_TEXT = 40_000
"""Characters of a page in which signs are looked for."""
NEAR = 3
"""Blocks before and after the title that stand beside it."""
HEADING = 45
"""A line with fewer characters may head what follows without being marked up so."""
QUOTED = ("“", "„", '"', "‘")
"""Begins a title that somebody said."""
QUOTES = 3
"""Quotations that a page of news or of experiences has."""
I_WORDS = frozenset({"ik", "mijn", "mij", "me", "i", "my"})
"""Words by which somebody speaks for oneself."""
CONFIDES = 3
"""Such words that a story of one's own has, at least."""
SHORT = 60
"""A block beside the title has no more characters."""
NUMBERS = frozenset((
    "een", "twee", "drie", "vier", "vijf", "zes", "acht", "tien", "one", "two", "three", "four", "five", "six",
    "eight", "ten",
))  # fmt: skip
UNITS = frozenset((
    "uur", "uren", "dag", "dagen", "dagdelen", "week", "weken", "maanden", "jaar", "hour", "hours", "day", "days",
    "weeks", "month", "months", "year", "years", "lessen", "bijeenkomsten", "modules", "sessies", "sessions",
))  # fmt: skip
"""What an amount of time is told in, or the parts that a course takes; behind a number in figures or words."""
PAST_LEAST = 3
"""Verbs in the past tense that any text may hold."""
PAST_IN = 80
"""Of so many words of a story, one at least is a verb in the past tense."""
AMOUNTS = 20
"""Amounts of time at which a page is looked at."""
FIGURES = 4
"""Figures of their numbers, at most."""
MARK = "§"
"""Stands for a word for a course."""
FACTS = (
    "price", "duration", "audience", "entry_requirements", "sessions", "certificate", "level", "accreditation",
    "delivery", "languages",
)  # fmt: skip


class Sign(NamedTuple):
    """Something that speaks for or against a course."""

    name: str
    """What it is, in words."""
    where: str
    """The place of the page that it is looked for in."""
    weight: float
    """What a phrase of it weighs: above 0 for a course, below against it."""
    most: int
    """The number of its phrases that count."""
    phrases: tuple[str, ...]
    """What is looked for, with the spaces that make it whole words."""


def _load() -> tuple[float, tuple[Sign, ...], frozenset[str], frozenset[str]]:
    folder = Path(__file__).parent
    table = tomllib.loads((folder / "evidence.toml").read_text(encoding="utf-8"))
    lists = tomllib.loads((folder / "kinds.toml").read_text(encoding="utf-8"))
    signs = []
    for row in table["sign"]:
        section, _, key = row.get("from", "").partition(".")
        taken = lists[section][key] if section else ()
        ends = ("|", "|") if row.get("whole") else ("", "")
        phrases = dict.fromkeys(_phrase(word, *ends) for word in (*taken, *row.get("phrases", ())))
        signs.append(Sign(row["name"], row["where"], row["weight"], row.get("most", 1), tuple(phrases)))
    return table["start"], tuple(signs), frozenset(table["course"]), frozenset(table["past"])


def _phrase(word: str, before: str, after: str) -> str:
    begin = "" if word.startswith("*") else "| " if word.startswith("^") else f"{before} "
    end = "" if word.endswith("*") else f" {after}"
    parts = [fold(part) for part in word.split("{course}")]
    middle = f" {MARK} ".join(parts).strip() if len(parts) > 1 else parts[0]
    return f"{begin}{middle}{end}"


def _whole_word(phrase: str) -> str:
    """Return the longest word of which a phrase has both ends, "" where it has none."""
    words = phrase.split(" ")[1:-1]  # what stands before the first space and after the last is open
    return max(words, key=len, default="")


_CLOSED = re.compile('[”’"]')
"""Closes a quotation: one test instead of one at each comma."""
_SAYS = re.compile(r"[“„‘\",]{1,2}[A-Z][^”\"]{20,400}[”’\"]")
START, SIGNS, COURSE, PAST = _load()
MARKED = {sign.where for sign in SIGNS if any(MARK in phrase for phrase in sign.phrases)}
"""Places in which a phrase with any word for a course is looked for."""


class Phrase(NamedTuple):
    """A phrase of a sign."""

    number: int
    """The sign's, in the table."""
    most: int
    """The number of phrases of this sign that count."""
    words: str
    """What is looked for."""
    marked: bool
    """Whether any word for a course may stand in it."""
    alone: bool
    """Whether it is one word, which stands wherever that does."""


def _by_word() -> dict[str, dict[str, list[Phrase]]]:
    """Sort the phrases by place and by a word that they hold; "" for parts of words."""
    sorted_out: dict[str, dict[str, list[Phrase]]] = {}
    for number, sign in enumerate(SIGNS):
        here = sorted_out.setdefault(sign.where, {})
        for phrase in sign.phrases:
            word = _whole_word(phrase)
            alone = phrase == f" {word} " != f" {MARK} "
            here.setdefault(word, []).append(Phrase(number, sign.most, phrase, MARK in phrase, alone))
    return sorted_out


PHRASES = _by_word()


def weigh(view: View, course: Course, *, listed: bool = False) -> float:
    """Weigh whether the page offers the course that was read from it: above 0 where it does."""
    found = count(view, course, listed=listed)
    return START + sum(sign.weight * number for sign, number in zip(SIGNS, found, strict=True))


def count(view: View, course: Course, *, listed: bool = False) -> list[int]:
    """Count every sign's phrases on the page, in the table's order, each as far as it counts."""
    counts = [0] * len(SIGNS)
    for where, words in look_in_places(view, course, listed=listed).items():
        phrases = PHRASES.get(where)
        if phrases is None:
            continue
        single = words.split(" ")
        marked = " ".join([MARK if word in COURSE else word for word in single]) if where in MARKED else ""
        for word in phrases.keys() & {"", MARK, *single[:-1]}:  # no others can stand there; the last may be cut
            for phrase in phrases[word]:
                number, most, sought, of_course, alone = phrase
                if counts[number] < most and (alone or sought in (marked if of_course else words)):
                    counts[number] += 1
    return counts


def look_in_places(view: View, course: Course, *, listed: bool) -> dict[str, str]:
    """Return the folded words of each place, parts of it parted by bars."""
    prose = [sentence.text for sentence in view.sentences]
    text = _joined(prose)[:MAX_TEXT]
    parts = [fold(unquote(part)) for part in urlsplit(view.url).path.split("/") if part]
    named = next(
        (part for part in reversed(parts) if not part.isdigit()), ""
    )  # /artikel/deelnemers-krijgen-diploma/605
    last = named.removesuffix(" html").removesuffix(" htm").removesuffix(" php")
    lasts = any(run.end and run.end[:10] != (run.start or "")[:10] for run in course.sessions)
    return {
        "title": _joined([course.title]),
        "lasting": _joined([course.title] if lasts else []),
        "beside": _joined(_beside(view, course.title)),
        "last": f"| {last} |",
        "address": _joined(parts[:-1]),
        "headings": _joined([block.text for block in view.blocks if _heads(block)]),
        "first": text[:FIRST],
        "opening": text[:OPENING],
        "text": text,
        "facts": _joined([name for name in FACTS if name in course.evidence]),
        "labels": _joined([name for statement in view.statements for name in statement.meaning.fields]),
        "data": _joined([name for thing in view.embedded.things if thing.depth <= 1 for name in thing.types]),
        "page": _joined(_page(view, course, parts, text, listed=listed)),
    }


def _heads(block: Block) -> bool:
    """Tell whether a block heads what follows: by its mark-up, a few words alone on a line, or a colon at its end."""
    alone = len(block.text) < HEADING and not block.href and block.text[-1:] not in ".,;!"
    colon = len(block.text) < SHORT and block.text.endswith(":")
    return bool(block.level) or block.strong or alone or colon


def _joined(texts: Iterable[str]) -> str:
    return "| " + " | ".join(map(fold, texts)) + " |"


def _at(view: View, title: str) -> int | None:
    """Find the heading that holds the title."""
    return next((n for n, b in enumerate(view.blocks) if b.level and fold(title) in fold(b.text)), None)


def _beside(view: View, title: str) -> list[str]:
    """Return the short words beside the title, and the page's breadcrumbs."""
    at = _at(view, title)
    near = view.blocks[max(0, at - NEAR) : at + NEAR + 1] if at is not None else []
    own = fold(title)
    found = [b.text for b in near if b.zone == "main" and len(b.text) < SHORT and fold(b.text) != own]
    return [*found, *_crumbs(view)]


def _crumbs(view: View) -> Iterator[str]:
    for thing in view.embedded.of("BreadcrumbList"):
        for item in thing.many("itemListElement")[:-1]:
            name = item.get("name") or item.get("item") if isinstance(item, dict) else None
            if isinstance(name, dict):
                name = name.get("name")
            if isinstance(name, str):
                yield name[:80]


def _page(view: View, course: Course, parts: list[str], text: str, *, listed: bool) -> Iterator[str]:
    """Name what the page as a whole is like."""
    first = not parts or (len(parts) == 1 and parts[0] in ("nl", "en", "index html", "home", "index php"))
    if first and not urlsplit(view.url).query:
        yield "home"
    if listed:
        yield "listed"
        if _labels_one(view):
            yield "one of several"
    if len(text) < BRIEF:
        yield "brief"
    if course.title.endswith("?"):
        yield "asks"
    if course.title.startswith(QUOTED):
        yield "quoted"
    if sum(bool(_CLOSED.search(block.text) and _SAYS.search(block.text)) for block in view.blocks) >= QUOTES:
        yield "quotes"
    yield from _wording(text)
    at = _at(view, course.title)
    near = view.blocks[at + 1 : at + 1 + NEAR] if at is not None else []
    if any(_is_date(block.text) for block in near):
        yield "dated"
    heads = [block.text for block in view.blocks if block.level]
    if len(heads) > 4 and sum(head.endswith("?") for head in heads) > 0.6 * len(heads):
        yield "questions"
    linked = sum(bool(block.href) for block in view.blocks)
    if linked > 8 and linked > 0.5 * len(view.blocks):
        yield "cards"


def _labels_one(view: View) -> bool:
    """Tell whether a page labels for whom, at what price and when or where, each at most twice: it is on one course."""
    counts = Counter(name for statement in view.statements for name in statement.meaning.fields)
    whose = counts.keys() >= {"audience", "price"} and not counts.keys().isdisjoint({"sessions", "location"})
    return whose and all(counts[name] <= 2 for name in ("audience", "price", "sessions", "location"))


def _wording(text: str) -> Iterator[str]:
    """Name how the text is worded: of oneself, of what is past, with amounts of time."""
    words = text.split()
    if sum(map(I_WORDS.__contains__, words)) >= CONFIDES:
        yield "confides"
    told = sum(map(PAST.__contains__, words))
    if told > PAST_LEAST and told * PAST_IN > len(words):
        yield "past"
    if told > PAST_LEAST and told * PAST_IN > 2 * len(words):
        yield "long past"
    amounts = set(islice(_amounts(words), AMOUNTS))
    if amounts:
        yield "timed"
    if len(amounts) > 1:
        yield "timetabled"


def _amounts(words: list[str]) -> Iterator[str]:
    """Yield the amounts of time among folded words."""
    for number, unit in pairwise(words) if not UNITS.isdisjoint(words) else ():
        if unit in UNITS and (number in NUMBERS or (len(number) <= FIGURES and number.isdecimal())):
            yield f"{number} {unit}"


def _is_date(text: str) -> bool:
    """Tell whether a line is one day and nothing else: one of several days or with times is no day of a post."""
    short = len(text) < 40 and ":" not in text and len(text.split()) <= 5 and any(sign.isdigit() for sign in text)
    runs = read_dates(text).sessions if short else []
    return bool(runs) and not any(run.end or run.days or "T" in (run.start or "") for run in runs)
