"""Where a page contradicts itself about what the course costs, quoting both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, islice

from normalize.course import Course, Price, Reason
from normalize.fields import claims, prose
from normalize.fields.conflicts_fees import agree, is_rival, lessons_times_fee, other_vat, said_free
from normalize.fields.conflicts_sides import quoted
from normalize.fields.days import FIGURE, has_day
from normalize.fields.elsewhen import is_of_else
from normalize.fields.names import name_beside
from normalize.fields.offered import embedded_prices
from normalize.fields.price_tiers import tiers_of
from normalize.fields.witness import Witness
from normalize.page.labels import read_label
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.price_words import REGULAR_TARIFF, TARIFF
from normalize.values.prices import read_prices
from normalize.values.words import plain

YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")
LINE = 160
"""Characters of a line that may name another course."""
LABEL = 80
"""Characters of a line that says whose the price under it is."""
MONEY = re.compile(r"€|\beuro?s?\b|\bgratis\b|\bfree\b|kosteloos", re.IGNORECASE)
"""In words that may name a price."""
ENROLS = re.compile(rf"^\W*{claims.ENROLS.pattern}", re.IGNORECASE)
"""Begins a button by which one enrols ("Boek nu"): no book."""
GENERIC = re.compile(
    r"(?:de |the )?(?:total[e]? |totaal ?)?(?:cursus|deelname|opleidings|trainings|les|course |registration "
    r"|tuition |program+e )?"
    r"(?:prijs|prijzen|kosten|geld|tarief|tarieven|investering|prices?|costs?|fees?|tuition|investment)"
    r"(?: (?:van|voor|of|for) (?:de|deze|het|the|this) \w+)?|wat kost .{2,30}"
)
"""A label of what the whole course costs."""
OF_THE_REST = re.compile(
    rf"{REGULAR_TARIFF.pattern}|\b(?:other|overig|ander|volwassen|individual|adult|particulier|industry)"
)
"""A tariff of all for whom there is no other."""
NUMBERED = re.compile(r"\b([A-Z]\w{2,20}) (\d|I{1,3}|[A-C][12]?)\b")
"""A course of a series, with its number."""
NEAR = 4
"""Blocks from an amount within which another one belongs to it."""
MOST = 12
"""Amounts that are added up."""
MOST_VAT = 1.35
"""How much more a price with VAT may be, at most, to have been meant for the same."""


def price_conflicts(view: View, course: Course) -> Iterator[Reason]:
    """Compare the prices that stand at different places of the page."""
    pairs: Pairs = lessons_times_fee(view)
    if course.price and course.price.amount:
        pairs = chain(pairs, _price_pairs(view, view.once(tiers_of), course.price, course))
    for first, second in islice(pairs, 1):
        yield Reason(code="conflict_price", text=quoted(first, second))


def _price_pairs(view: View, tiers: list[list[Witness]], own: Price, course: Course) -> Pairs:
    """Yield what two places of the page say of the price that cannot both be so."""
    return chain(
        _same_tariff(view, course), _with_vat(course), _said(view, own, course), _labelled(view, tiers, course),
        _told(view, tiers, own, course), said_free(view, own, course),
    )  # fmt: skip


TOGETHER = 6
"""People for whom a tariff may be named as one amount."""
Pairs = Iterator[tuple[str, str]]
"""The two sides of contradictions."""


def _said(view: View, own: Price, course: Course) -> Pairs:
    """Compare the prices that are shown with those of data, titles, summaries, lines, buttons and answers."""
    exempt = own.vat == "exempt"
    offers = embedded_prices(view)
    if any(agree(offer.amount, own.amount, exempt=exempt) for offer in offers):
        offers = [offer for offer in offers if not offer.label]  # the others are other people's
    for offer in offers:
        heads = range(1, TOGETHER + 1 if offer.label else 2)  # an offer with a name may be for some people together
        known = any(agree(offer.amount, n * price.amount, exempt=exempt) for price in course.prices for n in heads)
        if offer.text != own.text and offer.amount and not (known and offer.currency == own.currency):
            yield own.text, offer.text
    for claim in claims.claims(view):
        if (
            claim.field not in ("", "price")
            or not MONEY.search(claim.words)
            or _is_all(course, claim.words, claim.block)
        ):
            continue
        words = ENROLS.sub("", claims.renamed(claim.words, course.title), count=1)
        named = [] if prose.speaks_of("other_price", words) else read_prices(words)
        if claim.place in ("title", "summary") and not any(p.amount for p in named) and _says_free(view, claim.words):
            yield own.text, claim.words
        aside = claim.place == "line" and (words.endswith(".") or has_day(words) or _is_among(view, [claim.block]))
        alone = len(named) == 1 and not (aside or TARIFF.search(plain(named[0].label or "")) or YEARS.search(words))
        if alone and _is_new(view, named[0], claim.words, claim.block, course):
            yield _beside(course, claim.words).text, claim.words
    for words, block in _sentences(view, course):
        named = read_prices(words)
        if len(named) == 1 and not is_of_else(view, block) and _is_new(view, named[0], words, block, course):
            yield _beside(course, words).text, words


def _sentences(view: View, course: Course) -> Iterator[tuple[str, int]]:
    """Yield the sentences by which the course is had for an amount, or that say what it costs."""
    if not any(price.label is None for price in course.prices):
        return
    yield from ((s.text[:LINE], s.block) for s in prose.told(view, "own_price"))
    for sentence in prose.told(view, "course_costs"):
        words = claims.renamed(sentence.text, course.title, "deze cursus")[:LINE]
        if not prose.speaks_of("other_price", words) and not any(price.label for price in read_prices(words)):
            yield sentence.text[:LINE], sentence.block


def _labelled(view: View, tiers: list[list[Witness]], course: Course) -> Pairs:
    """Compare the price under a label for the whole with the other prices that are shown."""
    for statement in view.under("price"):
        if statement.row or statement.method == "heading" or not GENERIC.fullmatch(fold(statement.label)):
            continue
        again = sum(block.text == statement.text for block in view.blocks) > 1  # another place says the same
        if again or _is_all(course, statement.text, statement.blocks[0]):
            continue
        named = read_prices(f"{statement.label.rstrip(' :')}: {statement.text[:400]}")
        years = YEARS.search(f"{statement.label} {statement.text}")
        alone = len(named) == 1 and not (
            years or TARIFF.search(plain(statement.text)) or _is_among(view, statement.blocks)
        )
        if alone and _is_new(view, named[0], statement.text, statement.blocks[0], course):
            yield _beside(course, statement.text).text, statement.text


def _is_among(view: View, blocks: Sequence[int]) -> bool:
    """Tell whether an amount stands right beside others: in a list of tariffs, or a table of costs."""
    near = range(max(0, blocks[0] - NEAR), min(len(view.blocks), blocks[-1] + NEAR + 1))
    return sum("€" in view.blocks[n].text for n in near if n not in blocks) > 1


def _beside(course: Course, words: str) -> Price:
    """Return the price that is shown elsewhere than in these words: that which all pay, where that is."""
    others = [price for price in course.prices if not _is_from(price, words)]
    return next((price for price in others if _is_of_all(price)), (others or course.prices)[0])


def _is_from(price: Price, words: str) -> bool:
    return price.text in words or words in price.text


def _is_all(course: Course, words: str, block: int) -> bool:
    """Tell whether all that is shown was read from these very words."""
    return block >= 0 and all(_is_from(price, words) for price in course.prices)


def _is_of_all(price: Price) -> bool:
    """Tell whether nothing says that a price is that of some, or up to a day."""
    if price.label:
        return bool(OF_THE_REST.search(plain(price.label)))
    asides = any(prose.speaks_of(name, price.text) for name in ("by_moment", "other_price", "pays"))
    return not asides and not TARIFF.search(plain(price.text))


def _is_new(view: View, price: Price, words: str, block: int, course: Course) -> bool:
    """Tell whether an amount may be the price of the course, but is none that is told elsewhere on the page."""
    if _names_another(course, Witness(words, "text")):
        return False
    exempt = any(one.vat == "exempt" for one in course.prices)
    shown = course.prices if block < 0 else [one for one in course.prices if not _is_from(one, words)]
    rivals = [one for one in shown if _is_of_all(one)] or (shown if block < 0 else [])
    if not any(is_rival(price.amount, one.amount) for one in rivals):
        return False
    elsewhere = [w.text for tier in view.once(tiers_of) for w in tier if w.text not in words and words not in w.text]
    told = {one.amount for other in elsewhere for one in read_prices(other[:400])} | {one.amount for one in shown}
    sums = {one + two for one, two in combinations(sorted(told)[:MOST], 2)}
    made = any(abs(price.amount - whole) < 1 for whole in sums)
    made = made or any(abs(price.amount + part - one.amount) < 1 for part in told for one in rivals if part)
    return not (made or any(agree(price.amount, amount, exempt=exempt) for amount in told))


def _told(view: View, tiers: list[list[Witness]], own: Price, course: Course) -> Pairs:
    """Compare the prices that are shown with those that sentences name."""
    shown = {price.amount for price in course.prices}
    exempt = own.vat == "exempt"
    usual = [w for tier in tiers for w in tier if not prose.speaks_of("other_price", _whose(w))]
    called = [witness.text for tier in tiers for witness in tier if _is_called(witness)]
    usual = [w for w in usual if not any(text.endswith(f": {w.text}") for text in called)]
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
        near = not (price.label or _is_called(witness)) and is_rival(price.amount, own.amount)
        rival = near and not any(agree(price.amount, amount, exempt=exempt) for amount in shown)
        if rival or (not price.amount and not price.label and _says_free(view, witness.text)):
            yield own.text, witness.text


def _is_called(witness: Witness) -> bool:
    """Tell whether an amount stands behind a name that says what it pays, and is no label of a price."""
    name = witness.text.partition(": ")[0] if witness.method == "text" and ": " in witness.text else ""
    return 0 < len(name) < LABEL and "€" not in name and not read_label(name).fields


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


def _same_tariff(view: View, course: Course) -> Pairs:
    """Yield the words of two prices for the same tariff, by its label."""
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


def _rows_of(view: View, price: Price) -> set[tuple[int, int]]:
    """Return the rows of tables in which a price stands: in one row each column is another tariff."""
    return {b.cell[:2] for b in view.blocks if b.cell and FIGURE.search(b.text) and b.text in price.text}


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
