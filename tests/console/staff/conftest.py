"""A desk with something of everything: runs good, held back and failed, a doubt, courses that contradict themselves."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import html
from starlette.responses import Response
from starlette.testclient import TestClient

from console.accounts.sessions import hashed
from console.app import application
from console.desk import Desk
from console.publications import Publications
from console.shelf import Shelf
from console.staff.jobs import Jobs
from console.staff.office import Office
from job import Settings
from normalize.course import Course, Duration, Evidence, Freshness, Organisation, Price, Reason, Session
from refresh import publish_all
from spiders.job import LinkLook
from spiders.registry import load
from store import Store, accounts
from store.hold import Clock

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
TOKEN, CSRF = "a" * 43, "b" * 43
REGISTRY = """\
# Wie het loket leest
[[provider]]
id = "kadelab"
name = "Kadelab Opleidingen"
website = "https://www.kadelab.example/"

[[provider]]
id = "rijnlab"
name = "Rijnlab"
website = "https://www.rijnlab.example/"
schedule = "30 6 * * 1"
note = "belt graag terug"

[[provider]]
id = "poldertech"
name = "Poldertech Academie"
website = "https://poldertech.example/"

[[provider]]
id = "stilte"
name = "Stilte & Zonen <b>"
website = "https://stilte.example/"
enabled = false
"""
QUIET: dict[str, Any] = {"cause": None, "detail": None, "pages": [], "gone": {}}
PROFILE = {"pages": 9, "failed": 0, "courses": 6, "alike": 0.0, "filled": {"price": 1.0, "dates": 0.5}}


def course(site: str, name: str, title: str, **changes: Any) -> Course:
    url = f"https://www.{site}.example/cursus/{name}"
    fields: dict[str, Any] = {
        "url": url, "title": title, "provider": Organisation(id=site, name=site.capitalize()), "page_language": "nl",
        "price": Price(amount=495, vat="excluded", text="€ 495 excl. btw"),
        "prices": [Price(amount=495, vat="excluded", text="€ 495 excl. btw")],
        "sessions": [Session(start="2027-05-03", end="2027-05-04", text="3 en 4 mei 2027")], "start": "dated",
        "duration": Duration(value=2, unit="day", text="2 dagen"), "audience": "analisten",
        "description": f"In {title} leert u wat u morgen in het laboratorium nodig hebt.",
        "evidence": {"price": Evidence(text="Prijs: € 495 excl. btw", method="label", url=url)},
    }  # fmt: skip
    return Course(**(fields | changes))


def of_kadelab() -> list[Course]:
    conflict = Freshness(reasons=[Reason(code="conflict_price", text="€ 495 / € 595")])
    past = [Session(start="2026-03-02", end="2026-03-02", text="2 maart 2026")]
    return [
        course("kadelab", "risico", "Risicomanagement"), course("kadelab", "hr", "Risicomanagement voor HR"),
        course("kadelab", "gmp", "GMP voor operators", freshness=conflict, location="Leiden"),
        course("kadelab", "enzymen", "Enzymen in de praktijk", sessions=past),
        course("kadelab", "lang", "Validatie van analytische methoden volgens de nieuwste richtlijnen van de "
               "Europese farmacopee voor gevorderden", audience=None, price=None, prices=[]),
        course("kadelab", "evil", "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}",
               description="</textarea><script>alert(1)</script>"),
    ]  # fmt: skip


def of_rijnlab() -> list[Course]:
    names = ["Celkweek", "Biostatistiek", "Chromatografie", "Veilig werken", "Leidinggeven", "Engels op het lab"]
    return [course("rijnlab", f"r{n}", title) for n, title in enumerate(names)]


def run_of(store: Store, provider: str, courses: list[Course], at: datetime, state: Any = "good", **more: Any) -> str:
    run = store.start_run(provider, now=at, today=at.date())
    stats = {"pages": len(courses) + 3, "profile": PROFILE | {"courses": len(courses)}}
    given = QUIET | {"stats": stats, "courses": courses, "today": at.date()} | more
    store.record_run(run, now=at + timedelta(seconds=75), state=state, **given)
    return run


def fill(folder: Path) -> None:
    """Make the desk's store and publication."""
    (folder / "providers.toml").write_text(REGISTRY, encoding="utf-8")
    settings = settings_in(folder, lambda: NOW - timedelta(hours=4))
    night = NOW - timedelta(hours=5)
    with Store.open(settings.database) as store:
        run_of(store, "kadelab", of_kadelab(), night - timedelta(days=1))
        run_of(store, "rijnlab", of_rijnlab(), night - timedelta(days=1))
        dearer = course(
            "kadelab", "gmp", "GMP voor operators", price=Price(amount=520, vat="excluded"), location="Leiden"
        )
        dearer.freshness = of_kadelab()[2].freshness
        run_of(store, "kadelab", [dearer if one.url == dearer.url else one for one in of_kadelab()], night)
        detail = "5 of the 6 known courses were not found, 1 are left, on 4 pages where there were 9"
        run_of(store, "rijnlab", of_rijnlab()[:1], night, "held", cause="collapsed", detail=detail)
        failed = store.start_run("poldertech", now=night, today=TODAY)
        store.finish_run(
            failed, now=night, state="failed", cause="host_down", detail="connection refused", stats={},
        )  # fmt: skip
        page, dead = "https://www.kadelab.example/cursus/gmp", "https://www.kadelab.example/inschrijven"
        for day in range(4):
            look = {dead: LinkLook(alive=False, words="HTTP 404")}
            store.watch("kadelab", [(page, dead)], look, today=TODAY - timedelta(days=4 - day))
        publish_all(store, settings, lambda *_: None)
        accounts.add(store.database, "anna", "staff", None, "no password", now=night)
        ends = NOW + timedelta(days=1)
        accounts.start_session(
            store.database, hashed(TOKEN), account_name="anna", link=None, csrf=CSRF, now=NOW, expires=ends
        )
    Shelf(Publications(settings.out), folder / "console").look()


def settings_in(folder: Path, clock: Clock) -> Settings:
    return Settings(
        data=folder, database=f"sqlite:///{folder / 'lloket.db'}", out=folder / "published", today=clock().date(),
        clock=clock, registry=load(folder / "providers.toml"), mirror=None,
    )  # fmt: skip


class Counter:
    """A member of staff at the desk."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.now, self.out = folder, NOW, folder / "published"
        self.store = stack.enter_context(Store.open(f"sqlite:///{folder / 'lloket.db'}"))
        self.shelf = Shelf(Publications(self.out), folder / "console")
        self.desk = Desk(
            store=self.store, registry=folder / "providers.toml", settings=lambda: settings_in(folder, self.tick),
            clock=self.tick, shelf=self.shelf, out=self.out,
        )  # fmt: skip
        app = application(self.shelf, self.desk, clock=self.tick)
        self.office = cast(Office, cast(Any, self.desk.closing[0]).__self__)
        self.client = stack.enter_context(TestClient(app, cookies={"lloket": TOKEN}))
        self.csrf = CSRF

    def tick(self) -> datetime:
        """A clock that goes on."""
        self.now += timedelta(milliseconds=10)
        return self.now

    def get(self, address: str) -> Response:
        return cast(Response, self.client.get(address))

    def text(self, address: str, status: int = 200) -> str:
        """What a page says."""
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text[:2000]
        return said(answer.text)

    def post(self, address: str, **form: str) -> Any:
        """Send a form and follow it to the page it leads to."""
        return self.client.post(address, data={"csrf": self.csrf} | form)

    def ids(self) -> dict[str, str]:
        """Title of each published course to its id."""
        return {offer.title: offer.id for offer in self.store.offers()}


def said(page: str) -> str:
    (main,) = html.fromstring(page).xpath("//main")
    return " ".join(main.text_content().split())


def wait(jobs: Jobs) -> None:
    """Wait until the work is done."""
    until = time.monotonic() + 30
    while jobs.running is not None:
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    fill(folder)
    return folder


@pytest.fixture(scope="session")
def reader(filled: Path) -> Iterator[Counter]:
    """The filled desk itself, for who only looks."""
    with ExitStack() as stack:
        yield Counter(filled, stack)


@pytest.fixture
def counter(filled: Path, tmp_path: Path) -> Iterator[Counter]:
    """A desk of one's own, a copy of the filled one."""
    folder = tmp_path / "desk"
    shutil.copytree(filled, folder, symlinks=True)
    with ExitStack() as stack:
        yield Counter(folder, stack)
