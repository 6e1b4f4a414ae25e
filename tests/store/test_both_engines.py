"""The same nights on SQLite and on PostgreSQL leave the same rows."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from typing import Literal

import psycopg

from normalize.course import Freshness
from spiders.job import LinkLook
from store import PageSeen, Store
from tests.store.conftest import DAY, Nights, at, dump_tables, make_course


def live(url: str, nights: int) -> None:
    """Refresh and publish a site that changes by chance, the same for the same number."""
    chance = random.Random(7)
    states: list[Literal["good", "incomplete", "failed"]] = ["good", "good", "incomplete", "failed"]
    with Store.open(url) as store:
        refreshes = Nights(store)
        for night in range(nights):
            day = DAY + timedelta(days=night)
            found = [
                make_course(number, title=f"Cursus {number} “é🧪\x00” {chance.randint(0, 3)}")
                for number in range(40)
                if chance.random() < 0.9
            ]
            gone = {make_course(number).url: chance.choice([404, 410]) for number in chance.sample(range(40), 3)}
            pages = [PageSeen(url=one.url, etag=str(chance.randint(0, 2)), alternates={"en": "x"}) for one in found]
            refreshes.refresh(found, day=day, state=chance.choice(states), gone=gone, pages=pages)
            kept = [one for one in store.readings() if chance.random() < 0.95]
            status = Freshness(status="current", last_seen=day.isoformat())
            offers = [make_course(number, id=f"c{number % 30}", freshness=status) for number in range(len(kept))]
            store.save_offers(
                [(course, [one.key]) for course, one in zip(offers, kept, strict=True)],
                now=at(day, 6),
                today=day,
                retired={f"c{night + 100}": "c1", f"c{night}": "c0"},
            )
            looks = {one.url: LinkLook(chance.random() < 0.3, "HTTP 404") for one in found}
            store.watch("meerpolder", [(one.url, one.url) for one in found], looks, today=day)
            number = store.decide("hide", f"c{night}", {"night": night, "no": None}, who="Noor", why="é", now=at(day))
            if chance.random() < 0.5:
                store.undo(number, who="Sam", now=at(day, 7))
        refreshes.refresh(found, day=DAY + timedelta(days=nights), state="held")
        assert store.check_integrity() == []


def test_the_same_nights_leave_the_same_rows(tmp_path: Path, postgresql_server: str) -> None:
    small = f"sqlite:///{tmp_path / 'lloket.db'}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute("create database same_nights")
    large = postgresql_server.replace("/postgres?", "/same_nights?")
    live(small, 20)
    live(large, 20)
    one, other = dump_tables(small), dump_tables(large)
    assert one.keys() == other.keys()
    console = {"account", "session", "provider_link", "audit", "proposal", "need"}  # what nights do not touch
    assert all(one[name] for name in one if name not in {"lease", "question", "moved"} | console)
    for name in one:
        assert one[name] == other[name]
