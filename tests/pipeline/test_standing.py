"""Offers are made anew where anything is other than when they were made last, and only there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import refresh
from job import Settings
from refresh import publish_all
from spiders.job import LinkLook
from spiders.registry import Provider
from store import Changes, Store
from store.leases import Lease
from tests.store.conftest import DAY, Nights, at, make_course

SCHOOL = Provider(id="meerpolder", name="Meerpolder", website="https://meerpolder.example/")
PAGE = make_course(1).url


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'lloket.db'}") as store:
        Nights(store).refresh([make_course(number) for number in range(3)])
        yield store


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        data=tmp_path, database="", out=tmp_path / "out", today=DAY, clock=lambda: datetime.now(UTC), registry=[SCHOOL],
        mirror=None,
    )  # fmt: skip


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days for which offers were made."""
    made: list[date] = []
    assemble_all = refresh.assemble_all

    def noted(store: Store, settings: Settings, lease: Lease) -> Changes:
        made.append(settings.today)
        return assemble_all(store, settings, lease)

    monkeypatch.setattr(refresh, "assemble_all", noted)
    return made


def publish(store: Store, settings: Settings) -> datetime:
    changes, manifest = publish_all(store, settings, lambda *_: None)
    assert not changes.rejected
    return manifest.generated_at


def test_nothing_new_makes_no_offer_anew_and_yet_a_publication(
    store: Store, settings: Settings, made: list[date]
) -> None:
    first = publish(store, settings)
    before = [offer.id for offer in store.offers()]
    second = publish(store, settings)
    Nights(store).refresh([make_course(number) for number in range(3)], hour=9)
    assert first < second < publish(store, settings)
    assert (made, [offer.id for offer in store.offers()]) == ([DAY], before)


def decide(kind: str) -> Callable[[Store], object]:
    value = {"members": [f"meerpolder {PAGE}"]}
    return lambda store: store.decide(kind, "x", value, who="Anna", why="", now=at(DAY))


def kill_link(store: Store) -> None:
    for day in range(4):
        looks = {PAGE: LinkLook(alive=False, words="HTTP 404")}
        store.watch("meerpolder", [(PAGE, PAGE)], looks, today=DAY + timedelta(days=day))


OTHERS: dict[str, Callable[[Store], object]] = {
    "a page changed": lambda store: Nights(store).refresh(
        [make_course(0), make_course(1, title="Anders"), make_course(2)]
    ),
    "a course is missing": lambda store: Nights(store).refresh([make_course(0)]),
    "it was seen on a later day": lambda store: Nights(store).refresh(
        [make_course(number) for number in range(3)], day=DAY + timedelta(days=1)
    ),
    "a person decided": decide("hide"),
    "a link is dead": kill_link,
}


@pytest.mark.parametrize("other", OTHERS)
def test_what_is_other_is_seen(store: Store, settings: Settings, made: list[date], other: str) -> None:
    publish(store, settings)
    OTHERS[other](store)
    publish(store, settings)
    assert len(made) == 2
    publish(store, settings)
    assert len(made) == 2


def test_another_day_or_registry_is_seen(store: Store, settings: Settings, made: list[date]) -> None:
    for other in (
        settings, replace(settings, today=DAY + timedelta(days=1)), replace(settings, registry=[]),
        replace(settings, registry=[replace(SCHOOL, description_chars=20)]),
    ):  # fmt: skip
        publish(store, other)
    assert len(made) == 4


def test_what_was_lost_is_made_again(store: Store, settings: Settings, made: list[date]) -> None:
    publish(store, settings)
    store.save_offers([], now=at(DAY), today=DAY, retired={})
    publish(store, settings)
    assert len(list(store.offers())) == 3
    (settings.data / refresh.STANDING).unlink()
    publish(store, settings)
    assert len(made) == 3
