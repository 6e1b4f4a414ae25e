"""Matching again after a change gives what matching everything anew gives, whatever came, went or changed."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.matching_records import records
from normalize.course import Course, Organisation, Price, Session
from normalize.match import Matching, Ruling, match_all
from normalize.matching import candidates
from normalize.matching.memory import Memory
from normalize.matching.records import read_record
from normalize.matching.traits import learn, read_traits
from normalize.matching.vocabulary import Asked

TITLES = [
    "Celkweek", "Cursus celkweek", "Celkweken in het lab", "Celkweek deel 1", "Celkweek deel 2", "Cell culture",
    "Celkweek | Rijnlab", "Celkwek in het laboratorium", "Celkweek in het laborato…", "Radiologie voor artsen", "",
    "Radiology for doctors", "Radiolgie voor artsen", "Immunolog. diagnostiek", "Immunologische diagnostiek",
    "Radiologievoor artsen",
    "bouwd eel 2", "Bouw deel 2",
]  # fmt: skip
NAMES = ["Rijnlab", "Rijnlab Nascholing", "Rijnlab College", "Rijnlb Nascholing", "Maasdal", "Maasdal Expertise", ""]


def record(name: str, chance: random.Random) -> Course:
    """A record at random, of few words, so that everything meets everything."""
    by = chance.choice(NAMES)
    return Course(
        url=f"https://{'rijnlab' if chance.random() < 0.5 else 'gids'}.example/{name}",
        title=chance.choice(TITLES),
        provider=Organisation(id="", name=by),
        description=chance.choice([None, f"Gegeven door {chance.choice(NAMES)}."]),
        page_language=chance.choice(["nl", "nl", "en"]),
        price=Price(amount=chance.choice([100.0, 121.0])) if chance.random() < 0.6 else None,
        sessions=[Session(start=chance.choice(["2027-05-03", "2027-06-01"]))] if chance.random() < 0.7 else [],
        location=chance.choice([None, "Leiden", "Den Haag"]),
    )


@dataclass
class History:
    """Records that come, go and change, matched after each step with what is remembered and without."""

    chance: random.Random
    known: dict[str, Course] = field(default_factory=dict)
    links: dict[str, set[str]] = field(default_factory=dict)
    rulings: list[Ruling] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    count: int = 0

    def step(self) -> None:
        what = self.chance.random()
        names = sorted(self.known)
        if what < 0.45 or len(names) < 3:
            for _ in range(self.chance.choice([1, 2, 12])):
                self.count += 1
                self.known[f"p {self.count}"] = record(str(self.count), self.chance)
        elif what < 0.65:
            for name in self.chance.sample(names, min(len(names), self.chance.choice([1, 3]))):
                del self.known[name]
        elif what < 0.85:
            name = self.chance.choice(names)
            self.known[name] = record(name.split()[1], self.chance)
        elif what < 0.92:
            one, two = (self.known[name].url for name in self.chance.sample(names, 2))
            self.links[one] = {two} if self.chance.random() < 0.8 else set()
        elif self.rulings and what < 0.95:
            self.rulings.pop(self.chance.randrange(len(self.rulings)))
        else:
            one, two = self.chance.sample(names, 2)
            kind: Any = self.chance.choice(["merge", "split"])
            self.count += 1
            self.rulings.append(Ruling(self.count, kind, frozenset({one}), frozenset({two})))

    def matched(self, memory: Memory | None) -> Matching:
        keys = sorted(self.known)
        courses = [self.known[key] for key in keys]
        return match_all(courses, self.links, keys=keys, rulings=self.rulings, memory=memory)


def state(memory: Memory) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """What is remembered of pairs and of keys, by what the entries hold instead of by their numbers."""
    rows = memory.shelf.rows
    entries = {n: (place, first) for n, place, first in rows.execute("select id, place, first from entry")}
    pairs = {
        (entries[one], entries[two]): found
        for one, two, *found in rows.execute("select one, two, bits, blocks from scored")
    }
    keys: dict[Any, Any] = {one: (set(), set()) for one in entries.values()}
    for n, number in rows.execute("select entry, number from posting"):
        keys[entries[n]][0].add(number)
    for n, word in rows.execute("select entry, word from token"):
        keys[entries[n]][1].add(word)
    asked = {(what, key) for what, key in rows.execute("select what, key from asked join record on id = record")}
    return pairs, keys | {"asked": asked}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([40, 4]))
def test_random_histories_end_as_if_all_were_new(seed: int, block: int) -> None:
    history = History(random.Random(seed))
    whole = candidates.BLOCK
    candidates.BLOCK = block  # small blocks overflow and shrink back as large ones do
    try:
        for _ in range(12):
            history.step()
            fresh = Memory()
            assert history.matched(history.memory) == history.matched(None) == history.matched(fresh)
            assert state(history.memory) == state(fresh)
    finally:
        candidates.BLOCK = whole


def test_histories_of_many_records_end_as_if_all_were_new() -> None:
    """Real sizes of blocks, and words that become frequent, rare and misspelled on the way."""
    chance = random.Random(20270402)
    stock = [read_record(json.dumps(one), 1)[1] for one, _ in records(3000, seed=97)]
    known = {f"p {n}": course for n, course in enumerate(stock[:2000])}
    memory = Memory()
    for _ in range(6):
        for name in chance.sample(sorted(known), 40):
            known[name] = chance.choice(stock)
        for name in chance.sample(sorted(known), 10):
            del known[name]
        keys = sorted(known)
        courses = [known[key] for key in keys]
        assert match_all(courses, keys=keys, memory=memory) == match_all(courses, keys=keys)


def torn(course: Course, chance: random.Random) -> Course:
    """The record with a letter or a space of its title lost, slipped or added, or its words cut short."""
    title = course.title
    at = chance.randrange(len(title) + 1)
    slipped = chance.choice([
        title[:at] + title[at + 1 :], title[:at] + chance.choice("aei.12 ") + title[at:], " ".join(title.split()[:2]),
        title[:at] + title[at:].replace(" ", "", 1),
        " ".join(word[: chance.choice([1, 2, 3, 20])] for word in title.split()),
    ])  # fmt: skip
    return msgspec.structs.replace(course, title=slipped)


@pytest.mark.parametrize("seed", range(6))
def test_a_record_that_reads_otherwise_by_another_vocabulary_is_known_to(seed: int) -> None:
    """And few others are: a change of the collection's words is no reason to read all of it again."""
    chance = random.Random(seed)
    stock = [read_record(json.dumps(one), 1)[1] for one, _ in records(400, seed=200 + seed)]
    stock += [torn(course, chance) for course in stock]
    before, after = learn(stock), learn([*chance.sample(stock, 740), *(torn(one, chance) for one in stock[:20])])
    read = []
    for course in stock:
        before.asked = Asked()
        read.append((read_traits(course, before), before.asked))
    before.asked = None
    differences = after.differences(before)
    told = [differences.bear_on(asked) for _, asked in read]
    differing = [read_traits(course, after) != traits for course, (traits, _) in zip(stock, read, strict=True)]
    assert any(differing)
    assert [n for n in range(len(stock)) if differing[n] and not told[n]] == []
    assert sum(told) < len(stock)


def test_only_what_changed_is_read_again() -> None:
    stock = [read_record(json.dumps(one), 1)[1] for one, _ in records(1500, seed=98)]
    keys = [f"p {n}" for n in range(len(stock))]
    memory = Memory()
    match_all(stock, keys=keys, memory=memory)
    read = memory.read
    match_all(stock, keys=keys, memory=memory)
    assert memory.read == read
    match_all([*stock[1:], stock[0]], keys=[*keys[1:], keys[0]], memory=memory)
    assert memory.read == read
    changed = [*stock[:-1], stock[0]]
    match_all(changed, keys=keys, memory=memory)
    assert 1 <= memory.read - read < 100


@pytest.mark.parametrize("spoiled", [None, b"", b"nonsense", b"x" * 50_000, b"SQLite format 3\0" + b"x" * 50_000])
def test_a_memory_comes_back_or_is_made_anew(tmp_path: Path, spoiled: bytes | None) -> None:
    history = History(random.Random(4))
    path = tmp_path / "matching.cache"
    history.memory = Memory(path)
    for _ in range(20):
        history.step()
    history.matched(history.memory)
    history.memory.close()
    if spoiled is not None:
        path.write_bytes(spoiled)
    history.memory = Memory(path)
    assert history.matched(history.memory) == history.matched(None)
    assert (history.memory.read == 0) == (spoiled is None)
    history.step()
    assert history.matched(history.memory) == history.matched(None)
    history.memory.close()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("elsewhere", [False, True])
def test_what_is_saved_is_taken_up(tmp_path: Path, elsewhere: bool) -> None:
    history = History(random.Random(7))
    path = tmp_path / "matching.cache"
    history.memory = Memory() if elsewhere else Memory.load(path)
    history.step()
    history.matched(history.memory)
    history.memory.save(path)
    history.memory = Memory.load(path)
    assert history.matched(history.memory) == history.matched(None)
    assert history.memory.read == 0
    history.memory.close()


def test_a_file_that_breaks_further_on_is_made_anew(tmp_path: Path) -> None:
    """Its first page says that it is right."""
    path = tmp_path / "matching.cache"
    history = History(random.Random(5))
    history.memory = Memory(path)
    for _ in range(30):
        history.step()
    history.matched(history.memory)
    history.memory.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"x" * (len(whole) - 8192))
    history.memory = Memory(path)
    history.step()
    assert history.matched(history.memory) == history.matched(None)
    assert history.matched(history.memory) == history.matched(None)
    history.memory.close()


def test_what_is_interrupted_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history = History(random.Random(6))
    history.memory = Memory(tmp_path / "matching.cache")
    for _ in range(10):
        history.step()
    history.matched(history.memory)
    before = state(history.memory)
    history.step()
    with monkeypatch.context() as patch:
        patch.setattr("normalize.matching.memory.resettle", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            history.matched(history.memory)
    assert state(history.memory) == before
    assert history.matched(history.memory) == history.matched(None)
    history.memory.close()


def test_a_version_told_spares_the_look_at_the_record() -> None:
    stock = [read_record(json.dumps(one), 1)[1] for one, _ in records(60, seed=99)]
    keys = [f"p {n}" for n in range(len(stock))]
    memory = Memory()
    versions = ["1"] * len(stock)
    match_all(stock, keys=keys, memory=memory, versions=versions)
    changed = [msgspec.structs.replace(stock[0], title="Iets heel anders"), *stock[1:]]
    assert match_all(changed, keys=keys, memory=memory, versions=versions) == match_all(stock, keys=keys)
    versions = ["2", *versions[1:]]
    assert match_all(changed, keys=keys, memory=memory, versions=versions) == match_all(changed, keys=keys)
