"""Readings: what each kind of run does to the courses of a provider."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from normalize.course import Freshness, Price, Reason, Session
from store import PageSeen, Store
from tests.store.conftest import DAY, Nights, make_course

NEXT = DAY + timedelta(days=1)
Dump = Callable[[], dict[str, list[tuple[Any, ...]]]]


def test_a_record_comes_back_as_it_went_in(store: Store, nights: Nights) -> None:
    freshness = Freshness(status="conflicting", reasons=[Reason(code="conflict_price", text="€ 10 / € 12")])
    nights.refresh([make_course(1, description="Één dag — “praktijk” 🧪", titles={"nl": "a"}, freshness=freshness)])
    (kept,) = store.readings()
    days = {"first_seen": "2026-11-22", "last_seen": "2026-11-22", "last_changed": "2026-11-22"}
    expected = make_course(1, description="Één dag — “praktijk” 🧪", titles={"nl": "a"})
    expected.freshness = Freshness(status="conflicting", reasons=freshness.reasons, **days)
    assert kept.course.sources[0].last_seen == "2026-11-22"
    expected.sources = kept.course.sources
    assert kept.course == expected
    assert kept.key == f"meerpolder {expected.url}"


def test_a_second_run_changes_nothing_but_last_seen(nights: Nights, dump: Dump) -> None:
    courses = [make_course(number) for number in range(5)]
    pages = [PageSeen(url=course.url, etag='"1"', alternates={"en": course.url + "/en"}) for course in courses]
    nights.refresh(courses, pages=pages)
    nights.publish([make_course(number, id=f"c{number}") for number in range(5)])
    before = dump()
    nights.refresh(courses, pages=pages, hour=8)
    nights.publish([make_course(number, id=f"c{number}") for number in range(5)], hour=9)
    same_day = dump()
    assert {name for name in before if before[name] != same_day[name]} == {"run"}
    nights.refresh(courses, pages=pages, day=NEXT)
    seen = Freshness(last_seen=NEXT.isoformat())
    nights.publish([make_course(number, id=f"c{number}", freshness=seen) for number in range(5)], day=NEXT)
    next_day = dump()
    assert {name for name in before if before[name] != next_day[name]} == {"run", "reading", "page", "offer"}
    old, new = repr(before["reading"] + before["page"]), repr(next_day["reading"] + next_day["page"])
    assert new == _last_seen_moved(old, times=10)
    assert [row[:4] + row[5:] for row in next_day["offer"]] == [row[:4] + row[5:] for row in before["offer"]]


def test_what_is_the_same_is_not_written_again(store: Store, nights: Nights) -> None:
    courses = [make_course(number, id=f"c{number}") for number in range(5)]
    pages = [PageSeen(url=course.url, etag='"1"') for course in courses]
    nights.refresh(courses, pages=pages)
    nights.publish(courses, old="c1")
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("SELECT", "BEGIN", "SET", "PRAGMA")):
            written.append(" ".join(statement.split()[:3]))

    sa.event.listen(store._database._engine, "before_cursor_execute", note)
    nights.refresh(courses, pages=pages, hour=8)
    nights.publish(courses, hour=9, old="c1")
    assert [one.split(" SET")[0] for one in written] == ["INSERT INTO run", "UPDATE run"]


def _last_seen_moved(rows: str, *, times: int) -> str:
    """The rows with the day of the next night where last_seen stands: behind first_seen."""
    pair = "datetime.date(2026, 11, 22), datetime.date(2026, 11, 22)"
    assert rows.count(pair) == times
    return rows.replace(pair, "datetime.date(2026, 11, 22), datetime.date(2026, 11, 23)")


def test_a_changed_record_is_a_new_version_with_its_run(store: Store, nights: Nights) -> None:
    nights.refresh([make_course(1), make_course(2)])
    recorded = nights.refresh([make_course(1, title="Anders"), make_course(2)], day=NEXT)
    assert recorded is not None
    assert (recorded["new"], recorded["changed"]) == (0, 1)
    changed, same = store.readings()
    assert (changed.first_seen, changed.last_seen, changed.last_changed) == (DAY, NEXT, NEXT)
    assert (same.first_seen, same.last_seen, same.last_changed) == (DAY, NEXT, DAY)
    versions = store.reading_versions("meerpolder", make_course(1).url)
    assert [(run, course.title) for run, course in versions] == [
        ("20261122T050000Z-meerpolder", "Cursus 1"),
        ("20261123T050000Z-meerpolder", "Anders"),
    ]


def test_a_new_reason_on_the_page_is_a_change(nights: Nights) -> None:
    nights.refresh([make_course(1)])
    notice = Freshness(reasons=[Reason(code="withdrawn_notice", text="wordt niet meer gegeven")])
    recorded = nights.refresh([make_course(1, freshness=notice)], day=NEXT)
    assert recorded is not None
    assert recorded["changed"] == 1


@pytest.mark.parametrize(
    ("state", "gone", "expected"),
    [
        ("good", {}, ("missing", None, 1)),
        ("good", {"2": 410}, ("gone", 410, 1)),
        ("incomplete", {}, ("seen", None, 0)),
        ("incomplete", {"2": 404}, ("gone", 404, 1)),
        ("failed", {"2": 404}, ("seen", None, 0)),
    ],
)
def test_what_a_run_does_not_find(
    nights: Nights, state: Any, gone: dict[str, int], expected: tuple[str, int | None, int]
) -> None:
    nights.refresh([make_course(1), make_course(2)])
    answers = {make_course(int(number)).url: status for number, status in gone.items()}
    nights.refresh([make_course(1, title="Nieuw")], day=NEXT, state=state, gone=answers)
    found = "Cursus 1" if state == "failed" else "Nieuw"
    assert nights.states() == {found: ("seen", None, 0), "Cursus 2": expected}


def test_missing_counts_good_runs_and_ends_when_found_again(store: Store, nights: Nights) -> None:
    nights.refresh([make_course(1)])
    for days in (1, 2, 3):
        nights.refresh([], day=DAY + timedelta(days=days))
    nights.refresh([], day=DAY + timedelta(days=4), state="incomplete")
    assert nights.states() == {"Cursus 1": ("missing", None, 3)}
    (missing,) = store.readings()
    assert missing.last_seen == DAY
    recorded = nights.refresh([make_course(1)], day=DAY + timedelta(days=5))
    assert recorded is not None
    assert (recorded["returned"], recorded["new"], recorded["changed"]) == (1, 0, 0)
    assert nights.states() == {"Cursus 1": ("seen", None, 0)}
    (back,) = store.readings()
    assert (back.first_seen, back.last_changed) == (DAY, DAY)


def test_gone_stays_gone_when_it_is_not_asked_again(nights: Nights) -> None:
    nights.refresh([make_course(1)])
    nights.refresh([], day=NEXT, gone={make_course(1).url: 410})
    recorded = nights.refresh([], day=NEXT + timedelta(days=1))
    assert nights.states() == {"Cursus 1": ("gone", 410, 2)}
    assert recorded is not None
    assert (recorded["gone"], recorded["missing"]) == (0, 0)


def test_a_course_on_a_list_is_gone_with_its_page(nights: Nights) -> None:
    page = "https://meerpolder.example/aanbod"
    nights.refresh([make_course(1, url=f"{page}#een", title="een")])
    nights.refresh([], day=NEXT, state="incomplete", gone={page: 404})
    assert nights.states() == {"een": ("gone", 404, 1)}


def test_providers_do_not_touch_each_other(nights: Nights) -> None:
    nights.refresh([make_course(1)], provider="aarzel")
    nights.refresh([make_course(2)], provider="beukhout")
    nights.refresh([], provider="beukhout", day=NEXT)
    assert nights.states() == {"Cursus 1": ("seen", None, 0), "Cursus 2": ("missing", None, 1)}


def test_readings_are_sorted_by_bytes_on_both_engines(store: Store, nights: Nights) -> None:
    ends = ["b", "B", "a-b", "ab", "é", "z", "_"]
    nights.refresh([make_course(1, url=f"https://x.example/{end}") for end in ends])
    nights.refresh([make_course(1)], provider="Aarzel")
    keys = [(one.provider, one.course.url) for one in store.readings()]
    assert keys == sorted(keys)
    assert [one.provider for one in store.readings(["Aarzel"])] == ["Aarzel"]
    assert list(store.readings([])) == []


def test_the_alternates_of_its_page_stand_with_a_course(store: Store, nights: Nights) -> None:
    course = make_course(1)
    nights.refresh([course], pages=[PageSeen(url=course.url, alternates={"en": "https://meerpolder.example/en/1"})])
    (kept,) = store.readings()
    assert kept.alternates == {"en": "https://meerpolder.example/en/1"}


def test_pages_come_back_as_last_fetched(store: Store, nights: Nights) -> None:
    first = PageSeen(
        url="https://x.example/", status=200, content_hash="h", etag='"1"', last_modified="Sun", kind="list"
    )
    later = PageSeen(url="https://x.example/", status=304, content_hash="h", etag='"2"', language="nl")
    nights.refresh([], pages=[first])
    assert store.pages("meerpolder") == {first.url: first}
    nights.refresh([], pages=[later], day=NEXT)
    assert store.pages("meerpolder") == {first.url: later}


BAD = {
    "no amount": ({"price": Price(amount=float("nan"))}, "not a course record"),
    "no address": ({"url": ""}, "no address"),
    "only dirt in the address": ({"url": "\x00"}, "no address"),
    "address too long": ({"url": "https://x.example/" + "é" * 1000}, "longer than"),
    "twice": ({"url": make_course(3).url}, "found before"),
    "wrong type": ({"title": 5}, "not a course record"),
}


@pytest.mark.parametrize(("fields", "reason"), BAD.values(), ids=BAD.keys())
def test_one_bad_record_does_not_hurt_the_others(
    store: Store, nights: Nights, fields: dict[str, Any], reason: str
) -> None:
    courses = [make_course(number) for number in range(10)]
    recorded = nights.refresh([*courses, make_course(99, **fields)])
    assert recorded is not None
    (why,) = recorded["rejected"].values()
    assert reason in why
    assert recorded["new"] == 10
    assert store.runs()[0].recorded == recorded
    assert len(list(store.readings())) == 10


def test_a_known_course_whose_new_record_is_rejected_stays_as_it_was(nights: Nights) -> None:
    nights.refresh([make_course(1)])
    nights.refresh([make_course(1, title=5)], day=NEXT)
    assert nights.states() == {"Cursus 1": ("seen", None, 0)}


@pytest.mark.parametrize("dirt", ["\x00", "\x0b", "\x1f", "\x7f", "\x85", "\ud800"])
def test_text_is_cleaned_at_the_door(store: Store, nights: Nights, dirt: str) -> None:
    dirty = make_course(
        1,
        url=f"https://x.example/{dirt}1",
        title=f"Een{dirt}",
        titles={f"n{dirt}l": f"Een{dirt}"},
        sessions=[Session(text=f"{dirt}4 maart")],
    )
    page = PageSeen(url=f"https://x.example/{dirt}1", etag=f"{dirt}1", alternates={f"e{dirt}n": f"{dirt}x"})
    recorded = nights.refresh([dirty, make_course(2)], pages=[page])
    assert recorded is not None
    assert recorded["rejected"] == {}
    kept = {one.course.url: one for one in store.readings()}["https://x.example/1"]
    assert (kept.course.title, kept.course.titles, kept.course.sessions[0].text) == ("Een", {"nl": "Een"}, "4 maart")
    assert kept.alternates == {"en": "x"}
    assert store.pages("meerpolder")["https://x.example/1"].etag == "1"


def test_ordinary_white_space_is_kept(store: Store, nights: Nights) -> None:
    nights.refresh([make_course(1, description="een\ttwee\ndrie\r\n")])
    (kept,) = store.readings()
    assert kept.course.description == "een\ttwee\ndrie\r\n"


def test_a_day_that_goes_back_moves_nothing_back(store: Store, nights: Nights) -> None:
    nights.refresh([make_course(1)], day=NEXT)
    nights.refresh([make_course(1)], day=DAY)
    (kept,) = store.readings()
    assert kept.last_seen == NEXT


def test_a_thousand_and_some_records_pass_several_batches(store: Store, nights: Nights) -> None:
    courses = [make_course(number) for number in range(2345)]
    nights.refresh(courses)
    nights.refresh([make_course(number, title="Nieuw") for number in range(2345)], day=NEXT)
    assert {one.course.title for one in store.readings()} == {"Nieuw"}
    assert store.check_integrity() == []
