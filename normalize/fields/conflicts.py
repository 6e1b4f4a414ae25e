"""Where a page contradicts itself about a date, a price, a length or a place, quoting both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from normalize.course import Course, Price, Reason
from normalize.fields import claims, prose
from normalize.fields.conflicts_fees import agree, is_rival, lessons_times_fee, other_vat, said_free, two_fees
from normalize.fields.conflicts_length import length_conflicts
from normalize.fields.conflicts_manner import manner_conflicts
from normalize.fields.conflicts_place import place_conflicts
from normalize.fields.conflicts_sides import quoted
from normalize.fields.conflicts_when import date_conflicts
from normalize.fields.days import FIGURE, has_day
from normalize.fields.elsewhen import is_of_else
from normalize.fields.names import name_beside
from normalize.fields.offered import embedded_prices
from normalize.fields.runs import Runs
from normalize.fields.values import tiers_of
from normalize.fields.witness import Witness
from normalize.page.text import cut, fold
from normalize.page.view import View
from normalize.values.price_words import REGULAR_TARIFF, TARIFF
from normalize.values.prices import read_prices
from normalize.values.words import plain

YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")
LINE = 160
"""Characters of a line that may name another course."""
LABEL = 80
"""Characters of a line that says whose the price under it is."""
NUMBERED = re.compile(r"\b([A-Z]\w{2,20}) (\d|I{1,3}|[A-C][12]?)\b")
"""A course of a series, with its number."""
MOST_VAT = 1.35
"""How much more a price with VAT may be, at most, to have been meant for the same."""


def find_conflicts(view: View, course: Course, runs: Runs) -> list[Reason]:
    """Compare what stands at different places of the page."""
    found = [*date_conflicts(view, course, runs), *_prices(view, course), *length_conflicts(view, course, runs)]
    found += [*place_conflicts(view, course), *manner_conflicts(view, course)]
    found += [
        Reason(code="withdrawn_notice", text=cut(sentence.text, 300)) for sentence in prose.on(view, "withdrawn")[:1]
    ]
    return found


def _prices(view: View, course: Course) -> Iterator[Reason]:
    pairs: Pairs = lessons_times_fee(view)
    if course.price and course.price.amount:
        pairs = chain(pairs, _price_pairs(view, view.once(tiers_of), course.price, course))
    for first, second in islice(pairs, 1):
        yield Reason(code="conflict_price", text=quoted(first, second))


def _price_pairs(view: View, tiers: list[list[Witness]], own: Price, course: Course) -> Pairs:
    """Yield what two places of the page say of the price that cannot both be so."""
    return chain(
        _same_tariff(view, tiers, course), _with_vat(course), _apart(view, own, course),
        _told(view, tiers, own, course), _offered(view, own, course), said_free(view, own, course),
        two_fees(view, own, course),
    )  # fmt: skip


Pairs = Iterator[tuple[str, str]]
"""The two sides of contradictions."""


def _apart(view: View, own: Price, course: Course) -> Pairs:
    """Compare the prices that are shown with those of the embedded data and of the page's summaries."""
    others = [(p.amount, p.text) for p in embedded_prices(view) if p.text != own.text]
    titles = [words for words in claims.titles(view) if "€" in words]
    for part in (*titles, *claims.summaries(view)):
        named = [] if prose.speaks_of("other_price", part) else read_prices(part)
        others += [(p.amount, p.text) for p in named]
        if not any(p.amount for p in named) and _says_free(view, part):
            yield own.text, part
    for amount, words in others:
        if amount and not any(agree(amount, price.amount, exempt=own.vat == "exempt") for price in course.prices):
            yield own.text, words


def _offered(view: View, own: Price, course: Course) -> Pairs:
    """Compare the prices that are shown with that for which a sentence or a button offers the course."""
    if own.label and not REGULAR_TARIFF.search(plain(own.label)):
        return
    for sentence in prose.told(view, "own_price"):
        named = read_prices(sentence.text[:LINE])
        rival = named[0].amount if len(named) == 1 and not is_of_else(view, sentence.block) else 0
        known = any(agree(rival, price.amount, exempt=own.vat == "exempt") for price in course.prices)
        if rival and not known and is_rival(rival, own.amount):
            yield own.text, sentence.text


def _told(view: View, tiers: list[list[Witness]], own: Price, course: Course) -> Pairs:
    """Compare the prices that are shown with those that sentences name."""
    shown = {price.amount for price in course.prices}
    exempt = own.vat == "exempt"
    usual = [w for tier in tiers for w in tier if not prose.speaks_of("other_price", _whose(w))]
    if all(w.text == course.evidence["price"].text for w in usual):
        return  # nothing beside what the price was read from
    spoken = [(price, w) for w in usual for price in read_prices(w.text[:400])]
    if any(prose.speaks_of("by_moment", price.text) for price in course.prices):
        return
    yield from other_vat(spoken)
    labels = Counter(fold(price.label or "") for price in course.prices)
    whose = [price for price in course.prices if TARIFF.search(plain(price.label or ""))]
    named = {label: price for price in whose if labels[label := fold(price.label or "")] == 1}
    for price, witness in ((price, w) for price, w in spoken if _is_listed(w, spoken)):
        known = named.get(fold(price.label or "")) if not any(sign.isdigit() for sign in price.label or "") else None
        if known and not agree(known.amount, price.amount, exempt=exempt):
            yield known.text, witness.text
    if own.label and not REGULAR_TARIFF.search(plain(own.label)):
        return
    rivals = [(price, w) for price, w in spoken if not _holds(w, spoken, shown) and not _names_another(course, w)]
    cells = {block.text for n, block in enumerate(view.blocks) if _is_of_some(view, n)} if rivals else set()
    rivals = [(price, w) for price, w in rivals if w.text not in cells]
    for price, witness in rivals:
        near = not price.label and is_rival(price.amount, own.amount)
        rival = near and not any(agree(price.amount, amount, exempt=exempt) for amount in shown)
        if rival or (not price.amount and not price.label and _says_free(view, witness.text)):
            yield own.text, witness.text


def _whose(witness: Witness) -> str:
    """Return what may tell that a price is of something else: a sentence, or a question above the price."""
    if witness.method == "text":
        return witness.text
    return witness.label if witness.method == "heading" and "?" in witness.label else ""


def _holds(witness: Witness, spoken: list[tuple[Price, Witness]], shown: set[float]) -> bool:
    """Tell whether a witness names a known price: what it names besides is another tariff."""
    named = {price.amount for price, other in spoken if other is witness}
    return len(named) > 1 and not named.isdisjoint(shown)


def _names_another(course: Course, witness: Witness) -> bool:
    """Tell whether a line names another course beside a day and a price ("Excel gevorderd – 2 maart – € 650")."""
    if _is_next(course.title, witness.text):
        return True
    name = name_beside(witness.text) if witness.method == "text" and len(witness.text) < LINE else ""
    words = set(fold(name).split())
    return len(words) > 1 and has_day(witness.text) and not words <= set(fold(course.title).split())


def _is_next(title: str, words: str) -> bool:
    """Tell whether words name the same course with another number ("Frans 2" beside "Frans 1")."""
    numbered = NUMBERED.search(title)
    found = {n for name, n in NUMBERED.findall(words) if numbered and fold(name) == fold(numbered[1])}
    return bool(numbered and found) and numbered is not None and numbered[2] not in found


def _is_listed(witness: Witness, spoken: list[tuple[Price, Witness]]) -> bool:
    """Tell whether a witness names one price, or several of which each says whose it is."""
    labels = [price.label for price, other in spoken if other is witness]
    return len(labels) == 1 or (all(labels) and len(set(labels)) == len(labels))


def _says_free(view: View, words: str) -> bool:
    """Tell whether a sentence says of the course that it is free, for all and without a condition."""
    if not prose.speaks_of("free", words) or prose.speaks_of("free_for_some", words) or len(words.split()) < 2:
        return False
    at = next((n for n, block in enumerate(view.blocks) if words in block.text), 0)
    if _is_of_some(view, at) or "?" in view.blocks[at].text.partition(words)[0]:
        return False
    return not (is_of_else(view, at) or prose.speaks_of("elsewhen_led", view.blocks[at].text))


def _is_of_some(view: View, at: int) -> bool:
    """Tell whether an amount stands in a table beside what says for whom, or for what, it is."""
    if view.blocks[at].tag not in ("td", "dd"):
        return False
    return not any(at in s.blocks for s in view.under("price") if s.method != "heading")


def _stands_alone(view: View, witness: Witness) -> bool:
    """Tell whether no short line above a price says whose it is."""
    at = next((n for n, block in enumerate(view.blocks) if block.text == witness.text), 0)
    above = view.blocks[at - 1] if at else None
    if above is None or above.level or len(above.text) > LABEL:
        return True
    return above.text[-1:] in ".!?" or "€" in above.text


def _same_tariff(view: View, tiers: list[list[Witness]], course: Course) -> Pairs:
    """Yield the words of two prices for the same tariff: by its label, or by labels that mean the whole price."""
    named: dict[str, dict[float, Price]] = {}
    for price in course.prices:
        label = fold(price.label or "")
        whose = label and TARIFF.search(plain(price.label or "")) and not any(sign.isdigit() for sign in label)
        if whose:
            named.setdefault(label, {}).setdefault(price.amount, price)
    if any(prose.speaks_of("by_moment", price.text) for price in course.prices):
        return
    for one, two in (pair.values() for pair in named.values() if len(pair) == 2):  # of more each is another course's
        if _rows_of(view, one).isdisjoint(_rows_of(view, two)):
            yield one.text, two.text
    plainly: list[Price] = []
    for tier in tiers:
        whole = [(w, only) for w in tier if (only := _only(w))]
        plainly = [price for w, price in whole if w.method in ("label", "heading")]
        alone = [price for w, price in whole if w.method == "text" and _stands_alone(view, w)]
        told = [price for w, price in whole if w.method != "text"]
        if len(alone) == len(told) == 1:  # in a table or beside a label, and on a button or in a box
            plainly = [*told, *alone]
        if plainly:
            break
    for other in plainly[1:]:
        years = set(YEARS.findall(plainly[0].text)), set(YEARS.findall(other.text))
        if all(years) and years[0] != years[1]:
            continue  # a price for each year
        if not agree(plainly[0].amount, other.amount) and is_rival(other.amount, plainly[0].amount):
            yield plainly[0].text, other.text


def _rows_of(view: View, price: Price) -> set[tuple[int, int]]:
    """Return the rows of tables in which a price stands: in one row each column is another tariff."""
    return {b.cell[:2] for b in view.blocks if b.cell and FIGURE.search(b.text) and b.text in price.text}


def _only(witness: Witness) -> Price | None:
    """Return the price that a witness names, where that is one and without a condition."""
    label = f"{witness.label.rstrip(' :')}: " if witness.label else ""
    named = [p for p in read_prices(f"{label}{witness.text[:400]}") if p.amount]
    return named[0] if len(named) == 1 and named[0].label is None else None


def _with_vat(course: Course) -> Pairs:
    """Yield the words of a price without VAT and of the same with VAT, where no VAT makes the one from the other."""
    if len(course.prices) != 2 or any(price.label for price in course.prices):
        return
    told = {price.vat: price for price in course.prices}
    without, including = told.get("excluded"), told.get("included")
    if without is None or including is None or not 1 < including.amount / without.amount <= MOST_VAT:
        return
    if not agree(without.amount, including.amount):
        yield without.text, including.text
