"""The change feed as files: walked by a reader that knows nothing but `next`."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import jsonschema
import pytest

from exports.publication import Publisher
from exports.publish import publish
from normalize.course import Course, Freshness, Status
from store import Store
from tests.exports.builder import AT, TODAY, course, publication

STATUSES: list[Status] = ["current", "expired"]
SCHEMA = Path(__file__).parents[3] / "shared/schemas/rpde/rpde-page.schema.json"


class Loket:
    """A store and its publications, a night each."""

    def __init__(self, folder: Path) -> None:
        self.out = folder / "feeds"
        self.store = Store.open(f"sqlite:///{folder / 'lloket.db'}")
        self.nights = 0

    def night(self, offers: list[Course], *, days: int = 1, address: str | None = None, **retired: str) -> None:
        self.nights += days
        now, today = AT + timedelta(days=self.nights), TODAY + timedelta(days=self.nights)
        self.store.save_offers([(one, [f"kadelab {one.url}"]) for one in offers], now=now, today=today, retired=retired)
        facts = publication(generated_at=now, today=today, publisher=Publisher(address=address))
        publish(self.store.offers, facts, self.out, changes=self.store.changes)

    def page(self, path: str) -> Any:
        return json.loads((self.out / path).read_bytes())


@pytest.fixture(name="loket")
def made(tmp_path: Path) -> Iterator[Loket]:
    loket = Loket(tmp_path)
    yield loket
    loket.store.close()


def walk(page: Callable[[str], Any], start: str, held: dict[str, Any]) -> str:
    """Follow the feed from a page to its end, as RPDE says, and return the page to go on from."""
    path, last = start, -1
    while True:
        told = page(path)
        for item in told["items"]:
            assert item["modified"] > last
            last = item["modified"]
            if item["state"] == "deleted":
                held.pop(item["id"], None)
            else:
                held[item["id"]] = item["data"]
        following = urljoin(path, told["next"])
        if following == path:
            assert told["items"] == []
            return path
        path = following


def published(loket: Loket) -> dict[str, str]:
    """Id to title of what a portal shows."""
    records = loket.page("courses.json")["courses"]
    return {one["id"]: one["title"] for one in records if one["freshness"]["status"] not in ("expired", "withdrawn")}


def test_who_follows_and_who_begins_anew_hold_what_is_published(loket: Loket) -> None:
    choice = random.Random(8)
    followed: dict[str, Any] = {}
    place = "changes/index.json"
    for _ in range(7):
        offers = [
            course(number, title=f"GMP {choice.randrange(3)}", freshness=Freshness(status=choice.choice(STATUSES)))
            for number in range(12)
            if choice.random() > 0.2
        ]
        loket.night(offers)
        place = walk(loket.page, place, followed)
        anew: dict[str, Any] = {}
        walk(loket.page, "changes/index.json", anew)
        assert anew == followed
        assert {id: record["title"] for id, record in anew.items()} == published(loket)


def test_a_record_in_the_feed_is_the_published_record_without_the_days_it_was_seen(loket: Loket) -> None:
    loket.night([course(1)])
    (item,) = loket.page("changes/index.json")["items"]
    (record,) = loket.page("courses.json")["courses"]
    assert record["freshness"].pop("last_seen") == "2026-11-22"
    for days in (record["freshness"], item["data"]["freshness"], record["sources"][0], item["data"]["sources"][0]):
        for day in ("first_seen", "last_seen", "last_changed"):
            days.pop(day, None)
    assert item["data"] == record


def test_pages_that_were_filled_stay_as_they_are_while_nothing_changes(loket: Loket) -> None:
    loket.night([course(1), course(2)])
    before = loket.page("changes/000001.json")
    seen_again = Freshness(status="current", last_seen="2026-11-30")
    first = course(1)
    first.freshness.last_seen = "2026-11-30"
    loket.night([first, course(2, freshness=seen_again, title="Anders")])
    page = loket.page("changes/000001.json")
    assert page["items"] == before["items"][:1]
    assert [item["id"] for item in loket.page("changes/000002.json")["items"]] == ["c000002"]


def test_what_left_says_why(loket: Loket) -> None:
    loket.night([course(number) for number in range(1, 5)])
    loket.store.decide("hide", "c000003", {}, who="Noor", why="proefpagina", now=AT)
    expired = course(1, freshness=Freshness(status="expired"))
    loket.night([expired, course(4)], c000002="c000004")
    ended = {item["id"]: item for item in loket.page("changes/000002.json")["items"]}
    assert {id: (item["state"], item["reason"]) for id, item in ended.items()} == {
        "c000001": ("deleted", "expired"),
        "c000002": ("deleted", "merged"),
        "c000003": ("deleted", "hidden"),
    }
    assert ended["c000002"]["merged_into"] == "c000004"
    assert not any("data" in item for item in ended.values())


def test_an_emptied_page_leads_on_and_is_kept_for_ninety_days(loket: Loket) -> None:
    for number in range(4):
        loket.night([course(1, title=f"GMP {number}")])
    assert [path.stem for path in sorted((loket.out / "changes").iterdir())] == [
        "000001", "000002", "000003", "000004", "000005", "index",
    ]  # fmt: skip
    held: dict[str, Any] = {}
    assert walk(loket.page, "changes/000002.json", held) == "changes/000005.json"
    assert held["c000001"]["title"] == "GMP 3"
    loket.night([course(1, title="GMP 3")], days=91)
    assert [path.stem for path in sorted((loket.out / "changes").iterdir())] == ["000004", "000005", "index"]
    assert walk(loket.page, "changes/index.json", {}) == "changes/000005.json"


def test_a_tombstone_stays(loket: Loket) -> None:
    loket.night([course(1), course(2)])
    loket.night([course(1)])
    loket.night([course(1)], days=200)
    assert [item["state"] for item in loket.page("changes/000002.json")["items"]] == ["deleted"]


def test_nothing_yet(loket: Loket) -> None:
    loket.night([])
    assert walk(loket.page, "changes/index.json", {}) == "changes/000001.json"
    loket.night([course(1)])
    held: dict[str, Any] = {}
    assert walk(loket.page, "changes/000001.json", held) == "changes/000002.json"
    assert set(held) == {"c000001"}


@pytest.mark.skipif(not SCHEMA.exists(), reason="the RPDE page schema is not on this machine")
def test_pages_keep_to_rpde(loket: Loket) -> None:
    loket.night([course(1), course(2)])
    loket.night([course(1)], address="https://feeds.example/lloket/")
    schema = json.loads(SCHEMA.read_text())
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    for path in (loket.out / "changes").iterdir():
        validator.validate(json.loads(path.read_bytes()))
    page = loket.page("changes/000001.json")
    assert page["next"] == "https://feeds.example/lloket/changes/000002.json"
    assert not validator.is_valid(page | {"items": [page["items"][0] | {"state": "deleted"}]})
    assert not validator.is_valid(page | {"next": "000002.json"})


def test_hostile_words_stay_words(loket: Loket) -> None:
    hostile = "</script>\r\nBEGIN \u202e\ufeff ]]> =1+1"
    loket.night([course(1, title=hostile)])
    raw = (loket.out / "changes/index.json").read_text()
    assert json.loads(raw)["items"][0]["data"]["title"] == "</script> BEGIN  ]]> =1+1"
    assert "\u202e" not in raw
