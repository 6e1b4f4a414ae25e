"""A desk with providers whose courses stand in every way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from console.accounts.sessions import hashed
from exports.formats import FORMATS
from exports.publication import ProviderView, Publication
from exports.publish import publish
from normalize.course import Duration, Evidence, Freshness, Organisation, Price, Reason, Session, Source, completeness
from store import accounts
from store.accounts import Role
from tests.console.conftest import AT, Room, course

NEEDED = tuple(one for one in FORMATS if one.name in ("NDJSON", "Topics", "Report"))
"""Files that these pages are made of."""
KADELAB = "https://www.kadelab.example"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
REGISTRY = """\
[[provider]]
id = "kadelab"
name = "Kadelab Opleidingen"
website = "https://www.kadelab.example/"

[[provider]]
id = "merel"
name = "Hogeschool de Merel"
website = "https://www.merel.example/"

[[provider]]
id = "nieuw"
name = "Nieuw Instituut"
website = "https://nieuw.example/"
"""


def full(id: str, title: str, **changes: Any) -> Any:
    """A course that gives all six, with the words they were read from."""
    url = f"{KADELAB}/cursus/{id}"
    fields: dict[str, Any] = {
        "audience": "Analisten", "entry_requirements": "Hbo",
        "price": Price(amount=950.0, vat="excluded", text="€ 950 excl. btw"),
        "duration": Duration(value=2.0, unit="day", text="2 dagen"),
        "sessions": [Session(start="2027-03-10", text="10 maart 2027")], "start": "dated",
        "evidence": {
            "price": Evidence(text="€ 950 excl. btw", method="label", url=url),
            "sessions": Evidence(text="10 maart 2027", method="table", url=url),
            "audience": Evidence(text="Analisten", method="heading", url=url),
        },
    }  # fmt: skip
    made = course(id, title, **(fields | changes))
    made.completeness = completeness(made)
    return made


def stands(status: Any, code: str = "", text: str = "") -> Freshness:
    return Freshness(
        status=status, reasons=[Reason(code=code, text=text)] if code else [], first_seen="2026-11-01",
        last_seen="2026-11-22", last_changed="2026-11-20",
    )  # fmt: skip


def others(provider: str, *ids: str) -> list[Any]:
    url = f"https://www.{provider}.example"
    return [
        full(id, f"Van {provider} {id}", url=f"{url}/{id}", provider=Organisation(id=provider, name=provider),
             sources=[Source(provider=provider, url=f"{url}/{id}", title=id)])
        for id in ids
    ]  # fmt: skip


COURSES = [
    full("c1", "GMP in de praktijk"),
    full("c2", "Celkweek", price=None, evidence={}),
    full("c3", "Statistiek", freshness=stands("conflicting", "conflict_price", "“€ 950” / “€ 990”")),
    full("c4", "Oude wijn", freshness=stands("expired", "all_runs_past", "3 mei 2025")),
    full("c5", "Weg ermee", freshness=stands("withdrawn", "page_gone")),
    full("c6", HOSTILE, description=HOSTILE, audience=HOSTILE,
         freshness=stands("conflicting", "conflict_dates", HOSTILE),
         evidence={"audience": Evidence(text=HOSTILE, method="text", url="javascript:alert(3)")}),
]  # fmt: skip


def show(room: Room, courses: list[Any]) -> None:
    """Publish courses of three providers."""
    views = [
        ProviderView(id=id, name=name, website=f"https://www.{id}.example/", last_run=AT, last_run_state="complete")
        for id, name in (("kadelab", "Kadelab Opleidingen"), ("merel", "Hogeschool de Merel"), ("dok", "Dok"))
    ]
    facts = Publication(run="r2", generated_at=AT + timedelta(minutes=1), today=AT.date(), providers=views)
    publish(lambda: sorted(courses, key=lambda one: str(one.id)), facts, room.out, formats=NEEDED)
    room.shelf.look()


def enter(room: Room, role: Role, provider: str | None = None, name: str = "bo") -> tuple[TestClient, str]:
    """A browser with a session, without the work of a password; and the field `csrf` of its forms."""
    accounts.add(room.store.database, name, role, provider, "no password", now=room.now)
    accounts.start_session(
        room.store.database, hashed("token"), account_name=name, link=None, csrf="csrf", now=room.now,
        expires=room.now + timedelta(days=1),
    )  # fmt: skip
    client = room.client()
    client.cookies.set("lloket", "token")
    return client, "csrf"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Room]:
    """A desk with Kadelab's six courses, one of each kind and one that is hostile, and two other providers."""
    with ExitStack() as stack:
        room = Room(tmp_path, stack, [])
        room.desk.registry.write_text(REGISTRY, encoding="utf-8")
        show(room, [*COURSES, *others("merel", "m1", "m2"), *others("dok", "d1")])
        yield room


@pytest.fixture
def visits(desk: Room) -> Room:
    """The same, visited twice, with a difference."""
    for night, price in enumerate((900.0, 950.0)):
        now = AT + timedelta(days=night)
        run = desk.store.start_run("kadelab", now=now, today=now.date())
        profile = {"courses": 5 + night, "filled": {"price": 0.5 + night / 4, "dates": 1.0}}
        desk.store.record_run(
            run, now=now, today=now.date(), state="good", cause=None, detail=None, stats={"profile": profile},
            pages=[], gone={}, courses=[full("c1", "GMP in de praktijk", price=Price(amount=price))],
        )  # fmt: skip
    return desk
