"""Pairs and clusters put right around the entries that came, went or got other keys."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from normalize.matching.candidates import block_pairs, key_numbers, number_of, rare_words
from normalize.matching.engine import Entry, evidence, settle
from normalize.matching.entries import PACK, Kept, keep_doubts, load, postings
from normalize.matching.model import Weights
from normalize.matching.rulings import NO_MARKS, Bound, Contradiction
from normalize.matching.shelf import Shelf, packed
from normalize.matching.traits import Traits

Pair = tuple[int, int]
"""Two entries, in their order."""


def count(frequency: Counter[str], gone: Iterable[Traits], born: Iterable[Traits]) -> set[str]:
    """Bring the frequencies up to date; return the words that became much rarer or more frequent."""
    change = Counter(token for traits in born for token in traits.title.tokens)
    change.subtract(token for traits in gone for token in traits.title.tokens)
    crossed = set()
    for token, more in change.items():
        old = frequency[token]
        if old.bit_length() != (old + more).bit_length():
            crossed.add(token)
        frequency[token] = old + more
        if not old + more:
            del frequency[token]
    return crossed


def moved(
    shelf: Shelf, crossed: Iterable[str], frequency: Mapping[str, int], apart_from: Mapping[int, Kept]
) -> tuple[dict[int, Kept], dict[int, Kept]]:
    """Return the entries that words of another frequency give other keys, as they were and as they are."""
    found = shelf.find("select distinct entry from token where word in among", [number_of(token) for token in crossed])
    before, after = {}, {}
    for n, one in load(shelf, [n for (n,) in found if n not in apart_from]).items():
        rare = rare_words(one.traits.title.tokens, frequency)
        if rare != one.rare:
            before[n] = one
            after[n] = Kept(one.place, one.first, one.traits, rare, key_numbers(one.traits, rare))
    return before, after


def repair(shelf: Shelf, before: Mapping[int, Kept], after: Mapping[int, Kept], by: Weights) -> set[int]:
    """Bring the scored pairs up to date in the blocks of these entries' keys; return the entries whose pairs changed.

    The keys on the shelf are those of before.
    """
    touched = {number for one in (*before.values(), *after.values()) for number in one.numbers}
    was: dict[int, list[int]] = defaultdict(list)
    now: dict[int, list[int]] = defaultdict(list)
    for number, n in shelf.find("select number, entry from posting where number in among", touched):
        was[number].append(n)
        if n not in before:
            now[number].append(n)
    for number, n in postings(after.items()):
        now[number].append(n)
    known = load(shelf, {n for block in was.values() for n in block}) | dict(after)
    order = sorted(known, key=lambda n: known[n].order)
    place = {n: at for at, n in enumerate(order)}
    records = [known[n].traits for n in order]
    net: Counter[Pair] = Counter()
    for number in touched:
        old, new = (
            set(block_pairs(number, sorted(place[n] for n in blocks.get(number, ())), records)) for blocks in (was, now)
        )
        net.update(new - old)
        net.subtract(old - new)
    return {
        n
        for (one, two), more in net.items()
        if more and _propose(shelf, (order[one], order[two]), more, (records[one], records[two]), by)
        for n in (order[one], order[two])
    }


def _propose(shelf: Shelf, pair: Pair, more: int, traits: tuple[Traits, Traits], by: Weights) -> bool:
    """Count so many blocks more that propose a pair; tell whether it is merged or unsure, or was."""
    row = shelf.rows.execute("select bits, blocks from scored where one = ? and two = ?", pair).fetchone()
    if row is None and more < 0:
        return False
    bits, blocks = row or (evidence(*traits, by), 0)
    if bits is None:
        return False
    shelf.rows.execute("delete from scored where one = ? and two = ?", pair)
    if blocks + more > 0:
        shelf.rows.execute("insert into scored values (?, ?, ?, ?)", (*pair, bits, blocks + more))
    return True


def rekey(shelf: Shelf, before: Mapping[int, Kept], after: Mapping[int, Kept]) -> None:
    """Give entries other keys."""
    shelf.rows.executemany(
        "update entry set rare = ?, numbers = ? where id = ?",
        [(PACK.encode(one.rare), packed(one.numbers), n) for n, one in after.items()],
    )
    shelf.rows.executemany("delete from posting where number = ? and entry = ?", postings(before.items()))
    shelf.rows.executemany("insert into posting values (?, ?)", postings(after.items()))


def resettle(shelf: Shelf, touched: set[int], bound: Bound, by: Weights) -> tuple[list[Contradiction], dict[str, int]]:
    """Make the clusters anew of all entries that pairs or decisions join to these; return them by a record's key."""
    ruled = shelf.find(
        "select id, entry from record where id in among", {n for _, group in bound.merges for n in group}
    )
    entry_of = dict(ruled.fetchall())
    reached, pairs = _reach(shelf, touched | set(entry_of.values()))
    known = load(shelf, reached)
    order = sorted(known, key=lambda n: known[n].order)
    members: dict[int, list[int]] = defaultdict(list)
    key_of: dict[int, str] = {}
    for id, key, n in shelf.find("select id, key, entry from record where entry in among", reached):
        key_of[id] = key
        members[n].insert(0 if key == known[n].first else len(members[n]), id)
    entries = [Entry(known[n].traits, members[n], bound.marks.get(members[n][0], NO_MARKS)) for n in order]
    place = {n: at for at, n in enumerate(order)}
    bits = {(place[one], place[two]): weight for (one, two), weight in pairs.items()}
    settled = settle(entries, [(weight, *pair) for pair, weight in bits.items()], bound, key_of)
    cluster_of = {n: n for n in order} | {order[n]: order[group[0]] for group in settled.clusters for n in group}
    shelf.rows.executemany("update record set cluster = ? where entry = ?", [(cluster_of[n], n) for n in order])
    shelf.find("delete from doubt where one in among or two in among", reached)
    keep_doubts(shelf, entries, order, [known[n].first for n in order], settled, bits, by)
    return settled.contradictions, {key_of[id]: cluster_of[n] for n in order for id in members[n]}


def _reach(shelf: Shelf, touched: set[int]) -> tuple[set[int], dict[Pair, float]]:
    """Return all entries that pairs join to these, step by step, and those pairs with their bits."""
    reached: set[int] = set()
    pairs: dict[Pair, float] = {}
    while touched:
        reached |= touched
        rows = shelf.find("select one, two, bits from scored where one in among", touched).fetchall()
        rows += shelf.find("select one, two, bits from scored where two in among", touched).fetchall()
        pairs.update({(one, two): bits for one, two, bits in rows})
        touched = {n for one, two, _ in rows for n in (one, two)} - reached
    return reached, pairs
