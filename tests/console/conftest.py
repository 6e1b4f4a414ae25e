"""A console over made-up courses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from console.accounts import passwords
from console.accounts.passwords import hash_of
from console.accounts.sessions import hashed
from console.app import application
from console.desk import Desk
from console.publications import Publications
from console.shelf import Shelf
from exports.publication import ProviderView, Publication
from exports.publish import publish
from job import Settings
from normalize.course import Course, Freshness, Organisation, Price, Session, Source
from spiders.registry import load
from store import Store, accounts
from store.accounts import Role

AT = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
Show = Callable[[Sequence[Course]], TestClient]


def course(id: str, title: str, **changes: Any) -> Course:
    url = f"https://www.kadelab.example/cursus/{id}"
    fields: dict[str, Any] = {
        "id": id,
        "url": url,
        "title": title,
        "provider": Organisation(id="kadelab", name="Kadelab Opleidingen"),
        "freshness": Freshness(status="current", first_seen="2026-11-01", last_seen="2026-11-22"),
        "sources": [Source(provider="kadelab", url=url, title=title, last_seen="2026-11-22")],
    }
    return Course(**(fields | changes))


def on(*days: str) -> list[Session]:
    return [Session(start=day, end=day) for day in days]


def costs(amount: float, vat: Any = "excluded") -> Price:
    return Price(amount=amount, vat=vat, text=f"€ {amount}")


def show_in(out: Path, courses: Sequence[Course]) -> None:
    view = ProviderView(id="kadelab", name="Kadelab Opleidingen", website="https://www.kadelab.example/")
    publication = Publication(run="r1", generated_at=AT, today=date(2026, 11, 22), providers=[view])
    publish(lambda: sorted(courses, key=lambda course: course.id), publication, out)


REGISTRY = """\
[[provider]]
id = "kadelab"
name = "Kadelab Opleidingen"
website = "https://www.kadelab.example/"
"""
PASSWORD = "een lang genoeg woord"


class Room:
    """A desk over a store, a registry and made-up courses; who signs in is made an account."""

    def __init__(self, folder: Path, stack: ExitStack, courses: Sequence[Course]) -> None:
        self.now, self.out, registry = AT, folder / "published", folder / "providers.toml"
        registry.write_text(REGISTRY, encoding="utf-8")
        show_in(self.out, courses)
        database = f"sqlite:///{folder / 'lloket.db'}"
        self.store = stack.enter_context(Store.open(database))
        self.shelf = Shelf(Publications(self.out), folder / "console")

        def settings() -> Settings:
            return Settings(
                data=folder, database=database, out=self.out, today=self.now.date(), clock=lambda: self.now,
                registry=load(registry), mirror=None,
            )  # fmt: skip

        self.desk = Desk(
            store=self.store, registry=registry, settings=settings, clock=lambda: self.now, shelf=self.shelf,
            out=self.out,
        )  # fmt: skip
        self.app = application(self.shelf, self.desk, clock=lambda: self.now)
        self._stack = stack

    def client(self, **headers: str) -> TestClient:
        """A browser that is not signed in."""
        return self._stack.enter_context(TestClient(self.app, headers=headers))

    def signed_in(self, role: Role, provider: str | None = None, name: str = "anna") -> tuple[TestClient, str]:
        """A browser that is signed in, and the field `csrf` of its forms."""
        accounts.add(self.store.database, name, role, provider, hash_of(PASSWORD, name), now=self.now)
        client = self.client()
        answer = client.post("/inloggen", data={"name": name, "password": PASSWORD}, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        token = client.cookies["lloket"]
        session = accounts.session_of(self.store.database, hashed(token))
        assert session is not None
        return client, session.csrf


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with as little work as can be: many tests sign in."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A desk with two courses of one provider."""
    with ExitStack() as stack:
        yield Room(tmp_path, stack, [course("a1", "Statistiek"), course("b2", "GMP in de praktijk")])


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Show]:
    """Publish courses and open the console on them."""
    with ExitStack() as stack:

        def showing(courses: Sequence[Course]) -> TestClient:
            show_in(tmp_path / "published", courses)
            app = application(Shelf(Publications(tmp_path / "published"), tmp_path / "console"), clock=lambda: AT)
            return stack.enter_context(TestClient(app))

        yield showing
