"""Thirty nights of cheap refreshes leave what one full crawl of the last night's site finds."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from job import Settings
from refresh import refresh_provider
from spiders.registry import Provider
from store import Store
from tests.faults.server import FaultServer, Reply

FIRST = date(2026, 11, 1)
COURSES = 30
NIGHTS = 30


class School:
    """A site that changes by the night: pages come, change and go; some have no ETag, some a new one at every visit."""

    def __init__(self, server: FaultServer, seed: int) -> None:
        self.server = server
        self.chance = random.Random(seed)
        self.tick = count()
        self.next = count(COURSES)
        self.prices = dict.fromkeys(range(COURSES), 100)
        self.moments = {n: f"2026-01-{1 + n % 28:02}T10:00:00Z" for n in range(COURSES)}
        self.truthful = True
        server.pages |= {"/": lambda _: self.home(), "/sitemap.xml": lambda _: self.sitemap(), "*": self.course}

    def pass_a_day(self) -> int:
        """Change a few pages; return how many."""
        now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
        changed = self.chance.sample(sorted(self.prices), self.chance.randrange(3))
        for n in changed:
            self.prices[n] += 5
            self.moments[n] = now if self.truthful else self.moments[n]
        if self.chance.random() < 0.3:
            n = next(self.next)
            self.prices[n], self.moments[n] = 100, now
            changed.append(n)
        if self.chance.random() < 0.2:
            n = self.chance.choice(sorted(self.prices))
            del self.prices[n], self.moments[n]
        return len(changed)

    def home(self) -> Reply:
        links = "".join(f'<li><a href="/cursus/les-{n}-x">Cursus Les {n}</a></li>' for n in self.prices)
        return Reply(f"<html lang=nl><title>School</title><h1>Cursussen</h1><ul>{links}</ul></html>")

    def sitemap(self) -> Reply:
        entries = "".join(
            f"<url><loc>{self.server.url}/cursus/les-{n}-x</loc><lastmod>{moment}</lastmod></url>"
            for n, moment in self.moments.items()
        )
        return Reply(f"<urlset>{entries}</urlset>", type="application/xml")

    def course(self, path: str) -> Reply:
        n = int(path.split("-")[1]) if path.startswith("/cursus/les-") else -1
        if n not in self.prices:
            return Reply("<p>weg", 404)
        price, token = self.prices[n], next(self.tick)
        body = f"""<html lang=nl><title>Cursus Les {n} | School</title>
        <input type="hidden" name="_token" value="{token}"><main><h1>Cursus Les {n}</h1>
        <p>In deze cursus leer je les {n}.</p><dl><dt>Prijs</dt><dd>€ {price},-</dd>
        <dt>Duur</dt><dd>2 dagen</dd></dl></main>"""
        tag = {0: f"{n}-{price}" if self.truthful else f"{n}", 1: "", 2: f"{token}"}[n % 3]
        return Reply(body, etag=tag)


@pytest.fixture
def server() -> Iterator[FaultServer]:
    server = FaultServer("127.0.0.1")
    yield server
    server.close()


def visit(folder: Path, server: FaultServer, night: int, *, full: bool = False) -> dict[str, Any]:
    """Refresh the school, without publishing; return the run's figures."""
    provider = Provider(id="school", name="School", website=f"{server.url}/", private_network=True, delay=0.0)
    settings = Settings(
        data=folder, database=f"sqlite:///{folder / 'lloket.db'}", out=folder / "out", full=full, registry=[provider],
        today=FIRST + timedelta(days=night), clock=lambda: datetime.now(UTC),
    )  # fmt: skip
    with Store.open(settings.database) as store, ThreadPoolExecutor(1) as reading:
        result = refresh_provider(
            provider, store=store, settings=settings, reading=reading, watch=lambda *_: None, cancel=threading.Event()
        )
        assert result.state == "good", result.detail
        figures: dict[str, Any] = dict(store.runs("school", 1)[0].stats)
        return figures


def found(folder: Path) -> dict[str, tuple[str, float | None]]:
    with Store.open(f"sqlite:///{folder / 'lloket.db'}") as store:
        return {
            one.course.url: (one.course.title, one.course.price.amount if one.course.price else None)
            for one in store.readings(["school"])
            if one.state == "seen"
        }


def test_thirty_cheap_nights_are_one_full_crawl(server: FaultServer, tmp_path: Path) -> None:
    school = School(server, 7)
    visit(tmp_path / "cheap", server, 0)
    before = 0
    for night in range(1, NIGHTS):
        changed = school.pass_a_day()
        server.log.clear()
        figures = visit(tmp_path / "cheap", server, night)
        sources = {"/", "/robots.txt", "/sitemap.xml", "/sitemap_index.xml"}
        asked = [path for path in server.paths if path not in sources]
        if not figures["full"]:
            # The archive knows seconds: what changed in the second in which it was fetched is asked for once more.
            # Whatever changed is asked for twice: whether it did, and then as a whole.
            assert len(asked) <= 2.2 * (changed + before) + 0.02 * COURSES + 6, (night, asked)
        before = changed
        assert figures["lastmod_lies"] is False
    visit(tmp_path / "full", server, NIGHTS - 1, full=True)
    assert found(tmp_path / "cheap") == found(tmp_path / "full")
    assert len(found(tmp_path / "full")) == len(school.prices)


def test_a_site_whose_sitemap_lies_is_found_out_and_never_believed_again(server: FaultServer, tmp_path: Path) -> None:
    school = School(server, 8)
    visit(tmp_path / "cheap", server, 0)
    school.truthful = False
    caught = None
    for night in range(1, 14):
        school.pass_a_day()
        figures = visit(tmp_path / "cheap", server, night)
        caught = caught or (night if figures["lastmod_lies"] else None)
        if caught and night > caught:
            assert (figures["spared"], figures["lastmod_lies"]) == (0, True)
    assert caught is not None
    assert caught <= 10
    visit(tmp_path / "full", server, 13, full=True)
    assert found(tmp_path / "cheap") == found(tmp_path / "full")
