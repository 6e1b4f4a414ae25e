"""The queue of uncertain matches: two records side by side, and one click to say what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from starlette.responses import Response

from acts.matching import Look, rule
from acts.refused import Refused
from commands.matches_words import FEATURES, agreement, veto
from console.accounts.door import Asked
from console.staff.addresses import to
from console.staff.office import Office, back, why_not
from console.staff.words import WORDS
from console.staff.words.matching import AGAINST, STRENGTHS
from exports.shown import TONGUES, lines
from exports.words import LANGUAGES, Language, pick
from normalize.assemble import Doubt
from normalize.course import Course
from normalize.matching.rulings import Ruling, plain_key
from store import Store


@dataclass(frozen=True, slots=True)
class OpenPair:
    """A question that nobody answered yet."""

    left: str
    """Id of the one offer."""
    right: str
    """Id of the other."""
    doubt: Doubt
    """Why it is not sure."""


@dataclass(frozen=True, slots=True)
class Row:
    """A field of two records."""

    name: str
    left: list[str]
    """Its values in words; [] where none is known."""
    right: list[str]
    differs: bool
    """Whether both are known and not the same."""


def open_pairs(store: Store) -> list[OpenPair]:
    """Return the questions that the last publication left and nobody answered since, the likeliest first.

    Two offers are asked about once.
    """
    doubts = store.doubts()
    if not doubts:
        return []
    offer_of, answered = store.member_ids(), _answered(store.rulings())
    found: dict[tuple[str, str], OpenPair] = {}
    for doubt in doubts:
        if frozenset((plain_key(doubt.left), plain_key(doubt.right))) in answered:
            continue
        one, two = sorted((offer_of.get(doubt.left, doubt.left), offer_of.get(doubt.right, doubt.right)))
        found.setdefault((one, two), OpenPair(one, two, doubt))
    return list(found.values())


def _answered(rulings: list[Ruling]) -> set[frozenset[str]]:
    """Return the pairs of pages that decisions are about."""
    return {
        frozenset((plain_key(left), plain_key(right)))
        for ruling in rulings for left in ruling.left for right in ruling.right
    }  # fmt: skip


def pairs(office: Office, asked: Asked) -> Response:
    """Answer with the next uncertain match, or keep what was decided of one."""
    if asked.request.method == "POST":
        return _decide(office, asked)
    return _show(office, asked)


def _decide(office: Office, asked: Asked) -> Response:
    kind: Literal["merge", "split"] = "merge" if asked.form.get("do") == "merge" else "split"
    left, right = asked.form.get("left", ""), asked.form.get("right", "")
    asked.subject = f"{kind} {left} {right}"
    try:
        look = Look(office.desk.store)
        number = rule(office.desk.store, kind, look.subject(left), look.subject(right), office.by(asked))
    except Refused as error:
        return _show(office, asked, trouble=why_not(error, asked.language))
    return back(to("pairs", asked.language, nr=_number(asked.form.get("nr")) or None, done=number))


def _show(office: Office, asked: Asked, *, trouble: str | None = None) -> Response:
    store, language = office.desk.store, asked.language
    waiting = open_pairs(store)
    given = asked.form if asked.request.method == "POST" else asked.request.query_params
    nr = min(_number(given.get("nr")), max(0, len(waiting) - 1))
    pair = waiting[nr] if waiting else None
    one, two = (store.offer(pair.left), store.offer(pair.right)) if pair else (None, None)
    return office.page(
        asked, "pairs.html", "pairs", trouble=trouble, status=409 if trouble else 200, nr=nr, pair=pair, one=one,
        two=two, rows=side_by_side(one, two, language) if one and two else [], total=len(waiting),
        features=features(pair.doubt, language) if pair else [],
        vetoes=[veto(words, language) for words in pair.doubt.comparison.vetoes] if pair else [],
    )  # fmt: skip


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0


def side_by_side(one: Course, two: Course, language: Language) -> list[Row]:
    """Return the fields that either of two records has, in words."""
    words = pick(WORDS, language)
    left, right = _in_words(one, words, language), _in_words(two, words, language)
    rows = [(name, left.get(name, []), right.get(name, [])) for name in dict.fromkeys((*left, *right))]
    return [Row(name, a, b, bool(a and b and a != b)) for name, a, b in rows if a or b]


def _in_words(course: Course, words: dict[str, str], language: Language) -> dict[str, list[str]]:
    """Return the name of each field to its values."""
    spoken = course.page_language or ""
    told = {words["title_field"]: [course.title]}
    told |= {words["page_language"]: [pick(TONGUES, language).get(spoken, spoken)] if spoken else []}
    return told | {line.name: line.values for line in lines(course, language)}


def features(doubt: Doubt, language: Language) -> list[tuple[str, str, str]]:
    """Return what speaks for and against, the strongest first: what, how it compares, how much it says."""
    place = LANGUAGES.index(language)
    telling = sorted((one for one in doubt.comparison.features if one.weight), key=lambda one: -abs(one.weight))
    return [
        (FEATURES[one.name][place], agreement(one.outcome, language), strength(one.weight)[place]) for one in telling
    ]


def strength(weight: float) -> tuple[str, str]:
    """Return in words how much a weight says."""
    return next((words for least, words in STRENGTHS if weight >= least), AGAINST)
