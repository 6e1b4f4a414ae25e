"""A console over made-up courses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from console.app import application
from exports.publication import ProviderView, Publication
from exports.publish import publish
from normalize.course import Course, Freshness, Organisation, Price, Session, Source

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


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Show]:
    """Publish courses and open the console on them."""
    with ExitStack() as stack:

        def showing(courses: Sequence[Course]) -> TestClient:
            show_in(tmp_path / "published", courses)
            app = application(tmp_path / "published", tmp_path / "console")
            return stack.enter_context(TestClient(app))

        yield showing
