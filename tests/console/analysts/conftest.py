"""A desk whose store holds visits, offers and needs, made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from console.analysts.material import Material
from exports.words import Language
from normalize.course import Course, Duration, Organisation, Price, Session, Source, completeness
from store import Store, views
from tests.console.conftest import Room, course
from tests.store.conftest import at

TODAY = date(2026, 11, 22)
NAMES = {"kadelab": "Kadelab Opleidingen", "merel": "Hogeschool <b>de Merel</b>"}


def offer(id: str, provider: str = "kadelab", also: str | None = None, **changes: Any) -> Course:
    """An offer of a provider, found at its site and `also` at another's."""
    sites = [provider] + ([also] if also else [])
    sources = [Source(provider=one, url=f"https://{one}.example/{id}", title=id) for one in sites]
    fields: dict[str, Any] = {
        "provider": Organisation(id=provider, name=NAMES[provider]), "sources": sources, "start": "dated",
        "sessions": [Session(start="2027-01-11", text="11 januari 2027")],
    }  # fmt: skip
    made = course(id, f"Cursus {id}", **(fields | changes))
    made.completeness = completeness(made)
    return made


GIVEN: dict[str, Any] = {
    "audience": "Analisten",
    "entry_requirements": "Hbo",
    "duration": Duration(value=2.0, unit="day"),
}
OFFERS = [
    offer("a1", topics=["gmp_quality"], price=Price(amount=950.0, vat="excluded"), level="hbo", **GIVEN),
    offer("a2", also="merel", topics=["gmp_quality", "leadership"], price=Price(amount=2600.0, vat="included"),
          sessions=[
        Session(start="2027-01", precision="month"), Session(start="2027-02-01", status="full"),
        Session(start="2027-08-01"), Session(start="2026-11-21"), Session(start="2027", precision="year"),
    ]),
    offer("b1", "merel", topics=["cleanroom"], start="any_time", sessions=[]),
    offer("b2", "merel", topics=[]),
]  # fmt: skip


def visit(store: Store, provider: str, day: date, courses: int, **filled: float) -> None:
    """Record a visit that counted."""
    run = store.start_run(provider, now=at(day), today=day)
    stats = {"profile": {"courses": courses, "pages": courses + 2, "filled": filled}}
    store.record_run(
        run, now=at(day), today=day, state="good", cause=None, detail=None, stats=stats, pages=[], courses=[], gone={},
        moves={},
    )  # fmt: skip


def publish(store: Store, offers: list[Course], day: date) -> None:
    """Save offers as what is published."""
    pairs = [(one, [f"{source.provider} {source.url}" for source in one.sources]) for one in offers]
    store.save_offers(pairs, now=at(day, 6), today=day, retired={})


def fill(store: Store) -> None:
    """Live through two nights."""
    visit(store, "kadelab", TODAY - timedelta(days=30), 1, price=1.0, audience=0.5)
    publish(store, OFFERS[:1], TODAY - timedelta(days=30))
    visit(store, "kadelab", TODAY, 2, price=1.0, audience=1.0)
    visit(store, "merel", TODAY, 3, price=0.0, audience=0.0)
    publish(store, OFFERS, TODAY)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Store]:
    """A store that nothing is in."""
    with Store.open(f"sqlite:///{tmp_path / 'lloket.db'}") as store:
        yield store


@pytest.fixture
def lived(bare: Store) -> Store:
    """A store with two providers, two nights."""
    fill(bare)
    return bare


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same, for tests that only look."""
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('seen') / 'lloket.db'}") as store:
        fill(store)
        yield store


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Room]:
    """A desk that nothing was visited for."""
    with ExitStack() as stack:
        yield Room(tmp_path, stack, [])


def furnish(room: Room) -> Room:
    """Give a desk two providers and two nights."""
    text = room.desk.registry.read_text(encoding="utf-8")
    merel = '\n[[provider]]\nid = "merel"\nname = "Hogeschool <b>de Merel</b>"\nwebsite = "https://merel.example/"\n'
    room.desk.registry.write_text(text + merel, encoding="utf-8")
    fill(room.store)
    return room


@pytest.fixture
def filled(empty: Room) -> Room:
    """A desk with two providers, two nights."""
    return furnish(empty)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The same, for tests that only look."""
    with ExitStack() as stack:
        yield furnish(Room(tmp_path_factory.mktemp("shown"), stack, []))


def material(store: Store, language: Language = "nl", **given: Any) -> Material:
    """What figures of a store are made of."""
    return Material(
        read=lambda name: views.rows(store.database, name), language=language, today=TODAY, providers=NAMES, **given
    )
