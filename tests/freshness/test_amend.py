"""What people decided, applied to offers: a table of decisions and what becomes of the course."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from normalize.amend import AmendError, Amendment, Kind, amend, read_value
from normalize.course import Course, Freshness, Organisation, Price, Reason, Session, to_dict

TODAY = date(2027, 4, 1)
CLASH = Reason(code="conflict_price", text="€ 100 / € 120")


def course(id: str = "c1", **fields: Any) -> Course:
    values: dict[str, Any] = {
        "id": id, "url": f"https://lab.example/{id}", "title": "Celkweek",
        "provider": Organisation(id="lab", name="Lab"),
        "price": Price(amount=450), "sessions": [Session(start="2027-05-12")],
        "freshness": Freshness(status="current", first_seen="2027-01-01"),
    }  # fmt: skip
    return Course(**(values | fields))


def decision(kind: Kind, number: int = 1, offer: str = "c1", **value: Any) -> Amendment:
    return Amendment(number, kind, offer, frozenset({"lab https://lab.example/c1"}), value)


def corrected(field: str, new: Any, seen: Any, *, pinned: bool = False, number: int = 1) -> Amendment:
    return decision("correct", number, field=field, value=new, words="zo", seen=seen, pinned=pinned)


def apply(one: Course, *decided: Amendment, retired: dict[str, str] | None = None) -> tuple[list[Course], list[Any]]:
    key = "lab https://lab.example/c1"
    done = amend([(one, (key,)), (course("other"), ("lab x",))], decided, retired=retired or {}, today=TODAY)
    return [c for c, _ in done.offers if c.id != "other"], [(a.field, a.now, a.holds) for a in done.asks]


OLD = to_dict(course())["price"]
NEW = {**OLD, "amount": 495.0}
THIRD = {**OLD, "amount": 500.0}


def amount(found: list[Course]) -> float | None:
    return found[0].price.amount if found[0].price else None


def test_a_correction_holds_and_says_that_it_is_one() -> None:
    found, asks = apply(course(), corrected("price", NEW, OLD))
    assert (amount(found), asks) == (495, [])
    assert (found[0].evidence["price"].method, found[0].evidence["price"].text) == ("correction", "zo")
    later, asks = apply(course(), corrected("price", NEW, OLD), corrected("price", THIRD, OLD, number=2))
    assert (amount(later), asks) == (500, [])


def test_when_the_page_gives_something_new_it_asks_again_and_a_pinned_one_ends() -> None:
    changed = course(price=Price(amount=500))
    found, asks = apply(changed, corrected("price", NEW, OLD))
    assert (amount(found), asks) == (495, [("price", THIRD, True)])
    found, asks = apply(changed, corrected("price", NEW, OLD, pinned=True))
    assert (amount(found), asks) == (500, [("price", THIRD, False)])
    found, asks = apply(course(price=Price(amount=495)), corrected("price", NEW, OLD, pinned=True))
    assert (amount(found), asks) == (495, [])


def test_status_and_completeness_follow_a_correction() -> None:
    past = [{**to_dict(course())["sessions"][0], "start": "2027-03-01"}]
    found, _ = apply(course(), corrected("sessions", past, to_dict(course())["sessions"]))
    assert found[0].freshness.status == "expired"
    clash = course(freshness=Freshness(status="conflicting", reasons=[CLASH], first_seen="2027-01-01"))
    found, _ = apply(clash, corrected("price", NEW, OLD))
    assert (found[0].freshness.status, found[0].freshness.reasons) == ("current", [])
    assert found[0].freshness.first_seen == "2027-01-01"
    found, _ = apply(course(), corrected("price", None, OLD))
    assert "price" in found[0].completeness.missing


def test_confirmed_is_what_it_is_until_something_else_speaks_against_it() -> None:
    confirmed = decision("confirm", reasons=[["conflict_price", "€ 100 / € 120"]])
    clash = course(freshness=Freshness(status="conflicting", reasons=[CLASH]))
    found, _ = apply(clash, confirmed)
    assert (found[0].freshness.status, found[0].freshness.reasons) == ("current", [])
    other = Reason(code="conflict_price", text="€ 100 / € 150")
    found, _ = apply(course(freshness=Freshness(status="conflicting", reasons=[other])), confirmed)
    assert (found[0].freshness.status, found[0].freshness.reasons) == ("conflicting", [other])
    gone = course(freshness=Freshness(status="withdrawn", reasons=[Reason(code="page_gone", text="HTTP 404")]))
    found, _ = apply(gone, decision("confirm", reasons=[["page_gone", "HTTP 404"]]))
    assert found[0].freshness.status == "withdrawn"


@pytest.mark.parametrize(
    ("id", "retired"), [("c1", {}), ("c2", {"c1": "c2"}), ("c3", {"c1": "c2", "c2": "c3"}), ("c9", {})]
)
def test_a_decision_follows_its_course(id: str, retired: dict[str, str]) -> None:
    assert apply(course(id), decision("hide"), retired=retired) == ([], [])


WRITTEN = [
    ("price", "€ 450,- excl. btw", {"amount": 450.0, "vat": "excluded"}),
    ("price", '{"amount": 12.5}', {"amount": 12.5, "vat": "unknown"}),
    ("duration", "2 dagen", {"value": 2.0, "unit": "day"}),
    ("location", "Leiden", "Leiden"),
    ("price", "", None),
    ("sessions", "", []),
    ("level", "hbo", "hbo"),
]


@pytest.mark.parametrize(("field", "words", "value"), WRITTEN)
def test_a_value_as_a_person_writes_it(field: str, words: str, value: Any) -> None:
    found = read_value(field, words, seen=TODAY)
    assert (found | value if isinstance(value, dict) else value) == found


def test_dates_as_a_person_writes_them() -> None:
    assert [run["start"] for run in read_value("sessions", "12 maart 2027", seen=TODAY)] == ["2027-03-12"]


@pytest.mark.parametrize(
    ("field", "words"),
    [("price", "gratis koffie? nee"), ("colour", "red"), ("level", "heel hoog"), ("sessions", "[1]"), ("price", "{"),
     ("title", ""), ("start", "later")],
)  # fmt: skip
def test_what_gives_no_value_is_refused_in_one_line(field: str, words: str) -> None:
    with pytest.raises(AmendError) as refused:
        read_value(field, words, seen=TODAY)
    assert "\n" not in str(refused.value)
