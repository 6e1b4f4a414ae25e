"""Accounts, links, sessions, the audit log and proposals, on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store import Store, StoreError, accounts, proposals
from store.health import run_counts, waiting
from tests.store.conftest import DAY, Nights, at, make_course

NOW = at(DAY)
LATER = NOW + timedelta(days=7)


def begin(store: Store, token: str, *, name: str | None = None, link: int | None = None) -> None:
    accounts.start_session(
        store.database, token, account_name=name, link=link, csrf=f"of {token}", now=NOW, expires=LATER
    )


def test_an_account_is_kept_once(store: Store) -> None:
    accounts.add(store.database, "anna", "staff", None, "hash", now=NOW)
    with pytest.raises(StoreError, match="there is an account 'anna' already"):
        accounts.add(store.database, "anna", "analyst", None, "other", now=NOW)
    accounts.add(store.database, "Bo", "provider", "kade", "hash", now=NOW)
    assert [(one.name, one.role, one.provider, one.disabled) for one in accounts.accounts(store.database)] == [
        ("Bo", "provider", "kade", None),
        ("anna", "staff", None, None),
    ]
    assert accounts.one(store.database, "bo") is None
    assert accounts.one(store.database, "anna\0") == accounts.one(store.database, "anna")


@pytest.mark.parametrize("change", ["password", "close"])
def test_a_changed_account_ends_its_sessions_and_no_others(store: Store, change: str) -> None:
    for name in ("anna", "bo"):
        accounts.add(store.database, name, "staff", None, "hash", now=NOW)
        begin(store, f"{name}1", name=name)
    if change == "password":
        accounts.set_password(store.database, "anna", "new")
    else:
        accounts.disable(store.database, "anna", now=NOW)
    assert accounts.session_of(store.database, "anna1") is None
    found = accounts.session_of(store.database, "bo1")
    assert found is not None
    assert (found.who, found.role, found.provider, found.csrf) == ("bo", "staff", None, "of bo1")
    assert (found.started, found.seen, found.expires) == (NOW, NOW, LATER)


def test_a_closed_account_has_no_session_and_may_be_opened_again(store: Store) -> None:
    accounts.add(store.database, "anna", "staff", None, "hash", now=NOW)
    accounts.disable(store.database, "anna", now=NOW)
    begin(store, "t", name="anna")
    assert accounts.session_of(store.database, "t") is None
    accounts.disable(store.database, "anna", now=None)
    begin(store, "u", name="anna")
    assert accounts.session_of(store.database, "u") is not None
    with pytest.raises(StoreError, match="there is no account 'eve'"):
        accounts.disable(store.database, "eve", now=NOW)


def test_sessions_are_touched_ended_and_forgotten(store: Store) -> None:
    accounts.add(store.database, "anna", "analyst", None, "hash", now=NOW)
    begin(store, "a", name="anna")
    accounts.touch_session(store.database, "a", now=NOW + timedelta(hours=1))
    found = accounts.session_of(store.database, "a")
    assert found is not None
    assert found.seen == NOW + timedelta(hours=1)
    accounts.end_session(store.database, "a")
    assert accounts.session_of(store.database, "a") is None
    begin(store, "b", name="anna")
    late = LATER + timedelta(seconds=1)
    accounts.start_session(
        store.database, "c", account_name="anna", link=None, csrf="", now=late, expires=late + timedelta(days=7)
    )
    assert accounts.session_of(store.database, "b") is None, "expired ones are swept"


def test_a_link_ends_with_all_who_came_by_it(store: Store) -> None:
    first = accounts.add_link(store.database, "kade", "hash1", who="anna", now=NOW)
    other = accounts.add_link(store.database, "dok", "hash2", who="anna", now=NOW)
    begin(store, "k", link=first)
    begin(store, "d", link=other)
    found = accounts.session_of(store.database, "k")
    assert found is not None
    assert (found.who, found.role, found.provider) == (f"link {first}", "provider", "kade")
    held = accounts.link_of(store.database, "hash1")
    assert held is not None
    assert (held.provider, held.made_by, held.made) == ("kade", "anna", NOW)
    assert accounts.end_links(store.database, "kade", now=NOW) == 1
    assert accounts.end_links(store.database, "kade", now=LATER) == 0
    assert accounts.session_of(store.database, "k") is None
    assert accounts.session_of(store.database, "d") is not None
    assert accounts.link_of(store.database, "hash1") is None
    assert [(one.id, one.ended) for one in accounts.links(store.database)] == [(other, None), (first, NOW)]
    assert [one.id for one in accounts.links(store.database, "kade")] == [first]


def test_the_log_is_read_backwards_and_cut(store: Store) -> None:
    for number in range(5):
        accounts.note(store.database, at=NOW, who="a\0nna", what=f"/x/{number}", subject="s" * 500, status=200)
    rows = accounts.deeds(store.database, limit=2)
    assert [row.what for row in rows] == ["/x/4", "/x/3"]
    assert [row.what for row in accounts.deeds(store.database, before=rows[-1].id)] == ["/x/2", "/x/1", "/x/0"]
    assert (rows[0].who, len(rows[0].subject), rows[0].at, rows[0].status) == ("anna", 300, NOW, 200)


def test_a_proposal_is_settled_once(store: Store) -> None:
    value = {"price": "€ 5"}
    made = proposals.propose(store.database, "kade", "c1", "correct", value, "é" * 2000, who="link 1", now=NOW)
    proposals.propose(store.database, "dok", "c2", "confirm", {}, "", who="link 2", now=NOW)
    assert waiting(store.database)["proposals"] == 2
    proposals.settle(store.database, made, "accepted", who="anna", now=LATER)
    with pytest.raises(StoreError, match=f"proposal {made} is not open"):
        proposals.settle(store.database, made, "rejected", who="bo", now=LATER)
    (found,) = proposals.proposals(store.database, provider="kade")
    assert (found.value, len(found.words), found.state, found.settled_by, found.settled) == (
        value, 1000, "accepted", "anna", LATER,
    )  # fmt: skip
    assert [one.subject for one in proposals.proposals(store.database, state="open")] == ["c2"]


def test_runs_are_counted_and_what_waits(store: Store, nights: Nights) -> None:
    nights.refresh([make_course(1)])
    nights.refresh([make_course(1)], day=DAY + timedelta(days=1))
    nights.refresh([], day=DAY + timedelta(days=2), state="held")
    assert run_counts(store.database) == {("meerpolder", "good"): 2, ("meerpolder", "held"): 1}
    assert waiting(store.database) == {"held_runs": 1, "questions": 0, "proposals": 0}
