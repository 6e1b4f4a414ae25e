"""Entries made again around the records that changed."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping

from normalize.matching.candidates import key_numbers, rare_words
from normalize.matching.engine import united
from normalize.matching.entries import TRAITS, Kept, add, likeness, load, place_of, remove
from normalize.matching.model import Weights
from normalize.matching.repair import count, moved, rekey, repair
from normalize.matching.rulings import NO_MARKS, Marks
from normalize.matching.shelf import Shelf
from normalize.matching.traits import Traits

NO_KEYS = array("q")


def regroup(
    shelf: Shelf, changed: Mapping[int, Traits | None], marks: Mapping[int, Marks], frequency: Counter[str], by: Weights
) -> set[int]:
    """Make the entries anew of which a member changed; return those whose pairs may be others now."""
    rows = shelf.find("select id, key, entry from record where id in among", changed).fetchall()
    key_of = {id: key for id, key, _ in rows}
    left = {n for _, _, n in rows if n is not None}
    groups: dict[bytes, dict[int, Traits]] = defaultdict(dict)
    for id, traits in changed.items():
        if traits is not None:
            groups[likeness(traits, marks.get(id, NO_MARKS), key_of[id])][id] = traits
    for alike, n in shelf.find("select alike, id from entry where id in among", left):
        groups[bytes(alike)] |= _members(shelf, n, changed, key_of)
    for alike, group in groups.items():
        found = shelf.rows.execute("select id from entry where alike = ?", (alike,)).fetchone()
        if found and found[0] not in left:
            left.add(found[0])
            group.update(_members(shelf, found[0], changed, key_of))
    before = load(shelf, left)
    born: list[tuple[int, bytes, Kept]] = []
    place: list[tuple[int, int]] = []
    next_id = shelf.next_id("entry")
    for alike, group in sorted(groups.items()):
        if group:
            order = sorted(group, key=lambda id: (group[id].key, key_of[id]))
            traits = united([group[id] for id in order])
            marked = marks.get(order[0], NO_MARKS)
            born.append((next_id, alike, Kept(place_of(traits, marked), key_of[order[0]], traits, (), NO_KEYS)))
            place += ((next_id, id) for id in order)
            next_id += 1
    crossed = count(frequency, [one.traits for one in before.values()], [one.traits for _, _, one in born])
    for _, _, one in born:
        one.rare = rare_words(one.traits.title.tokens, frequency)
        one.numbers = key_numbers(one.traits, one.rare)
    was, now = moved(shelf, crossed, frequency, before)
    touched = repair(shelf, before | was, {n: one for n, _, one in born} | now, by)
    remove(shelf, before)
    rekey(shelf, was, now)
    add(shelf, born)
    shelf.rows.executemany("update record set entry = ? where id = ?", place)
    shelf.find("delete from record where id in among", [id for id, one in changed.items() if one is None])
    return (touched | {n for n, _, _ in born}) - before.keys()


def _members(
    shelf: Shelf, entry: int, changed: Mapping[int, Traits | None], key_of: dict[int, str]
) -> dict[int, Traits]:
    """Return the records of an entry that did not change, and note their keys."""
    rows = shelf.rows.execute(
        "select id, key, traits from record join reading on record = id where entry = ?", (entry,)
    )
    found = {}
    for id, key, traits in rows:
        if id not in changed:
            key_of[id], found[id] = key, TRAITS.decode(traits)
    return found
